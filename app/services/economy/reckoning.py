"""What rests on an index or a line reckoned anew, in every undecided version, and told before it is done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import ComponentBasis, IndexTable, OwnLine
from app.services.budget.grounds.engine import Ground, Place, Reckoned, Source
from app.services.budget.grounds.following import write
from app.services.budget.grounds.reading import Resting, load, worths
from app.services.economy.index_words import ground_words
from app.services.economy.own import plan_years
from app.services.economy.prerequisites.lines import LINES


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What an index or a line is called, and what it is given in."""

    name: str
    unit: str = "kr"
    per: str | None = None


@dataclass(frozen=True, slots=True)
class VersionEffect:
    """What a change would do to the frames of a version, in öre by year; `counted` parts were reckoned."""

    version_id: int
    name: str
    years: tuple[int, ...]
    changes: tuple[Reckoned, ...]
    counted: int

    @property
    def by_year(self) -> Mapping[int, int]:
        """How much the frames of each year change, those that build on an earlier year too."""
        own = dict.fromkeys(self.years, 0)
        for change in self.changes:
            own[change.place[1]] = own.get(change.place[1], 0) + change.change
        return {year: sum(own[each] for each in own if each <= year) for year in sorted(own)}


def recompute(
    session: Session,
    *,
    table_id: int | None = None,
    line: str | None = None,
    version_id: int | None = None,
    years: Collection[int] | None = None,
) -> int:
    """Reckon what rests on an index, a line, or anything, in a version or in all that are undecided.

    Only what rests on it is reckoned. A part of another use case, which tells what was done; gives how many
    amounts became others.
    """
    session.flush()
    count = 0
    for version in resting_versions(session, table_id=table_id, line=line, version_id=version_id):
        found = load(session, version.id)
        if found is None:
            continue
        changes = _reckoned(session, version.id, found, table_id or line, years)
        said = _said(session, version.id, found, table_id or line, years, changes)
        write(session, found, changes, said)
        count += len(changes)
    return count


def effect_of(
    session: Session, *, source: Source, values: Mapping[int, Decimal]
) -> tuple[VersionEffect, ...]:
    """What other values of an index or a line would do to each undecided version, without doing it."""
    table, line = (source, None) if isinstance(source, int) else (None, source)
    found = []
    for version in resting_versions(session, table_id=table, line=line):
        resting = load(session, version.id)
        if resting is not None:
            changes = resting.engine.change(source, values).told()
            years = plan_years(session, version.id)
            found.append(VersionEffect(version.id, version.name, years, changes, resting.engine.counted))
    return tuple(found)


def resting_versions(
    session: Session,
    *,
    table_id: int | None = None,
    line: str | None = None,
    version_id: int | None = None,
) -> tuple[PlanVersion, ...]:
    """The undecided versions where something rests on an index, a line, or anything."""
    resting = select(ComponentBasis.plan_version_id)
    if table_id is not None:
        resting = resting.where(ComponentBasis.table_id == table_id)
    elif line is not None:
        resting = resting.where(ComponentBasis.line == line)
    rows = select(PlanVersion).where(PlanVersion.locked.is_(False), PlanVersion.id.in_(resting))
    if version_id is not None:
        rows = rows.where(PlanVersion.id == version_id)
    return tuple(session.scalars(rows.order_by(PlanVersion.plan_id, PlanVersion.position)))


def source_words(session: Session, version_id: int) -> dict[Source, SourceWords]:
    """What everything that parts can rest on is called."""
    found: dict[Source, SourceWords] = {line.key: SourceWords(line.name) for line in LINES}
    for row in session.scalars(select(OwnLine).where(OwnLine.plan_version_id == version_id)):
        found[row.key] = SourceWords(row.name)
    for table in session.scalars(select(IndexTable)):
        found[table.id] = SourceWords(table.name, table.unit, table.per)
    return found


def said_of(ground: Ground, words: SourceWords, worth: Decimal | None) -> str:
    """Where an amount comes from."""
    return ground_words(ground, words.name, worth, words.unit, words.per)


def _reckoned(
    session: Session, version_id: int, found: Resting, source: Source | None, years: Collection[int] | None
) -> tuple[Reckoned, ...]:
    if source is None:
        return found.engine.all().told()
    known = worths(session, version_id, found.grounds.values())
    wanted = {
        year: value
        for (at, year), value in known.items()
        if at == source and (years is None or year in years)
    }
    return found.engine.change(source, wanted).told()


def _said(
    session: Session,
    version_id: int,
    found: Resting,
    source: Source | None,
    years: Collection[int] | None,
    changes: Collection[Reckoned],
) -> dict[Place, str]:
    """Where the parts come from, for those whose index or line is another now."""
    words = source_words(session, version_id)
    known = worths(session, version_id, found.grounds.values())
    touched = {change.place for change in changes}
    said: dict[Place, str] = {}
    for place, ground in found.grounds.items():
        concerned = ground.source == source and (years is None or ground.year in years)
        frame = found.figures.get((ground.holder, ground.year))
        part = frame.parts.get(ground.component) if frame is not None else None
        if not concerned or frame is None or ground.source not in words:
            continue
        text = said_of(ground, words[ground.source], known.get((ground.source, ground.year)))
        if place in touched or (part is not None and part.source != text):
            said[place] = text
    return said
