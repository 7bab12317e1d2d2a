"""Shapes made ready for QPainter: paths with pen and brush in the colours of a palette."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QConicalGradient, QFont, QPainter, QPainterPath, QPen, QPicture

from app.services.palette import Palette, blend
from app.ui.wheel.painting.glyphs import advance, face, outline, outlines

if TYPE_CHECKING:
    from app.services.wheel.picture.shapes import ArcLine, CurvedText, Disc, Line, Paint, Sector, Shape, Text

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_FLAT, _MITRE = Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
_ROUND = Qt.PenJoinStyle.RoundJoin
_WINDING = Qt.FillRule.WindingFill
_HATCHES = {
    "lines": Qt.BrushStyle.BDiagPattern,
    "cross": Qt.BrushStyle.DiagCrossPattern,
    "dots": Qt.BrushStyle.Dense6Pattern,
}
_HATCH_STRENGTH = 0.55
#: A conical gradient starts this far past the sector, so that its seam is never inside an edge.
_PAST = 0.01
_TURN = 2 * pi
_CORNER = 0.35
_MIXTURES = 256


@dataclass(frozen=True, slots=True)
class Stroke:
    """What is painted at once: a path, or words on a base line when `words` are given."""

    path: QPainterPath
    pen: QPen
    brush: QBrush
    words: str = ""
    font: QFont | None = None
    at: QPointF | None = None
    turn: float = 0.0

    def bounds(self) -> QRectF:
        """What it covers, with its pen."""
        if self.words:
            return self.path.boundingRect()
        half = self.pen.widthF() / 2 if self.pen.style() != Qt.PenStyle.NoPen else 0.0
        return self.path.boundingRect().adjusted(-half, -half, half, half)


Strokes = tuple[Stroke, ...]


def paint(painter: QPainter, strokes: Iterable[Stroke]) -> None:
    """Paint what has been made ready, in its order, around the painter's origin."""
    set_pen, set_brush, draw = painter.setPen, painter.setBrush, painter.drawPath
    for stroke in strokes:
        set_pen(stroke.pen)
        if stroke.words:
            _paint_words(painter, stroke)
        else:
            set_brush(stroke.brush)
            draw(stroke.path)


def _paint_words(painter: QPainter, stroke: Stroke) -> None:
    if stroke.font is None or stroke.at is None:
        return
    painter.setFont(stroke.font)
    if not stroke.turn:
        painter.drawText(stroke.at, stroke.words)
        return
    painter.save()
    painter.translate(stroke.at)
    painter.rotate(360 * stroke.turn)
    painter.drawText(QPointF(), stroke.words)
    painter.restore()


def recorded(strokes: Iterable[Stroke]) -> QPicture:
    """The same as a picture of Qt's own."""
    kept = QPicture()
    painter = QPainter(kept)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, strokes)
    painter.end()
    return kept


def bounds(strokes: Iterable[Stroke]) -> QRectF:
    """What some strokes cover together."""
    whole = QRectF()
    for stroke in strokes:
        whole = whole.united(stroke.bounds())
    return whole


def make_strokes(shapes: Iterable["Shape"], palette: Palette) -> Strokes:
    """All shapes made ready, in their order."""
    made: list[Stroke] = []
    for shape in shapes:
        made.extend(_MAKERS[type(shape).__name__](shape, palette))
    return tuple(made)


def colour(paint_: "Paint", palette: Palette) -> QColor:
    """The colour of a role, mixed with the surface as far as its strength says."""
    base = str(getattr(palette, paint_.role))
    return QColor(base if paint_.strength >= 1.0 else _mixed(base, palette.surface, paint_.strength))


@lru_cache(maxsize=_MIXTURES)
def _mixed(base: str, ground: str, strength: float) -> str:
    return blend(base, ground, strength)


def sector_path(inner: float, outer: float, start: float, end: float) -> QPainterPath:
    """A piece of a ring; a whole ring has no borders across it."""
    path = QPainterPath()
    near, far = (QRectF(-r, -r, 2 * r, 2 * r) for r in (inner, outer))
    if end - start >= 1.0:
        path.addEllipse(far)
        path.addEllipse(near)
        return path
    first, last = 90.0 - 360.0 * start, 90.0 - 360.0 * end
    path.arcMoveTo(far, first)
    path.arcTo(far, first, last - first)
    path.arcTo(near, last, first - last)
    path.closeSubpath()
    return path


def on_circle(turn: float, radius: float) -> QPointF:
    """A point of a circle around the middle."""
    return QPointF(sin(_TURN * turn) * radius, -cos(_TURN * turn) * radius)


def _sector(shape: "Sector", palette: Palette) -> Iterable[Stroke]:
    path = sector_path(shape.inner, shape.outer, shape.start, shape.end)
    if _shows(shape.fill):
        yield Stroke(path, _NO_PEN, _fill(shape, palette))
    if shape.hatch in _HATCHES:
        mark = shape.edge or shape.fill
        ink = QColor(blend(palette.ink, palette.surface, _HATCH_STRENGTH))
        ink = colour(mark, palette) if mark is not None and mark.strength >= 1.0 else ink
        yield Stroke(path, _NO_PEN, QBrush(ink, _HATCHES[shape.hatch]))
    if _shows(shape.edge) and shape.edge_width > 0:
        yield Stroke(_border(shape, path), _pen(shape.edge, shape.edge_width, palette), _NO_BRUSH)


def _border(shape: "Sector", path: QPainterPath) -> QPainterPath:
    """Its outline; the end that fades out has none, and neither have the sides along the circle there."""
    if not shape.fade or (shape.edge is not None and shape.edge.role == "surface"):
        return path
    sharp = QPainterPath()
    at = shape.end if shape.fade == "start" else shape.start
    sharp.moveTo(on_circle(at, shape.inner))
    sharp.lineTo(on_circle(at, shape.outer))
    return sharp


def _fill(shape: "Sector", palette: Palette) -> QBrush:
    full = colour(shape.fill, palette) if shape.fill else QColor()
    length = shape.end - shape.start
    if not shape.fade or length >= 1.0 - 2 * _PAST:
        return QBrush(full)
    clear = QColor(full)
    clear.setAlpha(0)
    at_end, at_start = (full, clear) if shape.fade == "start" else (clear, full)
    gradient = QConicalGradient(QPointF(), 90.0 - 360.0 * (shape.end + _PAST))
    gradient.setColorAt(0.0, at_end)
    gradient.setColorAt(_PAST, at_end)
    gradient.setColorAt(_PAST + length, at_start)
    gradient.setColorAt(1.0, at_start)
    return QBrush(gradient)


def _arc_line(shape: "ArcLine", palette: Palette) -> Iterable[Stroke]:
    path = QPainterPath()
    circle = QRectF(-shape.radius, -shape.radius, 2 * shape.radius, 2 * shape.radius)
    if shape.end - shape.start >= 1.0:
        path.addEllipse(circle)
    else:
        first = 90.0 - 360.0 * shape.start
        path.arcMoveTo(circle, first)
        path.arcTo(circle, first, -360.0 * (shape.end - shape.start))
    yield Stroke(path, _pen(shape.paint, shape.width, palette, shape.dash), _NO_BRUSH)


def _line(shape: "Line", palette: Palette) -> Iterable[Stroke]:
    if not shape.points:
        return
    path = QPainterPath(QPointF(*shape.points[0]))
    for x, y in shape.points[1:]:
        path.lineTo(x, y)
    if shape.closed or shape.fill is not None:
        path.closeSubpath()
    pen = _pen(shape.paint, shape.width, palette, shape.dash)
    if shape.fill is None:
        pen.setJoinStyle(_ROUND)
    yield Stroke(path, pen, _brush(shape.fill, palette))


def _disc(shape: "Disc", palette: Palette) -> Iterable[Stroke]:
    path, radius = QPainterPath(), shape.radius
    around = QRectF(shape.x - radius, shape.y - radius, 2 * radius, 2 * radius)
    if shape.square:
        path.addRoundedRect(around, radius * _CORNER, radius * _CORNER)
    else:
        path.addEllipse(around)
    yield Stroke(path, _pen(shape.edge, shape.edge_width, palette, shape.dash), _brush(shape.fill, palette))


def _text(shape: "Text", palette: Palette) -> Iterable[Stroke]:
    width = advance(shape.text, shape.style, shape.size)
    back = {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
    angle = shape.angle * _TURN
    x, y = shape.x - back * cos(angle), shape.y - back * sin(angle)
    if not shape.angle:
        box = QPainterPath()
        box.addRect(x, y - shape.size, width, 1.3 * shape.size)
        pen, font = QPen(colour(shape.paint, palette)), face(shape.style, shape.size)
        yield Stroke(box, pen, _NO_BRUSH, shape.text, font, QPointF(x, y))
        return
    path = outline(shape.text, shape.style, shape.size, x, y, shape.angle)
    path.setFillRule(_WINDING)
    yield Stroke(path, _NO_PEN, QBrush(colour(shape.paint, palette)))


def _curved_text(shape: "CurvedText", palette: Palette) -> Iterable[Stroke]:
    path, without = outlines(shape.glyphs, shape.style, shape.size)
    path.setFillRule(_WINDING)
    ink = colour(shape.paint, palette)
    if not path.isEmpty():
        yield Stroke(path, _NO_PEN, QBrush(ink))
    for sign, x, y, angle in without:
        box = QPainterPath()
        box.addEllipse(QPointF(x, y), 1.5 * shape.size, 1.5 * shape.size)
        yield Stroke(box, QPen(ink), _NO_BRUSH, sign, face(shape.style, shape.size), QPointF(x, y), angle)


_MAKERS: dict[str, Callable[[Any, Palette], Iterable[Stroke]]] = {
    "Sector": _sector,
    "ArcLine": _arc_line,
    "Line": _line,
    "Disc": _disc,
    "Text": _text,
    "CurvedText": _curved_text,
}


def _shows(paint_: "Paint | None") -> bool:
    return paint_ is not None and paint_.role != "none" and paint_.strength > 0


def _brush(fill: "Paint | None", palette: Palette) -> QBrush:
    return QBrush(colour(fill, palette)) if fill is not None and _shows(fill) else _NO_BRUSH


def _pen(line: "Paint | None", width: float, palette: Palette, dash: tuple[float, ...] = ()) -> QPen:
    if line is None or not _shows(line) or width <= 0:
        return QPen(_NO_PEN)
    pen = QPen(colour(line, palette), width)
    pen.setCapStyle(_FLAT)
    pen.setJoinStyle(_MITRE)
    if dash:
        pattern = [part / width for part in dash]
        pen.setDashPattern(pattern if len(pattern) % 2 == 0 else pattern * 2)
    return pen
