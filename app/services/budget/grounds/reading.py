"""What the parts of a version rest on, read from the file together with the frames and the values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.models.economy import (
    ComponentBasis,
    ForecastValue,
    IndexValue,
    OwnLine,
    PrerequisiteValue,
    VersionEconomy,
)
from app.services.budget.entries import holder_name
from app.services.budget.figures import OPERATING, FrameFigures, read_frames
from app.services.budget.grounds.engine import Ground, HolderFrames, Kind, Place, Recompute, Source, circle
from app.services.budget.grounds.errors import Circular
from app.services.budget.words import PART_NAMES

_WHOLE: Final = Decimal(100)
_BASIS: Final = (
    ComponentBasis.unit_id, ComponentBasis.pot_id, ComponentBasis.year, ComponentBasis.component,
    ComponentBasis.table_id, ComponentBasis.line, ComponentBasis.share, ComponentBasis.base,
    ComponentBasis.quantity,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resting:
    """The parts of a version that rest on something, and the engine that reckons them."""

    engine: Recompute
    grounds: Mapping[Place, Ground]
    figures: Mapping[tuple[int, int], FrameFigures]

    def frame(self, place: Place) -> FrameFigures:
        """The frame that a part stands in."""
        return self.figures[place[0], place[1]]


def ground_of(row: Any) -> Ground:
    """A stored basis as the engine reads it; a line that nothing is said of is taken whole."""
    kind: Kind = "line"
    times = row.share if row.share is not None else _WHOLE
    if row.line is None:
        kind = "share" if row.share is not None else "base" if row.base is not None else "quantity"
        given = row.share if row.share is not None else row.quantity
        times = Decimal(row.base) if row.base is not None else given if given is not None else Decimal(0)
    source: Source = row.line if row.line is not None else row.table_id or 0
    return Ground(row.unit_id or row.pot_id or 0, row.year, row.component, source, kind, times)


def read_grounds(session: Session, version_id: int) -> tuple[Ground, ...]:
    """What the parts of a version rest on."""
    rows = select(*_BASIS).where(ComponentBasis.plan_version_id == version_id)
    return tuple(ground_of(row) for row in session.execute(rows.order_by(ComponentBasis.id)))


def load(session: Session, version_id: int, grounds: Collection[Ground] | None = None) -> Resting | None:
    """The engine over a version; None when nothing in it rests on anything."""
    known = read_grounds(session, version_id) if grounds is None else tuple(grounds)
    if not known:
        return None
    pots = line_pots(session, version_id)
    refuse_circles(session, known, pots)
    holders = {ground.holder for ground in known} | set(pots.values())
    figures = read_holders(session, version_id, holders)
    held = {
        ground.place
        for ground in known
        if (frame := figures.get((ground.holder, ground.year))) is not None
        and (frame.held or ((part := frame.parts.get(ground.component)) is not None and part.held))
    }
    amounts = {
        (holder, year, kind): part.amount
        for (holder, year), frame in figures.items()
        for kind, part in frame.parts.items()
    }
    engine = Recompute(
        _frames(figures), known, amounts, worths(session, version_id, known), pots=pots, held=held
    )
    return Resting(engine, {ground.place: ground for ground in known}, figures)


def worths(session: Session, version_id: int, grounds: Iterable[Ground]) -> dict[tuple[Source, int], Decimal]:
    """The values of the indexes and lines that parts rest on, by year."""
    sources = {ground.source for ground in grounds}
    tables = {source for source in sources if isinstance(source, int)}
    rows = select(IndexValue.table_id, IndexValue.year, IndexValue.value)
    found: dict[tuple[Source, int], Decimal] = {
        (table, year): value
        for table, year, value in session.execute(rows.where(IndexValue.table_id.in_(tables)))
    }
    lines = {source for source in sources if isinstance(source, str)}
    if lines:
        values = line_values(session, version_id)
        found.update({key: value for key, value in values.items() if key[0] in lines})
    return found


def line_values(session: Session, version_id: int) -> dict[tuple[str, int], Decimal]:
    """What the lines are by year: as the chosen round gives them, with the version's own on top."""
    chosen = select(VersionEconomy.round_id).where(VersionEconomy.plan_version_id == version_id)
    given = select(ForecastValue.line, ForecastValue.year, ForecastValue.value)
    own = select(PrerequisiteValue.line, PrerequisiteValue.year, PrerequisiteValue.value)
    found: dict[tuple[str, int], Decimal] = {}
    for rows in (
        given.where(ForecastValue.round_id.in_(chosen)),
        own.where(PrerequisiteValue.plan_version_id == version_id),
    ):
        found.update({(line, year): value for line, year, value in session.execute(rows)})
    return found


def line_pots(session: Session, version_id: int) -> dict[str, int]:
    """The lines of a version that are taken from the frame of a central post."""
    rows = select(OwnLine.key, OwnLine.pot_id).where(OwnLine.plan_version_id == version_id)
    return {key: pot for key, pot in session.execute(rows.where(OwnLine.pot_id.is_not(None))) if pot}


def refuse_circles(session: Session, grounds: Collection[Ground], pots: Mapping[str, int]) -> None:
    """Refuse parts that would rest on each other; the sentence names the chain."""
    found = circle(grounds, pots)
    if not found:
        return
    keys = [str(ground.source) for ground in found]
    called = select(OwnLine.key, OwnLine.name).where(OwnLine.key.in_(keys))
    names = {row.key: row.name for row in session.execute(called)}
    raise Circular(
        [
            (
                f"{PART_NAMES[ground.component]} {ground.year}",
                names.get(key, key),
                holder_name(session, None, pots[key]),
            )
            for ground, key in zip(found, keys, strict=True)
        ]
    )


def read_holders(
    session: Session, version_id: int, holders: Collection[int]
) -> dict[tuple[int, int], FrameFigures]:
    """The frames of some units and central posts that taxes pay for, by holder and year."""
    own = select(Frame.id).where(Frame.plan_version_id == version_id, Frame.kind == OPERATING)
    wanted = own.where(or_(Frame.unit_id.in_(holders), Frame.pot_id.in_(holders)))
    read = read_frames(session, list(session.scalars(wanted)))
    return {(frame.holder, frame.year): frame for frame in read}


def _frames(figures: Mapping[tuple[int, int], FrameFigures]) -> list[HolderFrames]:
    begun: dict[int, int] = {}
    totals: dict[int, dict[int, int]] = {}
    for (holder, year), frame in sorted(figures.items()):
        begun.setdefault(holder, frame.base.net)
        totals.setdefault(holder, {})[year] = frame.total
    return [HolderFrames(holder, begun[holder], years) for holder, years in totals.items()]
