"""A wheel picture painted on a PDF canvas: the same shapes as on screen, as vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil, cos, pi, sin, tan
from typing import Any, Final

from reportlab.lib.colors import HexColor

from app.services.fonts import Style
from app.services.palette import LIGHT, blend
from app.services.reports.fonts import ITALIC, REGULAR, SEMIBOLD, SEMIBOLD_ITALIC, text_width
from app.services.reports.text import characters, one_line
from app.services.wheel.picture.shapes import (
    LAYERS,
    ArcLine,
    CurvedText,
    Disc,
    Line,
    Paint,
    Picture,
    Sector,
    Shape,
    Text,
)

FONTS: Final[dict[Style, str]] = {
    "regular": REGULAR,
    "semibold": SEMIBOLD,
    "italic": ITALIC,
    "semibold-italic": SEMIBOLD_ITALIC,
    "bold": SEMIBOLD,
}
FADE_STEPS: Final = 14
"""So many pieces an end fades out in; finer steps are not seen."""
FADED_SHARE: Final = 0.85
HATCH_GAP: Final = 4.0
HATCH_STRENGTH: Final = 0.42
"""Paler than the words that stand on it."""
_HATCH_WIDTH: Final = 0.4
_DOT: Final = 0.55
_ROUND: Final = _DOT * 0.5523
"""How far from a dot's middle the points pull that make it round."""
_QUARTER: Final = 0.25
_WHOLE: Final = 0.9999
_CORNER: Final = 0.28
_FULL_TURN: Final = 2 * pi
Point = tuple[float, float]


@lru_cache(maxsize=512)
def colour(role: str, strength: float) -> str:
    """The opaque colour on paper of a role at a strength."""
    full: str = getattr(LIGHT, role)
    return full if strength >= 1.0 else blend(full, LIGHT.surface, strength)


@lru_cache(maxsize=512)
def _printed(paint: Paint) -> Any:
    return HexColor(colour(paint.role, paint.strength))


def in_order(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """The shapes layer by layer, each layer in its own order."""
    for layer in LAYERS:
        yield from (shape for shape in shapes if shape.layer == layer)


def point_at(radius: float, turn: float) -> Point:
    """The place at an angle in turns clockwise from the top, y downwards."""
    return radius * sin(turn * _FULL_TURN), -radius * cos(turn * _FULL_TURN)


def faded(sector: Sector) -> Iterator[tuple[float, float, float]]:
    """The pieces (start, end, share of the strength) of a fill, each painted over the one before it."""
    span = sector.end - sector.start
    if not sector.fade:
        yield sector.start, sector.end, 1.0
        return
    for step in range(FADE_STEPS):
        share = (step + 0.5) / FADE_STEPS
        cut = span * FADED_SHARE * step / FADE_STEPS
        if sector.fade == "start":
            yield sector.start + cut, sector.end, share
        else:
            yield sector.start, sector.end - cut, share


def spaced(shape: CurvedText) -> Iterator[tuple[str, float, float, float]]:
    """The signs of a text with a blank between its words, which has no place of its own, to be read."""
    at = 0
    for sign, x, y, angle in shape.glyphs:
        found = shape.text.find(sign, at)
        if found > at and shape.text[at:found].isspace():
            yield " ", x, y, angle
        at = found + len(sign) if found >= 0 else at
        yield sign, x, y, angle


def paint_wheel(canvas: Any, picture: Picture) -> None:
    """Paint a picture with its lower left corner at the origin."""
    canvas.saveState()
    canvas.translate(picture.middle[0], picture.height - picture.middle[1])
    paint_shapes(canvas, picture.shapes)
    canvas.restoreState()


def paint_shapes(canvas: Any, shapes: Sequence[Shape]) -> None:
    """Paint shapes around the origin of a canvas."""
    paper = _Paper(canvas)
    for shape in in_order(shapes):
        paper.paint(shape)


class _Path:
    """A path as ReportLab's canvas takes it, written quicker than its own."""

    def __init__(self) -> None:
        self._code: list[str] = []

    def move_to(self, x: float, y: float) -> None:
        """Begin a line at a point."""
        self._code.append(f"{x:.2f} {y:.2f} m")

    def line_to(self, x: float, y: float) -> None:
        """Go straight to a point."""
        self._code.append(f"{x:.2f} {y:.2f} l")

    def curve_to(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        """Go to the last point in a curve that the others pull."""
        self._code.append(f"{x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f} {x3:.2f} {y3:.2f} c")

    def close(self) -> None:
        """Go back to where the line began."""
        self._code.append("h")

    def getCode(self) -> str:  # noqa: N802
        """The operators, asked for by the canvas."""
        return " ".join(self._code)


class _Paper:
    """Paints shapes whose y goes down on a canvas whose y goes up.

    Each sign has its own place, so that the text's own cursor, whose keeping takes time, is not used.
    """

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def paint(self, shape: Shape) -> None:
        """Paint one shape."""
        if isinstance(shape, Sector):
            self._sector(shape)
        elif isinstance(shape, ArcLine):
            self._arc_line(shape)
        elif isinstance(shape, Line):
            self._line(shape)
        elif isinstance(shape, Disc):
            self._disc(shape)
        elif isinstance(shape, Text):
            self._text(shape)
        elif isinstance(shape, CurvedText):
            self._curved_text(shape)

    def _sector(self, shape: Sector) -> None:
        if shape.fill is not None:
            for start, end, share in faded(shape):
                self._fill(Paint(shape.fill.role, shape.fill.strength * share))
                self._canvas.drawPath(
                    self._ring(shape.inner, shape.outer, start, end), stroke=0, fill=1, fillMode=0
                )
        if shape.hatch:
            self._hatch(shape)
        if shape.edge is not None and shape.edge_width:
            self._pen(shape.edge, shape.edge_width)
            path = self._ring(shape.inner, shape.outer, shape.start, shape.end)
            self._canvas.drawPath(path, stroke=1, fill=0)

    def _ring(self, inner: float, outer: float, start: float, end: float) -> _Path:
        """The outline of a piece of a ring; a whole ring is two circles, one of them the other way round."""
        path = _Path()
        self._along(path, outer, start, end, begin=True)
        whole = end - start >= _WHOLE
        if whole:
            path.close()
        if inner > 0 or not whole:
            self._along(path, inner, end, start, begin=whole)
            path.close()
        return path

    @staticmethod
    def _along(path: _Path, radius: float, start: float, end: float, *, begin: bool) -> None:
        """Add an arc to a path, in pieces of at most a quarter."""
        x, y = point_at(radius, start)
        (path.move_to if begin else path.line_to)(x, -y)
        pieces = max(1, ceil(abs(end - start) / _QUARTER - 1e-9))
        step = (end - start) / pieces
        pull = 4 / 3 * tan(step * _FULL_TURN / 4) * radius
        for piece in range(pieces):
            first, last = (start + step * (piece + more) for more in (0, 1))
            (x1, y1), (x2, y2) = point_at(radius, first), point_at(radius, last)
            (dx1, dy1), (dx2, dy2) = _tangent(first), _tangent(last)
            path.curve_to(
                x1 + dx1 * pull, -(y1 + dy1 * pull), x2 - dx2 * pull, -(y2 - dy2 * pull), x2, -y2
            )  # fmt: skip

    def _hatch(self, shape: Sector) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.clipPath(self._ring(shape.inner, shape.outer, shape.start, shape.end), stroke=0, fill=0)
        role = (shape.edge or shape.fill or Paint("ink")).role
        self._pen(Paint(role, HATCH_STRENGTH), _HATCH_WIDTH)
        self._fill(Paint(role, HATCH_STRENGTH))
        left, top, right, bottom = bounds(shape)
        path = _Path()
        if shape.hatch == "dots":
            for x, y in dots((left, top, right, bottom)):
                path.move_to(x + _DOT, -y)
                path.curve_to(x + _DOT, _ROUND - y, x + _ROUND, _DOT - y, x, _DOT - y)
                path.curve_to(x - _ROUND, _DOT - y, x - _DOT, _ROUND - y, x - _DOT, -y)
                path.curve_to(x - _DOT, -_ROUND - y, x - _ROUND, -_DOT - y, x, -_DOT - y)
                path.curve_to(x + _ROUND, -_DOT - y, x + _DOT, -_ROUND - y, x + _DOT, -y)
            canvas.drawPath(path, stroke=0, fill=1)
        else:
            for (x1, y1), (x2, y2) in hatches((left, top, right, bottom), cross=shape.hatch == "cross"):
                path.move_to(x1, -y1)
                path.line_to(x2, -y2)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def _arc_line(self, shape: ArcLine) -> None:
        self._pen(shape.paint, shape.width, shape.dash)
        path = _Path()
        self._along(path, shape.radius, shape.start, shape.end, begin=True)
        if shape.end - shape.start >= _WHOLE:
            path.close()
        self._canvas.drawPath(path, stroke=1, fill=0)

    def _line(self, shape: Line) -> None:
        if len(shape.points) < 2:
            return
        drawn = shape.paint is not None and shape.width > 0
        if shape.paint is not None:
            self._pen(shape.paint, shape.width, shape.dash)
        if shape.fill is not None:
            self._fill(shape.fill)
        path = _Path()
        (x, y), *others = shape.points
        path.move_to(x, -y)
        for x, y in others:
            path.line_to(x, -y)
        if shape.closed or shape.fill is not None:
            path.close()
        self._canvas.drawPath(path, stroke=int(drawn), fill=int(shape.fill is not None))

    def _disc(self, shape: Disc) -> None:
        if shape.fill is not None:
            self._fill(shape.fill)
        drawn = shape.edge is not None and shape.edge_width > 0
        if shape.edge is not None and drawn:
            self._pen(shape.edge, shape.edge_width, shape.dash)
        kind = {"stroke": int(drawn), "fill": int(shape.fill is not None)}
        if shape.square:
            corner, side = shape.radius * _CORNER, 2 * shape.radius
            left, bottom = shape.x - shape.radius, -shape.y - shape.radius
            self._canvas.roundRect(left, bottom, side, side, corner, **kind)
        else:
            self._canvas.circle(shape.x, -shape.y, shape.radius, **kind)

    def _text(self, shape: Text) -> None:
        words, font = one_line(shape.text), FONTS[shape.style]
        wide = text_width(words, font, shape.size)
        before = {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
        text = self._begun(font, shape.size, shape.paint)
        self._turn(text, shape.x, shape.y, shape.angle, before)
        text._textOut(words)
        self._canvas.drawText(text)

    def _curved_text(self, shape: CurvedText) -> None:
        text = self._begun(FONTS[shape.style], shape.size, shape.paint)
        for sign, x, y, angle in spaced(shape):
            drawn = characters(sign)
            if drawn:
                self._turn(text, x, y, angle, 0.0)
                text._textOut(drawn)
        self._canvas.drawText(text)

    def _begun(self, font: str, size: float, paint: Paint) -> Any:
        text = self._canvas.beginText()
        text.setFont(font, size)
        text.setFillColor(_printed(paint))
        return text

    @staticmethod
    def _turn(text: Any, x: float, y: float, angle: float, before: float) -> None:
        """Begin at a point, turned clockwise and moved back along the base line."""
        across, up = cos(angle * _FULL_TURN), -sin(angle * _FULL_TURN)
        left, base = x - before * across, -y - before * up
        text._code.append(f"{across:.4f} {up:.4f} {-up:.4f} {across:.4f} {left:.2f} {base:.2f} Tm")

    def _pen(self, paint: Paint, width: float, dash: tuple[float, ...] = ()) -> None:
        canvas = self._canvas
        canvas.setStrokeColor(_printed(paint))
        canvas.setLineWidth(width)
        canvas.setLineCap(0)
        canvas.setLineJoin(1)
        canvas.setDash(list(dash))

    def _fill(self, paint: Paint) -> None:
        self._canvas.setFillColor(_printed(paint))


def _tangent(turn: float) -> Point:
    return cos(turn * _FULL_TURN), sin(turn * _FULL_TURN)


def bounds(shape: Sector) -> tuple[float, float, float, float]:
    """The box around a piece of a ring: left, top, right, bottom."""
    turns = [shape.start, shape.end]
    quarter = ceil(shape.start / _QUARTER) * _QUARTER
    while quarter < shape.end:
        turns.append(quarter)
        quarter += _QUARTER
    points = [point_at(radius, turn) for turn in turns for radius in (shape.inner, shape.outer)]
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def hatches(box: tuple[float, float, float, float], *, cross: bool) -> Iterator[tuple[Point, Point]]:
    """Slanting lines over a box, at places that do not depend on the box, so that neighbours agree."""
    left, top, right, bottom = box
    first, last = ceil((left - bottom) / HATCH_GAP), ceil((right - top) / HATCH_GAP)
    for step in range(first, last):
        at = step * HATCH_GAP
        yield (max(left, at + top), max(top, left - at)), (min(right, at + bottom), min(bottom, right - at))
    if not cross:
        return
    for step in range(ceil((left + top) / HATCH_GAP), ceil((right + bottom) / HATCH_GAP)):
        at = step * HATCH_GAP
        yield (max(left, at - bottom), min(bottom, at - left)), (min(right, at - top), max(top, at - right))


def dots(box: tuple[float, float, float, float]) -> Iterator[Point]:
    """Dots over a box, every other row moved half a step."""
    left, top, right, bottom = box
    gap = HATCH_GAP * 0.85
    for row in range(ceil(top / gap), ceil(bottom / gap)):
        moved = gap / 2 if row % 2 else 0.0
        for column in range(ceil((left - moved) / gap), ceil((right - moved) / gap)):
            yield column * gap + moved, row * gap
