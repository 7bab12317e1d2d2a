"""How a distribution falls on units and how stable it is: shares of the whole over the years (`BUD-18`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.services.budget import rules
from app.services.budget.comparing import ComparedRow, Comparison, Difference
from app.services.budget.decisions import in_force
from app.services.budget.figures import OPERATING, read_versions
from app.services.budget.unittree import read_units

MEASURE: Final = (
    "Stabilitet är hur många procentenheter en andel av ramarna i genomsnitt ändras från ett år till nästa. "
    "Ju lägre tal, desto stabilare fördelning."
)


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What a new distribution means for a line: the effect of a year, its shares and how they move."""

    row: ComparedRow
    effect: Difference
    shares: tuple[Decimal | None, ...]
    """The share in percent of each year, in the version that is looked at."""
    steady: Decimal | None
    """How many percentage points the share changes from year to year in the mean; None with one year."""
    steady_before: Decimal | None
    """The same in the version that it is compared with."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Every line's shares over the years; `decided` are the years that earlier plans have decided."""

    years: tuple[int, ...]
    decided: frozenset[int]
    rows: tuple[ShareRow, ...]
    steady: Decimal | None
    """The mean over units and posts, in percentage points."""
    steady_before: Decimal | None


def shares_of(session: Session, compared: Comparison, year: int) -> Shares:
    """The effect of a year per line, and the shares from earlier decided plans to the last plan year."""
    history = _history(session, compared)
    planned = [pair.after for pair in compared.years]
    first = planned[0] - 1
    years = (*sorted(at for at in history if at < first), first, *planned)
    now, was = _amounts(compared, history, years, after=True), _amounts(compared, history, years, after=False)
    sums = {row.key: _steadiness(now[row.key], now[0]) for row in compared.rows}
    old = {row.key: _steadiness(was[row.key], was[0]) for row in compared.rows}
    rows = tuple(
        ShareRow(
            row,
            row.of(year),
            tuple(rules.percent(own, whole) for own, whole in zip(now[row.key], now[0], strict=True)),
            sums[row.key],
            old[row.key],
        )
        for row in compared.rows
    )
    single = [row.key for row in compared.rows if not row.group]
    return Shares(
        years, frozenset(history), rows, _mean([sums[key] for key in single]),
        _mean([old[key] for key in single]),
    )  # fmt: skip


def _history(session: Session, compared: Comparison) -> dict[int, Mapping[int, int]]:
    """The frames of the budget years that earlier plans have decided, by year and line."""
    plans: dict[int, list[PlanVersion]] = {}
    rows = select(PlanVersion, BudgetPlan.first_year).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    earlier = rows.where(BudgetPlan.first_year < compared.after.first_year, PlanVersion.locked)
    for version, year in session.execute(earlier):
        plans.setdefault(year, []).append(version)
    decided = {year: held for year, own in plans.items() if (held := in_force(own)) is not None}
    read = read_versions(session, [version.id for version in decided.values()]) if decided else {}
    parents = {unit.id: unit.parent_id for unit in read_units(session).values()} if decided else {}
    found: dict[int, Mapping[int, int]] = {}
    for year, version in decided.items():
        amounts: dict[int, int] = {}
        for (holder, at), frame in read.get((version.id, compared.financing or OPERATING), {}).items():
            if at == year:
                _add(amounts, holder, frame.amounts.measured(compared.measure), parents)
        found[year] = amounts
    return found


def _add(amounts: dict[int, int], holder: int, amount: int, parents: Mapping[int, int | None]) -> None:
    """Add to the holder, to the groups above it (keyed by the negative of their unit) and to the whole."""
    amounts[0] = amounts.get(0, 0) + amount
    amounts[holder] = amounts.get(holder, 0) + amount
    above: int | None = holder
    while above is not None:
        amounts[-above] = amounts.get(-above, 0) + amount
        above = parents.get(above)


def _amounts(
    compared: Comparison, history: Mapping[int, Mapping[int, int]], years: Sequence[int], *, after: bool
) -> dict[int, list[int]]:
    """What each line has in each year; the whole under key zero."""
    found: dict[int, list[int]] = {}
    first = compared.years[0].after
    for row in (compared.whole, *compared.rows):
        own: list[int] = []
        for year in years:
            if year >= first:
                difference = row.of(year)
            elif year in history:
                own.append(history[year].get(row.key, 0))
                continue
            else:
                difference = row.of(first, rules.PREVIOUS)
            own.append(difference.after if after else difference.before)
        found[row.key] = own
    return found


def _steadiness(own: Sequence[int], whole: Sequence[int]) -> Decimal | None:
    """How many percentage points the share changes from year to year in the mean."""
    shares = [rules.percent(amount, total) for amount, total in zip(own, whole, strict=True)]
    known = [share for share in shares if share is not None]
    return _mean([abs(later - earlier) for earlier, later in pairwise(known)])


def _mean(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) / len(known) if known else None
