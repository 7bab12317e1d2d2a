"""Use cases that move elements in the hierarchy: to another place, or past a sibling."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import Locked
from app.models.steering import Node
from app.services.formatting import write_count
from app.services.steering import rules
from app.services.steering.errors import AtTheEnd
from app.services.steering.nodes import get_node
from app.services.steering.placing import Hierarchy, Standing, new_positions
from app.services.steering.standing import read_hierarchy
from app.services.storage import check_version, describe, touch

_CHUNK = 500


def move_nodes(
    session: Session, *, versions: Mapping[int, int], parent_id: int | None, before_id: int | None = None
) -> None:
    """Move elements, with all that stands under them, under another one (None: to the top).

    `versions` are the elements with the versions that were seen. They come before a sibling, or last;
    elements of different levels stay apart. What stands under another moved element goes with it.
    """
    chosen = checked(session, versions)
    hierarchy = read_hierarchy(session)
    moved = hierarchy.tops(tuple(versions))
    if parent_id is not None:
        get_node(session, parent_id)
    refused = hierarchy.refusal(moved, parent_id)
    if refused is not None:
        raise refused
    came = [one for one in moved if hierarchy.elements[one].parent_id != parent_id]
    if not put_under(session, hierarchy, moved, parent_id, before_id):
        return
    for one in came:
        _take_over(session, chosen[one], parent_id)
        chosen[one].parent_id = parent_id
    describe(session, _move_words(hierarchy, moved, parent_id, came))


def shift_node(session: Session, *, node_id: int, step: int, expected_version: int) -> None:
    """Move an element past the one before it (step -1) or after it (+1) on its level in its place."""
    checked(session, {node_id: expected_version})
    hierarchy = read_hierarchy(session)
    own = hierarchy.elements[node_id]
    if own.locked:
        raise Locked(f"”{own.title}”")
    peers = hierarchy.peers(node_id)
    place = peers.index(node_id) + step
    if not 0 <= place < len(peers):
        raise AtTheEnd(own.title, first=step < 0)
    peers.remove(node_id)
    peers.insert(place, node_id)
    positions = _positions(hierarchy, peers, {node_id})
    _place(session, positions)
    describe(session, f"Flyttade ”{own.title}” {'uppåt' if step < 0 else 'nedåt'}")


def put_under(
    session: Session,
    hierarchy: Hierarchy,
    moved: Sequence[int],
    parent_id: int | None,
    before_id: int | None = None,
) -> bool:
    """Give moved elements their positions among new siblings; False when nothing is another."""
    orders = hierarchy.order_with(moved, parent_id, before_id)
    shown = [one for order in orders for one in order]
    stays = all(hierarchy.elements[one].parent_id == parent_id for one in moved)
    if stays and shown == [one for one in hierarchy.children(parent_id) if one in set(shown)]:
        return False
    positions: dict[int, int] = {}
    for order in orders:
        positions |= _positions(hierarchy, order, set(moved))
    _place(session, positions)
    return True


def checked(session: Session, versions: Mapping[int, int]) -> dict[int, Node]:
    """The elements, unless one is gone or was changed since it was seen."""
    found = {node_id: get_node(session, node_id) for node_id in versions}
    for node_id, expected in versions.items():
        check_version(found[node_id], expected, f"”{found[node_id].current.title}”")
    return found


def _positions(hierarchy: Hierarchy, order: Sequence[int], moved: set[int]) -> dict[int, int]:
    """New positions; elements that only make room keep theirs where they can."""

    def position(one: int) -> int | None:
        standing = hierarchy.elements[one]
        return None if one in moved or not isinstance(standing, Standing) else standing.position

    return new_positions([(one, position(one)) for one in order])


def _place(session: Session, positions: Mapping[int, int]) -> None:
    keys = list(positions)
    for start in range(0, len(keys), _CHUNK):
        wanted = select(Node).where(Node.id.in_(keys[start : start + _CHUNK]))
        for node in session.scalars(wanted):
            node.position = positions[node.id]
            touch(node)


def _take_over(session: Session, node: Node, parent_id: int | None) -> None:
    """A commitment that comes from one agreement to another gets the performer and manager there."""
    if node.level.form != "commitment" or node.parent_id is None or parent_id is None:
        return
    old, new = get_node(session, node.parent_id), get_node(session, parent_id)
    if new.level.form not in rules.AGREEMENT_FORMS or node.unit_id != old.unit_id:
        return
    node.unit_id = new.unit_id
    if node.owner_role == old.owner_role:
        node.owner_role = new.owner_role


def _move_words(
    hierarchy: Hierarchy, moved: Sequence[int], parent_id: int | None, came: Sequence[int]
) -> str:
    first = f"”{hierarchy.elements[moved[0]].title}”"
    what = first if len(moved) == 1 else write_count(len(moved), "styrelement", "styrelement")
    if not came:
        return f"Flyttade {what} bland syskonen"
    where = f"till ”{hierarchy.elements[parent_id].title}”" if parent_id is not None else "överst"
    return f"Flyttade {what} {where}"
