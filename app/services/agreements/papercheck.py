"""Finds what a code on a paper belongs to: which text it is, and whether it is the decided one that holds."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementRevision, AgreementSnapshot
from app.models.organisation import Unit
from app.models.steering import Node, NodeVersion
from app.services.agreements.builder import build_documents
from app.services.agreements.fingerprint import content_hash
from app.services.agreements.kinds import kind_words
from app.services.agreements.signing_errors import CodeTooShort
from app.services.clock import Clock
from app.services.formatting import write_long_date

#: How many hex digits a paper shows; the whole hash is accepted too.
FEWEST_DIGITS: Final = 12
_MOST_DIGITS: Final = 64
#: Letters that a printed digit is taken for.
_MISREAD: Final = str.maketrans("OÖQILS", "000115")
_LABEL: Final = re.compile(r"kontrollkod", re.IGNORECASE)
_NO_DIGIT: Final = re.compile(r"[^0-9A-F]")
_PAUSES: Final = re.compile(r"[\s\-‐‑‒–—_.:·]+")


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """A text that a code belongs to; `current` is whether it is the decided one that holds now."""

    agreement_id: int
    node_version_id: int | None
    revision_id: int | None
    title: str
    version: str
    decided: bool
    current: bool
    content_hash: str

    @property
    def words(self) -> str:
        """What it is, in a sentence."""
        if not self.decided:
            return f"Koden hör till ett utkast av {self.title}. Det är inte beslutat."
        held = "" if self.current else " Det finns en nyare beslutad version."
        return f"Koden hör till {self.title}, {self.version}.{held}"


def read_code(text: str) -> str:
    """The digits of a code however it was typed: spaces, dashes, small letters, the letter O for zero.

    Raises CodeTooShort when there are too few, or something else stands among them.
    """
    typed = _PAUSES.sub("", _LABEL.sub("", text)).upper().translate(_MISREAD)
    if not FEWEST_DIGITS <= len(typed) <= _MOST_DIGITS or _NO_DIGIT.search(typed):
        raise CodeTooShort(FEWEST_DIGITS)
    return typed.lower()


def find_code(session: Session, text: str, *, clock: Clock | None = None) -> tuple[CodeMatch, ...]:
    """The texts in the file that a code belongs to, decided ones first; () when there is none.

    With a clock drafts are looked through too.
    """
    code = read_code(text)
    found = [*_decided(session, code), *_appendices(session, code)]
    if not found and clock is not None:
        found = _drafts(session, code, clock)
    return tuple(sorted(found, key=lambda match: not match.current))


def near_codes(session: Session, text: str) -> tuple[str, ...]:
    """Hashes of decided texts whose code differs in one digit from the typed one: likely misread."""
    code = read_code(text)[:FEWEST_DIGITS]
    kept = session.scalars(select(AgreementSnapshot.content_hash)).all()
    decided = session.scalars(select(AgreementRevision.content_hash).where(AgreementRevision.locked)).all()
    return tuple(one for one in (*kept, *decided) if one and _differing(one, code) == 1)


def _differing(digest: str, code: str) -> int:
    return sum(one != other for one, other in zip(digest, code, strict=False))


def _decided(session: Session, code: str) -> list[CodeMatch]:
    kept = (
        select(AgreementSnapshot, NodeVersion)
        .join(NodeVersion, NodeVersion.id == AgreementSnapshot.node_version_id)
        .where(AgreementSnapshot.content_hash.startswith(code))
    )
    return [_of_snapshot(session, row, version) for row, version in session.execute(kept).all()]


def _of_snapshot(session: Session, row: AgreementSnapshot, version: NodeVersion) -> CodeMatch:
    agreement = session.get_one(Agreement, row.agreement_id)
    newest = session.scalar(
        select(NodeVersion.number)
        .join(AgreementSnapshot, AgreementSnapshot.node_version_id == NodeVersion.id)
        .where(AgreementSnapshot.agreement_id == agreement.id)
        .order_by(NodeVersion.number.desc())
        .limit(1)
    )
    return CodeMatch(
        agreement_id=agreement.id,
        node_version_id=version.id,
        revision_id=None,
        title=_title(session, agreement),
        version=_version(f"version {version.number}.0", _decided_on(version)),
        decided=True,
        current=version.number == newest,
        content_hash=row.content_hash,
    )


def _appendices(session: Session, code: str) -> list[CodeMatch]:
    kept = select(AgreementRevision).where(
        AgreementRevision.locked, AgreementRevision.content_hash.startswith(code)
    )
    found = []
    for row in session.scalars(kept):
        agreement = session.get_one(Agreement, row.agreement_id)
        found.append(
            CodeMatch(
                agreement_id=agreement.id,
                node_version_id=None,
                revision_id=row.id,
                title=f"bilaga {row.number} ({row.year}) till {_title(session, agreement)}",
                version=_version("", row.decided_on),
                decided=True,
                current=True,
                content_hash=row.content_hash or "",
            )
        )
    return found


def _drafts(session: Session, code: str, clock: Clock) -> list[CodeMatch]:
    open_ones = (
        select(Agreement.id)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .where(~NodeVersion.locked)
        .order_by(Agreement.id)
    )
    keys = list(session.scalars(open_ones))
    documents = build_documents(session, agreement_ids=keys, clock=clock)
    return [
        CodeMatch(
            agreement_id=key,
            node_version_id=None,
            revision_id=None,
            title=_title(session, session.get_one(Agreement, key)),
            version=document.version,
            decided=False,
            current=False,
            content_hash=digest,
        )
        for key, document in zip(keys, documents, strict=True)
        if (digest := content_hash(document)).startswith(code)
    ]


def _title(session: Session, agreement: Agreement) -> str:
    """What it is called inside a sentence; with both parties where the performer has several of the kind."""
    performer = agreement.performer_name or session.get_one(Unit, agreement.unit_id).name
    this = kind_words(agreement.kind).this
    of_others = select(Agreement.id).where(
        Agreement.kind_id == agreement.kind_id,
        Agreement.unit_id == agreement.unit_id,
        Agreement.client_unit_id != agreement.client_unit_id,
    )
    if session.scalar(of_others.limit(1)) is not None:
        return f"{this} mellan {agreement.client} och {performer}"
    return f"{this} för {performer}"


def _version(words: str, day: date | None) -> str:
    decided = f"beslutad {write_long_date(day)}" if day else "beslutad"
    return f"{words}, {decided}" if words else decided


def _decided_on(version: NodeVersion) -> date | None:
    made = (row for row in version.decisions if row.step == "definitive" and row.outcome == "decided")
    return next((row.decided_on for row in made), None)
