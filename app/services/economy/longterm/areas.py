"""The areas of a long-term plan: what follows the ages, what is a sum, and what it costs per head."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.models.economy import IndexTable
from app.models.errors import NotFound
from app.models.longterm import AgeCost, LongTermArea, LongTermPlan
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.economy.longterm.ages import AgeEntry, check_apart, write_ages
from app.services.economy.longterm.errors import NegativeCost, NoChangeIndex, NothingToFit
from app.services.economy.longterm.fitting import fit_areas
from app.services.economy.longterm.opening import area_of, free_area, opened
from app.services.economy.longterm.reading import people_of
from app.services.economy.longterm.standing import frames_of_units
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.typed import optional


def add_area(
    session: Session,
    *,
    plan_id: int,
    expected_version: int,
    name: str,
    unit_id: int | None = None,
    amount: int | None = None,
    ages: Sequence[AgeEntry] = (),
    table_id: int | None = None,
    note: str | None = None,
) -> int:
    """Add an area last; with `ages` it follows them, otherwise it is a sum. Gives its key."""
    plan = opened(session, plan_id, expected_version)
    called = free_area(plan, name)
    _check(session, unit_id, table_id)
    last = max((area.position for area in plan.areas), default=0)
    area = LongTermArea(
        id=new_id(), unit_id=unit_id, table_id=table_id, position=last + 1, name=called,
        amount=None if ages else amount or 0, note=optional(note),
    )  # fmt: skip
    area.costs = _costs(called, ages)
    plan.areas.append(area)
    session.flush()
    describe(session, f"Lade till {called} i {plan.name}")
    return area.id


def change_area(
    session: Session,
    *,
    area_id: int,
    expected_version: int,
    name: str | Keep = KEEP,
    unit_id: int | Keep | None = KEEP,
    table_id: int | Keep | None = KEEP,
    note: str | Keep | None = KEEP,
) -> None:
    """Change what an area is called, which unit's it is, and which index it follows."""
    plan, area = area_of(session, area_id, expected_version)
    if not isinstance(name, Keep):
        area.name = free_area(plan, name, area)
    if not isinstance(unit_id, Keep):
        _check(session, unit_id, None)
        area.unit_id = unit_id
    if not isinstance(table_id, Keep):
        _check(session, None, table_id)
        area.table_id = table_id
    if not isinstance(note, Keep):
        area.note = optional(note)
    describe(session, f"Ändrade {area.name} i {plan.name}")


def set_ages(session: Session, *, area_id: int, expected_version: int, ages: Sequence[AgeEntry]) -> None:
    """Let an area follow some ages with what each costs; with none it becomes a sum again.

    Groups that keep their ages keep their rows.
    """
    plan, area = area_of(session, area_id, expected_version)
    wanted = {entry.ages: entry for entry in check_apart(area.name, ages)}
    _check_costs(area.name, ages)
    for row in list(area.costs):
        entry = wanted.pop((row.age_from, row.age_to), None)
        if entry is None:
            area.costs.remove(row)
        else:
            row.amount = entry.amount
    session.flush()  # a group may begin where one that is gone began
    area.costs.extend(_costs(area.name, tuple(wanted.values())))
    area.amount = None if area.costs else area.amount or 0
    describe(session, f"Ändrade åldrarna för {area.name} i {plan.name}")


def set_costs(
    session: Session,
    *,
    plan_id: int,
    expected_version: int,
    costs: Mapping[int, int],
    amounts: Mapping[int, int],
) -> int:
    """Set costs per head by the key of the group, and sums by the key of the area, as one change."""
    plan = opened(session, plan_id, expected_version)
    rows = {row.id: (area, row) for area in plan.areas for row in area.costs}
    areas = {area.id: area for area in plan.areas}
    for key, amount in costs.items():
        if key not in rows:
            raise NotFound("Åldersgruppen")
        area, row = rows[key]
        _check_costs(area.name, [AgeEntry(row.age_from, row.age_to, amount)])
        row.amount = amount
    for key, amount in amounts.items():
        if key not in areas:
            raise NotFound("Verksamheten")
        areas[key].amount = amount
    changed = write_count(len(costs) + len(amounts), "kostnad", "kostnader")
    describe(session, f"Ändrade {changed} i {plan.name}")
    return len(costs) + len(amounts)


def fit_to_frame(session: Session, *, area_id: int, expected_version: int) -> int:
    """Make the base year's cost of a unit's areas its frame, all of them in proportion; see `fit_areas`.

    Gives what they cost after that, in öre.
    """
    plan, area = area_of(session, area_id, expected_version)
    frame = _frame(session, plan, area)
    areas = [one for one in plan.areas if one.unit_id == area.unit_id]
    found = fit_areas(areas, frame, people_of(session, plan, None).ages, plan.base_year)
    if found is None:
        raise NothingToFit(area.name, f"det finns inga invånare {plan.base_year} i åldrarna")
    describe(session, f"Stämde av {area.name} mot ramen {plan.base_year}")
    return found


def move_area(session: Session, *, area_id: int, expected_version: int, step: int) -> None:
    """Move an area up (-1) or down (1) among the others; at the end of them it stays."""
    plan, area = area_of(session, area_id, expected_version)
    order = sorted(plan.areas, key=lambda one: (one.position, one.id))
    place = order.index(area)
    order.insert(max(0, min(len(order) - 1, place + step)), order.pop(place))
    for position, one in enumerate(order, start=1):
        one.position = position
    describe(session, f"Flyttade {area.name} i {plan.name}")


def remove_area(session: Session, *, area_id: int, expected_version: int) -> None:
    """Take an area away with what it costs."""
    plan, area = area_of(session, area_id, expected_version)
    describe(session, f"Tog bort {area.name} ur {plan.name}")
    plan.areas.remove(area)


def _frame(session: Session, plan: LongTermPlan, area: LongTermArea) -> int:
    if plan.plan_version_id is None:
        raise NothingToFit(area.name, "planen utgår inte från någon budgetversion")
    if area.unit_id is None:
        raise NothingToFit(area.name, "verksamheten är inte kopplad till någon enhet")
    frame = frames_of_units(session, plan.plan_version_id, plan.base_year).get(area.unit_id)
    if frame is None:
        raise NothingToFit(area.name, f"enheten har ingen ram {plan.base_year}")
    if frame < 0:
        raise NothingToFit(area.name, "ramen är mindre än noll")
    return frame


def _costs(name: str, ages: Sequence[AgeEntry]) -> list[AgeCost]:
    _check_costs(name, ages)
    return [
        AgeCost(id=new_id(), age_from=entry.age_from, age_to=entry.age_to, amount=entry.amount)
        for entry in check_apart(name, ages)
    ]


def _check_costs(name: str, ages: Sequence[AgeEntry]) -> None:
    for entry in ages:
        if entry.amount < 0:
            raise NegativeCost(name, write_ages(*entry.ages))


def _check(session: Session, unit_id: int | None, table_id: int | None) -> None:
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    if table_id is not None:
        table = session.get(IndexTable, table_id)
        if table is None:
            raise NotFound("Indexet")
        if table.unit != "change":
            raise NoChangeIndex(table.name)
