"""The scenarios of a long-term plan and what each assumes; the first is the main line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from app.models.economy import PopulationForecast
from app.models.errors import NotFound
from app.models.longterm import LongTermAssumption, LongTermPlan, LongTermScenario
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.economy.longterm.errors import (
    MainLineStays,
    NoDepreciation,
    NotARate,
    OutsideBounds,
    OutsidePlan,
)
from app.services.economy.longterm.keys import BY_KEY, AssumptionLine
from app.services.economy.longterm.opening import free_scenario, opened, scenario_of
from app.services.formatting import write_count, write_number
from app.services.storage import describe
from app.services.typed import optional

_HIGHEST_RATE, _LOWEST_RATE = Decimal(45), Decimal(5)


@dataclass(frozen=True, slots=True)
class AssumptionEntry:
    """An assumption as typed; the year None holds for the years without their own, the value None clears."""

    key: str
    year: int | None
    value: Decimal | None


def add_scenario(
    session: Session,
    *,
    plan_id: int,
    expected_version: int,
    name: str,
    like_id: int | None = None,
    assumptions: Sequence[AssumptionEntry] = (),
    note: str | None = None,
) -> int:
    """Add a scenario last; with `like_id` it says what another says from the beginning. Gives its key."""
    plan = opened(session, plan_id, expected_version)
    called = free_scenario(plan, name)
    like = None if like_id is None else session.get(LongTermScenario, like_id)
    if like_id is not None and (like is None or like.plan_id != plan_id):
        raise NotFound("Scenariot")
    last = max((one.position for one in plan.scenarios), default=0)
    made = LongTermScenario(id=new_id(), position=last + 1, name=called, note=optional(note))
    if like is not None and like is not main_of(plan):
        made.population_id = like.population_id
        said = {(one.key, one.year): one.value for one in like.assumptions}
    else:
        said = {}
    _put(plan, made, said, assumptions)
    plan.scenarios.append(made)
    session.flush()
    describe(session, f"Lade till scenariot {called} i {plan.name}")
    return made.id


def change_scenario(
    session: Session,
    *,
    scenario_id: int,
    expected_version: int,
    name: str | Keep = KEEP,
    population_id: int | Keep | None = KEEP,
    note: str | Keep | None = KEEP,
) -> None:
    """Change what a scenario is called, whose people it counts, and what is said of it."""
    plan, scenario = scenario_of(session, scenario_id, expected_version)
    if not isinstance(name, Keep):
        scenario.name = free_scenario(plan, name, scenario)
    if not isinstance(population_id, Keep):
        if population_id is not None and session.get(PopulationForecast, population_id) is None:
            raise NotFound("Befolkningsprognosen")
        scenario.population_id = population_id
    if not isinstance(note, Keep):
        scenario.note = optional(note)
    describe(session, f"Ändrade scenariot {scenario.name} i {plan.name}")


def remove_scenario(session: Session, *, scenario_id: int, expected_version: int) -> None:
    """Take a scenario away; the main line stays."""
    plan, scenario = scenario_of(session, scenario_id, expected_version)
    if scenario is main_of(plan):
        raise MainLineStays(scenario.name)
    describe(session, f"Tog bort scenariot {scenario.name} ur {plan.name}")
    plan.scenarios.remove(scenario)


def set_assumptions(
    session: Session, *, scenario_id: int, expected_version: int, entries: Sequence[AssumptionEntry]
) -> int:
    """Set what a scenario assumes, as one change; gives how many."""
    plan, scenario = scenario_of(session, scenario_id, expected_version)
    _put(plan, scenario, {(one.key, one.year): one.value for one in scenario.assumptions}, entries)
    words = write_count(len(entries), "antagande", "antaganden")
    describe(session, f"Ändrade {words} i {scenario.name}, {plan.name}")
    return len(entries)


def main_of(plan: LongTermPlan) -> LongTermScenario:
    """The main line of a plan."""
    return min(plan.scenarios, key=lambda one: (one.position, one.id))


def _put(
    plan: LongTermPlan,
    scenario: LongTermScenario,
    said: Mapping[tuple[str, int | None], Decimal],
    entries: Sequence[AssumptionEntry],
) -> None:
    wanted = dict(said)
    for entry in entries:
        line = check_entry(plan.base_year, plan.base_year + plan.years, entry)
        if entry.value is None:
            wanted.pop((line.key, entry.year), None)
        else:
            wanted[line.key, entry.year] = entry.value
    standing = {(one.key, one.year): one for one in scenario.assumptions}
    for place, row in standing.items():
        if place not in wanted:
            scenario.assumptions.remove(row)
        elif row.value != wanted[place]:
            row.value = wanted[place]
    for place, value in wanted.items():
        if place not in standing:
            made = LongTermAssumption(id=new_id(), key=place[0], year=place[1], value=value)
            scenario.assumptions.append(made)


def check_entry(first: int, last: int, entry: AssumptionEntry) -> AssumptionLine:
    """The line of an assumption; refused where its year or its value cannot be."""
    line = BY_KEY.get(entry.key)
    if line is None:
        raise NotFound("Antagandet")
    if entry.year is not None and not first <= entry.year <= last:
        raise OutsidePlan(entry.year, first, last)
    value = entry.value
    if value is None:
        return line
    if line.unit == "rate" and not _LOWEST_RATE <= value <= _HIGHEST_RATE:
        raise NotARate(write_number(value), _meant(value))
    if line.unit == "years" and (value != value.to_integral_value() or value < 1):
        raise NoDepreciation(write_number(value))
    if not line.least <= value <= line.most:
        raise OutsideBounds(line.name, entry.year, write_number(line.least), write_number(line.most))
    return line


def _meant(value: Decimal) -> str:
    """The rate that was meant, where it was written as a share or without its comma."""
    for times in (Decimal(100), Decimal("0.01")):
        if _LOWEST_RATE <= value * times <= _HIGHEST_RATE:
            return write_number((value * times).normalize())
    return ""
