"""Gaps in the röda tråden: what is broken is found, and what has ended is left in peace."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.models.documents import Participation
from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, NodeIndicator
from app.models.steering import (
    Contribution,
    Decision,
    DocumentKind,
    Level,
    Node,
    NodePerspective,
    NodeVersion,
)
from app.models.types import new_id
from app.services.checks.finding import SEVERITIES
from app.services.checks.suspects import LONGEST_GOAL
from app.services.checks.threadgaps import KINDS, gathered, thread_gaps
from app.services.checks.threads import thread_findings
from app.services.steering.goalextras.participation import ACCEPTANCE, STAFF
from app.services.steering.views import steering_view
from app.services.storage import Database
from tests.architecture.source_tree import ROOT
from tests.services.checks.conftest import TODAY, Break, found, new_after
from tests.services.counting import statements


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

    codes = {each.code for each in new_after(example, end)}
    by_itself = {"contribution-to-ended", "agreement-changed-since"}  # what contributes there tells it
    assert codes - by_itself == told


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

    assert [each.code for each in new_after(example, more)] == ["element-without-children"]


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


def _skip_a_level(session: Session) -> None:
    _nodes(session, "verksamhetsmal")[0].parent_id = _nodes(session, "osb")[0].id


def _end_what_is_served(session: Session) -> None:
    node = _nodes(session, "verksamhetsmal")[0]
    given = select(Contribution).where(Contribution.to_node_id == node.id)
    for one in session.scalars(given).all()[1:]:
        session.delete(one)
    node.current.status = "replaced"


def _cut_off(session: Session) -> None:
    """An area that nothing stands under, where the others of its level are carried on."""
    area = _nodes(session, "strategiskt_omrade")[0]
    node = Node(id=new_id(), level_id=area.level_id, parent_id=area.parent_id, position=99, owner_role="Chef")
    node.versions.append(NodeVersion(number=1, title="Ett område till"))
    session.add(node)


def _decide(session: Session, node: Node, body: str | None) -> None:
    session.add(Decision(node_version_id=node.current.id, step="definitive", body=body))
    session.flush()
    node.current.status, node.current.locked = "decided", True


def _decided_by_the_wrong_body(session: Session) -> None:
    _decide(session, _nodes(session, "verksamhetsmal")[0], "Kommunstyrelsen")


def _decided_by_nobody(session: Session) -> None:
    _decide(session, _nodes(session, "verksamhetsmal")[0], None)


def _decided_where_the_model_is_silent(session: Session) -> None:
    _decide(session, _nodes(session, "strategiskt_omrade")[0], "Kommunfullmäktige")


def _past_its_end(session: Session) -> None:
    node = _nodes(session, "verksamhetsmal")[0]
    given = select(Contribution).where(Contribution.to_node_id == node.id)
    for one in session.scalars(given).all():
        session.delete(one)
    node.current.valid_to = TODAY - timedelta(days=1)
    _decide(session, node, "Kommunfullmäktige")


def _past_its_review(session: Session) -> None:
    _nodes(session, "oversiktsplan")[0].current.review_on = TODAY - timedelta(days=1)


def _plan_of_its_own(session: Session) -> None:
    plan = _nodes(session, "verksamhetsplan", locked=False)[0]
    given = select(Contribution).where(Contribution.from_node_id == plan.id)
    for one in session.scalars(given).all():
        session.delete(one)
    plan.parent_id = _nodes(session, "osb")[0].id


def _more_than_stated(session: Session) -> None:
    level = _nodes(session, "verksamhetsmal")[0].level
    level.details = {**level.details, "most": 11}


def _performer(session: Session) -> Unit:
    """One that performs and has a frame."""
    framed = select(Frame.unit_id).join(Unit).where(Unit.performer.is_not(None), Unit.in_model)
    return session.get_one(Unit, session.scalars(framed.order_by(Frame.unit_id)).first())


def _frame_but_no_goals(session: Session) -> None:
    unit = _performer(session)
    for node in session.scalars(select(Node).where(Node.unit_id == unit.id)):
        node.unit_id, node.owner_role = None, "Chef"


def _goals_but_no_frame(session: Session) -> None:
    unit = _performer(session)
    open_ = select(Frame).join(PlanVersion).where(Frame.unit_id == unit.id, PlanVersion.locked.is_(False))
    for frame in session.scalars(open_):
        session.delete(frame)


def _performer_with_nothing(session: Session) -> None:
    kind = _performer(session).kind_id
    session.add(Unit(id=new_id(), kind_id=kind, name="Ny enhet", performer="internal", position=99))


@pytest.mark.parametrize(
    ("broken", "code", "severity", "kind", "said"),
    [
        (_skip_a_level, "level-skipped", "warning", "node", "hoppar över strategiskt område."),
        (_end_what_is_served, "contribution-to-ended", "warning", "node", "som inte längre gäller."),
        (_cut_off, "element-without-children", "note", "node", "inget som bär det vidare nedåt."),
        (_decided_by_the_wrong_body, "decision-wrong-body", "warning", "node", "beslutar kommunfullmäktige."),
        (_decided_by_nobody, "decision-missing", "warning", "node", "inte antecknat av vem."),
        (
            _decided_where_the_model_is_silent,
            "decision-body-unstated",
            "note",
            "level",
            "1 beslutat styrelement.",
        ),
        (_past_its_end, "element-expired", "warning", "node", "20 november 2026 och har inte ersatts."),
        (_past_its_review, "review-overdue", "warning", "node", "setts över 20 november 2026."),
        (_plan_of_its_own, "plan-without-commitment", "warning", "node", "inte till något åtagande."),
        (_more_than_stated, "too-many-elements", "warning", "level", "anger högst 11."),
        (_frame_but_no_goals, "frame-without-goals", "warning", "unit", "ingen uppdragshandling."),
        (_goals_but_no_frame, "goals-without-frame", "warning", "plan_version", "i den senaste budgeten."),
        (_performer_with_nothing, "unit-without-goals", "warning", "unit", "har inget styrelement."),
    ],
)
def test_a_break_in_the_thread_is_told_once(
    example: Database, broken: Break, code: str, severity: str, kind: str, said: str
) -> None:
    gaps = [each for each in new_after(example, broken) if each.code == code]
    assert [(each.severity, each.kind) for each in gaps] == [(severity, kind)]
    assert gaps[0].message.endswith(said), gaps[0].message
    assert gaps[0].key is not None


def test_a_decision_by_one_of_several_bodies_is_not_held_against_a_name_for_them_all(
    example: Database,
) -> None:
    def decide(session: Session) -> None:
        first, second, *_ = _nodes(session, "verksamhetsmal")
        first.level.decided_by = ["Bolag"]
        unit = session.scalars(select(Unit).where(Unit.kind.has(key="bolag"))).first()
        assert unit is not None
        _decide(session, first, unit.name)
        _decide(session, second, "Kommunstyrelsen")
        wrong.append(second.id)

    wrong: list[int] = []
    new_after(example, decide)
    gaps = example.read(partial(thread_gaps, today=TODAY))
    told = [gap.key for group in gaps.groups for gap in group.gaps if group.code == "decision-wrong-body"]
    assert told == wrong


def test_the_kind_of_a_document_may_say_who_decides_it(example: Database) -> None:
    def decide(session: Session) -> None:
        node = _nodes(session, "verksamhetsmal")[0]
        kind = session.scalars(select(DocumentKind).where(DocumentKind.decided_by.is_not(None))).first()
        assert kind is not None
        kind.decided_by = ["Kommunstyrelsen"]
        node.document_kind_id = kind.id
        _decide(session, node, "Kommunstyrelsen")

    new_after(example, decide)
    assert "decision-wrong-body" not in _gap_codes(example)


def _gap_codes(database: Database) -> set[str]:
    gaps = database.read(partial(thread_gaps, today=TODAY))
    return {group.code for group in gaps.groups}


def test_the_gaps_take_four_statements_however_many_there_are(example: Database) -> None:
    assert statements(example, lambda session: list(thread_findings(session, today=TODAY))) <= 4


def test_every_gap_has_a_group_and_stands_in_the_handbook(example: Database) -> None:
    def everything(session: Session) -> None:
        for broken in (_skip_a_level, _cut_off, _past_its_review, _performer_with_nothing, _more_than_stated):
            broken(session)

    new_after(example, everything)
    gaps = example.read(partial(thread_gaps, today=TODAY))
    assert gaps.count == sum(len(group.gaps) for group in gaps.groups)
    weights = [SEVERITIES.index(group.severity) for group in gaps.groups]
    assert weights == sorted(weights)
    table = (ROOT / "docs" / "kommandoraden.md").read_text(encoding="utf-8")
    assert not [code for code in KINDS if f"`{code}`" not in table]
    shown = {row.id for row in example.read(partial(steering_view, today=TODAY)).rows}
    assert gaps.by_element().keys() <= shown
    assert "varningar" in gaps.sentence


def test_acceptance_and_participation_are_asked_for_where_the_model_demands_them(example: Database) -> None:
    def demand(session: Session) -> None:
        first, second, *_ = _nodes(session, "verksamhetsmal")
        level = first.level
        level.details = {**level.details, "accepted_by_performer": True, "staff_participation": True}
        for accepted in (True, False):
            session.add(
                Participation(node_id=second.id, kind=ACCEPTANCE, happened_on=TODAY, accepted=accepted)
            )
            session.flush()
        session.add(Participation(node_id=first.id, kind=ACCEPTANCE, happened_on=TODAY, accepted=True))
        session.add(Participation(node_id=first.id, kind=STAFF, happened_on=TODAY))

    assert not {"goal-not-accepted", "no-staff-participation"} & _gap_codes(example)
    new_after(example, demand)
    gaps = example.read(partial(thread_gaps, today=TODAY))
    counts = {group.code: len(group.gaps) for group in gaps.groups}
    assert (counts["goal-not-accepted"], counts["no-staff-participation"]) == (11, 11)
    told = Counter(each.code for each in found(example))
    assert (told["goal-not-accepted"], told["no-staff-participation"]) == (11, 11)  # each is told once
    assert statements(example, partial(thread_gaps, today=TODAY)) <= 4


def test_no_gaps_is_said_in_words() -> None:
    assert gathered(()).sentence == "Inga luckor"
