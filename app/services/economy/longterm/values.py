"""What a long-term plan is reckoned from, and what is reckoned of a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from app.services.economy.longterm.keys import BY_KEY

Values = Mapping[tuple[str, int | None], Decimal]
"""Assumptions by key and year; None is every year without one of its own."""


@dataclass(frozen=True, slots=True)
class Band:
    """What an inhabitant of certain ages costs a year, in öre at the prices of the base year."""

    age_from: int
    age_to: int | None
    cost: int


@dataclass(frozen=True, slots=True)
class Area:
    """An activity: by ages where it has bands, otherwise a sum; `index` is its own percent by year.

    `follows` is the kind of that index, which says what it follows in the years after it.
    """

    key: int
    name: str
    amount: int | None = None
    bands: tuple[Band, ...] = ()
    index: Mapping[int, Decimal] = field(default_factory=dict)
    follows: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """How many inhabitants there are: of ages by year, and all together when the grants are counted."""

    ages: Mapping[tuple[int, int, int | None], Decimal | None] = field(default_factory=dict)
    paid_for: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Base:
    """What the base year has in öre: tax, grants, and what else adds to or takes from the room."""

    tax: int | None = None
    grants: int | None = None
    rest: int | None = None
    rate: Decimal | None = None
    """The tax rate that the tax is of, where it is known."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything but the assumptions of a scenario and its people."""

    base_year: int
    years: int
    areas: tuple[Area, ...]
    base: Base = Base()

    @property
    def every_year(self) -> range:
        """The base year and those that are reckoned."""
        return range(self.base_year, self.base_year + self.years + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """An assumption as it holds in a year, and where it was said."""

    value: Decimal
    said: Literal["own", "main", "carried"]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a scenario says (`own`), before what the main line says; `shift` is added, to try what happens."""

    main: Values
    own: Values = field(default_factory=dict)
    shift: Mapping[str, Decimal] = field(default_factory=dict)

    def find(self, key: str, year: int) -> Found | None:
        """An assumption in a year: the scenario's, the main line's, or the latest said before it."""
        said: Literal["own", "main"]
        for said, values in (("own", self.own), ("main", self.main)):
            for at in (year, None):
                if (key, at) in values:
                    return Found(values[key, at], said, at)
        if not BY_KEY[key].carried:
            return None
        before = {at for values in (self.own, self.main) for name, at in values if name == key and at}
        earlier = [at for at in before if at < year]
        if not earlier:
            return None
        last = max(earlier)
        return Found(self.own.get((key, last), self.main.get((key, last), Decimal(0))), "carried", last)

    def value(self, key: str, year: int) -> Fraction | None:
        """An assumption in a year as a number, with what is tried."""
        found = self.find(key, year)
        if found is None:
            return None
        return Fraction(found.value) + Fraction(self.shift.get(key, Decimal(0)))

    def optional(self, key: str, year: int) -> Fraction:
        """The same, where saying nothing means nothing."""
        found = self.value(key, year)
        return Fraction(self.shift.get(key, Decimal(0))) if found is None else found

    def says(self, key: str, year: int) -> bool:
        """Whether the scenario itself says so, before an index of the area."""
        return (key, year) in self.own or (key, None) in self.own

    def known(self, key: str, year: int, *instead: str) -> Fraction | None:
        """An amount that is known, unless the scenario itself says how it grows in place of it."""
        if not self.says(key, year) and any(self.says(other, year) for other in instead):
            return None
        return self.value(key, year)


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """A year, in öre: what is needed, what comes in, and the gap between them; None where something lacks.

    Demand is positive. `gap` is income less demand less the target of result: below zero there is not enough.
    `demography` is how much the ages alone have changed the demand since the base year, at its prices.
    """

    year: int
    areas: Mapping[int, int | None]
    demography: int | None
    prices: int | None
    efficiency: int | None
    capital: int | None
    other_cost: int
    demand: int | None
    tax: int | None
    grants: int | None
    rest: int | None
    other_income: int
    income: int | None
    target: int | None
    result: int | None
    gap: int | None
    investments: int
    depreciation: int | None
    lacks: tuple[str, ...] = ()


Outcome = Mapping[int, YearOutcome]
"""What is reckoned, by year."""
