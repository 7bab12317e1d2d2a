"""Standard texts: two wordings side by side, versions with what differs, and fields that can be filled in."""

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.storage.drafts import list_drafts
from app.ui.agreements.standardtexts.field_text import fields_in, filled_in
from app.ui.agreements.standardtexts.pane import StandardTextsPane
from app.ui.agreements.standardtexts.wording import WordingPane
from app.ui.agreements.writing.face import WritingFace
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.drafts import DRAFT_AFTER_MS
from app.ui.parts.links import Link
from tests.services.agreements.office import KITCHEN, Office
from tests.ui.agreements.conftest import Answers, Desk

RULES = "spelregler"


@pytest.fixture
def pane(desk: Desk, office: Office) -> StandardTextsPane:
    assert desk.page.show_place("standard_text", office.part(KITCHEN, RULES).id)
    face = desk.page.face
    assert isinstance(face, WritingFace)
    assert face.standard is not None
    return face.standard


def link(wording: WordingPane, words: str) -> Link:
    return next(one for one in wording.said.links() if one.text == words)


def test_a_text_is_filled_in_field_by_field() -> None:
    assert fields_in("{utförare} och {plan}, {utförare}") == ("utförare", "plan")
    assert filled_in("{utförare} {okänt}", {"utförare": "Hemtjänst"}) == "Hemtjänst {okänt}"


def test_a_new_version_slips_into_the_paper_and_the_old_one_can_hold_again(
    pane: StandardTextsPane, desk: Desk, office: Office, dialogs: Answers
) -> None:
    internal, external = pane.wordings
    assert internal._heading.text() == "Intern enhet"
    assert external._heading.text() == "Extern utförare"
    assert internal.said.plain_text() == "Ur styrmodellen."
    before = internal.text.text()
    assert fields_in(before)
    assert not internal.save.isEnabled()
    internal.text.setPlainText("Vi är överens om {utförare} i {kommun}.")
    assert "Hemtjänst Norra" in internal._example._words.plain_text()

    def fill_in(dialog: object) -> None:
        assert isinstance(dialog, FormDialog)
        note = dialog.field("note")
        assert isinstance(note, QLineEdit)
        note.setText("Kortare")
        dialog.accept()

    dialogs.do(fill_in)
    internal.save.click()
    assert f"Vi är överens om {KITCHEN} i " in office.part(KITCHEN, RULES).standard
    assert internal.said.plain_text() == "Kommunens egen lydelse, version 1. Tidigare versioner"
    assert not internal.text.draft.pending
    assert pane.state().endswith("en egen lydelse")
    link(internal, "Tidigare versioner").on_click()
    assert pane.versions.isVisible()
    assert pane.versions.comparison.changes
    pane.versions.restore.click()
    assert internal.text.text() == before
    assert office.part(KITCHEN, RULES).standard.startswith(before[:20])
    pane.closed.emit()
    assert not pane.isVisible()


def test_a_field_that_nothing_can_fill_in_is_refused_and_stays_as_typed(
    pane: StandardTextsPane, desk: Desk, qtbot: QtBot, dialogs: Answers
) -> None:
    wording = pane.wordings[0]
    before = wording.text.text()
    wording.text.setPlainText("Vi är överens om {utförarre}.")
    assert "{utförarre} kan inte fyllas i" in wording._fault._words.plain_text()
    refused: list[str] = []

    def save_and_give_up(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        if dialog.refused:
            refused.append(dialog.refused)
            dialog.reject()
        else:
            dialogs.do(save_and_give_up)
            dialog.accept()

    dialogs.do(save_and_give_up)
    assert not pane.choose(pane._places[1].key)
    assert "{utförarre}" in refused[0]
    assert wording.text.text() == "Vi är överens om {utförarre}."
    qtbot.waitUntil(lambda: bool(desk.space.database.read(list_drafts)), timeout=5 * DRAFT_AFTER_MS)
    (draft,) = desk.space.database.read(list_drafts)
    wording.undo.click()
    assert wording.text.text() == before
    assert desk.space.database.read(list_drafts) == ()
    assert pane.choose(pane._places[1].key)
    assert desk.page.resume(draft.field, "Vi är överens om {utförare}.")
    wording.text.insert_field("plan")
    dialogs.fill("Spara", note="Planen nämns")
    assert desk.page.settle()
    assert "är ändrad men inte sparad" in dialogs.seen[-1]
    assert wording.view is not None
    assert (wording.view.number, wording.view.text) == (1, "Vi är överens om {utförare}. {plan}")
    assert wording.view.note == "Planen nämns"
