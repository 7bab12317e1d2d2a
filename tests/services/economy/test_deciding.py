"""A version and the law: refused while an error stands, decided all the same, and kept as it was decided."""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import PrerequisiteValue, VersionEconomy
from app.models.errors import DomainError
from app.models.statements import EconomySnapshot
from app.models.steering import Node
from app.services.budget.checks import stopping as budget_stopping
from app.services.budget.readiness import plan_of
from app.services.budget.versions import create_version, rename_version
from app.services.checks.economy import economy_findings
from app.services.clock import Clock
from app.services.economy import deciding, readiness
from app.services.economy.law.checks import legal
from app.services.economy.law.exceptions import exception_of, set_exception
from app.services.economy.own import state_of
from app.services.economy.snapshots import content_hash
from app.services.economy.statements.views import statements
from app.services.steering.errors import NotReady
from app.services.storage import Database, describe
from tests.conftest import TODAY


@pytest.fixture
def file(example_of_2027: Path, tmp_path: Path, clock: Clock) -> Iterator[Database]:
    path = tmp_path / "beslut.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="A")
    yield database
    database.close()


def proposal(session: Session) -> PlanVersion:
    return session.scalars(select(PlanVersion).where(PlanVersion.stage == "proposal")).one()


def income_falls(session: Session) -> None:
    """Costs outside the frames that the income does not cover."""
    describe(session, "Prov")
    version = proposal(session)
    more = {"plan_version_id": version.id, "line": "central_cost", "year": 2027}
    session.add(PrerequisiteValue(**more, value=Decimal(90_000_000)))
    version.ready = False


def result_check(session: Session) -> str:
    found = legal(session, version_id=proposal(session).id, today=TODAY)
    return next(check.status for check in found if check.rule == "balanced-budget")


def ready(session: Session) -> None:
    version = proposal(session)
    readiness.mark_ready(session, version_id=version.id, expected_version=version.version, today=TODAY)


def decide(session: Session) -> tuple[str, ...]:
    version = proposal(session)
    found = deciding.lock_version(
        session, version_id=version.id, body="Kommunfullmäktige", decided_on=TODAY, paragraph="§ 1",
        registration_number=None, expected_version=version.version, today=TODAY, stage="decided",
    )  # fmt: skip
    return tuple(each.code for each in found)


def snapshot(session: Session, version_id: int) -> EconomySnapshot:
    rows = select(EconomySnapshot).where(EconomySnapshot.plan_version_id == version_id)
    return session.scalars(rows).one()


def kept_of(session: Session, *, version_id: int) -> tuple[dict[str, Any], str]:
    found = snapshot(session, version_id)
    return found.content, found.content_hash


def forget(session: Session, *, version_id: int) -> None:
    describe(session, "Prov")
    session.delete(snapshot(session, version_id))
    session.flush()


def test_a_deficit_stops_the_version_and_an_exception_lets_it_through(file):
    assert file.read(result_check) == "met"
    file.write(income_falls)
    assert file.read(result_check) == "broken"
    with pytest.raises(DomainError, match=r"11 kap\. 5 §"):
        file.write(ready)
    told = file.read(lambda session: tuple(economy_findings(session, today=TODAY)))
    assert {each.code: each.severity for each in told} == {
        "law-balanced-budget": "error", "deficit-unplanned": "warning", "deficit-without-plan": "warning",
    }  # fmt: skip
    assert any("senast 2030" in each.message for each in told)
    key = file.read(lambda session: proposal(session).id)
    state = file.read(partial(exception_of, version_id=key)).state
    say = partial(set_exception, version_id=key, expected_version=state)
    with pytest.raises(DomainError, match="synnerliga skälen saknas"):
        file.write(partial(say, exception="reasons", reason=" "))
    file.write(partial(say, exception="reasons", reason="Skolan brann"))
    assert file.read(result_check) == "exception"
    file.undo()
    assert file.read(result_check) == "broken"
    law = file.read(partial(readiness.law_findings, version_id=key, today=TODAY))
    assert [each.part for each in budget_stopping(law, 2027)] == ["statements"]


def test_the_document_that_carries_the_plan_is_not_ready_either(file):
    def document(session: Session) -> tuple[int, int]:
        found = (node for node in session.scalars(select(Node)) if not node.current.locked)
        node = next(node for node in found if plan_of(session, node) is not None)
        return node.id, node.version

    key, version = file.read(document)
    broken = partial(readiness.broken_law, node_id=key, today=TODAY)
    assert file.read(broken) == ()
    file.write(income_falls)
    assert "11 kap. 5 §" in file.read(broken)[0]
    mark = partial(readiness.mark_element_ready, node_id=key, expected_version=version, today=TODAY)
    with pytest.raises(NotReady, match="inget undantag"):
        file.write(mark)


def test_another_stage_is_not_ready_before_the_law_has_been_asked(file):
    def staged(session: Session, stage: str) -> None:
        version = proposal(session) if stage != "proposal" else session.get_one(PlanVersion, key)
        rename_version(
            session, version_id=version.id, name=version.name, stage=stage, expected_version=version.version
        )

    key = file.read(lambda session: proposal(session).id)
    file.write(income_falls)
    file.write(partial(staged, stage="preliminary"))
    file.write(
        lambda session: setattr(session.get_one(PlanVersion, key), "ready", True) or describe(session, "P")
    )
    file.write(partial(staged, stage="proposal"))
    assert not file.read(lambda session: session.get_one(PlanVersion, key).ready)
    file.undo()
    assert file.read(lambda session: session.get_one(PlanVersion, key).ready)


def test_a_decision_is_recorded_all_the_same_and_the_economy_is_kept(file):
    file.write(income_falls)
    assert "law-balanced-budget" in file.write(decide).value
    row = file.read(lambda session: session.scalars(
        select(PlanVersion).where(PlanVersion.body == "Kommunfullmäktige", PlanVersion.stage == "decided")
    ).one().id)  # fmt: skip
    view = file.read(partial(statements, version_id=row))
    assert view.frozen
    assert (view.amount("result", "result", 2027) or 0) < 0
    standing = file.read(partial(legal, version_id=row, today=TODAY))
    (income,) = [check for check in standing if check.rule == "balanced-budget"]
    assert (income.status, income.grave) == ("broken", True)
    assert [check.status for check in standing if check.rule == "council-decision"] == ["met"]
    content, digest = file.read(partial(kept_of, version_id=row))
    assert content_hash(content) == digest
    kept = {"format", "statements", "room", "law", "investments", "ground", "sensitivity", "inhabitants"}
    assert set(content) == kept
    with pytest.raises((DBAPIError, DomainError)):
        file.write(partial(forget, version_id=row))
    copied = {"source_id": row, "name": "Internbudget", "stage": "internal"}
    later = file.write(partial(create_version, **copied)).value
    file.write(partial(set_exception, version_id=later, exception="reasons", reason="Branden",
                       expected_version=file.read(partial(state_of, version_id=later))))  # fmt: skip
    told = file.read(lambda session: tuple(economy_findings(session, today=TODAY)))
    assert "law-balanced-budget" in {each.code for each in told}, "what was decided still stands"


def test_frames_alone_are_decided_without_an_economy(file):
    def silent(session: Session) -> int:
        describe(session, "Prov")
        version = proposal(session)
        for table in (PrerequisiteValue, VersionEconomy):
            for row in session.scalars(select(table).where(table.plan_version_id == version.id)):
                session.delete(row)
        return version.id

    key = file.write(silent).value
    found = file.read(partial(legal, version_id=key, today=TODAY))
    assert not [check for check in found if check.stops]
    file.write(decide)
    kept = select(EconomySnapshot.id).where(EconomySnapshot.plan_version_id == key)
    assert file.read(lambda session: session.scalars(kept).all()) == []
