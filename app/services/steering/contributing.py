"""Use cases on the cross threads of the röda tråden: what an element contributes to, and how."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import Locked, NotFound
from app.models.steering import Contribution
from app.models.types import new_id
from app.services.steering.nodes import get_node, known_node
from app.services.steering.standing import read_hierarchy
from app.services.storage import describe, touch
from app.services.typed import optional


def add_contribution(session: Session, *, node_id: int, to_id: int, expected_version: int) -> None:
    """Say that an element contributes to another; what a decided one contributes to stays as decided."""
    node = known_node(session, node_id, expected_version)
    other = get_node(session, to_id)
    refused = read_hierarchy(session).serving_refusal(node_id, to_id)
    if refused is not None:
        raise refused
    session.add(Contribution(id=new_id(), from_node_id=node_id, to_node_id=to_id))
    describe(session, f"”{node.current.title}” bidrar till ”{other.current.title}”")
    touch(node)


def remove_contribution(session: Session, *, node_id: int, to_id: int, expected_version: int) -> None:
    """Say that an element no longer contributes to another."""
    node = known_node(session, node_id, expected_version)
    other = get_node(session, to_id)
    found = _contribution(session, node_id, to_id)
    if node.current.locked:
        raise Locked(f"”{node.current.title}”")
    session.delete(found)
    describe(session, f"”{node.current.title}” bidrar inte längre till ”{other.current.title}”")
    touch(node)


def set_note(session: Session, *, node_id: int, to_id: int, note: str, expected_version: int) -> None:
    """Say in a sentence how an element contributes; what a decided one has said stays as decided."""
    node = known_node(session, node_id, expected_version)
    other = get_node(session, to_id)
    found = _contribution(session, node_id, to_id)
    words = optional(note)
    if found.note == words:
        return
    if node.current.locked and found.note:
        raise Locked(f"”{node.current.title}”")
    found.note = words
    describe(session, f"Skrev hur ”{node.current.title}” bidrar till ”{other.current.title}”")
    touch(node)


def _contribution(session: Session, node_id: int, to_id: int) -> Contribution:
    found = session.scalars(
        select(Contribution).where(Contribution.from_node_id == node_id, Contribution.to_node_id == to_id)
    ).one_or_none()
    if found is None:
        raise NotFound("Bidraget")
    return found
