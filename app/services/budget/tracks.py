"""How the frames of a unit, or of many together, have stood in every version, added up by the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion
from app.services.budget.decisions import in_force
from app.services.budget.entries import Measure
from app.services.budget.figures import OPERATING
from app.services.budget.rules import Amounts


@dataclass(frozen=True, slots=True)
class Track:
    """One version: its frames by what pays for them and year; `holds` where it is its plan's decision."""

    version_id: int
    plan_id: int
    plan: str
    first_year: int
    name: str
    stage: str
    locked: bool
    holds: bool
    amounts: Mapping[tuple[str, int], Amounts] = field(default_factory=dict)
    """The year before the first is there too, with what its frames began from."""

    def measured(self, year: int, financing: str = OPERATING, measure: Measure = "net") -> int | None:
        """The frame of a year, or the income or cost in it; None where there is no frame."""
        found = self.amounts.get((financing, year))
        return found.measured(measure) if found is not None else None


def read_tracks(session: Session, holders: Collection[int]) -> tuple[Track, ...]:
    """Every version of every plan where any of the units or central posts has a frame, oldest plan first."""
    rows = select(PlanVersion, BudgetPlan).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    ordered = rows.order_by(BudgetPlan.first_year, BudgetPlan.id, PlanVersion.position)
    found = [(version, plan) for version, plan in session.execute(ordered)]
    first = {version.id: plan.first_year for version, plan in found}
    amounts: dict[int, dict[tuple[str, int], Amounts]] = {}
    for version_id, kind, year, net, income, began, began_income in session.execute(_running(holders)):
        own = amounts.setdefault(version_id, {})
        own[kind, year] = Amounts(net, income)
        if year == first[version_id]:
            own[kind, year - 1] = Amounts(began, began_income)
    held = _held(found)
    return tuple(
        Track(
            version.id, plan.id, plan.name, plan.first_year, version.name, version.stage, version.locked,
            version.id in held, amounts[version.id],
        )
        for version, plan in found
        if version.id in amounts
    )  # fmt: skip


def _held(found: list[tuple[PlanVersion, BudgetPlan]]) -> set[int]:
    plans: dict[int, list[PlanVersion]] = {}
    for version, plan in found:
        plans.setdefault(plan.id, []).append(version)
    decided = (in_force(versions) for versions in plans.values())
    return {version.id for version in decided if version is not None}


def _frames(holders: Collection[int]) -> Any:
    """Frames with their parts summed."""
    holder = func.coalesce(Frame.unit_id, Frame.pot_id)
    chosen: Any = select(
        Frame.plan_version_id.label("version"),
        Frame.kind.label("kind"),
        holder.label("holder"),
        Frame.year.label("year"),
        func.coalesce(Frame.previous, 0).label("previous"),
        Frame.previous_income.label("previous_income"),
        func.coalesce(func.sum(FrameComponent.amount), 0).label("net"),
        func.coalesce(func.sum(FrameComponent.income), 0).label("income"),
    )
    rows = chosen.outerjoin(FrameComponent, FrameComponent.frame_id == Frame.id)
    rows = rows.where(or_(Frame.unit_id.in_(holders), Frame.pot_id.in_(holders)))
    return rows.group_by(Frame.id).subquery()


def _placed(holders: Collection[int]) -> Any:
    """The same, with their place in a row of years; `began` is what such a row of years begins from."""
    frames = _frames(holders)
    row = (frames.c.version, frames.c.kind, frames.c.holder)
    place = func.row_number().over(partition_by=row, order_by=frames.c.year)
    before = func.lag(frames.c.year).over(partition_by=row, order_by=frames.c.year)
    first = func.coalesce(before, 0) != frames.c.year - 1
    began = [
        case((first, frames.c[name]), else_=0).label(label)
        for name, label in (("previous", "began"), ("previous_income", "began_income"))
    ]
    return select(*frames.c, (frames.c.year - place).label("island"), *began).subquery()


def _running(holders: Collection[int]) -> Select[Any]:
    """The frames, and what they began from, by version, kind and year; a year builds on the one before."""
    placed = _placed(holders)
    row = (placed.c.version, placed.c.kind, placed.c.holder, placed.c.island)

    def whole(name: str, began: str) -> Any:
        own = placed.c[name] + placed.c[began]
        return func.sum(own).over(partition_by=row, order_by=placed.c.year).label(name)

    sums = (whole("net", "began"), whole("income", "began_income"), placed.c.began, placed.c.began_income)
    frames = select(placed.c.version, placed.c.kind, placed.c.year, *sums).subquery()
    key = (frames.c.version, frames.c.kind, frames.c.year)
    found: Select[Any] = select(
        *key, *(func.sum(frames.c[name]) for name in ("net", "income", "began", "began_income"))
    )
    return found.group_by(*key)
