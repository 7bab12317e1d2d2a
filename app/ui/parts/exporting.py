"""What every export does: asks where to, writes as a job, and says what was saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.filenames import safe_file_name
from app.services.formatting import write_count
from app.ui.parts.jobs import JobHandle
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.reports.batch import BatchResult, Printed, WrittenFile

_KINDS = {".pdf": "PDF (*.pdf)", ".xlsx": "Excel (*.xlsx)", ".docx": "Word (*.docx)"}


class FileExport:
    """Remembers the folder that was chosen last, and begins in the user's documents."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self._folder = ""

    def _ask_file(self, title: str, name: str, kinds: str) -> Path | None:
        suggested = str(Path(self._folder or _documents()) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = str(path.parent)
        return path

    def _ask_file_of(self, title: str, name: str, suffix: str) -> Path | None:
        """Ask for a file of one kind, proposing a name; the suffix is put where the user left it out."""
        path = self._ask_file(title, safe_file_name(name.removesuffix(suffix)) + suffix, _KINDS[suffix])
        if path is None or path.suffix.casefold() == suffix:
            return path
        return path.with_name(path.name + suffix)

    def _ask_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._folder or _documents())
        if not chosen:
            return None
        self._folder = chosen
        return Path(chosen)

    def _start(self, title: str, work: Callable[[JobHandle], WrittenFile]) -> None:
        """Write one file."""
        self._workspace.start_job(title, work, done=self._on_written)

    def _start_papers(self, title: str, papers: Sequence[Printed], folder: Path, one: str, many: str) -> None:
        """Write several papers; `one` and `many` are what they are called."""
        self._workspace.start_job(
            title,
            partial(_write_papers, papers, folder),
            done=lambda result: self._on_papers_written(result, papers, folder, one, many),
        )

    def _on_written(self, written: WrittenFile) -> None:
        self._workspace.tell(f"Sparade {written.path.name} i {written.path.parent}.")

    def _on_papers_written(
        self, result: BatchResult, papers: Sequence[Printed], folder: Path, one: str, many: str
    ) -> None:
        """Say what was saved, and show file by file what was made and why something was not."""
        saved = write_count(len(result.files), one, many)
        if result.cancelled:
            self._workspace.tell(f"Exporten avbröts. Sparade {saved} i {folder}.", "warning")
        elif result.failed:
            first = result.failed[0]
            lost = f"{len(result.failed)} gick inte att spara, först {first.what}: {first.reason}"
            self._workspace.tell(f"Sparade {saved} i {folder}. {lost}", "error")
        else:
            self._workspace.tell(f"Sparade {saved} i {folder}.")
        if result.files or result.failed:
            self._show_summary(result, papers, folder, one, many)

    def _show_summary(
        self, result: BatchResult, papers: Sequence[Printed], folder: Path, one: str, many: str
    ) -> None:
        from app.ui.parts.export_summary import ExportSummary

        again = tuple(papers[each.place] for each in result.failed if 0 <= each.place < len(papers))
        title = f"Exporterar {many}"
        summary = ExportSummary(
            result,
            folder,
            write_count(len(result.files), one, many),
            on_again=partial(self._start_papers, title, again, folder, one, many) if again else None,
            parent=self._window.window(),
        )
        summary.show()


def write_paper(paper: Printed, path: Path, _handle: JobHandle) -> Any:
    """Write one paper as PDF."""
    from app.services.reports.batch import render, write_file

    return write_file(path, render(paper))


def _write_papers(papers: Sequence[Printed], folder: Path, handle: JobHandle) -> Any:
    from app.services.reports.batch import export_documents
    from app.services.reports.workshop import beside_a_window

    return export_documents(
        papers,
        folder,
        progress=handle.progress,
        cancelled=lambda: handle.cancelled,
        workers=beside_a_window(len(papers)),
    )


def _documents() -> str:
    from app.services.paths import documents_dir

    return str(documents_dir())
