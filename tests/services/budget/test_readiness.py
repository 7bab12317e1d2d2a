"""A budget document is not ready while its plan's sums do not add up; any other is not held back by them."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app.models.budget import PlanVersion
from app.models.steering import DocumentKind, Node, NodeVersion
from app.services.budget import frames, readiness, versions
from app.services.checks.documents import document_findings
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.steering.documents import adding, heads
from app.services.steering.errors import NotReady
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.ledger import Ledger

KIND = "Internbudget"


@pytest.fixture
def budget(example: Ledger) -> tuple[Database, int]:
    """A budget document for the plan's first year, with all but sums in order."""
    database = example.database
    kind = database.read(lambda s: s.scalars(select(DocumentKind.id).where(DocumentKind.name == KIND)).one())
    make = partial(adding.add_document, kind_id=kind, title="Internbudget 2027")
    key = database.write(make).value
    _on(database, key, nodes.set_owner, owner_role="Ekonomichef", unit_id=None)
    _on(database, key, nodes.edit_text, text="Så fördelas ramarna.")
    starts = {"valid_from": date(2027, 1, 1), "valid_to": None, "validity_text": None, "due_year": None}
    _on(database, key, nodes.set_validity, **starts)
    _on(database, key, heads.set_head, field="body", text="Kommunstyrelsen")
    return database, key


def _on(database: Database, key: int, use_case: Callable[..., object], **values: object) -> None:
    version = database.read(lambda session: session.get_one(Node, key).version)
    database.write(partial(use_case, node_id=key, expected_version=version, **values))


def _give_too_much(database: Database) -> None:
    newest = select(PlanVersion.id, PlanVersion.version).order_by(PlanVersion.position.desc())
    key, version = database.read(lambda s: tuple(s.execute(newest).first() or ()))
    call = partial(frames.set_to_distribute, version_id=key, year=2027, amount=100, expected_version=version)
    database.write(call)


def _status(database: Database, key: int) -> str:
    return database.read(
        lambda s: s.scalars(select(NodeVersion.status).where(NodeVersion.node_id == key)).one()
    )


def test_broken_sums_stop_the_budget_from_being_ready(budget: tuple[Database, int]) -> None:
    database, key = budget
    assert database.read(partial(readiness.broken_sums, node_id=key)) == ()
    _give_too_much(database)
    with pytest.raises(NotReady, match="summorna i budgeten går inte ihop"):
        _on(database, key, readiness.mark_ready)
    assert _status(database, key) == "draft"
    database.undo()
    _on(database, key, readiness.mark_ready)
    assert _status(database, key) == "ready"


def test_a_budget_decided_all_the_same_keeps_the_fault(budget: tuple[Database, int]) -> None:
    database, key = budget
    _give_too_much(database)
    made = Made(body="Kommunstyrelsen", decided_on=date(2026, 11, 2))
    _on(database, key, record_decision, made=made, today=TODAY)
    found = database.read(lambda session: list(document_findings(session, today=TODAY)))
    assert "decided-with-broken-sums" in [one.code for one in found if one.key == key]


@pytest.mark.parametrize(
    ("title", "held_back"),
    [("Övergripande strategier och budget", True), ("Översiktsplan", False), ("Vision 2020", False)],
)
def test_only_what_decides_the_budget_is_held_back(
    budget: tuple[Database, int], title: str, held_back: bool
) -> None:
    database, _key = budget
    _give_too_much(database)
    named = select(NodeVersion.node_id).where(NodeVersion.title.startswith(title))
    key = database.read(lambda session: session.scalars(named).one())
    assert bool(database.read(partial(readiness.broken_sums, node_id=key))) is held_back


def _link(database: Database, version_id: int, node_id: int | None) -> None:
    version = database.read(lambda s: s.get_one(PlanVersion, version_id).version)
    known = {"version_id": version_id, "expected_version": version}
    database.write(partial(versions.link_document, node_id=node_id, **known))


def test_a_document_is_held_back_by_the_version_that_it_carries(budget: tuple[Database, int]) -> None:
    database, key = budget
    ordered = select(PlanVersion.id).order_by(PlanVersion.position)
    first, *_, newest = database.read(lambda session: session.scalars(ordered).all())
    _give_too_much(database)
    assert database.read(partial(readiness.broken_sums, node_id=key))
    _link(database, first, key)
    assert database.read(partial(readiness.broken_sums, node_id=key)) == ()
    _link(database, newest, key)
    assert database.read(partial(readiness.broken_sums, node_id=key))


def test_a_document_of_any_kind_can_carry_a_version(budget: tuple[Database, int]) -> None:
    database, _key = budget
    named = select(NodeVersion.node_id).where(NodeVersion.title.startswith("Vision 2020"))
    vision = database.read(lambda session: session.scalars(named).one())
    assert database.read(lambda s: readiness.plan_of(s, s.get_one(Node, vision))) is None
    last = select(PlanVersion.id).order_by(PlanVersion.position.desc())
    _link(database, database.read(lambda session: session.scalars(last.limit(1)).one()), vision)
    plan = database.read(lambda s: getattr(readiness.plan_of(s, s.get_one(Node, vision)), "first_year", 0))
    assert plan == 2027


def test_only_directives_and_budgets_are_offered_to_carry_a_version(budget: tuple[Database, int]) -> None:
    database, key = budget
    offered = database.read(readiness.carrying_documents)
    assert (key, "Internbudget 2027") in offered
    assert not any(title.startswith("Vision 2020") for _, title in offered)
