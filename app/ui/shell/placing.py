"""Where the window stands: as it was left, but never outside the screen that is there now."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 32
"""The window system adds it above the window; Qt knows its height only when the window is shown."""


def inside(wanted: QRect, screen: QRect) -> QRect:
    """A window's place without its title bar: as large as wanted and possible, moved onto the screen."""
    room = screen.adjusted(0, min(_TITLE_BAR, screen.height()), 0, 0)
    size = wanted.size().boundedTo(room.size())
    left = max(room.left(), min(wanted.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(wanted.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def place_first(window: QWidget, size: QSize) -> None:
    """Give a window its first size; where it stands is for the window system to say."""
    screen = window.screen().availableGeometry()
    window.resize(inside(QRect(screen.topLeft(), size), screen).size())


def bring_inside(window: QWidget) -> None:
    """Bring a window that was placed on another screen, or on a larger one, back onto this."""
    if window.isMaximized() or window.isFullScreen():
        return
    found = inside(window.geometry(), window.screen().availableGeometry())
    if found != window.geometry():
        window.setGeometry(found)
