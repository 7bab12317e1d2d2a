"""The frames that a unit or a central post holds in a version: made empty, found, and looked through."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, Frame


def empty_frames(
    plan: BudgetPlan, *, unit_id: int | None = None, pot_id: int | None = None, kind: str = "operating"
) -> list[Frame]:
    """A frame for each year of a plan."""
    years = range(plan.first_year, plan.first_year + plan.years)
    return [
        Frame(
            unit_id=unit_id, pot_id=pot_id, year=year, kind=kind,
            previous=0 if year == plan.first_year else None,
        )
        for year in years
    ]  # fmt: skip


def held_frames(
    session: Session, version_id: int, unit_id: int | None, pot_id: int | None, kind: str | None = None
) -> list[Frame]:
    """The frames of a unit or a central post in a version, paid in one way or in any."""
    rows = select(Frame).where(Frame.plan_version_id == version_id)
    rows = rows.where(Frame.unit_id == unit_id if unit_id is not None else Frame.pot_id == pot_id)
    if kind is not None:
        rows = rows.where(Frame.kind == kind)
    loaded = rows.options(selectinload(Frame.components), selectinload(Frame.fundings))
    return list(session.scalars(loaded.order_by(Frame.year)))


def holds_amounts(frame: Frame) -> bool:
    """Whether anything has been given in a frame."""
    typed = any(part.amount or part.income for part in frame.components)
    return bool(frame.previous or frame.previous_income or frame.staff or typed or frame.fundings)
