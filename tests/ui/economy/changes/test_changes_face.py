"""Under året: a change is drafted, financed and decided, and the budget that holds is shown beside."""

from PySide6.QtWidgets import QDialog

from app.ui.economy.changes.carrying import CarryDialog
from app.ui.economy.changes.face import ChangesFace
from app.ui.parts.details import Field
from tests.services.economy.investments.town import MNKR
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.investments.desk import Desk, fill, shown


def test_a_change_is_made_financed_and_decided_and_moves_the_budget(desk: Desk, dialogs: Answers) -> None:
    desk.town.project("Skola", "Skolan", y2027=20 * MNKR)
    face = desk.face("changes")
    assert isinstance(face, ChangesFace)
    assert face._empty is not None
    face._empty.button.click()
    assert desk.places[-1][0] == "plan_version"
    desk.town.decide()
    desk.page.refresh()
    dialogs.do(fill(title="Fler platser", amount="noll", gives="Natten", pays="Lägre resultat"))
    dialogs.do(fill(amount="1 200"))
    face._empty.button.click()
    (change,) = face.view.changes
    assert (change.short, change.lacks, change.locked) == ("1/2027", 0, False)
    assert desk.links() == ["Drift: Natten, 1\u00a0200 tkr", "Lägre resultat, 1\u00a0200 tkr"]
    assert desk.facts()["Årets resultat"].value == "−1\u00a0200 tkr"
    dialogs.do(fill(target="Investering: Skola", amount="500"))
    desk.command("Lägg till utgift…").on_click()
    decide = desk.command("Registrera beslut…")
    assert not decide.enabled
    assert decide.why_not == "500\u00a0000\u00a0kr saknar finansiering (KL 11 kap. 15 §)."
    assert any("saknar finansiering" in getattr(part, "text", "") for part in face.state())
    assert shown(face.sheet, "total") == ["0", "0", "+1 200"]
    dialogs.do(fill(target="Nytt lån"))
    desk.command("Lägg till finansiering…").on_click()
    dialogs.do(fill(paragraph="§ 31"))
    desk.command("Registrera beslut…").on_click()
    assert face.view.changes[0].locked
    assert shown(face.sheet, "total") == ["0", "+1 200", "1 200"]
    assert shown(face.sheet, "investments") == ["20 000", "+500", "20 500"]
    assert shown(face.sheet, "result")[1:] == ["−1 200", "−1 200"]
    assert desk.parts(Field) == []
    assert desk.facts()["Paragraf"].value == "§ 31"


def test_a_link_finds_its_change_and_a_draft_can_be_taken_away(desk: Desk, dialogs: Answers) -> None:
    desk.town.decide()
    face = desk.face("changes")
    assert isinstance(face, ChangesFace)
    for title in ("Första", "Andra"):
        dialogs.do(fill(title=title, amount="5", gives="Natten", pays="Högre skatter"))
        face.add_change()
    first, second = face.view.changes
    assert desk.page.show_place("budget_change", first.id)
    assert face.table.current_row().title == "Första"
    assert desk.field("note").commit("Fler barn än väntat.")
    assert face.view.changes[0].note == "Fler barn än väntat."
    assert not desk.page.show_place("budget_change", 1)
    dialogs.press("Ta bort")
    face.edits.remove(second)
    assert [change.title for change in face.view.changes] == ["Första"]
    face.year.chosen.emit(2028)
    assert face.view.changes == ()


def test_projects_money_is_carried_over_in_one_sheet(desk: Desk, dialogs: Answers) -> None:
    keys = [desk.town.project(name) for name in ("Gata", "Bro")]
    desk.town.decide()
    face = desk.face("changes")
    assert isinstance(face, ChangesFace)

    def carry(dialog: QDialog) -> None:
        assert isinstance(dialog, CarryDialog)
        assert not dialog.ok.isEnabled()
        assert not dialog.sheet.commit([(keys[0], 1, "-5")])
        assert not dialog.sheet.commit([(keys[0], 1, "5"), (keys[1], 1, "mycket")])
        assert dialog.amounts == {}
        assert dialog.sheet.commit([(keys[0], 1, "500"), (keys[1], 1, "1 250,5")])
        assert shown(dialog.sheet, None) == ["", "1 751"]
        dialog.ok.click()

    dialogs.do(carry)
    face.carry.click()
    (change,) = face.view.changes
    assert (change.name, change.given, change.lacks) == ("Ombudgetering 1/2027", 175_050_000, 0)
    assert change.financing_words == "Likvida medel 1\u00a0750\u00a0500\u00a0kr"
    assert face.table.current_row().id == change.id
