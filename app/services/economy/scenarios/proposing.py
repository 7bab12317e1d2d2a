"""A scenario that balances is made a version of the plan of its own, with every step carried out."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import AssignmentFunding, Frame
from app.models.investments import InvestmentYear
from app.models.types import new_id
from app.services.budget.entries import Entry
from app.services.budget.figures import OPERATING
from app.services.budget.frames import paste_amounts
from app.services.budget.versions import create_version
from app.services.economy.own import opened, state_of
from app.services.economy.prerequisites.choosing import set_values, take_room
from app.services.economy.prerequisites.lines import BY_KEY, INCOME_RATE
from app.services.economy.prerequisites.views import room
from app.services.economy.scenarios.arithmetic import ScenarioBase, ScenarioResult, evaluate
from app.services.economy.scenarios.editing import scenario_of, values_of
from app.services.economy.scenarios.errors import NoSuchStep, NotBalanced, StepsWithoutEffect
from app.services.economy.scenarios.reading import scenario_base
from app.services.storage import check_version, describe, touch
from app.services.typed import needed

_PROPOSAL = "proposal"


def to_proposal(session: Session, *, scenario_id: int, expected_version: int, name: str | None = None) -> int:
    """Make a version of stage "proposal" of a scenario that balances; gives its key.

    Parts that a step gives another amount rest on nothing in the new version and say which scenario they
    come from. What may be distributed becomes the scenario's room.
    """
    scenario = scenario_of(session, scenario_id)
    check_version(scenario, expected_version, f"Scenariot ”{scenario.name}”")
    base = scenario_base(session, version_id=scenario.plan_version_id)
    result = evaluate(base, [values_of(step) for step in scenario.steps])
    _refuse(scenario.name, base, result)
    called = needed(name if name is not None else scenario.name, "Versionens namn")
    made = create_version(session, source_id=scenario.plan_version_id, name=called, stage=_PROPOSAL)
    session.flush()
    _write_values(session, made, base, result, scenario.name)
    _write_frames(session, made, result, scenario.name)
    _write_fundings(session, made, result)
    _write_projects(session, made, base, result)
    session.flush()
    if any(each.room is not None for each in room(session, version_id=made).values()):
        take_room(session, version_id=made, expected_version=state_of(session, made))
    scenario.proposal_id = made
    touch(scenario)
    describe(session, f"Gjorde scenariot {scenario.name} till förslaget {called}")
    return made


def _refuse(name: str, base: ScenarioBase, result: ScenarioResult) -> None:
    if result.reasons:
        raise NotBalanced(name, result.reasons)
    if result.stopped:
        raise StepsWithoutEffect(name, tuple(result.stopped.values()))
    for key, change in result.work.projects.items():
        project = base.projects[key]
        if change.years is not None and project.in_use_year is not None:
            raise NoSuchStep(
                f"När ”{project.name}” tas i bruk är lika i alla versioner. Flytta projektet under "
                "Investeringar och slå av steget här."
            )


def _write_values(
    session: Session, version_id: int, base: ScenarioBase, result: ScenarioResult, name: str
) -> None:
    """What the scenario says of the prerequisites becomes the version's own, told where it comes from."""
    before, after = base.grounds.values, result.work.values
    changed: dict[tuple[str, int], Decimal | None] = {
        place: value
        for place, value in after.items()
        if before.get(place) != value and place[0] != INCOME_RATE
    }
    twins = {(BY_KEY[line].twin, year) for line, year in changed if line in BY_KEY}
    gone = [place for place in before if place not in after and place not in twins]
    changed.update(dict.fromkeys(gone))
    if changed:
        set_values(
            session,
            version_id=version_id,
            values=changed,
            expected_version=state_of(session, version_id),
            notes=dict.fromkeys(changed, _told(name)),
        )


def _write_frames(session: Session, version_id: int, result: ScenarioResult, name: str) -> None:
    """The parts that steps have given other amounts; what rests on the frames follows by itself."""
    work = result.work
    rows = session.scalars(
        select(Frame).where(Frame.plan_version_id == version_id, Frame.kind == OPERATING)
    ).all()
    frames = {(frame.unit_id or frame.pot_id or 0, frame.year): frame for frame in rows}
    places = [
        place
        for place in sorted(work.typed | set(work.worths))
        if work.frames.part(*place) != work.grounds.frames.parts.get(place, 0)
    ]
    entries = [
        Entry(frame.id, part, work.frames.part(holder, year, part), frame.version, note=_told(name))
        for holder, year, part in places
        if (frame := frames.get((holder, year))) is not None
    ]
    if entries:
        paste_amounts(session, entries=entries)


def _write_fundings(session: Session, version_id: int, result: ScenarioResult) -> None:
    for assignment_id, holder, year in sorted(result.work.unfunded):
        rows = select(AssignmentFunding).join(Frame, Frame.id == AssignmentFunding.frame_id)
        wanted = rows.where(
            AssignmentFunding.assignment_id == assignment_id,
            Frame.plan_version_id == version_id,
            Frame.year == year,
            (Frame.unit_id == holder) | (Frame.pot_id == holder),
        )
        for row in session.scalars(wanted):
            session.delete(row)


def _write_projects(session: Session, version_id: int, base: ScenarioBase, result: ScenarioResult) -> None:
    if not result.work.projects:
        return
    opened(session, version_id, state_of(session, version_id))
    first = base.grounds.years[0]
    for project_id, change in result.work.projects.items():
        rows = select(InvestmentYear).where(
            InvestmentYear.plan_version_id == version_id, InvestmentYear.project_id == project_id
        )
        held = {row.year: row for row in session.scalars(rows)}
        spent = {} if change.years is None else _moved(held, change.years, first)
        for row in held.values():
            session.delete(row)
        session.flush()
        for year, (expense, income, carried) in spent.items():
            session.add(
                InvestmentYear(
                    id=new_id(),
                    plan_version_id=version_id,
                    project_id=project_id,
                    year=year,
                    expense=expense,
                    income=income,
                    carried=carried,
                )
            )


def _moved(held: Mapping[int, InvestmentYear], years: int, first: int) -> dict[int, tuple[int, int, int]]:
    spent: dict[int, tuple[int, int, int]] = {}
    for year, row in held.items():
        place = max(year + years, first)
        had = spent.get(place, (0, 0, 0))
        spent[place] = (had[0] + row.expense, had[1] + row.income, had[2] + row.carried)
    return spent


def _told(name: str) -> str:
    return f"Scenariot {name}"
