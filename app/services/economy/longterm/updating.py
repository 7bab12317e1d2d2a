"""A long-term plan for a new year (`BUD-11`): what was said goes along, and the base year moves."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.longterm import AgeCost, LongTermArea, LongTermAssumption, LongTermPlan, LongTermScenario
from app.models.types import new_id
from app.services.economy.longterm.errors import NotANewerYear
from app.services.economy.longterm.fitting import fit_areas
from app.services.economy.longterm.opening import free_plan, plan_of
from app.services.economy.longterm.plans import unused
from app.services.economy.longterm.reading import people_of
from app.services.economy.longterm.standing import frames_of_units
from app.services.economy.own import version_of
from app.services.economy.prerequisites.views import room
from app.services.formatting import write_years
from app.services.storage import check_version, describe


def update_plan(
    session: Session, *, plan_id: int, version_id: int, today: date, expected_version: int
) -> int:
    """Make the plan of a newer budget from another plan, which stays as it was; gives its key.

    Areas that have a unit get the newer version's frames: a sum becomes the frame, and costs per head are
    raised alike until they make it up. Assumptions of years that have passed are left behind.
    """
    old = plan_of(session, plan_id)
    check_version(old, expected_version, f"Den långsiktiga planen ”{old.name}”")
    base_year = session.get_one(BudgetPlan, version_of(session, version_id).plan_id).first_year
    if base_year <= old.base_year:
        raise NotANewerYear(old.name, old.base_year)
    name = f"LEP {write_years(base_year + 1, base_year + old.years)}"
    plan = LongTermPlan(
        id=new_id(), name=free_plan(session, unused(session, name)), base_year=base_year, years=old.years,
        plan_version_id=version_id, population_id=old.population_id, node_id=old.node_id, made_on=today,
        strategy=old.strategy, note=old.note, example=old.example,
    )  # fmt: skip
    plan.areas = [_area(area) for area in old.areas]
    plan.scenarios = [_scenario(one, base_year, base_year + old.years) for one in old.scenarios]
    session.add(plan)
    session.flush()
    _fit(session, plan, version_id)
    _drop_known(session, plan, version_id)
    session.flush()
    describe(session, f"Uppdaterade {old.name} till {plan.name}")
    return plan.id


def _area(old: LongTermArea) -> LongTermArea:
    made = LongTermArea(
        id=new_id(), unit_id=old.unit_id, table_id=old.table_id, position=old.position, name=old.name,
        amount=old.amount, note=old.note,
    )  # fmt: skip
    made.costs = [
        AgeCost(id=new_id(), age_from=one.age_from, age_to=one.age_to, amount=one.amount) for one in old.costs
    ]
    return made


def _scenario(old: LongTermScenario, base_year: int, last: int) -> LongTermScenario:
    made = LongTermScenario(
        id=new_id(), population_id=old.population_id, position=old.position, name=old.name, note=old.note
    )
    made.assumptions = [
        LongTermAssumption(id=new_id(), key=one.key, year=one.year, value=one.value)
        for one in old.assumptions
        if one.year is None or base_year <= one.year <= last
    ]
    return made


def _fit(session: Session, plan: LongTermPlan, version_id: int) -> None:
    """Let the areas cost what the frames of the new base year are, where that can be reckoned."""
    frames = frames_of_units(session, version_id, plan.base_year)
    heads = people_of(session, plan, None).ages
    units = {area.unit_id for area in plan.areas if area.unit_id in frames}
    for unit_id in units:
        fit_areas(
            [area for area in plan.areas if area.unit_id == unit_id], frames[unit_id], heads, plan.base_year
        )


def _drop_known(session: Session, plan: LongTermPlan, version_id: int) -> None:
    """Amounts that an older forecast gave are not carried over to years that the new version knows."""
    account = room(session, version_id=version_id)
    for scenario in plan.scenarios:
        for one in list(scenario.assumptions):
            year = one.year
            if year is None or one.key not in ("tax_income", "grants_income") or year not in account:
                continue
            known = account[year].tax if one.key == "tax_income" else account[year].grants
            if known is None or year == plan.base_year:
                scenario.assumptions.remove(one)
