"""Revisions of frames in the window: begun for one and several, written, decided, taken away."""

from functools import partial

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.services.agreements import revisions
from app.ui.agreements.lifecycle.picking import PickingForm
from app.ui.agreements.lifecycle.revision_dialog import RevisionDialog
from tests.services.agreements.office import HOME_CARE, Office
from tests.ui.agreements.conftest import Answers, Desk


def rows_of(office: Office, unit: str) -> tuple[revisions.RevisionRow, ...]:
    key = office.row(unit).id
    return office.database.read(partial(revisions.revisions_of, agreement_id=key))


def test_a_revision_is_begun_written_decided_and_read(
    desk: Desk, office: Office, dialogs: Answers, qtbot: QtBot
) -> None:
    desk.select(HOME_CARE)

    def write(dialog: object) -> None:
        assert isinstance(dialog, RevisionDialog)
        assert dialog.revision.year == 2012
        dialog.editor.area.setPlainText("Fler brukare.")
        dialog.editor.draft.touched()
        assert dialog.editor.settle()
        QTimer.singleShot(0, dialog, lambda: decide(dialog))

    def decide(dialog: RevisionDialog) -> None:
        dialog._on_decide()
        seen.append((dialog.revision.locked, dialog.decide.isVisible()))
        dialog.accept()

    seen: list[tuple[bool, bool]] = []
    dialogs.press("Gör bilagan")
    dialogs.do(write)
    dialogs.fill("Registrera", day="2010-11-20", paragraph="§ 150")
    dialogs.press("Fastställ")
    desk.step(HOME_CARE, "Revidera ramarna…").do()
    assert seen == [(True, False)]
    (made,) = rows_of(office, HOME_CARE)
    assert made.locked
    assert "Fler brukare." in made.text
    link = next(link for text, link in desk.links().items() if text.startswith(made.words))
    dialogs.do(lambda dialog: dialog.accept())
    link.on_click()
    desk.show_paper()
    desk.wait_for_paper(qtbot, HOME_CARE)
    assert "2012" in made.words


def test_revisions_are_begun_for_several_decided_together_and_a_draft_is_taken_away(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    def begin(dialog: object) -> None:
        assert isinstance(dialog, PickingForm)
        dialog.field("year").setCurrentIndex(1)
        dialog.list._ticked = set()
        for row in dialog.list._rows[:3]:
            dialog.list.toggle(row)
        dialog._ok.click()

    dialogs.do(begin)
    desk.several("Revidera ramarna för flera…")
    assert desk.told[-1][0].startswith("3 bilagor gjordes.")
    units = desk.names()[:3]
    assert [len(rows_of(office, unit)) for unit in units] == [1, 1, 1]

    def remove(dialog: object) -> None:
        assert isinstance(dialog, RevisionDialog)
        dialog._on_remove()
        assert not dialog.isVisible()

    dialogs.do(remove)
    desk.page.steps.revising.begin(desk.page.register.row(office.row(units[0]).id))
    assert rows_of(office, units[0]) == ()
    dialogs.fill("Registrera", day="2010-11-20")
    dialogs.press("Fastställ")
    desk.several("Besluta ramrevideringar…")
    assert "Fastställ 2 bilagor?" in dialogs.seen[-1]
    assert [one.locked for unit in units[1:] for one in rows_of(office, unit)] == [True, True]
    desk.several("Besluta ramrevideringar…")
    assert desk.told[-1][0] == "Ingen ramrevidering väntar på beslut."
