"""What the tests of steering elements ask a file again and again."""

from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Contribution, Level, Node, NodeVersion
from app.services.steering import nodes
from app.services.steering.detail import NodeDetail, node_detail
from app.services.steering.views import NodeRow, SteeringView, steering_view
from app.services.storage import Database


def view_of(database: Database) -> SteeringView:
    """The hierarchy on the clock's day."""
    return database.read(partial(steering_view, today=database.clock.today()))


def row_of(database: Database, title: str) -> NodeRow:
    """The only row whose title begins with these words, whichever spaces stand between them."""
    found = [row for row in view_of(database).rows if row.title.replace("\u00a0", " ").startswith(title)]
    assert len(found) == 1, [row.title for row in found]
    return found[0]


def detail_of(database: Database, title: str) -> NodeDetail:
    """Everything of an element."""
    row = row_of(database, title)
    return database.read(partial(node_detail, node_id=row.id, today=database.clock.today()))


def level_id(database: Database, key: str) -> int:
    """The level with a key."""
    return database.read(lambda session: session.scalars(select(Level.id).where(Level.key == key)).one())


def add(database: Database, key: str, parent: int | None, title: str, **owner: object) -> int:
    """Add an element on a level."""
    call = partial(nodes.add_node, level_id=level_id(database, key), parent_id=parent, title=title, **owner)  # type: ignore[arg-type]
    return database.write(call).value


def state(database: Database) -> list[tuple[object, ...]]:
    """Every element and version as stored, for comparing before and after an undo."""
    columns = [column for column in Node.__table__.columns if column.name != "version"]

    def read(session: Session) -> list[tuple[object, ...]]:
        found = select(*columns, NodeVersion.__table__).join_from(Node, NodeVersion)
        found = found.order_by(NodeVersion.id)
        return [tuple(row) for row in session.execute(found)]

    return database.read(read)


def contributions(database: Database) -> set[tuple[int, int]]:
    """Who contributes to whom."""
    columns = select(Contribution.from_node_id, Contribution.to_node_id)
    return database.read(lambda session: {(row[0], row[1]) for row in session.execute(columns)})
