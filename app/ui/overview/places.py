"""Where the activities of a year lie on a strip: bars in lanes, so that none covers another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.wheel.views import Activity

#: A single day is drawn this wide.
POINT = 7.0
#: As much of a name as a short bar shows beside itself.
NAME_ROOM = 112.0
_AIR = 6.0
_LETTERS = 60
"""More than fill the room for a name: an endless one is not measured whole."""
_SIGN_ROOM = 18.0
"""What the sign before a name takes."""
_GAP = 2.0
#: What is known only to be done before a day is drawn as long before it.
_OPEN_DAYS = 21


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity on the strip, in pixels; `room` is how far its name may reach."""

    activity: "Activity"
    left: float
    right: float
    room: float
    lane: int
    opens: bool = False
    """Nothing is known of when it begins."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A year on a strip: its bars in time order, how many lanes they need, and how many had no room."""

    bars: tuple[Bar, ...]
    lanes: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Twelve months over a width."""

    first: date
    width: float

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.first.replace(year=self.first.year + 1)

    def at(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.width / (self.end - self.first).days

    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        count = self.first.month - 1
        return tuple(
            date(self.first.year + (count + number) // 12, (count + number) % 12 + 1, 1)
            for number in range(12)
        )


def place(
    activities: Sequence["Activity"], scale: Scale, width_of: Callable[[str], float], most: int
) -> Strip:
    """Put the dated activities in at most so many lanes; what matters most is placed first."""
    spans = [span for one in activities if (span := _span(one, scale, width_of)) is not None]
    order = sorted(spans, key=lambda span: (not _matters(span.activity), span.left, -span.right))
    lanes: list[list[Bar]] = []
    for span in order:
        lane = next((n for n, taken in enumerate(lanes) if all(_apart(span, one) for one in taken)), None)
        if lane is None and len(lanes) < most:
            lanes.append([])
            lane = len(lanes) - 1
        if lane is not None:
            lanes[lane].append(replace(span, lane=lane))
    named = [bar for lane in lanes for bar in _named(lane, scale, width_of)]
    named.sort(key=lambda bar: (bar.left, bar.lane))
    return Strip(tuple(named), len(lanes), len(spans) - len(named))


def _named(lane: list[Bar], scale: Scale, width_of: Callable[[str], float]) -> Iterator[Bar]:
    """The bars of a lane, with names beside them as long as there is room before the next."""
    ordered = sorted(lane, key=lambda bar: bar.left)
    for place, bar in enumerate(ordered):
        if bar.room == bar.right:
            yield bar
            continue
        end = ordered[place + 1].left - _GAP if place + 1 < len(ordered) else scale.width
        natural = bar.right + _AIR + _SIGN_ROOM + width_of(bar.activity.short)
        yield replace(bar, room=max(bar.room, min(natural, end)))


def _span(one: "Activity", scale: Scale, width_of: Callable[[str], float]) -> Bar | None:
    last = one.when.last
    if last is None or last < scale.first:
        return None
    first = one.when.first if one.when.first is not None else last - timedelta(days=_OPEN_DAYS)
    if first >= scale.end:
        return None
    left = scale.at(max(first, scale.first))
    right = min(scale.at(last + timedelta(days=1)), scale.width)
    if right - left < POINT:
        right = min(left + POINT, scale.width)
        left = right - POINT
    beside = right + _AIR + min(width_of(one.short[:_LETTERS]), NAME_ROOM)
    room = right if right - left >= NAME_ROOM / 2 else min(beside, scale.width)
    return Bar(one, left, right, max(room, right), 0, one.when.first is None)


def _apart(one: Bar, other: Bar) -> bool:
    return one.room + _GAP <= other.left or other.room + _GAP <= one.left


def _matters(one: "Activity") -> bool:
    return one.next or one.bound is not None or one.status in ("late", "ongoing")
