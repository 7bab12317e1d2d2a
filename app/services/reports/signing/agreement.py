"""The paper of a decided text on its way from one signer to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from app.models.agreements import AgreementRevision
from app.services.agreements.appearance import PaperLook
from app.services.agreements.builder import build_document, decided_document
from app.services.agreements.document import AgreementDocument
from app.services.agreements.fingerprint import content_hash
from app.services.agreements.paperlook import paper_look
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_from_plain
from app.services.agreements.signedtext import SignatureLine, SignedText, signed_text
from app.services.agreements.signing import Signature, signed_digest, signed_file
from app.services.clock import Clock, swedish_time
from app.services.reports.printed import PDF, file_stem
from app.services.reports.signing.certificates import Certificate
from app.services.reports.signing.errors import NoSuchField, SignatureFailed
from app.services.reports.signing.sign import field_name, fields_of, sign
from app.services.reports.signing.verify import verify
from app.services.steering.documents.attachments import Upload

_SIGNED: Final = "undertecknad"


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """A decided text with the file that the next signer signs; without one it is made anew."""

    text: SignedText
    document: AgreementDocument | RevisionDocument
    look: PaperLook | None
    signed: bytes | None
    built_on: str | None

    @property
    def name(self) -> str:
        """What the signed file is called."""
        return f"{file_stem(self.document)} {_SIGNED}{PDF}"

    def pdf(self) -> bytes:
        """The file to sign; takes about a second when it has to be made."""
        if self.signed is not None:
            return self.signed
        if isinstance(self.document, RevisionDocument):
            from app.services.reports.revision_paper import render_revision

            return render_revision(self.document, self.look, fields=True)
        from app.services.reports.uppdragshandling import render

        return render(self.document, look=self.look, fields=True)


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A file with one more signature, and what is recorded of it."""

    upload: Upload
    signature: Signature


def paper_to_sign(
    session: Session, *, agreement_id: int, revision_id: int | None = None, clock: Clock
) -> PaperToSign:
    """What is to be signed; raises what says why it cannot be."""
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    return PaperToSign(
        text=text,
        document=_document(session, text, clock),
        look=paper_look(session),
        signed=signed_file(session, agreement_id=agreement_id, revision_id=revision_id),
        built_on=signed_digest(session, text),
    )


def sign_paper(
    paper: PaperToSign,
    *,
    line: int,
    certificate: Certificate,
    place: str | None,
    reason: str | None,
    now: datetime,
) -> SignedPaper:
    """Sign the line with that place on the paper; what comes out is checked before it is given."""
    on: SignatureLine | None = next((one for one in paper.text.lines if one.place == line), None)
    if on is None:
        raise NoSuchField
    data = sign(
        paper.pdf(), field=field_name(line), certificate=certificate, place=place, reason=reason, now=now
    )
    if verify(data, now=now).level in ("changed", "broken"):
        raise SignatureFailed
    signature = Signature(
        side=on.side,
        role=on.role,
        person_name=certificate.identity.name,
        signed_on=swedish_time(now).date(),
        place=place,
        certificate=certificate.identity.kept,
    )
    return SignedPaper(Upload(paper.name, data), signature)


def open_lines(paper: PaperToSign) -> tuple[SignatureLine, ...]:
    """The lines that can be signed digitally now."""
    if paper.signed is None:
        return paper.text.lines
    free = {field.name for field in fields_of(paper.signed) if not field.signed}
    return tuple(line for line in paper.text.lines if field_name(line.place) in free)


def _document(session: Session, text: SignedText, clock: Clock) -> AgreementDocument | RevisionDocument:
    if text.revision_id is not None:
        row = session.get_one(AgreementRevision, text.revision_id)
        return revision_from_plain(row.document or {})
    now = build_document(session, agreement_id=text.agreement_id, clock=clock)
    if content_hash(now) == text.content_hash:
        return now
    return decided_document(session, node_version_id=text.node_version_id)
