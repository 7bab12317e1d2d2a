"""A row of a document's draft, such as an attachment, to be changed."""

from typing import TypeVar

from sqlalchemy.orm import Session

from app.models.documents import Attachment, Referral
from app.models.errors import Locked, NotFound
from app.models.steering import Node, NodeVersion
from app.services.steering.nodes import draft_node

R = TypeVar("R", Attachment, Referral)


def draft_row(
    session: Session, table: type[R], row_id: int, expected_version: int, *, called: str
) -> tuple[R, Node]:
    """The row with its document, unless it stands in an older version or a locked one."""
    row = session.get(table, row_id)
    if row is None:
        raise NotFound(called)
    node_id = session.get_one(NodeVersion, row.node_version_id).node_id
    node = draft_node(session, node_id, expected_version)
    if row.node_version_id != node.current.id:
        raise Locked(f"”{node.current.title}”")
    return row, node
