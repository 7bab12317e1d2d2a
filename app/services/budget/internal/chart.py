"""Account groups and month profiles: the set to begin with, and the municipality's own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.internalbudget import (
    ACCOUNT_SIDES,
    AccountGroup,
    InternalBudget,
    InternalRow,
    MonthProfile,
    MonthWeight,
)
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.internal.errors import GroupInUse, NameTaken, NotWeights, ProfileInUse
from app.services.budget.internal.spreading import MONTHS
from app.services.budget.internal.standard import GROUPS, PROFILES
from app.services.storage import check_version, describe, touch
from app.services.textorder import sort_key
from app.services.typed import needed, optional

_TOLD = 3
Kept = TypeVar("Kept", AccountGroup, MonthProfile)


def create_standard(session: Session) -> int:
    """Make the account groups and profiles to begin with, those that are missing; gives how many."""
    groups = set(session.scalars(select(AccountGroup.name)))
    profiles = set(session.scalars(select(MonthProfile.name)))
    first_group, first_profile = _next(session, AccountGroup), _next(session, MonthProfile)
    made: list[AccountGroup | MonthProfile] = [
        AccountGroup(id=new_id(), name=name, number=number, side=side, position=first_group + place)
        for place, (name, number, side) in enumerate(GROUPS)
        if name not in groups
    ]
    made += [
        MonthProfile(
            id=new_id(), name=name, position=first_profile + place,
            weights=_weights([Decimal(weight) for weight in weights]),
        )
        for place, (name, weights) in enumerate(PROFILES)
        if name not in profiles
    ]  # fmt: skip
    session.add_all(made)
    if made:
        describe(session, "Lade upp kontogrupper och månadsprofiler för internbudgeten")
    return len(made)


def add_group(session: Session, *, name: str, side: str, number: str | None = None) -> int:
    """Add an account group last on its side; gives its key."""
    if side not in ACCOUNT_SIDES:
        raise ValueError(f"not a side of a frame: {side}")
    called = _free_name(session, AccountGroup, "kontogrupp", name)
    group = AccountGroup(
        id=new_id(), name=called, side=side, number=optional(number), position=_next(session, AccountGroup)
    )
    session.add(group)
    describe(session, f"Lade till kontogruppen {called}")
    return group.id


def edit_group(
    session: Session, *, group_id: int, name: str, number: str | None, expected_version: int
) -> None:
    """Give an account group another name or beginning in the chart of accounts."""
    group = _opened(session, AccountGroup, group_id, expected_version, "Kontogruppen")
    if name.strip() != group.name:
        group.name = _free_name(session, AccountGroup, "kontogrupp", name, but=group.id)
    group.number = optional(number)
    touch(group)
    describe(session, f"Ändrade kontogruppen {group.name}")


def move_group(session: Session, *, group_id: int, step: int, expected_version: int) -> None:
    """Move an account group up (-1) or down (1) on its side; at the end nothing happens."""
    group = _opened(session, AccountGroup, group_id, expected_version, "Kontogruppen")
    order = list(session.scalars(select(AccountGroup).where(AccountGroup.side == group.side)))
    order.sort(key=lambda each: (each.position, each.id))
    places = [each.position for each in order]
    at = order.index(group)
    order.insert(max(0, min(len(order) - 1, at + step)), order.pop(at))
    for place, each in zip(places, order, strict=True):
        each.position = place
    touch(group)
    describe(session, f"Flyttade kontogruppen {group.name}")


def remove_group(session: Session, *, group_id: int, expected_version: int) -> None:
    """Take an account group away; refused while any internal budget has amounts on it."""
    group = _opened(session, AccountGroup, group_id, expected_version, "Kontogruppen")
    rows = session.scalars(select(InternalRow).where(InternalRow.group_id == group_id)).all()
    used = [row.budget_id for row in rows if row.amount or any(month.amount for month in row.months)]
    if used:
        raise GroupInUse(group.name, _units(session, used))
    for row in rows:
        session.delete(row)
    session.flush()
    session.delete(group)
    describe(session, f"Tog bort kontogruppen {group.name}")


def add_profile(session: Session, *, name: str, weights: Sequence[Decimal]) -> int:
    """Add a profile of twelve weights; gives its key."""
    called = _free_name(session, MonthProfile, "profil", name)
    profile = MonthProfile(
        id=new_id(), name=called, position=_next(session, MonthProfile), weights=_weights(weights)
    )
    session.add(profile)
    describe(session, f"Lade till månadsprofilen {called}")
    return profile.id


def edit_profile(
    session: Session, *, profile_id: int, name: str, weights: Sequence[Decimal], expected_version: int
) -> None:
    """Give a profile another name or other weights; every row that uses it follows."""
    profile = _opened(session, MonthProfile, profile_id, expected_version, "Profilen")
    if name.strip() != profile.name:
        profile.name = _free_name(session, MonthProfile, "profil", name, but=profile.id)
    checked = _weights(weights)
    for row, new in zip(profile.weights, checked, strict=True):
        row.weight = new.weight
    touch(profile)
    describe(session, f"Ändrade månadsprofilen {profile.name}")


def remove_profile(session: Session, *, profile_id: int, expected_version: int) -> None:
    """Take a profile away; refused while an internal budget uses it."""
    profile = _opened(session, MonthProfile, profile_id, expected_version, "Profilen")
    rows = select(InternalRow.budget_id).where(InternalRow.profile_id == profile_id)
    used = session.scalars(rows).all()
    if used:
        raise ProfileInUse(profile.name, _units(session, used))
    session.delete(profile)
    describe(session, f"Tog bort månadsprofilen {profile.name}")


def _weights(weights: Sequence[Decimal]) -> list[MonthWeight]:
    known = len(weights) == MONTHS and all(weight.is_finite() and weight >= 0 for weight in weights)
    if not known or not any(weights):
        raise NotWeights
    return [MonthWeight(month=month, weight=weight) for month, weight in enumerate(weights, start=1)]


def _next(session: Session, model: type[AccountGroup] | type[MonthProfile]) -> int:
    return (session.scalar(select(func.max(model.position))) or 0) + 1


def _free_name(
    session: Session,
    model: type[AccountGroup] | type[MonthProfile],
    what: str,
    name: str,
    *,
    but: int | None = None,
) -> str:
    called = needed(name, "Namnet")
    others = session.execute(select(model.id, model.name))
    if any(row.id != but and row.name.casefold() == called.casefold() for row in others):
        raise NameTaken(what, called)
    return called


def _opened(session: Session, model: type[Kept], key: int, expected_version: int, what: str) -> Kept:
    row = session.get(model, key)
    if row is None:
        raise NotFound(what)
    check_version(row, expected_version, f"{what} {row.name}")
    return row


def _units(session: Session, budget_ids: Sequence[int]) -> str:
    """At most three names and how many more there are."""
    rows = select(Unit.name).join(InternalBudget, InternalBudget.unit_id == Unit.id)
    names = sorted(set(session.scalars(rows.where(InternalBudget.id.in_(budget_ids)))), key=sort_key)
    more = f" och {len(names) - _TOLD} till" if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more
