"""Fills a file with the example's budget plan: its versions and every performer's frames."""

from typing import get_args

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion, YearTotal
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.exchange import example_format as shape
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline

_COMPONENTS: tuple[shape.Component, ...] = get_args(shape.Component)


def load_budget(
    session: Session, example: shape.Example, time: Timeline, units: dict[str, Unit]
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
    session.add(plan)
    for key, version in versions.items():
        changed = {(row.unit, row.component): row.amount for row in example.differences if row.version == key}
        for frame in example.frames:
            version.frames.extend(_frames(frame, units[frame.unit].id, changed, time))
    session.flush()
    for row in example.versions:
        versions[row.key].locked = row.locked
    session.flush()
    return versions


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
    first = Frame(unit_id=unit_id, year=time.budget_year, previous=row.previous * ORE_PER_TKR, example=True)
    for kind in _COMPONENTS:
        amount = changed.get((row.unit, kind), getattr(row, kind))
        if amount:
            first.components.append(_component(row, kind, amount))
    following = [
        Frame(
            unit_id=unit_id,
            year=time.year(year),
            example=True,
            components=[FrameComponent(kind="plan", amount=change * ORE_PER_TKR)],
        )
        for year, change in enumerate(row.plan, start=1)
    ]
    return [first, *following]


def _component(row: shape.Frame, kind: shape.Component, amount: int) -> FrameComponent:
    """A component; its note explains the amount of the latest version only."""
    latest = amount == getattr(row, kind)
    return FrameComponent(
        kind=kind,
        amount=amount * ORE_PER_TKR,
        note=row.notes.get(kind) if latest else None,
        source=row.sources.get(kind) if latest else None,
    )
