"""What the colours, forms and signs of a face mean, in a line at its foot."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parts import theme
from app.ui.parts.theme import color, font

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView

_Draw = Callable[[QPainter, QRectF], None]
_SIDE, _GAP, _BETWEEN, _LINE, _AIR = 11.0, 6.0, 18.0, 20.0, 6.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
LAW, SQUEEZE = "law", "squeeze"
_SIGNS = {LAW: "Lagens gräns", SQUEEZE: "Klämdag"}


class Legend(QWidget):
    """Signs with their words; as many lines as the width needs."""

    def __init__(self, signs: Sequence[str] = (LAW,), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs = tuple(signs)
        self._entries: tuple[tuple[str, _Draw], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.theme().changed.connect(self.update)

    @property
    def words(self) -> tuple[str, ...]:
        """What it explains, in its order."""
        return tuple(words for words, _ in self._entries)

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Explain what a view has."""
        from app.services.wheel.picture.colours import legend

        entries: list[tuple[str, _Draw]] = [
            (look.words, _mark(look.role, look.form)) for look in legend(view, options)
        ]
        entries += [(_SIGNS[sign], _DRAWN[sign]) for sign in self._signs if sign != LAW or view.legal]
        self._entries = tuple(entries)
        self.setAccessibleName("Förklaring: " + ", ".join(self.words))
        self._fit()
        self.update()

    def height_at(self, width: int) -> int:
        """How high it is at a width."""
        places = self._places(width)
        return round(places[-1].y() + _LINE + _AIR) if places else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each sign before its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(theme.SECONDARY_POINTS))
        for (words, draw), place in zip(self._entries, self._places(self.width()), strict=True):
            draw(painter, QRectF(place.x(), place.y() + (_LINE - _SIDE) / 2, _SIDE, _SIDE))
            painter.setPen(color("muted"))
            room = QRectF(place.x() + _SIDE + _GAP, place.y(), self.width(), _LINE)
            painter.drawText(room, _LEFT, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self.height_at(self.width())
        if height != self.height():
            self.setFixedHeight(height)

    def _places(self, room: int) -> list[QPointF]:
        measure = QFontMetricsF(font(theme.SECONDARY_POINTS))
        left = float(theme.PAGE_MARGIN)
        x, y, found = left, _AIR, []
        for words, _ in self._entries:
            width = _SIDE + _GAP + measure.horizontalAdvance(words)
            if x > left and x + width > room - left:
                x, y = left, y + _LINE
            found.append(QPointF(x, y))
            x += width + _BETWEEN
        return found


def draw_form(painter: QPainter, area: QRectF, form: str) -> None:
    """The form of a day's mark, with the pen and brush of the painter."""
    if form == "square":
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    elif form == "diamond":
        middle = area.center()
        corners = (
            QPointF(middle.x(), area.top() - 0.5), QPointF(area.right() + 0.5, middle.y()),
            QPointF(middle.x(), area.bottom() + 0.5), QPointF(area.left() - 0.5, middle.y()),
        )  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(area)


def _mark(role: str, form: str) -> _Draw:
    def draw(painter: QPainter, area: QRectF) -> None:
        painter.setPen(_NO_PEN)
        painter.setBrush(color(role))
        draw_form(painter, area, form)

    return draw


def _triangle(painter: QPainter, area: QRectF) -> None:
    painter.setPen(_NO_PEN)
    painter.setBrush(color("ink"))
    inner = area.adjusted(0.5, 1.5, -0.5, -1)
    corners = (inner.topLeft(), inner.topRight(), QPointF(inner.center().x(), inner.bottom()))
    painter.drawPolygon(QPolygonF(corners))


def _dots(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(_NO_BRUSH)
    painter.setPen(QPen(color("muted"), 1.2, Qt.PenStyle.DotLine))
    y = area.bottom() - 1
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


_DRAWN: dict[str, _Draw] = {LAW: _triangle, SQUEEZE: _dots}
