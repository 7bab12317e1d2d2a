"""What the menus of a line need to know before they ask: a central post, and the rules for moving money."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit, UnitKind
from app.services.budget.unittree import read_units
from app.services.textorder import sort_key

_BODIES = ("council", "decision", "preparation", "administration", "joint")


@dataclass(frozen=True, slots=True)
class PotFacts:
    """A central post and the version of its row; `order` has the keys of the plan's posts as they stand."""

    id: int
    name: str
    kind: str
    version: int
    note: str | None
    unit_id: int | None
    holder: str | None
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReallocationFacts:
    """The rules for moving money under what the council binds, and the version of the plan version's row."""

    text: str | None
    version: int


def pot_facts(session: Session, *, pot_id: int) -> PotFacts:
    """A central post as it is."""
    pot = session.get(CentralPot, pot_id)
    if pot is None:
        raise NotFound("Den gemensamma posten")
    own = select(CentralPot.id).where(CentralPot.plan_id == pot.plan_id)
    order = session.scalars(own.order_by(CentralPot.position, CentralPot.id)).all()
    holder = session.get_one(Unit, pot.unit_id).name if pot.unit_id is not None else None
    return PotFacts(pot.id, pot.name, pot.kind, pot.version, pot.note, pot.unit_id, holder, tuple(order))


def bodies(session: Session, *, year: int, kept: int | None = None) -> tuple[tuple[int, str], ...]:
    """The bodies and what has units under it in a year, by name: who can dispose of money in common.

    A unit that does so already, `kept`, is always among them.
    """
    units = read_units(session)
    above = {unit.parent_id for unit in units.values()}
    deciding = select(Unit.id).join(UnitKind).where(UnitKind.category.in_(_BODIES))
    wanted = above | set(session.scalars(deciding))
    found = [
        unit for unit in units.values() if unit.id == kept or (unit.id in wanted and unit.stands_in(year))
    ]
    return tuple((unit.id, unit.name) for unit in sorted(found, key=lambda unit: sort_key(unit.name)))


def reallocation_facts(session: Session, *, version_id: int) -> ReallocationFacts:
    """The rules of a plan version as they are."""
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    return ReallocationFacts(version.reallocation, version.version)
