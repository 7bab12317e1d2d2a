"""Years of the balanskravsutredning: added, typed, taken from a version, noted and removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import BalanceYear
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.economy.balance.errors import (
    BelowZero,
    KeptAboveAll,
    NoSuchYear,
    NotInPlan,
    ReserveAbove,
    ReserveOverdrawn,
    UnknownGround,
    VersionNeeded,
    YearExists,
)
from app.services.economy.balance.reading import BUDGET, YearFigures, most_of, read_years
from app.services.economy.balance.words import ADJUSTMENTS, FIELD_NAMES, GROUNDS, NOT_NEGATIVE
from app.services.economy.own import plan_years, version_of
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

_FIRST, _LAST = 2000, 2100
#: What `expected_version` is for a year that nothing has been said of.
NOT_THERE: Final = 0
OUTCOME: Final = "outcome"
_RESERVE: Final = frozenset({"reserved", "used", "reserve"})
_GAINS: Final = frozenset({"gains", "gains_kept"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount in öre that is typed for a year; None empties it. `expected_version` is the year's."""

    year: int
    field: str
    amount: int | None
    expected_version: int


def add_year(session: Session, *, year: int, ground: str, plan_version_id: int | None = None) -> int:
    """Add a year to the inquiry; gives its key."""
    if session.scalar(select(BalanceYear.id).where(BalanceYear.year == year)):
        raise YearExists(year)
    row = made(session, year, ground, plan_version_id)
    describe(session, f"Lade till {year} i balanskravsutredningen")
    return row.id


def set_values(session: Session, *, entries: Sequence[Entry], version_id: int | None = None) -> int:
    """Type amounts of one or several years as one change; gives how many were another than before.

    A year that is not there is added: of budget where the version's plan covers it, else of outcome.
    """
    held = {row.year: row for row in session.scalars(select(BalanceYear))}
    other = [each for each in entries if _checked(each) != _value(held.get(each.year), each.field)]
    rows: dict[int, BalanceYear] = {}
    for entry in other:
        if entry.year not in rows:
            rows[entry.year] = opened(session, entry.year, entry.expected_version, version_id)
        setattr(rows[entry.year], entry.field, _checked(entry))
    for row in rows.values():
        touch(row)
    session.flush()
    _check_reckoned(session, other)
    if other:
        describe(session, _words(other))
    return len(other)


def change_year(
    session: Session,
    *,
    balance_year_id: int,
    ground: str,
    plan_version_id: int | None,
    note: str | None,
    expected_version: int,
) -> None:
    """Say where a year's figures come from, and what there is to note about it."""
    row = year_row(session, balance_year_id, expected_version)
    _check_ground(session, row.year, ground, plan_version_id)
    row.ground, row.note = ground, optional(note)
    row.plan_version_id = plan_version_id if ground == BUDGET else None
    touch(row)
    describe(session, f"Ändrade {row.year} i balanskravsutredningen: {GROUNDS[ground]}")


def remove_year(session: Session, *, balance_year_id: int, expected_version: int) -> None:
    """Take a year out of the inquiry, with the regulation of its deficit."""
    row = year_row(session, balance_year_id, expected_version)
    describe(session, f"Tog bort {row.year} ur balanskravsutredningen")
    session.delete(row)


# ---- rows ----------------------------------------------------------------------------------------


def year_row(session: Session, balance_year_id: int, expected_version: int) -> BalanceYear:
    """A year for a change."""
    row = session.get(BalanceYear, balance_year_id)
    if row is None:
        raise NotFound("Året i balanskravsutredningen")
    check_version(row, expected_version, f"{row.year} i balanskravsutredningen")
    return row


def opened(session: Session, year: int, expected_version: int, version_id: int | None) -> BalanceYear:
    """A year for a change, made when nothing has been said of it."""
    row = session.scalars(select(BalanceYear).where(BalanceYear.year == year)).first()
    if row is not None:
        check_version(row, expected_version, f"{year} i balanskravsutredningen")
        return row
    if expected_version != NOT_THERE:
        raise NotFound(f"{year} i balanskravsutredningen")
    in_plan = version_id is not None and year in plan_years(session, version_id)
    return made(session, year, BUDGET if in_plan else OUTCOME, version_id if in_plan else None)


def made(session: Session, year: int, ground: str, plan_version_id: int | None) -> BalanceYear:
    """A new year."""
    if not _FIRST <= year <= _LAST:
        raise NoSuchYear(year, _FIRST, _LAST)
    _check_ground(session, year, ground, plan_version_id)
    row = BalanceYear(
        id=new_id(), year=year, ground=ground, plan_version_id=plan_version_id, version=NOT_THERE,
        **dict.fromkeys(ADJUSTMENTS, 0),
    )  # fmt: skip
    session.add(row)
    touch(row)
    session.flush()
    return row


# ---- refusals --------------------------------------------------------------------------------------


def _check_ground(session: Session, year: int, ground: str, plan_version_id: int | None) -> None:
    if ground not in GROUNDS:
        raise UnknownGround(year)
    if ground != BUDGET:
        return
    if plan_version_id is None:
        raise VersionNeeded(year)
    years = plan_years(session, plan_version_id)
    if year not in years:
        raise NotInPlan(year, version_of(session, plan_version_id).name, years)


def _checked(entry: Entry) -> int | None:
    amount = entry.amount
    if entry.field not in FIELD_NAMES:
        raise KeyError(entry.field)
    if amount is None:
        return 0 if entry.field in ADJUSTMENTS else None
    if amount < 0 and entry.field in NOT_NEGATIVE:
        raise BelowZero(entry.field, entry.year)
    return amount


def _check_reckoned(session: Session, entries: Sequence[Entry]) -> None:
    """Refuse what the law or the year's other amounts do not let, where all that decides it is known."""
    found = {figures.year: figures for figures in read_years(session)} if entries else {}
    for entry in entries:
        figures = found[entry.year]
        if entry.field in _GAINS:
            _check_kept(figures)
        elif entry.field in _RESERVE:
            _check_put_in(figures)
            _check_taken(figures)


def _check_kept(figures: YearFigures) -> None:
    kept, gains = figures.values["gains_kept"] or 0, figures.values["gains"] or 0
    if kept > gains:
        raise KeptAboveAll(figures.year, kept, gains)


def _check_put_in(figures: YearFigures) -> None:
    reserved, answer = figures.values["reserved"] or 0, most_of(figures)
    if reserved and answer.bound is not None and reserved > answer.bound:
        paragraph = answer.rule.paragraph if answer.rule is not None else ""
        raise ReserveAbove(figures.year, reserved, answer.bound, paragraph)


def _check_taken(figures: YearFigures) -> None:
    used = figures.values["used"] or 0
    if figures.reserve is not None and used > figures.reserve:
        raise ReserveOverdrawn(figures.year, used, figures.reserve)


def _value(row: BalanceYear | None, field: str) -> int | None:
    """What a year has in a field; what one has that is not there yet."""
    if row is None:
        return 0 if field in ADJUSTMENTS else None
    amount: int | None = getattr(row, field)
    return amount


def _words(entries: Sequence[Entry]) -> str:
    years = sorted({entry.year for entry in entries})
    if len(entries) == 1:
        return f"Ändrade {FIELD_NAMES[entries[0].field]} {years[0]} i balanskravsutredningen"
    which = ", ".join(str(year) for year in years)
    return f"Ändrade {write_count(len(entries), 'belopp', 'belopp')} i balanskravsutredningen {which}"
