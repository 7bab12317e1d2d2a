"""The strategy map in the window: goals are chosen and tied together by mouse or keyboard."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication, QToolTip

from app.ui.parts import theme
from app.ui.parts.chart import ChartView

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart, Spot

NODE, LINK = "node", "cause_link"
_AIR, _HEAD = 3.0, 8.0
_REACH = 5.0
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Place = tuple[str, int]


class MapView(ChartView):
    """Shows the map; a goal is dragged to the goal that it leads to."""

    chosen = Signal(object)
    """("node", id) or ("cause_link", id), or None."""
    opened = Signal(object)
    """A goal by Enter or double click."""
    drawn = Signal(object, object)
    """From the cause to the effect."""
    draw_asked = Signal(object)
    """The key for a new arrow from a goal."""
    removal_asked = Signal(object)
    """The key that takes the chosen arrow away."""

    def __init__(self, chart: "Chart") -> None:
        self._spots: tuple[object, tuple[Spot, ...]] = (None, ())
        self._choice: Place | None = None
        self._pressed: tuple[int, QPointF] | None = None
        self._pointer: QPointF | None = None
        self.editable = True
        super().__init__(chart)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def choice(self) -> Place | None:
        """What is chosen."""
        return self._choice

    def choose(self, place: Place | None, *, tell: bool = True) -> None:
        """Choose a goal or an arrow."""
        spot = self.spot_of(place)
        self._choice = place if spot is not None else None
        self.setAccessibleDescription(spot.words if spot is not None else self.chart.words())
        self.update()
        if tell:
            self.chosen.emit(self._choice)

    def spots(self) -> tuple["Spot", ...]:
        """What can be pointed at, as the map is drawn just now."""
        sheet = self._sheet()
        if self._spots[0] != (self.chart, sheet):
            self._spots = ((self.chart, sheet), self.chart.spots(sheet))
        return self._spots[1]

    def spot_of(self, place: Place | None) -> "Spot | None":
        """Where a goal or an arrow is."""
        if place is None:
            return None
        return next((spot for spot in self.spots() if spot.key == place), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map, then what is chosen and the arrow that is being drawn."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.spot_of(self._choice)
        if chosen is not None:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(_room(chosen).adjusted(-_AIR, -_AIR, _AIR, _AIR), 3, 3)
        if self._pressed is not None and self._pointer is not None:
            self._paint_arrow(painter, self._pressed[0], self._pointer)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer; from a goal an arrow may be dragged."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        spot = self._at(event.position())
        self.choose(spot.key if spot is not None else None)  # type: ignore[arg-type]
        if spot is not None and _kind(spot) == NODE and self.editable:
            self._pressed = (_number(spot), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an arrow, or show that something can be chosen."""
        if self._pressed is not None:
            far = (event.position() - self._pressed[1]).manhattanLength()
            if self._pointer is not None or far >= QApplication.startDragDistance():
                self._pointer = event.position()
                self.update()
            return
        spot = self._at(event.position())
        over = spot is not None and spot.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where the arrow ends on another goal it is drawn."""
        pressed, dragged = self._pressed, self._pointer is not None
        self._pressed = self._pointer = None
        self.update()
        if pressed is None or not dragged:
            return
        spot = self._at(event.position())
        if spot is not None and _kind(spot) == NODE and _number(spot) != pressed[0]:
            self.drawn.emit(pressed[0], _number(spot))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a goal."""
        self._pressed = self._pointer = None
        spot = self._at(event.position())
        if spot is not None and _kind(spot) == NODE:
            self.opened.emit(_number(spot))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go between goals, Insert draws, Delete takes an arrow away, Enter opens."""
        key, choice = Qt.Key(event.key()), self._choice
        if key in _ARROWS and not event.modifiers():
            self._go(_ARROWS[key])
        elif key == Qt.Key.Key_Escape and self._pressed is not None:
            self._pressed = self._pointer = None
            self.update()
        elif choice is not None and choice[0] == NODE and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(choice[1])
        elif choice is not None and choice[0] == NODE and key in (Qt.Key.Key_Insert, Qt.Key.Key_Plus):
            self.draw_asked.emit(choice[1])
        elif choice is not None and choice[0] == LINK and key == Qt.Key.Key_Delete:
            self.removal_asked.emit(choice[1])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard the first goal is chosen."""
        super().focusInEvent(event)
        goals = self._goals()
        if self._choice is None and goals and event.reason() == Qt.FocusReason.TabFocusReason:
            self.choose(goals[0].key)  # type: ignore[arg-type]

    def event(self, event: QEvent) -> bool:
        """Say what the pointer is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._at(QPointF(event.pos()))
            if spot is not None:
                QToolTip.showText(event.globalPos(), spot.words, self, _room(spot).toRect())
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _go(self, way: tuple[int, int]) -> None:
        goals = self._goals()
        here = self.spot_of(self._choice)
        if here is None:
            if goals:
                self.choose(goals[0].key)  # type: ignore[arg-type]
            return
        found = nearest(here, goals, way)
        if found is not None:
            self.choose(found.key)  # type: ignore[arg-type]

    def _goals(self) -> list["Spot"]:
        return [spot for spot in self.spots() if _kind(spot) == NODE]

    def _at(self, place: QPointF) -> "Spot | None":
        """What is under a point: an arrow's handle before the goal that it lies on."""
        x, y = place.x(), place.y()
        spots = self.spots()
        goal = next((spot for spot in spots if _kind(spot) == NODE and spot.holds(x, y)), None)
        near = [spot for spot in spots if _kind(spot) == LINK and _room(spot).adjusted(
            -_REACH, -_REACH, _REACH, _REACH).contains(place)]  # fmt: skip
        if goal is not None:
            return goal
        if near:
            return min(near, key=lambda spot: (_room(spot).center() - place).manhattanLength())
        return next((spot for spot in spots if spot.holds(x, y)), None)

    def _paint_arrow(self, painter: QPainter, cause: int, tip: QPointF) -> None:
        start = self.spot_of((NODE, cause))
        if start is None:
            return
        under = self._at(tip)
        if under is not None and _kind(under) == NODE and _number(under) != cause:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(_room(under).adjusted(-_AIR, -_AIR, _AIR, _AIR), 3, 3)
        begin = _room(start).center()
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(begin, tip)
        away = tip - begin
        long = max(1.0, (away.x() ** 2 + away.y() ** 2) ** 0.5)
        along = QPointF(away.x() / long, away.y() / long)
        across = QPointF(-along.y(), along.x())
        back = tip - along * _HEAD
        painter.setBrush(theme.color("accent"))
        painter.drawPolygon(QPolygonF([tip, back + across * _HEAD / 2, back - across * _HEAD / 2]))


def nearest(here: "Spot", goals: Iterable["Spot"], way: tuple[int, int]) -> "Spot | None":
    """The goal that an arrow key leads to: the nearest on that side, straight ahead before aslant."""
    across, down = way
    found: list[tuple[float, Spot]] = []
    for spot in goals:
        dx = (spot.left + spot.right - here.left - here.right) / 2
        dy = (spot.top + spot.bottom - here.top - here.bottom) / 2
        ahead, aside = (dx * across, abs(dy)) if across else (dy * down, abs(dx))
        if spot.key != here.key and ahead > 1:
            found.append((ahead + 2 * aside, spot))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _room(spot: "Spot") -> QRectF:
    return QRectF(QPointF(spot.left, spot.top), QPointF(spot.right, spot.bottom))


def _kind(spot: "Spot") -> str:
    return str(spot.key[0]) if isinstance(spot.key, tuple) else ""


def _number(spot: "Spot") -> int:
    return int(spot.key[1]) if isinstance(spot.key, tuple) else 0
