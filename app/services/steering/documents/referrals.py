"""Use cases on a document's referral: who it was sent to, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import STANCES, Referral
from app.models.steering import Node
from app.models.types import new_id
from app.services.formatting import write_count
from app.services.steering.documents.drafts import draft_row
from app.services.steering.documents.errors import (
    AnswerBeforeSent,
    AnsweredInFuture,
    NoRecipient,
    SentAlready,
)
from app.services.steering.nodes import draft_node
from app.services.storage import describe, touch
from app.services.textorder import fold
from app.services.typed import optional


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recipient answered; `stance` as in `STANCES`, None where they took none."""

    answered_on: date | None = None
    stance: str | None = None
    text: str | None = None


def send(
    session: Session,
    *,
    node_id: int,
    recipients: Sequence[str],
    sent_on: date | None,
    due_on: date | None,
    expected_version: int,
) -> None:
    """Send a draft to units or others by name; each stands once in the referral."""
    node = draft_node(session, node_id, expected_version)
    names = list(dict.fromkeys(name.strip() for name in recipients if name.strip()))
    if not names:
        raise NoRecipient
    rows = _rows(session, node)
    taken = {fold(row.recipient) for row in rows}
    place = max((row.position for row in rows), default=0)
    for name in names:
        if fold(name) in taken:
            raise SentAlready(name)
        taken.add(fold(name))
        _refuse_times(name, sent_on, due_on, None)
        place += 1
        session.add(
            Referral(
                id=new_id(), node_version_id=node.current.id, position=place, recipient=name,
                sent_on=sent_on, due_on=due_on,
            )
        )  # fmt: skip
    words = names[0] if len(names) == 1 else write_count(len(names), "mottagare", "mottagare")
    describe(session, f"Skickade ”{node.current.title}” på remiss till {words}")
    touch(node)


def edit_referral(
    session: Session,
    *,
    referral_id: int,
    sent_on: date | None,
    due_on: date | None,
    answer: Answer,
    expected_version: int,
    today: date,
) -> None:
    """Record what a recipient answered, or other days; what is not known is left empty."""
    row, node = draft_row(session, Referral, referral_id, expected_version, called="Remissmottagaren")
    _refuse_times(row.recipient, sent_on, due_on, answer.answered_on)
    if answer.answered_on is not None and answer.answered_on > today:
        raise AnsweredInFuture(row.recipient)
    stance = answer.stance if answer.stance in STANCES else None
    after = (sent_on, due_on, answer.answered_on, stance, optional(answer.text))
    if (row.sent_on, row.due_on, row.answered_on, row.stance, row.answer) == after:
        return
    row.sent_on, row.due_on, row.answered_on, row.stance, row.answer = after
    describe(session, f"Ändrade remissen till {row.recipient} om ”{node.current.title}”")
    touch(node)


def remove_referral(session: Session, *, referral_id: int, expected_version: int) -> None:
    """Take a recipient out of the referral."""
    row, node = draft_row(session, Referral, referral_id, expected_version, called="Remissmottagaren")
    session.delete(row)
    describe(session, f"Tog bort {row.recipient} ur remissen om ”{node.current.title}”")
    touch(node)


def _refuse_times(
    recipient: str, sent_on: date | None, due_on: date | None, answered_on: date | None
) -> None:
    for day, what in ((due_on, "sista svarsdagen"), (answered_on, "svaret")):
        if day is not None and sent_on is not None and day < sent_on:
            raise AnswerBeforeSent(recipient, what)


def _rows(session: Session, node: Node) -> list[Referral]:
    return list(session.scalars(select(Referral).where(Referral.node_version_id == node.current.id)))
