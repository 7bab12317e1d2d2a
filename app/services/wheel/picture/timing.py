"""When in the year an activity is, as a span of the circle and in words; never more exact than the source."""

from calendar import monthrange
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from app.services import formatting

#: A common year, so that the same day always stands at the same place.
_YEAR = 2027
_DAYS = tuple(monthrange(_YEAR, month)[1] for month in range(1, 13))
_BEFORE = (0, *accumulate(_DAYS))
DAYS = _BEFORE[-1]
#: Where each month begins, in turns from the first of January.
MONTH_STARTS = tuple(days / DAYS for days in _BEFORE[:12])
MONTH = 1 / 12
#: Room on the circle for a single day, or it would not be seen.
LEAST_SPAN = 1 / 36

#: Less than this in common is only touching, and far less than a second.
_TOUCH = 1e-9
_SEASON_MONTHS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SEASON_WORDS = {"winter": "vintern", "spring": "våren", "summer": "sommaren", "autumn": "hösten"}
_PART_WORDS = {"early": "början av", "middle": "mitten av", "late": "slutet av"}
_PARTS = {"early": 0, "middle": 1, "late": 2}
UNDATED = "utan angiven tid"


class Timed(Protocol):
    """What the time of an activity is read from: months and days only as far as its precision says."""

    @property
    def precision(self) -> str:
        """How exactly the source times it."""
        ...

    @property
    def start_month(self) -> int | None:
        """The first month."""
        ...

    @property
    def start_day(self) -> int | None:
        """The first day."""
        ...

    @property
    def end_month(self) -> int | None:
        """The last month."""
        ...

    @property
    def end_day(self) -> int | None:
        """The last day."""
        ...

    @property
    def month_part(self) -> str | None:
        """Early, middle or late in the month."""
        ...

    @property
    def season(self) -> str | None:
        """The season."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the circle in turns: `start` from 0 to 1, `end` after it and at most one turn later."""

    start: float
    end: float
    point: bool = False
    """A day or a few."""
    open_start: bool = False
    """Only the last day is known."""

    @property
    def middle(self) -> float:
        """Halfway, from 0 to 1."""
        return (self.start + self.end) / 2 % 1.0

    def meets(self, other: "Span") -> bool:
        """Whether two spans have some of the circle in common, also over new year."""
        return any(
            min(self.end, other.end + turn) - max(self.start, other.start + turn) > _TOUCH
            for turn in (-1.0, 0.0, 1.0)
        )


def span_of(timed: Timed) -> Span | None:
    """Where on the circle an activity stands; None where the source says no time."""
    first, last, season = timed.start_month, timed.end_month, timed.season
    if timed.precision == "arstid" and season:
        return _months(*_SEASON_MONTHS[season])
    if last is None:
        return None
    if timed.precision in ("senast_manad", "senast_dag"):
        end = _day_end(last, timed.end_day or _DAYS[last - 1])
        return _turned(end - MONTH, end, open_start=True)
    if first is None:
        return None
    if timed.precision == "del_av_manad" and timed.month_part:
        start = MONTH_STARTS[first - 1] + _PARTS[timed.month_part] * _length(first) / 3
        return Span(start, start + _length(first) / 3)
    if timed.precision == "dag" and timed.start_day and timed.end_day:
        return _days(first, timed.start_day, last, timed.end_day)
    return _months(first, last)


def time_order(timed: Timed) -> tuple[bool, float, float]:
    """A key that puts activities in the order of the year, those without any time last."""
    span = span_of(timed)
    if span is None:
        return True, 0.0, 0.0
    start = span.end - LEAST_SPAN if span.open_start else span.start
    return False, start % 1.0, span.end - span.start


def time_words(timed: Timed) -> str:
    """The time in words: "mars", "april–maj", "senast juni", "10–11 mars", "utan angiven tid"."""
    first, last = timed.start_month, timed.end_month
    if timed.precision == "arstid" and timed.season:
        return _SEASON_WORDS[timed.season]
    if last is None:
        return UNDATED
    if timed.precision == "senast_dag":
        return f"senast {timed.end_day} {_name(last)}"
    if timed.precision == "senast_manad" or first is None:
        return f"senast {_name(last)}"
    if timed.precision == "del_av_manad" and timed.month_part:
        return f"{_PART_WORDS[timed.month_part]} {_name(first)}"
    if timed.precision == "dag":
        return _day_words(first, timed.start_day, last, timed.end_day)
    return _name(first) if first == last else f"{_name(first)}–{_name(last)}"


def _day_words(first: int, day: int | None, last: int, last_day: int | None) -> str:
    if (first, day) == (last, last_day):
        return f"{day} {_name(first)}"
    if first == last:
        return f"{day}–{last_day} {_name(first)}"
    return f"{day} {_name(first)}–{last_day} {_name(last)}"


def _name(month: int) -> str:
    return formatting.MONTHS[month - 1]


def _length(month: int) -> float:
    return _DAYS[month - 1] / DAYS


def _day_end(month: int, day: int) -> float:
    return (_BEFORE[month - 1] + min(day, _DAYS[month - 1])) / DAYS


def _months(first: int, last: int) -> Span:
    return _turned(MONTH_STARTS[first - 1], _day_end(last, _DAYS[last - 1]))


def _days(first: int, day: int, last: int, last_day: int) -> Span:
    start = (_BEFORE[first - 1] + min(day, _DAYS[first - 1]) - 1) / DAYS
    end = _day_end(last, last_day)
    end += 1.0 if end <= start else 0.0
    if end - start >= LEAST_SPAN:
        return _turned(start, end)
    middle = (start + end) / 2
    return _turned(middle - LEAST_SPAN / 2, middle + LEAST_SPAN / 2, point=True)


def _turned(start: float, end: float, *, point: bool = False, open_start: bool = False) -> Span:
    """A span whose start lies within the circle and whose end comes after it."""
    if end <= start:
        end += 1.0
    turn = start // 1.0
    return Span(start - turn, end - turn, point, open_start)
