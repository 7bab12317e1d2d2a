"""When an activity is: from the model's pattern, in words and moved; never more exact than what is known."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Protocol

from app.services import formatting
from app.services.wheel.timeerrors import EndsBeforeStart
from app.services.wheel.views import When

DAY, MONTH, MONTHS, PART, SEASON, BY_MONTH, BY_DAY, UNKNOWN = (
    "dag", "manad", "manadsintervall", "del_av_manad", "arstid", "senast_manad", "senast_dag", "okand",
)  # fmt: skip
UNDATED: Final = "utan angiven tid"
WHOLE_YEAR: Final = "hela året"
PART_WORDS: Mapping[str, str] = {"early": "början av", "middle": "mitten av", "late": "slutet av"}
SEASON_WORDS: Mapping[str, str] = {
    "winter": "vintern", "spring": "våren", "summer": "sommaren", "autumn": "hösten",
}  # fmt: skip
#: The first and last month of a season; the winter begins in December of the year before.
SEASON_MONTHS: Mapping[str, tuple[int, int]] = {
    "winter": (0, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11),
}  # fmt: skip
_PARTS, _SEASONS = tuple(PART_WORDS), tuple(SEASON_WORDS)
#: A third of a month begins on these days.
_PART_STARTS = (1, 11, 21)
#: Days of a month, a third of it and a season, for what is moved along the circle.
_MONTH_DAYS, _PART_DAYS, _SEASON_DAYS = 30.44, 10.15, 91.3
#: Over new year without years: a span from the second half of a year into the first half of the next.
_HALF = 7


@dataclass(frozen=True, slots=True)
class Timing:
    """When something is: as `When` without its words; `source` is what the source says, in its words."""

    precision: str
    first: date | None = None
    last: date | None = None
    month_part: str | None = None
    season: str | None = None
    tentative: tuple[date, ...] = ()
    source: str | None = None


class Timed(Protocol):
    """A pattern of the model: months and days only as far as its precision says."""

    precision: Any
    start_month: Any
    start_day: Any
    end_month: Any
    end_day: Any


# ---- made ------------------------------------------------------------------------------------------


def undated(source: str | None = None) -> Timing:
    """A time that is not known."""
    return Timing(UNKNOWN, source=source)


def day_timing(first: date, last: date | None = None) -> Timing:
    """A day, or days from the first to the last."""
    return Timing(DAY, first, last or first)


def month_timing(year: int, first: int, last: int | None = None) -> Timing:
    """A month or several; a last month before the first is one of the next year."""
    last = last or first
    over = last < first
    return Timing(MONTH if first == last else MONTHS, month_start(year, first), month_end(year + over, last))


def part_timing(year: int, month: int, part: str) -> Timing:
    """Early, in the middle of or late in a month: a third of it."""
    place = _PARTS.index(part)
    start = month_start(year, month)
    last = month_end(year, month) if place == 2 else start.replace(day=_PART_STARTS[place + 1] - 1)
    return Timing(PART, start.replace(day=_PART_STARTS[place]), last, month_part=part)


def season_timing(year: int, season: str) -> Timing:
    """A season; the winter of a year begins in December of the year before."""
    first, last = SEASON_MONTHS[season]
    return Timing(SEASON, month_start(year, first), month_end(year, last), season=season)


def by_month(year: int, month: int) -> Timing:
    """At the latest in a month."""
    return Timing(BY_MONTH, None, month_end(year, month))


def by_day(last: date) -> Timing:
    """At the latest on a day."""
    return Timing(BY_DAY, None, last)


def timing_of(pattern: Timed, year: int) -> Timing:
    """When a pattern of the model is in a year; a day that the year does not have is the last of its month.

    Takes a row of the file (with `details`) or a part of a model file.
    """
    part, season = says(pattern, "month_part"), says(pattern, "season")
    tentative = tuple(
        sorted(_day(year, int(text[:2]), int(text[3:])) for text in says(pattern, "tentative") or ())
    )
    found = _basic(pattern, year, part, season)
    return replace(found, tentative=tentative, source=says(pattern, "timing_text"))


def says(pattern: Timed, name: str) -> Any:
    """What a pattern says under a name: in the details of a row, or as a field of a model file's part."""
    details = getattr(pattern, "details", None)
    return details.get(name) if isinstance(details, Mapping) else getattr(pattern, name, None)


def _basic(pattern: Timed, year: int, part: str | None, season: str | None) -> Timing:
    first, last = pattern.start_month, pattern.end_month
    if pattern.precision == SEASON and season:
        return season_timing(year, season)
    if last is None or pattern.precision in (UNKNOWN, SEASON):
        return undated()
    if pattern.precision == BY_DAY and pattern.end_day:
        return by_day(_day(year, last, pattern.end_day))
    if pattern.precision in (BY_MONTH, BY_DAY) or first is None:
        return by_month(year, last)
    if pattern.precision == PART and part:
        return part_timing(year, first, part)
    if pattern.precision == DAY and pattern.start_day and pattern.end_day:
        start = _day(year, first, pattern.start_day)
        over = (last, pattern.end_day) < (first, pattern.start_day)
        return day_timing(start, _day(year + over, last, pattern.end_day))
    return month_timing(year, first, last)


def timing_of_when(when: When) -> Timing:
    """The time that a view shows, to be moved or written back."""
    return Timing(
        when.precision, when.first, when.last, when.month_part, when.season, when.tentative, when.source
    )


def when_of(timing: Timing, year: int | None = None) -> When:
    """The time as it is shown; `year` is the working year, whose number is not written out."""
    return When(
        timing.precision, timing.first, timing.last, when_words(timing, year), timing.month_part,
        timing.season, timing.tentative, timing.source,
    )  # fmt: skip


# ---- in words --------------------------------------------------------------------------------------


def when_words(timing: Timing, year: int | None = None) -> str:
    """The time in words, which `read_timing` reads back: "10–11 mars", "senast april", "våren".

    Years are written where they differ from the working year, and where a span is over a year long.
    """
    words = _words(timing, year if year is not None else _own_year(timing))
    if not timing.tentative:
        return words
    base = year if year is not None else _own_year(timing)
    extra = " och ".join(_day_words(day, base) for day in timing.tentative)
    return f"{words}, ev. {extra}"


def _words(timing: Timing, year: int | None) -> str:
    first, last = timing.first, timing.last
    if last is None or timing.precision == UNKNOWN:
        return UNDATED
    if timing.precision == BY_DAY:
        return f"senast {_day_words(last, year)}"
    if timing.precision == BY_MONTH or first is None:
        return f"senast {_month_words(last, year)}"
    if timing.precision == SEASON and timing.season:
        return SEASON_WORDS[timing.season] + _year_words(last, year)
    if timing.precision == PART and timing.month_part:
        return f"{PART_WORDS[timing.month_part]} {_month_words(first, year)}"
    if timing.precision == DAY:
        return _days_words(first, last, year)
    if (first.month, last.month) == (1, 12) and first.year == last.year:
        return WHOLE_YEAR + _year_words(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return _month_words(first, year)
    if _over_new_year(first, last) and first.year == year:
        return f"{_month_name(first)}–{_month_name(last)}"
    if first.year != last.year:
        return "–".join(formatting.write_month(day.year, day.month) for day in (first, last))
    return f"{_month_name(first)}–{_month_words(last, year)}"


def _days_words(first: date, last: date, year: int | None) -> str:
    if first == last:
        return _day_words(first, year)
    if _over_new_year(first, last) and first.year == year:
        return f"{formatting.write_day_month(first)}–{formatting.write_day_month(last)}"
    if first.year != last.year:
        return f"{formatting.write_long_date(first)}–{formatting.write_long_date(last)}"
    if first.month == last.month:
        return f"{first.day}–{_day_words(last, year)}"
    return f"{formatting.write_day_month(first)}–{_day_words(last, year)}"


def _over_new_year(first: date, last: date) -> bool:
    return last.year == first.year + 1 and first.month >= _HALF > last.month


def _own_year(timing: Timing) -> int | None:
    """The year that a time is in when no working year is said."""
    if timing.precision == SEASON and timing.last is not None:
        return timing.last.year
    known = timing.first or timing.last
    return known.year if known else next((day.year for day in timing.tentative), None)


def _day_words(day: date, year: int | None) -> str:
    return formatting.write_day_month(day) if day.year == year else formatting.write_long_date(day)


def _month_words(day: date, year: int | None) -> str:
    return _month_name(day) + _year_words(day, year)


def _year_words(day: date, year: int | None) -> str:
    return "" if day.year == year else f" {day.year}"


def _month_name(day: date) -> str:
    return formatting.MONTHS[day.month - 1]


# ---- moved -----------------------------------------------------------------------------------------


def moved(timing: Timing, days: int) -> Timing:
    """The time so many days later; what is not exact moves by whole months, thirds of them or seasons."""
    first, last = timing.first, timing.last
    if last is None:
        return timing
    tentative = tuple(day + timedelta(days=days) for day in timing.tentative)
    if timing.precision in (DAY, BY_DAY):
        shift = timedelta(days=days)
        return replace(timing, first=first + shift if first else None, last=last + shift, tentative=tentative)
    if timing.precision == PART and first and timing.month_part:
        made = _part_at(_month_number(first) * 3 + _PARTS.index(timing.month_part) + round(days / _PART_DAYS))
    elif timing.precision == SEASON and timing.season:
        made = _season_at(last.year * 4 + _SEASONS.index(timing.season) + round(days / _SEASON_DAYS))
    else:
        months = round(days / _MONTH_DAYS)
        start = _month_number(first) + months if first else None
        made = _months_at(timing.precision, start, _month_number(last) + months)
    return replace(made, tentative=tentative, source=timing.source)


def stretched(timing: Timing, last: date) -> Timing:
    """The time with another last day; what is not exact ends with the month of that day."""
    if timing.precision in (BY_DAY, UNKNOWN):
        return replace(timing, precision=BY_DAY, first=None, last=last)
    if timing.precision == BY_MONTH:
        return replace(timing, last=month_end(last.year, last.month))
    if timing.first is not None and last < timing.first:
        raise EndsBeforeStart(f"{_day_words(timing.first, None)}–{_day_words(last, None)}")
    if timing.precision == DAY:
        return replace(timing, last=last)
    if timing.last == last or timing.first is None:
        return timing
    made = _months_at(MONTHS, _month_number(timing.first), _month_number(last))
    return replace(made, tentative=timing.tentative, source=timing.source)


def begun(timing: Timing, first: date) -> Timing:
    """The time with another first day; what is not exact begins with the month of that day."""
    if timing.last is None:
        return replace(timing, precision=DAY, first=first, last=first)
    if first > timing.last:
        raise EndsBeforeStart(f"{_day_words(first, None)}–{_day_words(timing.last, None)}")
    if timing.precision in (DAY, BY_DAY):
        return replace(timing, precision=DAY, first=first)
    if timing.first == first:
        return timing
    made = _months_at(MONTHS, _month_number(first), _month_number(timing.last))
    return replace(made, tentative=timing.tentative, source=timing.source)


def _months_at(precision: str, first: int | None, last: int) -> Timing:
    end = month_end(*_of_number(last))
    if first is None:
        return Timing(precision, None, end)
    return Timing(MONTH if first == last else MONTHS, month_start(*_of_number(first)), end)


def _part_at(number: int) -> Timing:
    month, part = divmod(number, 3)
    return part_timing(*_of_number(month), _PARTS[part])


def _season_at(number: int) -> Timing:
    year, season = divmod(number, 4)
    return season_timing(year, _SEASONS[season])


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _of_number(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def month_start(year: int, month: int) -> date:
    """The first day of a month; month 0 is December of the year before."""
    return date(year, month, 1) if month else date(year - 1, 12, 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def in_month(timing: Timing, year: int, month: int) -> Timing:
    """The time at the same place in another month: a day that it does not have is its last."""
    if timing.precision == PART and timing.month_part:
        return replace(part_timing(year, month, timing.month_part), source=timing.source)
    if timing.last is None:
        return timing
    start = _day(year, month, timing.first.day) if timing.first else None
    length = timing.last - timing.first if timing.first else timedelta()
    last = start + length if start else _day(year, month, timing.last.day)
    return Timing(timing.precision, start, last, source=timing.source)
