"""Use cases on the factors of a version: groups, prices built of parts, indexes, subsidies and volumes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import (
    AllocationGroup,
    AllocationIndex,
    AllocationPrice,
    AllocationVersion,
    AllocationVolume,
)
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.budget.allocation.limits import (
    check_index,
    check_price,
    check_subsidy,
    check_volume,
    check_year,
)
from app.services.budget.allocation.stored import group_of, open_version, title_of
from app.services.budget.entries import KEEP, Keep
from app.services.formatting import write_count
from app.services.storage import describe, touch
from app.services.typed import needed, optional


@dataclass(frozen=True, slots=True)
class PriceEntry:
    """A typed part of a group's price in a year; None takes it away."""

    group_id: int
    year: int
    part: str
    price: Decimal | None


@dataclass(frozen=True, slots=True)
class VolumeEntry:
    """A unit's typed volumes of a group in a year; None clears, KEEP leaves."""

    group_id: int
    unit_id: int
    year: int
    volume: Decimal | Keep | None = KEEP
    opening: Decimal | Keep | None = KEEP


def set_prices(
    session: Session,
    *,
    allocation_version_id: int,
    expected_version: int,
    prices: Sequence[PriceEntry] = (),
    indexes: Mapping[int, Decimal | None] | None = None,
    subsidies: Mapping[int, Decimal | None] | None = None,
) -> int:
    """Set many parts of prices, indexes by year and subsidies by group, as one change; gives how many."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    for entry in prices:
        _set_price(group_of(version, entry.group_id), entry)
    for year, percent in (indexes or {}).items():
        _set_index(version, year, percent)
    for group_id, percent in (subsidies or {}).items():
        group = group_of(version, group_id)
        where = f"Subventionen för {group.name}"
        group.subsidy = None if percent is None else check_subsidy(percent, where)
    count = len(prices) + len(indexes or {}) + len(subsidies or {})
    if count:
        touch(version)
        words = write_count(count, "pris eller index", "priser och index")
        describe(session, f"Ändrade {words} i {title_of(session, version)}")
    return count


def set_index_source(
    session: Session, *, allocation_version_id: int, year: int, source: str | None, expected_version: int
) -> None:
    """Say where the index of a year comes from."""
    version = open_version(session, allocation_version_id, expected_version, special=False)
    row = next((each for each in version.indexes if each.year == year), None)
    if row is None:
        raise NotFound(f"Index {year}")
    if row.source == optional(source):
        return
    row.source = optional(source)
    touch(version)
    describe(session, f"Ändrade källan till index {year} i {title_of(session, version)}")


def set_volumes(
    session: Session,
    *,
    allocation_version_id: int,
    entries: Sequence[VolumeEntry],
    expected_version: int,
) -> int:
    """Set many volumes as one change; gives how many.

    Where only the opening of a year is typed the year ends with nothing until that is typed too.
    """
    version = open_version(session, allocation_version_id, expected_version, special=False)
    groups = {group.id: group for group in version.groups}
    rows = {(group.id, row.unit_id, row.year): row for group in version.groups for row in group.volumes}
    names = _unit_names(session, {entry.unit_id for entry in entries})
    for entry in entries:
        group = groups.get(entry.group_id)
        if group is None:
            raise NotFound("Gruppen")
        place = entry.group_id, entry.unit_id, entry.year
        left = _set_volume(group, rows.get(place), entry, names[entry.unit_id])
        if left is None:
            rows.pop(place, None)
        else:
            rows[place] = left
    if entries:
        touch(version)
        words = write_count(len(entries), "volym", "volymer")
        describe(session, f"Ändrade {words} i {title_of(session, version)}")
    return len(entries)


def _set_price(group: AllocationGroup, entry: PriceEntry) -> None:
    part = needed(entry.part, "Prisdelens namn")
    year = check_year(entry.year, "Prisets år")
    row = next((each for each in group.prices if (each.year, each.part) == (year, part)), None)
    if entry.price is None:
        if row is not None:
            group.prices.remove(row)
        return
    price = check_price(entry.price, f"Priset {year} för {group.name}")
    if row is None:
        group.prices.append(AllocationPrice(id=new_id(), year=year, part=part, price=price))
    else:
        row.price = price


def _set_index(version: AllocationVersion, year: int, percent: Decimal | None) -> None:
    row = next((each for each in version.indexes if each.year == year), None)
    if percent is None:
        if row is not None:
            version.indexes.remove(row)
        return
    percent = check_index(percent, f"Index {check_year(year, 'Indexets år')}")
    if row is None:
        version.indexes.append(AllocationIndex(year=year, percent=percent))
    else:
        row.percent = percent


def _set_volume(
    group: AllocationGroup, row: AllocationVolume | None, entry: VolumeEntry, unit: str
) -> AllocationVolume | None:
    """The row after an entry; None when nothing is left in it."""
    where = f"{check_year(entry.year, 'Volymens år')} för {unit}, {group.name},"
    opening = entry.opening if entry.opening is not KEEP else row.opening if row is not None else None
    volume = entry.volume if entry.volume is not KEEP else row.volume if row is not None else None
    if opening is not None:
        opening = check_volume(opening, f"Volymen vid ingången av {where}")
    if volume is not None:
        volume = check_volume(volume, f"Volymen {where}")
    emptied = entry.volume is KEEP and opening is None and not volume
    if emptied or (volume is None and opening is None):
        if row is not None:
            group.volumes.remove(row)
        return None
    if row is None:
        row = AllocationVolume(unit_id=entry.unit_id, year=entry.year)
        group.volumes.append(row)
    row.opening, row.volume = opening, volume if volume is not None else Decimal()
    return row


def _unit_names(session: Session, keys: Collection[int]) -> dict[int, str]:
    names = dict(session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(keys))).all())
    if len(names) < len(keys):
        raise NotFound("Enheten")
    return names
