"""The balance requirement as values: each year from result to what is left to regulate, and the reserve."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.balance import BalanceYear
from app.services.economy.balance.findings import BalanceFinding, balance_findings
from app.services.economy.balance.ledger import Deficit, counts, years_to_regulate
from app.services.economy.balance.reading import (
    YearFigures,
    deficit,
    most_of,
    planned,
    read_years,
    version_names,
)
from app.services.economy.balance.reserve import ReserveAnswer
from app.services.economy.balance.words import GROUNDS
from app.services.economy.balance.years import NOT_THERE, OUTCOME


@dataclass(frozen=True, slots=True)
class RegulationView:
    """An amount of a deficit that a later year regulates."""

    year: int
    amount: int
    done: bool
    note: str


@dataclass(frozen=True, slots=True)
class DeficitView:
    """A deficit in the ledger: how it stands, what is planned, and what the council has decided."""

    deficit: Deficit
    regulations: tuple[RegulationView, ...]
    years: tuple[int, ...]
    """The years that the law gives for it."""
    plan_text: str
    plan_decided_on: date | None
    plan_paragraph: str
    refrain_reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What the year begins with of earlier deficits, what is added and regulated, and what is left; öre.

    `regulated` is done, or planned for a year that can still do it; `refrained` is what of the year's own
    deficit is not regulated.
    """

    opening: int
    added: int
    regulated: int
    refrained: int

    @property
    def closing(self) -> int:
        """What is left to regulate after the year."""
        return self.opening + self.added - self.regulated - self.refrained


@dataclass(frozen=True, slots=True)
class BalanceYearView:
    """A year of the inquiry; `id` is None and `version` 0 for one of the plan that nothing is said of.

    `typed` is by field what is typed, `taken` what the version of the plan gives, `rows` every printed row.
    """

    id: int | None
    version: int
    year: int
    ground: str
    ground_words: str
    plan_version_id: int | None
    plan_version: str
    typed: Mapping[str, int | None]
    taken: Mapping[str, int]
    values: Mapping[str, int | None]
    rows: Mapping[str, int | None]
    reserve_carried: bool
    reserve_after: int | None
    reserve: ReserveAnswer
    carried: Carried
    deficit: DeficitView | None
    note: str
    example: bool = False


@dataclass(frozen=True, slots=True)
class BalanceView:
    """The whole inquiry, in order of years."""

    years: tuple[BalanceYearView, ...]
    findings: tuple[BalanceFinding, ...]
    today: date

    def year(self, year: int) -> BalanceYearView | None:
        """A year of it; None where it is not there."""
        return next((each for each in self.years if each.year == year), None)

    @property
    def ledger(self) -> tuple[DeficitView, ...]:
        """The deficits, the oldest first."""
        return tuple(each.deficit for each in self.years if each.deficit is not None)


def inquiry(session: Session, *, today: date, version_id: int | None = None) -> BalanceView:
    """The years of the file, and those of a version of the plan that the file says nothing of."""
    figures = read_years(session, version_id=version_id)
    keys = [one.version_id for one in figures if one.version_id is not None]
    names = version_names(session, keys)
    deficits = {one.year: found for one in figures if (found := deficit(one, today)) is not None}
    carried = _carried(figures, deficits, today)
    years = tuple(
        _year_view(one, deficits.get(one.year), carried[one.year], names.get(one.version_id or 0, ""))
        for one in figures
    )
    return BalanceView(years, balance_findings(figures, deficits), today)


def _carried(
    figures: tuple[YearFigures, ...], deficits: Mapping[int, Deficit], today: date
) -> Mapping[int, Carried]:
    """What each year carries from the one before; a year that lies between two is carried over."""
    regulated: dict[int, int] = {}
    for one in figures:
        if one.year in deficits:
            refrains = deficits[one.year].refrains
            for each in planned(one.row):
                if each.done or (not refrains and counts(each, today)):
                    regulated[each.year] = regulated.get(each.year, 0) + each.amount
    made: dict[int, Carried] = {}
    left = 0
    last: int | None = None
    for one in figures:
        found = deficits.get(one.year)
        left -= _between(regulated, last, one.year)
        added = found.amount if found is not None else 0
        refrained = max(0, found.amount - found.regulated) if found is not None and found.refrains else 0
        made[one.year] = Carried(left, added, regulated.get(one.year, 0), refrained)
        left, last = made[one.year].closing, one.year
    return made


def _between(regulated: Mapping[int, int], last: int | None, year: int) -> int:
    """What is regulated in years that the inquiry does not have."""
    return sum(regulated[each] for each in regulated if last is not None and last < each < year)


def _year_view(figures: YearFigures, found: Deficit | None, carried: Carried, name: str) -> BalanceYearView:
    row = figures.row
    ground = ("budget" if figures.version_id is not None else OUTCOME) if row is None else row.ground
    return BalanceYearView(
        id=None if row is None else row.id,
        version=NOT_THERE if row is None else row.version,
        year=figures.year,
        ground=ground,
        ground_words=GROUNDS[ground],
        plan_version_id=figures.version_id,
        plan_version=name,
        typed={} if row is None else {field: getattr(row, field) for field in figures.values},
        taken=figures.taken,
        values=figures.values,
        rows=figures.rows,
        reserve_carried=figures.carried,
        reserve_after=figures.reserve_after,
        reserve=most_of(figures),
        carried=carried,
        deficit=None if found is None else _deficit_view(found, row),
        note="" if row is None else row.note or "",
        example=row is not None and row.example,
    )


def _deficit_view(found: Deficit, row: BalanceYear | None) -> DeficitView:
    regulations = () if row is None else tuple(
        RegulationView(each.year, each.amount, each.done, each.note or "") for each in row.regulations
    )  # fmt: skip
    return DeficitView(
        deficit=found,
        regulations=regulations,
        years=years_to_regulate(found.year),
        plan_text="" if row is None else row.plan_text or "",
        plan_decided_on=None if row is None else row.plan_decided_on,
        plan_paragraph="" if row is None else row.plan_paragraph or "",
        refrain_reason="" if row is None else row.refrain_reason or "",
    )
