"""Agreements as PDF files: one where the user says, or many in a folder, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.formatting import write_count
from app.ui.parts.jobs import JobHandle
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.reports.batch import BatchResult, WrittenFile


class Exporting:
    """Asks where to, reads the documents at once, and writes them as a job."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self._folder = ""

    def one(self, document: AgreementDocument) -> None:
        """Ask for a file and write one document to it."""
        from app.services.reports.batch import file_names

        suggested = str(Path(self._folder or _documents()) / file_names([document])[0])
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Exportera uppdragshandlingen", suggested, "PDF (*.pdf)"
        )
        if not chosen:
            return
        path = Path(chosen)
        self._folder = str(path.parent)
        self.write_one(document, path if path.suffix else path.with_suffix(".pdf"))

    def write_one(self, document: AgreementDocument, path: Path) -> None:
        """Write one document."""
        self._workspace.start_job(
            "Exporterar uppdragshandlingen", partial(_write_one, document, path), done=self._on_one_done
        )

    def many(self, documents: tuple[AgreementDocument, ...]) -> None:
        """Ask for a folder and write the documents to it."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, "Välj mapp för uppdragshandlingarna", self._folder or _documents()
        )
        if chosen:
            self._folder = chosen
            self.write_many(documents, Path(chosen))

    def write_many(self, documents: tuple[AgreementDocument, ...], folder: Path) -> None:
        """Write the documents to a folder."""
        self._workspace.start_job(
            "Exporterar uppdragshandlingar",
            partial(_write_many, documents, folder),
            done=lambda result: self._on_many_done(result, folder),
        )

    def _on_one_done(self, written: WrittenFile) -> None:
        self._workspace.tell(f"Sparade {written.path.name} i {written.path.parent}.")

    def _on_many_done(self, result: BatchResult, folder: Path) -> None:
        saved = write_count(len(result.files), "uppdragshandling", "uppdragshandlingar")
        if result.cancelled:
            self._workspace.tell(f"Exporten avbröts. Sparade {saved} i {folder}.", "warning")
        elif result.failed:
            first = result.failed[0]
            lost = f"{len(result.failed)} gick inte att spara, först {first.what}: {first.reason}"
            self._workspace.tell(f"Sparade {saved} i {folder}. {lost}", "error")
        else:
            self._workspace.tell(f"Sparade {saved} i {folder}.")


def _documents() -> str:
    from app.services.paths import documents_dir

    return str(documents_dir())


def _write_one(document: AgreementDocument, path: Path, _handle: JobHandle) -> Any:
    from app.services.reports.batch import write_file
    from app.services.reports.uppdragshandling import render

    return write_file(path, render(document))


def _write_many(documents: tuple[AgreementDocument, ...], folder: Path, handle: JobHandle) -> Any:
    from app.services.reports.batch import export_documents

    return export_documents(documents, folder, progress=handle.progress, cancelled=lambda: handle.cancelled)
