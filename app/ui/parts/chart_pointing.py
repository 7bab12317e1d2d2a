"""What can be pointed at in a chart: by the mouse, and by the arrow keys one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.services.charts.sheet import Chart, Sheet, Spot
from app.ui.parts import theme

_AIR = 1.5
_SMOOTH = QPainter.RenderHint.Antialiasing
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Pointing:
    """The spots of one shown chart, and which of them is pointed at or stepped to."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._shown: tuple[Chart, Sheet] | None = None
        self._spots: Sequence[Spot] = ()
        self.current: Spot | None = None
        self.by_keys = False

    def follow(self, chart: Chart, sheet: Sheet) -> None:
        """Take the spots of what is shown now; only another chart or room makes them anew."""
        if self._shown == (chart, sheet):
            return
        self._shown = chart, sheet
        self._spots = chart.spots(sheet)
        self.forget()

    def forget(self) -> None:
        """Point at nothing."""
        if self.current is not None:
            self.current, self.by_keys = None, False
            QToolTip.hideText()
            self._view.update()

    def outdate(self) -> None:
        """Nothing can be pointed at until a chart is followed again."""
        self._shown, self._spots = None, ()
        self.forget()

    def at(self, x: float, y: float) -> Spot | None:
        """The smallest spot that holds a point."""
        held = [spot for spot in self._spots if spot.holds(x, y)]
        return min(held, key=lambda spot: (spot.right - spot.left) * (spot.bottom - spot.top), default=None)

    def move_to(self, x: float, y: float, place: QPoint) -> None:
        """The mouse is here: tell what stands under it."""
        found = self.at(x, y)
        if found is self.current and not self.by_keys:
            return
        self.current, self.by_keys = found, False
        self._tell(place)

    def step(self, key: int) -> bool:
        """Go to the next spot, the one before, the first or the last; False when the key is another."""
        if not self._spots or (key not in _STEPS and key not in _ENDS):
            return False
        spots = list(self._spots)
        if key in _ENDS:
            place = _ENDS[Qt.Key(key)]
        elif self.current in spots:
            place = (spots.index(self.current) + _STEPS[Qt.Key(key)]) % len(spots)
        else:
            place = 0 if _STEPS[Qt.Key(key)] > 0 else -1
        self.current, self.by_keys = spots[place], True
        corner = QPoint(round(self.current.left), round(self.current.bottom))
        self._tell(self._view.mapToGlobal(corner))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, self.current.words))
        return True

    def paint(self, painter: QPainter) -> None:
        """A thin line around what is pointed at."""
        spot = self.current
        if spot is None or (spot.key is None and not self.by_keys):
            return
        frame = QRectF(spot.left, spot.top, spot.right - spot.left, spot.bottom - spot.top)
        frame = frame.adjusted(-_AIR, -_AIR, _AIR, _AIR).intersected(QRectF(self._view.rect()))
        painter.setRenderHint(_SMOOTH)
        painter.setPen(QPen(theme.color("accent"), 2 if self.by_keys else 1))
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 2, 2)

    def _tell(self, place: QPoint) -> None:
        if self.current is None:
            QToolTip.hideText()
        else:
            spot = self.current
            room = QRect(
                round(spot.left),
                round(spot.top),
                round(spot.right - spot.left),
                round(spot.bottom - spot.top),
            )
            QToolTip.showText(place, _plain(spot.words), self._view, room)
        self._view.update()


def _plain(words: str) -> str:
    """Words that a tooltip wraps and never takes for markup."""
    from html import escape

    return f"<p>{escape(words)}</p>"
