"""Use cases on the target groups of a version, and on the names of what their prices are built of."""

from sqlalchemy.orm import Session

from app.models.allocation import AllocationGroup, AllocationVersion
from app.models.types import new_id
from app.services.budget.allocation.errors import AtTheEnd, OnlyGroup, TakenName
from app.services.budget.allocation.stored import group_of, open_version, title_of
from app.services.storage import describe, touch
from app.services.textorder import fold
from app.services.typed import needed, optional

_NAME = "Gruppens namn"


def add_group(
    session: Session, *, allocation_version_id: int, name: str, expected_version: int, note: str | None = None
) -> int:
    """Add a target group last; gives its id."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    name = _free_name(version, name)
    position = 1 + max((group.position for group in version.groups), default=0)
    group = AllocationGroup(id=new_id(), position=position, name=name, note=optional(note))
    version.groups.append(group)
    touch(version)
    describe(session, f"Lade till gruppen ”{name}” i {title_of(session, version)}")
    return group.id


def edit_group(
    session: Session,
    *,
    allocation_version_id: int,
    group_id: int,
    name: str,
    note: str | None,
    expected_version: int,
) -> None:
    """Give a group another name or note."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    group = group_of(version, group_id)
    values = needed(name, _NAME), optional(note)
    if (group.name, group.note) == values:
        return
    group.name, group.note = _free_name(version, name, but=group_id), values[1]
    touch(version)
    describe(session, f"Ändrade gruppen ”{group.name}” i {title_of(session, version)}")


def move_group(
    session: Session, *, allocation_version_id: int, group_id: int, step: int, expected_version: int
) -> None:
    """Move a group one place up (-1) or down (1)."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    group = group_of(version, group_id)
    order = list(version.groups)
    place = order.index(group)
    if not 0 <= place + step < len(order):
        raise AtTheEnd(group.name, first=step < 0)
    order.insert(place + step, order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    touch(version)
    describe(session, f"Flyttade gruppen ”{group.name}” i {title_of(session, version)}")


def remove_group(
    session: Session, *, allocation_version_id: int, group_id: int, expected_version: int
) -> None:
    """Remove a group with its prices and volumes; a version keeps at least one."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    group = group_of(version, group_id)
    if len(version.groups) == 1:
        raise OnlyGroup(group.name)
    describe(session, f"Tog bort gruppen ”{group.name}” ur {title_of(session, version)}")
    version.groups.remove(group)
    touch(version)


def rename_part(
    session: Session, *, allocation_version_id: int, part: str, name: str, expected_version: int
) -> None:
    """Give a part of the prices another name, in all groups and years."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    name = needed(name, "Prisdelens namn")
    if name == part:
        return
    prices = [price for group in version.groups for price in group.prices]
    if any(price.part == name for price in prices):
        raise TakenName("Prisdelen", name)
    for price in prices:
        if price.part == part:
            price.part = name
    touch(version)
    describe(session, f"Döpte om prisdelen ”{part}” till ”{name}” i {title_of(session, version)}")


def _free_name(version: AllocationVersion, name: str, *, but: int | None = None) -> str:
    name = needed(name, _NAME)
    if any(fold(group.name) == fold(name) and group.id != but for group in version.groups):
        raise TakenName("Gruppen", name)
    return name
