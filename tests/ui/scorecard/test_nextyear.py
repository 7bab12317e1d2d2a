"""Next year's scorecards are seen before they are made, chosen by hand, and made in one step."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.models.scorecard import Indicator
from app.services.clock import fixed_clock
from app.services.scorecard import cards, yearchange
from app.services.scorecard.words import MeasureWord
from app.ui.scorecard.nextyear.dialog import NextYearDialog
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.services.scorecard.cardtown import YEAR, CardTown, card_file, town

__all__ = ["card_file", "town"]
STYRTAL = MeasureWord("styrtal", "styrtal", "styrtalet")


@pytest.fixture
def carded(town: CardTown) -> CardTown:
    town.change(Indicator, "Antal ansikten", last_year=YEAR)
    for name in ("Norra", "Omsorg"):
        town.run(cards.make_card, unit_id=town.ids[name], year=YEAR)
    return town


@pytest.fixture
def space(carded: CardTown) -> Iterator[Workspace]:
    made = Workspace(carded.database, fixed_clock(TODAY))
    made.told_words = []  # type: ignore[attr-defined]
    made.told.connect(lambda text, _kind: made.told_words.append(text))  # type: ignore[attr-defined]
    yield made
    made.close()


def shown(dialog: NextYearDialog) -> list[tuple[str, ...]]:
    rows = dialog.table.rows
    return [tuple(rows.index(row, column).data() for column in range(4)) for row in range(rows.rowCount())]


def test_what_goes_on_is_chosen_by_key_and_by_click(carded: CardTown, qtbot: QtBot) -> None:
    dialog = NextYearDialog(None, carded.read(yearchange.plan_next, year=YEAR), STYRTAL)
    qtbot.addWidget(dialog)
    dialog.show()
    rows = shown(dialog)
    assert rows[0] == ("Förs vidare", "Omsorg", "", "2 mål, 2 mått")
    assert rows[1] == ("Förs vidare", "Brukarna är trygga", "", "förs vidare")
    assert rows[2] == ("Förs vidare", "", "Nöjda", "målet 90\u00a0% förs vidare")
    assert rows[-1] == ("Kan inte föras vidare", "", "Antal ansikten", "mäts inte efter 2026")
    assert "2 styrkort med 3 mål och 2 styrtal görs för 2027" in dialog.said.text()
    table = dialog.table
    table.setCurrentIndex(table.rows.index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert [row[0] for row in shown(dialog)[:3]] == ["Förs vidare", "Utelämnas", "Utelämnas"]
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.rows.index(2, 0)).center()
    )
    assert [row[0] for row in shown(dialog)[:3]] == ["Förs vidare"] * 3
    for row in dialog.plan.cards:
        dialog.toggle(row)
    assert not dialog.ok.isEnabled()
    assert "Bocka för minst ett mål eller ett styrtal." in dialog.said.text()
    dialog.only_open.setChecked(True)
    assert [row[2] for row in shown(dialog)] == ["Antal ansikten"]


def test_what_is_chosen_is_made_in_one_step_and_once(
    carded: CardTown, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(dialog: NextYearDialog) -> int:
        dialog.toggle(dialog.plan.cards[0])
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(NextYearDialog, "exec", run)
    assert NextYearDialog.ask(None, space, YEAR) == 1
    assert space.told_words == ["1 styrkort gjordes för 2027. Ctrl+Z ångrar."]  # type: ignore[attr-defined]
    assert carded.card("Norra", year=2027, period="2027").scorecard_id is not None
    monkeypatch.setattr(NextYearDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected.value)
    assert NextYearDialog.ask(None, space, YEAR) is None
    carded.run(yearchange.carry_over, year=YEAR)
    assert NextYearDialog.ask(None, space, YEAR) is None
    assert NextYearDialog.ask(None, space, 2030) is None
    assert space.told_words[-2:] == [  # type: ignore[attr-defined]
        "Alla styrkort från 2026 finns redan för 2027. Ändra dem där.",
        "Det finns inga styrkort för 2030 att föra vidare. Sätt ihop ett styrkort först.",
    ]
    plan = space.read(partial(yearchange.plan_next, year=YEAR))
    assert all(row.barred for row in plan.rows)
