"""What pointer and keys mean on the wheel: choosing, dragging, walking and zooming."""

from collections.abc import Callable
from datetime import date, timedelta
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from app.services import formatting
from app.ui.wheel import wheel_dragging, wheel_words, wheel_zooming
from app.ui.wheel.painting.strokes import on_circle

if TYPE_CHECKING:
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.picture.shapes import Picture
    from app.services.wheel.views import LegalDay, WheelView
    from app.ui.wheel.wheel_dragging import Drag
    from app.ui.wheel.wheel_face import WheelFace
    from app.ui.wheel.wheel_zooming import Days

_KEY = Qt.Key
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CURSORS = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)
_POINTS, _HOLDS, _COPIES = (
    Qt.CursorShape.PointingHandCursor,
    Qt.CursorShape.ClosedHandCursor,
    Qt.CursorShape.DragCopyCursor,
)
_WAYS = {_KEY.Key_Left: -1, _KEY.Key_Up: -1, _KEY.Key_Right: 1, _KEY.Key_Down: 1}
_NOTCH = 120
_HINT = "Dubbelklicka för att zooma in på {}."
_WEEK = 7


class Handling:
    """The hands on a wheel; what they want is said by the signals of the face."""

    def __init__(self, face: "WheelFace") -> None:
        self._face = face
        self._pressed: QPointF | None = None
        self._held: int | None = None
        self._turned = 0
        self.drag: Drag | None = None
        self.pointer = QPointF()

    @property
    def _shown(self) -> "tuple[WheelView, WheelOptions, Picture] | None":
        face = self._face
        picture = face.picture
        if face.view is None or face.options is None or picture is None:
            return None
        return face.view, face.options, picture

    # ---- the pointer -------------------------------------------------------------------------------

    def press(self, at: QPointF) -> None:
        """Choose what is there; it may be dragged from now on."""
        key = self._face.key_at(at)
        self._pressed, self._held = at, self._face.arc_at(at)
        self._face.choose(key)

    def move(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        """Drag what is held, or show what is pointed at."""
        self.pointer = at
        if self.drag is not None:
            self._follow(at, keys)
            return
        if self._pressed is not None and self._held is not None and not self._face.read_only:
            away = at - self._pressed
            if hypot(away.x(), away.y()) >= QGuiApplication.styleHints().startDragDistance():
                self._begin(at, keys)
            return
        if self._pressed is None:
            key = self._face.key_at(at)
            self._face.hover(key)
            self._show_cursor(key, at)

    def _begin(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        shown, pressed, key = self._shown, self._pressed, self._held
        if shown is None or pressed is None or key is None:
            return
        self.drag = wheel_dragging.begin(*shown, key, pressed.x(), pressed.y())
        if self.drag is None:
            self._held = None
            return
        self._face.hover(None)
        self._follow(at, keys)

    def _follow(self, at: QPointF, keys: Qt.KeyboardModifier) -> None:
        from app.services.wheel.picture.layout import day_at

        shown, drag = self._shown, self.drag
        if shown is not None and drag is not None:
            drag.copies, drag.weekly = bool(keys & _CONTROL), bool(keys & _SHIFT)
            drag.to(day_at(*shown, at.x(), at.y()))
            self._face.setCursor(_COPIES if drag.copies else _HOLDS)
            self._face.update()

    def release(self, keys: Qt.KeyboardModifier) -> None:
        """Say where what is held is wanted."""
        drag = self.drag
        copies = bool(keys & _CONTROL)
        self.let_go()
        if drag is None or not (drag.changed or copies):
            return
        wanted = self._face.copy_wanted if copies else self._face.time_wanted
        wanted.emit(drag.activity.key, drag.timing)

    def let_go(self) -> bool:
        """Forget what is held; whether anything was."""
        held = self.drag is not None
        self.drag, self._pressed, self._held = None, None, None
        if held:
            self._face.unsetCursor()
            self._face.update()
        return held

    def _show_cursor(self, key: int | None, at: QPointF) -> None:
        shown = self._shown
        if key is None or shown is None:
            if self.hint_at(at):
                self._face.setCursor(_POINTS)
            else:
                self._face.unsetCursor()
            return
        fixed = self._face.read_only or self._face.arc_at(at) is None
        drag = None if fixed else wheel_dragging.begin(*shown, key, at.x(), at.y())
        if drag is None or drag.handle == "move":
            self._face.setCursor(_POINTS)
        else:
            self._face.setCursor(_CURSORS[wheel_dragging.slope_at(shown[2], at.x(), at.y())])

    def _month_at(self, at: QPointF) -> "Days | None":
        """The month whose name is there."""
        shown, frame = self._shown, self._face.frame
        if shown is None or frame is None:
            return None
        return wheel_zooming.month_named(shown[0], shown[1], frame.name_at(at))

    def hint_at(self, at: QPointF) -> str:
        """What the name of a month is good for."""
        month = self._month_at(at)
        if month is None or (self._face.options is not None and month == self._face.options.zoom):
            return ""
        return _HINT.format(formatting.MONTHS[month[0].month - 1])

    def laws_at(self, at: QPointF) -> "tuple[LegalDay, ...]":
        """The days by law whose mark or words are there."""
        from app.services.wheel.picture.layout import day_at

        shown, frame = self._shown, self._face.frame
        if shown is None or frame is None:
            return ()
        view, head, mark = shown[0], frame.law_at(at), frame.mark_at(at)
        if mark is None:
            return tuple(law for law in view.legal if head and formatting.write_day_month(law.day) == head)
        day = day_at(*shown, mark.x(), mark.y())
        near = (day - timedelta(days=1), day, day + timedelta(days=1))
        return tuple(law for law in view.legal if law.day in near)

    def double_click(self, at: QPointF) -> None:
        """Edit an activity, zoom to a month by its name, or ask for something new on a day."""
        self.let_go()
        shown, key = self._shown, self._face.key_at(at)
        if key is not None:
            self._face.activated.emit(key)
            return
        if shown is None:
            return
        view, options, picture = shown
        month = self._month_at(at)
        if month is not None:
            self._zoom(month)
        elif not self._face.read_only and _is_on_rings(picture, at):
            from app.services.wheel.picture.layout import day_at

            self._face.day_wanted.emit(day_at(view, options, picture, at.x(), at.y()))

    def turn(self, angle: int, at: QPointF) -> None:
        """Zoom a step for each notch of the wheel of a mouse."""
        self._turned = angle if angle * self._turned < 0 else self._turned + angle
        while abs(self._turned) >= _NOTCH:
            way = 1 if self._turned > 0 else -1
            self._turned -= way * _NOTCH
            self._zoom_step(way, at)

    # ---- the keys ----------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, so that no shortcut may take it."""
        return self._deed(event) is not None

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether it asked for anything."""
        deed = self._deed(event)
        if deed is None:
            return False
        deed()
        return True

    def _deed(self, event: QKeyEvent) -> "Callable[[], object] | None":
        if self._shown is None:
            return None
        key, keys = _KEY(event.key()), event.modifiers() & ~_KEYPAD
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._copy_words if self._face.chosen is not None else None
        if key in _WAYS and keys in (_ALT, _ALT | _SHIFT):
            days = _WEEK if keys & _SHIFT else 1
            return lambda: self._step(_WAYS[key], days)
        if keys == _NO_KEYS and key in _WAYS:
            return lambda: self._walk(_WAYS[key])
        if key in (_KEY.Key_Plus, _KEY.Key_Minus) and keys in (_NO_KEYS, _SHIFT, _CONTROL):
            return lambda: self._zoom_step(1 if key == _KEY.Key_Plus else -1, None)
        return self._plain_deed(key) if keys == _NO_KEYS else None

    def _plain_deed(self, key: Qt.Key) -> "Callable[[], object] | None":
        zoomed = self._face.options is not None and self._face.options.zoom is not None
        if key == _KEY.Key_Escape:
            return self.let_go if self.drag is not None else None
        if key in (_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_F2):
            return self._edit if self._face.chosen is not None else None
        if key in (_KEY.Key_Home, _KEY.Key_End):
            return lambda: self._go_to(0 if key == _KEY.Key_Home else -1)
        if key == _KEY.Key_Backspace and zoomed:
            return lambda: self._zoom_step(-1, None)
        if key == _KEY.Key_0 and zoomed:
            return lambda: self._zoom(None)
        if key in (_KEY.Key_PageUp, _KEY.Key_PageDown) and zoomed:
            return lambda: self.turn_page(1 if key == _KEY.Key_PageDown else -1)
        return None

    def _walk(self, way: int) -> None:
        order = self._order()
        if self._face.chosen in order:
            place = order.index(self._face.chosen) + way
            self._face.choose(order[min(len(order) - 1, max(0, place))])
        else:
            self._go_to(0 if way > 0 else -1)

    def _go_to(self, place: int) -> None:
        order = self._order()
        if order:
            self._face.choose(order[place])

    def _order(self) -> list[int]:
        return [one.key for one in self._face.view.activities] if self._face.view else []

    def _edit(self) -> None:
        self._face.activated.emit(self._face.chosen)

    def _copy_words(self) -> None:
        activity = self._face.activity(self._face.chosen)
        if activity is not None:
            QGuiApplication.clipboard().setText(wheel_words.copied(activity))

    def _step(self, way: int, days: int) -> None:
        activity, shown = self._face.activity(self._face.chosen), self._shown
        if activity is None or shown is None or self._face.read_only:
            return
        timing = wheel_dragging.stepped(activity, way, days)
        if timing is not None:
            self._face.time_wanted.emit(activity.key, timing)

    # ---- zoom --------------------------------------------------------------------------------------

    def bring_into_sight(self, key: int | None) -> None:
        """Turn to the days of an activity, as near as now, when none of them is seen."""
        face, activity = self._face, self._face.activity(key)
        if face.view is None or face.options is None or face.options.zoom is None or activity is None:
            return
        first, last = face.options.zoom
        when = activity.when
        starts = when.first or when.last
        if when.last is not None and starts is not None and (when.last < first or starts > last):
            self._zoom(wheel_zooming.around(face.view, face.options, starts))

    def _zoom_step(self, way: int, at: QPointF | None) -> None:
        shown = self._shown
        if shown is None:
            return
        view, options, picture = shown
        if way > 0:
            self._zoom(wheel_zooming.closer(view, options, self._day(view, options, picture, at)))
        else:
            self._zoom(wheel_zooming.farther(view, options))

    def zoom(self, way: int) -> None:
        """A step closer or farther around what is chosen."""
        self._zoom_step(way, None)

    def zoom_back(self) -> None:
        """Back to the whole year."""
        self._zoom(None)

    def days_shown(self) -> "tuple[Days | None, Days | None, Days | None]":
        """The part of the year that is shown, the one before it and the one after it."""
        view, options = self._face.view, self._face.options
        if view is None or options is None:
            return None, None, None
        return (
            options.zoom,
            wheel_zooming.beside(view, options, -1),
            wheel_zooming.beside(view, options, 1),
        )

    def turn_page(self, steps: int) -> None:
        """To the quarter or month beside the one that is shown."""
        if self._face.view is not None and self._face.options is not None:
            self._zoom(wheel_zooming.beside(self._face.view, self._face.options, steps))

    def _zoom(self, days: "Days | None") -> None:
        if self._face.options is not None and days != self._face.options.zoom:
            self._face.zoom_wanted.emit(days)

    def _day(
        self, view: "WheelView", options: "WheelOptions", picture: "Picture", at: QPointF | None
    ) -> date:
        """The day to come closer to: the one pointed at, that of what is chosen, else today."""
        from app.services.wheel.picture.layout import day_at

        if at is not None:
            return day_at(view, options, picture, at.x(), at.y())
        activity = self._face.activity(self._face.chosen)
        chosen = (activity.when.first or activity.when.last) if activity is not None else None
        if chosen is not None:
            return chosen
        return options.zoom[0] if options.zoom is not None else view.today

    def point_of(self, picture: "Picture", key: int | None) -> QPointF:
        """A point within an activity, the middle of the picture for none."""
        middle = QPointF(*picture.middle)
        target = next((one for one in picture.targets if one.key == key), None)
        if target is None:
            return middle
        if target.radius > 0:
            return middle + QPointF(target.x, target.y)
        return middle + on_circle((target.start + target.end) / 2, (target.inner + target.outer) / 2)


def _is_on_rings(picture: "Picture", at: QPointF) -> bool:
    """Whether a place lies between the innermost and the outermost activity that could be there."""
    from app.services.wheel.picture.shapes import ArcLine

    away = hypot(at.x() - picture.middle[0], at.y() - picture.middle[1])
    radii = [shape.radius for shape in picture.shapes if isinstance(shape, ArcLine)]
    radii += [target.outer for target in picture.targets if not target.radius]
    return bool(radii) and min(radii) <= away <= max(radii)
