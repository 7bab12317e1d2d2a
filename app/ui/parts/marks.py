"""Status signs drawn as paths: tick, half-filled disc, cross and dash, each with its word."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.parts.theme import color

SIZE = 14
_STROKE = 1.8


class Mark(Enum):
    """The four answers a goal can have; the value is the palette role of its colour."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    MISSING = "missing"

    @property
    def word(self) -> str:
        """What stands beside the sign."""
        return _WORDS[self]


_WORDS = {
    Mark.MET: "uppfyllt",
    Mark.PARTLY: "delvis",
    Mark.UNMET: "ej uppfyllt",
    Mark.MISSING: "uppgift saknas",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a sign consists of, in a square of side 1: lines to stroke and areas to fill."""

    stroked: QPainterPath
    filled: QPainterPath


@cache
def drawing(mark: Mark) -> Drawing:
    """The geometry of a sign."""
    stroked, filled = QPainterPath(), QPainterPath()
    if mark is Mark.MET:
        _polyline(stroked, (0.14, 0.54), (0.4, 0.8), (0.88, 0.22))
    elif mark is Mark.PARTLY:
        stroked.addEllipse(QPointF(0.5, 0.5), 0.4, 0.4)
        filled.moveTo(0.5, 0.1)
        filled.arcTo(QRectF(0.1, 0.1, 0.8, 0.8), 90, 180)
        filled.closeSubpath()
    elif mark is Mark.UNMET:
        _polyline(stroked, (0.18, 0.18), (0.82, 0.82))
        _polyline(stroked, (0.82, 0.18), (0.18, 0.82))
    else:
        _polyline(stroked, (0.12, 0.5), (0.88, 0.5))
    return Drawing(stroked, filled)


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark, ink: QColor | None = None) -> None:
    """Draw a sign in its status colour (or `ink`) within `rect`."""
    colour = color(mark.value) if ink is None else ink
    shape = drawing(mark)
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side, side)
    pen = QPen(colour, _STROKE / side)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(shape.stroked)
    painter.fillPath(shape.filled, colour)
    painter.restore()


def _polyline(path: QPainterPath, first: tuple[float, float], *rest: tuple[float, float]) -> None:
    path.moveTo(*first)
    for point in rest:
        path.lineTo(*point)
