"""An activity that is moved or stretched along the circle: what time it would get, never written here."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from math import atan2, hypot, pi
from typing import TYPE_CHECKING, Literal

from app.services import formatting

if TYPE_CHECKING:
    from app.services.wheel.picture.dial import Dial
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.picture.shapes import Picture, Target
    from app.services.wheel.timing import Timing
    from app.services.wheel.views import Activity, WheelView

Handle = Literal["move", "first", "last"]
_TURN = 2 * pi
_WEEK = 7
#: This near an end of an arc, in pixels, it is the end that is held, but never more than a part of the arc.
_REACH, _PART = 9.0, 0.3
_LEAST_GHOST = 5.0
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_DAYS, _PART_OF_MONTH = ("dag", "senast_dag"), "del_av_manad"
#: The longest that a key has to ask for, before what is only known roughly moves a step: a season.
_LONGEST_STEP = 100
_PAST, _REACHES = "Efter lagens gräns ", "Når över lagens gräns "


@dataclass(slots=True)
class Drag:
    """An activity that is held by its middle or by one of its ends; `timing` is where it would land."""

    activity: "Activity"
    handle: Handle
    dial: "Dial"
    pressed: date
    target: "Target"
    before: "Timing"
    timing: "Timing"
    copies: bool = False
    weekly: bool = False
    """Whether it goes by whole weeks, so that a Tuesday stays a Tuesday."""
    _way: int = field(default=0)
    """How many days the pointer has gone, also past the top of the circle."""

    @property
    def changed(self) -> bool:
        """Whether it would land anywhere else."""
        return self.timing != self.before

    def to(self, day: date) -> bool:
        """Follow the pointer to a day; whether it would land anywhere else than a moment ago."""
        way = (day - self.pressed).days
        turns = round((self._way - way) / self.dial.days)
        self._way = way + turns * self.dial.days
        wanted = self._wanted()
        if wanted == self.timing:
            return False
        self.timing = wanted
        return True

    @property
    def _days(self) -> int:
        return round(self._way / _WEEK) * _WEEK if self.weekly else self._way

    def _wanted(self) -> "Timing":
        if self.handle == "move":
            return self._moved()
        return self._ended() if self.handle == "last" else self._begun()

    def _moved(self) -> "Timing":
        from app.services.wheel.timing import moved

        first, last = self.before.first or self.before.last, self.before.last
        if first is None or last is None:
            return self.before
        least, most = min(0, (self.dial.first - first).days), max(0, (self.dial.last - last).days)
        return moved(self.before, min(most, max(least, self._days)))

    def _ended(self) -> "Timing":
        from app.services.wheel.timing import stretched

        last = min(self.dial.last, max(self.dial.first, self.pressed + timedelta(days=self._days)))
        last = max(last, self.before.first or last)
        return self.before if self._is_in_its_end(last) else stretched(self.before, last)

    def _begun(self) -> "Timing":
        from app.services.wheel.timing import begun

        first = min(self.dial.last, max(self.dial.first, self.pressed + timedelta(days=self._days)))
        first = min(first, self.before.last or first)
        return self.before if self._is_in_its_start(first) else begun(self.before, first)

    def _is_in_its_end(self, day: date) -> bool:
        if self.before.last is None or self.before.precision in _DAYS:
            return day == self.before.last
        if self.before.precision == _PART_OF_MONTH and self.before.first is not None:
            return self.before.first <= day <= self.before.last
        return _month(day) == _month(self.before.last)

    def _is_in_its_start(self, day: date) -> bool:
        if self.before.first is None or self.before.precision in _DAYS:
            return day == self.before.first
        if self.before.precision == _PART_OF_MONTH and self.before.last is not None:
            return self.before.first <= day <= self.before.last
        return _month(day) == _month(self.before.first)

    def ghost(self) -> tuple[float, float, float, float]:
        """Where it would land on the circle: inner and outer radius, start and end in turns."""
        target = self.target
        inner, outer, start, end = target.inner, target.outer, target.start, target.end
        if target.radius > 0:
            away = hypot(target.x, target.y)
            inner, outer = away - target.radius, away + target.radius
        if self.timing.last is not None:
            length = end - start
            end = self.dial.turn(self.timing.last + timedelta(days=1))
            first = self.timing.first
            start = self.dial.turn(first) if first is not None else end - length
        least = _LEAST_GHOST / (_TURN * max(outer, 1.0))
        if end - start < least:
            middle = (start + end) / 2
            start, end = middle - least / 2, middle + least / 2
        return inner, outer, start, min(end, start + 1.0)

    def words(self, year: int) -> tuple[str, ...]:
        """Where it would land in words, and what is special about that day."""
        from app.services.wheel.timing import when_words

        said = when_words(self.timing, year)
        last = self.timing.last
        lines = [f"Kopia: {said}" if self.copies else said]
        if last is not None and self.timing.precision in _DAYS:
            lines.append(_day_words(last))
        return (*lines, *self._law_words())

    def _law_words(self) -> tuple[str, ...]:
        """That it would be past the law's day, or reach over it."""
        from app.services.wheel.legal import planned_past, reaches_past
        from app.services.wheel.times import when_of

        bound, when = self.activity.bound, when_of(self.timing)
        if bound is None or not (reaches_past(when, bound.deadline) or planned_past(when, bound.deadline)):
            return ()
        how = _REACHES if reaches_past(when, bound.deadline) else _PAST
        return how + formatting.write_day_month(bound.deadline), bound.paragraph


def begin(
    view: "WheelView", options: "WheelOptions", picture: "Picture", key: int, x: float, y: float
) -> Drag | None:
    """Take hold of an activity at a point of the picture; None for one without any time."""
    from app.services.wheel.picture.dial import dial_of
    from app.services.wheel.picture.layout import day_at
    from app.services.wheel.timing import timing_of_when

    activity = view.activity(key)
    target = arc_of(picture, key)
    if activity is None or target is None or not activity.when.dated:
        return None
    dial = dial_of(view, options)
    timing = timing_of_when(activity.when)
    handle = handle_at(activity, dial, picture, target, x, y)
    pressed = {"first": timing.first, "last": timing.last}.get(handle)
    pressed = pressed or day_at(view, options, picture, x, y)
    return Drag(activity, handle, dial, pressed, target, timing, timing)


def arc_of(picture: "Picture", key: int) -> "Target | None":
    """The arc or disc of an activity; it comes before the places of its words."""
    return next((target for target in picture.targets if target.key == key), None)


def handle_at(
    activity: "Activity", dial: "Dial", picture: "Picture", target: "Target", x: float, y: float
) -> Handle:
    """Whether a point holds the middle of an arc, or one of the ends that can be drawn."""
    when = activity.when
    if target.radius > 0 or when.last is None:
        return "move"
    away, turn = _polar(picture, x, y)
    into, length = _into(target, turn), target.end - target.start
    if not target.inner <= away <= target.outer or into > length:
        return "move"
    reach = min(_REACH / (_TURN * max(away, 1.0)), _PART * length)
    if length - into <= reach and dial.holds(when.last):
        return "last"
    if into <= reach and when.first is not None and dial.holds(when.first):
        return "first"
    return "move"


def stepped(activity: "Activity", way: int, days: int) -> "Timing | None":
    """The time one step earlier or later: so many days, or the least that what is rough can move."""
    from app.services.wheel.timing import moved, timing_of_when

    before = timing_of_when(activity.when)
    for count in range(days, _LONGEST_STEP):
        after = moved(before, way * count)
        if (after.first, after.last) != (before.first, before.last):
            return after
    return None


def _polar(picture: "Picture", x: float, y: float) -> tuple[float, float]:
    across, down = x - picture.middle[0], y - picture.middle[1]
    return hypot(across, down), atan2(across, -down) / _TURN % 1.0


def _into(target: "Target", turn: float) -> float:
    """How far a turn is after the start of an arc."""
    return (turn - target.start) % 1.0


def slope_at(picture: "Picture", x: float, y: float) -> int:
    """How the circle runs at a point: 0 across, 1 falling, 2 up and down, 3 rising."""
    _, turn = _polar(picture, x, y)
    return round(turn * 8) % 4


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _day_words(day: date) -> str:
    from app.services.wheel.workdays import holiday_name

    named = f"{_WEEKDAYS[day.weekday()]}, vecka {day.isocalendar().week}"
    holiday = holiday_name(day)
    return f"{named}, {holiday}" if holiday else named
