"""The middle of the wheel: the year, and the next activity in words with its last day and the days left."""

from datetime import date, timedelta
from math import sqrt
from typing import Final

from app.services import formatting
from app.services.fonts import Style
from app.services.wheel.picture.dial import Dial
from app.services.wheel.picture.measure import RISE, broken, width
from app.services.wheel.picture.shapes import Paint, Shape, Text
from app.services.wheel.picture.sizes import SMALLEST, Sizes
from app.services.wheel.picture.words import plain
from app.services.wheel.views import Activity, WheelView

_INK, _MUTED, _DANGER = Paint("ink"), Paint("muted"), Paint("unmet")
_YEAR: Final = 2.7
_YEAR_SHARE: Final = 0.34
_NAME_LINES: Final = 3
_LINE: Final = 1.24
_PAD: Final = 0.86
_LEAST_HUB: Final = 38.0

Row = tuple[str, float, bool, Paint]


def draw_centre(view: WheelView, dial: Dial, sizes: Sizes, hub: float) -> list[Shape]:
    """Year and next activity, centred; only the year in a small wheel."""
    year = year_words(dial)
    large = min(_YEAR * sizes.label, _YEAR_SHARE * hub, 1.5 * hub / width(year))
    size = min(sizes.label, max(SMALLEST, 0.13 * hub))
    rows: list[Row] = [(year, large, False, _INK)]
    if hub >= _LEAST_HUB * max(1.0, sizes.scale):
        rows += _next_rows(view, size, hub)
    while len(rows) > 1 and sum(_LINE * one[1] for one in rows) > 2 * _PAD * hub:
        rows.pop(-2 if len(rows) > 3 else -1)
    height = sum(_LINE * one[1] for one in rows)
    shapes: list[Shape] = []
    top = -height / 2 - (0.05 * large if len(rows) > 1 else 0.0)
    for text, height_of, bold, paint in rows:
        y = top + _LINE * height_of / 2 + RISE * height_of
        style: Style = "semibold" if bold else "regular"
        shapes.append(Text("middle", text, 0.0, y, height_of, paint, style, "middle"))
        top += _LINE * height_of
    return shapes


def year_words(dial: Dial) -> str:
    """ "2026", or "2026/27" for a circle over two calendar years."""
    first, last = dial.first.year, dial.last.year
    return str(first) if first == last else f"{first}/{last % 100:02d}"


def last_day_words(activity: Activity) -> str:
    """ "senast 30 november" for what has a last day, else when it is."""
    when = activity.when
    if when.last is None:
        return when.words
    if when.first is None or not when.exact or activity.deadline:
        return f"senast {formatting.write_day_month(when.last)}"
    return when.words


def left_words(last: date, today: date) -> str:
    """ "9 dagar kvar", "sista dagen", "3 dagar försenad"."""
    days = (last - today) // timedelta(days=1)
    if days > 0:
        return f"{formatting.write_count(days, 'dag', 'dagar')} kvar"
    return "sista dagen i dag" if days == 0 else f"{formatting.write_count(-days, 'dag', 'dagar')} försenad"


def _next_rows(view: WheelView, size: float, hub: float) -> list[Row]:
    following = next((one for one in view.activities if one.next), None)
    if following is None:
        words = _state(view)
        return [(words, size, False, _MUTED)] if words else []
    rooms = [2 * _chord(hub, place) / size for place in (0.10, 0.12, 0.30)]
    name = broken(plain(following.short or following.title), rooms[:_NAME_LINES], "semibold")
    rows: list[Row] = [("Nästa", size, False, _MUTED)]
    rows += [(line, size * 1.04, True, _INK) for line in name]
    if following.when.last is not None:
        room = 1.2 * hub / size
        (words,) = broken(last_day_words(following), [room]) or ("",)
        rows.append((words, size, False, _MUTED))
        left = left_words(following.when.last, view.today)
        rows.append((left, size, following.red, _DANGER if following.red else _MUTED))
    return rows


def _state(view: WheelView) -> str:
    if not view.activities:
        return "Inga aktiviteter"
    dated = [one for one in view.activities if one.when.dated]
    if dated and all(one.status in ("done", "cancelled") for one in dated):
        return "Allt är klart"
    return ""


def _chord(hub: float, height: float) -> float:
    """Half the room at a part of the radius from the middle."""
    return _PAD * hub * sqrt(1.0 - height**2) - 2.0
