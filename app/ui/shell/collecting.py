"""Looking for garbage between the user's doings and on the window's own thread only.

Python otherwise looks for it whenever much has been made, also on the thread of a job, where Qt's objects
must not be ended; and during the start, where nothing is garbage and a tenth of the time would go to it.
What loaded libraries consist of lives as long as the program: it is looked through no more, since the window
would stand still for a fifth of a second each time.
"""

import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
MUCH: Final = 40
"""So many new modules are a library, and a place where the window may rest from looking."""


class Collector(QObject):
    """Takes garbage collection over from Python until `finish`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._modules = self._settled = len(sys.modules)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Look through the oldest generation that is due, as Python itself would."""
        if self._is_loading():
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def finish(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _is_loading(self) -> bool:
        """Whether libraries are being loaded; once they are, what stands is left alone from then on."""
        before, self._modules = self._modules, len(sys.modules)
        if self._modules <= self._settled + MUCH:
            return False
        if self._modules == before:
            gc.freeze()
            self._settled = self._modules
        return True
