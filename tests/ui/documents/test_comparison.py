"""Two versions side by side: marks, the way from change to change, and what is heard of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.documents.comparison import Comparison
from app.ui.documents.comparison_page import rows_of
from app.ui.parts.theme import theme
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.ui.documents.writing import Writing

CLOCK = fixed_clock(TODAY)


@pytest.fixture
def writing(tmp_path: Path, example_of_2011: Path) -> Iterator[Writing]:
    path = tmp_path / "exempel.styr"
    shutil.copy(example_of_2011, path)
    space = Workspace(Database.open(path, clock=CLOCK, user="Anna"), CLOCK)
    made = Writing(space)
    made.write(0, "Alla barn ska läsa.\n\nOförändrat stycke.")
    made.revise()
    made.write(0, "Alla elever ska läsa.\n\nOförändrat stycke.\n\n<b>Nytt</b> stycke.")
    yield made
    space.close()


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, writing: Writing) -> Iterator[Comparison]:
    theme().install(qapp, "light")
    widget = Comparison(writing.space)
    qtbot.addWidget(widget)
    widget.resize(900, 400)
    widget.show()
    widget.show_versions(writing.node_id, 1, 2)
    yield widget
    widget.hide()


def looks(shown: Comparison, word: str) -> tuple[bool, bool, bool]:
    """Whether a word is underlined, struck through and on a ground of its own."""
    found = shown.text.document().find(word)
    look = found.charFormat()
    return look.fontUnderline(), look.fontStrikeOut(), look.background().style() != Qt.BrushStyle.NoBrush


def test_the_sentence_and_the_sides_say_what_is_compared(shown: Comparison) -> None:
    assert shown.summary.plain_text() == "1 avsnitt ändrat, 1 uppgift i huvudet ändrad."
    assert shown._before._words.text() == "Version 1, utkast"
    assert shown._after._words.text() == "Version 2, utkast"


def test_changes_are_marked_by_more_than_colour(shown: Comparison) -> None:
    assert looks(shown, "elever") == (True, False, True)
    assert looks(shown, "barn") == (False, True, True)
    assert looks(shown, "Oförändrat") == (False, False, False)
    assert looks(shown, "<b>Nytt</b>") == (True, False, True)


def test_the_way_goes_from_change_to_change_and_round(shown: Comparison) -> None:
    said = []
    for _ in range(4):
        shown.go_to_next()
        said.append(shown.said.plain_text())
    assert said[0].startswith("Ändring 1 av 3. Titel. Tillagt: 2013")
    assert said[1].endswith("Borttaget: barn. Tillagt: elever.")
    assert said[2].endswith("Tillagt: <b>Nytt</b> stycke.")
    assert said[3] == said[0]
    shown.go_to_previous()
    assert shown.said.plain_text() == said[2]


def test_going_back_first_begins_with_the_last_change(shown: Comparison) -> None:
    shown.go_to_previous()
    assert shown.said.plain_text().startswith("Ändring 3 av 3.")


def test_a_change_far_down_is_brought_into_view(shown: Comparison, writing: Writing) -> None:
    long = "\n\n".join(f"Stycke nummer {number}" for number in range(120))
    writing.write(1, long)
    writing.revise()
    writing.write(1, f"{long} sist")
    shown.show_versions(writing.node_id, 2, 3)
    shown.go_to_next()
    area = shown.text.cursorRect(QTextCursor(shown.text.textCursor()))
    assert shown.text.verticalScrollBar().value() > 0
    assert 0 <= area.top() < shown.text.viewport().height()


def test_only_what_differs_can_be_shown(shown: Comparison) -> None:
    every = len(shown._rows)
    shown.only_changed.setChecked(True)
    assert [row.changed or row.kind == "title" for row in shown._rows] == [True] * len(shown._rows)
    assert len(shown._rows) < every
    assert len(shown.changes) == 3
    assert "Oförändrat" not in shown.text.toPlainText()


def test_the_same_comparison_shown_again_stays_where_the_reader_is(
    shown: Comparison, writing: Writing
) -> None:
    shown.go_to_next()
    said = shown.said.plain_text()
    shown.show_versions(writing.node_id, 1, 2)
    assert shown.said.plain_text() == said


def test_a_version_beside_itself_has_no_changes(shown: Comparison, writing: Writing) -> None:
    shown.show_versions(writing.node_id, 2, 2)
    assert shown.summary.plain_text() == "Inga skillnader."
    assert not shown.next.isEnabled()
    shown.go_to_next()
    assert shown.said.plain_text() == ""


def test_rows_of_tables_and_lists_stand_on_both_sides(shown: Comparison) -> None:
    from app.services import richtext
    from app.services.richtext import Document, ListBlock, Run, Table
    from app.services.steering.documents.comparing import Comparison as View
    from app.services.steering.documents.comparing import Side, compare_sections
    from app.services.steering.documents.sections import SectionView

    def section(*items: str) -> SectionView:
        words = tuple((Run(item),) for item in items)
        text = richtext.write(Document((ListBlock(True, words), Table(False, (words,)))))
        return SectionView("mal", "Mål", False, text, 1, False)

    side = Side(1, "", "")
    view = View(side, side, (), compare_sections([section("ett", "två")], [section("ett", "tre")]))
    rows = rows_of(view, only_changed=False)
    assert [row.kind for row in rows] == ["title", "number", "number", "number", "row"]
    shown.show_comparison(view)
    assert looks(shown, "tre") == (True, False, True)
    assert "1.\u2002ett" in shown.text.toPlainText()


def test_light_and_dark_keep_what_is_shown(shown: Comparison) -> None:
    theme().set_appearance("dark")
    assert looks(shown, "elever") == (True, False, True)
    theme().set_appearance("light")
