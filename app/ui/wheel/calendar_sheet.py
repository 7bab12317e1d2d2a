"""The painted sheet of a calendar: what the pointer and the keys do on days and activities."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from app.ui.parts.theme import theme
from app.ui.wheel import telling
from app.ui.wheel.calendar_layout import Calendar
from app.ui.wheel.calendar_paint import Look, law_area, measures, paint_calendar
from app.ui.wheel.calendar_places import Places, place_calendar
from app.ui.wheel.special_days import SpecialDays
from app.ui.wheel.wheel_words import tooltip
from app.ui.wheel.year_days import DAY, WEEK, YearDays, add_months, beginning, month_end

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.wheel.views import Activity

_LEFT_BUTTON = Qt.MouseButton.LeftButton
_CONTROL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELP = (
    "Piltangenterna går mellan dagar, Page Up och Page Down mellan månader, Ctrl med vänster och höger pil "
    "mellan aktiviteter. Mellanslag väljer, Retur öppnar, Alt med piltangenter flyttar."
)


class CalendarSheet(QWidget):
    """One widget that paints the whole year."""

    chosen = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)
    move_wanted = Signal(object, int, bool)
    """Key, days, and whether it is a copy."""
    stretch_wanted = Signal(object, int)
    menu_wanted = Signal(object, QPoint)
    seen = Signal(QRectF)
    """What is to be in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Kalender över årets aktiviteter")
        self.setAccessibleDescription(_HELP)
        self.places: Places | None = None
        self.read_only = False
        self.day: date | None = None
        self._calendar: Calendar | None = None
        self._days = SpecialDays(date.min)
        self._activities: Mapping[int, Activity] = {}
        self._roles: Mapping[int, str] = {}
        self._notices: Mapping[int, Sequence[str]] = {}
        self._selected: int | None = None
        self._hovered: int | None = None
        self._least = 0.0
        self._pressed: tuple[int, QPoint, date] | None = None
        self._target: date | None = None
        theme().changed.connect(self.update)

    # ---- what is shown ---------------------------------------------------------------------------

    def show_calendar(
        self,
        calendar: Calendar,
        days: SpecialDays,
        activities: "Iterable[Activity]",
        roles: "Mapping[int, str]",
        notices: "Mapping[int, Sequence[str]]",
    ) -> None:
        """Show a year; the day of the keyboard stays where it is if it can."""
        self._calendar, self._days, self._roles, self._notices = calendar, days, roles, notices
        self._activities = {one.key: one for one in activities}
        self.day = calendar.year.nearest(self.day or days.today)
        self._pressed = self._target = self._hovered = None
        self.fit(self._least)

    def select(self, key: int | None) -> None:
        """Mark an activity and bring it into sight."""
        self._selected = key
        one = self._activities.get(key) if key is not None else None
        first = beginning(one.when) if one is not None else None
        if first is not None and self._calendar is not None and self._calendar.year.holds(first):
            self.day = first
        self.update()
        if one is not None and self.places is not None:
            found = [piece.area for piece in self.places.pieces_of(one.key)]
            more = self.places.more_of(one.key)
            if found or more is not None:
                self.seen.emit(found[0] if found else more.area)
            telling.say(self, telling.spoken(one))

    def fit(self, least: float) -> None:
        """Lay out anew for the present width; `least` is the height that there is to fill."""
        self._least = least
        if self._calendar is None or self.width() < 1:
            return
        self.places = place_calendar(self._calendar, self.width(), least, measures())
        self.setMinimumHeight(round(self.places.height))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the year needs."""
        return QSize(640, round(self.places.height) if self.places is not None else 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is to be drawn."""
        if self.places is None:
            return
        cursor = self.day if self.hasFocus() else None
        look = Look(self._activities, self._roles, self._selected, self._hovered, cursor, self._target)
        painter = QPainter(self)
        paint_calendar(painter, self.places, self._days, look, QRectF(event.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may give another number of columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(self._least)

    def event(self, event: QEvent) -> bool:
        """What the pointer is on, in full words."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) in _STEPS and event.modifiers() & (_ALT | _SHIFT | _CONTROL):
                event.accept()
                return True
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def words_at(self, place: QPointF) -> str:
        """The tooltip of a place: an activity, a day by law, a holiday or a squeezed day."""
        if self.places is None:
            return ""
        piece = self.places.piece_at(place)
        if piece is not None:
            return tooltip(self._activities[piece.key], tuple(self._notices.get(piece.key, ())))
        day = self.places.day_at(place)
        area = self.places.area_of(day) if day is not None else None
        if day is None or area is None:
            return ""
        if day in self._days.law and law_area(area).adjusted(-6, -6, 6, 6).contains(place):
            return telling.told_law(self._days.law[day])
        return telling.told_day(day, self._days)

    # ---- the pointer ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is pressed; an activity of exact days can then be dragged."""
        if event.button() != _LEFT_BUTTON or self.places is None:
            return
        place = event.position()
        more = self.places.more_at(place)
        piece = self.places.piece_at(place)
        self.day = self.places.day_at(place) or self.day
        if more is not None:
            self._offer(more.keys, event.globalPosition().toPoint())
        elif piece is not None:
            self._choose(piece.key)
            one, day = self._activities[piece.key], self.places.day_at(place)
            if one.when.exact and day is not None and not self.read_only:
                self._pressed = (piece.key, event.position().toPoint(), day)
        else:
            self._choose(None)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is under the pointer, and the day that something is dragged to."""
        if self.places is None:
            return
        if self._pressed is not None and event.buttons() & _LEFT_BUTTON:
            way = (event.position().toPoint() - self._pressed[1]).manhattanLength()
            if way >= QApplication.startDragDistance() or self._target is not None:
                self._target = self.places.day_at(event.position())
                copying = bool(event.modifiers() & _CONTROL)
                self.setCursor(Qt.CursorShape.DragCopyCursor if copying else Qt.CursorShape.ClosedHandCursor)
                self.update()
            return
        piece = self.places.piece_at(event.position())
        hovered = piece.key if piece is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()
        pointing = hovered is not None or self.places.more_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged."""
        pressed, target = self._pressed, self._target
        self._end_drag()
        if pressed is not None and target is not None and target != pressed[2]:
            copying = bool(event.modifiers() & _CONTROL)
            self.move_wanted.emit(pressed[0], (target - pressed[2]).days, copying)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an activity, or ask for a new one on an empty day."""
        if event.button() != _LEFT_BUTTON or self.places is None:
            return
        self._end_drag()
        piece, day = self.places.piece_at(event.position()), self.places.day_at(event.position())
        if piece is not None:
            self.opened.emit(piece.key)
        elif day is not None and not self.read_only and self.places.more_at(event.position()) is None:
            self.day_opened.emit(day)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the pointer, or of what the keyboard is on."""
        if self.places is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            area = self._current_area()
            self.menu_wanted.emit(self._selected, self.mapToGlobal(area.center().toPoint()))
            return
        piece = self.places.piece_at(QPointF(event.pos()))
        if piece is not None:
            self._choose(piece.key)
        self.menu_wanted.emit(piece.key if piece is not None else None, event.globalPos())

    def _end_drag(self) -> None:
        self._pressed = self._target = None
        self.unsetCursor()
        self.update()

    # ---- the keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk days and activities, choose, open, move."""
        if self._calendar is None or self.day is None or not self._on_key(event, self._calendar, self.day):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent, year: "Calendar", day: date) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _STEPS:
            return self._on_arrow(_STEPS[key], held, day)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(_month_away(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            whole = bool(held & _CONTROL)
            self._go(_edge(year.year, day, key == Qt.Key.Key_Home, whole=whole))
        elif key == Qt.Key.Key_Space:
            area = self._current_area()
            self._offer(year.by_day.get(day, ()), self.mapToGlobal(area.center().toPoint()))
        elif key in _ENTER:
            self._open_current(year.by_day.get(day, ()))
        elif key == Qt.Key.Key_Insert and not self.read_only:
            self.day_opened.emit(day)
        elif key == Qt.Key.Key_Escape and (self._pressed is not None or self._selected is not None):
            self._end_drag()
            self._choose(None)
        else:
            return False
        return True

    def _on_arrow(self, step: int, held: Qt.KeyboardModifier, day: date) -> bool:
        if held & _ALT:
            if self._selected is not None and not self.read_only:
                days = step * WEEK if held & _SHIFT and abs(step) == 1 else step
                self.move_wanted.emit(self._selected, days, bool(held & _CONTROL))
        elif held & _SHIFT:
            if self._selected is not None and not self.read_only:
                self.stretch_wanted.emit(self._selected, step)
        elif held & _CONTROL:
            self._walk(1 if step > 0 else -1, day)
        else:
            self._go(day + DAY * step)
        return True

    def _walk(self, way: int, day: date) -> None:
        """To the next activity in time, or the one before."""
        keys = list(self._activities)
        if not keys:
            return
        if self._selected in keys:
            key = keys[(keys.index(self._selected) + way) % len(keys)]
        else:
            key = next((k for k in keys if (beginning(self._activities[k].when) or date.max) >= day), keys[0])
        self._choose(key)
        self.select(key)

    def _go(self, day: date) -> None:
        assert self._calendar is not None
        self.day = self._calendar.year.nearest(day)
        self.seen.emit(self._current_area())
        found = [self._activities[key] for key in self._calendar.by_day.get(self.day, ())]
        said = [telling.day_words(self.day), *telling.day_notes(self.day, self._days)]
        telling.say(self, ". ".join(said + [telling.spoken(one) for one in found]))
        self.update()

    def _open_current(self, keys: "Sequence[int]") -> None:
        if self._selected is not None and (not keys or self._selected in keys):
            self.opened.emit(self._selected)
        elif keys:
            self._choose(keys[0])
            self.opened.emit(keys[0])
        elif not self.read_only:
            self.day_opened.emit(self.day)

    def _current_area(self) -> QRectF:
        area = self.places.area_of(self.day) if self.places is not None and self.day is not None else None
        return area or QRectF()

    # ---- choosing -----------------------------------------------------------------------------------

    def _choose(self, key: int | None) -> None:
        if key != self._selected:
            self._selected = key
            self.update()
            self.chosen.emit(key)

    def _offer(self, keys: "Sequence[int]", place: QPoint) -> None:
        """Choose the only one, or let the user choose in a list."""
        if len(keys) == 1:
            self._choose(keys[0])
        elif keys:
            offer_activities(self, [self._activities[key] for key in keys], self._choose).popup(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the day of the keyboard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        self.update()


def _month_away(day: date, way: int) -> date:
    month = add_months(day.replace(day=1), way)
    return month.replace(day=min(day.day, month_end(month).day))


def _edge(year: YearDays, day: date, start: bool, *, whole: bool) -> date:
    if whole:
        return year.first if start else year.last
    return day.replace(day=1) if start else month_end(day)


def offer_activities(
    parent: QWidget, activities: "Sequence[Activity]", choose: Callable[[int], object]
) -> QMenu:
    """A list of activities to choose from, with their times."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in activities:
        words = f"{one.title}\t{one.when.words}".replace("&", "&&")
        menu.addAction(words).triggered.connect(lambda _on=False, key=one.key: choose(key))
    return menu
