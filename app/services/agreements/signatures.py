"""What screen and command line read about the signatures of a text: its lines, who has signed, its files."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementFile, AgreementRevision, AgreementSigning, AgreementSnapshot
from app.models.errors import DomainError
from app.models.steering import NodeVersion
from app.services.agreements.signedtext import SignatureLine, SignedText, signed_text
from app.services.agreements.signing import by_line, files_of, signed_row, signings_of
from app.services.formatting import write_bytes, write_instant, write_long_date

PAPER, DIGITAL = "på papper", "digitalt"
_KINDS = {"signed": "Digitalt undertecknad", "scan": "Inskannad"}


@dataclass(frozen=True, slots=True)
class SigningView:
    """A signature that was recorded; `withdrawn` says why it does not count, "" when it does."""

    id: int
    side: str
    role: str
    person_name: str
    signed_on: date | None
    place: str
    digital: bool
    issuer: str
    withdrawn: str
    fingerprint: str = ""
    """The SHA-256 of the certificate; "" on paper."""

    @property
    def facts(self) -> str:
        """How, when and where it was signed."""
        day = write_long_date(self.signed_on) if self.signed_on else "dag ej angiven"
        said = ((DIGITAL if self.digital else PAPER).capitalize(), day, self.place)
        return ", ".join(one for one in said if one)


@dataclass(frozen=True, slots=True)
class LineView:
    """A line to sign on, and the signature on it if there is one."""

    place: int
    side: str
    side_words: str
    role: str
    unit: str
    signing: SigningView | None


@dataclass(frozen=True, slots=True)
class FileView:
    """A kept file: a scan, or what was signed digitally."""

    id: int
    kind: str
    name: str
    words: str
    """What it is, its size and when it was kept."""
    replaced: bool = False
    """Whether a file that was signed later, or before a withdrawn signature, holds instead."""


@dataclass(frozen=True, slots=True)
class SignatureState:
    """Everything about the signatures of one decided text."""

    agreement_id: int
    revision_id: int | None
    what: str
    content_hash: str
    version_number: int
    decided_on: date | None
    lines: tuple[LineView, ...]
    others: tuple[SigningView, ...]
    """Signatures of roles that the text has no line for."""
    withdrawn: tuple[SigningView, ...]
    files: tuple[FileView, ...]

    @property
    def unsigned(self) -> tuple[LineView, ...]:
        """The lines that nobody has signed on."""
        return tuple(line for line in self.lines if line.signing is None)

    @property
    def signed(self) -> bool:
        """Whether everybody who should has signed."""
        return bool(self.lines) and not self.unsigned

    @property
    def begun(self) -> bool:
        """Whether somebody has signed, or a file is kept."""
        return bool(self.files or self.others) or len(self.unsigned) < len(self.lines)

    @property
    def words(self) -> str:
        """How far it has come: 1 av 2 har skrivit under."""
        if not self.lines:
            return "Handlingen har inga undertecknare"
        if self.signed:
            return "Alla har skrivit under"
        return f"{len(self.lines) - len(self.unsigned)} av {len(self.lines)} har skrivit under"


def signature_state(
    session: Session, *, agreement_id: int, revision_id: int | None = None, node_version_id: int | None = None
) -> SignatureState:
    """The signatures of a decided text; raises what says why it cannot be signed."""
    text = signed_text(
        session, agreement_id=agreement_id, revision_id=revision_id, node_version_id=node_version_id
    )
    signings = signings_of(session, text)
    signed = by_line(text.lines, signings)
    used = {row.id for row in signed.values() if row is not None}
    return SignatureState(
        agreement_id=text.agreement_id,
        revision_id=text.revision_id,
        what=text.what,
        content_hash=text.content_hash,
        version_number=text.version_number,
        decided_on=text.decided_on,
        lines=tuple(_line(line, signed[line.place]) for line in text.lines),
        others=tuple(_signing(row) for row in signings if row.withdrawn_at is None and row.id not in used),
        withdrawn=tuple(_signing(row) for row in signings if row.withdrawn_at is not None),
        files=_files(session, text),
    )


def signature_states(session: Session, *, agreement_id: int) -> tuple[SignatureState, ...]:
    """The signatures of the decided text and of each decided appendix; () while there is nothing to sign."""
    main = state_or_none(session, agreement_id=agreement_id)
    if main is None:
        return ()
    decided = select(AgreementRevision.id).where(
        AgreementRevision.agreement_id == agreement_id, AgreementRevision.locked
    )
    keys = session.scalars(decided.order_by(AgreementRevision.number)).all()
    appendices = (state_or_none(session, agreement_id=agreement_id, revision_id=key) for key in keys)
    return (main, *(state for state in appendices if state is not None))


def earlier_states(session: Session, *, agreement_id: int) -> tuple[SignatureState, ...]:
    """The signatures of texts that were decided before the newest, the newest first; those with any."""
    decided = (
        select(AgreementSnapshot.node_version_id)
        .join(NodeVersion, NodeVersion.id == AgreementSnapshot.node_version_id)
        .where(AgreementSnapshot.agreement_id == agreement_id)
        .order_by(NodeVersion.number.desc())
        .offset(1)
    )
    keys = session.scalars(decided).all()
    states = (state_or_none(session, agreement_id=agreement_id, node_version_id=key) for key in keys)
    return tuple(state for state in states if state is not None and state.begun)


def state_or_none(
    session: Session, *, agreement_id: int, revision_id: int | None = None, node_version_id: int | None = None
) -> SignatureState | None:
    """The signatures of a decided text; None while there is no such text to sign."""
    try:
        return signature_state(
            session, agreement_id=agreement_id, revision_id=revision_id, node_version_id=node_version_id
        )
    except DomainError:
        return None


def _line(line: SignatureLine, row: AgreementSigning | None) -> LineView:
    return LineView(
        line.place, line.side, line.side_words, line.role, line.unit, None if row is None else _signing(row)
    )


def _signing(row: AgreementSigning) -> SigningView:
    return SigningView(
        id=row.id,
        side=row.side,
        role=row.role,
        person_name=row.person_name or "",
        signed_on=row.signed_on,
        place=row.place or "",
        digital=row.digital,
        issuer=(row.certificate or {}).get("issuer", ""),
        withdrawn=_withdrawn(row.withdrawn_at, row.withdrawn_why),
        fingerprint=(row.certificate or {}).get("fingerprint", ""),
    )


def _withdrawn(at: datetime | None, why: str | None) -> str:
    return f"Tillbakatagen {write_instant(at)}: {why}" if at is not None else ""


def _files(session: Session, text: SignedText) -> tuple[FileView, ...]:
    """The signed file that holds, then the scans from the newest, then the files that were replaced."""
    holds = signed_row(session, text)
    files = [_file(row, holds) for row in reversed(files_of(session, text))]
    return tuple(sorted(files, key=lambda file: (file.replaced, file.kind != "signed")))


def _file(row: AgreementFile, holds: AgreementFile | None) -> FileView:
    replaced = row.kind == "signed" and row is not holds
    what = "Ersatt undertecknad fil" if replaced else _KINDS.get(row.kind, "")
    said = f"{what}, {write_bytes(row.size)}, {write_instant(row.added_at)}"
    return FileView(row.id, row.kind, row.name, said, replaced)
