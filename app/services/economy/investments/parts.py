"""A project's parts with their own lives (komponenter), and what it costs to run from when it is in use."""

from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.investments import InvestmentPart, InvestmentProject, RunningCost
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.budget.errors import TooLarge
from app.services.budget.rules import LARGEST
from app.services.economy.investments.errors import NoLife, NotAShare, TooLongLife, TooMuchShared
from app.services.economy.investments.projects import opened_project
from app.services.storage import describe, touch
from app.services.typed import needed

LONGEST_LIFE: Final = 200
_ALL: Final = Decimal(100)


def add_part(
    session: Session, *, project_id: int, expected_version: int, name: str, share: Decimal, years: int | None
) -> int:
    """Add a part with its share in percent of the project and its life in years (None: never written off)."""
    project = opened_project(session, project_id, expected_version)
    name = needed(name, "Komponentens namn")
    _check(project, None, name, share, years)
    made = InvestmentPart(id=new_id(), position=_last(project.parts) + 1, name=name, share=share, years=years)
    project.parts.append(made)
    touch(project)
    describe(session, f"Lade till komponenten {name} i {project.name}")
    return made.id


def change_part(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    part_id: int,
    name: str | Keep = KEEP,
    share: Decimal | Keep = KEEP,
    years: int | Keep | None = KEEP,
) -> None:
    """Change a part's name, share or life."""
    project = opened_project(session, project_id, expected_version)
    part = _part(project, part_id)
    called = part.name if name is KEEP else needed(name, "Komponentens namn")
    now = (
        called,
        part.share if share is KEEP else share,
        part.years if years is KEEP else years,
    )
    if now == (part.name, part.share, part.years):
        return
    _check(project, part, *now)
    part.name, part.share, part.years = now
    touch(project)
    describe(session, f"Ändrade komponenten {called} i {project.name}")


def remove_part(session: Session, *, project_id: int, expected_version: int, part_id: int) -> None:
    """Take a part away."""
    project = opened_project(session, project_id, expected_version)
    part = _part(project, part_id)
    describe(session, f"Tog bort komponenten {part.name} i {project.name}")
    project.parts.remove(part)
    touch(project)


def add_running(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    name: str,
    amount: int,
    unit_id: int | None = None,
    in_frames: bool = False,
) -> int:
    """Add what a project costs to run each whole year from its start; below zero where it saves."""
    project = opened_project(session, project_id, expected_version)
    name = needed(name, "Driftkostnadens namn")
    _check_running(session, name, amount, unit_id)
    made = RunningCost(
        id=new_id(),
        position=_last(project.running) + 1,
        name=name,
        amount=amount,
        unit_id=unit_id,
        in_frames=in_frames,
    )
    project.running.append(made)
    touch(project)
    describe(session, f"Lade till driftkostnaden {name} för {project.name}")
    return made.id


def change_running(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    running_id: int,
    name: str | Keep = KEEP,
    amount: int | Keep = KEEP,
    unit_id: int | Keep | None = KEEP,
    in_frames: bool | Keep = KEEP,
) -> None:
    """Change a running cost."""
    project = opened_project(session, project_id, expected_version)
    row = _running(project, running_id)
    called = row.name if name is KEEP else needed(name, "Driftkostnadens namn")
    now = (
        called,
        row.amount if amount is KEEP else amount,
        row.unit_id if unit_id is KEEP else unit_id,
        row.in_frames if in_frames is KEEP else in_frames,
    )
    if now == (row.name, row.amount, row.unit_id, row.in_frames):
        return
    _check_running(session, called, now[1], now[2])
    row.name, row.amount, row.unit_id, row.in_frames = now
    touch(project)
    describe(session, f"Ändrade driftkostnaden {called} för {project.name}")


def remove_running(session: Session, *, project_id: int, expected_version: int, running_id: int) -> None:
    """Take a running cost away."""
    project = opened_project(session, project_id, expected_version)
    row = _running(project, running_id)
    describe(session, f"Tog bort driftkostnaden {row.name} för {project.name}")
    project.running.remove(row)
    touch(project)


def _check(
    project: InvestmentProject, own: InvestmentPart | None, name: str, share: Decimal, years: int | None
) -> None:
    if years is not None and years <= 0:
        raise NoLife(name)
    if years is not None and years > LONGEST_LIFE:
        raise TooLongLife(name, LONGEST_LIFE)
    if not 0 < share <= _ALL:
        raise NotAShare(name)
    together = share + sum((part.share for part in project.parts if part is not own), start=Decimal(0))
    if together > _ALL:
        raise TooMuchShared(project.name, together)


def _check_running(session: Session, name: str, amount: int, unit_id: int | None) -> None:
    if abs(amount) > LARGEST:
        raise TooLarge(f"Driftkostnaden {name}")
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")


def _part(project: InvestmentProject, part_id: int) -> InvestmentPart:
    for part in project.parts:
        if part.id == part_id:
            return part
    raise NotFound("Komponenten")


def _running(project: InvestmentProject, running_id: int) -> RunningCost:
    for row in project.running:
        if row.id == running_id:
            return row
    raise NotFound("Driftkostnaden")


def _last(rows: list[InvestmentPart] | list[RunningCost]) -> int:
    return max((row.position for row in rows), default=0)
