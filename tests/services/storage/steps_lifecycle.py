"""The use cases of steering documents, each with how to take it by chance; `steps.py` makes steps of them."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.documents import STANCES, Attachment, Referral, Replacement
from app.models.organisation import Unit
from app.models.steering import Decision, DocumentKind, Level, Node, NodeVersion
from app.services.steering.decisions import Made
from app.services.steering.documents import adding, attachments, heads, lifecycle, referrals, replacing
from app.services.steering.documents.readiness import document_condition
from tests.conftest import TODAY

Taken = tuple[Callable[..., object], Callable[[Session, random.Random], Any]]

_TEXTS = ("Kanslichef", "Årligen", "A", "”Citat”", "", "Socialnämnden")
_NAMES = ("utredning.pdf", "../../x", "åäö 🎈.txt", "CON.txt", "")
_FIELDS = tuple(heads.HEAD_WORDS)


def _day(dice: random.Random) -> date:
    return TODAY - timedelta(days=dice.randrange(400))


def _maybe_day(dice: random.Random) -> date | None:
    return dice.choice((None, _day(dice)))


def _any(session: Session, dice: random.Random, model: type[Base]) -> Any:
    keys = sorted(session.scalars(select(model.id)))
    return session.get_one(model, dice.choice(keys)) if keys else None


def _document(session: Session, dice: random.Random) -> Node:
    keys = session.scalars(select(Node.id).join(Level).where(document_condition()))
    return session.get_one(Node, dice.choice(sorted(keys)))


def _node_of(session: Session, version_id: int) -> Node:
    return session.get_one(NodeVersion, version_id).node


def _on_document(use_case: Callable[..., object], make: Callable[..., dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        node = _document(session, dice)
        values = make(session, dice)
        return use_case(session, node_id=node.id, expected_version=node.version, **values)

    return use_case, take


def _on_part(
    model: type[Base],
    use_case: Callable[..., object],
    key: str,
    make: Callable[[random.Random], dict[str, Any]],
) -> Taken:
    """On a row that belongs to a version, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        row = _any(session, dice, model)
        if row is None:
            return None
        node = _node_of(session, row.node_version_id)
        return use_case(session, **{key: row.id}, expected_version=node.version, **make(dice))

    return use_case, take


def _add(session: Session, dice: random.Random) -> object:
    return adding.add_document(
        session,
        kind_id=_any(session, dice, DocumentKind).id,
        title=dice.choice(_TEXTS),
        unit_id=dice.choice((None, _any(session, dice, Unit).id)),
        parent_id=dice.choice((None, None, _any(session, dice, Node).id)),
    )


def _upload(dice: random.Random) -> attachments.Upload:
    return attachments.Upload(dice.choice(_NAMES), dice.choice((b"", b"%PDF", b"bild")))


def _answer(dice: random.Random) -> dict[str, Any]:
    answer = referrals.Answer(_maybe_day(dice), dice.choice((None, *STANCES)), dice.choice(_TEXTS))
    return {"sent_on": _maybe_day(dice), "due_on": None, "answer": answer, "today": TODAY}


def _made(dice: random.Random) -> Made:
    moment = dice.choice((None, _day(dice)))
    words = dice.choice((None, "maj 2025", "2024"))
    return Made(
        body=dice.choice((None, "Kommunfullmäktige")),
        decided_on=moment,
        decided_text=words,
        paragraph=dice.choice((None, "§ 7")),
        reservations=dice.choice((None, "En ledamot")),
    )


def _send(_session: Session, dice: random.Random) -> dict[str, Any]:
    chosen = dice.sample(_TEXTS, dice.randrange(4))
    return {"recipients": chosen, "sent_on": _maybe_day(dice), "due_on": None}


def _replace(session: Session, dice: random.Random) -> dict[str, Any]:
    return {"replaced_id": _any(session, dice, NodeVersion).id}


def _stop_replacing(session: Session, dice: random.Random) -> object:
    row = _any(session, dice, Replacement)
    if row is None:
        return None
    node = _node_of(session, row.node_version_id)
    return replacing.remove_replacement(
        session, node_id=node.id, replacement_id=row.id, expected_version=node.version
    )


def _on_version(use_case: Callable[..., object], make: Callable[[random.Random], dict[str, Any]]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        node = _document(session, dice)
        version = dice.choice(node.versions)
        given = {"made": _made(dice), "today": TODAY, **make(dice)}
        return use_case(session, version_id=version.id, expected_version=node.version, **given)

    return use_case, take


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    (adding.add_document, _add),
    _on_document(heads.set_head, lambda _s, d: {"field": d.choice(_FIELDS), "text": d.choice(_TEXTS)}),
    _on_document(heads.set_review_day, lambda _s, d: {"review_on": _maybe_day(d)}),
    _on_document(heads.set_unit, lambda s, d: {"unit_id": d.choice((None, _any(s, d, Unit).id))}),
    _on_document(referrals.send, _send),
    _on_part(Referral, referrals.edit_referral, "referral_id", _answer),
    _on_part(Referral, referrals.remove_referral, "referral_id", lambda _dice: {}),
    _on_document(attachments.add_attachments, lambda _s, d: {"uploads": (_upload(d), _upload(d))}),
    _on_part(
        Attachment, attachments.rename_attachment, "attachment_id", lambda d: {"name": d.choice(_NAMES)}
    ),
    _on_part(Attachment, attachments.remove_attachment, "attachment_id", lambda _dice: {}),
    _on_document(replacing.add_replacement, _replace),
    (replacing.remove_replacement, _stop_replacing),
    _on_part(
        Decision,
        lifecycle.set_notice,
        "decision_id",
        lambda dice: {"notice_on": _maybe_day(dice), "today": TODAY},
    ),
)
#: What cannot.
DECIDING: tuple[Taken, ...] = (
    _on_version(lifecycle.extend, lambda d: {"valid_to": d.choice((None, TODAY + timedelta(days=900)))}),
    _on_version(lifecycle.revoke, lambda d: {"reason": d.choice(_TEXTS), "ends": _maybe_day(d)}),
)
