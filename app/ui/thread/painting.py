"""Paints the shapes of a thread with QPainter; what they are and where has been decided already."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QPainter, QPainterPath, QPen, QPolygonF

from app.services.fonts import FAMILY
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.services.steering.thread.drawing import Curve, Outline, Rectangle, Shape, Words

_NO_PEN = QPen(Qt.PenStyle.NoPen)
_NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)
_ROUND = Qt.PenCapStyle.RoundCap
_FLAT = Qt.PenCapStyle.FlatCap
_JOIN = Qt.PenJoinStyle.RoundJoin


def paint_shapes(painter: QPainter, shapes: Iterable["Shape"]) -> None:
    """Paint shapes in their order, in the painter's own scale."""
    for shape in shapes:
        _PAINTERS[type(shape).__name__](painter, shape)


def _rectangle(painter: QPainter, shape: "Rectangle") -> None:
    painter.setPen(_pen(shape.stroke, shape.thickness, shape.dash))
    painter.setBrush(color(shape.fill) if shape.fill else _NO_BRUSH)
    rect = QRectF(shape.x, shape.y, shape.width, shape.height)
    if shape.radius:
        painter.drawRoundedRect(rect, shape.radius, shape.radius)
    else:
        painter.drawRect(rect)


def _curve(painter: QPainter, shape: "Curve") -> None:
    points = [QPointF(x, y) for x, y in shape.points]
    path = QPainterPath(points[0])
    for place in range(1, len(points), 3):
        path.cubicTo(*points[place : place + 3])
    painter.setPen(_pen(shape.stroke, shape.thickness, shape.dash))
    painter.setBrush(_NO_BRUSH)
    painter.drawPath(path)


def _outline(painter: QPainter, shape: "Outline") -> None:
    points = QPolygonF([QPointF(x, y) for x, y in shape.points])
    painter.setPen(_pen(shape.stroke, shape.thickness, ()))
    painter.setBrush(color(shape.fill) if shape.fill else _NO_BRUSH)
    if shape.fill:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _words(painter: QPainter, shape: "Words") -> None:
    painter.setFont(_font(shape.size, shape.style == "semibold"))
    painter.setPen(color(shape.role))
    painter.drawText(QPointF(shape.x, shape.y), shape.text)


_PAINTERS: dict[str, Callable[[QPainter, Any], None]] = {
    "Rectangle": _rectangle,
    "Curve": _curve,
    "Outline": _outline,
    "Words": _words,
}


@cache
def _font(size: float, semibold: bool) -> QFont:
    """The typeface by the pixel, unhinted, so that a text keeps its place at every scale."""
    face = QFont(FAMILY)
    face.setPixelSize(round(size))
    face.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


def _pen(role: str, thickness: float, dash: tuple[float, ...]) -> QPen:
    if not role:
        return _NO_PEN
    pen = QPen(color(role), thickness)
    pen.setJoinStyle(_JOIN)
    pen.setCapStyle(_FLAT if dash else _ROUND)
    if dash:
        pen.setDashPattern([part / thickness for part in dash])
    return pen
