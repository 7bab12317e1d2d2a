"""Reads the years of the balance requirement, with what a year of budget takes from its version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.balance import BalanceYear
from app.models.budget import PlanVersion
from app.services.economy.balance.arithmetic import FIELDS, inquire
from app.services.economy.balance.ledger import Deficit, Planned, deficit_of
from app.services.economy.balance.reserve import ReserveAnswer, ReserveFacts, reckon
from app.services.economy.balance.words import ADJUSTMENTS, FIELD_NAMES
from app.services.economy.statements.views import StatementsView, statements
from app.services.lawrules import rule_on

BUDGET = "budget"
RESERVE_RULE = "result-reserve"


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year as it is reckoned: what is typed, what a version of the plan gives, and every printed row.

    `row` is None for a year of the plan that nothing has been said of. `reserve` is what the reserve holds
    before the year, `carried` whether that follows from the year before.
    """

    year: int
    row: BalanceYear | None
    version_id: int | None
    taken: Mapping[str, int]
    values: Mapping[str, int | None]
    rows: Mapping[str, int | None]
    reserve: int | None
    carried: bool

    @property
    def balance(self) -> int | None:
        """The balanskravsresultat."""
        return self.rows["balance"]

    @property
    def reserve_after(self) -> int | None:
        """What the reserve holds after the year."""
        if self.reserve is None:
            return None
        return self.reserve + (self.values["reserved"] or 0) - (self.values["used"] or 0)


def read_years(
    session: Session, *, version_id: int | None = None, view: StatementsView | None = None
) -> tuple[YearFigures, ...]:
    """Every year in order: those of the file, and the years of a version that it has nothing of.

    `view` is the statements of that version, where they have been read.
    """
    found = {row.year: row for row in session.scalars(select(BalanceYear))}
    views: dict[int, StatementsView] = {}
    if version_id is not None:
        views[version_id] = view if view is not None else statements(session, version_id=version_id)
    years = {*found, *(views[version_id].years if version_id is not None else ())}
    made: dict[int, YearFigures] = {}
    for year in sorted(years):
        row = found.get(year)
        source = version_id if row is None else row.plan_version_id if row.ground == BUDGET else None
        if source is not None and source not in views:
            views[source] = statements(session, version_id=source)
        taken = {} if source is None else from_version(views[source], year)
        made[year] = _year(year, row, source, taken, made.get(year - 1))
    return tuple(made.values())


def from_version(view: StatementsView, year: int) -> Mapping[str, int]:
    """What the statements of a version say of a year."""
    moved = view.amount("balance", "reserve_change", year) or 0
    taxes, grants = view.amount("result", "taxes", year), view.amount("result", "grants", year)
    found = {
        "result": view.amount("result", "result", year),
        "gains": view.amount("result", "gains", year),
        "reserved": max(0, moved) or None,
        "used": max(0, -moved) or None,
        "tax_and_grants": None if taxes is None or grants is None else taxes + grants,
        "equity": view.amount("balance", "equity", year),
        "pension_liability": view.amount("balance", "pension_commitment", year),
        "reserve": view.amount("balance", "equity_reserve", year - 1),
    }
    return {name: amount for name, amount in found.items() if amount is not None}


def reserve_facts(figures: YearFigures) -> ReserveFacts:
    """What the reserve of a year is reckoned from."""
    values, rows = figures.values, figures.rows
    return ReserveFacts(
        figures.year, rows["result"], rows["adjusted"], values["tax_and_grants"], values["equity"],
        values["pension_liability"], figures.reserve,
    )  # fmt: skip


def most_of(figures: YearFigures) -> ReserveAnswer:
    """What may be reserved of a year's result, by the law of that year's last day."""
    rule = rule_on(RESERVE_RULE, date(figures.year, 12, 31))
    return reckon(reserve_facts(figures), rule)


def deficit(figures: YearFigures, today: date) -> Deficit | None:
    """The deficit of a year; None where there is none, or nobody knows."""
    row, balance = figures.row, figures.balance
    if balance is None:
        return None
    refrains = row is not None and row.refrains
    return deficit_of(figures.year, balance, planned(row), refrains=refrains, today=today)


def planned(row: BalanceYear | None) -> tuple[Planned, ...]:
    """What is planned or done to regulate a year's deficit."""
    rows = () if row is None else row.regulations
    return tuple(Planned(each.year, each.amount, each.done) for each in rows)


def version_names(session: Session, keys: Sequence[int]) -> Mapping[int, str]:
    """What versions are called."""
    rows = select(PlanVersion).where(PlanVersion.id.in_(keys))
    return {version.id: version.name for version in session.scalars(rows)}


def _year(
    year: int,
    row: BalanceYear | None,
    source: int | None,
    taken: Mapping[str, int],
    before: YearFigures | None,
) -> YearFigures:
    values: dict[str, int | None] = {}
    for name in FIELD_NAMES:
        typed: int | None = None if row is None else getattr(row, name)
        if name in ADJUSTMENTS:
            values[name] = typed or taken.get(name, 0)
        else:
            values[name] = taken.get(name) if typed is None else typed
    typed_reserve = None if row is None else row.reserve
    after = None if before is None else before.reserve_after
    carried = typed_reserve is None and after is not None
    reserve = after if carried else values["reserve"]
    values["reserve"] = reserve
    rows = inquire({name: values[name] for name in FIELDS})
    return YearFigures(year, row, source, taken, values, rows, reserve, carried)
