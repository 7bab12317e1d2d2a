"""Where units with frames stand: under the bodies above them in their order, then the central posts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot
from app.models.organisation import Unit
from app.services.budget.words import POTS
from app.services.textorder import SortKey, sort_key

_OWN = "gemensamt"


class Place(NamedTuple):
    """A line of the tree; a group's key is negative: its unit's, or the plan's over the central posts."""

    key: int
    parent: int | None
    unit_id: int | None
    name: str
    depth: int
    group: bool
    pot_id: int | None = None


@dataclass(frozen=True, slots=True)
class TreeUnit:
    """A unit as the tree needs it."""

    id: int
    parent_id: int | None
    name: str
    position: int
    performs: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def order(self) -> tuple[int, SortKey]:
        """Its place among its siblings."""
        return self.position, sort_key(self.name)

    def performs_in(self, year: int) -> bool:
        """Whether it should have a frame in a year."""
        return self.performs and self.stands_in(year)

    def stands_in(self, year: int) -> bool:
        """Whether it is there on any day of a year."""
        begun = self.valid_from is None or self.valid_from <= date(year, 12, 31)
        return begun and (self.valid_to is None or self.valid_to >= date(year, 1, 1))


class TreePot(NamedTuple):
    """A central post and the body that disposes of it."""

    id: int
    name: str
    unit_id: int | None


def read_units(session: Session) -> dict[int, TreeUnit]:
    """Every unit by key."""
    performs = (Unit.performer.is_not(None) & Unit.in_model.is_(True)).label("performs")
    rows = select(Unit.id, Unit.parent_id, Unit.name, Unit.position, performs, Unit.valid_from, Unit.valid_to)
    return {row[0]: TreeUnit(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6])
            for row in session.execute(rows)}  # fmt: skip


def read_pots(session: Session, plan_id: int) -> tuple[TreePot, ...]:
    """The central posts of a plan in order."""
    rows = select(CentralPot.id, CentralPot.name, CentralPot.unit_id).where(CentralPot.plan_id == plan_id)
    ordered = rows.order_by(CentralPot.position, CentralPot.id)
    return tuple(TreePot(*row) for row in session.execute(ordered))


def read_places(session: Session, framed: Collection[int]) -> tuple[Place, ...]:
    """The units with frames and the groups above them, top down."""
    return arrange(read_units(session), framed)


def place_pots(pots: Iterable[TreePot], plan_id: int, framed: Collection[int]) -> tuple[Place, ...]:
    """The central posts that have frames, under a group of their own."""
    own = [pot for pot in pots if pot.id in framed]
    if not own:
        return ()
    group = Place(-plan_id, None, None, POTS, 0, True)
    return (group, *(Place(pot.id, -plan_id, None, pot.name, 1, False, pot.id) for pot in own))


def arrange(units: Mapping[int, TreeUnit], framed: Collection[int]) -> tuple[Place, ...]:
    """Lay the tree out; groups at the top that hold everything alone are left out."""
    children: dict[int | None, list[TreeUnit]] = {}
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
    unit: TreeUnit,
    parent: int | None,
    depth: int,
    children: Mapping[int | None, list[TreeUnit]],
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
