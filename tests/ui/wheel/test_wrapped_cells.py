"""Rows as high as their words: at once where they are few, bit by bit where they are very many."""

from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from app.ui.parts.columns import Column
from app.ui.wheel.wrapped_cells import WrappedTable
from tests.ui.pages import _look

__all__ = ["_look"]
LONG = "Utskotten, förvaltningarna och verksamheterna upprättar förslag till budget " * 2


@dataclass(frozen=True)
class Row:
    place: int
    title: str


def table(qtbot: QtBot, rows: list[Row]) -> WrappedTable:
    made = WrappedTable(
        (Column("title", "Aktivitet", lambda row: row.title, stretch=True),),
        key=lambda row: row.place,
        name="Prov",
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    made.show_rows(rows)
    return made


def test_words_that_need_several_lines_have_a_higher_row(qtbot: QtBot) -> None:
    made = table(qtbot, [Row(1, "Bokslut"), Row(2, LONG)])
    made.fit_rows()
    assert made.rowHeight(1) > made.rowHeight(0)


def test_the_last_of_very_many_rows_gets_its_height_too(qtbot: QtBot) -> None:
    made = table(qtbot, [*(Row(n, "Bokslut") for n in range(900)), Row(900, LONG)])
    made.fit_rows()
    short = made.rowHeight(0)
    qtbot.waitUntil(lambda: made.rowHeight(900) > short, timeout=5000)
    assert made.rowHeight(899) == short
