"""The frame that a goal is to be reached with (`GOAL-11`): that of its unit, in the version to follow."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.organisation import Unit
from app.services.budget.decisions import in_force, to_follow
from app.services.budget.figures import OPERATING, FrameFigures, read_frames
from app.services.scorecard.below import units_below
from app.services.scorecard.goalviews import GoalFrame


def goal_frame(session: Session, *, unit_id: int, year: int) -> GoalFrame | None:
    """The frame of a unit in a year, or the sum of those below it; None where no budget has any.

    The year before the first one that is planned has the frames that the plan sets out from.
    """
    unit = session.get(Unit, unit_id)
    version = _version(session, year)
    starting = version is None
    version = version or _version(session, year + 1)
    if unit is None or version is None:
        return None
    told = year + 1 if starting else year
    own = _frames(session, version.id, (unit_id,), told)
    below = () if own else _frames(session, version.id, tuple(units_below(session, unit_id)), told)
    frames = own or below
    known = [frame.base.net for frame in frames]
    if not frames or (starting and not any(known)):
        return None
    return GoalFrame(
        unit_id=unit_id,
        unit=unit.name,
        year=year,
        amount=sum(known) if starting else sum(frame.total for frame in frames),
        before=sum(known) if any(known) and not starting else None,
        version=version.name,
        decided=version.locked,
        units=len(below),
        example=any(frame.example for frame in frames),
        starting=starting,
    )


def _version(session: Session, year: int) -> PlanVersion | None:
    """The version that says what a year's frames are: that of the newest plan which covers it."""
    rows = (
        select(PlanVersion, BudgetPlan.first_year)
        .join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
        .where(BudgetPlan.first_year <= year, BudgetPlan.first_year + BudgetPlan.years > year)
    )
    plans: dict[int, list[PlanVersion]] = {}
    for version, first in session.execute(rows):
        plans.setdefault(first, []).append(version)
    for first in sorted(plans, reverse=True):
        found = in_force(plans[first]) or to_follow(plans[first])
        if found is not None:
            return found
    return None


def _frames(
    session: Session, version_id: int, unit_ids: Sequence[int], year: int
) -> tuple[FrameFigures, ...]:
    keys = select(Frame.id).where(
        Frame.plan_version_id == version_id, Frame.kind == OPERATING, Frame.unit_id.in_(unit_ids)
    )
    return _of_year(read_frames(session, list(session.scalars(keys))), year)


def _of_year(frames: Iterable[FrameFigures], year: int) -> tuple[FrameFigures, ...]:
    return tuple(frame for frame in frames if frame.year == year)
