"""What is tied to a frame in the side panel: targeted grants and assignments with funds."""

from typing import Any

import pytest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from app.services.assignments import assignments
from app.services.budget import frames
from app.services.budget.grants import grants_of
from app.ui.budget import granting
from app.ui.parts.details import Notice
from app.ui.parts.inspector import Inspector
from tests.services.budget.ledger import NIGHT, TKR
from tests.ui.budget.conftest import Desk
from tests.ui.budget.panels import answer, go, headings, inspector_of, said


def press(inspector: Inspector, text: str) -> None:
    """Press a button of the panel."""
    found = [
        button
        for part in inspector.parts
        for button in part.findChildren(QPushButton)
        if button.isVisibleTo(part)
    ]
    next(button for button in found if button.text() == text).click()


def choose(inspector: Inspector, name: str, text: str) -> None:
    """Choose in the menu of a line."""
    found = [
        button
        for part in inspector.parts
        for button in part.findChildren(QToolButton)
        if button.isVisibleTo(part)
    ]
    menu: QMenu = next(button for button in found if button.toolTip() == f"Ändra {name}").menu()
    next(action for action in menu.actions() if action.text() == text).trigger()


def assign(desk: Desk, title: str) -> int:
    """An assignment that may be given funds."""
    made = desk.space.run(lambda session: assignments.add_assignment(session, title=title, kind="council"))
    return int(made.value)


def notices(inspector: Inspector) -> list[str]:
    """The warnings of the panel."""
    assert inspector.details is not None
    return [part.text for part in inspector.details.parts if isinstance(part, Notice)]


def test_a_grant_is_added_changed_and_removed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    inspector = go(desk, NIGHT, "wages")
    assert "Inga bidrag är inlagda." in [getattr(part, "note", "") for part in inspector.details.parts]
    answer(monkeypatch, name="God omsorg", giver="Socialstyrelsen", year2027="300", ends="2027-12-31")
    press(inspector, "Lägg till bidrag…")
    told = said(inspector_of(desk))
    assert "God omsorg: 300" in told
    assert "Riktat bidrag, ingår inte i ramen, upphör 2027-12-31, från Socialstyrelsen." in told
    asked = answer(monkeypatch, year2027="250,5")
    choose(inspector, "God omsorg", "Ändra…")
    assert asked[0].field("giver").text() == "Socialstyrelsen"  # type: ignore[union-attr]
    assert desk.space.undo_words == "Ändrade det riktade bidraget ”God omsorg”"
    monkeypatch.setattr(granting, "confirm", lambda *_: True)
    choose(inspector, "God omsorg", "Ta bort…")
    assert "God omsorg: 300" not in said(inspector_of(desk))


def test_what_is_wrong_with_a_grant_is_said_in_the_dialog(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer(monkeypatch, name="God omsorg", year2027="mycket")
    press(go(desk, NIGHT, "wages"), "Lägg till bidrag…")
    assert "mycket" in asked[0].refused
    asked = answer(monkeypatch, name="God omsorg")
    press(inspector_of(desk), "Lägg till bidrag…")
    assert asked[0].refused == "Bidraget ”God omsorg” saknar belopp. Skriv vad det ger minst ett år."


def test_a_group_lists_the_grants_of_its_units(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, name="God omsorg", year2027="300")
    press(go(desk, NIGHT, "wages"), "Lägg till bidrag…")
    inspector = go(desk, "Omsorgen", "wages")
    assert "Riktat bidrag, ingår inte i ramen, utan slutdatum, Natten." in said(inspector)
    texts = [button.text() for part in inspector.parts for button in part.findChildren(QPushButton)]
    assert "Lägg till bidrag…" not in texts


def test_assignments_are_tied_at_their_column(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    key = assign(desk, "Fast bemanning")
    assert "Uppdrag med tillskott" not in headings(go(desk, NIGHT, "wages"))
    ref: Any = next(row for row in desk.page.view.rows if row.name == NIGHT).frames[2027]
    desk.space.run(
        lambda session: frames.set_component(
            session, frame_id=ref.frame_id, kind="assignment", amount=400 * TKR, expected_version=ref.version
        )
    )
    inspector = go(desk, NIGHT, "assignment")
    assert "Uppdrag med tillskott" in headings(inspector)
    asked = answer(monkeypatch, assignment="Fast bemanning", amount="250")
    press(inspector, "Koppla uppdrag…")
    assert len(asked) == 1
    assert "Fast bemanning: 250" in said(inspector_of(desk))
    assert notices(inspector) == ["150 tkr av tillskottet är inte kopplat till något uppdrag."]
    opened: list[tuple[str, object]] = []
    desk.space.place_requested.connect(lambda kind, place: opened.append((kind, place)))
    title = next(
        label
        for part in inspector.parts
        for label in part.findChildren(object)
        if getattr(label, "plain_text", lambda: "")() == "Fast bemanning"
    )
    title.linkActivated.emit("0")
    assert opened == [("assignment", key)]


def test_funds_are_changed_and_let_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assign(desk, "Fast bemanning")
    inspector = go(desk, NIGHT, "assignment")
    answer(monkeypatch, assignment="Fast bemanning", amount="250")
    press(inspector, "Koppla uppdrag…")
    assert notices(inspector_of(desk)) == ["Uppdragen får 250 tkr mer än ramens tillskott för uppdrag."]
    answer(monkeypatch, amount="100")
    choose(inspector, "Fast bemanning", "Ändra belopp…")
    assert "Fast bemanning: 100" in said(inspector_of(desk))
    choose(inspector, "Fast bemanning", "Ta bort kopplingen")
    assert "Fast bemanning: 100" not in said(inspector_of(desk))
    assert "Ramen har inget tillskott för uppdrag." in [
        getattr(part, "note", "") for part in inspector.details.parts
    ]


def test_nothing_to_tie_is_said(desk: Desk) -> None:
    press(go(desk, NIGHT, "assignment"), "Koppla uppdrag…")
    assert desk.said[-1][0].startswith("Det finns inget pågående uppdrag att koppla.")


def test_a_finding_about_a_grant_leads_to_its_unit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, name="God omsorg", year2027="300")
    press(go(desk, NIGHT, "wages"), "Lägg till bidrag…")
    unit_id = next(row.unit_id for row in desk.page.view.rows if row.name == NIGHT)
    (grant,) = desk.space.read(
        lambda session: grants_of(session, version_id=desk.page.view.version.id, unit_ids=[unit_id])
    )
    go(desk, "Skolan", "wages")
    assert desk.page.show_place("targeted_grant", grant.id)
    assert desk.at()[0] == NIGHT
    assert not desk.page.show_place("targeted_grant", 1)
