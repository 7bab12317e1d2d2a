"""How often a pattern of the model is done: its occurrences in a year with their times (`WHL-05`)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from app.services import formatting
from app.services.organisation.rules import TERM_YEARS
from app.services.wheel import times
from app.services.wheel.placing import on_working_days
from app.services.wheel.times import Timed, Timing, timing_of

#: An election year to count from in a file that knows none.
_KNOWN_ELECTION: Final = 2022
_EVERY: Final = {"every_other_year": 2, "every_third_year": 3}
_SEVERAL: Final = {"half_yearly": 2}


class Recurring(Timed, Protocol):
    """A pattern with its title."""

    title: str


@dataclass(frozen=True, slots=True)
class History:
    """What a file knows of a pattern: the years it is planned in and done, and the file's first year."""

    planned: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()
    file_starts: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a pattern is done in a year."""

    number: int
    title: str
    short: str | None
    timing: Timing


def occurrences_of(
    pattern: Recurring, year: int, history: History, elections: Collection[int]
) -> tuple[Occurrence, ...]:
    """The occurrences of a pattern in a year, none in a year that its rhythm passes over."""
    rhythm = times.says(pattern, "rhythm")
    if rhythm in _EVERY and not _its_year(pattern, year, _EVERY[rhythm], history):
        return ()
    if rhythm == "mandate_period" and not _of_mandate(pattern, year, history, elections):
        return ()
    timing, title, short = timing_of(pattern, year), pattern.title, times.says(pattern, "short_title")
    if rhythm == "monthly":
        return tuple(_monthly(title, short, timing, year))
    timing = on_working_days(timing)
    if rhythm == "school_year":
        words = formatting.write_school_year(year)
        return (Occurrence(1, f"{title} ({words})", f"{short}, {words}" if short else None, timing),)
    least = times.says(pattern, "min_times_a_year")
    count = times.says(pattern, "times_a_year") or least or _SEVERAL.get(str(rhythm), 1)
    among = f"minst {count}" if least else str(count)
    return tuple(_numbered(title, short, timing, count, among))


def _monthly(title: str, short: str | None, timing: Timing, year: int) -> Iterator[Occurrence]:
    """One occurrence each month, or each month of the span that the source gives."""
    first, last = (timing.first, timing.last) if timing.precision == times.MONTHS else (None, None)
    if timing.precision in (times.UNKNOWN, times.MONTHS):
        start, end = (first.month, last.month) if first and last else (1, 12)
        over = 12 if end < start else 0
        for number, month in enumerate(range(start, end + over + 1), start=1):
            when = times.month_timing(year + (month - 1) // 12, (month - 1) % 12 + 1)
            source = timing.source
            yield Occurrence(
                number, title, short, Timing(when.precision, when.first, when.last, source=source)
            )
    elif timing.precision in (times.DAY, times.BY_DAY, times.PART):
        # The source gives the day of one month: the same place in each of the twelve.
        yield from _same_day(title, short, timing, year)
    else:
        yield Occurrence(1, title, short, timing)


def _same_day(title: str, short: str | None, timing: Timing, year: int) -> Iterator[Occurrence]:
    for month in range(1, 13):
        when = on_working_days(times.in_month(timing, year, month))
        yield Occurrence(month, title, short, when)


def _numbered(title: str, short: str | None, timing: Timing, count: int, among: str) -> Iterator[Occurrence]:
    if count == 1:
        yield Occurrence(1, title, short, timing)
        return
    for number in range(1, count + 1):
        suffix = f" ({number} av {among})"
        yield Occurrence(number, title + suffix, short + suffix if short else None, timing)


def _its_year(pattern: Recurring, year: int, every: int, history: History) -> bool:
    first = times.says(pattern, "first_year")
    if first is not None:
        return bool(year >= first and (year - first) % every == 0)
    start = min(history.planned, default=history.file_starts if history.file_starts is not None else year)
    return (year - start) % every == 0


def _of_mandate(pattern: Recurring, year: int, history: History, elections: Collection[int]) -> bool:
    """Whether it belongs to this year of the mandate; without a year of its own, until one is done."""
    number = year_of_mandate(year, elections)
    wanted = times.says(pattern, "mandate_year")
    if wanted is not None:
        return bool(number == (wanted or TERM_YEARS))
    return not any(year - number < one < year for one in history.done)


def year_of_mandate(year: int, elections: Collection[int]) -> int:
    """Which year of its mandate a calendar year is, 1 to 4; the fourth is the year of the next election."""
    before = [one for one in elections if one < year]
    election = max(before, default=min(elections, default=_KNOWN_ELECTION))
    return (year - election - 1) % TERM_YEARS + 1
