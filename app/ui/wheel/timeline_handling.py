"""What pointer and keys mean on a timeline: choosing, dragging, stretching, walking and zooming."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from app.ui.wheel import wheel_dragging, wheel_words
from app.ui.wheel.timeline_places import HEADER
from app.ui.wheel.timeline_rows import bar_of
from app.ui.wheel.timeline_sight import Look
from app.ui.wheel.year_days import DAY, WEEK

if TYPE_CHECKING:
    from app.services.wheel.timing import Timing
    from app.services.wheel.views import Activity
    from app.ui.wheel.timeline_sheet import TimelineSheet

_KEY = Qt.Key
_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
_CONTROL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_ROWS = {_KEY.Key_Up: -1, _KEY.Key_Down: 1}
_WAYS = {_KEY.Key_Left: -1, _KEY.Key_Right: 1, **_ROWS}
_NOTCH = 120
_CURSORS = {"": Qt.CursorShape.ArrowCursor, "move": Qt.CursorShape.PointingHandCursor}


@dataclass(slots=True)
class Drag:
    """An activity that is held by its middle or an end; `timing` is where it would land."""

    activity: "Activity"
    grip: str
    start: QPointF
    before: "Timing"
    timing: "Timing"


class Handling:
    """The hands on a timeline; what they want is said by the signals of the sheet."""

    def __init__(self, sheet: "TimelineSheet") -> None:
        self._sheet = sheet
        self._pressed: tuple[QPointF, int, str] | None = None
        self._hovered: int | None = None
        self._turned = 0
        self._copies = False
        self.drag: Drag | None = None

    def marked(self, look: Look) -> Look:
        """What is shown, with what is selected, pointed at and dragged."""
        ghost = None
        if self.drag is not None:
            from app.services.wheel.timing import when_of

            when = when_of(self.drag.timing, look.year)
            bar = bar_of(when)
            said = f"Kopia: {when.words}" if self._copies else when.words
            ghost = (self.drag.activity.key, bar, said) if bar is not None else None
        return replace(look, selected=self._sheet.selected, hovered=self._hovered, ghost=ghost)

    # ---- the pointer -------------------------------------------------------------------------------

    def press(self, at: QPointF) -> None:
        """Choose the row; its bar may be dragged from now on."""
        key = self._sheet.key_at(at)
        grip = self._sheet.grip_at(at)
        if at.y() >= HEADER:
            self._sheet.choose(key)
        self._pressed = (at, key, grip) if key is not None and grip and not self._sheet.read_only else None

    def move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Drag what is held, or show what is pointed at."""
        if self.drag is None and self._pressed is not None:
            away = at - self._pressed[0]
            if abs(away.x()) >= QGuiApplication.styleHints().startDragDistance():
                self._begin()
        if self.drag is not None:
            self._follow(at, keys)
        elif self._pressed is None:
            self.hover(self._sheet.key_at(at))
            grip = "" if self._sheet.read_only else self._sheet.grip_at(at)
            shape = (
                Qt.CursorShape.SizeHorCursor
                if grip in ("first", "last")
                else Qt.CursorShape.PointingHandCursor
            )
            self._sheet.viewport().setCursor(shape if grip else Qt.CursorShape.ArrowCursor)

    def hover(self, key: int | None) -> None:
        """Mark what is pointed at."""
        if key != self._hovered:
            self._hovered = key
            self._sheet.viewport().update()

    def release(self, keys: Qt.KeyboardModifier) -> None:
        """Say where what is held is wanted."""
        drag, copies = self.drag, bool(keys & _CONTROL)
        self.let_go()
        if drag is not None and (copies or drag.timing != drag.before):
            wanted = self._sheet.copy_asked if copies else self._sheet.time_asked
            wanted.emit(drag.activity.key, drag.timing)

    def let_go(self) -> bool:
        """Forget what is held; whether anything was."""
        held = self.drag is not None
        self.drag = self._pressed = None
        if held:
            self._sheet.viewport().unsetCursor()
            self._sheet.viewport().update()
        return held

    def double_click(self, at: QPointF) -> None:
        """Edit an activity where its name or bar is; a new one where nothing is."""
        self.let_go()
        key, day = self._sheet.key_at(at), self._sheet.day_at(at)
        one = self._sheet.activity(key)
        if one is not None and (day is None or self._sheet.grip_at(at) or not one.when.dated):
            self._sheet.opened.emit(key)
        elif day is not None and at.y() >= HEADER and not self._sheet.read_only:
            self._sheet.day_opened.emit(day)

    def turn(self, angle: int, at: QPointF) -> None:
        """Zoom a step for each notch."""
        self._turned = angle if angle * self._turned < 0 else self._turned + angle
        while abs(self._turned) >= _NOTCH:
            way = 1 if self._turned > 0 else -1
            self._turned -= way * _NOTCH
            self._sheet.zoom_asked.emit(way, self._sheet.day_at(at) or self._day())

    def _begin(self) -> None:
        from app.services.wheel.timing import timing_of_when

        assert self._pressed is not None
        at, key, grip = self._pressed
        one = self._sheet.activity(key)
        if one is not None:
            timing = timing_of_when(one.when)
            self.drag = Drag(one, grip, at, timing, timing)

    def _follow(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        sight, drag = self._sheet.sight, self.drag
        if sight is None or drag is None:
            return
        self._copies = bool(keys & _CONTROL)
        days = sight.scale.snapped(at.x() - drag.start.x(), days=bool(keys & _SHIFT))
        drag.timing = _dragged(drag, days)
        shape = Qt.CursorShape.DragCopyCursor if self._copies else Qt.CursorShape.ClosedHandCursor
        self._sheet.viewport().setCursor(shape)
        self._sheet.viewport().update()

    # ---- the keys ----------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key means something here."""
        return self._deed(event) is not None

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether it asked for anything."""
        deed = self._deed(event)
        if deed is not None:
            deed()
        return deed is not None

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, keys = _KEY(event.key()), event.modifiers() & ~_KEYPAD
        if event.matches(QKeySequence.StandardKey.Copy) and self._sheet.selected is not None:
            return self._copy_words
        if key in _WAYS and keys in (_ALT, _ALT | _SHIFT, _ALT | _CONTROL):
            days = WEEK if keys & _SHIFT else 1
            return lambda: self._step(_WAYS[key], days, copies=bool(keys & _CONTROL))
        if key in (_KEY.Key_Left, _KEY.Key_Right) and keys == _SHIFT:
            return lambda: self._stretch(_WAYS[key])
        if key in (_KEY.Key_Plus, _KEY.Key_Minus) and keys in (_NONE, _SHIFT, _CONTROL):
            way = 1 if key == _KEY.Key_Plus else -1
            return lambda: self._sheet.zoom_asked.emit(way, self._day())
        return self._plain_deed(key) if keys == _NONE else None

    def _plain_deed(self, key: Qt.Key) -> Callable[[], object] | None:
        sheet = self._sheet
        if key in _ROWS:
            return lambda: self._walk(_ROWS[key])
        if key in (_KEY.Key_Left, _KEY.Key_Right):
            bar = sheet.horizontalScrollBar()
            return lambda: bar.setValue(bar.value() + _WAYS[key] * bar.singleStep())
        if key in (_KEY.Key_Home, _KEY.Key_End):
            return lambda: self._go(0 if key == _KEY.Key_Home else len(sheet.keys) - 1)
        if key in (_KEY.Key_PageUp, _KEY.Key_PageDown):
            return lambda: self._walk(-WEEK if key == _KEY.Key_PageUp else WEEK)
        if key in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_F2) and sheet.selected is not None:
            return lambda: sheet.opened.emit(sheet.selected)
        if key == _KEY.Key_Insert and not sheet.read_only:
            return lambda: sheet.day_opened.emit(self._day())
        if key == _KEY.Key_Escape and self.drag is not None:
            return self.let_go
        return (lambda: sheet.zoom_asked.emit(0, self._day())) if key == _KEY.Key_0 else None

    def _walk(self, way: int) -> None:
        keys = self._sheet.keys
        if self._sheet.selected in keys:
            self._go(keys.index(self._sheet.selected) + way)
        else:
            self._go(0 if way > 0 else len(keys) - 1)

    def _go(self, place: int) -> None:
        keys = self._sheet.keys
        if keys:
            self._sheet.choose(keys[min(len(keys) - 1, max(0, place))])

    def _step(self, way: int, days: int, *, copies: bool) -> None:
        one = self._sheet.activity(self._sheet.selected)
        timing = wheel_dragging.stepped(one, way, days) if one is not None else None
        if one is not None and timing is not None and not self._sheet.read_only:
            wanted = self._sheet.copy_asked if copies else self._sheet.time_asked
            wanted.emit(one.key, timing)

    def _stretch(self, way: int) -> None:
        from app.services.wheel.timing import timing_of_when

        one = self._sheet.activity(self._sheet.selected)
        if one is None or self._sheet.read_only or not one.when.dated:
            return
        timing = stretched_by(timing_of_when(one.when), way)
        if timing is not None:
            self._sheet.time_asked.emit(one.key, timing)

    def _copy_words(self) -> None:
        one = self._sheet.activity(self._sheet.selected)
        if one is not None:
            QGuiApplication.clipboard().setText(wheel_words.copied(one))

    def _day(self) -> date:
        """The day to come closer to: that of what is selected, else the middle of what is seen."""
        one = self._sheet.activity(self._sheet.selected)
        own = (one.when.first or one.when.last) if one is not None else None
        sight = self._sheet.sight
        if own is not None or sight is None:
            return own or date.min
        return sight.scale.day_at((sight.names + sight.area.width()) / 2)


def _dragged(drag: Drag, days: int) -> "Timing":
    """Where what is held would land so many days away; what cannot be stays as it was."""
    from app.services.wheel.timing import begun, moved, stretched

    before = drag.before
    if days == 0 or before.last is None:
        return before
    if drag.grip == "move":
        return moved(before, days)
    if drag.grip == "first" and before.first is not None:
        return begun(before, min(before.last, before.first + DAY * days))
    last = before.last + DAY * days
    return stretched(before, max(last, before.first or last))


def stretched_by(timing: "Timing", way: int) -> "Timing | None":
    """The time with its last day one day, or the least that it can, later or earlier."""
    from app.services.wheel.timing import stretched

    if timing.last is None:
        return None
    for days in range(1, 93):
        last = timing.last + DAY * way * days
        if timing.first is not None and last < timing.first:
            return None
        after = stretched(timing, last)
        if after.last != timing.last:
            return after
    return None
