"""Cases as files and on the printer: the paper, its text for Word, or all of it with the appendices."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.ui.parts.exporting import FileExport, write_paper

if TYPE_CHECKING:
    from app.services.agreements.casedocument import CaseDocument
    from app.services.reports.case_paper import CasePaper
    from app.services.reports.printed import Paper

_PDF, _WORD = ".pdf", ".docx"


class CaseExport(FileExport):
    """Writes what the case says when it is asked for."""

    def paper(self, document: CaseDocument) -> CasePaper:
        """The case in the municipality's look."""
        from app.services.agreements.paperlook import paper_look
        from app.services.reports.case_paper import CasePaper

        return CasePaper(document, self._workspace.read(paper_look))

    def papers(self, case_id: int, document: CaseDocument) -> tuple[Paper, ...]:
        """The case, and after it the papers that are its appendices."""
        from app.services.agreements.caseviews import case_members
        from app.services.clock import fixed_clock
        from app.services.reports.printed_agreements import agreement_papers, revision_papers

        clock = fixed_clock(self._workspace.today)
        found: list[Paper] = [self.paper(document)]
        for agreement, revision in self._workspace.read(partial(case_members, case_id=case_id)):
            if revision is not None:
                read: Any = partial(revision_papers, revision_ids=(revision,), clock=clock)
            else:
                read = partial(agreement_papers, agreement_ids=(agreement,), clock=clock)
            found += self._workspace.read(read)
        return tuple(found)

    def as_pdf(self, document: CaseDocument) -> None:
        """Ask for a file and write the paper."""
        paper = self.paper(document)
        path = self._ask_file_of("Exportera ärendet", paper.file_title, _PDF)
        if path is not None:
            self.write(paper, path)

    def as_word(self, document: CaseDocument) -> None:
        """Ask for a file and write the text for a word processor."""
        from app.services.reports.case_paper import CaseWordPaper

        paper = CaseWordPaper(document)
        path = self._ask_file_of("Exportera ärendets text", paper.file_title, _WORD)
        if path is not None:
            self.write(paper, path)

    def with_appendices(self, case_id: int, document: CaseDocument) -> None:
        """Ask for a folder and write the case and its appendices to it."""
        folder = self._ask_folder("Välj mapp för ärendet med bilagor")
        if folder is not None:
            self.write_all(self.papers(case_id, document), folder)

    def agreement_as_word(self, agreement_id: int) -> None:
        """Ask for a file and write the text of an agreement for a word processor."""
        from app.services.agreements.builder import build_document
        from app.services.clock import fixed_clock
        from app.services.reports.printed import WordPaper

        clock = fixed_clock(self._workspace.today)
        paper = WordPaper(
            self._workspace.read(partial(build_document, agreement_id=agreement_id, clock=clock))
        )
        path = self._ask_file_of("Exportera handlingens text", paper.file_title, _WORD)
        if path is not None:
            self.write(paper, path)

    def write(self, paper: Paper, path: Path) -> None:
        """Write one paper."""
        self._start(f"Exporterar {path.name}", partial(write_paper, paper, path))

    def write_all(self, papers: tuple[Paper, ...], folder: Path) -> None:
        """Write several papers to a folder."""
        self._start_papers("Exporterar ärendet", papers, folder, "handling", "handlingar")
