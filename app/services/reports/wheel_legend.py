"""The signs of a wheel explained beside its title: the same shapes as in the picture, each with its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from typing import Any, Final

from app.services.reports.fonts import REGULAR, fitted, text_width
from app.services.reports.styles import INK
from app.services.reports.tagging import Element
from app.services.reports.text import one_line
from app.services.reports.wheel_shapes import paint_shapes
from app.services.wheel.picture.colours import Look, full, hatch_of, legend, tinted
from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.picture.shapes import Disc, Line, Paint, Sector, Shape
from app.services.wheel.views import WheelView

_SIZE: Final = 9.5
_ROWS: Final = 4
_LEADING: Final = 14.0
_SIGN: Final = 30.0
_AFTER_SIGN: Final = 6.0
_BETWEEN: Final = 18.0
_RADIUS: Final = 4.6
_ARC: Final = 9.0
_FAR: Final = 400.0
"""A piece of so large a ring looks straight."""
_MOST_LOOKS: Final = 9


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign looks like around a point, and what it means."""

    shapes: tuple[Shape, ...]
    words: str


def signs_of(view: WheelView, options: WheelOptions) -> tuple[Sign, ...]:
    """The signs that the picture of a view can have, those for what it does not have left out."""
    looks = legend(view, options)[:_MOST_LOOKS]
    found = [Sign((*_arc(look, options), *_mark(look, options)), one_line(look.words)) for look in looks]
    if view.legal:
        found.append(Sign(tuple(_triangle()), "Lagens gräns"))
    if any(each.when.tentative for each in view.activities):
        ring = Disc("marks", 0.0, 0.0, _RADIUS, None, Paint("ink"), 0.9, dash=(1.6, 1.6))
        found.append(Sign((ring,), "Eventuell dag"))
    return tuple(found)


def draw_legend(
    canvas: Any, signs: Sequence[Sign], *, right: float, top: float, width: float, factor: float
) -> None:
    """Draw the signs as a list in columns that end at the right margin."""
    size = _SIZE * factor
    columns = [signs[place : place + _ROWS] for place in range(0, len(signs), _ROWS)]
    beside = (_SIGN + _AFTER_SIGN) * factor
    most = (width - _BETWEEN * factor * (len(columns) - 1)) / max(1, len(columns)) - beside
    words = [[fitted(sign.words, REGULAR, size, max(most, size * 4)) for sign in each] for each in columns]
    widths = [beside + max(text_width(text, REGULAR, size) for text in each) for each in words]
    x = right - sum(widths) - _BETWEEN * factor * (len(columns) - 1)
    listed = Element("L")
    for column, texts, wide in zip(columns, words, widths, strict=True):
        for row, (sign, text) in enumerate(zip(column, texts, strict=True)):
            line = top - size * 0.95 - row * _LEADING * factor
            _draw(canvas, sign, text, (x, line), size, factor, listed)
        x += wide + _BETWEEN * factor


def _draw(
    canvas: Any,
    sign: Sign,
    text: str,
    place: tuple[float, float],
    size: float,
    factor: float,
    listed: Element,
) -> None:
    x, line = place
    with canvas.artifact():
        canvas.saveState()
        canvas.translate(x + _SIGN * factor / 2, line + size * 0.31)
        canvas.scale(factor, factor)
        for shape in sign.shapes:
            canvas.saveState()
            if isinstance(shape, Sector):
                canvas.translate(0, -_FAR)
            paint_shapes(canvas, (shape,))
            canvas.restoreState()
        canvas.restoreState()
    canvas.enter(listed)
    canvas.enter(Element("LI"))
    with canvas.marked(Element("LBody")):
        canvas.setFont(REGULAR, size)
        canvas.setFillColor(INK)
        canvas.drawString(x + (_SIGN + _AFTER_SIGN) * factor, line, text)
    canvas.leave()
    canvas.leave()


def _arc(look: Look, options: WheelOptions) -> tuple[Shape, ...]:
    """A short piece of an arc with its edge at the end: of so large a ring that it looks straight."""
    half = _SIGN / 2 / (2 * pi * _FAR)
    inner, outer = _FAR - _ARC / 2, _FAR + _ARC / 2
    fill = Sector("arcs", inner, outer, -half, half, tinted(look, options), hatch=hatch_of(look, options))
    end = Sector("arcs", inner, outer, half * 0.93, half, full(look, options))
    return fill, end


def _mark(look: Look, options: WheelOptions) -> tuple[Shape, ...]:
    edge = full(look, options)
    if look.form == "diamond":
        side = _RADIUS * 1.2
        points = ((0.0, -side), (side, 0.0), (0.0, side), (-side, 0.0))
        return (Line("marks", points, edge, 1.0, fill=Paint("surface"), closed=True),)
    square = look.form == "square"
    return (Disc("marks", 0.0, 0.0, _RADIUS, Paint("surface"), edge, 1.0, square=square),)


def _triangle() -> tuple[Shape, ...]:
    points = ((-4.4, -3.6), (4.4, -3.6), (0.0, 4.2))
    return (Line("marks", points, None, 0.0, fill=Paint("ink"), closed=True),)
