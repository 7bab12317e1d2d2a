"""The wheel on the screen: a picture that is kept, what moves over it, and what the user does with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.parts.theme import theme
from app.ui.wheel import wheel_words
from app.ui.wheel.faces import Face
from app.ui.wheel.painting import motion
from app.ui.wheel.painting.frame import Frame, draw_fitted
from app.ui.wheel.painting.overlays import (
    paint_focus,
    paint_ghost,
    paint_sentence,
    paint_words,
    words_box,
)
from app.ui.wheel.painting.strokes import Strokes, bounds, make_strokes, paint
from app.ui.wheel.telling import told_law
from app.ui.wheel.wheel_foot import Foot
from app.ui.wheel.wheel_handling import Handling
from app.ui.wheel.wheel_zoom_bar import ZoomBar

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.picture.shapes import Picture
    from app.services.wheel.views import Activity, WheelView

_DPI = 96.0
_SETTLES_AFTER = 80
_MARGIN = 3
_ANTIALIAS = QPainter.RenderHint.Antialiasing
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_CORNER = QPoint(0, 0)
_LEFT = Qt.MouseButton.LeftButton
_POLITE = QAccessible.AnnouncementPoliteness.Polite
_LEAST, _LIKED = 320, 760
_TOO_SMALL = 200
_NO_ROOM = "Här är för trångt för hjulet. Aktiviteterna står i listan bredvid."
_DESCRIPTION = (
    "Samma aktiviteter står i listan Aktiviteter bredvid hjulet. Pilarna går mellan dem i tidsordning, "
    "Retur ändrar, Alt och pil flyttar, plus och minus zoomar."
)


class WheelFace(Face):
    """Activities of a working year as arcs and discs around a circle; it never writes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: WheelView | None = None
        self.options: WheelOptions | None = None
        self.chosen: int | None = None
        self.hovered: int | None = None
        self._frame: Frame | None = None
        self._overlays: dict[tuple[int, str], tuple[Strokes, QRect]] = {}
        self._before: QPixmap | None = None
        self._by_keyboard = False
        self.handling = Handling(self)
        self.bar = ZoomBar(self.handling.zoom, self.handling.turn_page, self.handling.zoom_back, self)
        self.foot = Foot(self, self.bar)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_AFTER)
        self._settling.timeout.connect(self._forget_frame)
        self.fading = QVariantAnimation(self)
        self.fading.setStartValue(0.0)
        self.fading.setEndValue(1.0)
        self.fading.setDuration(motion.LONGEST)
        self.fading.valueChanged.connect(self._on_faded)
        self.fading.finished.connect(self._on_shown)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Årshjul")
        self.setAccessibleDescription(_DESCRIPTION)
        theme().changed.connect(self._forget_frame)

    # ---- what is shown -----------------------------------------------------------------------------

    def show_view(self, view: "WheelView", options: "WheelOptions") -> None:
        """Show a year; another zoom or other rings come in softly."""
        if view == self.view and options == self.options:
            return
        soft = self.options is not None and options != self.options
        before = self._frame.pixmap(self.size(), self.devicePixelRatioF()) if self._frame and soft else None
        self.view, self.options = view, options
        self.handling.let_go()
        if self.chosen is not None and view.activity(self.chosen) is None:
            self.chosen = None
        self._forget_frame()
        self.setAccessibleName(wheel_words.name_of(view))
        self.bar.show_days(*self.handling.days_shown())
        self.foot.show_view(view, options)
        self.foot.place()
        if before is not None and self.isVisible() and not motion.is_still():
            self._before = before
            self.fading.start()

    def select(self, key: int | None) -> None:
        """Mark an activity that was chosen elsewhere, and zoom to it when it is out of sight."""
        if key != self.chosen:
            self._mark(key)
            self.handling.bring_into_sight(key)

    def choose(self, key: int | None) -> None:
        """Mark an activity that the user has chosen here, and say so."""
        if key == self.chosen:
            return
        self._mark(key)
        self.selected.emit(key)
        self.handling.bring_into_sight(key)

    @property
    def picture(self) -> "Picture | None":
        """The present picture, laid out for the present size."""
        frame = self._ensure_frame()
        return frame.picture if frame else None

    @property
    def frame(self) -> Frame | None:
        """The picture as it is kept for painting."""
        return self._ensure_frame()

    @property
    def room(self) -> QSize:
        """What the picture fills: all but what stands below it."""
        zoomed = self.options is not None and self.options.zoom is not None
        return QSize(self.width(), self.height() - self.foot.height(zoomed=zoomed))

    def activity(self, key: int | None) -> "Activity | None":
        """An activity that is shown."""
        return self.view.activity(key) if self.view is not None and key is not None else None

    def arc_at(self, at: QPointF) -> int | None:
        """The activity whose arc or disc is at a place of the widget."""
        from app.services.wheel.picture.layout import hit

        picture = self.picture
        return hit(picture, at.x(), at.y()) if picture is not None else None

    def key_at(self, at: QPointF) -> int | None:
        """The activity at a place: its arc or disc, else its words, else the next one in the middle."""
        found, frame = self.arc_at(at), self._frame
        if found is not None or frame is None or self.view is None:
            return found
        if frame.centre.contains(at):
            return next((one.key for one in self.view.activities if one.next), None)
        return frame.key_of_words(at)

    def hover(self, key: int | None) -> None:
        """Show an activity as the one that is pointed at."""
        if key != self.hovered:
            self._touch(self.hovered, "hover")
            self.hovered = key
            self._touch(key, "hover")

    def _mark(self, key: int | None) -> None:
        self._touch(self.chosen, "selected")
        self.chosen = key
        self._touch(key, "selected")
        self._announce()

    def _announce(self) -> None:
        activity = self.activity(self.chosen)
        if activity is None or self.view is None:
            self.setAccessibleDescription(_DESCRIPTION)
            return
        place = self.view.activities.index(activity) + 1
        said = wheel_words.spoken(activity, place, len(self.view.activities))
        self.setAccessibleDescription(f"Vald: {said} {_DESCRIPTION}")
        if self.hasFocus():
            event = QAccessibleAnnouncementEvent(self, said)
            event.setPoliteness(_POLITE)
            QAccessible.updateAccessibility(event)

    # ---- the kept picture --------------------------------------------------------------------------

    def _ensure_frame(self) -> Frame | None:
        if self._frame is None and self.view is not None and self.options is not None:
            from app.services.wheel.picture.layout import lay_out

            scale, room = self.logicalDpiY() / _DPI, self.room
            width, height = room.width(), room.height()
            if min(width, height) < _TOO_SMALL:
                return None
            picture = lay_out(self.view, self.options, width=width, height=height, scale=scale)
            self._frame = Frame(picture, theme().palette)
        return self._frame

    def _forget_frame(self) -> None:
        self._settling.stop()
        self._frame, self.hovered = None, None
        self._overlays.clear()
        self.update()

    def _overlay(self, key: int, state: str) -> tuple[Strokes, QRect]:
        kept = self._overlays.get((key, state))
        frame = self._frame
        if kept is not None or frame is None or self.view is None or self.options is None:
            return kept or ((), QRect())
        from app.services.wheel.picture.layout import overlay

        strokes = make_strokes(overlay(self.view, self.options, frame.picture, key, state), frame.palette)
        around = bounds(strokes).translated(frame.middle).toAlignedRect()
        kept = strokes, around.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) if strokes else QRect()
        self._overlays[key, state] = kept
        return kept

    def _touch(self, key: int | None, state: str) -> None:
        """Have the place of an overlay painted again."""
        if key is not None and self._frame is not None:
            self.update(self._overlay(key, state)[1])

    def _on_faded(self, _how_far: object) -> None:
        self.update()

    def _on_shown(self) -> None:
        self._before = None
        self.update()

    # ---- painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the kept picture there, and what moves over it."""
        frame, palette = self._ensure_frame(), theme().palette
        painter = QPainter(self)
        if frame is None:
            painter.fillRect(event.rect(), QColor(palette.surface))
            if self.view is not None:
                paint_sentence(painter, QRectF(QRect(_CORNER, self.room)), _NO_ROOM, palette)
            return
        kept = frame.pixmap(self.size(), self.devicePixelRatioF())
        if self._settling.isActive():
            painter.fillRect(event.rect(), QColor(palette.surface))
            draw_fitted(painter, kept, self.size())
            return
        self._paint_kept(painter, kept)
        painter.setRenderHint(_ANTIALIAS)
        painter.translate(frame.middle)
        if self.chosen is not None:
            paint(painter, self._overlay(self.chosen, "selected")[0])
        if self.hovered is not None and self.hovered != self.chosen:
            paint(painter, self._overlay(self.hovered, "hover")[0])
        drag = self.handling.drag
        if drag is not None:
            paint_ghost(painter, drag.ghost(), palette)
        painter.translate(-frame.middle)
        if drag is not None and self.view is not None:
            lines = drag.words(self.view.year)
            paint_words(painter, lines, words_box(lines, self.handling.pointer, QRectF(self.rect())), palette)
        if self._by_keyboard and self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), palette)

    def _paint_kept(self, painter: QPainter, kept: QPixmap) -> None:
        if self._before is None:
            painter.drawPixmap(_CORNER, kept)
            return
        draw_fitted(painter, self._before, self.size())
        painter.setOpacity(float(self.fading.currentValue() or 0.0))
        painter.drawPixmap(_CORNER, kept)
        painter.setOpacity(1.0)

    # ---- events ------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Large enough for some sixty activities."""
        return QSize(_LIKED, _LIKED)

    def minimumSizeHint(self) -> QSize:
        """Where a wheel can still be read."""
        return QSize(_LEAST, _LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """While the size changes the old picture is shown in the new size."""
        super().resizeEvent(event)
        self.foot.place()
        frame, room = self._frame, self.room
        if frame is None:
            return
        if (frame.picture.width, frame.picture.height) != (room.width(), room.height()):
            self._settling.start()
        elif self._settling.isActive():
            self._settling.stop()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Tell everything of what is pointed at; keep the keys that mean something here."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        keeps = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if keeps and isinstance(event, QKeyEvent) and self.handling.wants(event):
            event.accept()
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        at = QPointF(event.pos())
        activity = self.activity(self.key_at(at))
        if self.view is None or self.handling.drag is not None:
            said = ""
        elif activity is not None:
            said = wheel_words.tooltip(activity, tuple(self.view.notices.get(activity.key, ())))
        else:
            said = told_law(self.handling.laws_at(at)) or self.handling.hint_at(at)
        QToolTip.showText(event.globalPos(), said, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who came here by the keyboard."""
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What is held is let go."""
        super().focusOutEvent(event)
        self.handling.let_go()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, zoom, edit and copy."""
        if self.handling.press_key(event):
            if not self._by_keyboard:
                self._by_keyboard = True
                self.update()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is there, and hold it."""
        if event.button() == _LEFT:
            self._by_keyboard = False
            self.handling.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow with what is held, else show what is pointed at."""
        self.handling.move(event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let what is held land."""
        if event.button() == _LEFT:
            self.handling.release(event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there, zoom to a month, or begin something new on a day."""
        if event.button() == _LEFT:
            self.handling.double_click(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.handling.turn(event.angleDelta().y(), event.position())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is pointed at, or of what is chosen when a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.place_of(self.chosen)
            self.menu_wanted.emit(self.chosen, self.mapToGlobal(at))
            return
        key = self.key_at(QPointF(event.pos()))
        self.choose(key)
        self.menu_wanted.emit(key, event.globalPos())

    def place_of(self, key: int | None) -> QPoint:
        """A point within an activity, the middle of the wheel for none."""
        frame = self._ensure_frame()
        if frame is None:
            return self.rect().center()
        return self.handling.point_of(frame.picture, key).toPoint()
