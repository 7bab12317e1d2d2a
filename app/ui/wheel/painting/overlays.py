"""What is painted over the kept frame: the ghost of an arc that is moved, its words, and the focus ring."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.services.palette import Palette
from app.ui.parts.theme import SECONDARY_POINTS, font
from app.ui.wheel.painting.strokes import on_circle, sector_path

_STRENGTH = 70
_EDGE, _RING = 2.0, 2.0
_PAD, _AWAY, _CORNER = 7.0, 16.0, 6.0
_DASH = (4.0, 3.0)
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_FLAT = Qt.PenCapStyle.FlatCap


def paint_ghost(painter: QPainter, place: tuple[float, float, float, float], palette: Palette) -> None:
    """An arc that is not there yet: dashed, and light enough for what lies below to be seen."""
    inner, outer, start, end = place
    fill = QColor(palette.accent)
    fill.setAlpha(_STRENGTH)
    pen = QPen(QColor(palette.accent), _EDGE)
    pen.setDashPattern(list(_DASH))
    pen.setCapStyle(_FLAT)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawPath(sector_path(inner, outer, start, end))
    painter.setPen(QPen(QColor(palette.accent), _EDGE + 1))
    painter.drawLine(on_circle(end, inner), on_circle(end, outer))


def words_box(lines: Sequence[str], at: QPointF, room: QRectF) -> QRectF:
    """Where the words of a ghost stand: beside the pointer, and never outside of the picture."""
    width = max(
        QFontMetricsF(font(SECONDARY_POINTS, semibold=True)).horizontalAdvance(line) for line in lines
    )
    height = QFontMetricsF(font(SECONDARY_POINTS)).height() * len(lines)
    box = QRectF(at + QPointF(_AWAY, _AWAY), QSizeF(width + 2 * _PAD, height + _PAD))
    if box.right() > room.right():
        box.moveRight(max(room.left() + box.width(), at.x() - _AWAY / 2))
    if box.bottom() > room.bottom():
        box.moveBottom(max(room.top() + box.height(), at.y() - _AWAY / 2))
    return box


def paint_words(painter: QPainter, lines: Sequence[str], box: QRectF, palette: Palette) -> None:
    """The time of a ghost, the first line in ink and what is special about it below."""
    painter.setPen(QPen(QColor(palette.muted), 1))
    painter.setBrush(QColor(palette.raised))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
    height = QFontMetricsF(font(SECONDARY_POINTS)).height()
    base = box.top() + _PAD / 2 + QFontMetricsF(font(SECONDARY_POINTS)).ascent()
    for place, line in enumerate(lines):
        painter.setFont(font(SECONDARY_POINTS, semibold=not place))
        painter.setPen(QColor(palette.ink if not place else palette.muted))
        painter.drawText(QPointF(box.left() + _PAD, base + place * height), line)


def paint_sentence(painter: QPainter, room: QRectF, sentence: str, palette: Palette) -> None:
    """A sentence where there is no picture."""
    painter.setFont(font(SECONDARY_POINTS))
    painter.setPen(QColor(palette.muted))
    painter.drawText(room.adjusted(_PAD, _PAD, -_PAD, -_PAD), _CENTRED, sentence)


def paint_focus(painter: QPainter, room: QRectF, palette: Palette) -> None:
    """The ring that says that the keyboard is here."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(palette.accent), _RING))
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
