"""Result, cash flow and balance reckoned from one set of values; every flow has its counterpart.

What is unknown stays unknown: a year without tax income has no result, and no cash flow or balance after it.
A row of the opening that is left empty counts as nothing when any other is typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.services.economy.statements import lines
from app.services.economy.statements.inputs import InvestmentYearSums, RoomYear, StatementInputs, Sums
from app.services.economy.statements.loaning import LoanYearSums, all_loans
from app.services.economy.statements.measuring import measure_all
from app.services.economy.statements.ties import Tie, tie_all

Values = dict[str, int | None]
#: A row of the cash flow that changes a row of the balance, and which way an amount paid in moves it.
_COUNTERPARTS: Final = (
    ("intangible", "intangible", -1),
    ("financial_assets", "financial_assets", -1),
    ("infrastructure", "infrastructure", -1),
    ("stock", "stock", -1),
    ("receivables", "receivables", -1),
    ("placements", "placements", -1),
    ("provisions_pensions", "provisions_pensions", 1),
    ("provisions_other", "provisions_other", 1),
    ("long_other", "long_other", 1),
    ("short_debts", "short_debts", 1),
)
_SUMS: Final = {statement: tuple(lines.sums_of(statement)) for statement in lines.LINES}
_KEPT: Final = ("pension_commitment", "guarantees")


@dataclass(frozen=True, slots=True)
class Statements:
    """The three statements by year and row in öre, with what ties them and what they are measured by.

    None is unknown, or a row that nothing is said of. The balance has the year before the plan too, and the
    result where anything is said of that year.
    """

    years: tuple[int, ...]
    result: Mapping[int, Mapping[str, int | None]]
    cash: Mapping[int, Mapping[str, int | None]]
    balance: Mapping[int, Mapping[str, int | None]]
    ties: tuple[Tie, ...] = ()
    measures: Mapping[str, Mapping[int, Decimal | None]] = field(default_factory=dict)

    def of(self, statement: str) -> Mapping[int, Mapping[str, int | None]]:
        """One of the three."""
        return {lines.RESULT: self.result, lines.CASH: self.cash, lines.BALANCE: self.balance}[statement]


def reckon(inputs: StatementInputs) -> Statements:
    """The statements of every year of a plan, each building on the end of the year before."""
    loans = all_loans(inputs.loans, inputs.years)
    before = _opening(inputs)
    result: dict[int, Values] = _forecast(inputs)
    cash: dict[int, Values] = {}
    balance: dict[int, Values] = {inputs.opening_year: before}
    for year in inputs.years:
        result[year] = _result(inputs, year, loans[year])
        cash[year] = _cash(inputs, year, loans[year], result[year], before)
        before = balance[year] = _balance(inputs, year, result[year], cash[year], before)
    made = Statements(inputs.years, result, cash, balance)
    return Statements(
        inputs.years, result, cash, balance, tie_all(inputs, made, loans), measure_all(inputs, made)
    )


def _result(inputs: StatementInputs, year: int, loans: LoanYearSums) -> Values:
    room = inputs.room.get(year, RoomYear())
    frames, own = inputs.frames.get(year, Sums()), inputs.own_paid.get(year, Sums())
    invested = inputs.investments.get(year, InvestmentYearSums())
    typed = {line.key: inputs.of(lines.RESULT, line.key, year) for line in lines.RESULT_LINES if line.typed}
    stock = typed["depreciation_stock"]
    inside = 0
    if inputs.capital_in_frames:
        inside = invested.depreciation - (stock or 0) + (typed["internal_interest"] or 0)
    values: Values = {
        **typed,
        "frame_income": _or_none(frames.income),
        "own_income": _or_none(own.cost),
        "fees": _or_none(room.fees),
        "frame_cost": -(frames.cost - inside),
        "own_cost": _or_none(-own.cost),
        "held_back": _or_none(-inputs.held_back.get(year, 0)),
        "central_cost": _or_none(room.central),
        "running": _or_none(-invested.running),
        "depreciation_new": _or_none(-invested.depreciation),
        "taxes": room.tax,
        "grants": room.grants,
        "financial_income": _or_none(room.financial_income),
        "financial_cost_other": _or_none(room.financial_cost),
        "loan_interest": _or_none(-loans.interest),
    }
    return summed(lines.RESULT, values, needed=("taxes", "grants"))


def _forecast(inputs: StatementInputs) -> dict[int, Values]:
    """The expected result of the year before the plan, where anything of it is typed."""
    year = inputs.opening_year
    typed: Values = {key: inputs.of(lines.RESULT, key, year) for key in lines.FORECAST_KEYS}
    if all(amount is None for amount in typed.values()):
        return {}
    values: Values = {line.key: typed.get(line.key) for line in lines.RESULT_LINES}
    return {year: summed(lines.RESULT, values, needed=("taxes", "grants"))}


def _cash(
    inputs: StatementInputs, year: int, loans: LoanYearSums, result: Values, before: Mapping[str, int | None]
) -> Values:
    invested = inputs.investments.get(year, InvestmentYearSums())
    gains = result["gains"]
    values: Values = {
        **{line.key: inputs.of(lines.CASH, line.key, year) for line in lines.CASH_LINES if line.typed},
        "result": result["result"],
        "depreciation": None if result["depreciation"] is None else -result["depreciation"],
        "gains": None if gains is None else -gains,
        "investments": _or_none(-invested.expense),
        "investment_income": _or_none(invested.income),
        "borrowed": _or_none(loans.borrowed),
        "repaid": _or_none(-loans.repaid),
        "cash_opening": before["cash"],
    }
    return summed(lines.CASH, values, needed=("result", "cash_opening"))


def _balance(
    inputs: StatementInputs, year: int, result: Values, cash: Values, before: Mapping[str, int | None]
) -> Values:
    if before["assets"] is None or cash["cash_closing"] is None or result["result"] is None:
        return {**_blank(), **_memo(inputs, year, before)}
    values: Values = {**before, "cash": cash["cash_closing"]}
    for flow, row, way in _COUNTERPARTS:
        values[row] = _moved(before[row], cash[flow], way)
    book_value = (cash["sales"] or 0) + (cash["gains"] or 0)
    spent = -(cash["investments"] or 0) - (cash["investment_income"] or 0)
    grown = spent + (result["depreciation"] or 0) - book_value
    values["tangible"] = _moved(before["tangible"], grown or None, 1)
    borrowed = (cash["borrowed"] or 0) + (cash["repaid"] or 0)
    values["loans"] = _moved(before["loans"], borrowed or None, 1)
    reserved = reserve_change(inputs, year)
    values["equity_result"] = result["result"]
    values["equity_reserve"] = _moved(before["equity_reserve"], reserved or None, 1)
    values["equity_other"] = (before["equity_other"] or 0) + (before["equity_result"] or 0) - reserved
    return summed(lines.BALANCE, {**values, **_memo(inputs, year, before)}, needed=("cash",))


def reserve_change(inputs: StatementInputs, year: int) -> int:
    """What is put in the resultatreserv in a year, below zero when it is used."""
    typed = inputs.of(lines.BALANCE, "reserve_change", year)
    return -inputs.room.get(year, RoomYear()).reserve_use if typed is None else typed


def _opening(inputs: StatementInputs) -> Values:
    year = inputs.opening_year
    values: Values = {key: inputs.of(lines.BALANCE, key, year) for key in lines.OPENING_KEYS}
    memo = _memo(inputs, year, {})
    if not any(values[key] is not None for key in lines.OPENING_KEYS):
        return {**_blank(), **memo}
    owed = sum(loan.opening for loan in inputs.loans)
    if values["loans"] is None and inputs.loans:
        values["loans"] = owed
    values["cash"] = values["cash"] or 0
    return summed(lines.BALANCE, {**values, **memo}, needed=())


def _memo(inputs: StatementInputs, year: int, before: Mapping[str, int | None]) -> Values:
    """What stands under the balance: as typed, else as the year before."""
    kept = {key: inputs.of(lines.BALANCE, key, year) for key in _KEPT}
    found = {key: before.get(key) if amount is None else amount for key, amount in kept.items()}
    moved = reserve_change(inputs, year) if year in inputs.years else 0
    return {**found, "reserve_change": moved or inputs.of(lines.BALANCE, "reserve_change", year)}


def _blank() -> Values:
    return {line.key: None for line in lines.BALANCE_LINES if line.style != "heading"}


def summed(statement: str, values: Values, *, needed: tuple[str, ...]) -> Values:
    """The rows with their sums; a sum is unknown when anything needed in it is.

    A standard row that is typed itself is not made of its parts.
    """
    lacking = {key for key in needed if values.get(key) is None}
    for line in _SUMS[statement]:
        if line.style == "row" and values.get(line.key) is not None:
            continue
        if any(part.key in lacking for part in line.parts):
            lacking.add(line.key)
            values[line.key] = None
            continue
        known = [(values.get(part.key), part.times) for part in line.parts]
        amounts = [amount * times for amount, times in known if amount is not None]
        values[line.key] = sum(amounts) if amounts else None
    return values


def _moved(before: int | None, flow: int | None, way: int) -> int | None:
    return before if flow is None else (before or 0) + way * flow


def _or_none(amount: int) -> int | None:
    """Nothing is shown as nothing, not as a zero that somebody has said."""
    return amount or None
