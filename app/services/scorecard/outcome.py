"""What a figure came to from January to the end of a period, from what was measured: pure, no session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.services.scorecard.periods import Period, read_period
from app.services.scorecard.series import Measured, Series

__all__ = [
    "GAP",
    "LAST",
    "MEAN",
    "SUM",
    "Below",
    "Measured",
    "Outcome",
    "Rows",
    "Series",
    "Taking",
    "outcome",
    "within",
]

TOGETHER, WOMEN, MEN = "T", "K", "M"
LAST, SUM, MEAN = "last", "sum", "mean"
GAP = "gap"


class Outcome(NamedTuple):
    """What it came to; neither value nor words is expressly missing, and `why` may say how."""

    period: str
    value: Decimal | None
    words: str | None = None
    comment: str | None = None
    example: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """How measurements become one outcome; the words are those of `Indicator`."""

    summing: str = LAST
    across: str | None = None
    kind: str = "absolute"


Rows = Mapping[int | None, Series | Sequence[Measured]]
Below = Mapping[int | None, Sequence[int]]


def outcome(rows: Rows, unit_id: int | None, below: Below, taking: Taking, period: Period) -> Outcome | None:
    """The outcome of a unit (None: the municipality) at the end of a period; None: nothing was measured.

    What is measured at the unit itself goes before what is measured in the units below it.
    """
    if taking.kind == GAP:
        return _gap(
            _of_gender(rows, unit_id, below, taking, period, WOMEN),
            _of_gender(rows, unit_id, below, taking, period, MEN),
        )
    together = _of_gender(rows, unit_id, below, taking, period, TOGETHER)
    if together is None and taking.across == SUM:
        halves = [_of_gender(rows, unit_id, below, taking, period, one) for one in (WOMEN, MEN)]
        known = [half for half in halves if half is not None]
        return _combined(known, SUM) if len(known) == len(halves) else None
    return together


def _gap(women: Outcome | None, men: Outcome | None) -> Outcome | None:
    if women is None and men is None:
        return None
    if women is None or men is None or women.value is None or men.value is None:
        one = women or men
        assert one is not None
        return Outcome(one.period, None, why="uppgift för både kvinnor och män saknas")
    apart = abs(women.value - men.value)
    return Outcome(women.period, apart, comment=women.comment or men.comment, example=women.example)


def _of_gender(
    rows: Rows, unit_id: int | None, below: Below, taking: Taking, period: Period, gender: str
) -> Outcome | None:
    own = _at_unit(rows.get(unit_id), taking.summing, period, gender)
    if own is not None or taking.across is None:
        return own
    parts = (_of_gender(rows, one, below, taking, period, gender) for one in below.get(unit_id, ()))
    return _combined([part for part in parts if part is not None], taking.across)


def _combined(parts: Sequence[Outcome], how: str) -> Outcome | None:
    """The outcomes of units as one; a sum needs every one of them, a mean rests on those that are known."""
    if not parts:
        return None
    known = [part.value for part in parts if part.value is not None]
    latest = max({part.period for part in parts}, key=lambda text: read_period(text).last)
    if not known or (how == SUM and len(known) < len(parts)):
        why = f"{len(known)} av {len(parts)} enheter har lämnat uppgift" if how == SUM else ""
        return Outcome(latest, None, why=why)
    whole = sum(known, Decimal(0))
    value = whole if how == SUM else whole / len(known)
    return Outcome(latest, value, example=any(part.example for part in parts))


def _at_unit(
    rows: Series | Sequence[Measured] | None, summing: str, period: Period, gender: str
) -> Outcome | None:
    if not rows:
        return None
    series = rows if isinstance(rows, Series) else Series.of(rows)
    ranks = ranks_of(period.text)
    if summing == LAST:
        row = series.first(gender, period.year, ranks)
        return _plain(row) if row is not None else None
    year = str(period.year)
    inside = [row for row in series.of_year(gender, period.year) if row.period.removeprefix(year) in ranks]
    return _of_parts([(row, read_period(row.period)) for row in inside], summing, period) if inside else None


@lru_cache(maxsize=256)
def ranks_of(text: str) -> Mapping[str, int]:
    """What follows the year in the periods that have ended when another has, with ranks, the latest first."""
    period = read_period(text)
    year = period.year
    texts = [str(year), f"{year}/{(year + 1) % 100:02}", *(f"{year}-{month:02}" for month in range(1, 13))]
    texts += [
        f"{year}-{letter}{n}" for letter, many in (("H", 2), ("T", 3), ("Q", 4)) for n in range(1, many + 1)
    ]
    found: dict[str, int] = {}
    for one in texts:
        when = read_period(one)
        if within(when, year, period.last):
            end = when.last.month + 12 * (when.last.year - year)
            found[one[4:]] = end * 100 + 50 * (one == text) + when.first.month
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def within(when: Period, year: int, last: date) -> bool:
    """Whether something measured belongs to a year as it stands on a day of it.

    A school year belongs to the year it begins in, and counts when that year is told as a whole.
    """
    if when.year != year:
        return False
    return when.last <= last or (when.frequency == "school_year" and last == date(year, 12, 31))


def _plain(row: Measured) -> Outcome:
    if row.missing:
        return Outcome(row.period, None, None, row.comment, row.example)
    return Outcome(row.period, row.value, row.text, row.comment, row.example)


def _of_parts(inside: Sequence[tuple[Measured, Period]], summing: str, period: Period) -> Outcome | None:
    whole = next((row for row, when in inside if when.text == period.text), None)
    if whole is not None:
        return _plain(whole)
    by_length: dict[str, list[tuple[Measured, Period]]] = {}
    for row, when in inside:
        by_length.setdefault(when.frequency, []).append((row, when))
    best = max(by_length.values(), key=lambda parts: sum(_months(when) for _, when in parts))
    known = [row.value for row, _ in best if row.value is not None]
    covered = sum(_months(when) for row, when in best if row.value is not None)
    example = any(row.example for row, _ in best)
    latest = max((when for _, when in best), key=lambda when: when.last).text
    if summing == SUM and covered < period.last.month:
        why = f"bara {covered} av {period.last.month} månader är kända"
        return Outcome(latest, None, example=example, why=why)
    if not known:
        return Outcome(latest, None, example=example)
    total = sum(known, Decimal(0))
    return Outcome(latest, total if summing == SUM else total / len(known), example=example)


def _months(when: Period) -> int:
    return (when.last.year - when.first.year) * 12 + when.last.month - when.first.month + 1
