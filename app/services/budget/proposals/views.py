"""What the tab Nämndernas förslag shows: the units with what they ask for, and everything of one proposal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.organisation import Unit
from app.models.proposals import Proposal
from app.services.budget.checks import Finding
from app.services.budget.proposals.base import preliminary_of
from app.services.budget.proposals.checks import of_proposal
from app.services.budget.proposals.comparing import YearFigures
from app.services.budget.proposals.demands import Demands, read_demands
from app.services.budget.proposals.proposals import STAGE
from app.services.budget.proposals.reading import Read, read_proposals
from app.services.budget.unittree import Place, read_places


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version that can be chosen."""

    id: int
    name: str
    stage: str
    locked: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A unit, or a body with all below it; `part_of` names the proposal above that it is part of."""

    key: int
    parent: int | None
    unit_id: int
    name: str
    depth: int
    group: bool
    years: tuple[YearFigures, ...]
    proposal_id: int | None = None
    part_of: str | None = None
    submitted_on: date | None = None
    findings: tuple[Finding, ...] = ()
    example: bool = False

    def of(self, year: int) -> YearFigures:
        """The figures of a year."""
        return next(each for each in self.years if each.year == year)

    @property
    def worst(self) -> Finding | None:
        """The first of what must be put right, errors before warnings."""
        for severity in ("error", "warning"):
            for finding in self.findings:
                if finding.severity == severity:
                    return finding
        return None

    @property
    def lacks_measures(self) -> bool:
        """Whether it asks for more than its frame and nobody has proposed measures for it."""
        mine = self.proposal_id is None and self.part_of is None and not self.group
        return mine and any(year.over for year in self.years)


@dataclass(frozen=True, slots=True)
class ProposalsView:
    """The proposals of a plan's version; without one, what a version for proposals can be made from."""

    plan_id: int | None = None
    plan_name: str = ""
    versions: tuple[VersionChoice, ...] = ()
    version: VersionChoice | None = None
    preliminary: VersionChoice | None = None
    """What units without a proposal are compared with; without a version, what it can be copied from."""
    years: tuple[int, ...] = ()
    rows: tuple[ProposalRow, ...] = ()
    demands: Demands = field(default_factory=Demands)

    @property
    def count(self) -> int:
        """How many proposals there are."""
        return sum(1 for row in self.rows if row.proposal_id is not None)


def proposals_view(session: Session, *, plan_id: int | None, version_id: int | None = None) -> ProposalsView:
    """The proposals of a version of a plan, by default of the newest for proposals."""
    if plan_id is None:
        return ProposalsView()
    plan = session.get_one(BudgetPlan, plan_id)
    rows = select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.position)
    versions = list(session.scalars(rows))
    proposing = [version for version in versions if version.stage == STAGE]
    chosen = next((one for one in proposing if one.id == version_id), proposing[-1] if proposing else None)
    if chosen is None:
        return ProposalsView(plan.id, plan.name, preliminary=_copied(versions), demands=read_demands(session))
    found = read_proposals(session, chosen.id)
    preliminary = preliminary_of(session, chosen)
    demands = read_demands(session)
    return ProposalsView(
        plan.id,
        plan.name,
        tuple(map(_choice, proposing)),
        _choice(chosen),
        _choice(preliminary) if preliminary is not None else None,
        found.years,
        _rows(session, found, demands),
        demands,
    )


def _rows(session: Session, found: Read, demands: Demands) -> tuple[ProposalRow, ...]:
    names = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
    places = read_places(session, found.framed)
    groups = {place.unit_id for place in places if place.group and place.unit_id is not None}
    return tuple(_row(place, found, names, groups, demands) for place in places)


def _row(
    place: Place, found: Read, names: Mapping[int, str], groups: set[int], demands: Demands
) -> ProposalRow:
    unit_id = place.unit_id or 0
    shared = not place.group and unit_id in groups
    proposal = None if shared else found.proposals.get(unit_id)
    covering = found.covering(unit_id)
    part_of = names[covering.unit_id] if covering is not None and covering is not proposal else None
    years = found.own_figures(unit_id) if shared else found.figures(unit_id)
    return ProposalRow(
        key=place.key,
        parent=place.parent,
        unit_id=unit_id,
        name=place.name,
        depth=place.depth,
        group=place.group,
        years=years,
        proposal_id=proposal.id if proposal is not None else None,
        part_of=part_of,
        submitted_on=proposal.submitted_on if proposal is not None else None,
        findings=_findings(proposal, place.name, years, demands),
        example=proposal is not None and proposal.example,
    )


def _findings(
    proposal: Proposal | None, name: str, years: tuple[YearFigures, ...], demands: Demands
) -> tuple[Finding, ...]:
    return tuple(of_proposal(proposal, name, years, demands)) if proposal is not None else ()


def _choice(version: PlanVersion) -> VersionChoice:
    return VersionChoice(version.id, version.name, version.stage, version.locked)


def _copied(versions: list[PlanVersion]) -> VersionChoice | None:
    """What a version for proposals is copied from: the latest preliminary one, else the first there is."""
    preliminary = [version for version in versions if version.stage == "preliminary"]
    source = preliminary[-1] if preliminary else versions[0] if versions else None
    return _choice(source) if source is not None else None
