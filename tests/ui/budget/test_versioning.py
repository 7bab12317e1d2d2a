"""A version made ready, decided, renamed, linked and taken away, and the list of what must be put right."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton

from app.services.budget import frames, versions
from app.services.economy.law.exceptions import set_exception
from app.ui.budget import versioning
from app.ui.budget.hindrances import FindingsDialog
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.links import Sentence
from app.ui.parts.messages import Question
from tests.services.budget.ledger import NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import NBSP, Desk

DECISION = {
    "body": "Kommunfullmäktige",
    "decided_on": "2026-11-20",
    "paragraph": "§ 131",
    "registration_number": "",
}


def entries(desk: Desk) -> dict[str, Any]:
    """The menu "Fler kommandon"."""
    menu = desk.page.more.menu()
    menu.aboutToShow.emit()
    return {entry.text(): entry for entry in menu.actions() if entry.text()}


def sentence(desk: Desk) -> str:
    return desk.page.head.state.plain_text()


def then(*answers: Callable[[QDialog], object]) -> list[str]:
    """Handle the modal dialogs that open one after the other; what they were called."""
    waiting, seen = list(answers), []

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog.windowTitle())
        act = waiting.pop(0)
        if waiting:
            QTimer.singleShot(0, later)
        act(dialog)

    def later() -> None:
        QTimer.singleShot(0, now)

    QTimer.singleShot(0, now)
    return seen


def fill(**values: str) -> Callable[[QDialog], object]:
    """Fill a form in and accept it."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        for key, value in values.items():
            field = dialog.field(key)
            field.setCurrentText(value) if isinstance(field, QComboBox) else field.setText(value)
        dialog.accept()

    return act


def press(verb: str) -> Callable[[QDialog], object]:
    """Press a button of a question."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        next(button for button in dialog.findChildren(QPushButton) if button.text() == verb).click()

    return act


def told(dialog: FindingsDialog) -> list[str]:
    """The sentences of the list."""
    return [each.plain_text() for each in dialog.findChildren(Sentence) if each.plain_text() != "Visa"]


def list_of(desk: Desk) -> FindingsDialog:
    return versioning.show_findings(desk.page)


def test_what_must_be_put_right_is_listed_with_the_way_there(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=3 * TKR)
    ledger.set_year(frames.set_to_distribute, 2029, 1 * TKR)
    desk.page.refresh()
    assert desk.page.hindrances.words.plain_text() == "2 hinder"
    dialog = list_of(desk)
    said = told(dialog)
    assert said[0] == "2 saker ska rättas innan Arbetsversion är klar för beslut."
    assert said[1].startswith("2029: ")
    assert said[2] == f"Tekniska justeringar 2027 tar inte ut varandra: summan är 3{NBSP}tkr."
    dialog.links[0].on_click()
    assert desk.at() == ("Kvar att fördela", "total", 2029)
    dialog.links[1].on_click()
    assert desk.at() == (NIGHT, "technical", 2027)
    dialog.close()


def test_a_folded_part_is_unfolded_on_the_way_there(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=3 * TKR)
    desk.page.refresh()
    desk.page.fold_band("need")
    dialog = list_of(desk)
    dialog.links[0].on_click()
    assert desk.at() == (NIGHT, "technical", 2027)
    dialog.close()


def test_the_list_follows_while_things_are_put_right(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=3 * TKR)
    desk.page.refresh()
    dialog = list_of(desk)
    desk.go(NIGHT, "technical")
    desk.type("0", None)
    desk.page.settle()
    desk.bot.waitUntil(lambda: not any("Tekniska" in each for each in told(dialog)))
    assert told(dialog)[0].startswith("Arbetsversion kan göras klar för beslut.")
    dialog.close()


def test_a_version_is_made_ready_and_taken_back(desk: Desk, ledger: Ledger) -> None:
    entries(desk)["Markera som klar för beslut"].trigger()
    assert ledger.version.ready
    assert sentence(desk).endswith("Klar för beslut.")
    assert desk.said[-1] == ("Arbetsversion är klar för beslut.", "info")
    desk.go(SCHOOL, "wages")
    desk.type("9000")
    desk.page.settle()
    assert sentence(desk).endswith("Klar för beslut, men 3 hinder har tillkommit.")
    desk.space.undo()
    entries(desk)["Ta tillbaka från klar för beslut"].trigger()
    assert not ledger.version.ready


def test_what_breaks_the_law_stops_it_and_leads_to_the_economy(desk: Desk, ledger: Ledger) -> None:
    key, version = ledger.version.id, ledger.version.row_version
    rename = partial(versions.rename_version, version_id=key, name="Förslag", stage="proposal")
    desk.space.run(partial(rename, expected_version=version))
    reasons = {"exception": "reasons", "reason": "Branden", "expected_version": 0}
    desk.space.run(partial(set_exception, version_id=key, **reasons))
    went: list[tuple[str, object]] = []
    desk.space.place_requested.connect(lambda kind, place: went.append((kind, place)))
    desk.page.refresh()
    entries(desk)["Markera som klar för beslut"].trigger()
    assert not ledger.version.ready
    dialog = desk.page.findChild(FindingsDialog)
    assert isinstance(dialog, FindingsDialog)
    rate = next(place for place, words in enumerate(told(dialog)) if "Skattesatsen 2027" in words)
    assert "(11 kap. 6 § kommunallagen)" in told(dialog)[rate]
    dialog.links[rate - 1].on_click()
    assert went == [("economy", "prerequisites")]
    dialog.close()


def test_what_stops_it_is_listed_instead(desk: Desk, ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=9000 * TKR)
    desk.page.refresh()
    entries(desk)["Markera som klar för beslut"].trigger()
    assert not ledger.version.ready
    dialog = desk.page.findChild(FindingsDialog)
    assert isinstance(dialog, FindingsDialog)
    assert "för mycket fördelat" in told(dialog)[1]
    dialog.close()


def test_a_version_is_renamed_and_taken_away(desk: Desk, ledger: Ledger) -> None:
    made = ledger.run(versions.create_version, source_id=ledger.version.id, name="Två", stage="proposal")
    desk.page.choose_version(made)
    then(fill(name="KS förslag", stage="Förutsättningar"))
    entries(desk)["Byt namn eller skede…"].trigger()
    assert desk.page.view.version.name == "KS förslag"
    assert desk.page.view.version.stage == "prerequisites"
    then(press("Avbryt"))
    entries(desk)["Ta bort versionen…"].trigger()
    assert len(desk.page.view.versions) == 2
    then(press("Ta bort"))
    entries(desk)["Ta bort versionen…"].trigger()
    assert [each.name for each in desk.page.view.versions] == ["Arbetsversion"]
    desk.space.undo()
    assert len(desk.page.view.versions) == 2


def test_a_version_is_linked_to_the_document_that_carries_it(example_desk: Desk) -> None:
    desk = example_desk

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        field = dialog.field("node")
        assert isinstance(field, QComboBox)
        assert field.itemText(0) == "Inget dokument"
        field.setCurrentIndex(1)
        dialog.accept()

    then(choose)
    entries(desk)["Hör till dokument…"].trigger()
    assert desk.page.view.version.node_id is not None


def test_without_a_document_it_says_where_to_add_one(desk: Desk) -> None:
    entries(desk)["Hör till dokument…"].trigger()
    assert "budgetdirektiv" in desk.said[-1][0]


def test_a_decision_replaces_the_earlier_and_says_so(desk: Desk, ledger: Ledger) -> None:
    then(fill(**DECISION, stage="Beslutad"))
    first = desk.page.view.version.id
    desk.page.decide.click()
    assert ledger.version.stage == "decided"
    assert desk.page.view.version.id == first
    made = ledger.run(versions.create_version, source_id=first, name="Nov", stage="decided")
    desk.page.choose_version(made)
    then(fill(**DECISION))
    desk.page.decide.click()
    assert desk.page.view.version.stage == "revised"
    assert sentence(desk).endswith("Ersätter Arbetsversion 2026-11-20.")
    desk.page.choose_version(first)
    assert sentence(desk).endswith("Ersatt av Nov 2026-11-20.")
    assert not entries(desk)["Ta bort versionen…"].isEnabled()


@pytest.mark.parametrize("verb", ["Låt", "Avbryt"])
def test_agreements_are_offered_to_follow_what_was_decided(example_desk: Desk, verb: str) -> None:
    desk = example_desk
    page = desk.page
    page.workspace.run(_all_on_the_first)
    before = desk.space.read(_lagging)

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        buttons = dialog.findChildren(QPushButton)
        next(button for button in buttons if button.text().startswith(verb)).click()

    then(fill(**DECISION, stage="Beslutad"), answer)
    page.decide.click()
    assert before == 0
    assert (desk.space.read(_lagging) == 0) is (verb == "Låt")


def _all_on_the_first(session: Any) -> None:
    from sqlalchemy import select

    from app.models.agreements import Agreement
    from app.models.budget import PlanVersion
    from app.models.steering import Node
    from app.services.storage import describe

    first = session.scalars(select(PlanVersion.id).order_by(PlanVersion.position)).first()
    for agreement in session.scalars(select(Agreement)):
        if not session.get_one(Node, agreement.node_id).current.locked:
            agreement.plan_version_id = first
    describe(session, "Prov")


def _lagging(session: Any) -> int:
    from app.services.agreements.following import lagging

    return lagging(session)
