"""Use cases on tags: Agenda 2030's goals, the three dimensions and the municipality's own (`GOAL-22`)."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import NodeTag
from app.models.types import new_id
from app.services.steering.goalextras import agenda
from app.services.steering.goalextras.errors import TooLongTag, UnknownTag
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.textorder import fold, nfc

LONGEST_OWN = 60
#: Scheme and key, such as ("agenda_goal", "4") or ("own", "Barn och unga").
Tag = tuple[str, str]


def set_tags(session: Session, *, node_id: int, tags: Collection[Tag], expected_version: int) -> None:
    """Say which tags an element has, all of them; they only sort, so that a decided one can have them too.

    An own tag is written as it stands elsewhere in the file, when it differs in capitals only.
    """
    node = get_node(session, node_id)
    check_version(node, expected_version, f"”{node.current.title}”")
    own = session.scalars(select(NodeTag.key).where(NodeTag.scheme == agenda.OWN).distinct())
    known = {fold(key): key for key in own}
    wanted = {_checked(scheme, key, known) for scheme, key in tags}
    there = {(row.scheme, row.key): row for row in _rows(session, node_id)}
    if wanted == set(there):
        return
    for tag, row in there.items():
        if tag not in wanted:
            session.delete(row)
    for scheme, key in sorted(wanted - set(there)):
        session.add(NodeTag(id=new_id(), node_id=node_id, scheme=scheme, key=key))
    describe(session, f"Ändrade etiketterna på ”{node.current.title}”")
    touch(node)


def _checked(scheme: str, key: str, known: dict[str, str]) -> Tag:
    key = " ".join(nfc(key).split())
    if not agenda.is_known(scheme, key):
        raise UnknownTag(key)
    if len(key) > LONGEST_OWN:
        raise TooLongTag(LONGEST_OWN)
    return scheme, known.setdefault(fold(key), key) if scheme == agenda.OWN else key


def _rows(session: Session, node_id: int) -> list[NodeTag]:
    return list(session.scalars(select(NodeTag).where(NodeTag.node_id == node_id)))
