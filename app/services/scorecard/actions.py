"""Use cases on actions that an analysis asks for: write them, and let them become activity or goal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, Improvement
from app.models.errors import NotFound
from app.models.steering import Contribution, Node, NodePerspective
from app.models.types import new_id
from app.services.assignments.activities import add_activity
from app.services.scorecard.assessing import NOTHING_YET, begun_assessment
from app.services.scorecard.assessmenterrors import AlreadyBecame
from app.services.scorecard.goalrows import AIMS
from app.services.scorecard.periods import read_period
from app.services.steering import rules
from app.services.steering.nodes import add_node, get_node
from app.services.steering.placing import Hierarchy
from app.services.steering.standing import read_hierarchy
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_TEXT: Final = "Åtgärdens text"
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class GoalPlace:
    """A place for a goal that an action becomes, in words; the nearest to the goal come first."""

    level_id: int
    parent_id: int | None
    words: str


def add_action(
    session: Session,
    *,
    node_id: int,
    unit_id: int | None,
    period: str,
    text: str,
    responsible: str | None = None,
    due: date | None = None,
    expected_version: int = NOTHING_YET,
) -> int:
    """Add an action to the analysis of a goal and period, last; gives its id.

    It may be added after the result is decided, and begins the assessment where nobody has.
    """
    text = needed(text, _TEXT)
    row = begun_assessment(session, node_id, unit_id, period, expected_version)
    action = Improvement(
        id=new_id(),
        position=1 + max((one.position for one in row.improvements), default=0),
        text=text,
        responsible=optional(responsible),
        due=due,
    )
    row.improvements.append(action)
    describe(session, f"Lade till åtgärden ”{_short(text)}”")
    touch(row)
    return action.id


def set_action(
    session: Session,
    *,
    improvement_id: int,
    text: str,
    responsible: str | None,
    due: date | None,
    expected_version: int,
) -> None:
    """Say what is to be done, by whom and when; `expected_version` is the assessment's."""
    action, row = _open(session, improvement_id, expected_version)
    values = (needed(text, _TEXT), optional(responsible), due)
    if (action.text, action.responsible, action.due) == values:
        return
    action.text, action.responsible, action.due = values
    describe(session, f"Ändrade åtgärden ”{_short(values[0])}”")
    touch(row)


def remove_action(session: Session, *, improvement_id: int, expected_version: int) -> None:
    """Take an action away; the activity or goal that it has become stays."""
    action, row = _open(session, improvement_id, expected_version)
    describe(session, f"Tog bort åtgärden ”{_short(action.text)}”")
    row.improvements.remove(action)
    touch(row)


def action_to_activity(
    session: Session,
    *,
    improvement_id: int,
    expected_version: int,
    starts: date | None = None,
) -> int:
    """Make an activity of an action, done for the goal that was analysed; gives the activity's id."""
    action, row = _open(session, improvement_id, expected_version)
    if action.activity_id is not None:
        raise AlreadyBecame(_short(action.text), "en aktivitet")
    unit = row.unit_id if row.unit_id is not None else get_node(session, row.node_id).unit_id
    action.activity_id = add_activity(
        session,
        title=_short(action.text),
        node_id=row.node_id,
        unit_id=unit,
        responsible=action.responsible,
        starts=starts if starts is None or action.due is None else min(starts, action.due),
        ends=action.due,
    )
    describe(session, f"Gjorde åtgärden ”{_short(action.text)}” till en aktivitet")
    touch(row)
    return action.activity_id


def action_to_goal(
    session: Session,
    *,
    improvement_id: int,
    level_id: int,
    parent_id: int | None,
    title: str | None = None,
    expected_version: int,
) -> int:
    """Make an action a goal of the year after the analysis: a draft with the thread of the goal it is of.

    It belongs to the same unit and perspectives, and contributes to what that goal serves.
    """
    action, row = _open(session, improvement_id, expected_version)
    if action.node_id is not None:
        raise AlreadyBecame(_short(action.text), "ett mål")
    goal = get_node(session, row.node_id)
    name = optional(title) or _short(action.text)
    key = add_node(
        session,
        level_id=level_id,
        parent_id=parent_id,
        title=name,
        owner_role=action.responsible or goal.owner_role,
        unit_id=row.unit_id if row.unit_id is not None else goal.unit_id,
    )
    made = get_node(session, key)
    year = read_period(row.period).year + 1
    made.current.due_year, made.current.valid_from = year, date(year, 1, 1)
    made.current.text = action.text if name != action.text else ""
    made.perspectives = [
        NodePerspective(id=new_id(), perspective_id=one.perspective_id) for one in goal.perspectives
    ]
    action.node_id = key
    session.flush()
    _keep_thread(session, goal, made)
    describe(session, f"Gjorde åtgärden ”{_short(action.text)}” till ett mål för {made.current.due_year}")
    touch(row)
    return key


def goal_places(session: Session, *, improvement_id: int) -> tuple[GoalPlace, ...]:
    """Where a goal that an action becomes may stand: beside the goal itself first, then near it."""
    action = session.get(Improvement, improvement_id)
    if action is None:
        raise NotFound("Åtgärden")
    goal = get_node(session, session.get_one(Assessment, action.assessment_id).node_id)
    hierarchy = read_hierarchy(session)
    levels = tuple(hierarchy.levels.values())
    used = {one.level_id for one in hierarchy.elements.values()}
    wanted = [level for level in levels if level.form in AIMS and not level.made_elsewhere]
    wanted.sort(key=lambda level: (level.id != goal.level_id, level.position))
    found: list[GoalPlace] = []
    for level in wanted:
        above = {one.id for one in levels if level in rules.allowed_levels(one.id, levels, used)}
        if level in rules.allowed_levels(None, levels, used):
            found.append(GoalPlace(level.id, None, f"{level.short_name}, överst"))
        found += (
            GoalPlace(level.id, key, f"{level.short_name} under ”{hierarchy.elements[key].title}”")
            for key in _parents(hierarchy, goal, above, level.form)
        )
    return tuple(found)


def _parents(hierarchy: Hierarchy, goal: Node, levels: Collection[int], form: str) -> list[int]:
    """The elements that may hold the new goal, those of the same thread first."""
    fit = [
        key
        for key, one in hierarchy.elements.items()
        if one.level_id in levels and not (form == "commitment" and one.locked)
    ]
    near = {goal.parent_id: 0, goal.id: 1}
    return sorted(fit, key=lambda key: near.get(key, 2))


def _keep_thread(session: Session, goal: Node, made: Node) -> None:
    """Let a new goal serve what the analysed goal serves, as far as the hierarchy has room for it."""
    serving = select(Contribution.to_node_id).where(Contribution.from_node_id == goal.id)
    served = [*session.scalars(serving.order_by(Contribution.id))]
    if goal.parent_id is not None and goal.parent_id != made.parent_id:
        served.insert(0, goal.parent_id)
    for key in dict.fromkeys(served):
        if read_hierarchy(session).serving_refusal(made.id, key) is None:
            session.add(Contribution(id=new_id(), from_node_id=made.id, to_node_id=key))
            session.flush()


def _open(session: Session, improvement_id: int, expected_version: int) -> tuple[Improvement, Assessment]:
    action = session.get(Improvement, improvement_id)
    if action is None:
        raise NotFound("Åtgärden")
    row = session.get_one(Assessment, action.assessment_id)
    check_version(row, expected_version, f"Bedömningen med åtgärden ”{_short(action.text)}”")
    return action, row


def _short(text: str) -> str:
    """The first line of a text, no longer than a title should be."""
    line = " ".join(text.strip().split("\n", 1)[0].split())
    if len(line) <= _LONGEST:
        return line
    kept = line[: _LONGEST - 1].rsplit(" ", 1)[0]
    return f"{kept}…"
