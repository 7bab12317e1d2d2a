"""From a chosen file to the dialog that shows what it would change."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.ui.budget.importing.dialog import WorkbookDialog
from app.ui.parts.importing import FileChoice
from app.ui.parts.jobs import JobHandle
from app.ui.parts.messages import Question
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.exchange.budgets.applying import Opened
    from app.services.exchange.budgets.dryrun import DryRun
    from app.ui.budget.page import BudgetPage

_STEPS = 3
_LOCKED = (
    "{name} är beslutad och låst, så inget kan läsas in i den. "
    "Gör en ny version; den börjar som en kopia, och arbetsboken läses in i den."
)


class WorkbookImport:
    """Reads a workbook in the background and then shows the dialog; keeps the folder chosen last."""

    def __init__(self, page: BudgetPage) -> None:
        self._page = page
        self._choice = FileChoice(page)
        self.dialog: WorkbookDialog | None = None

    def ask(self) -> None:
        """Ask for a file and read it."""
        from app.services.exchange.workbooks.reading import SUFFIXES

        chosen = self._choice.ask("Läs in belopp från Excel", "Arbetsböcker och tabeller", SUFFIXES)
        if chosen is not None:
            self.read(chosen)

    def read(self, path: Path) -> None:
        """Read a file into the shown version; of a decided version a copy is offered first."""
        from app.ui.budget import commands

        page = self._page
        if page.workspace.read_only or page.view.version is None or not page.settle():
            return
        if page.view.version.locked:
            text = _LOCKED.format(name=page.view.version.name)
            if Question.ask(page, "Versionen är beslutad", text, "Ny version…") is None:
                return
            commands.make_version(page)
            if page.view.version.locked:
                return
        view = page.view
        work = partial(_read, page.workspace, path, view.version.id, view.financing)
        page.workspace.start_job(f"Läser {path.name}", work, done=self._show, failed=self._on_failed)

    def _show(self, found: tuple[Opened, DryRun | None]) -> None:
        opened, looked_at = found
        page = self._page
        self.dialog = WorkbookDialog(page, opened, looked_at)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._page.workspace.tell(error.message, "error")


def _read(
    workspace: WorkspacePort, path: Path, version_id: int, financing: str, handle: JobHandle
) -> tuple[Any, DryRun | None]:
    """Open the workbook and see what it would change; None when its columns must be pointed out first."""
    from app.services.exchange.budgets.applying import look_at, open_for
    from app.services.exchange.workbooks.reading import read_book

    handle.progress(0, _STEPS, "öppnar arbetsboken")
    book = read_book(path)
    handle.check()
    handle.progress(1, _STEPS, "letar efter belopp")
    opened = workspace.read(partial(open_for, book=book, version_id=version_id, financing=financing))
    handle.check()
    handle.progress(2, _STEPS, "jämför med budgeten")
    if opened.own is None and not (opened.known and opened.mapping.columns):
        return opened, None
    return opened, workspace.read(partial(look_at, opened=opened))
