"""Agreements as they leave the program: in the look of the municipality, with their appendices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementFile, AgreementRevision
from app.models.errors import DomainError
from app.services.agreements.appearance import PaperLook
from app.services.agreements.builder import build_documents, decided_document
from app.services.agreements.document import AgreementDocument
from app.services.agreements.paperlook import paper_look
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionpapers import revision_document, revision_documents
from app.services.agreements.signing import signed_file
from app.services.clock import Clock
from app.services.reports.content_hash import code_of
from app.services.reports.printed import AgreementPaper, Archive, LostPaper, RevisionPaper
from app.services.steering.documents.errors import AttachmentDamaged

SomePaper = AgreementPaper | RevisionPaper | LostPaper
_Place = tuple[int, int | None]
"""An agreement, and the number of an appendix to it or None."""


def agreement_papers(
    session: Session,
    *,
    agreement_ids: Iterable[int] | None = None,
    clock: Clock,
    archive: Archive = "2a",
) -> tuple[SomePaper, ...]:
    """The papers of some agreements, or of all, in the order asked for; those that are gone are left out.

    What is signed digitally is the file that was signed, with appendices as papers after it; made anew it is
    only for the archive that holds its data.
    """
    keys = _known(session, agreement_ids)
    documents = build_documents(session, agreement_ids=keys, clock=clock)
    revised = revision_documents(session, agreement_ids=keys, clock=clock)
    signed = {} if archive == "3a" else _signed(session, keys)
    look = paper_look(session)
    papers: list[SomePaper] = []
    for key, document in zip(keys, documents, strict=True):
        appendices = appendices_of(document, revised.get(key, ()))
        if (key, None) not in signed or document.draft:
            within = tuple(one for one in appendices if (key, one.number) not in signed)
            papers.append(AgreementPaper(document, within, look, archive))
            appendices = tuple(one for one in appendices if one not in within)
        else:
            papers.append(_as_signed(AgreementPaper(document), signed[key, None]))
        papers += [_as_signed(RevisionPaper(one, look), signed.get((key, one.number))) for one in appendices]
    return tuple(papers)


def version_paper(session: Session, *, agreement_id: int, node_version_id: int) -> SomePaper:
    """The paper of a version that was decided, also when a later one is being written."""
    paper = AgreementPaper(
        decided_document(session, node_version_id=node_version_id), look=paper_look(session)
    )
    return _as_signed(paper, _content(session, agreement_id, node_version_id=node_version_id))


def _as_signed(paper: AgreementPaper | RevisionPaper, content: bytes | str | None) -> SomePaper:
    if isinstance(content, str):
        return LostPaper(paper.full_title, paper.file_title, content)
    return replace(paper, signed=content)


def _signed(session: Session, keys: Iterable[int]) -> dict[_Place, bytes | str]:
    """The file of each agreement and appendix that was signed digitally, or why it cannot be had."""
    kept = (
        select(AgreementFile.agreement_id, AgreementRevision.number, AgreementFile.revision_id)
        .outerjoin(AgreementRevision, AgreementRevision.id == AgreementFile.revision_id)
        .where(AgreementFile.kind == "signed")
        .distinct()
    )
    wanted = set(keys)
    found: dict[_Place, bytes | str] = {}
    for key, number, revision_id in session.execute(kept).all():
        content = _content(session, key, revision_id=revision_id) if key in wanted else None
        if content is not None:
            found[key, number] = content
    return found


def _content(session: Session, agreement_id: int, **of: int | None) -> bytes | str | None:
    """The file that was signed digitally, or why it cannot be had; None where nobody has."""
    try:
        return signed_file(session, agreement_id=agreement_id, **of)
    except AttachmentDamaged as damaged:
        return damaged.message
    except DomainError:
        return None


def appendices_of(
    document: AgreementDocument, revisions: Iterable[RevisionDocument]
) -> tuple[RevisionDocument, ...]:
    """The decided revisions of just this text; one of an older text is no appendix of a newer."""
    if document.draft:
        return ()
    code = code_of(document)
    return tuple(one for one in revisions if not one.draft and one.agreement_code == code)


def revision_papers(session: Session, *, revision_ids: Iterable[int], clock: Clock) -> tuple[SomePaper, ...]:
    """The papers of some revisions, each by itself; one that is signed digitally is the file that was."""
    look = paper_look(session)
    return tuple(_revision_paper(session, key, clock, look) for key in revision_ids)


def _revision_paper(session: Session, revision_id: int, clock: Clock, look: PaperLook | None) -> SomePaper:
    paper = RevisionPaper(revision_document(session, revision_id=revision_id, clock=clock), look)
    if paper.document.draft:
        return paper
    key = session.get_one(AgreementRevision, revision_id).agreement_id
    return _as_signed(paper, _content(session, key, revision_id=revision_id))


def decided_revisions(session: Session, *, agreement_ids: Iterable[int] | None = None) -> tuple[int, ...]:
    """The decided revisions of some agreements, or of all, agreement by agreement."""
    keys = _known(session, agreement_ids)
    asked = select(AgreementRevision.id, AgreementRevision.agreement_id).where(AgreementRevision.locked)
    rows = session.execute(asked.order_by(AgreementRevision.number)).all()
    place = {key: number for number, key in enumerate(keys)}
    found = sorted(
        (row for row in rows if row.agreement_id in place), key=lambda row: place[row.agreement_id]
    )
    return tuple(row.id for row in found)


def _known(session: Session, agreement_ids: Iterable[int] | None) -> tuple[int, ...]:
    every = tuple(session.scalars(select(Agreement.id).order_by(Agreement.id)))
    if agreement_ids is None:
        return every
    there = set(every)
    return tuple(key for key in agreement_ids if key in there)
