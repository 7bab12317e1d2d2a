"""Where units with frames stand: under the bodies and administrations above them, in their order."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.textorder import SortKey, sort_key

_OWN = "gemensamt"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the tree; a group's key is the negative of its unit's."""

    key: int
    parent: int | None
    unit_id: int
    name: str
    depth: int
    group: bool


@dataclass(frozen=True, slots=True)
class _Unit:
    id: int
    parent_id: int | None
    name: str
    position: int

    @property
    def order(self) -> tuple[int, SortKey]:
        return self.position, sort_key(self.name)


def read_places(session: Session, framed: Collection[int]) -> tuple[Place, ...]:
    """The units with frames and the groups above them, top down."""
    rows = select(Unit.id, Unit.parent_id, Unit.name, Unit.position)
    return arrange({row.id: _Unit(*row) for row in session.execute(rows)}, framed)


def arrange(units: dict[int, _Unit], framed: Collection[int]) -> tuple[Place, ...]:
    """Lay the tree out; groups at the top that hold everything alone are left out."""
    children: dict[int | None, list[_Unit]] = {}
    kept: set[int] = set()
    for key in framed:
        above: int | None = key
        while above is not None and above not in kept:
            kept.add(above)
            above = units[above].parent_id
    for key in kept:
        children.setdefault(units[key].parent_id, []).append(units[key])
    tops = children.get(None, [])
    while len(tops) == 1 and tops[0].id not in framed and tops[0].id in children:
        tops = children[tops[0].id]
    places: list[Place] = []
    for unit in sorted(tops, key=lambda unit: unit.order):
        _place(unit, None, 0, children, framed, places)
    return tuple(places)


def _place(
    unit: _Unit,
    parent: int | None,
    depth: int,
    children: dict[int | None, list[_Unit]],
    framed: Collection[int],
    places: list[Place],
) -> None:
    below = children.get(unit.id, [])
    if not below:
        places.append(Place(unit.id, parent, unit.id, unit.name, depth, False))
        return
    places.append(Place(-unit.id, parent, unit.id, unit.name, depth, True))
    if unit.id in framed:
        places.append(Place(unit.id, -unit.id, unit.id, f"{unit.name}, {_OWN}", depth + 1, False))
    for child in sorted(below, key=lambda unit: unit.order):
        _place(child, -unit.id, depth + 1, children, framed, places)
