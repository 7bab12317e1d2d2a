"""A mouse over a painted widget."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
FREE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def _send(widget: QWidget, kind: QEvent.Type, at: QPointF, held: Qt.MouseButton, keys: object) -> None:
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, at, QPointF(widget.mapToGlobal(at.toPoint())), button, held, keys)
    QApplication.sendEvent(widget, event)


def click(widget: QWidget, at: QPointF) -> None:
    """Press and let go."""
    _send(widget, QEvent.Type.MouseButtonPress, at, LEFT, FREE)
    _send(widget, QEvent.Type.MouseButtonRelease, at, NONE, FREE)


def double_click(widget: QWidget, at: QPointF) -> None:
    """As the system tells of it."""
    click(widget, at)
    _send(widget, QEvent.Type.MouseButtonDblClick, at, LEFT, FREE)
    _send(widget, QEvent.Type.MouseButtonRelease, at, NONE, FREE)


def drag(widget: QWidget, start: QPointF, end: QPointF, keys: object = FREE) -> None:
    """Press at one place and let go at another."""
    _send(widget, QEvent.Type.MouseButtonPress, start, LEFT, keys)
    for part in (0.3, 0.7, 1.0):
        _send(widget, QEvent.Type.MouseMove, start + (end - start) * part, LEFT, keys)
    _send(widget, QEvent.Type.MouseButtonRelease, end, NONE, keys)
