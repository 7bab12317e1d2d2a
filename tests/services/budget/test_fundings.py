"""Funds for assignments: what of a frame's part each of them is given."""

from functools import partial

import pytest

from app.models.errors import Locked, NotFound
from app.services.assignments import assignments
from app.services.budget import frames, fundings
from app.services.budget.errors import TooLarge
from app.services.budget.fundings import Funding, FundingChoice
from app.services.budget.panelerrors import FundedAlready, NotFunds, WithinFrame
from tests.conftest import TODAY
from tests.services.budget.ledger import NIGHT, SCHOOL, TKR, Ledger


def assign(ledger: Ledger, title: str, funding: str | None = "extra", *, receiver: str | None = None) -> int:
    unit = ledger.row(receiver).unit_id if receiver else None
    key: int = ledger.run(assignments.add_assignment, title=title, kind="council", receiver_id=unit)
    amount = 250 * TKR if funding == "extra" else None
    said = {"assignment_id": key, "funding": funding, "amount": amount, "expected_version": 1}
    ledger.run(assignments.set_funding, **said)
    return key


def link(ledger: Ledger, assignment_id: int, amount: int = 250 * TKR) -> None:
    ledger.set(fundings.link_assignment, NIGHT, assignment_id=assignment_id, amount=amount)


def of(ledger: Ledger, name: str = NIGHT) -> tuple[Funding, ...]:
    frame_id = ledger.frame(name)["frame_id"]
    return ledger.database.read(partial(fundings.fundings_of, frame_ids=[frame_id]))


def choices(ledger: Ledger) -> tuple[FundingChoice, ...]:
    return ledger.database.read(partial(fundings.funding_choices, frame_id=ledger.frame(NIGHT)["frame_id"]))


def test_an_assignment_is_tied_to_the_frame_whose_part_stays(ledger: Ledger) -> None:
    ledger.set(frames.set_component, NIGHT, kind="assignment", amount=400 * TKR)
    key = assign(ledger, "Fast bemanning")
    link(ledger, key, 200 * TKR)
    (funding,) = of(ledger)
    assert (funding.title, funding.amount, funding.wanted) == ("Fast bemanning", 200 * TKR, 250 * TKR)
    assert ledger.amount(NIGHT, "assignment") == 400
    assert ledger.log() == "Kopplade ”Fast bemanning” till ramen 2027 för Natten"
    assert of(ledger, SCHOOL) == ()


def test_funds_are_changed_and_taken_away(ledger: Ledger) -> None:
    key = assign(ledger, "Fast bemanning")
    link(ledger, key)
    ledger.set(fundings.set_funds, NIGHT, assignment_id=key, amount=7)
    assert of(ledger)[0].amount == 7
    ledger.set(fundings.unlink_assignment, NIGHT, assignment_id=key)
    assert of(ledger) == ()
    ledger.database.undo()
    assert of(ledger)[0].amount == 7


def test_only_open_assignments_with_funds_can_be_chosen_the_units_own_first(ledger: Ledger) -> None:
    assign(ledger, "Skolans", receiver=SCHOOL)
    own = assign(ledger, "Nattens", receiver=NIGHT)
    assign(ledger, "Inom ramen", "within")
    unsaid = assign(ledger, "Ingen har sagt", None)
    done = assign(ledger, "Klart")
    ledger.run(assignments.set_status, assignment_id=done, status="done", expected_version=2)
    found = choices(ledger)
    assert [each.title for each in found] == ["Nattens", "Skolans", "Ingen har sagt"]
    assert [each.own for each in found] == [True, False, False]
    link(ledger, own)
    link(ledger, unsaid)
    assert [each.title for each in choices(ledger)] == ["Skolans"]


def test_what_cannot_be_is_refused(ledger: Ledger) -> None:
    key = assign(ledger, "Fast bemanning")
    for amount in (0, -1):
        with pytest.raises(NotFunds):
            link(ledger, key, amount)
    with pytest.raises(TooLarge):
        link(ledger, key, 10**14 + 1)
    with pytest.raises(WithinFrame):
        link(ledger, assign(ledger, "Inom ramen", "within"))
    with pytest.raises(NotFound, match="Uppdraget"):
        link(ledger, 3)
    with pytest.raises(NotFound, match="Tillskottet"):
        ledger.set(fundings.unlink_assignment, NIGHT, assignment_id=key)
    link(ledger, key)
    with pytest.raises(FundedAlready):
        link(ledger, key)


def test_a_decided_version_keeps_its_funds(ledger: Ledger) -> None:
    key = assign(ledger, "Fast bemanning")
    link(ledger, key)
    ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked):
        ledger.set(fundings.unlink_assignment, NIGHT, assignment_id=key)
