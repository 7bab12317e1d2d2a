"""The face Process: what is next is open, a click marks it, a note is kept, a step leads to its work."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.economy.exporting import EconomyDialog
from app.ui.economy.page import EconomyPage
from app.ui.economy.process.face import ProcessFace
from app.ui.economy.process.step_row import StepRow
from app.ui.parts.details import Field
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.ui.pages import PageWindow, _look

__all__ = ["_look"]


@pytest.fixture
def shown(tmp_path: Path, qtbot: QtBot) -> Iterator[PageWindow[EconomyPage]]:
    path = tmp_path / "kommun.styr"
    clock = fixed_clock(TODAY)
    create_file(path, "ljusnarsberg", clock=clock, user="Anna", example_year=2027)
    database = Database.open(path, clock=clock, user="Anna")
    window = PageWindow(Workspace(database, clock), EconomyPage)
    qtbot.addWidget(window.window)
    window.window.show()
    window.page.show_face("process")
    yield window
    window.window.close()
    database.close()


def face_of(window: PageWindow[EconomyPage]) -> ProcessFace:
    found = window.page.face
    assert isinstance(found, ProcessFace)
    return found


def row(face: ProcessFace, key: str) -> StepRow:
    return next(each for each in face.rows if each.step.key == key)


def click(found: StepRow, words: str, qtbot: QtBot) -> None:
    button = next(each for each in found.findChildren(QPushButton) if each.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_guide_opens_what_goes_on_marks_it_done_and_leads_to_the_work(
    shown: PageWindow[EconomyPage], qtbot: QtBot
) -> None:
    face = face_of(shown)
    assert [each.step.key for each in face.rows if each.is_open] == ["beslut"]
    assert "".join(part if isinstance(part, str) else part.text for part in face.state()).endswith(
        "Nu pågår Fullmäktiges beslut."
    )
    first = row(face, "verksamhetens_forslag")
    first.toggle()
    box = first.boxes[0]
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    first = row(face, "verksamhetens_forslag")
    assert first.is_open
    assert first.boxes[0].isChecked()
    assert "2026-11-21" in first.boxes[0].text()
    click(row(face, "beslut"), "Markera som klart", qtbot)
    assert row(face, "beslut").step.said_on == TODAY
    shown.space.undo()
    assert row(face, "beslut").step.said_on is None
    click(row(face, "beslut"), "Resultat och balans", qtbot)
    assert shown.page.face.key == "statements"
    shown.page.show_face("process")
    click(row(face, "beslut"), "Ramarna", qtbot)
    assert shown.places[-1] == ("plan_version", shown.page.context.version_id)


def test_a_note_is_written_in_the_inspector_and_a_draft_finds_its_step_again(
    shown: PageWindow[EconomyPage],
) -> None:
    face = face_of(shown)
    assert face.go_to("forslag")
    step = row(face, "forslag").step
    details = face._details(step)
    field = next(part for part in details.parts if isinstance(part, Field))
    assert field.commit("Budgetberedningen vill se två scenarier.")
    assert row(face, "forslag").step.note == "Budgetberedningen vill se två scenarier."
    assert not face.go_to("borta")
    assert face.resume(f"process_step:{shown.page.context.plan_id}:forslag", "Mer")


def test_the_documents_begin_with_the_face_and_follow_the_ticks(
    shown: PageWindow[EconomyPage], qtbot: QtBot
) -> None:
    shown.page.show_face("statements")
    exports = shown.page.exports
    paper = exports.read()
    assert paper is not None
    dialog = EconomyDialog(exports, paper, exports._of_face(paper), shown.window)
    qtbot.addWidget(dialog)
    assert "resultat" in dialog.ticked
    assert "lep" not in dialog.ticked
    for key in dialog.ticked:
        dialog.tick(key, False)
    assert dialog.paper is None
    assert not dialog.print.isEnabled()
    dialog.tick("lep")
    assert dialog.paper is not None
    assert dialog.paper.title == "Långsiktig ekonomisk plan"
    with qtbot.waitSignal(dialog.preview.shown, timeout=20_000):
        dialog.tick("drift")
    assert dialog.paper.title == "Ekonomiska bilagor"
    before = dialog.rounds.pair
    assert before is not None
    dialog.rounds.left.menu().actions()[0].trigger()
    assert dialog.rounds.pair == (before[1], before[0])
    assert "prognoser" in dialog.ticked
    told = next(one for one in dialog.paper.chapters if one.key == "prognoser").tables[0]
    assert told.rows[0].label == f"Utrymme enligt {dialog.rounds.left.words} (2026-09-30)"
