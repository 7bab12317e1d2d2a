"""Inhabitants by age, year and day, looked up in groups that fit: nothing is ever guessed between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

Day = Literal["nov1", "dec31", "mean"]
STORED_DAYS: Final = ("nov1", "dec31")
DAYS: Final[Mapping[str, str]] = {"nov1": "1 november", "dec31": "31 december", "mean": "medeltal"}
#: What the numbers of a day are for.
DAY_USES: Final[Mapping[str, str]] = {
    "nov1": "statsbidrag och utjämning räknas på invånarna den 1 november året före",
    "dec31": "nyckeltal räknas på invånarna den 31 december",
    "mean": "priser och volymer räknas på medeltalet av två årsskiften",
}
OLDEST: Final = 130
"""No age is higher."""


@dataclass(frozen=True, slots=True, order=True)
class AgeGroup:
    """Ages from and to, both counted in; `to` is None where the group has no upper end."""

    first: int
    to: int | None = None

    @property
    def words(self) -> str:
        """Such as "0–5 år", "100 år och äldre", "7 år", "alla åldrar"."""
        if self.to is None:
            return "alla åldrar" if self.first == 0 else f"{self.first} år och äldre"
        return f"{self.first} år" if self.first == self.to else f"{self.first}–{self.to} år"


@dataclass(frozen=True, slots=True)
class Number:
    """How many inhabitants an age group has on a stored day of a year; None takes the number away."""

    year: int
    day: str
    age_from: int
    age_to: int | None
    number: int | None

    @property
    def group(self) -> AgeGroup:
        """Its ages."""
        return AgeGroup(self.age_from, self.age_to)


@dataclass(frozen=True, slots=True)
class _Sums:
    """The groups of one year and day, added up from the youngest; a gap begins a new run."""

    before: Mapping[int, tuple[int, int]]
    """The run that a group begins in and the sum of all before it, by its first age."""
    after: Mapping[int | None, tuple[int, int]]
    """The same after a group, by its last age."""


@dataclass(frozen=True, slots=True)
class PopulationTable:
    """All numbers of a forecast."""

    numbers: tuple[Number, ...]
    _sums: dict[tuple[int, str], _Sums] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        together: dict[tuple[int, str], list[Number]] = {}
        for each in self.numbers:
            together.setdefault((each.year, each.day), []).append(each)
        self._sums.update((key, _added_up(rows)) for key, rows in together.items())

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a number on any day."""
        return tuple(sorted({each.year for each in self.numbers}))

    @property
    def groups(self) -> tuple[AgeGroup, ...]:
        """The age groups in order."""
        return tuple(sorted({each.group for each in self.numbers}, key=_place))

    def days(self, year: int) -> tuple[str, ...]:
        """The stored days that a year has numbers of."""
        return tuple(day for day in STORED_DAYS if (year, day) in self._sums)

    def count(self, year: int, day: str, age_from: int = 0, age_to: int | None = None) -> Decimal | None:
        """The inhabitants of some ages; None where the groups of the forecast do not make them up.

        The mean of a year is that of 31 December of the year and of the year before.
        """
        if day == "mean":
            begins = self.count(year - 1, "dec31", age_from, age_to)
            ends = self.count(year, "dec31", age_from, age_to)
            return None if begins is None or ends is None else (begins + ends) / 2
        sums = self._sums.get((year, day))
        if sums is None:
            return None
        start, stop = sums.before.get(age_from), sums.after.get(age_to)
        if start is None or stop is None or start[0] != stop[0] or stop[1] < start[1]:
            return None
        return Decimal(stop[1] - start[1])

    def group_count(self, year: int, day: str, group: AgeGroup) -> Decimal | None:
        """The inhabitants of an age group."""
        return self.count(year, day, group.first, group.to)


def overlapping(numbers: Iterable[Number]) -> tuple[Number, Number] | None:
    """Two groups of one year and day that have ages in common, which would be counted twice."""
    last: dict[tuple[int, str], Number] = {}
    for each in sorted(numbers, key=lambda number: (number.year, number.day, number.age_from)):
        before = last.get((each.year, each.day))
        if before is not None and (before.age_to is None or before.age_to >= each.age_from):
            return before, each
        last[each.year, each.day] = each
    return None


def _added_up(rows: Iterable[Number]) -> _Sums:
    before: dict[int, tuple[int, int]] = {}
    after: dict[int | None, tuple[int, int]] = {}
    run, total, expected = 0, 0, None
    for each in sorted(rows, key=lambda number: number.age_from):
        if each.number is None:
            continue
        run += each.age_from != expected
        before[each.age_from] = run, total
        total += each.number
        after[each.age_to] = run, total
        expected = None if each.age_to is None else each.age_to + 1
    return _Sums(before, after)


def _place(group: AgeGroup) -> tuple[int, int]:
    return group.first, OLDEST + 1 if group.to is None else group.to
