"""A year of activities as twelve months: lines under the month's name, strips in the weeks; no pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.ui.wheel.year_days import DAY, WEEK, YearDays, add_months, beginning, month_end

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, When

#: An exact time as long as this is a line under the month's name, as if it were said in months.
_LONG = 21


@dataclass(frozen=True, slots=True)
class Line:
    """An activity timed in months, under a month's name; `start` and `end` are shares of the month."""

    key: int
    start: float
    end: float
    begins: bool
    """It begins in this month; otherwise it goes on from the month before."""
    ends: bool
    fade: bool
    """Only its last month is known."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of an activity within a week, on days `first` to `last`.

    `before` and `after` are how many days of the week stand free beside it in its lane, for its words;
    the days between two strips belong to one of them.
    """

    key: int
    first: date
    last: date
    lane: int
    begins: bool
    ends: bool
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Week:
    """The days of a month that fall in one week."""

    number: int
    first: date
    last: date
    strips: tuple[Strip, ...]

    @property
    def lanes(self) -> int:
        """How many strips lie above each other at most."""
        return max((one.lane for one in self.strips), default=-1) + 1

    @property
    def days(self) -> tuple[date, ...]:
        """Its days in this month."""
        return tuple(self.first + DAY * n for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Month:
    """A month with what is timed in months, and its weeks."""

    first: date
    lines: tuple[Line, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Twelve months; `undated` have no time at all, `outside` a time in another year."""

    year: YearDays
    months: tuple[Month, ...]
    undated: tuple[int, ...]
    outside: tuple[int, ...]
    by_day: dict[date, tuple[int, ...]]
    """Activities of exact days, by each of their days."""


def calendar_of(activities: Sequence["Activity"], year: YearDays) -> Calendar:
    """Lay activities out, those that come first in `activities` first."""
    lines: dict[date, list[Line]] = {}
    pieces: dict[date, list[tuple[int, date, date]]] = {}
    by_day: dict[date, tuple[int, ...]] = {}
    undated, outside = [], []
    for one in activities:
        first, last = beginning(one.when), one.when.last
        if first is None or last is None:
            undated.append(one.key)
        elif last < year.first or first > year.last:
            outside.append(one.key)
        elif one.when.exact and (last - first).days < _LONG:
            for month, start, end in _by_month(first, last, year):
                pieces.setdefault(month, []).append((one.key, start, end))
            for number in range((last - first).days + 1):
                day = first + DAY * number
                by_day[day] = (*by_day.get(day, ()), one.key)
        else:
            fade = one.when.first is None
            for month, start, end in _by_month(first, last, year):
                lines.setdefault(month, []).append(_line(one.key, (first, last), start, end, fade))
    months = tuple(
        Month(month, tuple(lines.get(month, ())), _weeks(month, pieces.get(month, ()), activities))
        for month in year.months
    )
    return Calendar(year, months, tuple(undated), tuple(outside), by_day)


def week_number(day: date) -> int:
    """The Swedish number of a day's week (ISO 8601)."""
    return day.isocalendar().week


def _by_month(first: date, last: date, year: YearDays) -> Iterable[tuple[date, date, date]]:
    """The months that a time touches within the year, and its days in each."""
    month = max(first, year.first).replace(day=1)
    while month <= min(last, year.last):
        yield month, max(first, month), min(last, month_end(month))
        month = add_months(month, 1)


def _line(key: int, whole: tuple[date, date], start: date, end: date, fade: bool) -> Line:
    days = month_end(end).day
    return Line(key, (start.day - 1) / days, end.day / days, start == whole[0], end == whole[1], fade)


def _weeks(
    month: date, pieces: Iterable[tuple[int, date, date]], activities: Sequence["Activity"]
) -> tuple[Week, ...]:
    found, last = [], month_end(month)
    whole = {one.key: one.when for one in activities} if pieces else {}
    inside = tuple(pieces)
    monday = month - timedelta(days=month.weekday())
    while monday <= last:
        first, end = max(monday, month), min(monday + DAY * (WEEK - 1), last)
        taken = [
            (key, max(start, first), min(stop, end))
            for key, start, stop in inside
            if start <= end and stop >= first
        ]
        found.append(Week(week_number(monday), first, end, _packed(taken, (first, end), whole)))
        monday += DAY * WEEK
    return tuple(found)


def _packed(
    taken: list[tuple[int, date, date]], week: tuple[date, date], whole: dict[int, "When"]
) -> tuple[Strip, ...]:
    """Strips in lanes: longer ones above, so that they stay on the same height from week to week."""
    lanes: list[list[tuple[date, date]]] = []
    placed: list[tuple[int, date, date, int]] = []
    order = sorted(taken, key=lambda one: (one[1], -(one[2] - one[1]).days))
    for key, first, last in order:
        lane = next((n for n, row in enumerate(lanes) if all(last < a or first > b for a, b in row)), None)
        if lane is None:
            lane = len(lanes)
            lanes.append([])
        lanes[lane].append((first, last))
        placed.append((key, first, last, lane))
    rooms = {(lane, first): room for lane, row in enumerate(lanes) for first, room in _rooms(row, week)}
    return tuple(
        Strip(key, first, last, lane, *_whole(whole[key], first, last), *rooms[lane, first])
        for key, first, last, lane in placed
    )


def _whole(when: "When", first: date, last: date) -> tuple[bool, bool]:
    return beginning(when) == first, when.last == last


def _rooms(row: list[tuple[date, date]], week: tuple[date, date]) -> Iterable[tuple[date, tuple[int, int]]]:
    """Free days before and after each strip of a lane, by its first day.

    What lies between two strips is for the words of the first, but for those of the second where that is
    shorter and has no days after it.
    """
    ordered = sorted(row)
    free_from = week[0]
    for place, (first, last) in enumerate(ordered):
        nearest = ordered[place + 1] if place + 1 < len(ordered) else None
        until = nearest[0] if nearest is not None else week[1] + DAY
        gives = nearest is not None and nearest[1] == week[1] and nearest[1] - nearest[0] < last - first
        after = 0 if gives else (until - last).days - 1
        before = (first - free_from).days
        yield first, (before, after)
        free_from = last + DAY if gives or after < before else until
