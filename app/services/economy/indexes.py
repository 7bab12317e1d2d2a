"""Index tables by year: entered with source and date, and what is reckoned from them follows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import INDEX_UNITS, ComponentBasis, IndexTable, IndexValue
from app.models.errors import NotFound
from app.models.longterm import LongTermArea
from app.models.scenarios import ScenarioStep
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.economy.index_errors import (
    IndexInUse,
    IndexOutside,
    IndexTaken,
    IndexUnitInUse,
    IndexValueInUse,
    IndexYear,
)
from app.services.economy.index_words import STANDARD
from app.services.economy.reckoning import recompute
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LEAST_PERCENT, _MOST_PERCENT = Decimal(-100), Decimal(1000)
_MOST_KRONOR = Decimal(1_000_000_000)
_RESTING: Final[tuple[tuple[Any, str, str], ...]] = (
    (ComponentBasis.table_id, "belopp i ramarna", "belopp i ramarna"),
    (ScenarioStep.table_id, "steg i ett scenario", "steg i scenarier"),
    (LongTermArea.table_id, "verksamhet i en långsiktig plan", "verksamheter i långsiktiga planer"),
)


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """A value of a year with who published it and when."""

    value: Decimal
    source: str | None = None
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class IndexTableView:
    """An index table; `id` is None while nothing has been entered in a table that every file has.

    `resting` is how many parts of frames in undecided versions are reckoned from it, by year.
    """

    id: int | None
    kind: str
    name: str
    unit: str
    per: str | None
    note: str | None
    version: int
    example: bool = False
    values: Mapping[int, IndexFigure] = field(default_factory=dict)
    resting: Mapping[int, int] = field(default_factory=dict)
    used: tuple[str, ...] = ()

    @property
    def key(self) -> int | str:
        """The table's key, or the kind of one that is not made yet."""
        return self.id if self.id is not None else self.kind


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A value to set: of a table, or with `kind` of a table that every file has and nobody has made yet.

    None takes the value away; KEEP leaves the value, its source or its date as they are.
    """

    table_id: int | None
    year: int
    value: Decimal | Keep | None = KEEP
    source: str | Keep | None = KEEP
    dated_on: date | Keep | None = KEEP
    kind: str = ""


def indexes(session: Session) -> tuple[IndexTableView, ...]:
    """The index tables in order; those that every file has come first, made or not."""
    tables = session.scalars(select(IndexTable).order_by(IndexTable.position, IndexTable.id)).all()
    resting = _resting(session)
    made = [
        IndexTableView(
            row.id, row.kind, row.name, row.unit, row.per, row.note, row.version, row.example,
            {each.year: IndexFigure(each.value, each.source, each.dated_on) for each in row.values},
            resting.get(row.id, {}), what_rests_on(session, row.id),
        )
        for row in tables
    ]  # fmt: skip
    present = {row.kind for row in tables}
    waiting = [
        IndexTableView(None, each.kind, each.name, each.unit, each.per, each.note, 0)
        for each in STANDARD
        if each.kind not in present
    ]
    places = {each.kind: place for place, each in enumerate(STANDARD)}
    return tuple(sorted((*made, *waiting), key=lambda view: places.get(view.kind, len(places))))


def index_of(session: Session, *, table_id: int, year: int) -> Decimal | None:
    """An index in a year; None where it is not known."""
    rows = select(IndexValue.value).where(IndexValue.table_id == table_id, IndexValue.year == year)
    return session.scalars(rows).first()


def what_rests_on(session: Session, table_id: int) -> tuple[str, ...]:
    """How many parts of frames, scenarios and long-term plans use a table, in words."""
    said = []
    for column, one, several in _RESTING:
        count = session.scalar(select(func.count()).where(column == table_id))
        if count:
            said.append(write_count(count, one, several))
    return tuple(said)


def set_index_values(
    session: Session, *, entries: Sequence[IndexEntry], expected_versions: Mapping[int, int]
) -> int:
    """Set values as one change; what is reckoned from them in every undecided version follows.

    Gives how many amounts in the frames became others.
    """
    changed = put_values(session, entries, expected_versions)
    session.flush()
    count = sum(recompute(session, table_id=table, years=years) for table, years in changed.items())
    tables = [session.get_one(IndexTable, key).name for key in changed] or ["index"]
    words = f"Ändrade {tables[0]}" if len(tables) == 1 else f"Ändrade {len(tables)} index"
    years = sorted({year for each in changed.values() for year in each})
    if len(tables) == 1 and len(years) == 1:
        words += f" {years[0]}"
    if count:
        words += f", {write_count(count, 'belopp i ramarna följde', 'belopp i ramarna följde')} med"
    describe(session, words)
    return count


def put_values(
    session: Session, entries: Sequence[IndexEntry], expected_versions: Mapping[int, int]
) -> dict[int, set[int]]:
    """Write values without letting anything follow; gives the years that are others, by table."""
    changed: dict[int, set[int]] = {}
    opened: dict[int | str, IndexTable] = {}
    for entry in entries:
        key = entry.table_id if entry.table_id is not None else entry.kind
        if key not in opened:
            opened[key] = _table_of(session, entry, expected_versions)
            touch(opened[key])
        table = opened[key]
        if _put(session, table, entry):
            changed.setdefault(table.id, set()).add(entry.year)
    return changed


def add_table(
    session: Session, *, name: str, unit: str, per: str | None = None, note: str | None = None,
    kind: str = "own",
) -> int:  # fmt: skip
    """Add an index table; gives its key."""
    name = needed(name, "Tabellens namn")
    _check_free(session, name)
    made = _made(session, kind, name, _unit(unit), optional(per), optional(note))
    describe(session, f"Lade till indextabellen {name}")
    return made.id


def change_table(
    session: Session,
    *,
    table_id: int,
    name: str,
    unit: str,
    per: str | None,
    note: str | None,
    expected_version: int,
) -> None:
    """Say otherwise what a table is called and given in."""
    table = _opened(session, table_id, expected_version)
    name = needed(name, "Tabellens namn")
    said = (name, _unit(unit), optional(per), optional(note))
    if said == (table.name, table.unit, table.per, table.note):
        return
    _check_free(session, name, but=table_id)
    if unit != table.unit and _resting(session).get(table_id):
        raise IndexUnitInUse(table.name)
    table.name, table.unit, table.per, table.note = said
    touch(table)
    describe(session, f"Ändrade indextabellen {name}")


def remove_table(session: Session, *, table_id: int, expected_version: int) -> None:
    """Take a table away that nothing rests on."""
    table = _opened(session, table_id, expected_version)
    held = what_rests_on(session, table_id)
    if held:
        raise IndexInUse(table.name, held)
    describe(session, f"Tog bort indextabellen {table.name}")
    session.delete(table)


def _table_of(session: Session, entry: IndexEntry, expected: Mapping[int, int]) -> IndexTable:
    if entry.table_id is not None:
        return _opened(session, entry.table_id, expected.get(entry.table_id, 0))
    there = session.scalars(select(IndexTable).where(IndexTable.kind == entry.kind)).first()
    standard = next((each for each in STANDARD if each.kind == entry.kind), None)
    if there is not None or standard is None:
        raise NotFound("Tabellen, så som den visades,")
    _check_free(session, standard.name)
    return _made(session, standard.kind, standard.name, standard.unit, standard.per, standard.note)


def _made(session: Session, kind: str, name: str, unit: str, per: str | None, note: str | None) -> IndexTable:
    last = session.scalar(select(func.max(IndexTable.position))) or 0
    made = IndexTable(id=new_id(), position=last + 1, kind=kind, name=name, unit=unit, per=per, note=note)
    session.add(made)
    session.flush()
    return made


def _put(session: Session, table: IndexTable, entry: IndexEntry) -> bool:
    """Whether the value is another than it was; a new source alone changes no amount."""
    if not _FIRST_YEAR <= entry.year <= _LAST_YEAR:
        raise IndexYear(table.name, entry.year)
    row = next((each for each in table.values if each.year == entry.year), None)
    if entry.value is None:
        if row is None:
            return False
        resting = _resting(session).get(table.id, {}).get(entry.year, 0)
        if resting:
            raise IndexValueInUse(table.name, entry.year, resting)
        table.values.remove(row)
        return True
    if row is None:
        if entry.value is KEEP:
            return False
        row = IndexValue(year=entry.year, value=_checked(table, entry.year, entry.value))
        table.values.append(row)
        before = None
    else:
        before = row.value
    if entry.value is not KEEP:
        row.value = _checked(table, entry.year, entry.value)
    if entry.source is not KEEP:
        row.source = optional(entry.source)
    if entry.dated_on is not KEEP:
        row.dated_on = entry.dated_on
    return row.value != before


def _checked(table: IndexTable, year: int, value: Decimal) -> Decimal:
    if table.unit == "kr":
        if not 0 <= value <= _MOST_KRONOR:
            raise IndexOutside(table.name, year, value, "mellan 0 och 1 000 000 000 kr")
    elif not _LEAST_PERCENT < value <= _MOST_PERCENT:
        raise IndexOutside(table.name, year, value, "över −100 % och högst 1 000 %")
    return value


def _resting(session: Session) -> dict[int, dict[int, int]]:
    """How many parts in undecided versions rest on each table, by year."""
    found: dict[int, dict[int, int]] = {}
    rows = select(ComponentBasis.table_id, ComponentBasis.year, func.count())
    rows = rows.join(PlanVersion, PlanVersion.id == ComponentBasis.plan_version_id)
    rows = rows.where(PlanVersion.locked.is_(False), ComponentBasis.table_id.is_not(None))
    for table, year, count in session.execute(rows.group_by(ComponentBasis.table_id, ComponentBasis.year)):
        found.setdefault(table or 0, {})[year] = count
    return found


def _unit(unit: str) -> str:
    if unit not in INDEX_UNITS:
        raise ValueError(f"not what an index is given in: {unit}")
    return unit


def _check_free(session: Session, name: str, but: int | None = None) -> None:
    for found in session.scalars(select(IndexTable)):
        if found.id != but and found.name.casefold() == name.casefold():
            raise IndexTaken(found.name)


def _opened(session: Session, table_id: int, expected_version: int) -> IndexTable:
    table = session.get(IndexTable, table_id)
    if table is None:
        raise NotFound("Indextabellen")
    check_version(table, expected_version, f"Tabellen {table.name}")
    return table
