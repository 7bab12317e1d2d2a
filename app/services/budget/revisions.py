"""A unit's frame of a year through every version of its plans, with who decided it and when (`UH-05`)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.services.budget.decisions import in_force
from app.services.budget.figures import OPERATING, read_frames


@dataclass(frozen=True, slots=True)
class Revision:
    """The frame in one version, in öre; `change` is from the version before, `replaced_on` when it ceased."""

    version_id: int
    plan: str
    name: str
    stage: str
    body: str | None
    decided_on: date | None
    paragraph: str | None
    locked: bool
    in_force: bool
    replaced_on: date | None
    amount: int | None
    change: int | None


def frame_revisions(session: Session, unit_id: int, year: int) -> tuple[Revision, ...]:
    """The frame of a unit, or of a central post, in a year, the oldest version first."""
    versions = _versions(session, year)
    amounts = _amounts(session, unit_id, year, [version.id for version, _ in versions])
    later = {version.replaces_id: version.decided_on for version, _ in versions if version.replaces_id}
    held = {found.id for found in _in_force(versions)}
    told: list[Revision] = []
    before: int | None = None
    for version, plan in versions:
        amount = amounts.get(version.id)
        change = None if amount is None or before is None else amount - before
        told.append(
            Revision(
                version.id, plan, version.name, version.stage, version.body, version.decided_on,
                version.paragraph, version.locked, version.id in held, later.get(version.id), amount, change,
            )
        )  # fmt: skip
        before = amount if amount is not None else before
    return tuple(told)


def _versions(session: Session, year: int) -> list[tuple[PlanVersion, str]]:
    rows = (
        select(PlanVersion, BudgetPlan.name)
        .join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
        .where(BudgetPlan.first_year <= year, BudgetPlan.first_year + BudgetPlan.years > year)
        .order_by(BudgetPlan.first_year, PlanVersion.position)
    )
    return [(version, name) for version, name in session.execute(rows)]


def _in_force(versions: list[tuple[PlanVersion, str]]) -> list[PlanVersion]:
    plans: dict[int, list[PlanVersion]] = {}
    for version, _ in versions:
        plans.setdefault(version.plan_id, []).append(version)
    return [found for own in plans.values() if (found := in_force(own)) is not None]


def _amounts(session: Session, holder: int, year: int, versions: list[int]) -> dict[int, int]:
    rows = select(Frame.id, Frame.plan_version_id).where(
        Frame.plan_version_id.in_(versions),
        Frame.kind == OPERATING,
        (Frame.unit_id == holder) | (Frame.pot_id == holder),
    )
    version_of = {row.id: row.plan_version_id for row in session.execute(rows)}
    frames = read_frames(session, list(version_of))
    return {version_of[frame.frame_id]: frame.total for frame in frames if frame.year == year}
