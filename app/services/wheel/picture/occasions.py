"""What is drawn for each activity: a piece of the circle, a mark for days, a band where no time is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.services.wheel.picture.dial import PARTS, Dial
from app.services.wheel.views import Activity, WheelView

Kind = Literal["arc", "mark", "maybe"]
#: An activity whose beginning is not known fades in over this many days before its last day.
FADE_DAYS = 30
_LEAST_FADE_DAYS = 12
_FADES = {"early": "end", "middle": "end", "late": "start"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """An activity on the circle: from `start` to `end` in parts of the dial.

    A "mark" is days that are too short for an arc; a "maybe" is a day that is only possible. `fade` is the
    end that is not known; `limit` says that the end is a last day.
    """

    activity: Activity
    kind: Kind
    start: int
    end: int
    fade: str = ""
    limit: bool = False

    @property
    def middle(self) -> float:
        """Halfway, in parts."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Sorted:
    """The activities of a view by whether they have a place on the circle."""

    placed: tuple[Occasion, ...]
    undated: tuple[Activity, ...]
    outside: tuple[Activity, ...]
    """Those whose days are not on the circle."""


def sort_out(view: WheelView, dial: Dial, least: float) -> Sorted:
    """Each activity as what it is drawn as; days shorter than `least` parts become marks."""
    placed: list[Occasion] = []
    undated: list[Activity] = []
    outside: list[Activity] = []
    for one in view.activities:
        if one.when.last is None:
            undated.append(one)
            continue
        found = _occasion(one, one.when.first, one.when.last, dial, least)
        placed += _maybes(one, dial)
        if found is None:
            outside.append(one)
        else:
            placed.append(found)
    return Sorted(tuple(placed), tuple(undated), tuple(outside))


def _occasion(one: Activity, first: date | None, last: date, dial: Dial, least: float) -> Occasion | None:
    begin = (
        dial.place(min(first, last)) if first is not None else dial.place(last) + PARTS - FADE_DAYS * PARTS
    )
    end = dial.place(last) + PARTS
    if end <= 0 or begin >= dial.parts:
        return None
    fade = "start" if first is None else _FADES.get(one.when.month_part or "", "")
    limit = one.deadline or first is None or one.when.precision.startswith("senast")
    if first is None:
        begin = min(max(begin, 0), max(0, end - _LEAST_FADE_DAYS * PARTS))
    elif dial.whole:
        begin, end = _turned(begin, min(end, begin + dial.parts), dial)
    if not dial.whole:
        begin, end = max(0, begin), min(dial.parts, end)
    kind: Kind = "mark" if first is not None and not fade and end - begin < least else "arc"
    return Occasion(one, kind, begin, end, fade, limit)


def _turned(begin: int, end: int, dial: Dial) -> tuple[int, int]:
    """The same piece with its start on the circle."""
    start = begin % dial.parts
    return start, start + end - begin


def _maybes(one: Activity, dial: Dial) -> Sequence[Occasion]:
    days = [day for day in one.when.tentative if dial.holds(day)]
    return [Occasion(one, "maybe", dial.place(day), dial.place(day) + PARTS) for day in days]
