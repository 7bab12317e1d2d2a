"""Förutsättningar: a round is entered, read in, chosen, compared and taken to the frames."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.economy.prerequisites.face import ACCOUNT, COMPARE, ROUNDS, PrerequisitesFace
from app.ui.economy.prerequisites.reading import ReadDialog
from app.ui.parts.links import Link
from app.ui.shell.workspace import Workspace
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS
from tests.services.economy.prerequisites.conftest import Office, found_rounds
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.investments.conftest import dialogs
from tests.ui.economy.investments.desk import Desk, fill, shown
from tests.ui.pages import _look

__all__ = ["_look", "dialogs"]
FIRST = YEARS[0]
_TABLE = "tkr\t2027\t2028\t2029\nSkatteintäkter\t195 000\t199 000\t204 000\nInkomstutjämning\t80 000\t1\t1\n"


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    database = open_founded(tmp_path / "Ådal.styr", found_rounds, clock=clock, user="Prov")
    found = Desk(Office(database), Workspace(database, clock))  # type: ignore[arg-type]
    qtbot.addWidget(found.window)
    yield found
    found.window.hide()
    found.space.close()


def _face(desk: Desk, part: str) -> PrerequisitesFace:
    face = desk.face("prerequisites")
    assert isinstance(face, PrerequisitesFace)
    assert face.show_part(part)
    return face


def _room(face: PrerequisitesFace) -> list[str]:
    return shown(face.account.sheet, "room")


def test_the_account_is_typed_explained_and_taken_to_the_frames(desk: Desk, dialogs: Answers):
    face = _face(desk, ACCOUNT)
    sheet = face.account.sheet
    before = _room(face)
    assert before[1] != "–"
    assert desk.write(sheet, "regulation", 1, "15 000")
    assert desk.space.undo_words is not None
    sheet.select("regulation", 1)
    assert desk.facts()["Prognosen"].value == "12\u00a0000 tkr"
    assert desk.field(f"note:regulation:{FIRST}").commit("Enligt beslut")
    assert sheet.model.rows[sheet.model.place_of("regulation")].cells[1].comment
    assert not desk.write(sheet, "tax_rate", 1, "2 234")
    assert desk.told[-1].startswith(f"Skattesats {FIRST}: 2")
    assert "Menade du 22,34?" in desk.told[-1]
    assert desk.write(sheet, "tax_rate", 1, "22,50")
    assert sheet.model.rows[sheet.model.place_of("tax_rate")].note == "Ändrar inte skatten"
    sheet.select("tax_rate", 1)
    assert "följer inte skattesatsen" in desk.notices()[0]
    desk.space.undo()
    sheet.select("regulation", 1)
    assert not desk.write(sheet, "regulation", 1, "=ett")
    desk.command("Använd prognosens värde").on_click()
    assert _room(face) == before
    dialogs.do(fill(name="Medlemsavgifter", group="Gemensamma"))
    face.account.add_own_line()
    assert desk.write(sheet, "own_1", 1, "1 000")
    sheet.select("room", 1)
    desk.command("För utrymmet till ramarna").on_click()
    assert face.view is not None
    assert face.view.to_distribute[FIRST] == face.view.rooms[FIRST].room
    assert not [part for part in face.state() if isinstance(part, Link)]
    assert desk.write(sheet, "result_target_percent", 1, "") is True
    assert [part.text for part in face.state() if isinstance(part, Link)] == [f"resultatmål {FIRST} saknas"]
    assert _room(face)[1] == "–"
    desk.page.units.chosen.emit("kr")
    assert shown(sheet, "regulation")[1] == "12 000 000"


def test_a_round_is_made_read_in_chosen_and_compared(desk: Desk, dialogs: Answers):
    face = _face(desk, ROUNDS)
    dialogs.do(fill(kind="Egen", dated_on="2026-11-01", name="", source="Ekonomikontoret"))
    face.add_round()
    assert face.rounds.round is not None
    assert face.rounds.round.name == "Egen bedömning november 2026"

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ReadDialog)
        dialog.text.setPlainText(_TABLE.replace("1\t1\n", "x1\t1\n"))
        assert not dialog.ok.isEnabled()
        assert "går inte att läsa" in dialog.refusal.words()
        dialog.text.setPlainText(_TABLE)
        assert dialog.ok.text() == "Läs in 6 värden"
        dialog.accept()

    dialogs.do(read)
    QGuiApplication.clipboard().setText(_TABLE)
    face.rounds.sheet.view.paste()
    assert shown(face.rounds.sheet, "tax_income") == ["–", "195 000", "199 000", "204 000"]
    assert desk.write(face.rounds.sheet, "tax_income", 1, "196 000")
    assert not desk.write(face.rounds.sheet, "tax_rate", 1, "0,2234")
    made = face.rounds.round.id
    desk.command("Använd i Arbetsversion").on_click()
    assert face.round.choice == made
    assert face.show_part(COMPARE)
    april = next(each.id for each in face.view.rounds if each.dated_on.month == 4)
    face.compare.choose(april, made)
    assert shown(face.compare.sheet, "tax_income")[0] == "+5 684"  # two percent of 5 800 go to the target
    assert "ändras utrymmet med" in face.compare.finding.plain_text()
    face.compare.years.choose(FIRST)
    face.compare.years.chosen.emit(FIRST)
    assert shown(face.compare.sheet, "tax_income") == ["190 200", "196 000", "+5 800", "+5 684"]
    face.compare.sheet.select("tax_income", 0)
    assert desk.facts()["Från"].value == "204\u00a0200"
    assert face.show_place("forecast_round", april)
    assert face.rounds.round.id == april


def test_a_decided_version_is_only_read(desk: Desk):
    from functools import partial

    from app.services.budget import versions
    from tests.conftest import TODAY

    lock = {"body": "Fullmäktige", "decided_on": TODAY, "paragraph": None, "registration_number": None}
    key = desk.town.version_id
    desk.space.run(partial(versions.lock_version, version_id=key, expected_version=2, today=TODAY, **lock))
    face = _face(desk, ACCOUNT)
    sheet = face.account.sheet
    sheet.select("tax_income", 1)
    assert not face.round.isEnabled()
    assert not any(sheet.model.typed(row, 2) for row in range(sheet.model.rowCount()))
    assert face.show_part(ROUNDS)
    face.rounds.select(face.view.round.id)
    assert any("ligger" in said or "vilar på omgången" in said for said in desk.notices())
    index = face.rounds.sheet.model.index(1, 2)
    assert not face.rounds.sheet.model.flags(index) & Qt.ItemFlag.ItemIsEditable
