"""The use cases of the budget process as steps."""

import random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import ProcessStep
from app.models.budget import BudgetPlan
from app.services.economy.process import ticking
from app.services.economy.process.stages import stages_of
from app.services.steering.ownmodel import own_model
from app.services.wheel import legal
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, past_day, pick, words


def _place(session: Session, dice: random.Random) -> dict[str, Any]:
    """A step of a plan, or a line of it, with the state that it is in."""
    plan = pick(session, dice, BudgetPlan)
    stages, _ = stages_of(own_model(session), plan.first_year, legal.elections_in(session))
    stage = dice.choice(stages)
    return {"plan_id": plan.id, "stage": stage.key, "line": dice.randrange(len(stage.contents) + 1)}


def _state(session: Session, place: dict[str, Any]) -> int:
    asked = select(ProcessStep.version).where(
        ProcessStep.plan_id == place["plan_id"],
        ProcessStep.stage == place["stage"],
        ProcessStep.line == place.get("line", ticking.WHOLE_STEP),
    )
    return session.scalar(asked) or ticking.NOTHING_SAID


def _tick(session: Session, dice: random.Random) -> object:
    place, day = _place(session, dice), past_day(session, dice)
    state = _state(session, place)
    return ticking.tick(session, **place, done_on=day, today=TODAY, expected_version=state)


def _untick(session: Session, dice: random.Random) -> object:
    said = session.scalars(select(ProcessStep).where(ProcessStep.done_on.is_not(None))).all()
    if not said:
        return None
    row = dice.choice(sorted(said, key=lambda each: each.id))
    return ticking.untick(
        session, plan_id=row.plan_id, stage=row.stage, line=row.line, expected_version=row.version
    )


def _note(session: Session, dice: random.Random) -> object:
    place = _place(session, dice)
    place.pop("line")
    text, state = words(session, dice), _state(session, place)
    return ticking.set_note(session, **place, note=text, expected_version=state)


STEPS: tuple[Taken, ...] = (
    (ticking.tick, _tick),
    (ticking.untick, _untick),
    (ticking.set_note, _note),
)
MAKE_WAY = {"economy.process.ticking.untick": ("economy.process.ticking.tick",) * 6}
