"""Keeps the status line's word of what is next in the wheel; read when the window has been seen."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.shell.seen import WhenSeen
from app.ui.shell.status_line import StatusLine
from app.ui.shell.workspace import Workspace

_KINDS = frozenset({"wheel_activity", "meeting"})


class UpNext(QObject):
    """Reads anew, once, after changes of the wheel."""

    def __init__(self, workspace: Workspace, line: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._line = workspace, line
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.read)
        workspace.changed.connect(self._on_changed)
        self._seen = WhenSeen(window, self._later.start)

    def read(self) -> None:
        """Ask the file and say it; a window that is given up has let its file go."""
        from app.services.checks.nextup import read_next

        space = self._workspace
        if space.parent() is None:
            return
        found = space.read(partial(read_next, today=space.today))
        if found is None:
            self._line.show_next("", lambda: None)
        else:
            self._line.show_next(found.words, partial(space.open_place, "wheel_activity", found.key))

    def _on_changed(self, changes: Any) -> None:
        if not changes.kinds or changes.kinds & _KINDS:
            self._later.start()
