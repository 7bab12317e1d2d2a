"""The year as a strip: the wheel's arcs straightened, today's line and the days by law."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.services import formatting
from app.services.palette import tint
from app.ui.overview.places import Bar, Scale, Strip, place
from app.ui.parts import icons, theme
from app.ui.parts.theme import color, font
from app.ui.wheel.words import SIGNS, phase_role, phase_word, status_word
from app.ui.wheel.year_days import SHORT_MONTHS

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, LegalDay, WheelView

LANE, HEAD, MOST_LANES = 20, 24, 7
_INSET, _SIGN, _EDGE, _LIMIT_EDGE, _TRIANGLE = 5.0, 12, 2.0, 3.0, 5.0
_CENTRE = Qt.AlignmentFlag.AlignVCenter
_NAMES, _LEAST_NAME = 9.0, 3
_TODAY_ROOM = 14.0
"""To either side of today's number."""


class YearStrip(QWidget):
    """Left and Right walk the activities in time order; Enter or a click opens one."""

    opened = Signal(object)
    """The key of an activity, None for a day by law that nobody has planned."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activities: tuple[Activity, ...] = ()
        self._legal: tuple[LegalDay, ...] = ()
        self._today = self._first = date.min
        self._strip = Strip((), 0, 0)
        self._current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Årets aktiviteter")

    @property
    def strip(self) -> Strip:
        """What is placed, and what had no room."""
        return self._strip

    @property
    def scale(self) -> Scale:
        """The twelve months over the width."""
        return Scale(self._first, float(max(1, self.width())))

    def show_year(self, view: "WheelView") -> None:
        """Show a working year."""
        month = view.wheels[0].start_month if view.wheels else 1
        self._first, self._today = date(view.year, month, 1), view.today
        self._activities = tuple(one for one in view.activities if one.status != "cancelled")
        self._legal = view.legal
        self._arrange()
        told = "; ".join(f"{bar.activity.title}, {bar.activity.when.words}" for bar in self._strip.bars)
        self.setAccessibleDescription(told)

    def activity_at(self, point: QPointF) -> "Activity | None":
        """What is drawn at a place."""
        lane = int((point.y() - HEAD) // LANE)
        inside = (bar for bar in self._strip.bars if bar.lane == lane and bar.left <= point.x() <= bar.room)
        bar = next(inside, None)
        return bar.activity if bar is not None else None

    def legal_at(self, point: QPointF) -> "tuple[LegalDay, ...]":
        """The days by law whose triangle is at a place."""
        if point.y() > HEAD:
            return ()
        near = (one for one in self._legal if abs(self._x_of(one.day) - point.x()) <= _TRIANGLE + 2)
        return tuple(near)

    def sizeHint(self) -> QSize:
        """As high as the lanes ask for."""
        return QSize(640, HEAD + LANE * max(1, self._strip.lanes) + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(240, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other names."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """The whole name, its time and how far it has come, at the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self) if words else QToolTip.hideText()
            return True
        return super().event(event)

    def words_at(self, point: QPointF) -> str:
        """What is said of what is at a place."""
        one = self.activity_at(point)
        if one is not None:
            law = (
                f"\n{one.bound.name}: senast {formatting.write_long_date(one.bound.deadline)}"
                if one.bound
                else ""
            )
            return f"{one.title}\n{one.when.words} · {phase_word(one)} · {status_word(one)}{law}"
        days = self.legal_at(point)
        return "\n".join(
            f"{formatting.write_long_date(each.day)}: {each.name} ({each.paragraph})" for each in days
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says what can be opened."""
        there = self.activity_at(event.position()) is not None or bool(self.legal_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens an activity, or that which carries out a day by law."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        one, days = self.activity_at(event.position()), self.legal_at(event.position())
        if one is not None:
            self.opened.emit(one.key)
        elif days:
            self.opened.emit(next((key for day in days for key in day.activities), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk, Enter opens."""
        keys = [bar.activity.key for bar in self._strip.bars]
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and keys:
            here = keys.index(self._current) if self._current in keys else -1 if step > 0 else len(keys)
            self._current = keys[min(max(here + step, 0), len(keys) - 1)]
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current in keys:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Months, bars, days by law and today."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        frames = [(bar, self._frame(bar)) for bar in self._strip.bars]
        for bar, frame in frames:
            self._paint_bar(painter, bar, frame)
        self._paint_today(painter)
        for bar, frame in frames:
            self._paint_name(painter, bar, frame)
        self._paint_law(painter)

    def _arrange(self) -> None:
        metrics = QFontMetricsF(font(_NAMES))
        if self._first != date.min:
            self._strip = place(self._activities, self.scale, metrics.horizontalAdvance, MOST_LANES)
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
        self.update()

    def _paint_months(self, painter: QPainter) -> None:
        scale, names = self.scale, theme.SECONDARY_POINTS
        room = scale.width / 12 - 14
        for month in scale.months():
            left = scale.at(month)
            painter.setPen(QPen(color("inner_line"), 1))
            painter.drawLine(QPointF(left + 0.5, HEAD), QPointF(left + 0.5, self.height()))
            now = (month.year, month.month) == (self._today.year, self._today.month)
            painter.setFont(font(names, semibold=now))
            painter.setPen(color("ink" if now else "muted"))
            width_of = QFontMetricsF(font(names, semibold=now)).horizontalAdvance
            start, words = self._month_name(month, left, width_of)
            painter.drawText(QRectF(start, 0, room, HEAD - 6), _CENTRE, words)
        painter.setPen(QPen(color("line"), 1))
        painter.drawLine(QPointF(0, HEAD - 2.5), QPointF(self.width(), HEAD - 2.5))

    def _month_name(self, month: date, left: float, width_of: Callable[[str], float]) -> tuple[float, str]:
        """Where a month's name stands and how much of it, clear of today and of days by law."""
        end = left + self.scale.width / 12 - 2
        taken = [(self._x_of(one.day), _TRIANGLE + 3) for one in self._legal if self._inside(one.day)]
        taken.append((self.scale.at(self._today), _TODAY_ROOM))
        whole = formatting.MONTHS[month.month - 1]
        names = (whole, SHORT_MONTHS[month.month - 1], whole[:_LEAST_NAME])
        starts = (left + 12, *(x + around + 1 for x, around in taken if left < x < end))
        for start in starts:
            for name in names:
                stop = start + width_of(name)
                if stop <= end and all(stop <= x - around or start >= x + around for x, around in taken):
                    return start, name
        return left, ""

    def _frame(self, bar: Bar) -> QRectF:
        return QRectF(bar.left, HEAD + bar.lane * LANE + 1, bar.right - bar.left - 1, LANE - 3)

    def _paint_bar(self, painter: QPainter, bar: Bar, frame: QRectF) -> None:
        one = bar.activity
        role = phase_role(one)
        painter.setPen(Qt.PenStyle.NoPen)
        full = one.next
        painter.setBrush(color(role) if full else _tint(role))
        painter.drawRect(frame)
        edge = _LIMIT_EDGE if one.deadline or one.bound is not None else _EDGE
        painter.setBrush(color("unmet" if one.red else role))
        painter.drawRect(QRectF(frame.right() - edge, frame.top(), edge, frame.height()))
        if bar.opens:
            self._paint_open_start(painter, frame, role)
        if self.hasFocus() and self._current == one.key:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.adjusted(-1, -1, 1, 1))

    def _paint_open_start(self, painter: QPainter, frame: QRectF, role: str) -> None:
        """A broken line at the left: nobody says when it begins."""
        painter.setPen(QPen(color(role), 1, Qt.PenStyle.DotLine))
        painter.drawLine(frame.topLeft(), frame.bottomLeft())

    def _paint_name(self, painter: QPainter, bar: Bar, frame: QRectF) -> None:
        """The name over today's line, which is broken behind it."""
        full = bar.activity.next
        sign, role = ("warning", "unmet") if bar.activity.red else SIGNS[bar.activity.status]
        inside = bar.room <= bar.right
        left = frame.left() + _INSET if inside else frame.right() + _INSET
        end = frame.right() - _LIMIT_EDGE - 2 if inside else bar.room
        face = font(_NAMES, semibold=full)
        lead = _SIGN + 3 if sign else 0
        measure, cut = QFontMetricsF(face), Qt.TextElideMode.ElideRight
        words = measure.elidedText(bar.activity.short, cut, end - left - lead)
        width = lead + (measure.horizontalAdvance(words) if len(words) > 2 else 0)
        if left - 1 < self._hand < left + width + 1:
            phase = phase_role(bar.activity)
            bare = (color(phase) if full else _tint(phase)) if inside else color("surface")
            painter.fillRect(QRectF(left - 1, frame.top(), width + 2, frame.height()), bare)
        if sign and end - left >= _SIGN:
            ink = "on_fill" if full and inside else role
            picture = icons.pixmap(sign, ink, _SIGN, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, frame.center().y() - _SIGN / 2), picture)
            left += _SIGN + 3
        if len(words) > 2:
            painter.setFont(face)
            painter.setPen(color("on_fill" if full and inside else "ink"))
            painter.drawText(QRectF(left, frame.top(), end - left + 2, frame.height()), _CENTRE, words)

    def _paint_today(self, painter: QPainter) -> None:
        scale = self.scale
        if not scale.first <= self._today < scale.end:
            return
        x = round(self._hand)
        painter.fillRect(QRect(x - 1, HEAD - 4, 2, self.height() - HEAD + 4), color("accent"))
        face = font(theme.SECONDARY_POINTS, semibold=True)
        words = str(self._today.day)
        width = QFontMetricsF(face).horizontalAdvance(words)
        ground = QRectF(x - width / 2 - 3, 0, width + 6, HEAD - 6)
        painter.fillRect(ground, color("surface"))
        painter.setFont(face)
        painter.setPen(color("accent"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_law(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink"))
        for x in {round(self._x_of(one.day)) for one in self._legal if self._inside(one.day)}:
            top = HEAD - 3 - _TRIANGLE * 1.5
            points = (QPointF(x - _TRIANGLE, top), QPointF(x + _TRIANGLE, top), QPointF(x, HEAD - 2))
            painter.drawPolygon(QPolygonF(points))

    @property
    def _hand(self) -> float:
        """The middle of today."""
        return (self.scale.at(self._today) + self._x_of(self._today)) / 2

    def _inside(self, day: date) -> bool:
        return self.scale.first <= day < self.scale.end

    def _x_of(self, day: date) -> float:
        """Where a day ends."""
        return self.scale.at(day + timedelta(days=1))


def _tint(role: str) -> QColor:
    return QColor(tint(color(role).name(), color("surface").name()))
