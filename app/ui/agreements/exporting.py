"""Agreements as files: one where the user says, or many in a folder, written in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.parts.exporting import FileExport, write_paper
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.reports.printed import Paper, Printed

    Bare = AgreementDocument | Paper

PDF_KIND = "PDF (*.pdf)"
DATA_KIND = "PDF med uppgifterna inbäddade, PDF/A-3 (*.pdf)"
WORD_KIND = "Word, texten utan underskrifter (*.docx)"


class Exporting(FileExport):
    """Asks where to, and writes the papers as they were when it was asked for.

    `one` and `many` are what the papers are called inside a sentence, such as uppdragshandling.
    """

    def __init__(
        self,
        workspace: WorkspacePort,
        window: QWidget,
        one: str = "uppdragshandling",
        many: str = "uppdragshandlingar",
    ) -> None:
        super().__init__(workspace, window)
        self.words = one, many

    def papers(self, keys: Sequence[int]) -> tuple[Paper, ...]:
        """Agreements as they are printed: in the municipality's look, with their appendices."""
        from app.services.clock import fixed_clock
        from app.services.reports.printed_agreements import agreement_papers

        clock = fixed_clock(self._workspace.today)
        found: tuple[Paper, ...] = self._workspace.read(
            partial(agreement_papers, agreement_ids=tuple(keys), clock=clock)
        )
        return found

    def one(self, document: Bare) -> None:
        """Ask for a file and write one agreement to it; the kind of file is chosen there too."""
        from app.services.reports.batch import file_names

        kinds = ";;".join((PDF_KIND, DATA_KIND, WORD_KIND))
        name = file_names([document])[0]
        suggested = str(Path(self._folder or self._first_folder()) / name)
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, f"Exportera {self.words[0]}", suggested, kinds
        )
        if not chosen:
            return
        path = Path(chosen)
        self._folder = str(path.parent)
        suffix = ".docx" if kind == WORD_KIND or path.suffix.casefold() == ".docx" else ".pdf"
        if path.suffix.casefold() != suffix:
            path = path.with_name(path.name.removesuffix(".pdf") + suffix)
        self.write_one(self._as_kind(document, suffix, kind), path)

    def write_one(self, document: Printed, path: Path) -> None:
        """Write one document."""
        self._start(f"Exporterar {self.words[0]}", partial(write_paper, document, path))

    def many(self, documents: Sequence[Bare]) -> None:
        """Ask for a folder and write the documents to it."""
        folder = self._ask_folder(f"Välj mapp för {self.words[1]}")
        if folder is not None:
            self.write_many([self._dressed(each) for each in documents], folder)

    def many_as_word(self, documents: Sequence[Bare]) -> None:
        """Ask for a folder and write the texts to it, for a word processor."""
        folder = self._ask_folder(f"Välj mapp för {self.words[1]} som Word")
        if folder is not None:
            papers = [self._as_kind(each, ".docx", WORD_KIND) for each in documents]
            self.write_many([each for each in papers if each.suffix == ".docx"], folder)

    def write_many(self, documents: Sequence[Printed], folder: Path) -> None:
        """Write the documents to a folder."""
        one, many = self.words
        self._start_papers(f"Exporterar {many}", tuple(documents), folder, one, many)

    def _as_kind(self, document: Bare, suffix: str, kind: str) -> Any:
        from dataclasses import replace

        from app.services.reports.printed import AgreementPaper, WordPaper

        paper = self._dressed(document)
        if not isinstance(paper, AgreementPaper):
            return paper
        if suffix == ".docx":
            return WordPaper(paper.document)
        return replace(paper, archive="3a", signed=None) if kind == DATA_KIND else paper

    def _dressed(self, document: Bare) -> Paper:
        """A bare document in the municipality's look; a paper has it already."""
        from app.services.agreements.document import AgreementDocument
        from app.services.agreements.paperlook import paper_look
        from app.services.reports.printed import AgreementPaper

        if isinstance(document, AgreementDocument):
            return AgreementPaper(document, look=self._workspace.read(paper_look))
        return document

    @staticmethod
    def _first_folder() -> str:
        from app.services.paths import documents_dir

        return str(documents_dir())
