"""Under which nämnd, or highest body with frames, a unit or a central post of a plan stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.services.budget.unittree import TreeUnit, arrange, read_units
from app.services.budget.words import POTS

#: The keys of the central posts together, and of what nobody has been given.
POTS_KEY: Final = 0
NOBODY_KEY: Final = -1
_NOBODY = "Utan ansvarig"


@dataclass(frozen=True, slots=True)
class Committee:
    """A group that sums are given for: its unit's key, `POTS_KEY` or `NOBODY_KEY`."""

    key: int
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Committees:
    """The groups of a version, in the budget's own order."""

    tops: tuple[Committee, ...]
    _units: Mapping[int, TreeUnit]
    _by_top: Mapping[int, Committee]

    def of(self, unit_id: int | None) -> Committee:
        """The group of a unit: the highest body with frames that it stands under, else its own highest."""
        if unit_id is None or unit_id not in self._units:
            return Committee(NOBODY_KEY, _NOBODY, len(self._by_top) + len(self._units) + 1)
        above: int | None = unit_id
        while above is not None:
            if above in self._by_top:
                return self._by_top[above]
            above = self._units[above].parent_id
        return Committee(unit_id, self._units[unit_id].name, len(self._by_top))

    def name(self, unit_id: int | None) -> str:
        """What a unit is called; "" for none."""
        return self._units[unit_id].name if unit_id in self._units and unit_id is not None else ""

    def units(self) -> tuple[tuple[int, str], ...]:
        """Every unit with its name, each under the one above it."""
        below: dict[int | None, list[TreeUnit]] = {}
        for unit in self._units.values():
            below.setdefault(unit.parent_id, []).append(unit)
        found: list[tuple[int, str]] = []
        waiting = sorted(below.get(None, []), key=lambda unit: unit.order, reverse=True)
        while waiting:
            unit = waiting.pop()
            found.append((unit.id, unit.name))
            waiting += sorted(below.get(unit.id, []), key=lambda each: each.order, reverse=True)
        return tuple(found)

    @property
    def pots(self) -> Committee:
        """The group of the central posts."""
        return Committee(POTS_KEY, POTS, len(self._by_top) + len(self._units))

    def holder(self, unit_id: int | None, pot_id: int | None) -> Committee:
        """The group of what has a frame: a unit or a central post."""
        return self.pots if pot_id is not None else self.of(unit_id)


def committees(session: Session, *, version_id: int) -> Committees:
    """The groups that the frames of a version's plan stand in: what the budget's tree has at its top."""
    plan = select(PlanVersion.plan_id).where(PlanVersion.id == version_id).scalar_subquery()
    rows = select(Frame.unit_id).join(PlanVersion, PlanVersion.id == Frame.plan_version_id)
    rows = rows.join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id).where(BudgetPlan.id == plan)
    framed = {key for key in session.scalars(rows.where(Frame.unit_id.is_not(None)).distinct()) if key}
    units = read_units(session)
    tops = [place.unit_id for place in arrange(units, framed) if place.depth == 0]
    found = {key: Committee(key, units[key].name, order) for order, key in enumerate(tops) if key is not None}
    return Committees(tuple(found.values()), units, found)
