"""Saying aloud, for the one who keeps time, when something has been painted."""

import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

_PAINT = QEvent.Type.Paint
_PAINTED = QEvent.Type(QEvent.registerEventType())


class _Painted(QObject):
    """Waits for a widget's paint, and then for the whole window's to be over."""

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then: Callable[[], object] | None = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == _PAINT:
            watched.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(_PAINTED))
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == _PAINTED and self._then is not None:
            then, self._then = self._then, None
            then()
        return super().event(event)


def say_when_painted(widget: QWidget, word: str, then: Callable[[], object] = lambda: None) -> None:
    """Say a word when the widget, and the window with it, has been painted; do something after that."""

    def painted() -> None:
        say(word)
        then()

    _Painted(widget, painted)


def say(word: str) -> None:
    """Tell the one who keeps time."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def leave() -> None:
    """End at once: what a program does when it closes is not measured."""
    os._exit(0)
