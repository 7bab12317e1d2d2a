"""Records decisions about steering elements: a decision that was made is a fact, and a final one locks."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.documents import Replacement
from app.models.errors import Locked
from app.models.steering import Decision, Node, NodeVersion
from app.services.steering import rules
from app.services.steering.days import Moment, span_of
from app.services.steering.documents.errors import NoticeBeforeDecision, NoticeInFuture
from app.services.steering.documents.readiness import settle_parts
from app.services.steering.errors import DecidedElsewhere, DecidedInFuture, DecidedTogether
from app.services.steering.nodes import commitments_of, get_node, missing_parts
from app.services.storage import check_version, describe, final, touch
from app.services.typed import optional

_DEFINITIVE = "definitive"
_STATUS_AFTER = {"prepared": "prepared", "preliminary": "proposal", _DEFINITIVE: "decided"}
_SENT_BACK = "draft"


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a decision; `step` is prepared, preliminary or definitive.

    `decided_text` is the month or year where the day is not known.
    """

    step: str = _DEFINITIVE
    outcome: str = "decided"
    body: str | None = None
    decided_on: date | None = None
    paragraph: str | None = None
    registration_number: str | None = None
    note: str | None = None
    decided_text: str | None = None
    reservations: str | None = None
    notice_on: date | None = None

    @property
    def locks(self) -> bool:
        """Whether what was decided never changes again."""
        return self.step == _DEFINITIVE and self.outcome == "decided"


def record_decision(
    session: Session,
    *,
    node_id: int,
    made: Made,
    expected_version: int,
    today: date,
    as_agreement: bool = False,
) -> tuple[str, ...]:
    """Record a decision, whatever the element lacks; gives what it lacked.

    That of an agreement is recorded where agreements are (`as_agreement`), where what it says is kept too.

    A definitive one locks the element and the commitments it holds, and makes what it replaces replaced.
    It cannot be undone: a change is a new version.
    """
    node = get_node(session, node_id)
    _refuse(session, node, made, expected_version, today)
    if not as_agreement and session.scalar(select(Agreement.id).where(Agreement.node_id == node_id)):
        raise DecidedElsewhere(node.current.title)
    lacking = missing_parts(session, node)
    if made.locks:
        settle_parts(session, node)
    members = [node, *(one for one in commitments_of(session, node) if not one.current.locked)]
    for member in members:
        member.current.decisions.append(decision_row(made))
        member.current.status = _status_after(made, member.current.status)
        touch(member)
    session.flush()
    words = rules.STEP_WORDS[made.step]
    describe(session, f"{words} om ”{node.current.title}”")
    if made.locks:
        for member in members:
            _lock(session, member, made)
        session.flush()
        final(session)
    return lacking


def _refuse(session: Session, node: Node, made: Made, expected_version: int, today: date) -> None:
    title = node.current.title
    check_version(node, expected_version, f"”{title}”")
    if node.current.locked:
        raise Locked(f"”{title}”")
    check_days(title, made, today)
    if node.level.form == "commitment" and node.parent_id is not None:
        parent = get_node(session, node.parent_id)
        if parent.level.form in rules.AGREEMENT_FORMS:
            raise DecidedTogether(title, parent.current.title)


def check_days(title: str, made: Made, today: date) -> None:
    """Only decisions that were made are recorded, and no minutes are announced before them."""
    span = span_of(Moment(made.decided_on, made.decided_text))
    if span is not None and span[0] > today:
        raise DecidedInFuture(title)
    if made.notice_on is not None:
        if made.notice_on > today:
            raise NoticeInFuture(title)
        if span is not None and made.notice_on < span[0]:
            raise NoticeBeforeDecision(span[0])


def decision_row(made: Made) -> Decision:
    """What is known of a decision, as it is stored."""
    return Decision(
        step=made.step,
        outcome=made.outcome,
        body=optional(made.body),
        decided_on=made.decided_on,
        decided_text=None if made.decided_on else optional(made.decided_text),
        paragraph=optional(made.paragraph),
        registration_number=optional(made.registration_number),
        reservations=optional(made.reservations),
        notice_on=made.notice_on,
        note=optional(made.note),
    )


def _status_after(made: Made, status: str) -> str:
    """A matter that was sent back is written on again; one that was tabled waits as it is."""
    if made.outcome == "decided":
        return _STATUS_AFTER[made.step]
    return _SENT_BACK if made.outcome == "referred_back" else status


def _lock(session: Session, node: Node, made: Made) -> None:
    current = node.current
    current.body = optional(made.body) or current.body
    current.registration_number = current.registration_number or optional(made.registration_number)
    current.locked = True
    for version in node.versions:
        if version.id == current.replaces_id and version.locked:
            version.status = "replaced"
    replaced = select(NodeVersion).join(Replacement, Replacement.replaced_id == NodeVersion.id)
    for version in session.scalars(replaced.where(Replacement.node_version_id == current.id)):
        if version.locked and version.status != "revoked":
            version.status = "replaced"
            touch(version.node)
