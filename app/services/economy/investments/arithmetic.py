"""Depreciation and running costs of an investment: whole öre in whole years, nothing lost and nothing added.

A part is depreciated in equal months from the month that it is taken into use, over its own life. What a
year bears is the difference between what has been written off at its end and at its beginning, each rounded
to whole öre, so that the years together are the cost to the öre and the last takes the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

MONTHS: Final = 12
WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Life:
    """A part of what is bought: `share` percent of it, over `years`; None is never written off (land)."""

    share: Decimal
    years: int | None


@dataclass(frozen=True, slots=True)
class InUse:
    """When something is taken into use."""

    year: int
    month: int = 1


def rounded(amount: Fraction) -> int:
    """Whole öre, half away from zero: the one place where investments are rounded."""
    whole = int(abs(amount) + Fraction(1, 2))
    return whole if amount >= 0 else -whole


def split(amount: int, shares: Sequence[Decimal]) -> tuple[int, ...]:
    """An amount by shares in percent; where they are all of it, the parts together are the amount."""
    found: list[int] = []
    reached, taken = Decimal(0), 0
    for share in shares:
        reached += share
        upto = rounded(Fraction(amount) * Fraction(reached) / 100)
        found.append(upto - taken)
        taken = upto
    return tuple(found)


def depreciation(cost: int, years: int | None, start: InUse) -> dict[int, int]:
    """What each year bears of a cost in öre; nothing where there is no end to the life."""
    if years is None or cost == 0:
        return {}
    if years <= 0:
        raise ValueError("a life is at least a year")
    total = years * MONTHS
    borne: dict[int, int] = {}
    passed, written = 0, 0
    for year in range(start.year, start.year + years + 1):
        months = MONTHS + 1 - start.month if year == start.year else MONTHS
        passed = min(total, passed + months)
        upto = rounded(Fraction(cost * passed, total))
        if upto != written:
            borne[year] = upto - written
        written = upto
    return borne


def project_depreciation(
    spent: Mapping[int, int], lives: Sequence[Life], in_use: InUse | None
) -> dict[int, int]:
    """What each year bears of a project whose net cost is spent over years; nothing until it is in use.

    What is spent up to and including the year that it is taken into use is written off from the month of use.
    What comes after is written off from January of the year after, as the same parts over the same lives.
    """
    borne: dict[int, int] = {}
    if in_use is None:
        return borne
    for start, amount in _tranches(spent, in_use):
        for cost, life in zip(split(amount, [life.share for life in lives]), lives, strict=True):
            for year, öre in depreciation(cost, life.years, start).items():
                borne[year] = borne.get(year, 0) + öre
    return borne


def _tranches(spent: Mapping[int, int], in_use: InUse) -> Iterator[tuple[InUse, int]]:
    first = sum(amount for year, amount in spent.items() if year <= in_use.year)
    if first:
        yield in_use, first
    for year in sorted(spent):
        if year > in_use.year and spent[year]:
            yield InUse(year + 1), spent[year]


def running(amount: int, in_use: InUse | None, year: int) -> int:
    """What a yearly cost is in a year: by its months in the first year, whole after, nothing before."""
    if in_use is None or year < in_use.year:
        return 0
    if year > in_use.year:
        return amount
    return rounded(Fraction(amount * (MONTHS + 1 - in_use.month), MONTHS))
