"""Fills a file with the example's budget plan: its versions and every performer's frames."""

from datetime import date
from typing import get_args

from sqlalchemy.orm import Session

from app.models.budget import (
    Appropriation,
    BudgetPlan,
    CentralPot,
    Frame,
    FrameComponent,
    GrantYear,
    PlanVersion,
    TargetedGrant,
    YearTotal,
)
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.economy.deciding import keep_decided
from app.services.exchange import example_format_budget as shape
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline

_COMPONENTS: tuple[shape.Component, ...] = get_args(shape.Component)


def load_budget(
    session: Session, example: shape.Budget, time: Timeline, units: dict[str, Unit]
) -> dict[str, PlanVersion]:
    """The plan with its versions; gives the versions by their keys in the example."""
    facts = example.plan
    plan = BudgetPlan(
        id=new_id(), name=time.words(facts.name), first_year=time.budget_year, years=facts.years
    )
    versions = {
        row.key: _version(row, place, facts, time) for place, row in enumerate(example.versions, start=1)
    }
    plan.versions = list(versions.values())
    plan.pots = [_pot(row, place) for place, row in enumerate(example.pots, start=1)]
    session.add(plan)
    for row in example.versions:
        if row.copied_from is not None:
            versions[row.key].source_id = versions[row.copied_from].id
    for key, version in versions.items():
        changed = {(row.unit, row.component): row.amount for row in example.differences if row.version == key}
        for frame in example.frames:
            version.frames.extend(_frames(frame, units[frame.unit].id, changed, time))
        for pot, facts_of_pot in zip(plan.pots, example.pots, strict=True):
            version.frames.extend(_pot_frames(facts_of_pot, pot.id, time))
        _fill_beside(version, example, time, units)
    session.flush()
    return versions


def lock_versions(
    session: Session, example: shape.Budget, versions: dict[str, PlanVersion], *, today: date
) -> None:
    """Lock what is decided, when everything that belongs to it is there, and keep its economy."""
    for row in example.versions:
        versions[row.key].locked = row.locked
    session.flush()
    for version in versions.values():
        if version.locked:
            keep_decided(session, version_id=version.id, today=today)


def _version(row: shape.PlanVersion, place: int, facts: shape.PlanFacts, time: Timeline) -> PlanVersion:
    amounts = zip(range(facts.years), row.to_distribute, row.held_back, strict=True)
    return PlanVersion(
        id=new_id(),
        position=place,
        stage=row.stage,
        name=row.name,
        body=row.body,
        decided_on=time.working_day(row.decided_on),
        paragraph=row.paragraph,
        registration_number=time.known_words(row.registration_number),
        example=True,
        totals=[
            YearTotal(
                year=time.year(year),
                to_distribute=total * ORE_PER_TKR,
                held_back=held * ORE_PER_TKR,
                held_by=facts.held_by,
            )
            for year, total, held in amounts
        ],
    )


def _frames(
    row: shape.Frame, unit_id: int, changed: dict[tuple[str, shape.Component], int], time: Timeline
) -> list[Frame]:
    """The frame of the budget year by component, and one for each plan year as a change."""
    first = Frame(
        unit_id=unit_id,
        year=time.budget_year,
        previous=row.previous * ORE_PER_TKR,
        previous_income=row.previous_income * ORE_PER_TKR,
        staff=row.staff,
        example=True,
    )
    for kind in _COMPONENTS:
        amount = changed.get((row.unit, kind), getattr(row, kind))
        if amount:
            first.components.append(_component(row, kind, amount))
    following = [
        Frame(
            unit_id=unit_id, year=time.year(year), staff=row.staff, example=True, components=_change(change)
        )
        for year, change in enumerate(row.plan, start=1)
    ]
    return [first, *following]


def _change(change: int) -> list[FrameComponent]:
    return [FrameComponent(kind="plan", amount=change * ORE_PER_TKR)]


def _pot(row: shape.Pot, place: int) -> CentralPot:
    return CentralPot(id=new_id(), position=place, kind=row.kind, name=row.name, note=row.note, example=True)


def _pot_frames(row: shape.Pot, pot_id: int, time: Timeline) -> list[Frame]:
    first = Frame(
        pot_id=pot_id,
        year=time.budget_year,
        previous=row.previous * ORE_PER_TKR,
        example=True,
        components=[
            FrameComponent(kind=kind, amount=amount * ORE_PER_TKR)
            for kind, amount in (("wages", row.wages), ("prices", row.prices))
            if amount
        ],
    )
    following = [
        Frame(pot_id=pot_id, year=time.year(year), example=True, components=_change(change))
        for year, change in enumerate(row.plan, start=1)
    ]
    return [first, *following]


def _fill_beside(version: PlanVersion, example: shape.Budget, time: Timeline, units: dict[str, Unit]) -> None:
    """What stands beside the frames that taxes pay: bindings, frames that fees pay, grants for a time."""
    version.appropriations = [
        Appropriation(unit_id=units[row.unit].id, note=row.note) for row in example.bindings
    ]
    for fee in example.fee_frames:
        version.frames.extend(_fee_frames(fee, units[fee.unit].id, time))
    version.grants = [_grant(row, units[row.unit].id, time) for row in example.grants]


def _fee_frames(row: shape.FeeFrame, unit_id: int, time: Timeline) -> list[Frame]:
    """Years of cost and income from the year before the budget year; each change is the year's `plan`."""
    cost, income = ([amount * ORE_PER_TKR for amount in amounts] for amounts in (row.cost, row.income))
    frames = []
    for place in range(1, len(cost)):
        kind = "prices" if place == 1 else "plan"
        more = income[place] - income[place - 1]
        net = cost[place] - cost[place - 1] - more
        frame = Frame(unit_id=unit_id, year=time.year(place - 1), kind="fees", example=True)
        frame.components = [FrameComponent(kind=kind, amount=net, income=more)]
        frames.append(frame)
    frames[0].previous, frames[0].previous_income = cost[0] - income[0], income[0]
    return frames


def _grant(row: shape.Grant, unit_id: int, time: Timeline) -> TargetedGrant:
    return TargetedGrant(
        unit_id=unit_id,
        name=time.words(row.name),
        giver=row.giver,
        ends=time.day(row.ends),
        note=time.known_words(row.note),
        example=True,
        years=[
            GrantYear(year=time.year(year), amount=amount * ORE_PER_TKR)
            for year, amount in enumerate(row.amounts)
        ],
    )


def _component(row: shape.Frame, kind: shape.Component, amount: int) -> FrameComponent:
    """A component; its note explains the amount of the latest version only."""
    latest = amount == getattr(row, kind)
    return FrameComponent(
        kind=kind,
        amount=amount * ORE_PER_TKR,
        income=row.income * ORE_PER_TKR if kind == "prices" else 0,
        note=row.notes.get(kind) if latest else None,
        source=row.sources.get(kind) if latest else None,
    )
