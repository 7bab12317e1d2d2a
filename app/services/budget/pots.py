"""The central posts of a plan, which no performer has: finance, pensions, pay review, contingency, own."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import POT_KINDS, Appropriation, BudgetPlan, CentralPot, Frame, PlanVersion
from app.models.budgetchanges import BudgetChangeRow
from app.models.economy import ComponentBasis, OwnLine
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.scenarios import ScenarioStep
from app.models.types import new_id
from app.services.budget.appropriations import check_path
from app.services.budget.errors import NoOpenVersion, PotExists, PotInUse, PotPointedAt
from app.services.budget.holding import empty_frames, held_frames, holds_amounts
from app.services.budget.words import POT_NAMES
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_OWN = "own"


def create_pot(
    session: Session,
    *,
    plan_id: int,
    kind: str,
    name: str | None = None,
    unit_id: int | None = None,
    note: str | None = None,
) -> int:
    """Add a central post last, with empty frames in every version that is worked on; gives its key."""
    plan = session.get(BudgetPlan, plan_id)
    if plan is None:
        raise NotFound("Budgeten")
    if kind not in POT_KINDS:
        raise ValueError(f"not a kind of central post: {kind}")
    called = needed(name or ("" if kind == _OWN else POT_NAMES[kind]), "Postens namn")
    _check_name(plan, called)
    opened = [version for version in plan.versions if not version.locked]
    if not opened:
        raise NoOpenVersion(plan.name)
    last = max((pot.position for pot in plan.pots), default=0)
    pot = CentralPot(
        id=new_id(), kind=kind, name=called, unit_id=unit_id, note=optional(note), position=last + 1
    )
    plan.pots.append(pot)
    session.flush()
    for version in opened:
        session.add_all(_of_version(version, empty_frames(plan, pot_id=pot.id)))
        touch(version)
    touch(plan)
    describe(session, f"Lade till {called} bland de gemensamma posterna")
    return pot.id


def rename_pot(session: Session, *, pot_id: int, name: str, expected_version: int) -> None:
    """Call a central post something else."""
    pot = _open_pot(session, pot_id, expected_version)
    name = needed(name, "Postens namn")
    if name == pot.name:
        return
    _check_name(session.get_one(BudgetPlan, pot.plan_id), name, but=pot)
    describe(session, f"Döpte om {pot.name} till {name}")
    pot.name = name
    touch(pot)


def set_pot_note(session: Session, *, pot_id: int, note: str | None, expected_version: int) -> None:
    """Say what a central post is for."""
    pot = _open_pot(session, pot_id, expected_version)
    if optional(note) == pot.note:
        return
    pot.note = optional(note)
    touch(pot)
    describe(session, f"Ändrade noten om {pot.name}")


def set_holder(session: Session, *, pot_id: int, unit_id: int | None, expected_version: int) -> None:
    """Name the body that disposes of a central post; refused where that would bind it twice."""
    pot = _open_pot(session, pot_id, expected_version)
    unit = None if unit_id is None else session.get(Unit, unit_id)
    if unit_id is not None and unit is None:
        raise NotFound("Enheten")
    if unit_id == pot.unit_id:
        return
    pot.unit_id = unit_id
    session.flush()
    bound = select(Appropriation.plan_version_id).where(Appropriation.pot_id == pot_id)
    for version_id in session.scalars(bound).all():
        check_path(session, version_id, None, pot_id)
    touch(pot)
    words = f"{unit.name} förfogar över {pot.name}" if unit else f"Ingen förfogar längre över {pot.name}"
    describe(session, words)


def move_pot(session: Session, *, pot_id: int, step: int, expected_version: int) -> None:
    """Move a central post up (-1) or down (1) among the others; at the end of them nothing happens."""
    pot = _open_pot(session, pot_id, expected_version)
    plan = session.get_one(BudgetPlan, pot.plan_id)
    order = sorted(plan.pots, key=lambda each: (each.position, each.id))
    place = order.index(pot)
    there = max(0, min(len(order) - 1, place + step))
    if there == place:
        return
    order.insert(there, order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    touch(pot)
    describe(session, f"Flyttade {pot.name} bland de gemensamma posterna")


def remove_pot(session: Session, *, pot_id: int, expected_version: int) -> None:
    """Take a central post away; refused while it has amounts, or stands in a version that is decided."""
    pot = _open_pot(session, pot_id, expected_version)
    plan = session.get_one(BudgetPlan, pot.plan_id)
    _refuse_used(session, pot)
    for version in plan.versions:
        _leave(session, version, pot)
    session.flush()
    plan.pots.remove(pot)
    touch(plan)
    describe(session, f"Tog bort {pot.name} bland de gemensamma posterna")


def _refuse_used(session: Session, pot: CentralPot) -> None:
    """Lines of the prerequisites, decisions during the year and scenarios must be rid of it first."""
    counted = (
        (OwnLine.pot_id, "rad i förutsättningarna", "rader i förutsättningarna"),
        (BudgetChangeRow.pot_id, "rad i ett ändringsbeslut", "rader i ändringsbeslut"),
        (ScenarioStep.pot_id, "steg i ett scenario", "steg i scenarier"),
    )
    held = []
    for column, one, several in counted:
        count = session.scalar(select(func.count()).where(column == pot.id))
        if count:
            held.append(write_count(count, one, several))
    if held:
        raise PotPointedAt(pot.name, held)


def _leave(session: Session, version: PlanVersion, pot: CentralPot) -> None:
    frames = held_frames(session, version.id, None, pot.id)
    bound = select(Appropriation).where(
        Appropriation.plan_version_id == version.id, Appropriation.pot_id == pot.id
    )
    appropriations = session.scalars(bound).all()
    if version.locked and (frames or appropriations):
        raise PotInUse(pot.name, version.name, locked=True)
    if any(holds_amounts(frame) for frame in frames):
        raise PotInUse(pot.name, version.name, locked=False)
    resting = select(ComponentBasis).where(
        ComponentBasis.plan_version_id == version.id, ComponentBasis.pot_id == pot.id
    )
    for row in (*frames, *appropriations, *session.scalars(resting).all()):
        session.delete(row)
    if frames or appropriations:
        touch(version)


def _of_version(version: PlanVersion, frames: list[Frame]) -> list[Frame]:
    for frame in frames:
        frame.plan_version_id = version.id
    return frames


def _check_name(plan: BudgetPlan, name: str, *, but: CentralPot | None = None) -> None:
    if any(pot is not but and pot.name.casefold() == name.casefold() for pot in plan.pots):
        raise PotExists(name)


def _open_pot(session: Session, pot_id: int, expected_version: int) -> CentralPot:
    pot = session.get(CentralPot, pot_id)
    if pot is None:
        raise NotFound("Den gemensamma posten")
    check_version(pot, expected_version, pot.name)
    return pot
