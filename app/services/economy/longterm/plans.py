"""Making, changing and removing long-term plans; one is made from a version of the budget."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.economy import IndexTable, PopulationForecast
from app.models.errors import NotFound
from app.models.longterm import LongTermArea, LongTermAssumption, LongTermPlan, LongTermScenario
from app.models.steering import Node
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.economy.longterm.errors import NotAYear, NotThatManyYears
from app.services.economy.longterm.keys import MAIN_NAME
from app.services.economy.longterm.opening import free_plan, opened
from app.services.economy.longterm.standing import areas_of_frames
from app.services.economy.own import economy_of, version_of
from app.services.economy.prerequisites.views import room, values
from app.services.formatting import write_years
from app.services.storage import describe
from app.services.typed import optional

MOST_YEARS: Final = 30
USUAL_YEARS: Final = 10
_FIRST, _LAST = 1990, 2150
_ORE = Decimal(100)


def make_plan(
    session: Session,
    *,
    version_id: int,
    today: date,
    name: str | None = None,
    years: int = USUAL_YEARS,
    example: bool = False,
) -> int:
    """Make a long-term plan that begins from a version of the budget; gives its key.

    Its areas are the version's nämnder with their frames of the budget year, and its main line says what the
    version's prerequisites say of tax and grants in the plan years.
    """
    budget = session.get_one(BudgetPlan, version_of(session, version_id).plan_id)
    base_year = budget.first_year
    _check_years(base_year, years)
    called = f"LEP {write_years(base_year + 1, base_year + years)}" if name is None else name
    own = economy_of(session, version_id)
    plan = LongTermPlan(
        id=new_id(), name=free_plan(session, unused(session, called) if name is None else called),
        base_year=base_year, years=years, plan_version_id=version_id, made_on=today, example=example,
        population_id=own.population_id if own and own.population_id else _newest(session),
    )  # fmt: skip
    table = _price_index(session)
    for place, (unit_id, area, amount) in enumerate(areas_of_frames(session, version_id, base_year), start=1):
        plan.areas.append(
            LongTermArea(
                id=new_id(), unit_id=unit_id, table_id=table, position=place, name=area, amount=amount
            )
        )
    main = LongTermScenario(id=new_id(), position=1, name=MAIN_NAME)
    main.assumptions = _known(session, version_id, base_year, base_year + years)
    plan.scenarios.append(main)
    session.add(plan)
    session.flush()
    describe(session, f"Gjorde den långsiktiga planen {plan.name}")
    return plan.id


def change_plan(
    session: Session,
    *,
    plan_id: int,
    expected_version: int,
    name: str | Keep = KEEP,
    years: int | Keep = KEEP,
    population_id: int | Keep | None = KEEP,
    version_id: int | Keep | None = KEEP,
    node_id: int | Keep | None = KEEP,
    strategy: str | Keep | None = KEEP,
    note: str | Keep | None = KEEP,
) -> None:
    """Change what a plan is called, how far it reaches, what it rests on, or what it says."""
    plan = opened(session, plan_id, expected_version)
    if not isinstance(name, Keep):
        plan.name = free_plan(session, name, plan)
    if not isinstance(years, Keep):
        _check_years(plan.base_year, years)
        plan.years = years
    if not isinstance(population_id, Keep):
        _check(session, PopulationForecast, population_id, "Befolkningsprognosen")
        plan.population_id = population_id
    if not isinstance(version_id, Keep):
        if version_id is not None:
            version_of(session, version_id)
        plan.plan_version_id = version_id
    if not isinstance(node_id, Keep):
        _check(session, Node, node_id, "Dokumentet")
        plan.node_id = node_id
    if not isinstance(strategy, Keep):
        plan.strategy = optional(strategy)
    if not isinstance(note, Keep):
        plan.note = optional(note)
    describe(session, f"Ändrade den långsiktiga planen {plan.name}")


def remove_plan(session: Session, *, plan_id: int, expected_version: int) -> None:
    """Take a long-term plan away with everything in it."""
    plan = opened(session, plan_id, expected_version)
    describe(session, f"Tog bort den långsiktiga planen {plan.name}")
    session.delete(plan)


def _check_years(base_year: int, years: int) -> None:
    if not 1 <= years <= MOST_YEARS:
        raise NotThatManyYears(years)
    if not _FIRST <= base_year <= _LAST:
        raise NotAYear(base_year)


def _check(session: Session, kind: type, key: int | None, what: str) -> None:
    if key is not None and session.get(kind, key) is None:
        raise NotFound(what)


def unused(session: Session, name: str) -> str:
    """The name, with a number where it is taken."""
    taken = set(session.scalars(select(LongTermPlan.name)))
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def _newest(session: Session) -> int | None:
    rows = select(PopulationForecast.id).order_by(PopulationForecast.dated_on.desc(), PopulationForecast.id)
    return session.scalars(rows).first()


def _price_index(session: Session) -> int | None:
    """The index of municipal prices, where it has any values."""
    rows = select(IndexTable).where(IndexTable.kind == "prices", IndexTable.unit == "change")
    found = session.scalars(rows.order_by(IndexTable.position)).first()
    return found.id if found is not None and found.values else None


def _known(session: Session, version_id: int, base_year: int, last: int) -> list[LongTermAssumption]:
    """What the version says of its plan years, as assumptions of the main line."""
    said: dict[tuple[str, int], Decimal] = {}
    for (line, year), value in values(session, version_id=version_id).items():
        if line in ("tax_base_growth", "tax_rate") and base_year <= year <= last:
            said[line, year] = value
        if line == "result_target_percent" and base_year <= year <= last:
            said["result_target", year] = value
    said.pop(("tax_base_growth", base_year), None)
    for year, account in room(session, version_id=version_id).items():
        if base_year < year <= last:
            _put(said, "tax_income", year, account.tax)
            _put(said, "grants_income", year, account.grants)
    return assumptions_of(said)


def _put(said: dict[tuple[str, int], Decimal], key: str, year: int, amount: int | None) -> None:
    if amount is not None:
        said[key, year] = Decimal(amount) / _ORE


def assumptions_of(said: Mapping[tuple[str, int], Decimal]) -> list[LongTermAssumption]:
    """Rows of assumptions, in order."""
    return [
        LongTermAssumption(id=new_id(), key=key, year=year, value=value)
        for (key, year), value in sorted(said.items())
    ]
