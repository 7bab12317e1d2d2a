"""Decisions are facts: recorded with what is known, locked when final, and never undone."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, Locked
from app.models.steering import Node, NodeVersion
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.steering.errors import DecidedElsewhere, DecidedInFuture, DecidedTogether
from app.services.storage import Database
from tests.services.steering.tree import detail_of, row_of, state, view_of

_MADE = Made(
    body="Kommunfullmäktige",
    decided_on=date(2010, 11, 17),
    paragraph="§ 98",
    registration_number=" KS 2010/97 ",
)
_OPEN = "Uppdragshandling Musikskola"


def _record(
    database: Database, title: str, made: Made = _MADE, *, as_agreement: bool = False
) -> tuple[str, ...]:
    row = row_of(database, title)
    call = partial(
        record_decision,
        node_id=row.id,
        made=made,
        expected_version=row.version,
        today=database.clock.today(),
        as_agreement=as_agreement,
    )
    return database.write(call).value


def test_a_final_decision_locks_with_body_day_paragraph_and_number(example: Database) -> None:
    assert _record(example, "Översiktsplan") == ()
    found = detail_of(example, "Översiktsplan")
    assert (found.status, found.locked, found.body) == ("decided", True, "Kommunfullmäktige")
    made = found.decisions[-1]
    assert (made.step, made.body, made.when, made.registration_number) == (
        "Beslut",
        "Kommunfullmäktige",
        "17 november 2010, § 98",
        "KS 2010/97",
    )


def test_a_final_decision_is_not_undone(example: Database) -> None:
    row = row_of(example, "Översiktsplan")
    call = partial(
        nodes.rename_node, node_id=row.id, title="Översiktsplan 2030", expected_version=row.version
    )
    example.write(call)
    _record(example, "Översiktsplan 2030")
    assert example.undo_words is None
    with pytest.raises(Locked):
        _record(example, "Översiktsplan 2030")


def test_the_file_itself_refuses_to_change_what_was_decided(example: Database) -> None:
    _record(example, "Översiktsplan")
    row = row_of(example, "Översiktsplan")

    def change(session: Session) -> None:
        session.get_one(Node, row.id).current.title = "Annat"
        session.flush()

    with pytest.raises(Locked):
        example.write(change)
    assert row_of(example, "Översiktsplan").title == "Översiktsplan"


@pytest.mark.parametrize(
    ("made", "status", "step"),
    [
        (Made(step="prepared"), "prepared", "Beredning"),
        (Made(step="preliminary"), "proposal", "Preliminärt beslut"),
        (Made(outcome="referred_back"), "draft", "Beslut, återremiss"),
        (Made(outcome="tabled"), "ready", "Beslut, bordlagt"),
    ],
)
def test_a_step_on_the_way_locks_nothing_and_is_undone(
    example: Database, made: Made, status: str, step: str
) -> None:
    row = row_of(example, "Översiktsplan")
    example.write(partial(nodes.mark_ready, node_id=row.id, expected_version=row.version))
    before = detail_of(example, "Översiktsplan")
    _record(example, "Översiktsplan", replace(made, body="  "))
    found = detail_of(example, "Översiktsplan")
    assert (found.status, found.locked) == (status, False)
    assert (found.decisions[-1].step, found.decisions[-1].body, found.decisions[-1].when) == (step, None, "")
    example.undo()
    after = detail_of(example, "Översiktsplan")
    assert (after.status, after.decisions) == ("ready", before.decisions)


def test_a_decision_that_was_made_is_recorded_whatever_the_element_lacks(example: Database) -> None:
    assert _record(example, "Anhöriga får stöd i tid") == ("saknar mått",)
    assert row_of(example, "Anhöriga får stöd i tid").locked


def test_a_decision_is_not_dated_in_the_future(example: Database) -> None:
    before = state(example)
    with pytest.raises(DecidedInFuture, match="har en dag som inte har varit än"):
        _record(example, "Översiktsplan", replace(_MADE, decided_on=date(2010, 11, 22)))
    assert state(example) == before
    _record(example, "Översiktsplan", replace(_MADE, decided_on=date(2010, 11, 21)))


def test_a_decision_against_an_older_state_is_refused(example: Database) -> None:
    row = row_of(example, "Översiktsplan")
    old = partial(
        record_decision,
        node_id=row.id,
        made=_MADE,
        expected_version=row.version - 1,
        today=example.clock.today(),
    )
    with pytest.raises(ChangedSince):
        example.write(old)


def test_a_commitment_is_decided_with_its_agreement_never_alone(example: Database) -> None:
    agreement = row_of(example, _OPEN)
    held = next(row for row in view_of(example).rows if row.parent_id == agreement.id)
    with pytest.raises(DecidedTogether) as refused:
        _record(example, held.title)
    assert refused.value.message == (
        f"”{held.title}” beslutas tillsammans med ”{agreement.title}”. Registrera beslutet där."
    )
    with pytest.raises(DecidedElsewhere, match="beslutas i sin handling"):
        _record(example, _OPEN)
    _record(example, _OPEN, replace(_MADE, body="Kommunstyrelsen"), as_agreement=True)
    assert row_of(example, held.title).locked
    assert detail_of(example, held.title).decisions[-1].body == "Kommunstyrelsen"


def test_what_a_decision_replaces_becomes_replaced(example: Database) -> None:
    row = row_of(example, "Vision 2020")
    example.write(partial(nodes.new_version, node_id=row.id, expected_version=row.version))
    _record(example, "Vision 2020")
    versions = select(NodeVersion.number, NodeVersion.status).where(NodeVersion.node_id == row.id)
    found = example.read(lambda s: [tuple(one) for one in s.execute(versions.order_by(NodeVersion.number))])
    assert found == [(1, "replaced"), (2, "decided")]
    assert detail_of(example, "Vision 2020").number == 2
