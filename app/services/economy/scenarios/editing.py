"""Use cases of scenarios: added, copied, renamed, moved and removed, and their steps likewise."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import CentralPot
from app.models.economy import IndexTable, OwnLine
from app.models.errors import NotFound
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.models.scenarios import Scenario, ScenarioStep
from app.models.types import new_id
from app.services.economy.own import plan_years, version_of
from app.services.economy.scenarios.errors import ScenarioNameTaken
from app.services.economy.scenarios.kinds import KIND_WORDS, StepValues, check_step
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_NAME = "Scenariots namn"
_FIELDS = (
    "kind", "unit_id", "pot_id", "table_id", "project_id", "assignment_id", "line", "component",
    "first_year", "last_year", "amount", "number", "note", "active",
)  # fmt: skip


def add_scenario(
    session: Session, *, version_id: int, name: str, party: str | None = None, note: str | None = None
) -> int:
    """Put a what-if beside a version, decided or not; a party's alternative where `party` is said."""
    version_of(session, version_id)
    called = _free_name(session, version_id, name)
    scenario = Scenario(
        id=new_id(),
        plan_version_id=version_id,
        position=_next_position(session, version_id),
        name=called,
        party=optional(party),
        note=optional(note),
    )
    session.add(scenario)
    describe(session, f"Lade till scenariot {called}")
    return scenario.id


def copy_scenario(session: Session, *, scenario_id: int, name: str | None = None) -> int:
    """Make another scenario with the same steps, last in the list."""
    source = scenario_of(session, scenario_id)
    called = (
        _free_name(session, source.plan_version_id, name)
        if name is not None
        else _copy_name(session, source.plan_version_id, source.name)
    )
    made = Scenario(
        id=new_id(),
        plan_version_id=source.plan_version_id,
        position=_next_position(session, source.plan_version_id),
        name=called,
        party=source.party,
        note=source.note,
        example=source.example,
        steps=[_like(step, place) for place, step in enumerate(source.steps, start=1)],
    )
    session.add(made)
    describe(session, f"Kopierade scenariot {source.name} till {called}")
    return made.id


def change_scenario(
    session: Session,
    *,
    scenario_id: int,
    name: str,
    party: str | None,
    note: str | None,
    expected_version: int,
) -> None:
    """Give a scenario another name, party or note."""
    scenario = _opened(session, scenario_id, expected_version)
    was = scenario.name
    called = needed(name, _NAME)
    if called != was:
        called = _free_name(session, scenario.plan_version_id, called)
    wanted = (called, optional(party), optional(note))
    if wanted == (was, scenario.party, scenario.note):
        return
    scenario.name, scenario.party, scenario.note = wanted
    touch(scenario)
    words = f"Döpte om scenariot {was} till {called}" if called != was else f"Ändrade scenariot {called}"
    describe(session, words)


def move_scenario(session: Session, *, scenario_id: int, step: int, expected_version: int) -> None:
    """Move a scenario up (-1) or down (1) among those beside the version."""
    scenario = _opened(session, scenario_id, expected_version)
    rows = _beside(session, scenario.plan_version_id)
    if _shift(rows, rows.index(scenario), step):
        touch(scenario)
        describe(session, f"Flyttade scenariot {scenario.name}")


def remove_scenario(session: Session, *, scenario_id: int, expected_version: int) -> None:
    """Take a scenario away with its steps; a version that it has become stays."""
    scenario = _opened(session, scenario_id, expected_version)
    session.delete(scenario)
    describe(session, f"Tog bort scenariot {scenario.name}")


def add_step(session: Session, *, scenario_id: int, step: StepValues, expected_version: int) -> int:
    """Add a step last; gives its key."""
    scenario = _opened(session, scenario_id, expected_version)
    _check(session, scenario, step)
    last = max((each.position for each in scenario.steps), default=0)
    row = ScenarioStep(id=new_id(), position=last + 1, **_values(step))
    scenario.steps.append(row)
    touch(scenario)
    describe(session, f"Lade till ett steg i scenariot {scenario.name}: {KIND_WORDS[step.kind].lower()}")
    return row.id


def change_step(
    session: Session, *, scenario_id: int, step_id: int, step: StepValues, expected_version: int
) -> None:
    """Let a step say something else, also of another kind; whether it is on stays as it is."""
    scenario = _opened(session, scenario_id, expected_version)
    row = _step(scenario, step_id)
    _check(session, scenario, step)
    values = {**_values(step), "active": row.active}
    if all(getattr(row, key) == value for key, value in values.items()):
        return
    for key, value in values.items():
        setattr(row, key, value)
    touch(scenario)
    describe(session, f"Ändrade ett steg i scenariot {scenario.name}: {KIND_WORDS[step.kind].lower()}")


def set_active(
    session: Session, *, scenario_id: int, step_id: int, active: bool, expected_version: int
) -> None:
    """Switch a step on or off; one that is off stays in the list without effect."""
    scenario = _opened(session, scenario_id, expected_version)
    row = _step(scenario, step_id)
    if row.active == active:
        return
    row.active = active
    touch(scenario)
    words = "Slog på" if active else "Slog av"
    describe(session, f"{words} ett steg i scenariot {scenario.name}: {KIND_WORDS[row.kind].lower()}")


def move_step(session: Session, *, scenario_id: int, step_id: int, step: int, expected_version: int) -> None:
    """Move a step up (-1) or down (1); steps are carried out in their order."""
    scenario = _opened(session, scenario_id, expected_version)
    rows = list(scenario.steps)
    if _shift(rows, rows.index(_step(scenario, step_id)), step):
        touch(scenario)
        describe(session, f"Flyttade ett steg i scenariot {scenario.name}")


def remove_step(session: Session, *, scenario_id: int, step_id: int, expected_version: int) -> None:
    """Take a step away."""
    scenario = _opened(session, scenario_id, expected_version)
    row = _step(scenario, step_id)
    scenario.steps.remove(row)
    touch(scenario)
    describe(session, f"Tog bort ett steg i scenariot {scenario.name}: {KIND_WORDS[row.kind].lower()}")


def scenario_of(session: Session, scenario_id: int) -> Scenario:
    """A scenario by its key."""
    scenario = session.get(Scenario, scenario_id)
    if scenario is None:
        raise NotFound("Scenariot")
    return scenario


def values_of(row: ScenarioStep) -> StepValues:
    """What a step says, as a value."""
    return StepValues(key=row.id, **{field: getattr(row, field) for field in _FIELDS})


def _opened(session: Session, scenario_id: int, expected_version: int) -> Scenario:
    scenario = scenario_of(session, scenario_id)
    check_version(scenario, expected_version, f"Scenariot ”{scenario.name}”")
    return scenario


def _step(scenario: Scenario, step_id: int) -> ScenarioStep:
    found = next((step for step in scenario.steps if step.id == step_id), None)
    if found is None:
        raise NotFound("Steget")
    return found


def _check(session: Session, scenario: Scenario, step: StepValues) -> None:
    own = select(OwnLine.key).where(OwnLine.plan_version_id == scenario.plan_version_id)
    check_step(step, plan_years(session, scenario.plan_version_id), set(session.scalars(own)))
    named = (
        (Unit, step.unit_id, "Enheten"),
        (CentralPot, step.pot_id, "Den gemensamma posten"),
        (IndexTable, step.table_id, "Indexet"),
        (InvestmentProject, step.project_id, "Investeringen"),
        (Assignment, step.assignment_id, "Uppdraget"),
    )
    for model, key, what in named:
        if key is not None and session.get(model, key) is None:
            raise NotFound(what)


def _values(step: StepValues) -> dict[str, object]:
    return {field: getattr(step, field) for field in _FIELDS} | {"note": optional(step.note)}


def _like(step: ScenarioStep, place: int) -> ScenarioStep:
    return ScenarioStep(id=new_id(), position=place, **{field: getattr(step, field) for field in _FIELDS})


def _beside(session: Session, version_id: int) -> list[Scenario]:
    rows = select(Scenario).where(Scenario.plan_version_id == version_id)
    return list(session.scalars(rows.order_by(Scenario.position, Scenario.id)))


def _shift(rows: list[Scenario] | list[ScenarioStep], place: int, step: int) -> bool:
    """Move a row among its siblings and number them anew; False at the end of the list."""
    wanted = place + step
    if not 0 <= wanted < len(rows):
        return False
    rows.insert(wanted, rows.pop(place))  # type: ignore[arg-type]
    _renumber(rows)
    return True


def _renumber(rows: Iterable[Scenario | ScenarioStep]) -> None:
    for number, row in enumerate(rows, start=1):
        if row.position != number:
            row.position = number


def _next_position(session: Session, version_id: int) -> int:
    last = select(func.max(Scenario.position)).where(Scenario.plan_version_id == version_id)
    return (session.scalar(last) or 0) + 1


def _names(session: Session, version_id: int) -> set[str]:
    return {row.name for row in _beside(session, version_id)}


def _free_name(session: Session, version_id: int, name: str) -> str:
    called = needed(name, _NAME)
    if called in _names(session, version_id):
        raise ScenarioNameTaken(called)
    return called


def _copy_name(session: Session, version_id: int, name: str) -> str:
    taken = _names(session, version_id)
    called, number = f"{name}, kopia", 1
    while called in taken:
        number += 1
        called = f"{name}, kopia {number}"
    return called
