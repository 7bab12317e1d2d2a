"""Use cases on what an element rests on: law, reglemente, ägardirektiv or another document (`GOAL-04`)."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Citation
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.steering.goalextras.errors import CitedAlready, CitesItself
from app.services.steering.nodes import draft_node, get_node
from app.services.storage import describe, touch
from app.services.typed import needed

#: What each kind of citation is called; the keys are those of `app.models.documents.CITED`.
KIND_WORDS: Mapping[str, str] = {
    "law": "Lag",
    "regulation": "Reglemente",
    "owner_directive": "Ägardirektiv",
    "document": "Styrdokument",
    "other": "Annan källa",
}


def add_citation(
    session: Session,
    *,
    node_id: int,
    kind: str,
    text: str = "",
    cited_node_id: int | None = None,
    expected_version: int,
) -> int:
    """Say what an element rests on, in words or by a document in the file; gives the row's id.

    What a decided element rests on stays as decided.
    """
    node = draft_node(session, node_id, expected_version)
    if cited_node_id is not None:
        if cited_node_id == node.id:
            raise CitesItself(node.current.title)
        text = text.strip() or get_node(session, cited_node_id).current.title
    text = needed(text, "Vad målet hänvisar till")
    there = session.scalars(select(Citation).where(Citation.node_id == node.id)).all()
    if any((row.kind, row.text, row.cited_node_id) == (kind, text, cited_node_id) for row in there):
        raise CitedAlready(node.current.title, text)
    row = Citation(
        id=new_id(),
        node_id=node.id,
        position=1 + max((one.position for one in there), default=0),
        kind=kind,
        text=text,
        cited_node_id=cited_node_id,
    )
    session.add(row)
    describe(session, f"”{node.current.title}” hänvisar till ”{text}”")
    touch(node)
    return row.id


def remove_citation(session: Session, *, citation_id: int, expected_version: int) -> None:
    """Say that an element no longer rests on something; the version is that of the element."""
    row = session.get(Citation, citation_id)
    if row is None:
        raise NotFound("Hänvisningen")
    node = draft_node(session, row.node_id, expected_version)
    describe(session, f"”{node.current.title}” hänvisar inte längre till ”{row.text}”")
    session.delete(row)
    touch(node)
