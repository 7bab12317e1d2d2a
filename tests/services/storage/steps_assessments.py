"""The use cases of assessments, actions and the strategy map as steps."""

import random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, CauseLink, Improvement
from app.models.organisation import Unit
from app.models.steering import Level, Node
from app.services.scorecard import actions, assessing, causes
from app.services.scorecard.goalfigures import places_of
from app.services.scorecard.goalrows import AIMS
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, maybe, maybe_day, on, one_of, pick, words

_PERIODS = one_of("2026", "2026-T2", "2026-H1")
_RESULTS = one_of("met", "partly", "unmet", "unknown")


def _goal(session: Session, dice: random.Random) -> Node:
    goals = select(Node.id).join(Level).where(Level.form.in_(AIMS)).order_by(Node.id)
    return session.get_one(Node, dice.choice(list(session.scalars(goals))))


def _place(session: Session, dice: random.Random) -> dict[str, Any]:
    """A goal, a unit and a period with the version of what is written there."""
    known = pick(session, dice, Assessment) if dice.random() < 0.7 else None
    goal = session.get_one(Node, known.node_id) if known is not None else _goal(session, dice)
    unit = known.unit_id if known is not None else maybe(Unit)(session, dice)
    period = known.period if known is not None else _PERIODS(session, dice)
    rows = select(Assessment).where(Assessment.node_id == goal.id, Assessment.period == period)
    same = places_of(goal.unit_id, unit)
    fitting = (row for row in session.scalars(rows) if row.unit_id in same)
    there = sorted(fitting, key=lambda row: row.unit_id != same[0])
    version = there[0].version if there else 0
    return {"node_id": goal.id, "unit_id": unit, "period": period, "expected_version": version}


def _assess(session: Session, dice: random.Random) -> object:
    values = {
        "analysis": words(session, dice),
        "effect": words(session, dice),
        "trend": dice.choice((None, "better", "worse")),
        "result": dice.choice((None, "met", "unmet")),
    }
    some = dict(dice.sample(sorted(values.items()), 2))
    return assessing.assess(session, **_place(session, dice), **some)


def _decide(session: Session, dice: random.Random) -> object:
    which = _place(session, dice)
    result = _RESULTS(session, dice)
    return assessing.decide(session, **which, result=result, reason=words(session, dice), today=TODAY)


def _add(session: Session, dice: random.Random) -> object:
    which = _place(session, dice)
    due = maybe_day(session, dice)
    return actions.add_action(
        session, **which, text=words(session, dice), responsible=words(session, dice), due=due
    )


def _action(session: Session, dice: random.Random) -> dict[str, Any]:
    found = pick(session, dice, Improvement)
    return {
        "improvement_id": found.id,
        "expected_version": session.get_one(Assessment, found.assessment_id).version,
    }


def _set(session: Session, dice: random.Random) -> object:
    if pick(session, dice, Improvement) is None:
        return None
    which = _action(session, dice)
    values = {"text": words(session, dice), "responsible": words(session, dice)}
    return actions.set_action(session, **which, **values, due=maybe_day(session, dice))


def _of_action(use_case: Any) -> Any:
    def take(session: Session, dice: random.Random) -> object:
        if pick(session, dice, Improvement) is None:
            return None
        return use_case(session, **_action(session, dice))

    return take


def _to_goal(session: Session, dice: random.Random) -> object:
    if pick(session, dice, Improvement) is None:
        return _add(session, dice)
    which = _action(session, dice)
    places = actions.goal_places(session, improvement_id=which["improvement_id"])
    place = dice.choice(places[:5])
    return actions.action_to_goal(session, **which, level_id=place.level_id, parent_id=place.parent_id)


def _draw(session: Session, dice: random.Random) -> object:
    return causes.draw_link(
        session,
        cause_id=_goal(session, dice).id,
        effect_id=_goal(session, dice).id,
        note=words(session, dice),
    )


def _on_link(use_case: Any, **given: Any) -> Any:
    def take(session: Session, dice: random.Random) -> object:
        found = pick(session, dice, CauseLink)
        if found is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, cause_link_id=found.id, expected_version=found.version, **values)

    return take


STEPS: tuple[Taken, ...] = (
    (assessing.assess, _assess),
    (assessing.decide, _decide),
    on(Assessment, assessing.reopen),
    on(Assessment, assessing.remove_assessment),
    (actions.add_action, _add),
    (actions.set_action, _set),
    (actions.remove_action, _of_action(actions.remove_action)),
    (actions.action_to_activity, _of_action(actions.action_to_activity)),
    (actions.action_to_goal, _to_goal),
    (causes.draw_link, _draw),
    (causes.note_link, _on_link(causes.note_link, note=words)),
    (causes.turn_link, _on_link(causes.turn_link)),
    (causes.remove_link, _on_link(causes.remove_link)),
)

#: What must be done first where the example leaves a use case nothing to do.
_WRITTEN = ("scorecard.assessing.assess",)
_ASKED = ("scorecard.actions.add_action",)
_DRAWN = ("scorecard.causes.draw_link",)
MAKE_WAY = {
    "scorecard.assessing.reopen": ("scorecard.assessing.decide",),
    "scorecard.assessing.remove_assessment": _WRITTEN,
    **{
        f"scorecard.actions.{name}": _ASKED
        for name in ("set_action", "remove_action", "action_to_activity", "action_to_goal")
    },
    **{f"scorecard.causes.{name}": _DRAWN for name in ("note_link", "turn_link", "remove_link")},
}
