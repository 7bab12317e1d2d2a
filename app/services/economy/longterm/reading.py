"""What a long-term plan is reckoned from, read from the file: areas, people, and the base year's income."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.economy import IndexTable, IndexValue
from app.models.longterm import AgeCost, LongTermArea, LongTermPlan, LongTermScenario
from app.services.economy.longterm.values import Area, Band, Base, Inputs, People, Values
from app.services.economy.population import populations
from app.services.economy.population_table import PopulationTable
from app.services.economy.prerequisites.views import room, values


def inputs_of(session: Session, plan: LongTermPlan) -> Inputs:
    """Everything but the assumptions and the people."""
    return Inputs(plan.base_year, plan.years, areas_of(session, plan.id), base_of(session, plan))


def areas_of(session: Session, plan_id: int) -> tuple[Area, ...]:
    """The areas of a plan in order, each with its index by year."""
    columns = AgeCost.area_id, AgeCost.age_from, AgeCost.age_to, AgeCost.amount
    rows = select(*columns).join(LongTermArea).where(LongTermArea.plan_id == plan_id)
    bands: dict[int, list[Band]] = {}
    for area_id, low, high, cost in session.execute(rows.order_by(AgeCost.age_from)):
        bands.setdefault(area_id, []).append(Band(low, high, cost))
    found = select(LongTermArea.id, LongTermArea.name, LongTermArea.amount, LongTermArea.table_id)
    ordered = found.where(LongTermArea.plan_id == plan_id).order_by(LongTermArea.position, LongTermArea.id)
    areas = session.execute(ordered).all()
    used = {row[3] for row in areas if row[3]}
    kinds = select(IndexTable.id, IndexTable.kind).where(IndexTable.id.in_(used))
    follows = dict(session.execute(kinds).all())
    indexes: dict[int, dict[int, Decimal]] = {}
    figures = select(IndexValue.table_id, IndexValue.year, IndexValue.value)
    for table_id, year, value in session.execute(figures.where(IndexValue.table_id.in_(used))):
        indexes.setdefault(table_id, {})[year] = value
    return tuple(
        Area(
            key,
            name,
            amount,
            tuple(bands.get(key, ())),
            indexes.get(table_id or 0, {}),
            follows.get(table_id or 0, ""),
        )
        for key, name, amount, table_id in areas
    )


def base_of(session: Session, plan: LongTermPlan) -> Base:
    """What the base year has by the version that the plan begins from; without one nothing stands beside."""
    if plan.plan_version_id is None:
        return Base(rest=0)
    account = room(session, version_id=plan.plan_version_id).get(plan.base_year)
    if account is None:
        return Base()
    rest = account.fees + account.financial + account.central + account.beside
    rate = values(session, version_id=plan.plan_version_id).get(("tax_rate", plan.base_year))
    return Base(account.tax, account.grants, rest, rate)


def people_of(session: Session, plan: LongTermPlan, scenario: LongTermScenario | None) -> People:
    """The people of a scenario, or of the plan."""
    forecast = scenario.population_id if scenario is not None and scenario.population_id else None
    key = forecast or plan.population_id
    table = None if key is None else populations(session, key)
    return counted(table, plan, areas_of(session, plan.id))


def day_of(table: PopulationTable | None, plan: LongTermPlan) -> str:
    """What the ages are counted by: the mean of the year where every year has one, else 31 December."""
    if table is None:
        return "dec31"
    years = range(plan.base_year, plan.base_year + plan.years + 1)
    known = all({"dec31"} <= set(table.days(year)) for year in (plan.base_year - 1, *years))
    return "mean" if known else "dec31"


def counted(table: PopulationTable | None, plan: LongTermPlan, areas: Iterable[Area]) -> People:
    """The ages of the areas by year, and what grants are paid for: 1 November of the year before."""
    if table is None:
        return People()
    years, day = range(plan.base_year, plan.base_year + plan.years + 1), day_of(table, plan)
    ages = {(band.age_from, band.age_to) for area in areas for band in area.bands}
    numbers = {(year, low, high): table.count(year, day, low, high) for year in years for low, high in ages}
    return People(numbers, {year: table.count(year - 1, grants_day(table, year), 0, None) for year in years})


def grants_day(table: PopulationTable, year: int) -> str:
    """1 November of the year before, or 31 December where the forecast has nothing else."""
    return "nov1" if "nov1" in table.days(year - 1) else "dec31"


def said_by(scenario: LongTermScenario) -> Values:
    """What a scenario itself says."""
    return {(one.key, one.year): one.value for one in scenario.assumptions}
