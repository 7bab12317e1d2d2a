"""Records decisions about steering elements: a decision that was made is a fact, and a final one locks."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.errors import Locked
from app.models.steering import Decision, Node
from app.services.steering import rules
from app.services.steering.errors import DecidedInFuture, DecidedTogether
from app.services.steering.nodes import commitments_of, get_node, missing_parts
from app.services.storage import check_version, describe, final, touch
from app.services.typed import optional

_DEFINITIVE = "definitive"
_STATUS_AFTER = {"prepared": "prepared", "preliminary": "proposal", _DEFINITIVE: "decided"}
_SENT_BACK = "draft"


@dataclass(frozen=True, slots=True)
class Made:
    """What is known of a decision; `step` is prepared, preliminary or definitive."""

    step: str = _DEFINITIVE
    outcome: str = "decided"
    body: str | None = None
    decided_on: date | None = None
    paragraph: str | None = None
    registration_number: str | None = None
    note: str | None = None

    @property
    def locks(self) -> bool:
        """Whether what was decided never changes again."""
        return self.step == _DEFINITIVE and self.outcome == "decided"


def record_decision(
    session: Session, *, node_id: int, made: Made, expected_version: int, today: date
) -> tuple[str, ...]:
    """Record a decision, whatever the element lacks; gives what it lacked.

    A definitive one locks the element and the commitments it holds, and makes what it replaces replaced.
    It cannot be undone: a change is a new version.
    """
    node = get_node(session, node_id)
    _refuse(session, node, made, expected_version, today)
    lacking = missing_parts(session, node)
    members = [node, *(one for one in commitments_of(session, node) if not one.current.locked)]
    for member in members:
        member.current.decisions.append(_row(made))
        member.current.status = _status_after(made, member.current.status)
        touch(member)
    session.flush()
    words = rules.STEP_WORDS[made.step]
    describe(session, f"{words} om ”{node.current.title}”")
    if made.locks:
        for member in members:
            _lock(member, made)
        session.flush()
        final(session)
    return lacking


def _refuse(session: Session, node: Node, made: Made, expected_version: int, today: date) -> None:
    title = node.current.title
    check_version(node, expected_version, f"”{title}”")
    if node.current.locked:
        raise Locked(f"”{title}”")
    if made.decided_on is not None and made.decided_on > today:
        raise DecidedInFuture(title)
    if node.level.form == "commitment" and node.parent_id is not None:
        parent = get_node(session, node.parent_id)
        if parent.level.form in rules.AGREEMENT_FORMS:
            raise DecidedTogether(title, parent.current.title)


def _status_after(made: Made, status: str) -> str:
    """A matter that was sent back is written on again; one that was tabled waits as it is."""
    if made.outcome == "decided":
        return _STATUS_AFTER[made.step]
    return _SENT_BACK if made.outcome == "referred_back" else status


def _row(made: Made) -> Decision:
    return Decision(
        step=made.step,
        outcome=made.outcome,
        body=optional(made.body),
        decided_on=made.decided_on,
        paragraph=optional(made.paragraph),
        registration_number=optional(made.registration_number),
        note=optional(made.note),
    )


def _lock(node: Node, made: Made) -> None:
    current = node.current
    current.body = optional(made.body) or current.body
    current.locked = True
    for version in node.versions:
        if version.id == current.replaces_id and version.locked:
            version.status = "replaced"
