"""Targeted grants: they stand beside a unit's frame, are never part of it, and come to an end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, GrantYear, PlanVersion, TargetedGrant
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget import rules
from app.services.budget.entries import holder_name, open_version
from app.services.budget.errors import TooLarge
from app.services.budget.panelerrors import NegativeGrant, NoGrantYear
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as it is shown, with its öre by year."""

    id: int
    unit_id: int
    unit: str
    name: str
    giver: str | None
    ends: date | None
    note: str | None
    example: bool
    amounts: Mapping[int, int]


def grants_of(session: Session, *, version_id: int, unit_ids: Collection[int]) -> tuple[Grant, ...]:
    """The grants of some units in a version, in the order they were added."""
    rows = select(TargetedGrant, Unit.name).join(Unit, Unit.id == TargetedGrant.unit_id)
    rows = rows.where(TargetedGrant.plan_version_id == version_id, TargetedGrant.unit_id.in_(unit_ids))
    loaded = rows.options(selectinload(TargetedGrant.years)).order_by(TargetedGrant.id)
    return tuple(
        Grant(
            row.id, row.unit_id, unit, row.name, row.giver, row.ends, row.note, row.example,
            {each.year: each.amount for each in row.years},
        )
        for row, unit in session.execute(loaded)
    )  # fmt: skip


def unit_of_grant(session: Session, *, grant_id: int) -> int | None:
    """The unit that has a grant; None where it is gone."""
    return session.scalar(select(TargetedGrant.unit_id).where(TargetedGrant.id == grant_id))


def add_grant(
    session: Session,
    *,
    version_id: int,
    unit_id: int,
    name: str,
    amounts: Mapping[int, int | None],
    giver: str = "",
    ends: date | None = None,
    note: str = "",
    expected_version: int,
) -> int:
    """Add a grant for a unit with what it gives in some of the plan's years; gives its key."""
    version = _open(session, version_id, expected_version)
    unit = holder_name(session, unit_id, None)
    row = TargetedGrant(id=new_id(), plan_version_id=version.id, unit_id=unit_id, years=[])
    _fill(session, version, row, (name, giver, ends, note), amounts)
    version.grants.append(row)
    touch(version)
    describe(session, f"Lade till det riktade bidraget ”{row.name}” för {unit}")
    return row.id


def change_grant(
    session: Session,
    *,
    grant_id: int,
    name: str,
    amounts: Mapping[int, int | None],
    giver: str = "",
    ends: date | None = None,
    note: str = "",
    expected_version: int,
) -> None:
    """Say otherwise of a grant; years that are not named are left as they are."""
    row = _grant(session, grant_id)
    version = _open(session, row.plan_version_id, expected_version)
    _fill(session, version, row, (name, giver, ends, note), amounts)
    touch(version)
    describe(session, f"Ändrade det riktade bidraget ”{row.name}”")


def remove_grant(session: Session, *, grant_id: int, expected_version: int) -> None:
    """Take a grant away."""
    row = _grant(session, grant_id)
    version = _open(session, row.plan_version_id, expected_version)
    describe(session, f"Tog bort det riktade bidraget ”{row.name}”")
    version.grants.remove(row)
    touch(version)


def _grant(session: Session, grant_id: int) -> TargetedGrant:
    row = session.get(TargetedGrant, grant_id)
    if row is None:
        raise NotFound("Bidraget")
    return row


def _open(session: Session, version_id: int, expected_version: int) -> PlanVersion:
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    return version


def _fill(
    session: Session,
    version: PlanVersion,
    row: TargetedGrant,
    said: tuple[str, str, date | None, str],
    amounts: Mapping[int, int | None],
) -> None:
    plan = session.get_one(BudgetPlan, version.plan_id)
    name, giver, ends, note = said
    row.name, row.giver, row.ends, row.note = (
        needed(name, "Bidragets namn"),
        optional(giver),
        ends,
        optional(note),
    )
    kept = {year.year: year for year in row.years}
    for year, amount in amounts.items():
        if not plan.first_year <= year < plan.first_year + plan.years:
            raise NotFound(f"Året {year} i planen")
        if amount is not None and amount < 0:
            raise NegativeGrant(row.name, year)
        if amount is not None and amount > rules.LARGEST:
            raise TooLarge(f"Bidraget ”{row.name}” {year}")
        _set_year(row, kept.get(year), year, amount)
    if not row.years:
        raise NoGrantYear(row.name)


def _set_year(row: TargetedGrant, kept: GrantYear | None, year: int, amount: int | None) -> None:
    if not amount:
        if kept is not None:
            row.years.remove(kept)
    elif kept is not None:
        kept.amount = amount
    else:
        row.years.append(GrantYear(year=year, amount=amount))
