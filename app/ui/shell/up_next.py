"""Keeps the status line's word of what is next and near by the wheel; read when the window has been seen."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.models.errors import DomainError
from app.ui.shell.seen import WhenSeen
from app.ui.shell.status_line import StatusLine
from app.ui.shell.workspace import Workspace

_KINDS = frozenset({"wheel_activity", "meeting", "meeting_rule", "mandate_period"})
_AHEAD_MS = 300
"""How much is near is counted a while after the last change: it reads the meetings too."""


class UpNext(QObject):
    """Reads anew, once, after changes of the wheel."""

    def __init__(self, workspace: Workspace, line: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._line = workspace, line
        self._later, self._counting = QTimer(self), QTimer(self)
        for timer, wait, read in ((self._later, 0, self.read), (self._counting, _AHEAD_MS, self.count)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(read)
        workspace.changed.connect(self._on_changed)
        workspace.working_year_changed.connect(lambda _year: self._counting.start())
        self._seen = WhenSeen(window, self._begin)

    def read(self) -> None:
        """Ask the file what is next; a window that is given up has let its file go."""
        from app.services.checks.nextup import read_next

        space = self._workspace
        if space.parent() is None:
            return
        try:
            found = space.read(partial(read_next, today=space.today))
        except DomainError:
            return  # the file is out of reach; whoever does something with it is told
        if found is None:
            self._line.show_next("", lambda: None)
        else:
            self._line.show_next(found.words, partial(space.open_place, "wheel_activity", found.key))

    def count(self) -> None:
        """Ask the file how much Översikt has for the days ahead."""
        from app.services.checks.nextup import count_ahead

        space = self._workspace
        if space.parent() is None:
            return
        try:
            count = space.read(partial(count_ahead, year=space.working_year, today=space.today))
        except DomainError:
            return
        words = f"Kommande 30 dagar: {count}" if count else ""
        self._line.show_ahead(words, partial(space.open_place, "overview", None))

    def _begin(self) -> None:
        self._later.start()
        self._counting.start()

    def _on_changed(self, changes: Any) -> None:
        if not changes.kinds or changes.kinds & _KINDS:
            self._begin()
