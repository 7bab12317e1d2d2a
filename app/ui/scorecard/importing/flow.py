"""From chosen files to the dialog that shows what they would add and change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from app.models.errors import DomainError
from app.ui.parts.buttons import action
from app.ui.scorecard.importing.dialog import MeasureDialog
from app.ui.scorecard.importing.reading import KoladaSource, SheetSource, Source

if TYPE_CHECKING:
    from app.services.exchange.measures.plan import ImportPlan
    from app.ui.parts.jobs import JobHandle
    from app.ui.parts.page import WorkspacePort

_MIXED = "Välj antingen filer från Kolada (.json) eller en arbetsbok, inte båda på en gång."
_ONE = "Välj en arbetsbok i taget. Filer från Kolada kan väljas flera på en gång."


class MeasureImport:
    """Reads files in the background and then shows the dialog; keeps the folder chosen last.

    `done` is told the codes of the key figures that have been read in.
    """

    def __init__(
        self,
        workspace: WorkspacePort,
        window: QWidget,
        *,
        done: Callable[[frozenset[str]], object] | None = None,
    ) -> None:
        self._workspace, self._window, self._done = workspace, window, done
        self._folder = ""
        self.dialog: MeasureDialog | None = None

    def action(self) -> QAction:
        """The entry for a menu that is opened now."""
        made = action("Läs in mätvärden (Kolada, Excel)…", self.ask, icon="import", parent=self._window)
        made.setEnabled(not self._workspace.read_only)
        return made

    def ask(self) -> None:
        """Ask for files and read them."""
        from app.services.exchange.measures.opening import READ
        from app.services.paths import documents_dir

        known = (
            f"Kolada, arbetsböcker och tabeller ({' '.join(f'*{suffix}' for suffix in READ)});;Alla filer (*)"
        )
        folder = self._folder or str(documents_dir())
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Läs in mätvärden", folder, known)
        if chosen:
            self._folder = str(Path(chosen[0]).parent)
            self.read([Path(each) for each in chosen])

    def read(self, paths: list[Path]) -> None:
        """Read files: all from Kolada, or one workbook."""
        from app.services.exchange.measures.opening import is_kolada

        if self._workspace.read_only:
            return
        kolada = [path for path in paths if is_kolada(path)]
        if len(paths) > 1 and len(kolada) < len(paths):
            self._workspace.tell(_MIXED if kolada else _ONE, "error")
            return
        work = partial(_read, self._workspace, tuple(paths), bool(kolada))
        title = f"Läser {paths[0].name}" if len(paths) == 1 else f"Läser {len(paths)} filer"
        self._workspace.start_job(title, work, done=self._show, failed=self._on_failed)

    def _show(self, looked: tuple[Source, ImportPlan | None]) -> None:
        self.dialog = MeasureDialog(self._workspace, self._window, *looked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def _on_finished(self, result: int) -> None:
        if self.dialog is None:
            return
        codes = self.dialog.codes
        self.dialog.deleteLater()
        self.dialog = None
        if result and self._done is not None:
            self._done(codes)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._workspace.tell(error.message, "error")


def _read(
    workspace: WorkspacePort, paths: tuple[Path, ...], kolada: bool, handle: JobHandle
) -> tuple[Source, ImportPlan | None]:
    """What the files would do; None when the columns of a workbook must be pointed out first."""
    if kolada:
        files = KoladaSource(paths, {})
        return files, files.look(workspace, handle)
    from app.services.exchange.measures.opening import open_book
    from app.services.exchange.workbooks.reading import read_book

    handle.progress(0, 3, "öppnar arbetsboken")
    book = read_book(paths[0])
    handle.check()
    handle.progress(1, 3, "letar efter mätvärden")
    year = workspace.working_year
    source = SheetSource(workspace.read(partial(open_book, book=book, year=year)), year, workspace.today)
    if not source.opened.known:
        return source, None
    handle.progress(2, 3, "jämför med filens värden")
    return source, source.look(workspace)
