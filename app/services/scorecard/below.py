"""The units that stand below another, which is where obligatory figures go."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit


def units_below(session: Session, unit_id: int) -> frozenset[int]:
    """Every unit below one, near and far, whenever it holds."""
    rows = session.execute(select(Unit.id, Unit.parent_id)).all()
    return below({row.id: row.parent_id for row in rows}, unit_id)


def below(parents: Mapping[int, int | None], top: int) -> frozenset[int]:
    """What stands below `top` in a tree told as child and parent; `top` itself is no part of it."""
    children: dict[int, list[int]] = {}
    for child, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting: list[int] = [top]
    while waiting:
        for child in _new(children.get(waiting.pop(), ()), found):
            found.add(child)
            waiting.append(child)
    return frozenset(found - {top})


def _new(children: Iterable[int], found: set[int]) -> list[int]:
    return [child for child in children if child not in found]
