"""What can be done with an internal budget: made for a performer, typed by year or month, tied to a frame."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import NotFound
from app.models.internalbudget import (
    AccountGroup,
    InternalBudget,
    InternalMonth,
    InternalRow,
    MonthProfile,
)
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget import rules
from app.services.budget.decisions import to_follow
from app.services.budget.errors import TooLarge
from app.services.budget.holding import held_frames
from app.services.budget.internal.errors import InternalExists, NoFrame, NothingNewer
from app.services.budget.internal.spreading import EVEN, MONTHS, spread
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import optional


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed amount of an account group: of a month, 1 to 12, or with None of the year; None clears it."""

    group_id: int
    month: int | None
    amount: int | None


def create_internal(session: Session, *, unit_id: int, plan_id: int) -> int:
    """Begin a performer's internal budget of a plan's first year, tied to its decided frame; gives its key.

    While nothing is decided it is tied to the newest version, whose frame it then follows.
    """
    plan, unit = session.get_one(BudgetPlan, plan_id), session.get_one(Unit, unit_id)
    year = plan.first_year
    taken = select(InternalBudget.id).where(InternalBudget.unit_id == unit_id, InternalBudget.year == year)
    if session.scalar(taken):
        raise InternalExists(unit.name, year)
    version = to_follow(plan.versions)
    if version is None or not held_frames(session, version.id, unit_id, None):
        raise NoFrame(unit.name, year)
    made = InternalBudget(
        id=new_id(), unit_id=unit_id, plan_version_id=version.id, year=year, example=version.example
    )
    session.add(made)
    describe(session, f"Började på internbudgeten {year} för {unit.name}")
    return made.id


def type_amounts(
    session: Session,
    *,
    budget_id: int,
    entries: Sequence[Typed],
    expected_version: int,
    words: str | None = None,
) -> int:
    """Type amounts as one change; gives how many.

    A year's amount falls on the months by the row's profile, or as they stand where they have been typed. A
    typed month makes the row's months its own, and the year is their sum.
    """
    budget, name = _opened(session, budget_id, expected_version)
    groups = set(session.scalars(select(AccountGroup.id)))
    rows = {row.group_id: row for row in budget.rows}
    for entry in sorted(entries, key=lambda each: each.month is not None):
        if entry.group_id not in groups:
            raise NotFound("Kontogruppen")
        if abs(entry.amount or 0) > rules.LARGEST:
            raise TooLarge(f"Beloppet {budget.year} för {name}")
        row = rows.get(entry.group_id)
        if row is None:
            row = rows[entry.group_id] = _new_row(session, budget, entry.group_id)
        if entry.month is None:
            put_year(row, entry.amount or 0)
        else:
            _make_own(session, row)
            put_month(row, entry.month, entry.amount or 0)
    touch(budget)
    count = write_count(len(entries), "belopp", "belopp")
    describe(session, words or f"Ändrade {count} i internbudgeten {budget.year} för {name}")
    return len(entries)


def set_profile(
    session: Session,
    *,
    budget_id: int,
    group_ids: Collection[int],
    profile_id: int | None,
    expected_version: int,
) -> None:
    """Let account groups fall on the months by a profile; with None the months stay, to be typed in."""
    budget, name = _opened(session, budget_id, expected_version)
    profile = None if profile_id is None else session.get(MonthProfile, profile_id)
    if profile_id is not None and profile is None:
        raise NotFound("Profilen")
    rows = {row.group_id: row for row in budget.rows}
    for group_id in group_ids:
        row = rows.get(group_id) or _new_row(session, budget, group_id)
        if profile is None:
            _make_own(session, row)
        else:
            row.profile_id, row.months = profile.id, []
    touch(budget)
    how = "egna månader" if profile is None else f"profilen {profile.name}"
    words = write_count(len(group_ids), "kontogrupp", "kontogrupper")
    describe(session, f"Valde {how} för {words} i internbudgeten för {name}")


def set_internal_note(session: Session, *, budget_id: int, note: str | None, expected_version: int) -> None:
    """Write a note about the internal budget."""
    budget, name = _opened(session, budget_id, expected_version)
    budget.note = optional(note)
    touch(budget)
    describe(session, f"Ändrade noten om internbudgeten {budget.year} för {name}")


def follow_frame(session: Session, *, budget_id: int, expected_version: int) -> None:
    """Tie the internal budget to the frame that is decided now; its amounts stay, so the difference shows."""
    budget, name = _opened(session, budget_id, expected_version)
    tied = session.get_one(PlanVersion, budget.plan_version_id)
    newest = to_follow(session.get_one(BudgetPlan, tied.plan_id).versions)
    if newest is None or newest.id == tied.id:
        raise NothingNewer(name)
    budget.plan_version_id = newest.id
    touch(budget)
    describe(session, f"Internbudgeten {budget.year} för {name} följer nu ”{newest.name}”")


def remove_internal(session: Session, *, budget_id: int, expected_version: int) -> None:
    """Take an internal budget away with all its amounts."""
    budget, name = _opened(session, budget_id, expected_version)
    session.delete(budget)
    describe(session, f"Tog bort internbudgeten {budget.year} för {name}")


def weights_of(profile: MonthProfile | None) -> tuple[Decimal, ...]:
    """The weights of a profile, even without one."""
    return tuple(row.weight for row in profile.weights) if profile is not None else EVEN


def put_year(row: InternalRow, amount: int) -> None:
    """Give a row the amount of its year; months that have been typed keep their proportions."""
    row.amount = amount
    if row.profile_id is None and row.months:
        weights = [abs(month.amount) for month in row.months]
        for month, part in zip(row.months, spread(amount, weights), strict=True):
            month.amount = part
    elif row.profile_id is None:
        _fill(row, spread(amount))


def put_month(row: InternalRow, month: int, amount: int) -> None:
    """Give a row with months of its own the amount of one of them; the year is their sum."""
    row.months[month - 1].amount = amount
    row.amount = sum(each.amount for each in row.months)


def _make_own(session: Session, row: InternalRow) -> None:
    """Keep the months as they are, to be typed in from now on."""
    if row.profile_id is not None or not row.months:
        profile = None if row.profile_id is None else session.get(MonthProfile, row.profile_id)
        _fill(row, spread(row.amount, weights_of(profile)))
        row.profile_id = None


def _fill(row: InternalRow, amounts: Sequence[int]) -> None:
    row.months = [
        InternalMonth(month=month, amount=amount)
        for month, amount in zip(range(1, MONTHS + 1), amounts, strict=True)
    ]


def _new_row(session: Session, budget: InternalBudget, group_id: int) -> InternalRow:
    """A row with the first profile, which is even in the set to begin with."""
    first = select(MonthProfile.id).order_by(MonthProfile.position, MonthProfile.id).limit(1)
    row = InternalRow(group_id=group_id, profile_id=session.scalar(first), amount=0)
    if row.profile_id is None:
        _fill(row, spread(0))
    budget.rows.append(row)
    return row


def _opened(session: Session, budget_id: int, expected_version: int) -> tuple[InternalBudget, str]:
    loaded = selectinload(InternalBudget.rows).selectinload(InternalRow.months)
    budget = session.get(InternalBudget, budget_id, options=[loaded])
    if budget is None:
        raise NotFound("Internbudgeten")
    name = session.get_one(Unit, budget.unit_id).name
    check_version(budget, expected_version, f"Internbudgeten {budget.year} för {name}")
    return budget, name
