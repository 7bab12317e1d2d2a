"""Scenarios beside a version, each reckoned and compared with the version as it is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.assignments import Assignment
from app.models.budget import BudgetPlan, CentralPot, PlanVersion
from app.models.economy import IndexTable, OwnLine
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.models.scenarios import Scenario
from app.services.budget.unittree import arrange, read_pots, read_units
from app.services.economy.committees import Committee, committees
from app.services.economy.own import version_of
from app.services.economy.scenarios.arithmetic import ScenarioBase, ScenarioResult, ScenarioYear, evaluate
from app.services.economy.scenarios.editing import values_of
from app.services.economy.scenarios.kinds import StepValues
from app.services.economy.scenarios.reading import scenario_base
from app.services.economy.scenarios.words import Names, step_words

__all__ = [
    "ScenarioComparison",
    "ScenarioView",
    "StepView",
    "compare",
    "scenario_base",
    "step_effects",
    "version_beside",
]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step in words; `stopped` says why it has no effect though it is on."""

    key: int
    values: StepValues
    words: str
    active: bool
    stopped: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario with its steps and what it leads to; `proposal` is the version that it has become."""

    id: int
    row_version: int
    name: str
    party: str | None
    note: str | None
    example: bool
    proposal_id: int | None
    proposal: str
    steps: tuple[StepView, ...]
    result: ScenarioResult

    @property
    def years(self) -> Mapping[int, ScenarioYear]:
        """What it leads to by year."""
        return self.result.years

    @property
    def balanced(self) -> bool:
        """Whether every year goes together, and every step that is on has an effect."""
        return self.result.balanced and not self.result.stopped

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it does not, a sentence each."""
        return (*self.result.reasons, *self.result.stopped.values())


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a step may be about: a unit with everything under it, or a central post; `depth` is its indent."""

    unit_id: int | None
    pot_id: int | None
    name: str
    depth: int


@dataclass(frozen=True, slots=True)
class ScenarioComparison:
    """A version and its scenarios side by side; öre."""

    version_id: int
    plan_id: int
    version_name: str
    locked: bool
    years: tuple[int, ...]
    groups: tuple[Committee, ...]
    base: ScenarioResult
    scenarios: tuple[ScenarioView, ...]
    holders: tuple[Holder, ...]
    names: Names
    grounds: ScenarioBase = field(repr=False, compare=False)

    def scenario(self, scenario_id: int | None) -> ScenarioView | None:
        """A scenario by its key."""
        return next((each for each in self.scenarios if each.id == scenario_id), None)


def compare(
    session: Session, *, version_id: int, scenario_ids: Collection[int] | None = None
) -> ScenarioComparison:
    """The scenarios beside a version, all or some, on the same base."""
    version = version_of(session, version_id)
    base = scenario_base(session, version_id=version_id)
    names = read_names(session, version)
    rows = select(Scenario).where(Scenario.plan_version_id == version_id)
    ordered = rows.options(selectinload(Scenario.steps)).order_by(Scenario.position, Scenario.id)
    proposals = dict(session.execute(select(PlanVersion.id, PlanVersion.name)).all())
    shown = [row for row in session.scalars(ordered) if scenario_ids is None or row.id in scenario_ids]
    framed = {base.grounds.frames.group_of[holder] for holder in base.grounds.frames.holders}
    groups = committees(session, version_id=version_id)
    return ScenarioComparison(
        version_id=version_id,
        plan_id=version.plan_id,
        version_name=version.name,
        locked=version.locked,
        years=base.grounds.years,
        groups=tuple(group for group in (*groups.tops, groups.pots) if group.key in framed),
        base=evaluate(base, ()),
        scenarios=tuple(_scenario(row, base, names, proposals) for row in shown),
        holders=_holders(session, version, base.grounds.frames.holders),
        names=names,
        grounds=base,
    )


def version_beside(session: Session, *, scenario_id: int) -> int | None:
    """The version that a scenario stands beside; None where there is no such scenario."""
    return session.scalar(select(Scenario.plan_version_id).where(Scenario.id == scenario_id))


def step_effects(base: ScenarioBase, steps: Sequence[StepValues]) -> Mapping[int, Mapping[int, int | None]]:
    """What each step does to what is left in each year, given those before it; none for one that is off."""
    found: dict[int, Mapping[int, int | None]] = {}
    before = evaluate(base, ())
    for place, step in enumerate(steps):
        if not step.active:
            continue
        after = evaluate(base, steps[: place + 1])
        found[step.key] = {
            year: _difference(after.years[year].left, before.years[year].left) for year in base.grounds.years
        }
        before = after
    return found


def read_names(session: Session, version: PlanVersion) -> Names:
    """What everything that steps may be about is called."""
    plan = session.get_one(BudgetPlan, version.plan_id)
    own = select(OwnLine.key, OwnLine.name).where(OwnLine.plan_version_id == version.id)
    tables = session.execute(select(IndexTable.id, IndexTable.name, IndexTable.unit)).all()
    pots = select(CentralPot.id, CentralPot.name).where(CentralPot.plan_id == plan.id)
    return Names(
        units=dict(session.execute(select(Unit.id, Unit.name)).all()),
        pots=dict(session.execute(pots.order_by(CentralPot.position)).all()),
        tables={key: name for key, name, _ in tables},
        table_units={key: unit for key, _, unit in tables},
        projects=dict(session.execute(select(InvestmentProject.id, InvestmentProject.name)).all()),
        assignments=dict(session.execute(select(Assignment.id, Assignment.title)).all()),
        lines=dict(session.execute(own).all()),
    )


def _holders(session: Session, version: PlanVersion, framed: Collection[int]) -> tuple[Holder, ...]:
    """The units with frames under those above them, then the central posts, in the budget's order."""
    units = read_units(session)
    seen: dict[int, Holder] = {}
    for place in arrange(units, [holder for holder in framed if holder in units]):
        if place.unit_id is not None:
            seen.setdefault(
                place.unit_id, Holder(place.unit_id, None, units[place.unit_id].name, place.depth)
            )
    pots = (pot for pot in read_pots(session, version.plan_id) if pot.id in framed)
    return (*seen.values(), *(Holder(None, pot.id, pot.name, 0) for pot in pots))


def _scenario(row: Scenario, base: ScenarioBase, names: Names, proposals: Mapping[int, str]) -> ScenarioView:
    values = tuple(values_of(step) for step in row.steps)
    result = evaluate(base, values)
    return ScenarioView(
        id=row.id,
        row_version=row.version,
        name=row.name,
        party=row.party,
        note=row.note,
        example=row.example,
        proposal_id=row.proposal_id,
        proposal=proposals.get(row.proposal_id or 0, ""),
        steps=tuple(
            StepView(
                step.key,
                step,
                step_words(step, names, base.grounds.years),
                step.active,
                result.stopped.get(step.key, ""),
            )
            for step in values
        ),
        result=result,
    )


def _difference(after: int | None, before: int | None) -> int | None:
    return None if after is None or before is None else after - before
