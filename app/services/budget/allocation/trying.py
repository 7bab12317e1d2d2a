"""Trial calculation: other prices, volumes or indexes beside the stored ones, and what they would give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from app.services.budget.allocation.arithmetic import (
    Factors,
    Group,
    Place,
    Results,
    Volume,
    as_decimal,
    prices_of,
)
from app.services.budget.allocation.errors import NotAFactor
from app.services.formatting import write_number, write_percent

What = Literal["price", "volume", "index"]
_ORDER = ("index", "price", "volume")
_MOST_DIGITS = 400


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Another price or volume by a percent or a number, or an index by percentage points, from a year on.

    A price that is indexed in `from_year` becomes a typed one there, so that earlier years are not touched.
    """

    what: What
    from_year: int
    percent: Decimal | None = None
    number: Decimal | None = None
    group_id: int | None = None
    """Only this group; None for all."""
    unit_id: int | None = None
    """Only this unit's volumes; None for all."""

    def words(self, factors: Factors) -> str:
        """The adjustment in words: pris +2 % från 2027 för Barn 1–5 år."""
        name = {"price": "pris", "volume": "volym", "index": "index"}[self.what]
        if self.percent is not None:
            change = write_percent(self.percent, None, plus=True)
        else:
            change = write_number(self.number or Decimal(), plus=True)
        unit = {"price": f" {factors.price_unit}", "volume": "", "index": " procentenheter"}[self.what]
        where = "" if self.group_id is None else f" för {factors.group(self.group_id).name}"
        return f"{name} {change}{'' if self.percent is not None else unit} från {self.from_year}{where}"

    def on(self, value: Decimal) -> Decimal:
        """A value as the adjustment leaves it, exact."""
        exact = Fraction(value)
        exact = exact * (1 + Fraction(self.percent or 0) / 100) + Fraction(self.number or 0)
        return _decimal(exact)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a unit has in a year, and what it would have; None where it has no result."""

    unit_id: int
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction:
        """How much more."""
        return (self.after or Fraction()) - (self.before or Fraction())

    @property
    def percent(self) -> Decimal | None:
        """The change in percent; None where there was nothing."""
        if not self.before:
            return None
        share = self.change * 100 / abs(self.before)
        return Decimal(share.numerator) / Decimal(share.denominator)


def adjusted(factors: Factors, adjustments: Sequence[Adjustment]) -> Factors:
    """The factors with everything that is tried: indexes first, then prices, then volumes."""
    for each in sorted(adjustments, key=lambda one: _ORDER.index(one.what)):
        if each.what == "index":
            factors = _index(factors, each)
        elif each.what == "price":
            groups = tuple(
                _price(factors, group, each) if each.group_id in (None, group.id) else group
                for group in factors.groups
            )
            factors = replace(factors, groups=groups)
        else:
            groups = tuple(
                _volume(group, each) if each.group_id in (None, group.id) else group
                for group in factors.groups
            )
            factors = replace(factors, groups=groups)
    return factors


def differences(before: Results, after: Results, year: int) -> tuple[Difference, ...]:
    """Every unit of either in a year."""
    units = dict.fromkeys(unit for found in (before, after) for unit, at in found.units if at == year)
    return tuple(
        Difference(unit, before.units.get((unit, year)), after.units.get((unit, year))) for unit in units
    )


def _index(factors: Factors, each: Adjustment) -> Factors:
    known = [year for group in factors.groups for _, year in group.volumes]
    last = max((each.from_year, *factors.indexes, *known))
    changed = dict(factors.indexes)
    for year in range(each.from_year, last + 1):
        changed[year] = each.on(changed.get(year, Decimal()))
        if changed[year] <= -100:
            raise NotAFactor(f"Index {year}", "skulle bli −100 procent eller mindre.")
    return replace(factors, indexes=changed)


def _price(factors: Factors, group: Group, each: Adjustment) -> Group:
    start = prices_of(factors, group, [each.from_year]).get(each.from_year)
    prices = {year: dict(parts) for year, parts in group.prices.items()}
    if start is not None and not start.own:
        rise = Fraction(1)
        for year in range(start.year + 1, each.from_year + 1):
            rise *= 1 + Fraction(factors.indexes.get(year, Decimal())) / 100
        prices[each.from_year] = {
            part: _decimal(Fraction(price) * rise) for part, price in group.prices[start.year].items()
        }
    for year, parts in prices.items():
        if year >= each.from_year:
            prices[year] = _priced(parts, each)
    return replace(group, prices=prices)


def _priced(parts: dict[str, Decimal], each: Adjustment) -> dict[str, Decimal]:
    """A percent changes every part, a number the first one."""
    if each.percent is not None:
        return {part: each.on(price) for part, price in parts.items()}
    first = next(iter(parts), None)
    return {part: each.on(price) if part == first else price for part, price in parts.items()}


def _volume(group: Group, each: Adjustment) -> Group:
    changed = dict(group.volumes)
    for (unit, year), volume in group.volumes.items():
        if year < each.from_year or each.unit_id not in (None, unit):
            continue
        opening = None if volume.opening is None else each.on(volume.opening)
        changed[unit, year] = _checked(group, (unit, year), Volume(each.on(volume.volume), opening))
    return replace(group, volumes=changed)


def _checked(group: Group, place: Place, volume: Volume) -> Volume:
    if volume.volume < 0 or (volume.opening or 0) < 0:
        raise NotAFactor(f"Volymen {place[1]} av {group.name}", "skulle bli mindre än noll för någon enhet.")
    return volume


def _decimal(value: Fraction) -> Decimal:
    found = as_decimal(value, most=_MOST_DIGITS)
    if found is None:
        raise ArithmeticError(f"typed factors give a finite decimal, not {value}")
    plain = (
        found.normalize() if found.as_tuple().exponent != 0 and len(found.as_tuple().digits) < 28 else found
    )
    return Decimal(format(plain, "f"))
