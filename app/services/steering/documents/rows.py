"""The lists of a document: decisions, recipients of the referral, attachments, versions, other documents."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Attachment, Referral, Replacement
from app.models.steering import Decision, Node, NodeVersion
from app.services.steering import rules
from app.services.steering.days import Moment, span_of
from app.services.steering.documents import rules as own
from app.services.steering.documents.legalforce import LegalForce, legal_force


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """Another document's version: where a click leads, what it is called and when it was decided."""

    node_id: int
    version_id: int
    title: str
    number: int
    when: str
    status_word: str
    replacement_id: int | None = None

    @property
    def words(self) -> str:
        """The title with its version and day: "Vision 2020, version 1 (27 oktober 2010, § 131)"."""
        return f"{self.title} ({self.when})" if self.when else self.title


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A step that was taken, with every fact that is known of it."""

    id: int
    step: str
    outcome: str
    words: str
    body: str | None
    decided_on: date | None
    decided_text: str | None
    paragraph: str | None
    registration_number: str | None
    reservations: str | None
    notice_on: date | None
    note: str | None

    @property
    def when(self) -> str:
        """Day and paragraph as far as they are known."""
        return own.decision_when(self.decided_on, self.decided_text, self.paragraph)

    @property
    def legal_force(self) -> LegalForce | None:
        """When it can no longer be appealed; None while the notice is not known."""
        if self.outcome != "decided" or self.step in ("prepared", "preliminary"):
            return None
        return legal_force(self.notice_on)


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A recipient of the referral."""

    id: int
    recipient: str
    sent_on: date | None
    due_on: date | None
    answered_on: date | None
    stance: str | None
    stance_word: str
    answer: str | None
    late: bool

    @property
    def answered(self) -> bool:
        """Whether an answer has come."""
        return self.answered_on is not None or self.stance is not None or bool(self.answer)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file that belongs to the version."""

    id: int
    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the document in its list of versions."""

    id: int
    number: int
    title: str
    status_word: str
    locked: bool
    validity: str
    decided: str
    current: bool


def decision_rows(version: NodeVersion) -> tuple[DecisionRow, ...]:
    """The steps of a version in the order they were taken; one without a day stands where it was recorded."""
    recorded = sorted(version.decisions, key=lambda row: row.id)
    placed: list[tuple[date, Decision]] = []
    last = date.min
    for row in recorded:
        span = span_of(Moment(row.decided_on, row.decided_text))
        last = span[1] if span is not None else last
        placed.append((last, row))
    return tuple(_decision(row) for _day, row in sorted(placed, key=lambda one: one[0]))


def _decision(row: Decision) -> DecisionRow:
    outcome = rules.OUTCOME_WORDS[row.outcome]
    words = rules.STEP_WORDS[row.step]
    return DecisionRow(
        id=row.id,
        step=row.step,
        outcome=row.outcome,
        words=f"{words}, {outcome}" if outcome else words,
        body=row.body,
        decided_on=row.decided_on,
        decided_text=row.decided_text,
        paragraph=row.paragraph,
        registration_number=row.registration_number,
        reservations=row.reservations,
        notice_on=row.notice_on,
        note=row.note,
    )


def referral_rows(session: Session, version_id: int, today: date) -> tuple[ReferralRow, ...]:
    """The recipients of a version in order."""
    statement = select(Referral).where(Referral.node_version_id == version_id)
    rows = session.scalars(statement.order_by(Referral.position, Referral.id))
    return tuple(
        ReferralRow(
            row.id, row.recipient, row.sent_on, row.due_on, row.answered_on, row.stance,
            own.STANCE_WORDS.get(row.stance or "", ""), row.answer,
            late=row.answered_on is None and row.stance is None and row.due_on is not None
            and row.due_on < today,
        )
        for row in rows
    )  # fmt: skip


def attachment_rows(session: Session, version_id: int) -> tuple[AttachmentRow, ...]:
    """The attachments of a version in order."""
    statement = select(Attachment).where(Attachment.node_version_id == version_id)
    rows = session.scalars(statement.order_by(Attachment.position, Attachment.id))
    return tuple(AttachmentRow(row.id, row.name, row.size, row.digest) for row in rows)


def replaced_links(session: Session, version: NodeVersion, today: date) -> tuple[DocumentLink, ...]:
    """What the version replaces: its own predecessor, then other documents."""
    found: list[DocumentLink] = []
    if version.replaces_id is not None:
        found.append(_link(session.get_one(NodeVersion, version.replaces_id), today))
    statement = select(Replacement).where(Replacement.node_version_id == version.id)
    for row in session.scalars(statement.order_by(Replacement.id)):
        found.append(_link(session.get_one(NodeVersion, row.replaced_id), today, row.id))
    return tuple(found)


def replacing_links(session: Session, version: NodeVersion, today: date) -> tuple[DocumentLink, ...]:
    """What replaces the version: the next version of its own, then other documents."""
    later = select(NodeVersion).where(NodeVersion.replaces_id == version.id)
    others = select(NodeVersion).join(Replacement, Replacement.node_version_id == NodeVersion.id)
    others = others.where(Replacement.replaced_id == version.id)
    rows = [
        *session.scalars(later.order_by(NodeVersion.id)),
        *session.scalars(others.order_by(Replacement.id)),
    ]
    return tuple(_link(row, today) for row in rows)


def _link(version: NodeVersion, today: date, replacement_id: int | None = None) -> DocumentLink:
    return DocumentLink(
        version.node_id,
        version.id,
        version.title,
        version.number,
        _decided_words(version),
        status_word(version, version.node, today),
        replacement_id,
    )


def version_row(version: NodeVersion, node: Node, today: date) -> VersionRow:
    """A version as it stands in the list of versions."""
    return VersionRow(
        id=version.id,
        number=version.number,
        title=version.title,
        status_word=status_word(version, node, today),
        locked=version.locked,
        validity=rules.validity_in_full(version.validity_text, version.valid_from, version.valid_to),
        decided=_decided_words(version),
        current=version.number == node.current_number,
    )


def _decided_words(version: NodeVersion) -> str:
    made = [row for row in version.decisions if row.step == "definitive" and row.outcome == "decided"]
    return own.decision_when(made[-1].decided_on, made[-1].decided_text, made[-1].paragraph) if made else ""


def version_in_force(node: Node) -> int | None:
    """The decided version that applies, or is to apply; None when there is none."""
    held = [one for one in node.versions if one.locked and one.status in own.IN_FORCE]
    return held[-1].id if held else None


def status_word(version: NodeVersion, node: Node, today: date) -> str:
    """The word for the status of a version on a day."""
    word = rules.status_word(version.status, node.level.form, version.valid_from, version.valid_to, today)
    return word or rules.STATUS_WORDS[version.status]
