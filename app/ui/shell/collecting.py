"""Looking for garbage between the user's doings and on the window's own thread only.

Python otherwise looks for it whenever much has been made, also on the thread of a job, where Qt's objects
must not be ended; and during the start, where nothing is garbage and a tenth of the time would go to it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Takes garbage collection over from Python until `finish`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> None:
        """Look through the oldest generation that is due, as Python itself would."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def finish(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.enable()
