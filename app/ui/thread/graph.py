"""The graph of a thread: painted, zoomed, dragged about, and walked with the arrow keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.ui.parts import theme
from app.ui.parts.theme import color
from app.ui.thread.painting import paint_shapes

if TYPE_CHECKING:
    from app.services.steering.thread.picture import Box, Picture

LEAST, MOST, STEP = 0.04, 2.5, 1.2
_WHEEL_STEP = 1.15
_NOTCH = 120
_HEAD = 32
_HEAD_BASE = 21
_DRAG = 4
_AIR, _NEAR = 16, 6
_COLUMNS_SEEN, _SMALLEST_START = 2.6, 0.72
_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_CLOSER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_FARTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class GraphView(QAbstractScrollArea):
    """Shows a picture; one box is chosen, and it is the same as in the list beside."""

    chosen = Signal(object)
    """The key of the box that was clicked or walked to."""
    centre_wanted = Signal(object)
    """The key of the box whose own thread is asked for."""
    back_wanted = Signal()
    """The centre before this one is asked for."""
    scale_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self.painted = 0
        self.scale = 1.0
        self._zoomed = False
        self._current: int | None = None
        self._pressed: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Graf över röda tråden")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        theme.theme().changed.connect(self.viewport().update)

    @property
    def current(self) -> int | None:
        """The key of the chosen box."""
        return self._current

    def show_picture(self, picture: "Picture") -> None:
        """Show another picture at the present scale, with its centre in the middle."""
        first, self.picture = self.picture is None, picture
        if first:
            self._start_scale()
        boxes = {box.key for box in picture.boxes}
        if self._current not in boxes:
            self._current = next((box.key for box in picture.boxes if box.current), None)
        self._say()
        self._fit_bars()
        self.go_to_current()
        self.viewport().update()

    def _start_scale(self) -> None:
        """At full size, or a little smaller where the layers beside would not be seen."""
        from app.services.steering.thread.picture import COLUMN

        wanted = self.viewport().width() / (_COLUMNS_SEEN * COLUMN)
        self.scale = max(_SMALLEST_START, min(1.0, wanted))
        self.scale_changed.emit(self.scale)

    def choose(self, key: int | None) -> None:
        """Mark a box and bring it into view, without telling."""
        if key == self._current:
            return
        self._current = key
        self._say()
        self.reveal()
        self.viewport().update()

    def set_scale(self, scale: float, around: QPointF | None = None) -> None:
        """Zoom so that the point of the picture under a place of the view stays there."""
        wanted = max(LEAST, min(MOST, scale))
        place = around or QPointF(self.viewport().rect().center())
        at = self._in_picture(place)
        if wanted == self.scale or self.picture is None:
            return
        self.scale, self._zoomed = wanted, True
        self._fit_bars()
        self.horizontalScrollBar().setValue(round(at.x() * wanted - place.x()))
        self.verticalScrollBar().setValue(round(at.y() * wanted - place.y()))
        self.viewport().update()
        self.scale_changed.emit(self.scale)

    def closer(self) -> None:
        """One step larger."""
        self.set_scale(self.scale * STEP)

    def farther(self) -> None:
        """One step smaller."""
        self.set_scale(self.scale / STEP)

    def fit(self) -> None:
        """The whole picture in view, but never larger than full size."""
        if self.picture is not None:
            room = self.viewport().size()
            wide = room.width() / self.picture.width
            high = room.height() / self.picture.height
            self.set_scale(min(1.0, wide, high))

    def full_size(self) -> None:
        """At full size, with the chosen box in the middle."""
        self.set_scale(1.0)
        self.go_to_current()

    def go_to_current(self) -> None:
        """Put the chosen box in the middle of the view."""
        box = self._box()
        if box is not None:
            room = self.viewport().size()
            middle = QPointF(box.x + box.width / 2, box.y + box.height / 2) * self.scale
            self.horizontalScrollBar().setValue(round(middle.x() - room.width() / 2))
            self.verticalScrollBar().setValue(round(middle.y() - room.height() / 2))

    def reveal(self) -> None:
        """Scroll only as far as the chosen box needs to be seen whole."""
        box = self._box()
        if box is None:
            return
        room, scale = self.viewport().size(), self.scale
        for bar, start, length, extent, head in (
            (self.horizontalScrollBar(), box.x, box.width, room.width(), 0),
            (self.verticalScrollBar(), box.y, box.height, room.height(), _HEAD),
        ):
            first, last = start * scale - _AIR - head, (start + length) * scale + _AIR
            if bar.value() > first:
                bar.setValue(round(first))
            elif bar.value() < last - extent:
                bar.setValue(round(last - extent))

    def sizeHint(self) -> QSize:
        """Room for a few layers."""
        return QSize(640, 480)

    def minimumSizeHint(self) -> QSize:
        """A layer beside the next."""
        return QSize(240, 200)

    def event(self, event: QEvent) -> bool:
        """Ctrl + and Ctrl - are the graph's own while it has the cursor."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            zooms = event.key() in (*_CLOSER, *_FARTHER, Qt.Key.Key_0) and bool(event.modifiers() & _CONTROL)
            event.setAccepted(zooms)
            if zooms:
                return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole of a box in words where the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self._box_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if box is None else box.words, self.viewport())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter makes a centre, Home goes back, Ctrl with + - 0 zooms."""
        key, zooms = event.key(), bool(event.modifiers() & _CONTROL)
        if zooms and key in _CLOSER:
            self.closer()
        elif zooms and key in _FARTHER:
            self.farther()
        elif zooms and key == Qt.Key.Key_0:
            self.fit()
        elif Qt.Key(key) in _ARROWS:
            self._walk(_ARROWS[Qt.Key(key)])
        elif key in _ENTER and self._current is not None:
            self.centre_wanted.emit(self._current)
        elif key == Qt.Key.Key_Home:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms around the pointer; with Shift it moves sideways."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not turned:
            super().wheelEvent(event)
        else:
            self.set_scale(self.scale * _WHEEL_STEP ** (turned / _NOTCH), event.position())
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a box, or take hold of the picture."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed = event.position()
        bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._dragged_from = bars + event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture; over a box the pointer says that it can be chosen."""
        if self._pressed is None or self._dragged_from is None:
            over = self._box_at(event.position()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.OpenHandCursor
            self.viewport().setCursor(shape)
        elif (event.position() - self._pressed).manhattanLength() >= _DRAG:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            wanted = self._dragged_from - event.position()
            self.horizontalScrollBar().setValue(round(wanted.x()))
            self.verticalScrollBar().setValue(round(wanted.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not drag chooses."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (event.position() - pressed).manhattanLength() < _DRAG:
            box = self._box_at(event.position())
            if box is not None:
                self._choose_and_tell(box.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click makes a box the centre."""
        box = self._box_at(event.position())
        if box is not None:
            self.centre_wanted.emit(box.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen box shows that it can be walked from."""
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room shows more or less."""
        super().resizeEvent(event)
        if self.picture is not None and not self._zoomed:
            self._start_scale()
            self._fit_bars()
            self.go_to_current()
        self._fit_bars()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The heads stand still, so everything is painted anew."""
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is in view: lines, boxes, and the heads on top."""
        self.painted += 1
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("surface"))
        if self.picture is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = self._offset()
        painter.save()
        painter.translate(offset)
        painter.scale(self.scale, self.scale)
        self._paint_picture(painter, self.picture)
        painter.restore()
        self._paint_heads(painter, self.picture, offset.x())

    def _paint_picture(self, painter: QPainter, picture: "Picture") -> None:
        from app.services.steering.thread.drawing import box_shapes, line_shapes

        corner, size = self._in_picture(QPointF(0, 0)), self.viewport().size()
        seen = QRectF(
            corner, QPointF(corner.x() + size.width() / self.scale, corner.y() + size.height() / self.scale)
        )
        own = [line for line in picture.lines if self._current in (line.upper, line.lower)]
        for line in picture.lines:
            if line not in own and _crosses(line.points, seen):
                paint_shapes(painter, line_shapes(line))
        for line in own:
            paint_shapes(painter, line_shapes(line, chosen=True))
        for box in picture.boxes:
            if seen.intersects(QRectF(box.x, box.y, box.width, box.height)):
                paint_shapes(painter, box_shapes(box, chosen=box.key == self._current))

    def _paint_heads(self, painter: QPainter, picture: "Picture", left: float) -> None:
        from app.services.steering.thread.drawing import head_shapes
        from app.services.steering.thread.picture import COLUMN

        painter.fillRect(0, 0, self.viewport().width(), _HEAD, color("raised"))
        painter.fillRect(0, _HEAD - 1, self.viewport().width(), 1, color("line"))
        for head in picture.heads:
            painter.save()
            painter.translate(left + head.x * self.scale, 0)
            painter.translate(-head.x, 0)
            paint_shapes(painter, head_shapes(head, _HEAD_BASE, COLUMN * self.scale - _NEAR))
            painter.restore()

    def _offset(self) -> QPointF:
        """Where the picture's corner stands in the view; a small picture stands in the middle."""
        picture = self.picture
        if picture is None:
            return QPointF()
        size = self.viewport().size()
        spare_x = max(0.0, size.width() - picture.width * self.scale) / 2
        spare_y = max(0.0, size.height() - picture.height * self.scale) / 2
        bars = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QPointF(spare_x, spare_y) - bars

    def _in_picture(self, place: QPointF) -> QPointF:
        return (place - self._offset()) / self.scale

    def _fit_bars(self) -> None:
        if self.picture is None:
            return
        room = self.viewport().size()
        for bar, length, extent in (
            (self.horizontalScrollBar(), self.picture.width, room.width()),
            (self.verticalScrollBar(), self.picture.height, room.height()),
        ):
            bar.setPageStep(extent)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, round(length * self.scale) - extent))

    def _box(self) -> "Box | None":
        return None if self.picture is None or self._current is None else self.picture.box(self._current)

    def _box_at(self, place: QPointF) -> "Box | None":
        if self.picture is None or place.y() < _HEAD:
            return None
        at = self._in_picture(place)
        return self.picture.box_at(at.x(), at.y())

    def _walk(self, way: str) -> None:
        from app.services.steering.thread.walking import step

        if self.picture is None or self._current is None:
            return
        found = step(self.picture, self._current, way)  # type: ignore[arg-type]
        if found is not None:
            self._choose_and_tell(found)

    def _choose_and_tell(self, key: int) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _say(self) -> None:
        box = self._box()
        self.setAccessibleDescription("" if box is None else box.words)


def _crosses(points: tuple[tuple[float, float], ...], seen: QRectF) -> bool:
    """Whether the hull of a curve can be in view."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return not (
        max(across) < seen.left()
        or min(across) > seen.right()
        or max(down) < seen.top()
        or min(down) > seen.bottom()
    )
