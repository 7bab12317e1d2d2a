"""Ages as they are typed: ”0–5”, ”7”, ”80+”, each with what such an inhabitant costs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.services.economy.longterm.errors import AgesMeet, NotAges

OLDEST: Final = 130
_AGES = re.compile(
    r"(\d{1,3})(?:\s*[-\u2013\u2212]\s*(\d{1,3})|\s*(\+|år och äldre|och äldre|-|\u2013))?(?:\s*år)?"
)


@dataclass(frozen=True, slots=True)
class AgeEntry:
    """Ages and what an inhabitant of them costs a year in öre; None of the upper age is and older."""

    age_from: int
    age_to: int | None
    amount: int = 0

    @property
    def ages(self) -> tuple[int, int | None]:
        """The ages alone."""
        return self.age_from, self.age_to


def read_ages(text: str) -> tuple[int, int | None]:
    """The ages that a text says; refused with what to write instead."""
    if text.strip().casefold() in ("alla", "alla åldrar"):
        return 0, None
    found = _AGES.fullmatch(text.strip())
    if found is None:
        raise NotAges(text)
    low = int(found[1])
    high = None if found[3] else int(found[2]) if found[2] else low
    if low > OLDEST or (high is not None and not low <= high <= OLDEST):
        raise NotAges(text)
    return low, high


def read_age_groups(text: str) -> tuple[tuple[int, int | None], ...]:
    """Several groups, parted by commas, semicolons or lines."""
    return tuple(read_ages(part) for part in re.split(r"[,;\n]", text) if part.strip())


def write_ages(age_from: int, age_to: int | None) -> str:
    """Ages in words: 1–5 år, 6 år, 80 år och äldre, alla åldrar."""
    if age_to is None:
        return f"{age_from} år och äldre" if age_from else "alla åldrar"
    return f"{age_from} år" if age_from == age_to else f"{age_from}\u2013{age_to} år"


def short_ages(age_from: int, age_to: int | None) -> str:
    """Ages as they are typed: 1–5, 6, 80+."""
    if age_to is None:
        return f"{age_from}+"
    return str(age_from) if age_from == age_to else f"{age_from}\u2013{age_to}"


def check_apart(area: str, entries: Iterable[AgeEntry]) -> Sequence[AgeEntry]:
    """The groups in order; refused where an age is in two of them."""
    ordered = sorted(entries, key=lambda entry: entry.age_from)
    for one, other in pairwise(ordered):
        if one.age_to is None or one.age_to >= other.age_from:
            raise AgesMeet(area, write_ages(*one.ages), write_ages(*other.ages))
    return ordered
