"""Fills a file with the example's scenarios and its long-term economic plan."""

from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import IndexTable, PopulationForecast
from app.models.longterm import AgeCost, LongTermArea, LongTermAssumption, LongTermPlan, LongTermScenario
from app.models.organisation import Unit
from app.models.scenarios import Scenario, ScenarioStep
from app.services.exchange import example_format_economy as shape
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline

_ORE_PER_KR = 100


def load_scenarios(
    session: Session,
    scenarios: Iterable[shape.Scenario],
    units: Mapping[str, Unit],
    versions: Mapping[str, PlanVersion],
) -> None:
    """What-ifs and alternative budgets beside a version."""
    for place, row in enumerate(scenarios, start=1):
        session.add(
            Scenario(
                plan_version_id=versions[row.version].id,
                position=place,
                name=row.name,
                party=row.party,
                note=row.note,
                example=True,
                steps=[_step(step, number, units) for number, step in enumerate(row.steps, start=1)],
            )
        )


def _step(row: shape.Step, place: int, units: Mapping[str, Unit]) -> ScenarioStep:
    return ScenarioStep(
        position=place,
        kind=row.kind,
        unit_id=None if row.unit is None else units[row.unit].id,
        component=row.component,
        number=row.number,
        amount=None if row.amount is None else row.amount * ORE_PER_TKR,
        note=row.note,
    )


def load_long_term(
    session: Session,
    row: shape.LongTerm,
    time: Timeline,
    units: Mapping[str, Unit],
    indexes: Mapping[str, IndexTable],
    population: PopulationForecast,
    version: PlanVersion,
) -> None:
    """The long-term plan, which begins from the budget year of a version."""
    session.add(
        LongTermPlan(
            name=time.words(row.name),
            base_year=time.budget_year,
            years=row.years,
            plan_version_id=version.id,
            population_id=population.id,
            made_on=time.day(row.on),
            strategy=row.strategy,
            example=True,
            areas=[_area(area, place, units, indexes) for place, area in enumerate(row.areas, start=1)],
            scenarios=[
                LongTermScenario(
                    position=place,
                    name=scenario.name,
                    note=time.known_words(scenario.note),
                    assumptions=[
                        LongTermAssumption(key=one.key, value=one.value) for one in scenario.assumptions
                    ],
                )
                for place, scenario in enumerate(row.scenarios, start=1)
            ],
        )
    )


def _area(
    row: shape.Area, place: int, units: Mapping[str, Unit], indexes: Mapping[str, IndexTable]
) -> LongTermArea:
    return LongTermArea(
        unit_id=None if row.unit is None else units[row.unit].id,
        table_id=indexes[row.index].id,
        position=place,
        name=row.name,
        amount=None if row.amount is None else row.amount * ORE_PER_TKR,
        costs=[
            AgeCost(
                age_from=cost.ages[0],
                age_to=cost.ages[1] if len(cost.ages) > 1 else None,
                amount=cost.kr * _ORE_PER_KR,
            )
            for cost in row.costs
        ],
    )
