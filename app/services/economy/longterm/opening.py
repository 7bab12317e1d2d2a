"""A long-term plan opened for a change, and its parts found in it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.longterm import LongTermArea, LongTermPlan, LongTermScenario
from app.services.economy.longterm.errors import NameTaken
from app.services.storage import check_version, touch
from app.services.typed import needed


def plan_of(session: Session, plan_id: int) -> LongTermPlan:
    """A long-term plan."""
    plan = session.get(LongTermPlan, plan_id)
    if plan is None:
        raise NotFound("Den långsiktiga planen")
    return plan


def opened(session: Session, plan_id: int, expected_version: int) -> LongTermPlan:
    """A plan for a change of it, or of anything in it; refused where it was changed since it was read."""
    plan = plan_of(session, plan_id)
    check_version(plan, expected_version, f"Den långsiktiga planen ”{plan.name}”")
    touch(plan)
    return plan


def area_of(session: Session, area_id: int, expected_version: int) -> tuple[LongTermPlan, LongTermArea]:
    """An area with its plan, for a change."""
    area = session.get(LongTermArea, area_id)
    if area is None:
        raise NotFound("Verksamheten")
    return opened(session, area.plan_id, expected_version), area


def scenario_of(
    session: Session, scenario_id: int, expected_version: int
) -> tuple[LongTermPlan, LongTermScenario]:
    """A scenario with its plan, for a change."""
    scenario = session.get(LongTermScenario, scenario_id)
    if scenario is None:
        raise NotFound("Scenariot")
    return opened(session, scenario.plan_id, expected_version), scenario


def free_area(plan: LongTermPlan, name: str, but: LongTermArea | None = None) -> str:
    """A name that no other area of the plan has."""
    wanted = needed(name, "Verksamhetens namn")
    if any(area.name == wanted for area in plan.areas if area is not but):
        raise NameTaken("Verksamheten", wanted)
    return wanted


def free_scenario(plan: LongTermPlan, name: str, but: LongTermScenario | None = None) -> str:
    """A name that no other scenario of the plan has."""
    wanted = needed(name, "Scenariots namn")
    if any(one.name == wanted for one in plan.scenarios if one is not but):
        raise NameTaken("Scenariot", wanted)
    return wanted


def free_plan(session: Session, name: str, but: LongTermPlan | None = None) -> str:
    """A name that no other long-term plan has."""
    wanted = needed(name, "Planens namn")
    query = select(func.count()).where(LongTermPlan.name == wanted)
    if but is not None:
        query = query.where(LongTermPlan.id != but.id)
    if session.scalar(query):
        raise NameTaken("Den långsiktiga planen", wanted)
    return wanted


def plan_holding(session: Session, *, kind: str, key: int) -> int | None:
    """The plan that an area or a scenario stands in, by the name of its table; a plan is its own."""
    if kind == "long_term_area":
        area = session.get(LongTermArea, key)
        return None if area is None else area.plan_id
    if kind == "long_term_scenario":
        scenario = session.get(LongTermScenario, key)
        return None if scenario is None else scenario.plan_id
    return key if session.get(LongTermPlan, key) is not None else None
