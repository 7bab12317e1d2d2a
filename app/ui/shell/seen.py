"""Work that waits until a window is seen: the screen comes first, what fills it afterwards."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST_MS = 1000
"""A window that is started minimised or covered is never painted; the work is not held up longer for it."""
_PAINT = QEvent.Type.Paint


class WhenSeen(QObject):
    """Does something once, when a window has been painted for the first time."""

    def __init__(self, window: QWidget, do: Callable[[], object]) -> None:
        super().__init__(window)
        self._window: QWidget | None = window
        self._do = do
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.timeout.connect(self._begin)
        self._latest.start(AT_LATEST_MS)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint; what is painted in it reaches the screen before the work begins."""
        if event.type() == _PAINT:
            QTimer.singleShot(0, self._begin)
        return False

    def _begin(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            self._latest.stop()
            window.removeEventFilter(self)
            self._do()
