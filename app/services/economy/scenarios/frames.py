"""The frames that a scenario stands on, shared by all, and what a scenario changes in them; in öre."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

PartKey = tuple[int, int, str]
"""A holder, a year and a part of the frame."""


@dataclass(frozen=True, slots=True)
class FrameBook:
    """Frames of a version: net parts and totals by holder (a unit or a central post) and year.

    `group_of` is the nämnd of a holder, `under` the holders of a unit and of everything under it.
    """

    years: tuple[int, ...]
    parts: Mapping[PartKey, int]
    totals: Mapping[tuple[int, int], int]
    group_of: Mapping[int, int]
    under: Mapping[int, tuple[int, ...]]
    holders: tuple[int, ...]
    group_totals: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def of(self, unit_id: int | None, pot_id: int | None) -> tuple[int, ...]:
        """The holders that a step is about; all where it names none."""
        if pot_id is not None:
            return (pot_id,) if pot_id in self.group_of else ()
        return self.holders if unit_id is None else self.under.get(unit_id, ())


@dataclass(slots=True)
class FrameChanges:
    """What a scenario changes in the parts of frames; a later year carries what an earlier one changes."""

    book: FrameBook
    parts: dict[PartKey, int] = field(default_factory=dict)
    _carried: dict[tuple[int, int], int] = field(default_factory=dict)

    def copied(self) -> "FrameChanges":
        """The same changes, to go on from."""
        return FrameChanges(self.book, dict(self.parts), dict(self._carried))

    def add(self, holder: int, year: int, component: str, amount: int) -> None:
        """Raise a part; the frames of that year and the years after follow."""
        if not amount:
            return
        key = holder, year, component
        self.parts[key] = self.parts.get(key, 0) + amount
        for each in self.book.years:
            if each >= year:
                self._carried[holder, each] = self._carried.get((holder, each), 0) + amount

    def part(self, holder: int, year: int, component: str) -> int:
        """A part as it has become."""
        key = holder, year, component
        return self.book.parts.get(key, 0) + self.parts.get(key, 0)

    def total(self, holder: int, year: int) -> int:
        """A frame as it has become."""
        return self.book.totals.get((holder, year), 0) + self._carried.get((holder, year), 0)

    def change(self, holder: int, year: int) -> int:
        """What a frame is raised by."""
        return self._carried.get((holder, year), 0)

    def changed(self) -> Iterator[tuple[int, int, int]]:
        """Holder, year and amount of every frame that has become another."""
        for (holder, year), amount in self._carried.items():
            if amount:
                yield holder, year, amount

    def groups(self) -> dict[tuple[int, int], int]:
        """The frames of each nämnd in each year."""
        found = dict(self.book.group_totals)
        for holder, year, amount in self.changed():
            key = self.book.group_of[holder], year
            found[key] = found.get(key, 0) + amount
        return found


def grouped(totals: Mapping[tuple[int, int], int], group_of: Mapping[int, int]) -> dict[tuple[int, int], int]:
    """The frames of each nämnd in each year, as the version has them."""
    found: dict[tuple[int, int], int] = {}
    for (holder, year), amount in totals.items():
        key = group_of[holder], year
        found[key] = found.get(key, 0) + amount
    return found


def rounded(amount: Fraction) -> int:
    """Whole öre, half away from zero."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount by weights, to the last öre; evenly where nothing weighs anything."""
    known = [max(0, weight) for weight in weights]
    if not any(known):
        known = [1] * len(known)
    whole, reached, taken = sum(known), 0, 0
    found = []
    for weight in known:
        reached += weight
        upto = rounded(Fraction(amount * reached, whole))
        found.append(upto - taken)
        taken = upto
    return found
