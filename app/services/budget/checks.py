"""What is wrong with a version before it is decided, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion, YearTotal
from app.services.budget import rules
from app.services.budget.figures import Figures, read_figures
from app.services.budget.scope import performers
from app.services.formatting import write_count, write_ore, write_tkr

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, with the year it concerns."""

    code: str
    severity: Severity
    message: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class YearRoom:
    """A year of a version: what is given out, held back, there to give, and left, in öre."""

    year: int
    distributed: int
    held_back: int
    held_by: str | None
    to_distribute: int | None

    @property
    def remaining(self) -> int | None:
        """What is left to distribute."""
        return rules.remaining(self.to_distribute, self.held_back, self.distributed)


def read_rooms(session: Session, version_id: int, figures: Figures) -> tuple[YearRoom, ...]:
    """The years of a version in order."""
    given: dict[int, int] = {}
    for frame in figures.values():
        given[frame.year] = given.get(frame.year, 0) + frame.total
    rows = select(YearTotal.year, YearTotal.held_back, YearTotal.held_by, YearTotal.to_distribute)
    rows = rows.where(YearTotal.plan_version_id == version_id).order_by(YearTotal.year)
    return tuple(
        YearRoom(year, given.get(year, 0), held_back, held_by, room)
        for year, held_back, held_by, room in session.execute(rows)
    )


def findings_of(session: Session, version_id: int) -> tuple[Finding, ...]:
    """Everything to put right in a version."""
    version = session.get_one(PlanVersion, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    figures = read_figures(session, version_id)
    rooms = read_rooms(session, version_id, figures)
    return check(rooms, figures, performers(session, plan.first_year))


def check(rooms: Sequence[YearRoom], figures: Figures, units: Sequence[int]) -> tuple[Finding, ...]:
    """The findings of figures that have been read."""
    framed = {unit for unit, _ in figures}
    missing = sum(1 for unit in units if unit not in framed)
    found = [finding for room in rooms for finding in _of_room(room)]
    found += _of_technical(_technical_sums(figures))
    if missing:
        words = write_count(missing, "utförare", "utförare")
        found.append(Finding("frame-missing", "warning", f"{words} saknar ram i den här versionen."))
    return tuple(found)


def _of_room(room: YearRoom) -> list[Finding]:
    left = room.remaining
    if left is None:
        return [Finding("room-missing", "note", f"Ram att fördela {room.year} är inte angiven.", room.year)]
    if left >= 0:
        return []
    return [
        Finding("over-distributed", "error", f"{room.year}: {_amount(-left)} för mycket fördelat", room.year)
    ]


def _of_technical(sums: Mapping[int, int]) -> list[Finding]:
    return [
        Finding(
            "technical-not-zero",
            "warning",
            f"Tekniska justeringar {year} tar inte ut varandra: summan är {_amount(amount)}.",
            year,
        )
        for year, amount in sums.items()
        if amount
    ]


def _technical_sums(figures: Figures) -> dict[int, int]:
    sums: dict[int, int] = {}
    for frame in figures.values():
        part = frame.parts.get("technical")
        if part is not None:
            sums[frame.year] = sums.get(frame.year, 0) + part.amount
    return sums


def _amount(ore: int) -> str:
    return write_tkr(ore, unit=True) if abs(ore) >= 50_000 else write_ore(ore)
