"""A long-term plan as it is shown: its areas, its scenarios reckoned side by side, and what follows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import PlanVersion
from app.models.economy import IndexTable, PopulationForecast
from app.models.longterm import LongTermArea, LongTermPlan, LongTermScenario
from app.models.steering import Node, NodeVersion
from app.services.economy.longterm.arithmetic import evaluate, together, volume, whole
from app.services.economy.longterm.keys import ASSUMPTIONS
from app.services.economy.longterm.opening import plan_of
from app.services.economy.longterm.people import AgeGroupView, groups_of
from app.services.economy.longterm.principles import Principle, principles_of
from app.services.economy.longterm.reading import (
    areas_of,
    base_of,
    counted,
    day_of,
    grants_day,
    said_by,
)
from app.services.economy.longterm.standing import frames_of_units
from app.services.economy.longterm.trying import TriedLine, try_all
from app.services.economy.longterm.values import Assumptions, Base, Found, Inputs, Outcome, People
from app.services.economy.population import populations
from app.services.economy.population_table import PopulationTable
from app.services.formatting import write_years
from app.services.textorder import sort_key


@dataclass(frozen=True, slots=True)
class AgeView:
    """A group of ages of an area: what each costs, and how many they are by year."""

    id: int
    age_from: int
    age_to: int | None
    cost: int
    heads: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area: a sum or groups of ages; `base` is its cost of the base year, `frame` its unit's frame."""

    id: int
    name: str
    unit_id: int | None
    table_id: int | None
    table_name: str
    amount: int | None
    ages: tuple[AgeView, ...]
    note: str | None
    base: int | None
    frame: int | None
    sharing: tuple[str, ...] = ()
    """The other areas of the same unit, which its frame is for too."""
    together: int | None = None
    """What the area costs the base year with those that share its frame."""

    @property
    def beside_frame(self) -> int | None:
        """How much more they cost than their frame; None where either is lacking."""
        return None if self.together is None or self.frame is None else self.together - self.frame


@dataclass(frozen=True)
class ScenarioView:
    """A scenario with what it assumes in each year and what follows; `tried` is reckoned when asked for."""

    id: int
    name: str
    main: bool
    note: str | None
    population_id: int | None
    said: Mapping[tuple[str, int | None], Decimal]
    assumed: Mapping[tuple[str, int], Found]
    outcome: Outcome
    principles: tuple[Principle, ...]
    _inputs: Inputs = field(repr=False, compare=False)
    _assumptions: Assumptions = field(repr=False, compare=False)
    _people: People = field(repr=False, compare=False)

    @cached_property
    def tried(self) -> tuple[TriedLine, ...]:
        """What the gap becomes when one assumption at a time is another."""
        return try_all(self._inputs, self._assumptions, self._people, self.outcome)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A long-term plan in a list."""

    id: int
    name: str
    base_year: int
    years: int
    plan_version_id: int | None
    made_on: date
    version: int
    example: bool


@dataclass(frozen=True, slots=True)
class LongTermView:
    """Everything of a long-term plan."""

    id: int
    name: str
    version: int
    example: bool
    made_on: date
    base_year: int
    years: tuple[int, ...]
    """The base year and those that are reckoned."""
    plan_version_id: int | None
    version_name: str
    population_id: int | None
    population_name: str
    counted_by: str
    grants_by: str
    node_id: int | None
    node_title: str
    strategy: str | None
    note: str | None
    areas: tuple[AreaView, ...]
    scenarios: tuple[ScenarioView, ...]
    base: Base
    frames: int | None
    people: tuple[AgeGroupView, ...]
    indexes: tuple[tuple[int, str], ...]
    populations: tuple[tuple[int, str], ...]
    documents: tuple[tuple[int, str], ...]
    """The steering documents that can carry the plan."""

    @property
    def main(self) -> ScenarioView:
        """The main line."""
        return self.scenarios[0]

    @property
    def last(self) -> int:
        """The last year."""
        return self.years[-1]

    @property
    def reckoned(self) -> tuple[int, ...]:
        """The years after the base year."""
        return self.years[1:]

    @property
    def span(self) -> str:
        """The years after the base year in words."""
        return write_years(self.years[1], self.last)

    @property
    def beside_frames(self) -> int | None:
        """How much more the areas cost the base year than all its frames; None where either is lacking."""
        costs = [area.base for area in self.areas]
        if self.frames is None or any(cost is None for cost in costs):
            return None
        return sum(cost or 0 for cost in costs) - self.frames

    def scenario(self, scenario_id: int) -> ScenarioView | None:
        """A scenario by its key."""
        return next((one for one in self.scenarios if one.id == scenario_id), None)

    def area(self, area_id: int) -> AreaView | None:
        """An area by its key."""
        return next((one for one in self.areas if one.id == area_id), None)


def plans(session: Session) -> tuple[PlanRow, ...]:
    """The long-term plans, the newest first."""
    columns = (
        LongTermPlan.id, LongTermPlan.name, LongTermPlan.base_year, LongTermPlan.years,
        LongTermPlan.plan_version_id, LongTermPlan.made_on, LongTermPlan.version, LongTermPlan.example,
    )  # fmt: skip
    newest = LongTermPlan.base_year.desc(), LongTermPlan.made_on.desc(), LongTermPlan.id.desc()
    return tuple(PlanRow(*row) for row in session.execute(select(*columns).order_by(*newest)))


def long_term(session: Session, *, plan_id: int, scenario_ids: Collection[int] | None = None) -> LongTermView:
    """A long-term plan, with its main line and the scenarios asked for; all of them with None."""
    plan = _loaded(session, plan_id)
    inputs = Inputs(plan.base_year, plan.years, areas_of(session, plan.id), base_of(session, plan))
    forecasts = _Forecasts(session, plan, inputs)
    main = min(plan.scenarios, key=lambda one: (one.position, one.id))
    chosen = [one for one in plan.scenarios if one is main or scenario_ids is None or one.id in scenario_ids]
    table, people = forecasts.of(None)
    named = dict(session.execute(select(IndexTable.id, IndexTable.name)).all())
    changes = select(IndexTable.id, IndexTable.name).where(IndexTable.unit == "change")
    titles = {row.id: f"{row.name}, {row.dated_on.isoformat()}" for row in session.scalars(_newest())}
    frames = _frames(session, plan)
    return LongTermView(
        id=plan.id, name=plan.name, version=plan.version, example=plan.example, made_on=plan.made_on,
        base_year=plan.base_year, years=tuple(inputs.every_year), plan_version_id=plan.plan_version_id,
        version_name=_name(session, PlanVersion, plan.plan_version_id),
        population_id=plan.population_id, population_name=titles.get(plan.population_id or 0, ""),
        counted_by=day_of(table, plan),
        grants_by="" if table is None else grants_day(table, plan.base_year),
        node_id=plan.node_id, node_title=_title(session, plan.node_id), strategy=plan.strategy,
        note=plan.note,
        areas=_shared([_area(area, inputs, people, named, frames) for area in plan.areas]),
        scenarios=tuple(_scenario(one, main, inputs, forecasts) for one in chosen), base=inputs.base,
        frames=None if frames is None else frames[None],
        people=groups_of(table, inputs.every_year, day_of(table, plan)),
        indexes=tuple(session.execute(changes.order_by(IndexTable.position)).all()),
        populations=tuple(titles.items()), documents=_documents(session),
    )  # fmt: skip


def _loaded(session: Session, plan_id: int) -> LongTermPlan:
    """A plan with all that stands in it, in as many statements however much that is."""
    areas = selectinload(LongTermPlan.areas).selectinload(LongTermArea.costs)
    scenarios = selectinload(LongTermPlan.scenarios).selectinload(LongTermScenario.assumptions)
    rows = select(LongTermPlan).where(LongTermPlan.id == plan_id).options(areas, scenarios)
    return session.scalars(rows).first() or plan_of(session, plan_id)


class _Forecasts:
    """The forecasts of the population that the scenarios count, each read once."""

    def __init__(self, session: Session, plan: LongTermPlan, inputs: Inputs) -> None:
        self._session, self._plan, self._inputs = session, plan, inputs
        self._read: dict[int, tuple[PopulationTable, People]] = {}

    def of(self, forecast_id: int | None) -> tuple[PopulationTable | None, People]:
        """A forecast, or with None the plan's, and the people of the areas in it."""
        key = forecast_id or self._plan.population_id
        if key is None:
            return None, People()
        if key not in self._read:
            table = populations(self._session, key)
            self._read[key] = table, counted(table, self._plan, self._inputs.areas)
        return self._read[key]


def _scenario(
    row: LongTermScenario, main: LongTermScenario, inputs: Inputs, forecasts: _Forecasts
) -> ScenarioView:
    own = said_by(row)
    assumptions = Assumptions(own if row is main else said_by(main), {} if row is main else own)
    assumed = {
        (line.key, year): found
        for line in ASSUMPTIONS
        for year in inputs.every_year
        if (found := assumptions.find(line.key, year)) is not None
    }
    people = forecasts.of(row.population_id)[1]
    outcome = evaluate(inputs, assumptions, people)
    principles = principles_of(outcome, inputs.base_year)
    return ScenarioView(
        row.id, row.name, row is main, row.note, row.population_id, own, assumed, outcome, principles,
        inputs, assumptions, people,
    )  # fmt: skip


def _area(
    row: LongTermArea,
    inputs: Inputs,
    people: People,
    tables: Mapping[int, str],
    frames: Mapping[int | None, int] | None,
) -> AreaView:
    area = next(one for one in inputs.areas if one.key == row.id)
    cost = volume(area, inputs.base_year, people)
    ages = tuple(
        AgeView(
            one.id, one.age_from, one.age_to, one.amount,
            {year: _heads(people, year, one.age_from, one.age_to) for year in inputs.every_year},
        )
        for one in row.costs
    )  # fmt: skip
    frame = frames.get(row.unit_id) if frames is not None and row.unit_id is not None else None
    return AreaView(
        row.id, row.name, row.unit_id, row.table_id, tables.get(row.table_id or 0, ""), row.amount, ages,
        row.note, None if cost is None else whole(cost), frame,
    )  # fmt: skip


def _shared(areas: Sequence[AreaView]) -> tuple[AreaView, ...]:
    """Each area with those that have the same unit."""
    by_unit: dict[int, list[AreaView]] = {}
    for area in areas:
        if area.unit_id is not None:
            by_unit.setdefault(area.unit_id, []).append(area)
    found = []
    for area in areas:
        group = by_unit.get(area.unit_id or 0, [area])
        names = tuple(one.name for one in group if one is not area)
        found.append(replace(area, sharing=names, together=together(one.base for one in group)))
    return tuple(found)


def _heads(people: People, year: int, low: int, high: int | None) -> int | None:
    found = people.ages.get((year, low, high))
    return None if found is None else int(found.to_integral_value())


def _frames(session: Session, plan: LongTermPlan) -> Mapping[int | None, int] | None:
    if plan.plan_version_id is None:
        return None
    return frames_of_units(session, plan.plan_version_id, plan.base_year)


def _newest() -> Select[PopulationForecast]:
    return select(PopulationForecast).order_by(
        PopulationForecast.dated_on.desc(), PopulationForecast.id.desc()
    )


def _name(session: Session, kind: type[PlanVersion], key: int | None) -> str:
    return "" if key is None else session.get_one(kind, key).name


def _documents(session: Session) -> tuple[tuple[int, str], ...]:
    current = (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number)
    rows = (
        select(Node.id, NodeVersion.title)
        .join(NodeVersion, current)
        .where(Node.document_kind_id.is_not(None))
    )
    found = ((key, title) for key, title in session.execute(rows))
    return tuple(sorted(found, key=lambda row: sort_key(row[1])))


def _title(session: Session, node_id: int | None) -> str:
    node = None if node_id is None else session.get(Node, node_id)
    return "" if node is None else node.current.title
