"""The inhabitants of a long-term plan by the ages that welfare follows, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.economy.longterm.ages import write_ages
from app.services.economy.population_table import PopulationTable

#: Ages by the activity they need; those that a forecast cannot make up are left out.
STANDARD: Final = (
    (0, 0), (1, 5), (6, 6), (7, 15), (16, 18), (19, 64), (65, 79), (80, None),
)  # fmt: skip
_WIDER: Final = ((0, 5), (6, 15), (16, 18), (19, 64), (65, 79), (80, None))
_WIDEST: Final = ((0, 18), (19, 64), (65, None))


@dataclass(frozen=True, slots=True)
class AgeGroupView:
    """Some ages and how many they are by year; None where the forecast does not say."""

    age_from: int
    age_to: int | None
    heads: Mapping[int, Decimal | None]

    @property
    def name(self) -> str:
        """The ages in words."""
        return write_ages(self.age_from, self.age_to)

    def growth(self, first: int, last: int) -> Decimal | None:
        """By how many percent they become more from one year to another."""
        begins, ends = self.heads.get(first), self.heads.get(last)
        return None if not begins or ends is None else (ends - begins) * 100 / begins


def groups_of(table: PopulationTable | None, years: Iterable[int], day: str) -> tuple[AgeGroupView, ...]:
    """The inhabitants by standard ages, the finest that the forecast can make up, then all together."""
    if table is None:
        return ()
    every = tuple(years)
    for ages in (STANDARD, _WIDER, _WIDEST, ()):
        groups = [_group(table, every, day, low, high) for low, high in ages]
        if all(any(count is not None for count in group.heads.values()) for group in groups):
            break
    return (*groups, _group(table, every, day, 0, None))


def _group(
    table: PopulationTable, years: tuple[int, ...], day: str, low: int, high: int | None
) -> AgeGroupView:
    return AgeGroupView(low, high, {year: table.count(year, day, low, high) for year in years})
