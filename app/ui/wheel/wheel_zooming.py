"""From the whole year to a quarter and a month, and back: which days are to fill the circle."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.services import formatting

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView

Days = tuple[date, date]
_LONGEST_MONTH = 31
_QUARTER = 3
_SHORTEST_NAME = 3


def months_of(view: "WheelView", options: "WheelOptions") -> tuple[Days, ...]:
    """The twelve months of the wheel."""
    from app.services.wheel.picture.dial import dial_of

    return dial_of(view, replace(options, zoom=None)).months()


def quarter_with(view: "WheelView", options: "WheelOptions", day: date) -> Days:
    """The three months of the wheel that hold a day, the nearest ones where none does."""
    months = months_of(view, options)
    start = _place(months, day) // _QUARTER * _QUARTER
    return months[start][0], months[start + _QUARTER - 1][1]


def month_with(view: "WheelView", options: "WheelOptions", day: date) -> Days:
    """The month of the wheel that holds a day, the nearest one where none does."""
    months = months_of(view, options)
    return months[_place(months, day)]


def month_named(view: "WheelView", options: "WheelOptions", name: str) -> Days | None:
    """The month of the wheel with a name, whole or shortened, with or without its year."""
    words = name.casefold().split()
    if not words or len(words[0].rstrip(".")) < _SHORTEST_NAME:
        return None
    wanted = words[0].rstrip(".")
    found = (
        month
        for month in months_of(view, options)
        if formatting.MONTHS[month[0].month - 1].startswith(wanted)
    )
    return next(found, None)


def closer(view: "WheelView", options: "WheelOptions", day: date) -> Days | None:
    """One step closer around a day: its quarter, then its month."""
    if options.zoom is None:
        return quarter_with(view, options, day)
    return month_with(view, options, day)


def farther(view: "WheelView", options: "WheelOptions") -> Days | None:
    """One step back: from a month to its quarter, from a quarter to the whole year."""
    if options.zoom is None or not _is_month(options.zoom):
        return None
    return quarter_with(view, options, options.zoom[0])


def beside(view: "WheelView", options: "WheelOptions", steps: int) -> Days | None:
    """The next quarter or month, or the one before; the same at the ends of the year."""
    if options.zoom is None:
        return None
    first, last = options.zoom
    day = last + timedelta(days=1) if steps > 0 else first - timedelta(days=1)
    return around(view, options, day)


def around(view: "WheelView", options: "WheelOptions", day: date) -> Days | None:
    """As many days as now, quarter or month, around another day."""
    if options.zoom is None:
        return None
    chosen = month_with if _is_month(options.zoom) else quarter_with
    return chosen(view, options, day)


def _is_month(zoom: Days) -> bool:
    return (zoom[1] - zoom[0]).days < _LONGEST_MONTH


def _place(months: tuple[Days, ...], day: date) -> int:
    return max(0, sum(first <= day for first, _ in months) - 1)
