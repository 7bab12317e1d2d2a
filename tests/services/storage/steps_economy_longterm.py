"""The use cases of long-term plans as steps."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import IndexTable, PopulationForecast
from app.models.longterm import LongTermArea, LongTermPlan, LongTermScenario
from app.models.organisation import Unit
from app.models.steering import Node
from app.services.budget import versions
from app.services.economy.longterm import areas, plans, scenarios, updating
from app.services.economy.longterm.ages import AgeEntry
from app.services.economy.longterm.scenarios import AssumptionEntry
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Chance, Taken, maybe, one_of, pick, words

_VALUES = (None, Decimal(0), Decimal("2.7"), Decimal(12))
_AMOUNTS = (0, 5, 112_600_00)


def _plan(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a plan."""

    def take(session: Session, dice: random.Random) -> object:
        plan = pick(session, dice, LongTermPlan)
        if plan is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, plan_id=plan.id, expected_version=plan.version, **values)

    return use_case, take


def _within(use_case: Callable[..., object], model: Any, which: str, **given: Chance) -> Taken:
    """A step on an area or a scenario of a plan."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        version = session.get_one(LongTermPlan, row.plan_id).version
        values = {key: make(session, dice) for key, make in given.items()}
        return use_case(session, **{which: row.id, "expected_version": version}, **values)

    return use_case, take


def _area(use_case: Callable[..., object], **given: Chance) -> Taken:
    return _within(use_case, LongTermArea, "area_id", **given)


def _scenario(use_case: Callable[..., object], **given: Chance) -> Taken:
    return _within(use_case, LongTermScenario, "scenario_id", **given)


def _make(session: Session, dice: random.Random) -> object:
    version, years = pick(session, dice, PlanVersion), dice.choice((1, 3, 10))
    return plans.make_plan(session, version_id=version.id, today=TODAY, years=years)


def _update(session: Session, dice: random.Random) -> object:
    """A plan of the next year is made where there is none."""
    plan = pick(session, dice, LongTermPlan)
    if plan is None:
        return None
    found = session.scalars(select(PlanVersion).order_by(PlanVersion.id.desc())).first()
    newer = plan.base_year + 1
    version_id = dice.choice((found.id if found else 0, None))
    if version_id is None:
        version_id = versions.create_plan(session, first_year=newer)
        session.flush()
    made = {"plan_id": plan.id, "expected_version": plan.version, "today": TODAY}
    return updating.update_plan(session, version_id=version_id, **made)


def _ages(_session: Session, dice: random.Random) -> tuple[AgeEntry, ...]:
    cuts = sorted(dice.sample(range(0, 100, 5), dice.randrange(1, 4)))
    ends = [cut - 1 for cut in cuts[1:]]
    return tuple(
        AgeEntry(low, high, dice.choice(_AMOUNTS)) for low, high in zip(cuts, [*ends, None], strict=True)
    )


def _no_ages(session: Session, dice: random.Random) -> tuple[AgeEntry, ...]:
    return dice.choice(((), _ages(session, dice)))


def _entries(_session: Session, dice: random.Random) -> tuple[AssumptionEntry, ...]:
    keys = ("tax_base_growth", "wages", "prices", "efficiency", "result_target")
    years = (None, 2028, 2029, 2030)
    return tuple(
        AssumptionEntry(dice.choice(keys), dice.choice(years), dice.choice(_VALUES)) for _ in range(3)
    )


def _set_costs(session: Session, dice: random.Random) -> object:
    plan = pick(session, dice, LongTermPlan)
    if plan is None:
        return None
    rows = [row.id for area in plan.areas for row in area.costs]
    sums = [area.id for area in plan.areas if not area.costs]
    costs = {key: dice.choice(_AMOUNTS) for key in rows[:2]}
    amounts = {key: dice.choice(_AMOUNTS) for key in sums[:1]}
    return areas.set_costs(
        session, plan_id=plan.id, expected_version=plan.version, costs=costs, amounts=amounts
    )


STEPS: tuple[Taken, ...] = (
    (plans.make_plan, _make),
    _plan(plans.change_plan, name=words, years=one_of(1, 10, 31), population_id=maybe(PopulationForecast),
          strategy=words, note=words, node_id=maybe(Node)),
    _plan(plans.remove_plan),
    (updating.update_plan, _update),
    _plan(areas.add_area, name=words, unit_id=maybe(Unit), table_id=maybe(IndexTable), ages=_no_ages),
    _area(areas.change_area, name=words, unit_id=maybe(Unit), table_id=maybe(IndexTable), note=words),
    _area(areas.set_ages, ages=_no_ages),
    (areas.set_costs, _set_costs),
    _area(areas.fit_to_frame),
    _area(areas.move_area, step=one_of(-1, 1)),
    _area(areas.remove_area),
    _plan(scenarios.add_scenario, name=words, assumptions=_entries, note=words),
    _scenario(scenarios.change_scenario, name=words, population_id=maybe(PopulationForecast), note=words),
    _scenario(scenarios.set_assumptions, entries=_entries),
    _scenario(scenarios.remove_scenario),
)  # fmt: skip
_MADE = ("economy.longterm.plans.make_plan",)
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **{f"economy.longterm.plans.{name}": _MADE for name in ("change_plan", "remove_plan")},
    "economy.longterm.updating.update_plan": _MADE,
    **{f"economy.longterm.areas.{name}": _MADE for name in (
        "add_area", "change_area", "set_ages", "set_costs", "fit_to_frame", "move_area", "remove_area",
    )},
    **{f"economy.longterm.scenarios.{name}": _MADE for name in (
        "add_scenario", "change_scenario", "set_assumptions",
    )},
    "economy.longterm.scenarios.remove_scenario": (*_MADE, "economy.longterm.scenarios.add_scenario"),
}  # fmt: skip
