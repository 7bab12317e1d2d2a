"""The figures of versions, read in two statements whatever their size."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import Frame, FrameComponent
from app.services.budget.rules import Amounts, Composition, compose

OPERATING: Final = "operating"


class Part(NamedTuple):
    """One stored part of a frame: its net, the income in it, and what explains it."""

    id: int
    amount: int
    income: int = 0
    held: bool = False
    note: str | None = None
    source: str | None = None
    allocation_version_id: int | None = None


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """A holder's frame in a year; `base` is carried over from the year before where there is one."""

    frame_id: int
    unit_id: int | None
    pot_id: int | None
    year: int
    version: int
    example: bool
    carried: bool
    base: Amounts
    amounts: Amounts
    staff: Decimal | None = None
    held: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def holder(self) -> int:
        """The unit or the central post that has the frame."""
        return self.unit_id or self.pot_id or 0

    @property
    def total(self) -> int:
        """The whole frame, net."""
        return self.amounts.net

    @property
    def composition(self) -> Composition:
        """How the net frame is put together."""
        return compose(self.base.net, {kind: part.amount for kind, part in self.parts.items()})

    def part(self, kind: str) -> Amounts:
        """A part's net and income, zero where nothing stands."""
        part = self.parts.get(kind)
        return Amounts(part.amount, part.income) if part is not None else Amounts()


Figures = dict[tuple[int, int], FrameFigures]
"""By holder, a unit or a central post, and year."""

_FRAME: Final = (
    Frame.id,
    Frame.plan_version_id,
    Frame.kind,
    Frame.unit_id,
    Frame.pot_id,
    Frame.year,
    Frame.version,
    Frame.example,
    Frame.previous,
    Frame.previous_income,
    Frame.staff,
    Frame.held,
)
_PART: Final = (
    FrameComponent.frame_id,
    FrameComponent.kind,
    FrameComponent.id,
    FrameComponent.amount,
    FrameComponent.income,
    FrameComponent.held,
    FrameComponent.note,
    FrameComponent.source,
    FrameComponent.allocation_version_id,
)


def read_figures(session: Session, version_id: int, financing: str = OPERATING) -> Figures:
    """The frames of a version that are paid in one way, each holder's years in order."""
    return read_versions(session, [version_id]).get((version_id, financing), {})


def read_versions(session: Session, version_ids: Collection[int]) -> dict[tuple[int, str], Figures]:
    """The frames of some versions, by version and by what pays for them."""
    frames = select(*_FRAME).where(Frame.plan_version_id.in_(version_ids))
    parts = select(*_PART).join(Frame, Frame.id == FrameComponent.frame_id)
    return _put_together(session, frames, parts.where(Frame.plan_version_id.in_(version_ids)))


def read_frames(session: Session, frame_ids: Collection[int]) -> list[FrameFigures]:
    """Some frames, however many; where a year builds on the year before, both must be asked for."""
    wanted = select(func.json_each(json.dumps(list(frame_ids))).table_valued("value").c.value)
    frames = select(*_FRAME).where(Frame.id.in_(wanted))
    parts = select(*_PART).where(FrameComponent.frame_id.in_(wanted))
    found = _put_together(session, frames, parts)
    return [frame for figures in found.values() for frame in figures.values()]


def _put_together(session: Session, frames: Any, parts: Any) -> dict[tuple[int, str], Figures]:
    own: dict[int, dict[str, Part]] = {}
    for frame_id, kind, *rest in session.execute(parts):
        own.setdefault(frame_id, {})[kind] = Part._make(rest)
    found: dict[tuple[int, str], Figures] = {}
    for row in session.execute(frames.order_by(Frame.year)):
        figures = found.setdefault((row[1], row[2]), {})
        holder = row[3] or row[4]
        figures[holder, row[5]] = _frame(row, figures.get((holder, row[5] - 1)), own.get(row[0], {}))
    return found


def _frame(row: Any, before: FrameFigures | None, parts: Mapping[str, Part]) -> FrameFigures:
    key, _, _, unit_id, pot_id, year, version, example, previous, previous_income, staff, held = row
    base = before.amounts if before is not None else Amounts(previous or 0, previous_income)
    net, income = base.net, base.income
    for part in parts.values():
        net += part.amount
        income += part.income
    amounts, carried = Amounts(net, income), before is not None
    return FrameFigures(
        key, unit_id, pot_id, year, version, example, carried, base, amounts, staff, held, parts
    )


def given_out(frames: Iterable[FrameFigures]) -> dict[int, int]:
    """What is given out in each year, net."""
    given: dict[int, int] = {}
    for frame in frames:
        given[frame.year] = given.get(frame.year, 0) + frame.amounts.net
    return given
