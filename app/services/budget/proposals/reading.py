"""The proposals of a version, read in a few statements whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, PlanVersion
from app.models.proposals import Proposal
from app.services.budget.proposals.base import preliminary_of
from app.services.budget.proposals.comparing import (
    Family,
    Totals,
    YearFigures,
    read_family,
    read_totals,
    years_of,
)


@dataclass
class Read:
    """A version's proposals with the frames they are checked against."""

    version: PlanVersion
    years: tuple[int, ...]
    preliminary: PlanVersion | None
    proposed: Totals
    against: dict[int, Totals] = field(default_factory=dict)
    proposals: dict[int, Proposal] = field(default_factory=dict)
    """By unit."""
    family: Family = field(default_factory=lambda: Family({}))
    own: Totals = field(default_factory=dict)
    """The frames that units have themselves, without those below them."""
    own_against: dict[int, Totals] = field(default_factory=dict)

    def against_of(self, proposal: Proposal | None) -> int | None:
        """The key of the version whose frames a proposal, or a unit without one, is checked against."""
        if proposal is not None and proposal.against_id is not None:
            return proposal.against_id
        return self.preliminary.id if self.preliminary is not None else None

    def figures(self, unit_id: int) -> tuple[YearFigures, ...]:
        """The years of a unit."""
        proposal = self.proposals.get(unit_id)
        against = self.against_of(proposal)
        known = self.against[against] if against is not None else None
        return years_of(unit_id, self.years, self.proposed, known, self.measures(unit_id))

    def measures(self, unit_id: int) -> Mapping[int, int]:
        """The effects by year of a unit's own proposal; without one, of those that units below it have."""
        return self._effects.get(unit_id, {})

    @cached_property
    def _effects(self) -> dict[int, dict[int, int]]:
        """The effects by unit and year, each proposal's added upwards until there is another proposal."""
        sums: dict[int, dict[int, int]] = {}
        for owner, proposal in self.proposals.items():
            for unit_id in self.family.upwards(owner):
                if unit_id != owner and unit_id in self.proposals:
                    break
                own = sums.setdefault(unit_id, {})
                for measure in proposal.measures:
                    own[measure.year] = own.get(measure.year, 0) + (measure.amount or 0)
        return sums

    @property
    def framed(self) -> set[int]:
        """The units that have a frame themselves."""
        return {unit for unit, _ in self.own}

    def own_figures(self, unit_id: int) -> tuple[YearFigures, ...]:
        """The years of what a unit with others below it has itself."""
        against = self.against_of(self.covering(unit_id))
        known = self.own_against[against] if against is not None else None
        return years_of(unit_id, self.years, self.own, known, {})

    def covering(self, unit_id: int) -> Proposal | None:
        """The proposal that a unit is part of: its own, or the nearest above."""
        above = self.family.upwards(unit_id)
        return next((self.proposals[key] for key in above if key in self.proposals), None)


def read_proposals(session: Session, version_id: int) -> Read:
    """Everything that is needed to tell of a version's proposals."""
    version = session.get_one(PlanVersion, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    family = read_family(session)
    own = read_totals(session, version_id)
    found = Read(
        version,
        tuple(range(plan.first_year, plan.first_year + plan.years)),
        preliminary_of(session, version),
        family.summed(own),
        family=family,
        own=own,
    )
    everything = [selectinload(Proposal.measures), selectinload(Proposal.figures)]
    everything += [selectinload(Proposal.treatments), selectinload(Proposal.dialogues)]
    rows = session.scalars(
        select(Proposal)
        .where(Proposal.plan_version_id == version_id)
        .order_by(Proposal.id)
        .options(*everything)
    )
    found.proposals = {row.unit_id: row for row in rows}
    wanted = {found.against_of(row) for row in (None, *found.proposals.values())}
    for key in sorted(key for key in wanted if key is not None):
        found.own_against[key] = read_totals(session, key)
        found.against[key] = family.summed(found.own_against[key])
    return found


def unexplained(proposal: Proposal) -> Sequence[str]:
    """The measures that do not say what they lead to."""
    return [measure.title for measure in proposal.measures if not measure.impact]
