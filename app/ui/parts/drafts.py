"""When a text has been typed: kept after a second, and made into one change when its field is left."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

DRAFT_AFTER_MS = 1000


class Draft:
    """When a text has been typed: tells it after a second, commits it once when the field is left."""

    def __init__(self, owner: QWidget, read: Callable[[], str]) -> None:
        self._read = read
        self._known = ""
        self._told = False
        self.on_draft: Callable[[str | None], object] | None = None
        self.on_commit: Callable[[str], bool] | None = None
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self._on_due)

    @property
    def pending(self) -> bool:
        """Whether something is typed that is not yet a change."""
        return self._read() != self._known

    def settle(self, text: str) -> None:
        """Take a text as the stored one and forget the draft."""
        self._timer.stop()
        self._known = text
        if self._told and self.on_draft is not None:
            self._told = False
            self.on_draft(None)

    def resume(self) -> None:
        """What stands in the field was kept by an earlier start: forget it there when it is settled."""
        self._told = True
        if not self.pending:
            self.settle(self._known)

    def touched(self) -> None:
        """Something was typed."""
        if not self._timer.isActive() and self.pending:
            self._timer.start()

    def commit(self) -> bool:
        """Make one change of what was typed; False when it was refused and stays as typed."""
        text = self._read()
        if not self.pending or self.on_commit is None:
            return True
        known, self._known = self._known, text
        if self.on_commit(text):
            self.settle(self._read())  # a refresh may have shown it as it was stored
            return True
        self._known = known
        return False

    def _on_due(self) -> None:
        if self.pending and self.on_draft is not None:
            self._told = True
            self.on_draft(self._read())
