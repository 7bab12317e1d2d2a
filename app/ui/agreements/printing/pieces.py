"""Agreements as pieces of a pile from the printer, and what the list on top says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.ui.parts.print_choices import Piece
from app.ui.parts.print_job import ReadyPiece

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.agreements.revisiondocument import RevisionDocument
    from app.services.reports.print_list import ListedPaper, PrintList
    from app.services.reports.printed import Paper

_BEFORE_A_PARTY = "för "


def piece_of(paper: Paper) -> Piece:
    """A paper that can be printed; each side that signs an agreement can have a copy."""
    from app.services.reports.printed import SeenPaper

    document = getattr(paper, "document", None)
    if document is None:
        return Piece(paper.full_title, paper)
    appendix = hasattr(document, "agreement_code")
    name = f"{document.performer}: {document.title}" if appendix else document.performer
    if getattr(paper, "signed", None) is not None:
        paper, name = SeenPaper(paper), f"{name} (undertecknad)"  # type: ignore[arg-type]
    return Piece(paper.full_title, paper, receivers_of(document), document.draft, name)


def receivers_of(document: AgreementDocument | RevisionDocument) -> tuple[str, ...]:
    """The sides that sign, in their order, as one says to whom a copy goes: beställaren."""
    sides = dict.fromkeys(one.side.strip() for one in document.signatories if one.side.strip())
    return tuple(_receiver(side) for side in sides)


def listing(day: date, ready: Sequence[ReadyPiece]) -> PrintList:
    """The list of a pile that is ready to be printed."""
    from app.services.reports.print_list import PrintList

    documents = [one.piece.paper.document for one in ready if hasattr(one.piece.paper, "document")]
    municipality = next((document.municipality for document in documents), "")
    example = any(document.example for document in documents)
    return PrintList(municipality, day, tuple(_listed(one) for one in ready), example)


def _listed(one: ReadyPiece) -> ListedPaper:
    from app.services.reports.content_hash import code_of
    from app.services.reports.print_list import ListedPaper

    document = getattr(one.piece.paper, "document", None)
    if document is None:
        return ListedPaper(one.piece.title, "", one.pages, one.copies)
    return ListedPaper(
        title=document.title,
        performer=document.performer,
        pages=one.pages,
        copies=one.copies,
        code=code_of(document),
        version=document.version,
        draft=document.draft,
        receivers=one.piece.receivers if one.copies == len(one.piece.receivers) > 1 else (),
    )


def _receiver(side: str) -> str:
    if side.casefold().startswith(_BEFORE_A_PARTY):
        return side[len(_BEFORE_A_PARTY) :]
    return side[:1].lower() + side[1:]
