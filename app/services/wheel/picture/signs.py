"""The signs of a status, drawn as paths because the typeface lacks them."""

from math import cos, pi, sin
from typing import Final, Literal

from app.services.wheel.picture.curves import placed
from app.services.wheel.picture.shapes import Disc, Line, Paint, Shape
from app.services.wheel.views import Activity

Sign = Literal["", "tick", "clock", "cross", "warning"]
#: How much of a line a sign takes up, in sizes, with the room after it.
ROOM: Final = 0.98
_STROKE: Final = 0.11
_TICK: Final = ((0.08, 0.34), (0.30, 0.08), (0.74, 0.64))
_CROSS: Final = (((0.12, 0.06), (0.66, 0.60)), ((0.12, 0.60), (0.66, 0.06)))
_CLOCK: Final = ((0.40, 0.56), (0.40, 0.33), (0.56, 0.24))
_TRIANGLE: Final = ((0.02, 0.0), (0.41, 0.70), (0.80, 0.0))
_STEM: Final = ((0.41, 0.46), (0.41, 0.24))
_DOT: Final = ((0.41, 0.14), (0.41, 0.08))
_RADIUS: Final = 0.34
_CORNERS: Final = 28


def sign_of(activity: Activity) -> Sign:
    """Done, ongoing, late and cancelled have a sign; danger of passing a legal day goes before."""
    if activity.red and activity.status not in ("done", "cancelled"):
        return "warning"
    signs: dict[str, Sign] = {"done": "tick", "ongoing": "clock", "late": "clock", "cancelled": "cross"}
    return signs.get(activity.status, "")


def draw_sign(
    sign: Sign, frame: tuple[float, float, float], size: float, paint: Paint, key: int | None = None
) -> list[Shape]:
    """A sign with its lower left corner at a frame, as high as the letters of that size."""
    stroke = max(0.9, _STROKE * size)

    def line(points: tuple[tuple[float, float], ...], closed: bool = False) -> Line:
        return Line("marks", placed(points, frame, size), paint, stroke, closed=closed, key=key)

    if sign == "tick":
        return [line(_TICK)]
    if sign == "cross":
        return [line(stroke_points) for stroke_points in _CROSS]
    if sign == "clock":
        return [line(_circle(), closed=True), line(_CLOCK)]
    if sign == "warning":
        return [line(_TRIANGLE, closed=True), line(_STEM), line(_DOT)]
    return []


def draw_diamond(x: float, y: float, radius: float, fill: Paint, edge: Paint, width: float, key: int) -> Line:
    """A day's mark with its corners up, down and to the sides."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return Line("marks", corners, edge, width, fill=fill, closed=True, key=key)


def draw_mark(
    form: str, x: float, y: float, radius: float, fill: Paint, edge: Paint, width: float, key: int
) -> Shape:
    """A day's mark in the form of its look."""
    if form == "diamond":
        return draw_diamond(x, y, radius * 1.16, fill, edge, width, key)
    size = radius * 0.9 if form == "square" else radius
    return Disc("marks", x, y, size, fill, edge, width, square=form == "square", key=key)


def _circle() -> tuple[tuple[float, float], ...]:
    return tuple(
        (0.40 + _RADIUS * cos(2 * pi * corner / _CORNERS), 0.33 + _RADIUS * sin(2 * pi * corner / _CORNERS))
        for corner in range(_CORNERS)
    )
