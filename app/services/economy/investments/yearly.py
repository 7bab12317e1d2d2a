"""What a version of the plan gives projects in each year, and what is carried over to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.investments import InvestmentProject, InvestmentYear
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.budget.errors import TooLarge
from app.services.budget.rules import LARGEST
from app.services.economy.investments.errors import BelowZero, NothingLeft, OutsidePlan, ProjectClosed
from app.services.economy.investments.projects import project_of
from app.services.economy.investments.words import STATES
from app.services.economy.own import opened, plan_years
from app.services.formatting import write_count, write_ore
from app.services.storage import describe
from app.services.typed import optional

#: How many years from the budget year that money may be placed in: as far as a long-term plan reaches.
REACH: Final = 10
_CLOSED: Final = frozenset({"finished", "cancelled"})


@dataclass(frozen=True, slots=True)
class YearEntry:
    """What is typed for a project in a year, in öre; KEEP leaves it, and None clears it."""

    project_id: int
    year: int
    expense: int | Keep | None = KEEP
    income: int | Keep | None = KEEP
    note: str | Keep | None = KEEP


def reach(session: Session, version_id: int) -> tuple[int, ...]:
    """The years that a version's investments may be placed in."""
    first = plan_years(session, version_id)[0]
    return tuple(range(first, first + REACH))


def set_investment_years(
    session: Session, *, version_id: int, entries: tuple[YearEntry, ...], expected_version: int
) -> None:
    """Give projects money in years, as one change however many they are."""
    years = reach(session, version_id)
    rows = _rows(session, version_id)
    touched: dict[int, set[int]] = {}
    for entry in entries:
        _check(project_of(session, entry.project_id), entry, years)
        if _differs(rows.get((entry.project_id, entry.year)), entry):
            touched.setdefault(entry.project_id, set()).add(entry.year)
    if not touched:
        return
    opened(session, version_id, expected_version)
    for entry in entries:
        row = _row(session, rows, version_id, entry.project_id, entry.year)
        if entry.expense is not KEEP:
            row.expense = entry.expense or 0
        if entry.income is not KEEP:
            row.income = entry.income or 0
        if entry.note is not KEEP:
            row.note = optional(entry.note)
        _check_left(project_of(session, entry.project_id), row)
        _drop_empty(session, rows, row)
    describe(session, _words(session, touched))


def carry_over(
    session: Session, *, version_id: int, project_id: int, year: int, amount: int, expected_version: int
) -> None:
    """Give again in `year` what was not spent the year before (ombudgetering), `amount` altogether.

    Where the version reaches the year before too, that year is given so much less, and cannot give more than
    it has. Zero takes back what was carried over to the year.
    """
    project = project_of(session, project_id)
    years = reach(session, version_id)
    what = f"Det som förs över till {year} för {project.name}"
    _check_amount(amount, what)
    _check_year(year, years)
    if project.state in _CLOSED and amount:
        raise ProjectClosed(project.name, STATES[project.state].lower())
    rows = _rows(session, version_id)
    more = amount - brought(rows, project_id, year)
    if not more:
        return
    opened(session, version_id, expected_version)
    for place, moved in ((year, more), (year - 1, -more)):
        if place in years:
            row = _row(session, rows, version_id, project_id, place)
            row.carried += moved
            _check_left(project, row)
            _drop_empty(session, rows, row)
    words = f"Förde över {write_ore(amount)} till {year} för {project.name}"
    describe(session, words if amount else f"Tog tillbaka det som förts över till {year} för {project.name}")


def brought(rows: Mapping[tuple[int, int], InvestmentYear], project_id: int, year: int) -> int:
    """What a year has from the year before: `carried` is that, less what is given on to the next year."""
    return sum(row.carried for (key, place), row in rows.items() if key == project_id and place >= year)


def _rows(session: Session, version_id: int) -> dict[tuple[int, int], InvestmentYear]:
    found = select(InvestmentYear).where(InvestmentYear.plan_version_id == version_id)
    return {(row.project_id, row.year): row for row in session.scalars(found)}


def _row(
    session: Session,
    rows: dict[tuple[int, int], InvestmentYear],
    version_id: int,
    project_id: int,
    year: int,
) -> InvestmentYear:
    found = rows.get((project_id, year))
    if found is None:
        found = InvestmentYear(
            id=new_id(),
            plan_version_id=version_id,
            project_id=project_id,
            year=year,
            expense=0,
            income=0,
            carried=0,
        )
        session.add(found)
        rows[project_id, year] = found
    return found


def _drop_empty(session: Session, rows: dict[tuple[int, int], InvestmentYear], row: InvestmentYear) -> None:
    """A year without anything has no row, so that what is cleared is as it was before."""
    if row.expense or row.income or row.carried or row.note:
        return
    del rows[row.project_id, row.year]
    if row in session.new:
        session.expunge(row)
    else:
        session.delete(row)


def _differs(row: InvestmentYear | None, entry: YearEntry) -> bool:
    old = (row.expense, row.income, row.note) if row is not None else (0, 0, None)
    new = (entry.expense, entry.income, entry.note)
    empty = (0, 0, None)
    return any(
        (value or blank) != was
        for value, was, blank in zip(new, old, empty, strict=True)
        if value is not KEEP
    )


def _check(project: InvestmentProject, entry: YearEntry, years: tuple[int, ...]) -> None:
    _check_year(entry.year, years)
    for amount, words in ((entry.expense, "Utgiften"), (entry.income, "Inkomsten")):
        if amount is not KEEP and amount is not None:
            _check_amount(amount, f"{words} {entry.year} för {project.name}")
    if entry.expense is not KEEP and entry.expense and project.state in _CLOSED:
        raise ProjectClosed(project.name, STATES[project.state].lower())


def _check_amount(amount: int, what: str) -> None:
    if amount < 0:
        raise BelowZero(what)
    if amount > LARGEST:
        raise TooLarge(what)


def _check_year(year: int, years: tuple[int, ...]) -> None:
    if year not in years:
        raise OutsidePlan(year, years[0], years[-1])


def _check_left(project: InvestmentProject, row: InvestmentYear) -> None:
    """A year gives on no more than it has."""
    if row.expense + row.carried < 0:
        raise NothingLeft(project.name, row.year, row.expense)


def _words(session: Session, touched: Mapping[int, set[int]]) -> str:
    if len(touched) > 1:
        return f"Ändrade investeringarna i {write_count(len(touched), 'projekt', 'projekt')}"
    ((project_id, years),) = touched.items()
    listed = ", ".join(str(year) for year in sorted(years))
    return f"Ändrade investeringen {listed} för {project_of(session, project_id).name}"
