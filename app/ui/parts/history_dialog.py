"""The changes of one cell: who changed it, when, from what to what, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.columns import Column
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

AT_ONCE = 2_000
"""The longest log that is read while the user waits; a longer one is read as a job."""
_SIZE = (900, 480)
TITLE = "Cellens historik"


class ChangesDialog(QDialog):
    """The changes, the oldest first; the whole of why stands under the table.

    Columns and `why` get a line together with its number.
    """

    def __init__(
        self, parent: QWidget, about: str, columns: Sequence[Column[Any]], why: Callable[[Any], str]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(620, 320)
        self.resize(*_SIZE)
        self._why_of = why
        self.table = TableView(columns, key=lambda pair: pair[0], name=TITLE, sortable=False)
        self.table.current_changed.connect(self._on_current)
        self._why = Sentence(role="ink")
        self._note = Sentence()
        self._lay_out(about)

    def show_lines(self, changes: Sequence[Any], *, cut: bool, erased: bool) -> None:
        """Show the lines, with the newest chosen."""
        lines = list(enumerate(changes))
        self.table.show_rows(lines)
        said = []
        if cut:
            said.append(f"De {write_count(len(lines), 'senaste ändringen', 'senaste ändringarna')} visas.")
        if erased:
            said.append("Några ändringar i filen är raderade och kan inte visas.")
        if not lines:
            said.append("Ändringsloggen berättar inget om cellen.")
        self._note.show_parts(*([" ".join(said)] if said else []))
        self._note.setVisible(bool(said))
        if lines:
            self.table.select(lines[-1][0])

    def show_waiting(self) -> None:
        """Say that the log is being read."""
        self._note.show_parts("Läser ändringsloggen…")
        self._note.show()

    def _lay_out(self, words: str) -> None:
        about = Sentence()
        about.show_parts(words)
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(dialog_heading(TITLE))
        head.addWidget(about)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = quiet_button("Stäng", on_click=self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)
        column.addWidget(self._note)
        column.addLayout(foot)

    def _on_current(self, pair: Any) -> None:
        self._why.show_parts(*([self._why_of(pair[1])] if pair is not None else []))


def open_changes(
    dialog: ChangesDialog,
    workspace: Any,
    log_length: Callable[[Any], int],
    read: Callable[..., Any],
    show: Callable[[Any], object],
) -> None:
    """Open the dialog with what is read; a long log is read as a job meanwhile.

    `read` takes a session, and `check`, which it calls now and then.
    """
    if workspace.read(log_length) <= AT_ONCE:
        show(workspace.read(read))
    else:
        _read_as_job(dialog, workspace, read, show)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _read_as_job(
    dialog: ChangesDialog, workspace: Any, read: Callable[..., Any], show: Callable[[Any], object]
) -> None:
    closed: list[bool] = []
    dialog.finished.connect(lambda _result: closed.append(True))

    def work(handle: Any) -> Any:
        return workspace.read(lambda session: read(session, check=handle.check))

    def done(found: Any) -> None:
        if not closed:
            show(found)

    dialog.show_waiting()
    job = workspace.start_job("Läser cellens historik", work, done=done)
    dialog.finished.connect(lambda _result: job.cancel())
