"""A tjänsteskrivelse as a file: a paper that can be printed, exported in a batch, or pasted elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.agreements.casedocument import CaseDocument
from app.services.reports.printed import PDF, WORD

if TYPE_CHECKING:
    from app.services.agreements.appearance import PaperLook


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case as it is printed here, in the look of the municipality."""

    case: CaseDocument
    look: PaperLook | None = None

    @property
    def full_title(self) -> str:
        """What the paper is called where it is told of."""
        return self.case.full_title

    @property
    def file_title(self) -> str:
        """The kind of paper and the title, without the colon between them."""
        return f"{self.case.kind_name} {self.case.title}"

    @property
    def suffix(self) -> str:
        """It is a PDF."""
        return PDF

    def render(self) -> bytes:
        """The PDF."""
        from app.services.reports.case_layout import render_case

        return render_case(self.case, self.look)


@dataclass(frozen=True, slots=True)
class CaseWordPaper:
    """The text of a case for those who must paste it elsewhere."""

    case: CaseDocument

    @property
    def full_title(self) -> str:
        """What the paper is called where it is told of."""
        return self.case.full_title

    @property
    def file_title(self) -> str:
        """The same as that of the paper."""
        return CasePaper(self.case).file_title

    @property
    def suffix(self) -> str:
        """It is a file for a word processor."""
        return WORD

    def render(self) -> bytes:
        """The file."""
        from app.services.exchange.agreement_word import case_word_file

        return case_word_file(self.case)
