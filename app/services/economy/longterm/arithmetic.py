"""The arithmetic of a long-term plan: exact fractions, each amount rounded once to whole öre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.economy.longterm.values import Area, Assumptions, Inputs, Outcome, People, YearOutcome

_ONE, _NONE, _HUNDRED = Fraction(1), Fraction(0), Fraction(100)
_ORE: Final = 100


def whole(value: Fraction) -> int:
    """Rounded to whole öre, half away from zero."""
    rounded = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return rounded if value >= 0 else -rounded


def together(amounts: Iterable[int | None]) -> int | None:
    """A sum; None when one of its parts is missing."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def evaluate(inputs: Inputs, assumptions: Assumptions, people: People) -> Outcome:
    """Every year from the base year on."""
    costs = _costs(inputs, assumptions, people)
    taxes = _taxes(inputs, assumptions)
    grants = _grants(inputs, assumptions, people)
    capital = _capital(inputs, assumptions)
    outcome: dict[int, YearOutcome] = {}
    saved = _ONE
    for year in inputs.every_year:
        if year > inputs.base_year:
            saved *= 1 - assumptions.optional("efficiency", year) / _HUNDRED
        outcome[year] = _year(
            inputs, assumptions, year, saved, costs[year], taxes[year], grants[year], capital
        )
    return outcome


@dataclass(frozen=True, slots=True)
class _Cost:
    """What the areas need in a year, and how much of it is owing to ages and to prices."""

    areas: Mapping[int, int | None]
    demography: int | None
    prices: int | None
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Capital:
    """What new investments cost in a year."""

    invested: int = 0
    depreciation: int | None = 0
    interest: int | None = 0
    lacks: tuple[str, ...] = ()


def _year(
    inputs: Inputs,
    assumptions: Assumptions,
    year: int,
    saved: Fraction,
    cost: _Cost,
    tax: Fraction | None,
    grants: Fraction | None,
    capital: Mapping[int, _Capital],
) -> YearOutcome:
    later = year > inputs.base_year
    gross, burden = together(cost.areas.values()), capital[year]
    efficiency = None if gross is None else -whole(gross * (1 - saved))
    added = together((burden.depreciation, burden.interest))
    other_cost = whole(assumptions.optional("other_cost", year) * _ORE) if later else 0
    other_income = whole(assumptions.optional("other_income", year) * _ORE) if later else 0
    demand = together((gross, efficiency, added, other_cost))
    paid, given = (None if one is None else whole(one) for one in (tax, grants))
    income = together((paid, given, inputs.base.rest, other_income))
    share = assumptions.optional("result_target", year) / _HUNDRED
    both = together((paid, given))
    target = 0 if not share else None if both is None else whole(both * share)
    result = None if income is None or demand is None else income - demand
    gap = None if result is None or target is None else result - target
    lacks = (*cost.lacks, *burden.lacks, *_lacks(inputs, year, paid, given))
    return YearOutcome(
        year, cost.areas, cost.demography, cost.prices, efficiency, added, other_cost, demand, paid, given,
        inputs.base.rest, other_income, income, target, result, gap, burden.invested, burden.depreciation,
        tuple(dict.fromkeys(lacks)),
    )  # fmt: skip


def _lacks(inputs: Inputs, year: int, tax: int | None, grants: int | None) -> list[str]:
    lacks = []
    if tax is None:
        lacks.append("Skatteintäkten" if inputs.base.tax is None else f"Skatteunderlagets uppräkning {year}")
    if grants is None:
        lacks.append("Bidragen" if inputs.base.grants is None else f"Invånarna den 1 november {year - 1}")
    if inputs.base.rest is None:
        lacks.append("Förutsättningarna för basåret")
    return lacks


# ---- what is needed ------------------------------------------------------------------------------


def _costs(inputs: Inputs, assumptions: Assumptions, people: People) -> dict[int, _Cost]:
    factors = _all_factors(inputs, assumptions)
    at_start = {area.key: volume(area, inputs.base_year, people) for area in inputs.areas}
    base = together(None if one is None else whole(one) for one in at_start.values())
    costs = {}
    for year in inputs.every_year:
        areas: dict[int, int | None] = {}
        unknown: list[Area] = []
        lacks: list[str] = []
        aged: int | None = 0
        for area in inputs.areas:
            need, factor, begun = volume(area, year, people), factors[area.key][year], at_start[area.key]
            areas[area.key] = whole(need * factor) if need is not None and factor is not None else None
            if need is None:
                unknown.append(area)
            elif factor is None:
                lacks.append(f"Löne- och prisökning {year}")
            grown = None if need is None or begun is None else whole(need - begun)
            aged = together((aged, grown))
        lacks = [*_unknown(unknown, year), *lacks]
        total = together(areas.values())
        risen = None if total is None or aged is None or base is None else total - base - aged
        costs[year] = _Cost(areas, aged, risen, tuple(dict.fromkeys(lacks)))
    return costs


def _unknown(areas: Sequence[Area], year: int) -> list[str]:
    """What is lacking of areas whose need is not known: all of them most often lack the same."""
    if len(areas) > 1 and all(area.bands for area in areas):
        return [f"Befolkningen {year}"]
    return [
        f"Befolkningen {year} i åldrarna för {area.name}" if area.bands else f"Kostnaden för {area.name}"
        for area in areas
    ]


def volume(area: Area, year: int, people: People) -> Fraction | None:
    """What an area needs in a year at the prices of the base year; None where the ages are not known."""
    if not area.bands:
        return None if area.amount is None else Fraction(area.amount)
    total = Decimal(0)
    for band in area.bands:
        heads = people.ages.get((year, band.age_from, band.age_to))
        if heads is None:
            return None
        total += heads * band.cost
    return Fraction(total)


def _all_factors(inputs: Inputs, assumptions: Assumptions) -> dict[int, Mapping[int, Fraction | None]]:
    """How much dearer each area is, reckoned once for those that follow the same index."""
    known: dict[object, Mapping[int, Fraction | None]] = {}
    found = {}
    for area in inputs.areas:
        same = (area.follows, *sorted(area.index.items()))
        if same not in known:
            known[same] = _factors(inputs, area, assumptions)
        found[area.key] = known[same]
    return found


def _factors(inputs: Inputs, area: Area, assumptions: Assumptions) -> dict[int, Fraction | None]:
    """How much dearer an area is in each year than in the base year."""
    at: Fraction | None = _ONE
    factors: dict[int, Fraction | None] = {}
    for year in inputs.every_year:
        if year > inputs.base_year:
            percent = rise(area, year, assumptions)
            at = None if at is None or percent is None else at * (1 + percent / _HUNDRED)
        factors[year] = at
    return factors


def rise(area: Area, year: int, assumptions: Assumptions) -> Fraction | None:
    """By how many percent an area gets dearer in a year: its own index, otherwise wages and prices.

    What a scenario itself says of wages or prices goes before the index.
    """
    weights = weights_of(area, year, assumptions)
    counted = [key for key, weight in weights.items() if weight]
    own = area.index.get(year)
    if own is not None and not any(assumptions.says(key, year) for key in counted):
        tried = ((key, Fraction(assumptions.shift.get(key, Decimal(0)))) for key in counted)
        return Fraction(own) + sum((weights[key] * change for key, change in tried), _NONE)
    if not weights:
        wages, prices = (assumptions.value(key, year) for key in ("wages", "prices"))
        return wages if wages == prices else None
    values = {key: assumptions.value(key, year) for key in counted}
    if any(value is None for value in values.values()):
        return None
    return sum((weights[key] * (value or _NONE) for key, value in values.items()), _NONE)


def weights_of(area: Area, year: int, assumptions: Assumptions) -> Mapping[str, Fraction]:
    """How much of an area follows wages and how much prices; nothing where that is not said."""
    if area.follows == "wages":
        return {"wages": _ONE, "prices": _NONE}
    share = assumptions.value("wage_share", year)
    if share is not None:
        return {"wages": share / _HUNDRED, "prices": 1 - share / _HUNDRED}
    return {"wages": _NONE, "prices": _ONE} if area.follows == "prices" else {}


# ---- what comes in -------------------------------------------------------------------------------


def _taxes(inputs: Inputs, assumptions: Assumptions) -> dict[int, Fraction | None]:
    """The tax of each year: known, or raised from the year before at the rate of the year."""
    at = None if inputs.base.tax is None else Fraction(inputs.base.tax)
    before = _base_rate(inputs, assumptions)
    taxes: dict[int, Fraction | None] = {}
    for year in inputs.every_year:
        later = year > inputs.base_year
        rate = assumptions.value("tax_rate", year) if later else before
        known = assumptions.known("tax_income", year, "tax_base_growth")
        if known is not None:
            at_rate = rate if assumptions.says("tax_income", year) else _said_rate(inputs, assumptions, year)
            at = known * _ORE * (_ratio(rate, at_rate) if later else _ONE)
        elif later:
            growth = assumptions.value("tax_base_growth", year)
            at = None if at is None or growth is None else at * (1 + growth / _HUNDRED) * _ratio(rate, before)
        taxes[year] = at
        before = rate or before
    return taxes


def _base_rate(inputs: Inputs, assumptions: Assumptions) -> Fraction | None:
    """The rate that the tax of the base year is of, whatever a scenario says of it."""
    if inputs.base.rate is not None:
        return Fraction(inputs.base.rate)
    return Assumptions(assumptions.main).value("tax_rate", inputs.base_year)


def _said_rate(inputs: Inputs, assumptions: Assumptions, year: int) -> Fraction | None:
    """The rate that the known tax of a year is of: the main line's."""
    found = Assumptions(assumptions.main).value("tax_rate", year)
    return _base_rate(inputs, assumptions) if found is None else found


def _ratio(rate: Fraction | None, before: Fraction | None) -> Fraction:
    """How many times as much one rate gives as another; one where either is not said."""
    return rate / before if rate is not None and before else _ONE


def _grants(inputs: Inputs, assumptions: Assumptions, people: People) -> dict[int, Fraction | None]:
    per_head: Fraction | None = None
    grants: dict[int, Fraction | None] = {}
    for year in inputs.every_year:
        counted = people.paid_for.get(year)
        heads = None if counted is None else Fraction(counted)
        said = assumptions.value("grants_per_head", year)
        known = assumptions.known("grants_income", year, "grants_per_head", "grants_growth")
        if known is not None:
            grants[year] = known * _ORE
            per_head = known * _ORE / heads if heads else None
            continue
        if said is not None:
            per_head = said * _ORE
        elif year == inputs.base_year:
            base = inputs.base.grants
            grants[year] = None if base is None else Fraction(base)
            per_head = None if base is None or not heads else base / heads
            continue
        elif per_head is not None:
            per_head *= 1 + assumptions.optional("grants_growth", year) / _HUNDRED
        grants[year] = None if per_head is None or heads is None else per_head * heads
    return grants


# ---- new investments -----------------------------------------------------------------------------


def _capital(inputs: Inputs, assumptions: Assumptions) -> dict[int, _Capital]:
    """Depreciation from the year after, and interest on what is left when the year begins."""
    made: list[tuple[int, Fraction, Fraction]] = []
    found: dict[int, _Capital] = {}
    for year in inputs.every_year:
        written_off = sum((spent / life for at, spent, life in made if year - at <= life), _NONE)
        left = sum((_left(spent, life, year - at - 1) for at, spent, life in made), _NONE)
        rate = assumptions.value("interest", year)
        spent = assumptions.optional("investments", year) * _ORE if year > inputs.base_year else _NONE
        life = assumptions.value("lifetime", year)
        lacks = [f"Räntan {year}"] if left and rate is None else []
        if spent and life is None:
            lacks.append(f"Avskrivningstiden {year}")
        elif spent and life is not None:
            made.append((year, spent, life))
        interest = None if left and rate is None else whole(left * (rate or _NONE) / _HUNDRED)
        broken = any("Avskrivning" in words for one in found.values() for words in one.lacks)
        depreciation = None if broken else whole(written_off)
        found[year] = _Capital(whole(spent), depreciation, interest, tuple(lacks))
    return found


def _left(spent: Fraction, life: Fraction, years: int) -> Fraction:
    return max(_NONE, spent * (1 - Fraction(years) / life))


# ---- what if -------------------------------------------------------------------------------------


def tried(inputs: Inputs, assumptions: Assumptions, people: People, key: str, change: Decimal) -> Outcome:
    """The same scenario with one assumption so much higher in every year."""
    return evaluate(inputs, Assumptions(assumptions.main, assumptions.own, {key: change}), people)


def differences(before: Outcome, after: Outcome, years: Sequence[int]) -> tuple[int | None, ...]:
    """By how much the gap of each year is better."""
    found: list[int | None] = []
    for year in years:
        one, other = before[year].gap, after[year].gap
        found.append(None if one is None or other is None else other - one)
    return tuple(found)
