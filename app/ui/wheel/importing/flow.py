"""From a chosen file to the dialog that shows what it would add and change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.models.errors import DomainError
from app.ui.parts.buttons import action
from app.ui.parts.importing import FileChoice
from app.ui.parts.page import Page
from app.ui.wheel.importing.dialog import CalendarDialog

if TYPE_CHECKING:
    from app.services.exchange.calendars.dryrun import CalendarDryRun
    from app.services.exchange.calendars.found import FoundCalendar
    from app.ui.parts.jobs import JobHandle
    from app.ui.parts.page import WorkspacePort


class CalendarImport:
    """Reads a calendar in the background and then shows the dialog; keeps the folder chosen last."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace, self._window = workspace, window
        self._choice = FileChoice(window)
        self.dialog: CalendarDialog | None = None

    def action(self) -> QAction:
        """The entry for a menu that is opened now."""
        made = action("Läs in kalender (.ics, Excel)…", self.ask, parent=self._window)
        made.setEnabled(not self._workspace.read_only)
        return made

    def ask(self) -> None:
        """Ask for a file and read it."""
        from app.services.exchange.calendars.applying import READ

        chosen = self._choice.ask("Läs in kalender", "Kalendrar och arbetsböcker", READ)
        if chosen is not None:
            self.read(chosen)

    def read(self, path: Path) -> None:
        """Read a file for the working year that is shown."""
        settled = not isinstance(self._window, Page) or self._window.settle()
        if self._workspace.read_only or not settled:
            return
        work = partial(_read, self._workspace, path, self._workspace.working_year)
        self._workspace.start_job(f"Läser {path.name}", work, done=self._show, failed=self._on_failed)

    def _show(self, looked: tuple[FoundCalendar, CalendarDryRun]) -> None:
        self.dialog = CalendarDialog(self._workspace, self._window, *looked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._workspace.tell(error.message, "error")


def _read(
    workspace: WorkspacePort, path: Path, year: int, handle: JobHandle
) -> tuple[FoundCalendar, CalendarDryRun]:
    """Read the events of a file, and what they would change in the year."""
    from app.services.exchange.calendars.applying import read_calendar_file
    from app.services.exchange.calendars.dryrun import look_at

    handle.progress(0, 2, "läser filen")
    calendar = read_calendar_file(path, year)
    handle.check()
    handle.progress(1, 2, "jämför med årshjulet")
    found = workspace.read(partial(look_at, calendar=calendar, year=year, today=workspace.today))
    return calendar, found
