"""The year in rows: activities in groups by ring, body, phase or wheel, and the days of their bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.ui.wheel import words
from app.ui.wheel.year_days import DAY

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import Activity, WheelView, When

#: How long an end without a beginning fades in.
FADE_DAYS = 30
_NO_BODY = "Utan angivet organ"


@dataclass(frozen=True, slots=True)
class Row:
    """A heading with how many rows follow it, or an activity."""

    title: str
    activity: "Activity | None" = None
    count: int = 0

    @property
    def key(self) -> int | None:
        """The activity's key, None for a heading."""
        return self.activity.key if self.activity is not None else None


@dataclass(frozen=True, slots=True)
class Bar:
    """The days that a bar spans, from the beginning of `first` to the end of `last`."""

    first: date
    last: date
    fades: bool
    """Only its end is known."""

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days + 1


def rows_of(view: "WheelView", options: "WheelOptions") -> tuple[Row, ...]:
    """All rows from above; each activity once, in the order of the view within its group."""
    groups: dict[object, list[Row]] = {}
    for one in view.activities:
        groups.setdefault(_group(one, options.rings), []).append(Row(one.title, one))
    rows: list[Row] = []
    for key, title in _titles(view, options.rings):
        if found := groups.get(key):
            rows.append(Row(title, count=len(found)))
            rows += found
    return tuple(rows)


def _group(one: "Activity", rings: str) -> object:
    if rings == "body":
        return one.bodies[0] if one.bodies else None
    if rings == "phase":
        return one.phase if one.phase in words.PHASES else None
    return one.wheel if rings == "wheel" else one.offset or 0


def _titles(view: "WheelView", rings: str) -> Iterator[tuple[object, str]]:
    if rings == "body":
        own = dict.fromkeys(one.bodies[0] for one in view.activities if one.bodies)
        for body in dict.fromkeys((*view.bodies, *own)):
            yield body, body
        yield None, _NO_BODY
    elif rings == "phase":
        yield from words.PHASES.items()
        yield None, words.NO_PHASE
    elif rings == "wheel":
        for wheel in view.wheels:
            yield wheel.key, wheel.name
    else:
        for offset in sorted({one.offset or 0 for one in view.activities}):
            yield offset, year_title(view.year, offset)


def year_title(year: int, offset: int) -> str:
    """What the year that work concerns is called, seen from the working year."""
    name = {-1: "Föregående år", 0: "Innevarande år", 1: "Kommande år", 2: "Året därefter"}.get(offset)
    return f"{name} {year + offset}" if name else f"År {year + offset}"


def bar_of(when: "When") -> Bar | None:
    """Where a time is drawn; None where nothing is known of it."""
    if when.last is None:
        return None
    if when.first is None:
        return Bar(when.last - timedelta(days=FADE_DAYS), when.last, fades=True)
    return Bar(min(when.first, when.last), when.last, fades=False)


def broken(before: "When", after: "When", least_days: int) -> bool:
    """Whether what is to come first does not, or not by so many days."""
    end, start = before.last, after.first or after.last
    if end is None or start is None:
        return False
    if not before.exact or not after.exact:
        return before.first is not None and after.last is not None and before.first > after.last
    return start < end + DAY * least_days
