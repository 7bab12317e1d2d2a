"""The painted timeline with its scroll bars: rows, scale and what stands where."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.ui.parts.theme import font, theme
from app.ui.wheel import telling
from app.ui.wheel.timeline_handling import Handling
from app.ui.wheel.timeline_paint import (
    GROUP_POINTS,
    NAME_AIR,
    NAME_POINTS,
    SIGN_ROOM,
    law_area,
    paint_timeline,
)
from app.ui.wheel.timeline_places import HEADER, Rows, Scale, grip_at, names_width
from app.ui.wheel.timeline_rows import Row, bar_of
from app.ui.wheel.timeline_sight import Look, Sight
from app.ui.wheel.wheel_words import tooltip
from app.ui.wheel.year_days import DAY, YearDays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.wheel.views import Activity

_LEAST_ROW, _LINES, _AROUND = 28.0, 4, 10
_WRAP = int(Qt.TextFlag.TextWordWrap)
_HELP = (
    "Piltangenterna går mellan aktiviteter, plus och minus zoomar, Retur öppnar, "
    "Alt med vänster och höger pil flyttar, Skift med dem ändrar sista dagen."
)


class TimelineSheet(QAbstractScrollArea):
    """Names to the left and days across; only what is seen is painted."""

    chosen = Signal(object)
    opened = Signal(object)
    day_opened = Signal(object)
    time_asked = Signal(object, object)
    copy_asked = Signal(object, object)
    menu_asked = Signal(object, QPoint)
    zoom_asked = Signal(int, object)
    """A step closer (1) or farther (-1) or to the whole year (0), and the day to come closer to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Tidslinje över årets aktiviteter")
        self.setAccessibleDescription(_HELP)
        self.viewport().setMouseTracking(True)
        self.read_only = False
        self.selected: int | None = None
        self.look: Look | None = None
        self.rows = Rows((), (0.0,))
        self._year: YearDays | None = None
        self._zoom: tuple[date, date] | None = None
        self._measured: tuple[float, tuple[Row, ...]] | None = None
        self.handling = Handling(self)
        self.verticalScrollBar().setSingleStep(round(_LEAST_ROW))
        theme().changed.connect(self.viewport().update)

    # ---- what is shown ---------------------------------------------------------------------------

    def show_rows(
        self, rows: "Sequence[Row]", year: YearDays, zoom: tuple[date, date] | None, look: Look
    ) -> None:
        """Show a year; another zoom than before scrolls to its first day."""
        moved = zoom != self._zoom or year != self._year
        self._year, self._zoom, self.look = year, zoom, look
        self.handling.let_go()
        self._measure(tuple(rows))
        self._fit()
        if moved:
            self._scroll_to_zoom()
            self._scroll_to_bars()
        self.viewport().update()

    def select(self, key: int | None) -> None:
        """Mark an activity and bring its row into sight."""
        self.selected = key
        place = self.rows.place_of(key)
        if place is not None:
            top, bottom = self.rows.tops[place], self.rows.tops[place + 1]
            bar, room = self.verticalScrollBar(), self.viewport().height() - HEADER
            if top < bar.value():
                bar.setValue(round(top) - _AROUND)
            elif bottom > bar.value() + room:
                bar.setValue(round(bottom - room) + _AROUND)
            one = self.rows.rows[place].activity
            if one is not None:
                telling.say(self, f"{telling.spoken(one)}. {self._place_words(place)}")
        self.viewport().update()

    @property
    def sight(self) -> Sight | None:
        """What is in the viewport now."""
        if self._year is None:
            return None
        area = QRectF(self.viewport().rect())
        names = names_width(area.width())
        day = self._day_width(area.width() - names)
        left = names - self.horizontalScrollBar().value()
        return Sight(self.rows, Scale(self._year, left, day), area, names, self.verticalScrollBar().value())

    @property
    def keys(self) -> list[int]:
        """The activities from above."""
        return [row.key for row in self.rows.rows if row.key is not None]

    def activity(self, key: int | None) -> "Activity | None":
        """An activity that is shown."""
        place = self.rows.place_of(key)
        return self.rows.rows[place].activity if place is not None else None

    def choose(self, key: int | None) -> None:
        """Select what the user chose, and say so."""
        changed = key != self.selected
        self.select(key)
        if changed:
            self.chosen.emit(key)

    # ---- what stands where -------------------------------------------------------------------------

    def row_at(self, place: QPointF) -> int | None:
        """The row at a place below the header."""
        if place.y() < HEADER:
            return None
        return self.rows.at(place.y() - HEADER + self.verticalScrollBar().value())

    def key_at(self, place: QPointF) -> int | None:
        """The activity whose row a place is in."""
        row = self.row_at(place)
        return self.rows.rows[row].key if row is not None else None

    def grip_at(self, place: QPointF) -> str:
        """What of a bar a place holds, "" for none."""
        sight, row = self.sight, self.row_at(place)
        if sight is None or row is None or place.x() < sight.names:
            return ""
        area = sight.bar_area(row)
        return grip_at(self.rows.rows[row], area, place.x()) if area is not None else ""

    def day_at(self, place: QPointF) -> date | None:
        """The day at a place, within the year."""
        sight = self.sight
        if sight is None or self._year is None or place.x() < sight.names:
            return None
        day = sight.scale.day_at(place.x())
        return day if self._year.holds(day) else None

    def words_at(self, place: QPointF) -> str:
        """The tooltip of a place."""
        sight, look = self.sight, self.look
        if sight is None or look is None:
            return ""
        if place.y() < HEADER:
            for day, laws in look.days.law.items():
                if law_area(sight.scale, day).adjusted(-4, -6, 4, 4).contains(place):
                    return telling.told_law(laws)
            there = self.day_at(place)
            return telling.told_day(there, look.days) if there is not None and sight.scale.fine else ""
        one = self.activity(self.key_at(place))
        return tooltip(one, tuple(look.notices.get(one.key, ()))) if one is not None else ""

    # ---- events ------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is in the viewport."""
        sight = self.sight
        if sight is not None and self.look is not None:
            painter = QPainter(self.viewport())
            painter.setFont(font())
            paint_timeline(painter, sight, self.handling.marked(self.look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names may wrap otherwise, and days be wider."""
        super().resizeEvent(event)
        self._measure(self.rows.rows)
        self._fit()
        if event.size().width() != event.oldSize().width():
            self._scroll_to_zoom()

    def viewportEvent(self, event: QEvent) -> bool:
        """What the pointer is on, in full words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self.handling.hover(None)
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """The timeline's own keys go before shortcuts."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self.handling.wants(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and take hold of a bar."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.handling.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what is under the pointer."""
        self.handling.move(event.position(), event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held."""
        self.handling.release(event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an activity, or ask for a new one."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.handling.double_click(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms, otherwise it scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.handling.turn(event.angleDelta().y(), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, move, zoom."""
        if not self.handling.press_key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is under the pointer, or of what is selected."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.rows.place_of(self.selected)
            sight = self.sight
            y = sight.top(place) + sight.height(place) / 2 if sight and place is not None else HEADER
            self.menu_asked.emit(self.selected, self.viewport().mapToGlobal(QPoint(24, round(y))))
            return
        key = self.key_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        if key is not None:
            self.choose(key)
        self.menu_asked.emit(key, event.globalPos())

    # ---- sizes -------------------------------------------------------------------------------------

    def _day_width(self, room: float) -> float:
        """The days of the zoom fill the room that there is for days."""
        assert self._year is not None
        first, last = self._zoom or (self._year.first, self._year.last)
        return max(1.0, room) / max(1, (last - first).days + 1)

    def _measure(self, rows: tuple[Row, ...]) -> None:
        """As high rows as their names need, at most four lines."""
        width = names_width(self.viewport().width())
        if self._measured is not None and self._measured == (width, rows):
            self.rows = Rows(rows, self.rows.tops)
            return
        self._measured = (width, rows)
        measure = QFontMetricsF(font(NAME_POINTS, semibold=True))
        group = QFontMetricsF(font(GROUP_POINTS)).height() + 10
        most = _LINES * measure.lineSpacing()
        room = QRectF(0, 0, width - SIGN_ROOM - NAME_AIR, 10_000)
        heights = [
            max(_LEAST_ROW, min(most, measure.boundingRect(room, _WRAP, row.title[:400]).height()) + 8)
            if row.activity is not None
            else group
            for row in rows
        ]
        self.rows = Rows.of(rows, heights)

    def _fit(self) -> None:
        sight = self.sight
        if sight is None or self._year is None:
            return
        high, wide = sight.area.height() - HEADER, sight.area.width() - sight.names
        whole = sight.scale.day * self._year.count
        self.verticalScrollBar().setRange(0, max(0, round(self.rows.height - high)))
        self.verticalScrollBar().setPageStep(max(1, round(high)))
        self.horizontalScrollBar().setRange(0, max(0, round(whole - wide)))
        self.horizontalScrollBar().setPageStep(max(1, round(wide)))
        self.horizontalScrollBar().setSingleStep(max(1, round(wide / 12)))

    def _scroll_to_zoom(self) -> None:
        sight = self.sight
        if sight is not None and self._year is not None:
            first = self._zoom[0] if self._zoom is not None else self._year.first
            self.horizontalScrollBar().setValue(round((first - self._year.first) / DAY * sight.scale.day))

    def _scroll_to_bars(self) -> None:
        """The first row with a bar within the zoom, unless what is selected is there."""
        if self._zoom is None:
            return
        seen = [place for place, row in enumerate(self.rows.rows) if self._is_within(row, self._zoom)]
        chosen = self.rows.place_of(self.selected)
        place = chosen if chosen in seen else seen[0] if seen else None
        if place is not None:
            above = max(0, place - 1)
            self.verticalScrollBar().setValue(round(self.rows.tops[above]))

    @staticmethod
    def _is_within(row: Row, days: tuple[date, date]) -> bool:
        bar = bar_of(row.activity.when) if row.activity is not None else None
        return bar is not None and bar.first <= days[1] and bar.last >= days[0]

    def _place_words(self, place: int) -> str:
        keys = self.keys
        key = self.rows.rows[place].key
        return f"{keys.index(key) + 1} av {len(keys)}" if key in keys else ""
