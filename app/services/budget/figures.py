"""The figures of one version, read in two statements whatever its size."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, FrameComponent
from app.services.budget.rules import Composition, compose

OPERATING = "operating"


@dataclass(frozen=True, slots=True)
class Part:
    """One stored part of a frame."""

    id: int
    amount: int
    note: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """A unit's frame in a year; `previous` is carried over from the year before where there is one."""

    frame_id: int
    unit_id: int
    year: int
    version: int
    example: bool
    carried: bool
    composition: Composition
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The whole frame."""
        return self.composition.total


Figures = dict[tuple[int, int], FrameFigures]


def read_figures(session: Session, version_id: int) -> Figures:
    """The operating frames of a version by unit and year, each unit's years in order."""
    parts = _parts(session, version_id)
    rows = select(Frame.id, Frame.unit_id, Frame.year, Frame.version, Frame.example, Frame.previous)
    rows = rows.where(
        Frame.plan_version_id == version_id, Frame.kind == OPERATING, Frame.unit_id.is_not(None)
    )
    found: Figures = {}
    for key, unit, year, version, example, previous in session.execute(rows.order_by(Frame.year)):
        unit_id = unit or 0
        before = found.get((unit_id, year - 1))
        own = parts.get(key, {})
        composition = compose(
            before.total if before is not None else previous or 0,
            {kind: part.amount for kind, part in own.items()},
        )
        found[unit_id, year] = FrameFigures(
            key, unit_id, year, version, example, before is not None, composition, own
        )
    return found


def _parts(session: Session, version_id: int) -> dict[int, dict[str, Part]]:
    rows = select(
        FrameComponent.frame_id,
        FrameComponent.id,
        FrameComponent.kind,
        FrameComponent.amount,
        FrameComponent.note,
        FrameComponent.source,
    )
    rows = rows.join(Frame, Frame.id == FrameComponent.frame_id).where(Frame.plan_version_id == version_id)
    found: dict[int, dict[str, Part]] = {}
    for frame_id, key, kind, amount, note, source in session.execute(rows):
        found.setdefault(frame_id, {})[kind] = Part(key, amount, note, source)
    return found
