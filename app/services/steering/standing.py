"""Reads the hierarchy as use cases judge it: every element with its place, and all contributions."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.steering import Contribution, Level, Node, NodeVersion
from app.services.steering.placing import Hierarchy, Standing
from app.services.steering.views import level_rows

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


def read_hierarchy(session: Session) -> Hierarchy:
    """All elements in the order of siblings, in a fixed number of statements."""
    decided = set(session.scalars(select(NodeVersion.node_id).where(NodeVersion.locked)))
    columns = (
        Node.id, Node.parent_id, Node.level_id, Node.position, NodeVersion.title, NodeVersion.locked,
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, _CURRENT).join(Level)
    rows = session.execute(statement.order_by(Level.position, Node.position, Node.id))
    elements = [
        Standing(row.id, row.parent_id, row.level_id, row.title, row.locked, row.position, row.id in decided)
        for row in rows
    ]
    return Hierarchy(elements, level_rows(session), _contributions(session))


def _contributions(session: Session) -> tuple[tuple[int, int], ...]:
    statement = select(Contribution.from_node_id, Contribution.to_node_id).order_by(Contribution.id)
    return tuple((row.from_node_id, row.to_node_id) for row in session.execute(statement))
