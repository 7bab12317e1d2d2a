"""Use cases on the versions of a model: a new one from the latest, what it says of itself, removing one."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.allocation import (
    AllocationGroup,
    AllocationIndex,
    AllocationModel,
    AllocationPrice,
    AllocationVersion,
    AllocationVolume,
    SpecialAccount,
)
from app.models.types import new_id
from app.services.budget.allocation.arithmetic import Factors
from app.services.budget.allocation.errors import FetchedFrom, NoAdjustment, OnlyVersion
from app.services.budget.allocation.limits import check_year
from app.services.budget.allocation.stored import (
    get_model,
    get_version,
    open_version,
    read_factors,
    using_budgets,
)
from app.services.budget.allocation.trying import Adjustment, adjusted
from app.services.budget.allocation.words import SPECIAL, version_title
from app.services.storage import describe, touch
from app.services.typed import needed, optional

_NAME = "Versionens namn"


def new_version(
    session: Session,
    *,
    allocation_model_id: int,
    name: str,
    made_on: date,
    source: str | None = None,
    note: str | None = None,
) -> int:
    """Copy the latest version to one that can be worked on; gives its id."""
    model = get_model(session, allocation_model_id)
    made = _copy(model, model.versions[-1], needed(name, _NAME), made_on)
    made.source, made.note = optional(source) or made.source, optional(note)
    _add(session, model, made)
    return made.id


def save_trial(
    session: Session,
    *,
    allocation_version_id: int,
    adjustments: tuple[Adjustment, ...],
    name: str,
    made_on: date,
    note: str | None = None,
) -> int:
    """Make a new version of what was tried on a version; gives its id."""
    source = get_version(session, allocation_version_id)
    model = get_model(session, source.model_id)
    before = read_factors(session, source)
    after = adjusted(before, adjustments)
    if after == before:
        raise NoAdjustment
    made = _copy(model, source, needed(name, _NAME), made_on)
    made.note = optional(note) or "; ".join(each.words(before) for each in adjustments)
    _put(made, before, after)
    _add(session, model, made)
    return made.id


def edit_version(
    session: Session,
    *,
    allocation_version_id: int,
    name: str,
    made_on: date,
    base_year: int,
    mean_volume: bool,
    price_unit: str,
    source: str | None,
    note: str | None,
    expected_version: int,
) -> None:
    """Change what a version says of itself and how it calculates; typed figures stay as they are."""
    version = open_version(session, allocation_version_id, expected_version)
    model = get_model(session, version.model_id)
    if price_unit not in ("kr", "tkr"):
        raise ValueError(f"not a unit of prices: {price_unit}")
    values = {
        "name": needed(name, _NAME),
        "made_on": made_on,
        "base_year": check_year(base_year, "Basåret"),
        "mean_volume": mean_volume and model.kind != SPECIAL,
        "price_unit": price_unit,
        "source": optional(source),
        "note": optional(note),
    }
    if all(getattr(version, key) == value for key, value in values.items()):
        return
    for key, value in values.items():
        setattr(version, key, value)
    touch(version)
    describe(session, f"Ändrade {version_title(model.name, version.number)}")


def remove_version(session: Session, *, allocation_version_id: int, expected_version: int) -> None:
    """Remove a version; refused when it is the only one, or when a budget rests on it."""
    version = open_version(session, allocation_version_id, expected_version)
    model = get_model(session, version.model_id)
    title = version_title(model.name, version.number)
    used = using_budgets(session, [version.id])
    if used:
        raise FetchedFrom(title, used[0][1])
    if len(model.versions) == 1:
        raise OnlyVersion(model.name)
    describe(session, f"Tog bort {title}")
    model.versions.remove(version)
    touch(model)


def _add(session: Session, model: AllocationModel, made: AllocationVersion) -> None:
    model.versions.append(made)
    touch(model)
    describe(session, f"Gjorde {version_title(model.name, made.number)}")
    session.flush()


def _copy(model: AllocationModel, source: AllocationVersion, name: str, made_on: date) -> AllocationVersion:
    return AllocationVersion(
        id=new_id(),
        number=max(each.number for each in model.versions) + 1,
        name=name,
        made_on=made_on,
        base_year=source.base_year,
        mean_volume=source.mean_volume,
        price_unit=source.price_unit,
        source=source.source,
        note=source.note,
        groups=[_copy_group(group) for group in source.groups],
        indexes=[
            AllocationIndex(year=each.year, percent=each.percent, source=each.source)
            for each in source.indexes
        ],
        specials=[
            SpecialAccount(
                unit_id=each.unit_id,
                year=each.year,
                amount=each.amount,
                requirement=each.requirement,
                account=each.account,
                accounted_on=each.accounted_on,
            )
            for each in source.specials
        ],
    )


def _copy_group(group: AllocationGroup) -> AllocationGroup:
    return AllocationGroup(
        id=new_id(),
        position=group.position,
        name=group.name,
        subsidy=group.subsidy,
        note=group.note,
        prices=[
            AllocationPrice(id=new_id(), year=each.year, part=each.part, price=each.price)
            for each in group.prices
        ],
        volumes=[
            AllocationVolume(unit_id=each.unit_id, year=each.year, opening=each.opening, volume=each.volume)
            for each in group.volumes
        ],
    )


def _put(made: AllocationVersion, before: Factors, after: Factors) -> None:
    """Give a copied version the factors that were tried."""
    sources = {each.year: each.source for each in made.indexes}
    made.indexes = [
        AllocationIndex(year=year, percent=percent, source=sources.get(year))
        for year, percent in sorted(after.indexes.items())
    ]
    names = {group.name: group for group in made.groups}
    for old, new in zip(before.groups, after.groups, strict=True):
        group = names[new.name]
        if new.prices != old.prices:
            group.prices = [
                AllocationPrice(id=new_id(), year=year, part=part, price=price)
                for year, parts in sorted(new.prices.items())
                for part, price in parts.items()
            ]
        if new.volumes != old.volumes:
            group.volumes = [
                AllocationVolume(unit_id=unit, year=year, opening=each.opening, volume=each.volume)
                for (unit, year), each in sorted(new.volumes.items())
            ]
    amounts = {place: each.amount for place, each in after.specials.items()}
    for row in made.specials:
        row.amount = amounts.get((row.unit_id, row.year), row.amount)
