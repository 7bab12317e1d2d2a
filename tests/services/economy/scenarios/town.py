"""A town whose plan has everything that steps of a scenario are about, and what its tests ask of it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import AssignmentFunding, BudgetPlan, Frame, FrameComponent, PlanVersion, YearTotal
from app.models.economy import ComponentBasis, IndexTable, IndexValue, OwnLine, PrerequisiteValue
from app.models.investments import InvestmentPart, InvestmentProject, InvestmentYear, RunningCost
from app.models.organisation import Unit
from app.models.scenarios import Scenario
from app.models.types import new_id
from app.services.budget import pots, versions
from app.services.clock import Clock
from app.services.economy.own import opened, state_of
from app.services.economy.reckoning import recompute
from app.services.economy.scenarios import editing
from app.services.economy.scenarios.kinds import StepValues
from app.services.economy.scenarios.views import ScenarioComparison, ScenarioView, compare
from app.services.storage import Database, describe
from tests.newfiles import open_founded
from tests.services.budget.ledger import CARE, DAY, KITCHEN, NIGHT, SCHOOL, YEARS, found_town

MNKR = 100_000_000
TKR = 100_000
_FRAMES = {SCHOOL: 60, CARE: 5, NIGHT: 12, DAY: 20, KITCHEN: 8}
_LINES: dict[str, tuple[str, str, str]] = {
    "inhabitants": ("5000", "5000", "5000"),
    "tax_rate": ("21.50", "21.50", "21.50"),
    "tax_base": ("418600000", "427900000", "437200000"),
    "tax_income": ("90000000", "92000000", "94000000"),
    "tax_settlement": ("-100", "0", "0"),
    "income_equalisation_per_head": ("5000", "5100", "5200"),
    "cost_equalisation": ("1000000", "1000000", "1000000"),
    "property_fee": ("100000", "100000", "100000"),
    "result_target_percent": ("2", "2", "2"),
}


def _plan(session: Session) -> None:
    versions.create_plan(session, first_year=YEARS[0])


def _pot(session: Session) -> None:
    pots.create_pot(session, plan_id=session.scalars(select(BudgetPlan.id)).one(), kind="pensions")


def _economy(session: Session) -> None:
    version = session.scalars(select(PlanVersion)).one()
    opened(session, version.id, state_of(session, version.id))
    keys = {unit.name: unit.id for unit in session.scalars(select(Unit))}
    _fill_frames(session, version, keys)
    for line, values in _LINES.items():
        for year, value in zip(YEARS, values, strict=True):
            session.add(
                PrerequisiteValue(plan_version_id=version.id, line=line, year=year, value=Decimal(value))
            )
    for total in session.scalars(select(YearTotal)):
        total.held_back = MNKR
    _fill_bases(session, version, keys)
    _fill_project(session, version, keys)
    session.flush()
    recompute(session, version_id=version.id)
    describe(session, "Fyllde planen")


def _fill_frames(session: Session, version: PlanVersion, keys: dict[str, int]) -> None:
    assignment = Assignment(id=new_id(), title="Fler lovskolor", kind="council", funding="extra")
    session.add(assignment)
    session.flush()
    amounts = {keys[name]: amount for name, amount in _FRAMES.items()}
    for frame in version.frames:
        frame.previous = amounts.get(frame.unit_id or 0, 4) * MNKR if frame.year == YEARS[0] else None
        for kind, amount in (("volume", 3), ("priority", 2), ("wages", 0), ("prices", 0), ("assignment", 1)):
            frame.components.append(FrameComponent(kind=kind, amount=amount * 10 * TKR))
        if frame.unit_id == keys[SCHOOL]:
            frame.fundings.append(AssignmentFunding(assignment_id=assignment.id, amount=10 * TKR))


def _fill_bases(session: Session, version: PlanVersion, keys: dict[str, int]) -> None:
    """Wages of the school as a share, prices of the kitchen in kronor, and a line taken from a pot."""
    pay = IndexTable(id=new_id(), position=1, kind="wages", name="AKI", unit="change")
    meals = IndexTable(id=new_id(), position=2, kind="own", name="Måltidspris", unit="kr", per="måltid")
    for table, values in ((pay, ("3.1", "2.9", "2.8")), (meals, ("41.50", "42.25", "43"))):
        table.values = [
            IndexValue(year=year, value=Decimal(v)) for year, v in zip(YEARS, values, strict=True)
        ]
    pot_id = next(frame.pot_id for frame in version.frames if frame.pot_id is not None)
    session.add_all([
        pay, meals,
        OwnLine(plan_version_id=version.id, key="pension", position=1, name="Pensioner", group="central",
                effect=-1, pot_id=pot_id),
        OwnLine(plan_version_id=version.id, key="dividend", position=2, name="Utdelning", group="financial"),
    ])  # fmt: skip
    session.flush()
    known = {"plan_version_id": version.id}
    for year in YEARS:
        session.add_all([
            PrerequisiteValue(line="dividend", year=year, value=Decimal(500_000), **known),
            ComponentBasis(unit_id=keys[SCHOOL], year=year, component="wages", table_id=pay.id,
                           share=Decimal("68"), **known),
            ComponentBasis(unit_id=keys[KITCHEN], year=year, component="prices", table_id=meals.id,
                           quantity=Decimal(1200), **known),
            ComponentBasis(unit_id=keys[NIGHT], year=year, component="prices", line="dividend",
                           share=Decimal(10), **known),
            ComponentBasis(unit_id=keys[DAY], year=year, component="prices", line="pension",
                           share=Decimal(1), **known),
        ])  # fmt: skip


def _fill_project(session: Session, version: PlanVersion, keys: dict[str, int]) -> None:
    project = InvestmentProject(
        id=new_id(), unit_id=keys[SCHOOL], position=1, name="Ny förskola", kind="new", in_use_year=2028,
        in_use_month=7,
    )  # fmt: skip
    project.parts = [InvestmentPart(position=1, name="Stomme", share=Decimal(100), years=40)]
    project.running = [RunningCost(position=1, name="Värme", amount=3 * TKR)]
    session.add(project)
    session.flush()
    for year, amount in ((2027, 10), (2028, 30)):
        session.add(
            InvestmentYear(
                plan_version_id=version.id, project_id=project.id, year=year, expense=amount * MNKR
            )
        )


@dataclass
class Town:
    """An open file with its scenarios by name."""

    database: Database

    @property
    def version_id(self) -> int:
        """The first version of the plan."""
        return self.read(lambda s: s.scalars(select(PlanVersion.id).order_by(PlanVersion.position)).first())

    def read(self, view: Callable[[Session], Any]) -> Any:
        """What a view says."""
        return self.database.read(view)

    def run(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case; what it gives back."""
        return self.database.write(partial(use_case, **values)).value

    def on(self, use_case: Callable[..., Any], scenario_id: int, **values: Any) -> Any:
        """Run a use case on a scenario as it is now."""
        version = self.read(lambda s: s.get_one(Scenario, scenario_id).version)
        return self.run(use_case, scenario_id=scenario_id, expected_version=version, **values)

    def scenario(self, name: str, *steps: StepValues, **values: Any) -> int:
        """A new scenario with steps; its key."""
        key: int = self.run(editing.add_scenario, version_id=self.version_id, name=name, **values)
        for step in steps:
            self.on(editing.add_step, key, step=step)
        return key

    def compared(self, version_id: int | None = None) -> ScenarioComparison:
        """The scenarios beside a version."""
        return self.read(partial(compare, version_id=version_id or self.version_id))

    def view(self, scenario_id: int) -> ScenarioView:
        """A scenario as it is shown."""
        found = self.compared().scenario(scenario_id)
        assert found is not None
        return found

    def key(self, model: type[Any], **values: Any) -> int:
        """The key of a row by what stands in it."""
        return int(self.read(lambda s: s.scalars(select(model).filter_by(**values)).one().id))

    def frame_parts(self, version_id: int) -> dict[tuple[int, int, str], int]:
        """The stored parts of a version's frames."""
        rows = select(Frame.unit_id, Frame.pot_id, Frame.year, FrameComponent.kind, FrameComponent.amount)
        rows = rows.join(Frame, Frame.id == FrameComponent.frame_id).where(
            Frame.plan_version_id == version_id
        )
        return {
            (unit or pot, year, kind): amount
            for unit, pot, year, kind, amount in self.read(lambda s: s.execute(rows).all())
            if amount
        }


def open_town(path: Path, clock: Clock) -> Town:
    """A file of one's own."""
    return Town(open_founded(path, found_town, _plan, _pot, _economy, clock=clock, user="Prov"))
