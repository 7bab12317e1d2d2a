"""Use cases on what a document replaces beside its own earlier version: several can become one (`HIE-12`)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Replacement
from app.models.errors import NotFound
from app.models.steering import Level, Node, NodeVersion
from app.models.types import new_id
from app.services.steering.documents.errors import (
    ReplacedNotDecided,
    ReplaceEachOther,
    ReplacesAlready,
    ReplacesItself,
)
from app.services.steering.documents.readiness import document_condition
from app.services.steering.nodes import draft_node
from app.services.storage import describe, touch
from app.services.textorder import sort_key


def add_replacement(session: Session, *, node_id: int, replaced_id: int, expected_version: int) -> None:
    """Say that a draft replaces another document's decided version, once it is decided itself."""
    node = draft_node(session, node_id, expected_version)
    replaced = session.get(NodeVersion, replaced_id)
    if replaced is None:
        raise NotFound("Dokumentet som ersätts")
    if replaced.node_id == node.id:
        raise ReplacesItself(node.current.title)
    if not replaced.locked:
        raise ReplacedNotDecided(replaced.title)
    own = {row.replaced_id for row in _rows(session, node.current.id)}
    if replaced.id in own:
        raise ReplacesAlready(node.current.title, replaced.title)
    mine = {version.id for version in node.versions}
    if mine & _replaced_by(session, {version.id for version in replaced.node.versions}):
        raise ReplaceEachOther(node.current.title, replaced.title)
    session.add(Replacement(id=new_id(), node_version_id=node.current.id, replaced_id=replaced.id))
    describe(session, f"”{node.current.title}” ersätter ”{replaced.title}”")
    touch(node)


def remove_replacement(session: Session, *, node_id: int, replacement_id: int, expected_version: int) -> None:
    """Say that a draft does not replace another document after all."""
    node = draft_node(session, node_id, expected_version)
    row = session.get(Replacement, replacement_id)
    if row is None or row.node_version_id != node.current.id:
        raise NotFound("Uppgiften om vad som ersätts")
    replaced = session.get_one(NodeVersion, row.replaced_id)
    session.delete(row)
    describe(session, f"”{node.current.title}” ersätter inte längre ”{replaced.title}”")
    touch(node)


def replaceable(session: Session, *, node_id: int) -> tuple[tuple[int, str], ...]:
    """The decided versions in force of other documents: version and title, in Swedish order."""
    statement = (
        select(NodeVersion.id, NodeVersion.title)
        .join(Node, Node.id == NodeVersion.node_id)
        .join(Level)
        .where(document_condition(), Node.id != node_id, NodeVersion.locked)
        .where(NodeVersion.status.not_in(("replaced", "revoked")))
    )
    rows = [(row.id, row.title) for row in session.execute(statement)]
    return tuple(sorted(rows, key=lambda row: sort_key(row[1])))


def _rows(session: Session, version_id: int) -> list[Replacement]:
    return list(session.scalars(select(Replacement).where(Replacement.node_version_id == version_id)))


def _replaced_by(session: Session, versions: set[int]) -> set[int]:
    """Every version that some versions replace, near and far."""
    found: set[int] = set()
    waiting = set(versions)
    pairs = [(row.node_version_id, row.replaced_id) for row in session.scalars(select(Replacement))]
    while waiting:
        waiting = {gone for giver, gone in pairs if giver in waiting} - found
        found |= waiting
    return found
