"""What a figure came to from January to the end of a period, from what was measured: pure, no session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.services.scorecard.periods import Period, is_yearly, read_period
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
_BOTH = "uppgift behövs för både kvinnor och män"


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
    """How measurements become one outcome; the words are those of `Indicator`.

    `yearly`: a value of the whole year counts as soon as it has been entered, in every report of that year.
    """

    summing: str = LAST
    across: str | None = None
    kind: str = "absolute"
    yearly: bool = False


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
    return _of_gender(rows, unit_id, below, taking, period, TOGETHER)


def _gap(women: Outcome | None, men: Outcome | None) -> Outcome | None:
    if women is None and men is None:
        return None
    if women is None or men is None or women.value is None or men.value is None:
        one = women or men
        assert one is not None
        return Outcome(one.period, None, why=_BOTH)
    if women.period != men.period:
        return Outcome(women.period, None, why="uppgifterna om kvinnor och män gäller olika perioder")
    apart = abs(women.value - men.value)
    example = women.example or men.example
    return Outcome(women.period, apart, comment=women.comment or men.comment, example=example)


def _of_gender(
    rows: Rows, unit_id: int | None, below: Below, taking: Taking, period: Period, gender: str
) -> Outcome | None:
    series = _series(rows.get(unit_id))
    own = _at_unit(series, taking, period, gender)
    if own is None and gender == TOGETHER and taking.across == SUM:
        own = _added(*(_at_unit(series, taking, period, one) for one in (WOMEN, MEN)))
    if own is not None or taking.across is None:
        return own
    units = below.get(unit_id, ())
    parts = [_of_gender(rows, one, below, taking, period, gender) for one in units]
    known = [part for part in parts if part is not None]
    silent = 0
    if taking.across == SUM and known:
        silent = sum(
            part is None and _reports(rows, one, below, period.year)
            for one, part in zip(units, parts, strict=True)
        )
    return _combined(known, taking, silent)


def _reports(rows: Rows, unit_id: int, below: Below, year: int) -> bool:
    """Whether a unit, or one below it, has told anything in a year or the one before."""
    series = _series(rows.get(unit_id))
    if series is not None and (series.tells_of(year) or series.tells_of(year - 1)):
        return True
    return any(_reports(rows, one, below, year) for one in below.get(unit_id, ()))


def _added(women: Outcome | None, men: Outcome | None) -> Outcome | None:
    """Counts of women and men as one."""
    if women is None or men is None:
        return None
    if women.value is None or men.value is None:
        return Outcome(women.period, None, why=_BOTH)
    return Outcome(men.period, women.value + men.value, example=women.example or men.example)


def _combined(parts: Sequence[Outcome], taking: Taking, silent: int) -> Outcome | None:
    """The outcomes of units as one; a sum needs every one of them, a mean rests on those that are known.

    What has been added up over different parts of the year cannot be put together at all.
    """
    if len(parts) + silent < 2:
        return parts[0] if parts else None
    known = [part.value for part in parts if part.value is not None]
    ends = {part.period: read_period(part.period).last for part in parts}
    latest = max(ends, key=lambda text: ends[text])
    every = len(parts) + silent
    if not known or (taking.across == SUM and len(known) < every):
        same = {part.why for part in parts if part.value is None}
        told = same.pop() if len(same) == 1 and not known and not silent else ""
        asked = f"{len(known)} av {every} enheter har lämnat uppgift" if taking.across == SUM else ""
        why = told or asked
        return Outcome(latest, None, why=why)
    if taking.summing == SUM and len(set(ends.values())) > 1:
        return Outcome(latest, None, why="enheternas uppgifter gäller olika delar av året")
    whole = sum(known, Decimal(0))
    value = whole if taking.across == SUM else whole / len(known)
    return Outcome(latest, value, example=any(part.example for part in parts))


def _series(rows: Series | Sequence[Measured] | None) -> Series | None:
    return rows if isinstance(rows, Series) else Series.of(rows) if rows else None


def _at_unit(series: Series | None, taking: Taking, period: Period, gender: str) -> Outcome | None:
    if series is None:
        return None
    ranks = ranks_of(period.text, taking.yearly)
    if taking.summing == LAST:
        row = series.first(gender, period.year, ranks)
        return _plain(row) if row is not None else None
    year = str(period.year)
    inside = [row for row in series.of_year(gender, period.year) if row.period.removeprefix(year) in ranks]
    parts = [(row, read_period(row.period)) for row in inside]
    return _of_parts(parts, taking.summing, period) if inside else None


@lru_cache(maxsize=256)
def ranks_of(text: str, yearly: bool = False) -> Mapping[str, int]:
    """What follows the year in the periods that have ended when another has, with ranks, the latest first.

    For what is measured once a year (`yearly`) the year itself has ended when somebody tells of it.
    """
    period = read_period(text)
    year = period.year
    texts = [str(year), f"{year}/{(year + 1) % 100:02}", *(f"{year}-{month:02}" for month in range(1, 13))]
    texts += [
        f"{year}-{letter}{n}" for letter, many in (("H", 2), ("T", 3), ("Q", 4)) for n in range(1, many + 1)
    ]
    found: dict[str, int] = {}
    for one in texts:
        when = read_period(one)
        if within(when, year, period.last) or (yearly and is_yearly(when.frequency)):
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
    best = max(by_length.values(), key=lambda parts: (_known_months(parts), _months(parts[0][1])))
    known = [row.value for row, _ in best if row.value is not None]
    covered, each = _known_months(best), _months(best[0][1])
    asked = period.last.month // each * each
    example = any(row.example for row, _ in best)
    latest = max((when for _, when in best), key=lambda when: when.last).text
    if summing == SUM and covered < asked:
        why = f"bara {covered} av {asked} månader är kända"
        return Outcome(latest, None, example=example, why=why)
    if not known:
        return Outcome(latest, None, example=example)
    total = sum(known, Decimal(0))
    return Outcome(latest, total if summing == SUM else total / len(known), example=example)


def _known_months(parts: Sequence[tuple[Measured, Period]]) -> int:
    return sum(_months(when) for row, when in parts if row.value is not None)


def _months(when: Period) -> int:
    return (when.last.year - when.first.year) * 12 + when.last.month - when.first.month + 1
