"""The use cases of targeted grants and of funds for assignments as steps."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import AssignmentFunding, BudgetPlan, Frame, PlanVersion, TargetedGrant
from app.models.organisation import Unit
from app.services.budget import fundings, grants
from tests.services.storage.steps_assignments import Taken, maybe_day, pick, words

_FUNDS = (1, 7_500_00, 12_000_000_00)


def _said(session: Session, dice: random.Random, version: PlanVersion) -> dict[str, Any]:
    plan = session.get_one(BudgetPlan, version.plan_id)
    years = range(plan.first_year, plan.first_year + plan.years)
    ends: date | None = maybe_day(session, dice)
    return {
        "name": words(session, dice),
        "giver": dice.choice(("", "Socialstyrelsen")),
        "note": dice.choice(("", "Rekvireras i maj")),
        "ends": ends,
        "amounts": {year: dice.choice((None, 0, 5, 300_000_00)) for year in years},
    }


def _add(session: Session, dice: random.Random) -> object:
    version, unit = pick(session, dice, PlanVersion), pick(session, dice, Unit)
    known = {"version_id": version.id, "expected_version": version.version, "unit_id": unit.id}
    return grants.add_grant(session, **known, **_said(session, dice, version))


def _on_grant(use_case: Callable[..., object], *, said: bool) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, TargetedGrant)
        if row is None:
            return None
        version = session.get_one(PlanVersion, row.plan_version_id)
        values = _said(session, dice, version) if said else {}
        return use_case(session, grant_id=row.id, expected_version=version.version, **values)

    return use_case, take


def _link(session: Session, dice: random.Random) -> object:
    frame, assignment = pick(session, dice, Frame), pick(session, dice, Assignment)
    if frame is None or assignment is None:
        return None
    known = {"frame_id": frame.id, "expected_version": frame.version, "assignment_id": assignment.id}
    return fundings.link_assignment(session, amount=dice.choice(_FUNDS), **known)


def _on_funding(use_case: Callable[..., object], *, amount: bool) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        keys = select(AssignmentFunding.frame_id, AssignmentFunding.assignment_id)
        rows = sorted(tuple(row) for row in session.execute(keys))
        if not rows:
            return None
        frame_id, assignment_id = dice.choice(rows)
        frame = session.get_one(Frame, frame_id)
        values = {"amount": dice.choice(_FUNDS)} if amount else {}
        known = {"frame_id": frame_id, "expected_version": frame.version, "assignment_id": assignment_id}
        return use_case(session, **known, **values)

    return use_case, take


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    (grants.add_grant, _add),
    _on_grant(grants.change_grant, said=True),
    _on_grant(grants.remove_grant, said=False),
    (fundings.link_assignment, _link),
    _on_funding(fundings.set_funds, amount=True),
    _on_funding(fundings.unlink_assignment, amount=False),
)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "budget.grants.change_grant": ("budget.grants.add_grant",) * 3,
    "budget.grants.remove_grant": ("budget.grants.add_grant",) * 3,
    "budget.fundings.set_funds": ("budget.fundings.link_assignment",) * 9,
    "budget.fundings.unlink_assignment": ("budget.fundings.link_assignment",) * 9,
}
