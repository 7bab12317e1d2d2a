"""The decided text of an agreement or of an appendix: what is signed, by whom, and as which version."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementRevision, AgreementSnapshot
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Decision, NodeVersion
from app.services.agreements.builder import SIDE_WORDS
from app.services.agreements.kinds import kind_words
from app.services.agreements.signing_errors import NotDecidedYet, NotSigned


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A line to sign on, in the order of the paper from 1; `side_words` is what the paper calls the side."""

    place: int
    side: str
    side_words: str
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class SignedText:
    """What can be signed: the version and the hash of a decided text, and its lines to sign on."""

    agreement_id: int
    revision_id: int | None
    node_version_id: int
    version_number: int
    content_hash: str
    decided_on: date | None
    what: str
    """What it is called inside a sentence: uppdragshandlingen för Hemtjänst."""
    lines: tuple[SignatureLine, ...]


def signed_text(
    session: Session, *, agreement_id: int, revision_id: int | None = None, node_version_id: int | None = None
) -> SignedText:
    """The newest decided text, or that of a version; raises what says why there is none to sign."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound("Överenskommelsen")
    words = kind_words(agreement.kind)
    performer = agreement.performer_name or session.get_one(Unit, agreement.unit_id).name
    named = f"{words.definite} för {performer}"
    if not words.signed:
        raise NotSigned(named)
    found = _newest(session, agreement, node_version_id)
    if found is None:
        raise NotDecidedYet(named)
    kept, version = found
    if revision_id is not None:
        return _appendix(session, agreement, version, revision_id, f"till {words.this} för {performer}")
    return SignedText(
        agreement_id=agreement.id,
        revision_id=None,
        node_version_id=version.id,
        version_number=version.number,
        content_hash=kept.content_hash,
        decided_on=_decided_on(version),
        what=f"{words.this} för {performer}",
        lines=lines_of(agreement, kept.document),
    )


def lines_of(agreement: Agreement, document: dict[str, Any]) -> tuple[SignatureLine, ...]:
    """The lines that a kept document has to sign on."""
    said = document.get("signatories") or ()
    sides = _sides(agreement, [one.get("side") or "" for one in said])
    return tuple(
        SignatureLine(place, side, one.get("side") or "", one.get("role") or "", one.get("unit") or "")
        for place, (one, side) in enumerate(zip(said, sides, strict=True), 1)
    )


def _sides(agreement: Agreement, words: list[str]) -> list[str]:
    """Client or performer of each line: told by the rows while they are the same, else by the words."""
    rows = agreement.signatories
    if len(rows) == len(words):
        return [row.side for row in rows]
    performers = {SIDE_WORDS["performer"]} | set(words[1:]) - set(words[:1])
    return ["performer" if one in performers else "client" for one in words]


def _newest(
    session: Session, agreement: Agreement, version_id: int | None
) -> tuple[AgreementSnapshot, NodeVersion] | None:
    kept = (
        select(AgreementSnapshot, NodeVersion)
        .join(NodeVersion, NodeVersion.id == AgreementSnapshot.node_version_id)
        .where(AgreementSnapshot.agreement_id == agreement.id)
        .order_by(NodeVersion.number.desc())
        .limit(1)
    )
    if version_id is not None:
        kept = kept.where(NodeVersion.id == version_id)
    row = session.execute(kept).first()
    return None if row is None else (row[0], row[1])


def _appendix(
    session: Session, agreement: Agreement, version: NodeVersion, revision_id: int, of: str
) -> SignedText:
    revision = session.get(AgreementRevision, revision_id)
    if revision is None or revision.agreement_id != agreement.id:
        raise NotFound("Bilagan")
    named = f"bilaga {revision.number} {of}"
    if not revision.locked or revision.content_hash is None:
        raise NotDecidedYet(named.capitalize())
    return SignedText(
        agreement_id=agreement.id,
        revision_id=revision.id,
        node_version_id=version.id,
        version_number=version.number,
        content_hash=revision.content_hash,
        decided_on=revision.decided_on,
        what=named,
        lines=lines_of(agreement, revision.document or {}),
    )


def _decided_on(version: NodeVersion) -> date | None:
    made: list[Decision] = [row for row in version.decisions if row.step == "definitive"]
    return next((row.decided_on for row in made if row.outcome == "decided"), None)
