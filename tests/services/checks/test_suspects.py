"""What is suspected is what lacks something; bodies are judged as for documents; what is done is no gap."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment
from app.models.steering import DocumentKind, Node
from app.services.checks.finding import Finding
from app.services.checks.suspects import ENDED
from app.services.checks.threadgaps import thread_gaps
from app.services.checks.threadrows import Element, read_rows
from app.services.checks.threads import _Gaps, thread_findings
from app.services.steering.documents.bodies import read_bodies
from app.services.steering.documents.faults import Fault, of_version
from app.services.storage import Database
from tests.services.checks.conftest import TODAY, new_after
from tests.services.checks.test_threads import (
    _cut_off,
    _decide,
    _decided_by_the_wrong_body,
    _goal_without_measure,
    _nodes,
    _past_its_end,
    _past_its_review,
    _skip_a_level,
    _without_owner,
    _without_parent,
)


def _wrong_body(found: Iterable[Finding | Fault]) -> bool:
    return any(one.code == "decision-wrong-body" for one in found)


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        (["Kommunfullmäktige"], "KF"),
        (["Kommunfullmäktige"], "kommunfullmäktige"),
        (["Kommunfullmäktige"], "Kommunstyrelsen"),
        (["Förvaltningar"], "Kommunfullmäktige"),
        (["KS"], "Kommunstyrelsen"),
        (["Ett okänt organ"], "Kommunstyrelsen"),
    ],
)
def test_thread_and_documents_judge_the_body_of_a_decision_alike(
    example: Database, expected: list[str], body: str
) -> None:
    decided: list[int] = []

    def decide(session: Session) -> None:
        kind = session.scalars(select(DocumentKind).where(DocumentKind.decided_by.is_not(None))).first()
        assert kind is not None
        node = next(node for node in _nodes(session, "verksamhetsmal", locked=False))
        kind.decided_by, node.document_kind_id = expected, kind.id
        _decide(session, node, body)
        decided.append(node.id)

    def judged(session: Session) -> tuple[bool, bool]:
        node = session.get_one(Node, decided[0])
        faults = of_version(session, node, node.current, bodies=read_bodies(session), today=TODAY)
        gaps = [each for each in thread_findings(session, today=TODAY) if each.key == node.id]
        return _wrong_body(faults), _wrong_body(gaps)

    new_after(example, decide)
    documents, threads = example.read(judged)
    assert documents is threads
    assert threads is (body not in ("KF", "kommunfullmäktige") and expected != ["KS"])


def test_whatever_lacks_something_is_among_the_suspects(example: Database) -> None:
    def everything(session: Session) -> None:
        for broken in (
            _without_owner, _without_parent, _goal_without_measure, _skip_a_level, _cut_off,
            _past_its_review, _decided_by_the_wrong_body, _past_its_end,
        ):  # fmt: skip
            broken(session)

    new_after(example, everything)
    threads = example.read(partial(read_rows, today=TODAY))
    looked = _Gaps(threads)
    lacking = {row[0] for row in threads.rows if row[6] not in ENDED and list(looked.of(Element(*row)))}
    assert len(lacking) > 8
    assert lacking <= {row[0] for row in looked.suspects()}


def test_what_is_done_makes_no_gap_and_mends_none(example: Database) -> None:
    def done(session: Session) -> None:
        for level in ("verksamhetsmal", "atagande", "vision"):
            session.add(
                Activity(node_id=_nodes(session, level)[0].id, title="Träff", ends=TODAY - timedelta(9))
            )
            session.add(Assignment(serves_id=_nodes(session, level)[0].id, title="Utred", kind="council"))

    before = example.read(partial(thread_gaps, today=TODAY))
    new_after(example, done)
    assert example.read(partial(thread_gaps, today=TODAY)) == before
