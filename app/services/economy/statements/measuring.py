"""Measures of the statements, which financial goals are set in: exact, None where anything is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from app.services.economy.statements.inputs import StatementInputs

if TYPE_CHECKING:
    from app.services.economy.statements.arithmetic import Statements

MeasureUnit = Literal["percent", "kr", "per_head"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: percent, whole kronor, or kronor per inhabitant; `more_is_better` is the usual way."""

    key: str
    name: str
    unit: MeasureUnit
    about: str
    more_is_better: bool = True


MEASURES: Final = (
    Measure("result", "Årets resultat", "kr", "Årets resultat i kronor."),
    Measure(
        "result_share",
        "Resultat i procent av skatt och bidrag",
        "percent",
        "Årets resultat delat med skatteintäkter, generella statsbidrag och utjämning.",
    ),
    Measure(
        "net_cost_share",
        "Nettokostnadernas andel av skatt och bidrag",
        "percent",
        "Verksamhetens nettokostnader delade med skatteintäkter, generella statsbidrag och utjämning.",
        more_is_better=False,
    ),
    Measure(
        "self_financing",
        "Självfinansiering av investeringar",
        "percent",
        "Årets resultat och avskrivningar delade med investeringarna efter bidrag. 100 procent betyder att "
        "inget behöver lånas.",
    ),
    Measure(
        "investment_share",
        "Investeringarnas andel av skatt och bidrag",
        "percent",
        "Investeringarna efter bidrag delade med skatteintäkter, generella statsbidrag och utjämning.",
        more_is_better=False,
    ),
    Measure("equity_ratio", "Soliditet", "percent", "Eget kapital delat med summa tillgångar."),
    Measure(
        "equity_ratio_full",
        "Soliditet med pensionsförpliktelser",
        "percent",
        "Eget kapital minus de pensionsförpliktelser som inte står i balansen, delat med summa tillgångar.",
    ),
    Measure(
        "liquidity",
        "Kassalikviditet",
        "percent",
        "Fordringar, kortfristiga placeringar och kassa delade med kortfristiga skulder.",
    ),
    Measure(
        "debt_ratio",
        "Skuldsättningsgrad",
        "percent",
        "Avsättningar och skulder delade med summa tillgångar.",
        more_is_better=False,
    ),
    Measure("cash", "Likvida medel vid årets slut", "kr", "Kassa och bank vid årets slut, i kronor."),
    Measure(
        "loans",
        "Låneskuld vid årets slut",
        "kr",
        "Långfristiga lån vid årets slut, i kronor.",
        more_is_better=False,
    ),
    Measure(
        "debt_per_head",
        "Låneskuld per invånare",
        "per_head",
        "Långfristiga lån delade med invånarna den 31 december.",
        more_is_better=False,
    ),
)
BY_KEY: Final[Mapping[str, Measure]] = {measure.key: measure for measure in MEASURES}


def measure_all(inputs: StatementInputs, made: Statements) -> Mapping[str, Mapping[int, Decimal | None]]:
    """Every measure by year."""
    return {
        measure.key: {year: _RECKONED[measure.key](inputs, made, year) for year in made.years}
        for measure in MEASURES
    }


def _percent(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or whole is None or whole <= 0:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def _kronor(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount) / 100


def _base(made: Statements, year: int) -> int | None:
    taxes, grants = made.result[year]["taxes"], made.result[year]["grants"]
    return None if taxes is None or grants is None else taxes + grants


def _net_cost(made: Statements, year: int) -> int | None:
    net = made.result[year]["net_cost"]
    return None if net is None else -net


def _invested(made: Statements, year: int) -> int:
    return -(made.cash[year]["investments"] or 0) - (made.cash[year]["investment_income"] or 0)


def _self_financing(_inputs: StatementInputs, made: Statements, year: int) -> Decimal | None:
    result = made.result[year]["result"]
    if result is None:
        return None
    return _percent(result - (made.result[year]["depreciation"] or 0), _invested(made, year))


def _equity_full(_inputs: StatementInputs, made: Statements, year: int) -> Decimal | None:
    balance = made.balance[year]
    equity, outside = balance["equity"], balance["pension_commitment"]
    return None if equity is None or outside is None else _percent(equity - outside, balance["assets"])


def _liquidity(_inputs: StatementInputs, made: Statements, year: int) -> Decimal | None:
    balance = made.balance[year]
    if balance["assets"] is None:
        return None
    quick = sum(balance[key] or 0 for key in ("receivables", "placements", "cash"))
    return _percent(quick, balance["short_debts"])


def _debt_ratio(_inputs: StatementInputs, made: Statements, year: int) -> Decimal | None:
    balance = made.balance[year]
    if balance["assets"] is None:
        return None
    return _percent((balance["provisions"] or 0) + (balance["debts"] or 0), balance["assets"])


def _owed(made: Statements, year: int) -> int | None:
    return None if made.balance[year]["assets"] is None else made.balance[year]["loans"] or 0


def _debt_per_head(inputs: StatementInputs, made: Statements, year: int) -> Decimal | None:
    owed, heads = _owed(made, year), inputs.inhabitants.get(year)
    return None if owed is None or not heads else Decimal(owed) / 100 / heads


_Reckoned = Callable[[StatementInputs, "Statements", int], Decimal | None]
_RECKONED: Final[Mapping[str, _Reckoned]] = {
    "result": lambda _inputs, made, year: _kronor(made.result[year]["result"]),
    "result_share": lambda _inputs, made, year: _percent(made.result[year]["result"], _base(made, year)),
    "net_cost_share": lambda _inputs, made, year: _percent(_net_cost(made, year), _base(made, year)),
    "self_financing": _self_financing,
    "investment_share": lambda _inputs, made, year: _percent(_invested(made, year), _base(made, year)),
    "equity_ratio": lambda _inputs, made, year: _percent(
        made.balance[year]["equity"], made.balance[year]["assets"]
    ),
    "equity_ratio_full": _equity_full,
    "liquidity": _liquidity,
    "debt_ratio": _debt_ratio,
    "cash": lambda _inputs, made, year: _kronor(made.cash[year]["cash_closing"]),
    "loans": lambda _inputs, made, year: _kronor(_owed(made, year)),
    "debt_per_head": _debt_per_head,
}
