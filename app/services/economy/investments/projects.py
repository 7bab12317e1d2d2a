"""Projects: what they are called, who has them, what has been permitted, and when they are taken into use."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.budgetchanges import BudgetChange, BudgetChangeRow
from app.models.errors import NotFound
from app.models.investments import INVESTMENT_KINDS, INVESTMENT_STATES, InvestmentProject, InvestmentYear
from app.models.organisation import Unit
from app.models.scenarios import ScenarioStep
from app.models.types import new_id
from app.services.budget.entries import KEEP, Keep
from app.services.budget.errors import TooLarge
from app.services.budget.rules import LARGEST
from app.services.economy.investments.errors import (
    BelowZero,
    LeftInYears,
    MonthWithoutYear,
    NotAMonth,
    NotAYear,
    ProjectInUse,
)
from app.services.economy.investments.words import STATES
from app.services.formatting import write_ore
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_YEARS: Final = range(1900, 2200)


def project_of(session: Session, project_id: int) -> InvestmentProject:
    """A project that is there."""
    found = session.get(InvestmentProject, project_id)
    if found is None:
        raise NotFound("Projektet")
    return found


def opened_project(session: Session, project_id: int, expected_version: int) -> InvestmentProject:
    """A project for a change, as it was when it was shown."""
    found = project_of(session, project_id)
    check_version(found, expected_version, f"Projektet {found.name}")
    return found


def add_project(session: Session, *, name: str, kind: str = "replacement", unit_id: int | None = None) -> int:
    """Add a project last; gives its key. It has no permission and no parts yet."""
    name = needed(name, "Projektets namn")
    _check_kind(kind)
    _check_unit(session, unit_id)
    last = session.scalar(select(func.max(InvestmentProject.position))) or 0
    made = InvestmentProject(
        id=new_id(), name=name, kind=kind, unit_id=unit_id, position=last + 1, state="planned", spent_before=0
    )
    session.add(made)
    describe(session, f"Lade till investeringsprojektet {name}")
    return made.id


def change_project(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    name: str | Keep = KEEP,
    number: str | Keep | None = KEEP,
    kind: str | Keep = KEEP,
    unit_id: int | Keep | None = KEEP,
    note: str | Keep | None = KEEP,
) -> None:
    """Change what a project is called, what it is for and who has it."""
    project = opened_project(session, project_id, expected_version)
    if kind is not KEEP:
        _check_kind(kind)
    if unit_id is not KEEP:
        _check_unit(session, unit_id)
    said = {
        "name": name if name is KEEP else needed(name, "Projektets namn"),
        "number": number if number is KEEP else optional(number),
        "kind": kind,
        "unit_id": unit_id,
        "note": note if note is KEEP else optional(note),
    }
    old = project.name
    words = f"Ändrade investeringsprojektet {old}"
    if said["name"] not in (KEEP, old):
        words = f"Döpte om investeringsprojektet {old} till {said['name']}"
    _take(session, project, said, words)


def set_permission(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    permitted: int | Keep | None = KEEP,
    decided_on: date | Keep | None = KEEP,
    body: str | Keep | None = KEEP,
    paragraph: str | Keep | None = KEEP,
) -> None:
    """Say what a project may cost altogether, and who has decided it: a permission, no appropriation."""
    project = opened_project(session, project_id, expected_version)
    _check_amount(permitted, f"Det som {project.name} får kosta")
    said = {
        "permitted": permitted,
        "decided_on": decided_on,
        "body": body if body is KEEP else optional(body),
        "paragraph": paragraph if paragraph is KEEP else optional(paragraph),
    }
    words = f"Ändrade beslutet om {project.name}"
    if permitted is not KEEP:
        words = f"Tog bort totalramen för {project.name}"
        if permitted is not None:
            words = f"Satte totalramen för {project.name} till {write_ore(permitted)}"
    _take(session, project, said, words)


def set_use(
    session: Session,
    *,
    project_id: int,
    expected_version: int,
    year: int | None,
    month: int | None = None,
) -> None:
    """Say when a project is taken into use, from which it is depreciated and costs to run; None takes away.

    A year without a month is from January.
    """
    project = opened_project(session, project_id, expected_version)
    if year is None and month is not None:
        raise MonthWithoutYear
    if year is not None and year not in _YEARS:
        raise NotAYear(year)
    if month is not None and not 1 <= month <= 12:
        raise NotAMonth(month)
    words = f"Tog bort när {project.name} tas i bruk"
    if year is not None:
        words = f"{project.name} tas i bruk {year}" + (f"-{month:02}" if month is not None else "")
    _take(session, project, {"in_use_year": year, "in_use_month": month}, words)


def set_spent_before(session: Session, *, project_id: int, expected_version: int, amount: int) -> None:
    """Say what has been spent on a project, net, before the first year of the plan."""
    project = opened_project(session, project_id, expected_version)
    _check_amount(amount, f"Det som {project.name} har kostat")
    _take(session, project, {"spent_before": amount}, f"Ändrade vad {project.name} har kostat tidigare")


def set_state(session: Session, *, project_id: int, expected_version: int, state: str) -> None:
    """Begin, finish, cancel or reopen a project; it is not cancelled while a version gives it money."""
    project = opened_project(session, project_id, expected_version)
    if state not in INVESTMENT_STATES:
        raise ValueError(f"not a state of an investment: {state}")
    if state == "cancelled":
        given = select(PlanVersion.name).join(
            InvestmentYear, InvestmentYear.plan_version_id == PlanVersion.id
        )
        given = given.where(InvestmentYear.project_id == project_id, PlanVersion.locked.is_(False))
        spends = InvestmentYear.expense + InvestmentYear.carried
        version = session.scalar(given.where(spends != 0).order_by(PlanVersion.position).limit(1))
        if version is not None:
            raise LeftInYears(project.name, version)
    _take(session, project, {"state": state}, f"{project.name}: {STATES[state].lower()}")


def move_project(session: Session, *, project_id: int, expected_version: int, beside_id: int) -> None:
    """Move a project to the place of another; the rest keep their order."""
    project = opened_project(session, project_id, expected_version)
    beside = project_of(session, beside_id)
    ordered = select(InvestmentProject).order_by(InvestmentProject.position, InvestmentProject.id)
    rows = list(session.scalars(ordered))
    place, goal = rows.index(project), rows.index(beside)
    if goal == place:
        return
    rows.insert(goal, rows.pop(place))
    for position, row in enumerate(rows, start=1):
        row.position = position
    touch(project)
    describe(session, f"Flyttade investeringsprojektet {project.name}")


def remove_project(session: Session, *, project_id: int, expected_version: int) -> None:
    """Take a project away that no decided budget, change or what-if rests on, with all that it was given."""
    project = opened_project(session, project_id, expected_version)
    held = _what_rests_on(session, project_id)
    if held:
        raise ProjectInUse(project.name, held)
    for row in session.scalars(select(InvestmentYear).where(InvestmentYear.project_id == project_id)).all():
        session.delete(row)
    session.flush()
    session.delete(project)
    describe(session, f"Tog bort investeringsprojektet {project.name}")


def _what_rests_on(session: Session, project_id: int) -> str:
    """In words what keeps a project; "" when nothing does."""
    version = session.scalar(_versions_with(project_id).where(PlanVersion.locked).limit(1))
    if version is not None:
        return f"det ingår i den beslutade budgetversionen ”{version}”"
    changed = select(BudgetChange.title).join(BudgetChangeRow, BudgetChangeRow.change_id == BudgetChange.id)
    title = session.scalar(changed.where(BudgetChangeRow.project_id == project_id).limit(1))
    if title is not None:
        return f"det ingår i budgetändringen ”{title}”"
    if session.scalar(select(exists().where(ScenarioStep.project_id == project_id))):
        return "ett scenario räknar med det"
    return ""


def _versions_with(project_id: int) -> Select[str]:
    """The names of versions that give a project anything."""
    rows = select(PlanVersion.name).join(InvestmentYear, InvestmentYear.plan_version_id == PlanVersion.id)
    return rows.where(InvestmentYear.project_id == project_id)


def _take(session: Session, project: InvestmentProject, said: Mapping[str, object], words: str) -> None:
    changed = {
        key: value for key, value in said.items() if value is not KEEP and getattr(project, key) != value
    }
    for key, value in changed.items():
        setattr(project, key, value)
    if changed:
        touch(project)
        describe(session, words)


def _check_kind(kind: str) -> None:
    if kind not in INVESTMENT_KINDS:
        raise ValueError(f"not a kind of investment: {kind}")


def _check_unit(session: Session, unit_id: int | None) -> None:
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")


def _check_amount(amount: int | Keep | None, what: str) -> None:
    if amount is KEEP or amount is None:
        return
    if amount < 0:
        raise BelowZero(what)
    if amount > LARGEST:
        raise TooLarge(what)
