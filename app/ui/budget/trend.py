"""A unit's frame from the year before to the last plan year, as a painted line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parts import theme
from app.ui.parts.theme import color, font

_HEIGHT = 84
_SIDE = 26
_TOP, _BOTTOM = 24, 22
_DOT = 3.5
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Point:
    """A year's frame; `planned` is drawn as a ring on a dashed line."""

    year: int
    amount: int
    text: str
    planned: bool


def places(amounts: Sequence[int], width: float, height: float) -> list[tuple[float, float]]:
    """Where the points stand: years evenly across, the largest amount at the top."""
    least, most = min(amounts), max(amounts)
    across = width / max(1, len(amounts) - 1)
    tall = max(1, most - least)
    return [
        (across * step, height * (most - amount) / tall if most > least else height / 2)
        for step, amount in enumerate(amounts)
    ]


class Trend(QWidget):
    """Ends and the budget year are labelled; plan is dashed, so that it reads without colour."""

    def __init__(self, points: Sequence[Point], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = tuple(points)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Ramen över åren")
        self.setAccessibleDescription("; ".join(f"{point.year} {point.text}" for point in self._points))

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for the labels."""
        return QSize(160, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line, points, labels and years."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(theme.SECONDARY_POINTS))
        widest = max(painter.fontMetrics().horizontalAdvance(point.text) for point in self._points)
        side = max(_SIDE, widest / 2)
        room = QRectF(side, _TOP, self.width() - 2 * side, self.height() - _TOP - _BOTTOM)
        spots = [
            QPointF(room.left() + x, room.top() + y)
            for x, y in places([point.amount for point in self._points], room.width(), room.height() - 6)
        ]
        for place in range(1, len(spots)):
            dashed = self._points[place].planned
            style = Qt.PenStyle.CustomDashLine if dashed else Qt.PenStyle.SolidLine
            pen = QPen(color("ink"), 1.5, style)
            if dashed:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(spots[place - 1], spots[place])
        for spot, point in zip(spots, self._points, strict=True):
            self._draw_point(painter, spot, point)

    def _draw_point(self, painter: QPainter, spot: QPointF, point: Point) -> None:
        painter.setPen(QPen(color("ink"), 1.5))
        painter.setBrush(color("surface" if point.planned else "ink"))
        painter.drawEllipse(spot, _DOT, _DOT)
        painter.setFont(font(theme.SECONDARY_POINTS))
        painter.setPen(color("ink"))
        painter.drawText(QRectF(spot.x() - 40, spot.y() - 22, 80, 16), _CENTRE, point.text)
        painter.setPen(color("muted"))
        painter.drawText(QRectF(spot.x() - 40, self.height() - 18, 80, 16), _CENTRE, str(point.year))
