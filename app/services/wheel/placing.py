"""Days of one year put into another: working days, the same weekday of the month, the same part of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.services.wheel import times
from app.services.wheel.timing import Timing, when_words
from app.services.wheel.workdays import is_working, nearest_working

_DAY = timedelta(days=1)
#: A span of more days goes over a week-end anyway.
_SHORT = 5
#: How far a few days in a row are moved to be working days, the nearest first.
_REACH = (0, *(days for step in range(1, 8) for days in (step, -step)))


def on_working_days(timing: Timing) -> Timing:
    """A day or a few in a row moved as little as needed to be working days, with the source's words kept.

    A limit stands where it is, and so does the last day of a month, on which periods end.
    """
    first, last = timing.first, timing.last
    if timing.precision != times.DAY or first is None or last is None or ends_month(first, last):
        return timing
    shift = _shift(first, last)
    moved = replace(
        timing,
        first=first + shift,
        last=last + shift,
        tentative=tuple(nearest_working(day + shift) for day in timing.tentative),
    )
    if moved == timing:
        return timing
    return replace(moved, source=timing.source or when_words(timing, first.year))


def _shift(first: date, last: date) -> timedelta:
    if (last - first).days >= _SHORT:
        return timedelta()
    worked = [
        timedelta(days=days)
        for days in _REACH
        if all(is_working(day + timedelta(days=days)) for day in days_of(first, last))
    ]
    inside = [shift for shift in worked if (first + shift).month == first.month]
    return next(iter(inside or worked), nearest_working(first) - first)


def days_of(first: date, last: date) -> Iterable[date]:
    """Every day of a span."""
    return (first + timedelta(days=days) for days in range((last - first).days + 1))


def ends_month(first: date, last: date) -> bool:
    """Whether a time is the last day of a month."""
    return first == last and (last + _DAY).day == 1


def same_weekday(day: date, year: int) -> date:
    """The same weekday of the same week of the month in another year.

    The third Tuesday of March becomes the third Tuesday of March; a weekday that is the last of its kind
    in the month stays the last.
    """
    first = date(year, day.month, 1)
    days = range(1 + (day.weekday() - first.weekday()) % 7, times.month_end(year, day.month).day + 1, 7)
    place = len(days) - 1 if is_last_of_kind(day) else min((day.day - 1) // 7, len(days) - 1)
    return first.replace(day=days[place])


def is_last_of_kind(day: date) -> bool:
    """Whether a day is the last of its weekday in the month."""
    return day.day + 7 > times.month_end(day.year, day.month).day


def same_day(day: date, year: int) -> date:
    """The same weekday of the month in another year, or the closest working day of that month.

    What was on a day off stays on that weekday.
    """
    found = same_weekday(day, year)
    return nearest_working_in_month(found) if is_working(day) else found


def nearest_working_in_month(day: date) -> date:
    """The closest working day, in the same month."""
    found = nearest_working(day)
    if found.month == day.month:
        return found
    step = _DAY if found < day else -_DAY
    while not is_working(day):
        day += step
    return day


def years_later(timing: Timing, years: int, *, dated: bool = True) -> Timing:
    """A time so many working years later, by rule, without a look at the meetings.

    Days keep weekday and week of the month, days that are only possible their distance to them. A limit
    keeps its date, and so does the last day of a month where that is what is meant (`dated`), and what is
    not exact keeps its months.
    """
    first, last = timing.first, timing.last
    if timing.precision == times.DAY and first is not None and last is not None:
        kept = dated and ends_month(first, last)
        start = _dated(first, years) if kept else _start(first, last, years)
        possible = tuple(nearest_working(day + (start - first)) for day in timing.tentative)
        return replace(timing, first=start, last=start + (last - first), tentative=possible)
    tentative = tuple(same_day(day, day.year + years) for day in timing.tentative)
    if last is None:
        return replace(timing, tentative=tentative)
    if timing.precision == times.BY_DAY or timing.month_part in ("early", "middle"):
        last = _dated(last, years)
    else:
        last = times.month_end(last.year + years, last.month)
    return replace(timing, first=first and _dated(first, years), last=last, tentative=tentative)


def _start(first: date, last: date, years: int) -> date:
    """The first day of a day or a few in a row, on working days if they were worked before."""
    if first == last:
        return same_day(first, first.year + years)
    found = same_weekday(first, first.year + years)
    if not all(is_working(day) for day in days_of(first, last)):
        return found
    return found + _shift(found, found + (last - first))


def _dated(day: date, years: int) -> date:
    """The same date in another year; the last day of a month stays the last."""
    if (day + _DAY).day == 1:
        return times.month_end(day.year + years, day.month)
    return day.replace(year=day.year + years)
