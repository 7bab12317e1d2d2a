"""The use cases of investments and of changes during the year as steps."""

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot, PlanVersion
from app.models.budgetchanges import CHANGE_KINDS, BudgetChange, BudgetChangeRow
from app.models.investments import (
    INVESTMENT_KINDS,
    INVESTMENT_STATES,
    InvestmentPart,
    InvestmentProject,
    RunningCost,
)
from app.models.organisation import Unit
from app.services.budget import versions
from app.services.budget.decisions import in_force
from app.services.economy.changes import changing
from app.services.economy.changes.changing import RowEntry
from app.services.economy.investments import block, parts, projects, yearly
from app.services.economy.investments.block import CarryEntry, TotalEntry
from app.services.economy.investments.yearly import YearEntry
from app.services.economy.own import state_of
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Chance, Taken, key_of, maybe, one_of, pick, plain, words

_AMOUNT = one_of(0, 5, 300_00, 4_500_000_00)
_SHARE = one_of(Decimal(10), Decimal("33.5"), Decimal(60))
_YEARS = (2027, 2028, 2029, 2031)


def _on(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a project."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, InvestmentProject)
        if row is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, project_id=row.id, expected_version=row.version, **values)

    return use_case, take


def _within(use_case: Callable[..., object], model: Any, name: str, **given: Chance) -> Taken:
    """A step on a part, or a running cost, of a project."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, model)
        if row is None:
            return None
        version = session.get_one(InvestmentProject, row.project_id).version
        values = {key: make(session, dice) for key, make in given.items()}
        which = {name: row.id, "project_id": row.project_id, "expected_version": version}
        return use_case(session, **which, **values)

    return use_case, take


def _open_version(session: Session, dice: random.Random) -> dict[str, int]:
    version_id = pick(session, dice, PlanVersion).id
    return {"version_id": version_id, "expected_version": state_of(session, version_id)}


def _entries(session: Session, dice: random.Random) -> tuple[YearEntry, ...]:
    keys = sorted(session.scalars(select(InvestmentProject.id)))
    chosen = [dice.choice(keys) for _ in range(2)] if keys else []
    return tuple(
        YearEntry(key, dice.choice(_YEARS), dice.choice((None, 5_00, 7_000_00)), dice.choice((None, 2_00)))
        for key in chosen
    )


def _set_years(session: Session, dice: random.Random) -> object:
    entries = _entries(session, dice)
    return yearly.set_investment_years(session, entries=entries, **_open_version(session, dice))


def _set_block(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, InvestmentProject)
    if row is None:
        return None
    total = TotalEntry(row.id, row.version, dice.choice((None, 9_00)), dice.choice((0, 3_00)))
    carried = CarryEntry(row.id, 2027, dice.choice((0, 4_00)))
    known = _open_version(session, dice)
    years = _entries(session, dice)
    return block.set_investment_block(session, years=years, totals=(total,), carried=(carried,), **known)


def _carry(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, InvestmentProject)
    if row is None:
        return None
    year, amount = dice.choice((2027, 2028)), dice.choice((0, 2_00, 5_00))
    known = _open_version(session, dice)
    return yearly.carry_over(session, project_id=row.id, year=year, amount=amount, **known)


def _entry(session: Session, dice: random.Random, *, pays: bool, amount: int) -> RowEntry:
    holder = dice.choice(
        ({"unit_id": pick(session, dice, Unit).id}, {"pot_id": pick(session, dice, CentralPot).id})
    )
    if pays and dice.random() < 0.7:
        return RowEntry(dice.choice(("result", "income", "loan")), amount, pays=True)
    return RowEntry("operating", amount, pays=pays, **holder)


def _holding(session: Session) -> int:
    """The budget that holds; the key of any version where none is decided."""
    rows = session.scalars(select(PlanVersion).order_by(PlanVersion.position)).all()
    found = in_force(rows) or rows[-1]
    return found.id


def _add_change(session: Session, dice: random.Random) -> object:
    amount = dice.choice((5_00, 300_00))
    rows = [_entry(session, dice, pays=pays, amount=amount) for pays in (False, True)]
    said = {"kind": dice.choice(CHANGE_KINDS), "title": words(session, dice), "note": words(session, dice)}
    return changing.add_change(session, version_id=_holding(session), year=2027, rows=rows, **said)


def _draft(session: Session) -> BudgetChange | None:
    return session.scalars(select(BudgetChange).where(BudgetChange.locked.is_(False))).first()


def _on_change(use_case: Callable[..., object], *, row: bool = False, **given: Chance) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        change = _draft(session)
        if change is None:
            return None
        values = {name: make(session, dice) for name, make in given.items()}
        if row:
            rows = sorted(
                session.scalars(select(BudgetChangeRow.id).where(BudgetChangeRow.change_id == change.id))
            )
            if not rows:
                return None
            values["row_id"] = dice.choice(rows)
        return use_case(session, change_id=change.id, expected_version=change.version, **values)

    return use_case, take


def _any_entry(session: Session, dice: random.Random) -> RowEntry:
    return _entry(session, dice, pays=dice.random() < 0.5, amount=dice.choice((1, 400_00)))


def _decide_budget(session: Session) -> None:
    """A change is of a decided budget: the newest version is decided where none is."""
    rows = session.scalars(select(PlanVersion).order_by(PlanVersion.position)).all()
    if in_force(rows) is None:
        row = next(row for row in reversed(rows) if not row.locked)
        versions.lock_version(
            session, version_id=row.id, body="Kommunfullmäktige", decided_on=date(2026, 11, 20),
            paragraph=None, registration_number=None, expected_version=row.version, today=TODAY,
            stage="decided",
        )  # fmt: skip


def _decide(session: Session, dice: random.Random) -> object:
    _decide_budget(session)
    key = _add_change(session, dice)
    session.flush()
    change = session.get_one(BudgetChange, key)
    made = {"body": "Kommunfullmäktige", "decided_on": TODAY, "today": TODAY}
    return changing.decide_change(session, change_id=change.id, expected_version=change.version, **made)


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    plain(projects.add_project, name=words, kind=one_of(*INVESTMENT_KINDS), unit_id=maybe(Unit)),
    _on(projects.change_project, name=words, number=one_of(None, "I 7"), note=words, unit_id=maybe(Unit)),
    _on(
        projects.set_permission, permitted=one_of(None, 9_000_00), body=words, decided_on=one_of(None, TODAY)
    ),
    _on(projects.set_use, year=one_of(2027, 2028), month=one_of(None, 3, 12)),
    _on(projects.set_spent_before, amount=_AMOUNT),
    _on(projects.set_state, state=one_of(*INVESTMENT_STATES)),
    _on(projects.move_project, beside_id=key_of(InvestmentProject)),
    _on(projects.remove_project),
    _on(parts.add_part, name=words, share=_SHARE, years=one_of(None, 5, 40)),
    _within(parts.change_part, InvestmentPart, "part_id", share=_SHARE, years=one_of(None, 7)),
    _within(parts.remove_part, InvestmentPart, "part_id"),
    _on(parts.add_running, name=words, amount=_AMOUNT, unit_id=maybe(Unit), in_frames=one_of(True, False)),
    _within(parts.change_running, RunningCost, "running_id", amount=_AMOUNT, in_frames=one_of(True, False)),
    _within(parts.remove_running, RunningCost, "running_id"),
    (yearly.set_investment_years, _set_years),
    (yearly.carry_over, _carry),
    (block.set_investment_block, _set_block),
    (changing.add_change, _add_change),
    _on_change(changing.edit_change, title=words, financing=words, kind=one_of(*CHANGE_KINDS)),
    _on_change(changing.add_row, entry=_any_entry),
    _on_change(changing.set_row, row=True, entry=_any_entry),
    _on_change(changing.remove_row, row=True),
    _on_change(changing.remove_change),
)
DECIDING: tuple[Taken, ...] = ((changing.decide_change, _decide),)
_PROJECT = ("economy.investments.projects.add_project",) * 2
_PART = (*_PROJECT, "economy.investments.parts.add_part")
_RUNNING = (*_PROJECT, "economy.investments.parts.add_running")
_BUDGET = ("economy.changes.changing.decide_change",)
_CHANGE = (*_BUDGET, "economy.changes.changing.add_change")
#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **{f"economy.investments.projects.{name}": _PROJECT for name in (
        "change_project", "set_permission", "set_use", "set_spent_before", "set_state", "move_project",
        "remove_project",
    )},
    "economy.investments.parts.add_part": _PROJECT,
    "economy.investments.parts.change_part": _PART,
    "economy.investments.parts.remove_part": _PART,
    "economy.investments.parts.add_running": _PROJECT,
    "economy.investments.parts.change_running": _RUNNING,
    "economy.investments.parts.remove_running": _RUNNING,
    "economy.investments.yearly.set_investment_years": _PROJECT,
    "economy.investments.yearly.carry_over": _PROJECT,
    "economy.investments.block.set_investment_block": _PROJECT,
    "economy.changes.changing.add_change": _BUDGET,
    **{f"economy.changes.changing.{name}": _CHANGE for name in (
        "edit_change", "add_row", "set_row", "remove_row", "remove_change",
    )},
}  # fmt: skip
