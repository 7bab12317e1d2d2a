"""Agreements as PDF files: one where the user says, or many in a folder, written in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.parts.exporting import FileExport, write_paper

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument


class Exporting(FileExport):
    """Asks where to, and writes the documents as they were when it was asked for."""

    def one(self, document: AgreementDocument) -> None:
        """Ask for a file and write one document to it."""
        from app.services.reports.batch import file_names

        path = self._ask_file("Exportera uppdragshandlingen", file_names([document])[0], "PDF (*.pdf)")
        if path is not None:
            self.write_one(document, path if path.suffix else path.with_suffix(".pdf"))

    def write_one(self, document: AgreementDocument, path: Path) -> None:
        """Write one document."""
        self._start("Exporterar uppdragshandlingen", partial(write_paper, document, path))

    def many(self, documents: tuple[AgreementDocument, ...]) -> None:
        """Ask for a folder and write the documents to it."""
        folder = self._ask_folder("Välj mapp för uppdragshandlingarna")
        if folder is not None:
            self.write_many(documents, folder)

    def write_many(self, documents: tuple[AgreementDocument, ...], folder: Path) -> None:
        """Write the documents to a folder."""
        one, many = "uppdragshandling", "uppdragshandlingar"
        self._start_papers("Exporterar uppdragshandlingar", documents, folder, one, many)
