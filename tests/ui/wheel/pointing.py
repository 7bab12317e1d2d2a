"""A pointer over a wheel: where activities and days are, and a button that is pressed there."""

from datetime import date
from math import cos, hypot, pi, sin

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.services.wheel.picture.layout import angle_of
from app.services.wheel.picture.shapes import Target
from app.ui.wheel.wheel_face import WheelFace

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def target_of(face: WheelFace, key: int) -> Target:
    """The first place where an activity is touched."""
    assert face.picture is not None
    return next(target for target in face.picture.targets if target.key == key)


def radius_of(face: WheelFace, key: int) -> float:
    """How far out the middle of an activity is."""
    target = target_of(face, key)
    return hypot(target.x, target.y) if target.radius else (target.inner + target.outer) / 2


def at(face: WheelFace, turn: float, radius: float) -> QPointF:
    """A place of the widget."""
    assert face.picture is not None
    across, down = face.picture.middle
    return QPointF(across + sin(2 * pi * turn) * radius, down - cos(2 * pi * turn) * radius)


def on_arc(face: WheelFace, key: int, part: float = 0.5) -> QPointF:
    """A place within an arc, from its start (0) to its end (1), or the middle of a disc."""
    target = target_of(face, key)
    if target.radius:
        assert face.picture is not None
        return QPointF(*face.picture.middle) + QPointF(target.x, target.y)
    return at(face, target.start + part * (target.end - target.start), radius_of(face, key))


def on_day(face: WheelFace, day: date, radius: float) -> QPointF:
    """The middle of a day."""
    assert face.view is not None
    assert face.options is not None
    start = angle_of(day, face.view, face.options)
    end = angle_of(date.fromordinal(day.toordinal() + 1), face.view, face.options)
    return at(face, (start + end) / 2, radius)


def send(
    face: WheelFace,
    kind: QEvent.Type,
    place: QPointF,
    button: Qt.MouseButton = LEFT,
    held: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """One event of the mouse."""
    event = QMouseEvent(kind, place, QPointF(face.mapToGlobal(place.toPoint())), button, held, keys)
    QApplication.sendEvent(face, event)


def press(face: WheelFace, place: QPointF) -> None:
    """Hold the button down."""
    send(face, QEvent.Type.MouseButtonPress, place)


def move(
    face: WheelFace, place: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, held: Qt.MouseButton = LEFT
) -> None:
    """Go to a place."""
    send(face, QEvent.Type.MouseMove, place, NONE, held, keys)


def release(face: WheelFace, place: QPointF, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Let the button go."""
    send(face, QEvent.Type.MouseButtonRelease, place, held=NONE, keys=keys)


def click(face: WheelFace, place: QPointF) -> None:
    """Press and let go."""
    press(face, place)
    release(face, place)


def double_click(face: WheelFace, place: QPointF) -> None:
    """As the system tells of it."""
    click(face, place)
    send(face, QEvent.Type.MouseButtonDblClick, place)
    release(face, place)


def drag(
    face: WheelFace, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, *, steps: int = 12
) -> None:
    """Press at one place and let go at another, along the circle between them."""
    press(face, start)
    follow(face, start, end, keys, steps=steps)
    release(face, end, keys)


def follow(
    face: WheelFace, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NO_KEYS, *, steps: int = 12
) -> None:
    """Go in a straight line, as a hand does."""
    for step in range(1, steps + 1):
        move(face, start + (end - start) * (step / steps), keys)
