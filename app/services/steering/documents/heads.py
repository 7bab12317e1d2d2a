"""Use cases on the head of a document (`META-01` … `META-03`, `META-05`), one field at a time."""

from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Node
from app.services.steering.documents.errors import NotAHeadField
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

HeadField = Literal[
    "body", "authority", "registration_number", "applies_to", "author", "signed_for", "responsible",
    "review_rule", "follow_up_rule", "replaces_text",
]  # fmt: skip
#: What the fields are called, in the order of the head.
HEAD_WORDS: dict[HeadField, str] = {
    "body": "Beslutas av",
    "authority": "Myndighet",
    "registration_number": "Diarienummer",
    "applies_to": "Gäller för",
    "responsible": "Dokumentansvarig",
    "review_rule": "Ses över",
    "follow_up_rule": "Följs upp",
    "author": "Författare",
    "signed_for": "Undertecknat för",
    "replaces_text": "Ersätter utanför filen",
}


def set_head(
    session: Session, *, node_id: int, field: HeadField, text: str | None, expected_version: int
) -> None:
    """Change a field of the head; those of a decided version belong to what was decided."""
    node = _open(session, node_id, expected_version)
    current = node.current
    words, value = HEAD_WORDS[field], optional(text)
    if getattr(current, field) == value:
        return
    if current.locked:
        raise NotAHeadField(current.title, words)
    setattr(current, field, value)
    describe(session, f"Ändrade {words.lower()} för ”{current.title}”")
    touch(node)


def set_review_day(session: Session, *, node_id: int, review_on: date | None, expected_version: int) -> None:
    """Say when the document is to be reviewed next, decided or not: it is no part of what was decided."""
    node = _open(session, node_id, expected_version)
    current = node.current
    if current.review_on == review_on:
        return
    current.review_on = review_on
    describe(session, f"Ändrade nästa översyn av ”{current.title}”")
    touch(node)


def set_unit(session: Session, *, node_id: int, unit_id: int | None, expected_version: int) -> None:
    """Say which unit answers for a document, decided or not."""
    node = _open(session, node_id, expected_version)
    if node.unit_id == unit_id:
        return
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    node.unit_id = unit_id
    describe(session, f"Ändrade ansvarig enhet för ”{node.current.title}”")
    touch(node)


def _open(session: Session, node_id: int, expected_version: int) -> Node:
    node = get_node(session, node_id)
    check_version(node, expected_version, f"”{node.current.title}”")
    return node
