"""What is wrong with steering documents and the decisions about them: facts stay, and so do their faults."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import DocumentKind, Level, Node, NodeVersion
from app.services.budget.readiness import broken_sums, plan_of
from app.services.checks.finding import Finding
from app.services.steering.documents import rules
from app.services.steering.documents.attachments import missing_contents
from app.services.steering.documents.bodies import read_bodies
from app.services.steering.documents.faults import of_version
from app.services.steering.documents.readiness import document_condition


def document_findings(
    session: Session, *, today: date, told: Collection[tuple[str, int | None]] = frozenset()
) -> Iterator[Finding]:
    """The faults of every document in force or being written, and attachments whose bytes are gone.

    `told` is what has been said already, by code and row: the same is not said twice.
    """
    bodies = read_bodies(session)
    kinds = {kind.id: kind.name for kind in session.scalars(select(DocumentKind))}
    for node in session.scalars(select(Node).join(Level).where(document_condition()).order_by(Node.id)).all():
        name = kinds.get(node.document_kind_id or 0, node.level.short_name or node.level.name)
        for version in _versions(node):
            for fault in of_version(session, node, version, bodies=bodies, today=today):
                if not {(fault.code, node.id), (fault.code, node.level_id)} & set(told):
                    place = f"{name}: {version.title}"
                    yield Finding(fault.code, fault.severity, place, fault.message, "node", node.id)
        yield from _sums(session, node, name)
    for attached, title, node_id in missing_contents(session):
        words = f"Innehållet i bilagan ”{attached}” saknas. Hämta den ur en säkerhetskopia."
        yield Finding("attachment-missing", "error", f"Dokument: {title}", words, "node", node_id)


def _versions(node: Node) -> list[NodeVersion]:
    """The version in force, and the draft after it."""
    held = [one for one in node.versions if one.locked and one.status in rules.IN_FORCE]
    return [*held[-1:], *([] if node.current.locked else [node.current])]


def _sums(session: Session, node: Node, name: str) -> Iterator[Finding]:
    """A budget that was decided while its sums did not add up."""
    if node.current.locked and node.current.status in rules.IN_FORCE and plan_of(session, node) is not None:
        for words in broken_sums(session, node_id=node.id):
            message = f"Beslutades fast {words}."
            yield Finding("decided-with-broken-sums", "warning", f"{name}: {node.current.title}", message,
                          "node", node.id)  # fmt: skip
