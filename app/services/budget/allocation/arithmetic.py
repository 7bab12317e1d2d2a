"""The arithmetic of an allocation model: exact fractions, rounded only when taken or shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.services.formatting import ORE_PER_UNIT

_WHOLE: Final = Fraction(100)
_HALF: Final = Fraction(1, 2)
_DIGITS: Final = 60

Row = tuple[int, int]
"""A group and a unit."""
Line = tuple[int, int, int]
"""A group, a unit and a year."""
Place = tuple[int, int]
"""A unit and a year."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What a unit has of a group in a year; `opening` is what the year began with, where it was typed."""

    volume: Decimal
    opening: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A target group: its price parts by year, the percent of the price that is paid, and its volumes."""

    id: int
    name: str
    prices: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    volumes: Mapping[Place, Volume] = field(default_factory=dict)
    subsidy: Decimal | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Special:
    """An appropriation of a unit in a year, in öre, with what it asks for and the account of it."""

    amount: int
    requirement: str
    account: str | None = None
    accounted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Factors:
    """Everything that a version of a model calculates with, as it was typed."""

    groups: tuple[Group, ...] = ()
    indexes: Mapping[int, Decimal] = field(default_factory=dict)
    specials: Mapping[Place, Special] = field(default_factory=dict)
    mean_volume: bool = False
    price_unit: str = "kr"
    special: bool = False
    """Whether the model gives appropriations with a special account instead of volume times price."""

    def group(self, group_id: int) -> Group:
        """A group by its key."""
        return next(group for group in self.groups if group.id == group_id)


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a group in a year; `own` when its parts were typed, else indexed from `year`'s parts."""

    value: Fraction
    own: bool
    year: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a version gives in some years, in öre and not rounded.

    A line without a price is in `unpriced` and not in `lines`, and its unit then has no result that year.
    """

    years: tuple[int, ...]
    prices: Mapping[Row, Price]
    """By group and year."""
    counted: Mapping[Line, Fraction]
    lines: Mapping[Line, Fraction]
    units: Mapping[Place, Fraction]
    volumes: Mapping[Place, Fraction]
    """What is counted of all groups together."""
    unpriced: frozenset[Line]

    def total(self, year: int) -> Fraction:
        """The sum of all units in a year, from lines that are not rounded."""
        return sum((amount for (_, at), amount in self.units.items() if at == year), Fraction())

    def volume(self, year: int) -> Fraction:
        """What is counted of all groups and units in a year."""
        return sum((volume for (_, at), volume in self.volumes.items() if at == year), Fraction())


def prices_of(factors: Factors, group: Group, years: Iterable[int]) -> dict[int, Price]:
    """The price of a group by year: its own parts summed, else the year before's with the year's index.

    A year without an index has the price of the year before; before the first typed price there is none.
    """
    wanted = frozenset(years)
    typed = sorted(year for year, parts in group.prices.items() if parts)
    if not typed or not wanted:
        return {}
    found: dict[int, Price] = {}
    now: Price | None = None
    for year in range(typed[0], max(wanted) + 1):
        if group.prices.get(year):
            now = Price(sum(map(Fraction, group.prices[year].values()), Fraction()), True, year)
        elif now is not None:
            rise = 1 + Fraction(factors.indexes.get(year, Decimal())) / _WHOLE
            now = Price(now.value * rise, False, now.year)
        if now is not None and year in wanted:
            found[year] = now
    return found


def opening_of(group: Group, unit_id: int, year: int) -> Decimal | None:
    """What a year began with: as typed, else what the year before ended with."""
    here = group.volumes.get((unit_id, year))
    if here is not None and here.opening is not None:
        return here.opening
    before = group.volumes.get((unit_id, year - 1))
    return before.volume if before is not None else None


def counted_volume(factors: Factors, group: Group, unit_id: int, year: int) -> Fraction | None:
    """The volume that the price is taken times: the year's, or the mean of its first and last."""
    here = group.volumes.get((unit_id, year))
    if here is None:
        return None
    opening = opening_of(group, unit_id, year) if factors.mean_volume else None
    if opening is None:
        return Fraction(here.volume)
    return (Fraction(opening) + Fraction(here.volume)) * _HALF


def paid_share(group: Group) -> Fraction:
    """The share of the price that is paid."""
    return Fraction(1) if group.subsidy is None else Fraction(group.subsidy) / _WHOLE


def ore_per(price_unit: str) -> int:
    """How many öre one of what prices are typed in is."""
    return ORE_PER_UNIT["tkr" if price_unit == "tkr" else "kr"]


def calculate(factors: Factors, years: Iterable[int]) -> Results:
    """Everything that the factors give in some years."""
    wanted = tuple(sorted(set(years)))
    if factors.special:
        return _appropriated(factors, wanted)
    prices: dict[Row, Price] = {}
    counted: dict[Line, Fraction] = {}
    lines: dict[Line, Fraction] = {}
    unpriced: set[Line] = set()
    scale = ore_per(factors.price_unit)
    for group in factors.groups:
        share = paid_share(group) * scale
        found = prices_of(factors, group, wanted)
        prices.update({(group.id, year): price for year, price in found.items()})
        paid = {year: price.value * share for year, price in found.items()}
        for unit, year in group.volumes:
            volume = counted_volume(factors, group, unit, year) if year in wanted else None
            if volume is None:
                continue
            counted[group.id, unit, year] = volume
            if year in paid:
                lines[group.id, unit, year] = volume * paid[year]
            elif volume:
                unpriced.add((group.id, unit, year))
    gaps = frozenset((unit, year) for _, unit, year in unpriced)
    units = {place: amount for place, amount in _by_place(lines).items() if place not in gaps}
    return Results(wanted, prices, counted, lines, units, _by_place(counted), frozenset(unpriced))


def _appropriated(factors: Factors, years: tuple[int, ...]) -> Results:
    given = {place: Fraction(each.amount) for place, each in factors.specials.items() if place[1] in years}
    return Results(years, {}, {}, {}, given, {}, frozenset())


def _by_place(lines: Mapping[Line, Fraction]) -> dict[Place, Fraction]:
    sums: dict[Place, Fraction] = {}
    for (_, unit, year), amount in lines.items():
        sums[unit, year] = sums.get((unit, year), Fraction()) + amount
    return sums


def volume_change(factors: Factors, results: Results, unit_id: int, year: int) -> Fraction | None:
    """What a unit's volumes add since the year before, at the year's price; None where one is missing."""
    if factors.special:
        now, was = results.units.get((unit_id, year)), results.units.get((unit_id, year - 1))
        return None if now is None else now - (was or 0)
    if (unit_id, year) not in results.units:
        return None
    scale, change = ore_per(factors.price_unit), Fraction()
    for group in factors.groups:
        now = results.counted.get((group.id, unit_id, year), Fraction())
        was = results.counted.get((group.id, unit_id, year - 1), Fraction())
        price = results.prices.get((group.id, year))
        if now == was:
            continue
        if price is None:
            return None
        change += (now - was) * price.value * paid_share(group) * scale
    return change


def rounded(amount: Fraction) -> int:
    """Whole öre, half up and away from zero."""
    whole = (abs(amount.numerator) * 2 + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def rounding(amounts: Iterable[Fraction], unit_ore: int = 1) -> int:
    """How much the sum, once it is rounded, differs from the sum of its rounded lines, in whole units."""
    exact = [amount / unit_ore for amount in amounts]
    return rounded(sum(exact, Fraction())) - sum(rounded(amount) for amount in exact)


def as_decimal(amount: Fraction, *, most: int = _DIGITS) -> Decimal | None:
    """A fraction with every decimal it has; None when it has more than `most`."""
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > most:
        return None
    digits = amount.numerator * 10**places // amount.denominator
    return Decimal((int(digits < 0), tuple(int(digit) for digit in str(abs(digits))), -places))


def shortened(amount: Fraction, places: int) -> Decimal:
    """A fraction rounded half up to so many decimals."""
    digits = rounded(amount * 10**places)
    return Decimal((int(digits < 0), tuple(int(digit) for digit in str(abs(digits))), -places))
