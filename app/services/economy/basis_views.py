"""What rests on an index or a line, and what a part would become if it did, as the window tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.models.economy import ComponentBasis, IndexTable, OwnLine
from app.models.errors import NotFound
from app.services.budget.entries import holder_name
from app.services.budget.grounds.engine import Source, reckon
from app.services.budget.grounds.reading import ground_of, line_pots, line_values, read_holders, worths
from app.services.budget.words import PART_NAMES
from app.services.economy.basis_rows import (
    Measure,
    check,
    check_worths,
    frames_of,
    made_basis,
    name_of,
    row_of,
)
from app.services.economy.prerequisites.lines import LINES
from app.services.economy.reckoning import SourceWords, said_of, source_words
from app.services.textorder import sort_key


@dataclass(frozen=True, slots=True)
class Resting:
    """A part of a frame that rests on an index or a line, in words."""

    version_id: int
    version: str
    locked: bool
    holder: int
    holder_name: str
    frame_id: int | None
    year: int
    component: str
    source: Source
    words: str
    amount: int | None
    measure: Measure

    @property
    def part(self) -> str:
        """The part with its year: "lönekompensation 2027"."""
        return f"{PART_NAMES[self.component]} {self.year}"


@dataclass(frozen=True, slots=True)
class Tried:
    """A part as it is and as it would be, in öre."""

    name: str
    year: int
    before: int
    after: int
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An index or a line that a part of a year can rest on; `value` is None where the year has none."""

    source: Source
    name: str
    unit: str
    per: str | None
    value: Decimal | None
    kind: str = ""
    """The kind of an index table."""


def resting_on(
    session: Session, *, source: Source | None = None, version_id: int | None = None
) -> tuple[Resting, ...]:
    """The parts that rest on an index or a line (None: on anything), decided versions too, in order."""
    rows = select(ComponentBasis, PlanVersion).join(
        PlanVersion, PlanVersion.id == ComponentBasis.plan_version_id
    )
    if source is not None:
        rows = rows.where(
            ComponentBasis.table_id == source if isinstance(source, int) else ComponentBasis.line == source
        )
    if version_id is not None:
        rows = rows.where(PlanVersion.id == version_id)
    found: list[Resting] = []
    for version, bases in _by_version([(row[0], row[1]) for row in session.execute(rows)]).items():
        found += _of_version(session, version, bases)
    return tuple(
        sorted(
            found,
            key=lambda each: (each.locked, each.version_id, each.year, sort_key(each.holder_name)),
        )
    )


def basis_of(session: Session, *, frame_id: int, component: str) -> Resting | None:
    """What a part of a frame rests on; None where it is typed."""
    frame = session.get(Frame, frame_id)
    row = row_of(session, frame, component) if frame is not None else None
    if frame is None or row is None:
        return None
    version = session.get_one(PlanVersion, frame.plan_version_id)
    return next(iter(_of_version(session, version, [row])), None)


def basis_choices(session: Session, *, version_id: int, year: int) -> tuple[Choice, ...]:
    """What a part of a year can rest on: every index table, and the lines in kronor that have a value."""
    tables = session.scalars(select(IndexTable).order_by(IndexTable.position)).all()
    found = [
        Choice(
            table.id, table.name, table.unit, table.per,
            next((each.value for each in table.values if each.year == year), None),
            table.kind,
        )
        for table in tables
    ]  # fmt: skip
    values = line_values(session, version_id)
    pots = line_pots(session, version_id)
    own = session.scalars(select(OwnLine).where(OwnLine.plan_version_id == version_id)).all()
    names = [(line.key, line.name) for line in LINES if line.unit == "kr"]
    for key, name in (*names, *((row.key, row.name) for row in own)):
        value = values.get((key, year))
        if value is not None or key in pots:
            found.append(Choice(key, name, "line", None, value))
    return tuple(found)


def try_basis(
    session: Session,
    *,
    version_id: int,
    frame_ids: Sequence[int],
    component: str,
    source: Source,
    measure: Measure,
) -> tuple[Tried, ...]:
    """What parts would become if they rested on an index or a line, without doing it."""
    frames = frames_of(session, version_id, frame_ids)
    line = source if isinstance(source, str) else None
    words = source_words(session, version_id)
    if source not in words:
        raise NotFound("Indextabellen" if line is None else "Raden")
    for frame in frames:
        check(session, frame, component, words[source], measure, line)
    check_worths(session, version_id, frames, words[source].name, source)
    figures = read_holders(session, version_id, {frame.unit_id or frame.pot_id or 0 for frame in frames})
    tried = []
    for frame in frames:
        ground = ground_of(made_basis(version_id, frame, component, source, measure))
        known = worths(session, version_id, [ground])
        now = figures[ground.holder, ground.year]
        worth = known.get((source, frame.year), Decimal(0))
        part = now.parts.get(component)
        tried.append(
            Tried(
                name_of(session, frame), frame.year, part.amount if part is not None else 0,
                reckon(ground, worth, now.base.net), said_of(ground, words[source], worth),
            )
        )  # fmt: skip
    return tuple(tried)


def _by_version(
    rows: Sequence[tuple[ComponentBasis, PlanVersion]],
) -> dict[PlanVersion, list[ComponentBasis]]:
    found: dict[PlanVersion, list[ComponentBasis]] = {}
    for row, version in rows:
        found.setdefault(version, []).append(row)
    return found


def _of_version(session: Session, version: PlanVersion, rows: Sequence[ComponentBasis]) -> list[Resting]:
    words = source_words(session, version.id)
    grounds = [ground_of(row) for row in rows]
    known = worths(session, version.id, grounds)
    stored = read_holders(session, version.id, {ground.holder for ground in grounds})
    made = []
    for row, ground in zip(rows, grounds, strict=True):
        frame = stored.get((ground.holder, ground.year))
        part = frame.parts.get(ground.component) if frame is not None else None
        named = words.get(ground.source, SourceWords(str(ground.source)))
        made.append(
            Resting(
                version.id, version.name, version.locked, ground.holder,
                holder_name(session, row.unit_id, row.pot_id), frame.frame_id if frame is not None else None,
                ground.year, ground.component, ground.source,
                said_of(ground, named, known.get((ground.source, ground.year))),
                part.amount if part is not None else None, Measure(row.share, row.base, row.quantity),
            )
        )  # fmt: skip
    return made
