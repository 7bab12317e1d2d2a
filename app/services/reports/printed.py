"""What can be printed and put in a folder: each paper by its own renderer, under a name files may have."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias, runtime_checkable

from app.models.errors import DomainError
from app.services.agreements.document import AgreementDocument
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.filenames import safe_file_name

if TYPE_CHECKING:
    from app.services.agreements.appearance import PaperLook
    from app.services.reports.document_view import SteeringDocument
    from app.services.reports.scorecard_paper import CardPaper, SummaryPaper

Archive = Literal["2a", "3a"]
PDF: Final = ".pdf"
WORD: Final = ".docx"
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cs"})


@runtime_checkable
class Paper(Protocol):
    """A paper that knows how it is made and what its file is called; it can be sent to another process."""

    @property
    def full_title(self) -> str:
        """What the paper is called where it is told of."""

    @property
    def file_title(self) -> str:
        """What its file is called, in any characters, without the ending."""

    @property
    def suffix(self) -> str:
        """How the name of its file ends: .pdf"""

    def render(self) -> bytes:
        """The whole file; the same paper gives the same bytes."""


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """An agreement as it is printed here: with its look, and its appendices in the same file.

    Where it is signed digitally the file that was signed is the paper, and nothing can be added to it.
    """

    document: AgreementDocument
    appendices: tuple[RevisionDocument, ...] = ()
    look: PaperLook | None = None
    archive: Archive = "2a"
    signed: bytes | None = None

    @property
    def full_title(self) -> str:
        """The title with the performer."""
        return self.document.full_title

    @property
    def file_title(self) -> str:
        """The title and the performer, without the comma between them."""
        return f"{self.document.title} {self.document.performer}"

    @property
    def suffix(self) -> str:
        """It is a PDF."""
        return PDF

    def render(self) -> bytes:
        """The PDF."""
        if self.signed is not None:
            return self.signed
        from app.services.reports import uppdragshandling

        return uppdragshandling.render(
            self.document, look=self.look, appendices=self.appendices, archive=self.archive
        )


@dataclass(frozen=True, slots=True)
class RevisionPaper:
    """The yearly revision of an agreement's frames as a paper of its own; signed, the file that was."""

    document: RevisionDocument
    look: PaperLook | None = None
    signed: bytes | None = None

    @property
    def full_title(self) -> str:
        """The title with the performer."""
        return self.document.full_title

    @property
    def file_title(self) -> str:
        """The title and the performer."""
        return f"{self.document.title} {self.document.performer}"

    @property
    def suffix(self) -> str:
        """It is a PDF."""
        return PDF

    def render(self) -> bytes:
        """The PDF."""
        if self.signed is not None:
            return self.signed
        from app.services.reports.revision_paper import render_revision

        return render_revision(self.document, look=self.look)


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """A paper for the printer: where it is signed digitally with the signatures drawn on the pages."""

    paper: AgreementPaper | RevisionPaper

    @property
    def document(self) -> AgreementDocument | RevisionDocument:
        """What is printed."""
        return self.paper.document

    @property
    def full_title(self) -> str:
        """The title of the paper."""
        return self.paper.full_title

    @property
    def file_title(self) -> str:
        """What its file would be called."""
        return self.paper.file_title

    @property
    def suffix(self) -> str:
        """It is a PDF."""
        return PDF

    def render(self) -> bytes:
        """The PDF."""
        from app.services.reports.signing.seen import seen

        made = self.paper.render()
        return made if self.paper.signed is None else seen(made)


@dataclass(frozen=True, slots=True)
class WordPaper:
    """The text of an agreement for those who must paste it elsewhere; it is not the original."""

    document: AgreementDocument

    @property
    def full_title(self) -> str:
        """The title with the performer."""
        return self.document.full_title

    @property
    def file_title(self) -> str:
        """The title and the performer."""
        return AgreementPaper(self.document).file_title

    @property
    def suffix(self) -> str:
        """It is a file for a word processor."""
        return WORD

    def render(self) -> bytes:
        """The file."""
        from app.services.exchange.agreement_word import word_file

        return word_file(self.document)


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A file that is already made, such as the one that was signed: it is written just as it is."""

    full_title: str
    file_title: str
    content: bytes
    suffix: str = PDF

    def render(self) -> bytes:
        """The bytes that were kept."""
        return self.content


@dataclass(frozen=True, slots=True)
class LostPaper:
    """A paper that cannot be had, such as a damaged file: the rest of a batch is made, and this one named."""

    full_title: str
    file_title: str
    reason: str
    suffix: str = PDF

    def render(self) -> bytes:
        """Refuse with the reason."""
        raise DomainError(self.reason)


Printed: TypeAlias = (
    "Paper | AgreementDocument | RevisionDocument | SteeringDocument | CardPaper | SummaryPaper"
)
"""What a batch can hold; named and not imported, since a process that makes papers has little to load."""


def render(document: Printed) -> bytes:
    """The file of a document of any sort."""
    if isinstance(document, AgreementDocument):
        from app.services.reports import uppdragshandling

        return uppdragshandling.render(document)
    if isinstance(document, RevisionDocument):
        return RevisionPaper(document).render()
    if isinstance(document, Paper):
        return document.render()
    return _render_other(document)


def _render_other(document: SteeringDocument | CardPaper | SummaryPaper) -> bytes:
    from app.services.reports.document_view import SteeringDocument

    if isinstance(document, SteeringDocument):
        from app.services.reports import steering_document

        return steering_document.render(document)
    from app.services.reports.scorecard_papers import render_paper

    return render_paper(document)


def file_names(documents: Sequence[Printed]) -> list[str]:
    """A name for each document; where two would meet, with their clients or else a number."""
    stems = [file_stem(document) for document in documents]
    clients: dict[str, set[str]] = {}
    for document, stem in zip(documents, stems, strict=True):
        clients.setdefault(stem, set()).add(_client(document))
    taken: set[str] = set()
    names = []
    for document, plain in zip(documents, stems, strict=True):
        stem, suffix = plain, _suffix(document)
        if len(clients[plain]) > 1:
            stem = _safe(f"{plain} {_client(document)}")
        name, number = stem + suffix, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number}){suffix}"
        taken.add(name.casefold())
        names.append(name)
    return names


def file_stem(document: Printed) -> str:
    """What the file of a document is called, without its ending; what cannot be seen is left out."""
    return _safe(_called(document))


def _client(document: Printed) -> str:
    held = getattr(document, "document", document)
    return held.client if isinstance(held, AgreementDocument) else ""


def _safe(name: str) -> str:
    return safe_file_name("".join(sign if sign.isspace() or _is_seen(sign) else "" for sign in name))


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN


def _called(document: Printed) -> str:
    if isinstance(document, AgreementDocument):
        return AgreementPaper(document).file_title
    if isinstance(document, RevisionDocument):
        return RevisionPaper(document).file_title
    return document.file_title if isinstance(document, Paper) else document.full_title


def _suffix(document: Printed) -> str:
    return document.suffix if isinstance(document, Paper) else PDF
