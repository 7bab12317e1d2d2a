"""Gaps in the röda tråden: what is broken is found, and what has ended is left in peace."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, IndicatorTarget, NodeIndicator
from app.models.steering import Level, Node, NodePerspective, NodeVersion
from app.services.checks.threads import LONGEST_GOAL
from app.services.storage import Database
from tests.services.checks.conftest import Break, found, new_after


def _nodes(session: Session, level: str, *, locked: bool | None = None) -> list[Node]:
    rows = select(Node).join(Level).where(Level.key == level).order_by(Node.position, Node.id)
    nodes = list(session.scalars(rows))
    return [node for node in nodes if locked is None or node.current.locked == locked]


def _measured(session: Session, level: str) -> Node:
    tied = set(session.scalars(select(NodeIndicator.node_id)))
    return next(node for node in _nodes(session, level) if node.id in tied)


def _without_owner(session: Session) -> None:
    node = _nodes(session, "vision")[0]
    node.owner_role = node.unit_id = None


def _without_parent(session: Session) -> None:
    _nodes(session, "verksamhetsmal")[0].parent_id = None


def _goal_without_measure(session: Session) -> None:
    node = _measured(session, "verksamhetsmal")
    for tie in session.scalars(select(NodeIndicator).where(NodeIndicator.node_id == node.id)):
        session.delete(tie)


def _goal_without_target(session: Session) -> None:
    node = _measured(session, "verksamhetsmal")
    targets = select(IndicatorTarget).join(
        NodeIndicator, NodeIndicator.indicator_id == IndicatorTarget.indicator_id
    )
    for target in session.scalars(targets.where(NodeIndicator.node_id == node.id)):
        session.delete(target)


def _goal_without_perspective(session: Session) -> None:
    node = _nodes(session, "finansiellt_mal")[0]
    for tie in session.scalars(select(NodePerspective).where(NodePerspective.node_id == node.id)):
        session.delete(tie)


def _goal_too_long(session: Session) -> None:
    _nodes(session, "verksamhetsmal")[0].current.title = "Mer " * (LONGEST_GOAL // 4) + "vård"


def _commitment_too_long(session: Session) -> None:
    _nodes(session, "atagande", locked=False)[0].current.title = "Vi " * LONGEST_GOAL


@pytest.mark.parametrize(
    ("broken", "code", "severity", "said"),
    [
        (_without_owner, "element-without-owner", "warning", "saknar ägare."),
        (_without_parent, "element-without-parent", "warning", "nivån ovanför."),
        (_goal_without_measure, "goal-without-measure", "warning", "saknar mått."),
        (_goal_without_target, "goal-without-target", "note", "inget målvärde."),
        (_goal_without_perspective, "goal-without-perspective", "note", "inte till något perspektiv."),
        (_goal_too_long, "goal-too-long", "note", "svårt att läsa."),
        (_commitment_too_long, "commitment-too-long", "note", "svårt att läsa."),
    ],
)
def test_a_gap_is_found_where_it_was_made(
    example: Database, broken: Break, code: str, severity: str, said: str
) -> None:
    gaps = [each for each in new_after(example, broken) if each.code == code]
    assert [(each.severity, each.kind) for each in gaps] == [(severity, "node")]
    assert gaps[0].message.startswith("”")
    assert gaps[0].message.endswith(said)
    title = example.read(lambda session: session.get_one(Node, gaps[0].key).current.title)
    assert gaps[0].place.endswith(f": {title}")


def test_a_title_of_just_the_length_is_not_too_long(example: Database) -> None:
    def just(session: Session) -> None:
        _nodes(session, "verksamhetsmal")[0].current.title = "x" * LONGEST_GOAL

    assert not [each for each in new_after(example, just) if each.code == "goal-too-long"]


@pytest.mark.parametrize(("status", "told"), [("draft", True), ("replaced", False), ("revoked", False)])
def test_what_no_longer_applies_has_no_gaps(example: Database, status: str, told: bool) -> None:
    def end(session: Session) -> None:
        node = _nodes(session, "oversiktsplan")[0]
        node.owner_role = node.unit_id = None
        node.current.status = status

    titles = [each.message for each in new_after(example, end) if each.code == "element-without-owner"]
    assert bool(titles) is told


@pytest.mark.parametrize(
    ("status", "told"), [("draft", {"goal-too-long"}), ("replaced", set()), ("revoked", set())]
)
def test_what_no_longer_applies_may_be_unclear(example: Database, status: str, told: set[str]) -> None:
    def end(session: Session) -> None:
        version = _nodes(session, "verksamhetsmal")[0].current
        version.title = "x" * (LONGEST_GOAL + 1)
        version.status = status

    assert {each.code for each in new_after(example, end)} == told


def test_a_measure_that_is_missing_in_an_agreement_is_said_once(example: Database) -> None:
    def take_measures(session: Session) -> None:
        node = _nodes(session, "atagande", locked=False)[0]
        for tie in session.scalars(select(NodeIndicator).where(NodeIndicator.node_id == node.id)):
            session.delete(tie)

    said = new_after(example, take_measures)
    assert [each.code for each in said] == ["agreement-part-missing"]
    assert "saknar mått" in said[0].message


def test_a_commitment_outside_an_agreement_without_measure_is_found(example: Database) -> None:
    def move(session: Session) -> None:
        node = _nodes(session, "atagande", locked=False)[0]
        node.parent_id = _nodes(session, "verksamhetsmal")[0].id
        for tie in session.scalars(select(NodeIndicator).where(NodeIndicator.node_id == node.id)):
            session.delete(tie)

    assert "commitment-without-measure" in [each.code for each in new_after(example, move)]


def test_the_top_level_needs_nothing_above_it(example: Database) -> None:
    def more(session: Session) -> None:
        level = session.scalars(
            select(Level).where(Level.parent_id.is_(None)).order_by(Level.position)
        ).first()
        assert level is not None
        node = Node(level_id=level.id, position=9, owner_role="Kommunchef")
        node.versions.append(NodeVersion(number=1, title="En till"))
        session.add(node)

    assert new_after(example, more) == []


def test_an_indicator_with_a_target_for_any_year_is_enough(example: Database) -> None:
    def other_year(session: Session) -> None:
        node = _measured(session, "verksamhetsmal")
        (first, *_) = session.scalars(
            select(Indicator).join(NodeIndicator).where(NodeIndicator.node_id == node.id)
        ).all()
        for target in first.targets:
            target.year += 20

    assert new_after(example, other_year) == []
    assert "goal-without-target" not in {each.code for each in found(example)}
