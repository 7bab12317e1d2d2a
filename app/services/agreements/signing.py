"""Use cases on signatures: recorded from paper, made with a certificate, withdrawn; and the files kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import FILE_KINDS, AgreementFile, AgreementSigning
from app.models.documents import AttachmentContent
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.agreements.signedtext import SignatureLine, SignedText, signed_text
from app.services.agreements.signing_errors import (
    AlreadySigned,
    AlreadyWithdrawn,
    KeptForEver,
    NotAPaperFile,
    NotAPdf,
    SignedBeforeDecided,
    SignedInFuture,
    SignedMeanwhile,
)
from app.services.agreements.writing import SIDES
from app.services.clock import Clock
from app.services.steering.documents import attachments
from app.services.steering.documents.attachments import Upload
from app.services.steering.documents.errors import AttachmentDamaged
from app.services.steering.documents.filenames import free_name, safe_name
from app.services.storage import describe, final
from app.services.textorder import fold
from app.services.typed import needed, optional

_PDF: Final = b"%PDF-"
_PDF_WITHIN: Final = 1024
"""How far into a file its mark may stand, as readers allow."""
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_FOLLOWED: Final = "Byggde på en underskrift som togs tillbaka"


@dataclass(frozen=True, slots=True)
class Signature:
    """What is recorded of somebody's signature; `certificate` never holds a name or a key."""

    side: str
    role: str
    person_name: str | None = None
    signed_on: date | None = None
    place: str | None = None
    certificate: Mapping[str, Any] | None = None


def record_signing(
    session: Session,
    *,
    agreement_id: int,
    revision_id: int | None = None,
    side: str,
    role: str,
    person_name: str | None,
    signed_on: date | None,
    place: str | None,
    clock: Clock,
    digital: bool = False,
    certificate: Mapping[str, Any] | None = None,
) -> int:
    """Record that somebody signed the decided text; gives the key. Cannot be undone, only withdrawn."""
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    signature = Signature(side, role, person_name, signed_on, place, certificate)
    row = _add(session, text, signature, clock, digital=digital)
    describe(session, f"Registrerade att {row.role} har skrivit under {text.what}")
    final(session)
    return row.id


def keep_signed(
    session: Session,
    *,
    agreement_id: int,
    revision_id: int | None = None,
    signatures: tuple[Signature, ...],
    upload: Upload,
    content_hash: str,
    built_on: str | None,
    clock: Clock,
) -> int:
    """Keep a digitally signed file together with the signatures that came with it; gives the file's key.

    `content_hash` is the text that was signed and `built_on` the digest of the signed file that it adds to:
    when either is another by now nothing is kept.
    """
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    before = signed_row(session, text)
    if text.content_hash != content_hash or (before.digest if before else None) != built_on:
        raise SignedMeanwhile
    rows = [_add(session, text, one, clock, digital=True) for one in signatures]
    kept = _keep(session, text, "signed", upload, clock)
    roles = " och ".join(row.role for row in rows)
    said = f"{roles} skrev under {text.what} digitalt" if rows else f"Lade in undertecknad fil av {text.what}"
    describe(session, said)
    final(session)
    return kept.id


def withdraw_signing(session: Session, *, signing_id: int, why: str, clock: Clock) -> None:
    """Take back a signature that was recorded by mistake; it stays to be seen, with the reason.

    Digital signatures that were added after a digital one hold it, so they go with it.
    """
    row = session.get(AgreementSigning, signing_id)
    if row is None:
        raise NotFound("Underskriften")
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawn
    reason = needed(why, "Anledningen")
    for one in (row, *_built_on(session, row)):
        one.withdrawn_at = clock.now()
        one.withdrawn_why = reason if one is row else _FOLLOWED
    describe(session, f"Tog tillbaka underskriften av {row.role}")
    final(session)


def keep_file(
    session: Session,
    *,
    agreement_id: int,
    revision_id: int | None = None,
    kind: str,
    name: str,
    data: bytes,
    clock: Clock,
) -> int:
    """Keep a scan of the signed paper, or a file that was signed digitally elsewhere; gives its key."""
    if kind not in FILE_KINDS:
        raise ValueError(f"unknown kind of file: {kind}")
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    row = _keep(session, text, kind, Upload(name, data), clock)
    describe(session, f"Bifogade ”{row.name}” till {text.what}")
    if kind == "signed":
        final(session)
    return row.id


def remove_file(session: Session, *, file_id: int) -> None:
    """Take away a scan that does not belong here; a signed file stays."""
    row = session.get(AgreementFile, file_id)
    if row is None:
        raise NotFound("Filen")
    if row.kind == "signed":
        raise KeptForEver(row.name)
    session.delete(row)
    describe(session, f"Tog bort den inskannade filen ”{row.name}”")


def read_file(session: Session, *, file_id: int) -> Upload:
    """The name and bytes of a kept file, checked against what was kept."""
    row = session.get(AgreementFile, file_id)
    if row is None:
        raise NotFound("Filen")
    return Upload(row.name, _bytes(session, row))


def signed_file(
    session: Session, *, agreement_id: int, revision_id: int | None = None, node_version_id: int | None = None
) -> bytes | None:
    """The file that the next signer signs: the newest signed one of the decided text, if there is one."""
    text = signed_text(
        session, agreement_id=agreement_id, revision_id=revision_id, node_version_id=node_version_id
    )
    row = signed_row(session, text)
    return None if row is None else _bytes(session, row)


def missing_files(session: Session) -> tuple[tuple[str, int], ...]:
    """Kept files whose bytes are gone: name and agreement."""
    there = select(AttachmentContent.id).where(AttachmentContent.digest == AgreementFile.digest).exists()
    gone = select(AgreementFile.name, AgreementFile.agreement_id).where(~there).order_by(AgreementFile.id)
    return tuple((name, key) for name, key in session.execute(gone))


def is_signed(session: Session, *, agreement_id: int, revision_id: int | None = None) -> bool:
    """Whether everybody who should has signed the decided text."""
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    signed = by_line(text.lines, signings_of(session, text))
    return bool(text.lines) and all(signed[line.place] is not None for line in text.lines)


def signings_of(session: Session, text: SignedText) -> list[AgreementSigning]:
    """Every signature recorded of a text in its order, those withdrawn too."""
    return list(
        session.scalars(
            select(AgreementSigning)
            .where(
                AgreementSigning.agreement_id == text.agreement_id,
                AgreementSigning.revision_id.is_not_distinct_from(text.revision_id),
                AgreementSigning.content_hash == text.content_hash,
            )
            .order_by(AgreementSigning.id)
        )
    )


def by_line(
    lines: tuple[SignatureLine, ...], signings: list[AgreementSigning]
) -> dict[int, AgreementSigning | None]:
    """The signature on each line by its place: of the same side and role, each used once."""
    left = [row for row in signings if row.withdrawn_at is None]
    found: dict[int, AgreementSigning | None] = {}
    for line in lines:
        row = next((one for one in left if _is_on(one, line)), None)
        found[line.place] = row
        if row is not None:
            left.remove(row)
    return found


def _is_on(row: AgreementSigning, line: SignatureLine) -> bool:
    return row.side == line.side and fold(row.role) == fold(line.role)


def _add(
    session: Session, text: SignedText, signature: Signature, clock: Clock, *, digital: bool
) -> AgreementSigning:
    if signature.side not in SIDES:
        raise ValueError(f"unknown side: {signature.side}")
    role = needed(signature.role, "Befattningen")
    _refuse_day(text, signature.signed_on, clock)
    _refuse_twice(session, text, signature.side, role)
    row = AgreementSigning(
        id=new_id(),
        agreement_id=text.agreement_id,
        revision_id=text.revision_id,
        version_number=text.version_number,
        content_hash=text.content_hash,
        side=signature.side,
        role=role,
        person_name=optional(signature.person_name),
        signed_on=signature.signed_on,
        place=optional(signature.place),
        digital=digital,
        certificate=dict(signature.certificate) if signature.certificate else None,
        recorded_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def _refuse_day(text: SignedText, day: date | None, clock: Clock) -> None:
    if day is None:
        return
    if day > clock.today():
        raise SignedInFuture(day)
    if text.decided_on is not None and day < text.decided_on:
        raise SignedBeforeDecided(text.decided_on)


def _refuse_twice(session: Session, text: SignedText, side: str, role: str) -> None:
    """Somebody else may sign in place of a role, but nobody twice on the same line."""
    lines = [line for line in text.lines if line.side == side and fold(line.role) == fold(role)]
    signed = by_line(text.lines, signings_of(session, text))
    if lines and all(signed[line.place] is not None for line in lines):
        raise AlreadySigned(role, text.what)


def _built_on(session: Session, row: AgreementSigning) -> list[AgreementSigning]:
    if not row.digital:
        return []
    later = select(AgreementSigning).where(
        AgreementSigning.agreement_id == row.agreement_id,
        AgreementSigning.revision_id.is_not_distinct_from(row.revision_id),
        AgreementSigning.content_hash == row.content_hash,
        AgreementSigning.digital,
        AgreementSigning.withdrawn_at.is_(None),
        AgreementSigning.id > row.id,
    )
    return list(session.scalars(later))


def _keep(session: Session, text: SignedText, kind: str, upload: Upload, clock: Clock) -> AgreementFile:
    name = safe_name(upload.name)
    if kind == "signed" and _PDF not in upload.data[:_PDF_WITHIN]:
        raise NotAPdf(name)
    if _PDF not in upload.data[:_PDF_WITHIN] and not upload.data.startswith(_PICTURES):
        raise NotAPaperFile(name)
    row = AgreementFile(
        id=new_id(),
        agreement_id=text.agreement_id,
        revision_id=text.revision_id,
        version_number=text.version_number,
        kind=kind,
        name=free_name(name, [one.name for one in files_of(session, text)]),
        size=len(upload.data),
        digest=attachments.keep(session, upload.data),
        added_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def files_of(session: Session, text: SignedText) -> list[AgreementFile]:
    """The files kept with a text in the order they were added."""
    kept = select(AgreementFile).where(
        AgreementFile.agreement_id == text.agreement_id,
        AgreementFile.revision_id.is_not_distinct_from(text.revision_id),
    )
    if text.revision_id is None:
        kept = kept.where(AgreementFile.version_number == text.version_number)
    return list(session.scalars(kept.order_by(AgreementFile.id)))


def signed_row(session: Session, text: SignedText) -> AgreementFile | None:
    """The newest signed file whose newest signature has not been withdrawn."""
    digital = [row for row in signings_of(session, text) if row.digital]
    for file in reversed([row for row in files_of(session, text) if row.kind == "signed"]):
        last = next((row for row in reversed(digital) if row.id < file.id), None)
        if last is None or last.withdrawn_at is None:
            return file
    return None


def signed_digest(session: Session, text: SignedText) -> str | None:
    """The digest of the file that the next signer signs; None while nobody has signed digitally."""
    row = signed_row(session, text)
    return None if row is None else row.digest


def _bytes(session: Session, row: AgreementFile) -> bytes:
    data = session.scalar(select(AttachmentContent.data).where(AttachmentContent.digest == row.digest))
    if data is None or sha256(data).hexdigest() != row.digest:
        raise AttachmentDamaged(row.name)
    return data
