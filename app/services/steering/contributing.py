"""Use cases on the cross threads of the röda tråden: what an element contributes to beside its parent."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import Locked, NotFound
from app.models.steering import Contribution, Node
from app.models.types import new_id
from app.services.steering.nodes import get_node
from app.services.steering.standing import read_hierarchy
from app.services.storage import check_version, describe, touch


def add_contribution(session: Session, *, node_id: int, to_id: int, expected_version: int) -> None:
    """Say that an element contributes to another; what a decided one contributes to stays as decided."""
    node = _open(session, node_id, expected_version)
    other = get_node(session, to_id)
    refused = read_hierarchy(session).serving_refusal(node_id, to_id)
    if refused is not None:
        raise refused
    session.add(Contribution(id=new_id(), from_node_id=node_id, to_node_id=to_id))
    describe(session, f"”{node.current.title}” bidrar till ”{other.current.title}”")
    touch(node)


def remove_contribution(session: Session, *, node_id: int, to_id: int, expected_version: int) -> None:
    """Say that an element no longer contributes to another."""
    node = _open(session, node_id, expected_version)
    other = get_node(session, to_id)
    found = session.scalars(
        select(Contribution).where(Contribution.from_node_id == node_id, Contribution.to_node_id == to_id)
    ).one_or_none()
    if found is None:
        raise NotFound("Bidraget")
    if node.current.locked:
        raise Locked(f"”{node.current.title}”")
    session.delete(found)
    describe(session, f"”{node.current.title}” bidrar inte längre till ”{other.current.title}”")
    touch(node)


def _open(session: Session, node_id: int, expected_version: int) -> Node:
    node = get_node(session, node_id)
    check_version(node, expected_version, f"”{node.current.title}”")
    return node
