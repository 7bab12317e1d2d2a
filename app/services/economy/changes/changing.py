"""Changes of a decided budget during its year: drafted with rows, then decided and never altered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, CentralPot, PlanVersion
from app.models.budgetchanges import CHANGE_KINDS, CHANGE_PURPOSES, BudgetChange, BudgetChangeRow
from app.models.errors import NotFound
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.decisions import in_force
from app.services.budget.entries import KEEP, Keep
from app.services.budget.errors import TooLarge
from app.services.budget.rules import LARGEST
from app.services.economy.changes.errors import (
    BelowZeroPays,
    ChangeDecided,
    DecidedBefore,
    NoHolder,
    NotDecidedYet,
    NotFinanced,
    NothingChanged,
    NotTheBudget,
    ProjectInactive,
    YearOutside,
    ZeroAmount,
)
from app.services.economy.changes.words import HELD, KINDS, PAYS
from app.services.economy.own import version_of
from app.services.formatting import write_long_date
from app.services.steering.errors import DecidedInFuture
from app.services.storage import check_version, describe, final, touch
from app.services.typed import needed, optional

_CLOSED: Final = frozenset({"finished", "cancelled"})


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row of a change: what it is for, whom or which project, and how much in öre.

    With `pays` it is where the money comes from: more income, a lower result, liquid means, a loan, the
    reserve, or with a holder less for somebody else.
    """

    purpose: str
    amount: int
    pays: bool = False
    unit_id: int | None = None
    pot_id: int | None = None
    project_id: int | None = None
    note: str | None = None


def add_change(
    session: Session,
    *,
    version_id: int,
    year: int,
    kind: str,
    title: str,
    note: str | None = None,
    rows: Iterable[RowEntry] = (),
) -> int:
    """Draft a change of the budget that holds, with the next number of its year; gives its key."""
    version = _budget_that_holds(session, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    if not plan.first_year <= year < plan.first_year + plan.years:
        raise YearOutside(year, plan.name)
    _check_kind(kind)
    title = needed(title, "Ändringens rubrik")
    last = session.scalar(select(func.max(BudgetChange.number)).where(BudgetChange.year == year))
    made = BudgetChange(
        id=new_id(),
        plan_version_id=version_id,
        year=year,
        number=(last or 0) + 1,
        kind=kind,
        title=title,
        note=optional(note),
        locked=False,
    )
    session.add(made)
    for entry in rows:
        made.rows.append(_new_row(session, made, entry))
    session.flush()
    describe(session, f"Lade till {name_of(made)}")
    return made.id


def edit_change(
    session: Session,
    *,
    change_id: int,
    expected_version: int,
    title: str | Keep = KEEP,
    kind: str | Keep = KEEP,
    financing: str | Keep | None = KEEP,
    note: str | Keep | None = KEEP,
) -> None:
    """Change a draft's title and kind, how it is paid in words, and why it is made."""
    change = _opened(session, change_id, expected_version)
    if kind is not KEEP:
        _check_kind(kind)
    said = {
        "title": title if title is KEEP else needed(title, "Ändringens rubrik"),
        "kind": kind,
        "financing": financing if financing is KEEP else optional(financing),
        "note": note if note is KEEP else optional(note),
    }
    told = {key: value for key, value in said.items() if value is not KEEP}
    changed = {key: value for key, value in told.items() if getattr(change, key) != value}
    for key, value in changed.items():
        setattr(change, key, value)
    if changed:
        touch(change)
        describe(session, f"Ändrade {name_of(change)}")


def add_row(session: Session, *, change_id: int, expected_version: int, entry: RowEntry) -> int:
    """Add a row to a draft: what is given, or what pays; gives its key."""
    change = _opened(session, change_id, expected_version)
    made = _new_row(session, change, entry)
    change.rows.append(made)
    touch(change)
    describe(session, f"Lade till en rad i {name_of(change)}")
    return made.id


def set_row(session: Session, *, change_id: int, expected_version: int, row_id: int, entry: RowEntry) -> None:
    """Change a row of a draft."""
    change = _opened(session, change_id, expected_version)
    row = _row(change, row_id)
    _check(session, entry)
    values = _values(entry)
    if all(getattr(row, key) == value for key, value in values.items()):
        return
    for key, value in values.items():
        setattr(row, key, value)
    touch(change)
    describe(session, f"Ändrade en rad i {name_of(change)}")


def remove_row(session: Session, *, change_id: int, expected_version: int, row_id: int) -> None:
    """Take a row of a draft away."""
    change = _opened(session, change_id, expected_version)
    change.rows.remove(_row(change, row_id))
    touch(change)
    describe(session, f"Tog bort en rad i {name_of(change)}")


def remove_change(session: Session, *, change_id: int, expected_version: int) -> None:
    """Take a draft away; its number is free again where it was the last."""
    change = _opened(session, change_id, expected_version)
    describe(session, f"Tog bort {name_of(change)}")
    session.delete(change)


def decide_change(
    session: Session,
    *,
    change_id: int,
    expected_version: int,
    body: str,
    decided_on: date,
    paragraph: str | None = None,
    registration_number: str | None = None,
    today: date,
) -> None:
    """Record the decision about a change, which then holds and is never altered.

    It is refused while what is given and what pays are not the same (KL 11 kap. 15 §).
    """
    change = _opened(session, change_id, expected_version)
    name = name_of(change)
    if decided_on > today:
        raise DecidedInFuture(name)
    budget = _budget_that_holds(session, change.plan_version_id)
    if budget.decided_on is not None and decided_on < budget.decided_on:
        raise DecidedBefore(name, write_long_date(budget.decided_on))
    body = needed(body, "Beslutande organ")
    if not change.rows:
        raise NothingChanged(name)
    given, paid = sides(change.rows)
    if given != paid:
        raise NotFinanced(name, given, paid)
    change.body, change.decided_on = body, decided_on
    change.paragraph = optional(paragraph)
    change.registration_number = optional(registration_number)
    change.locked = True
    touch(change)
    describe(session, f"Registrerade beslutet om {name}")
    final(session)


def sides(rows: Iterable[BudgetChangeRow]) -> tuple[int, int]:
    """What is given, and what pays for it."""
    found = list(rows)
    given = sum(row.amount for row in found if not row.pays)
    return given, sum(row.amount for row in found if row.pays)


def name_of(change: BudgetChange) -> str:
    """What a change is called in a sentence: Tilläggsbudget 2/2027."""
    return f"{KINDS[change.kind]} {change.number}/{change.year}"


def _budget_that_holds(session: Session, version_id: int) -> PlanVersion:
    version = version_of(session, version_id)
    if not version.locked:
        raise NotDecidedYet(version.name)
    siblings = session.scalars(select(PlanVersion).where(PlanVersion.plan_id == version.plan_id))
    holds = in_force(siblings)
    if holds is None or holds.id != version_id:
        raise NotTheBudget(version.name, holds.name if holds is not None else None)
    return version


def _opened(session: Session, change_id: int, expected_version: int) -> BudgetChange:
    found = session.get(BudgetChange, change_id)
    if found is None:
        raise NotFound("Ändringen")
    if found.locked:
        raise ChangeDecided(name_of(found))
    check_version(found, expected_version, name_of(found))
    return found


def _new_row(session: Session, change: BudgetChange, entry: RowEntry) -> BudgetChangeRow:
    _check(session, entry)
    position = max((row.position for row in change.rows), default=0) + 1
    return BudgetChangeRow(id=new_id(), position=position, **_values(entry))


def _values(entry: RowEntry) -> dict[str, object]:
    return {
        "purpose": entry.purpose,
        "amount": entry.amount,
        "pays": entry.pays,
        "unit_id": entry.unit_id,
        "pot_id": entry.pot_id,
        "project_id": entry.project_id,
        "note": optional(entry.note),
    }


def _check(session: Session, entry: RowEntry) -> None:
    """A row names what it is for, and nothing else."""
    allowed = CHANGE_PURPOSES if entry.pays else tuple(HELD)
    if entry.purpose not in allowed or entry.purpose not in PAYS:
        raise ValueError(f"not a purpose of a row: {entry.purpose}")
    _check_amount(entry)
    named = HELD.get(entry.purpose, "")
    holders = (entry.unit_id, entry.pot_id)
    if named == "holder" and sum(key is not None for key in holders) != 1:
        raise NoHolder("den enhet eller gemensamma post")
    if named == "project" and entry.project_id is None:
        raise NoHolder("det investeringsprojekt")
    if (named != "holder" and any(holders)) or (named != "project" and entry.project_id is not None):
        raise ValueError("a row names only what its purpose is for")
    for model, key, what in (
        (Unit, entry.unit_id, "Enheten"),
        (CentralPot, entry.pot_id, "Den gemensamma posten"),
        (InvestmentProject, entry.project_id, "Projektet"),
    ):
        if key is not None and session.get(model, key) is None:
            raise NotFound(what)
    _check_project(session, entry)


def _check_amount(entry: RowEntry) -> None:
    if not entry.amount:
        raise ZeroAmount
    if entry.pays and entry.amount < 0 and entry.purpose not in ("result", "income", "liquidity"):
        raise BelowZeroPays
    if abs(entry.amount) > LARGEST:
        raise TooLarge("Beloppet")


def _check_project(session: Session, entry: RowEntry) -> None:
    if entry.project_id is None or entry.pays or entry.amount < 0:
        return
    project = session.get_one(InvestmentProject, entry.project_id)
    if project.state in _CLOSED:
        raise ProjectInactive(project.name)


def _check_kind(kind: str) -> None:
    if kind not in CHANGE_KINDS:
        raise ValueError(f"not a kind of change: {kind}")


def _row(change: BudgetChange, row_id: int) -> BudgetChangeRow:
    for row in change.rows:
        if row.id == row_id:
            return row
    raise NotFound("Raden")
