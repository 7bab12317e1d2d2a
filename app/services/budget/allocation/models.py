"""Use cases on allocation models: made for an area, renamed, moved and removed."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationGroup, AllocationModel, AllocationVersion
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.budget.allocation.errors import AtTheEnd, FetchedFrom, TakenName
from app.services.budget.allocation.limits import check_year
from app.services.budget.allocation.stored import open_model, using_budgets
from app.services.budget.allocation.words import AREAS, SPECIAL, VOLUME
from app.services.storage import describe, touch
from app.services.textorder import fold
from app.services.typed import needed, optional

_NAME = "Beräkningsmodellens namn"
_FIRST_VERSION = "Första beräkningen"


def create_model(
    session: Session,
    *,
    name: str,
    area: str,
    base_year: int,
    made_on: date,
    kind: str = "volume",
    volume_unit: str | None = None,
    groups: Sequence[str] | None = None,
    mean_volume: bool = False,
    price_unit: str = "kr",
    source: str | None = None,
    note: str | None = None,
    example: bool = False,
) -> int:
    """Make a model of an area with its first version; gives its id.

    What is counted and in which groups is by default what is usual in the area.
    """
    name, by_volume = _free_name(session, name), kind != SPECIAL
    usual = next(each for each in AREAS if each.key == area)
    version = _first_version(base_year, made_on, _named(groups) or usual.groups if by_volume else ())
    version.mean_volume, version.price_unit = mean_volume and by_volume, _checked(price_unit)
    version.source = optional(source)
    model = AllocationModel(
        id=new_id(),
        position=1 + (session.scalar(select(func.max(AllocationModel.position))) or 0),
        name=name,
        area=area,
        kind=SPECIAL if not by_volume else VOLUME,
        volume_unit=(optional(volume_unit) or usual.volume_unit) if by_volume else None,
        note=optional(note),
        example=example,
        versions=[version],
    )
    session.add(model)
    describe(session, f"Skapade beräkningsmodellen ”{name}”")
    return model.id


def rename_model(session: Session, *, allocation_model_id: int, name: str, expected_version: int) -> None:
    """Give a model another name."""
    model = open_model(session, allocation_model_id, expected_version)
    if needed(name, _NAME) == model.name:
        return
    name = _free_name(session, name, but=model.id)
    describe(session, f"Döpte om beräkningsmodellen ”{model.name}” till ”{name}”")
    model.name = name
    touch(model)


def edit_model(
    session: Session,
    *,
    allocation_model_id: int,
    volume_unit: str | None,
    note: str | None,
    expected_version: int,
) -> None:
    """Say what is counted, and what is to be known of the model."""
    model = open_model(session, allocation_model_id, expected_version)
    unit = None if model.kind == SPECIAL else needed(volume_unit or "", "Det som räknas")
    if (model.volume_unit, model.note) == (unit, optional(note)):
        return
    model.volume_unit, model.note = unit, optional(note)
    touch(model)
    describe(session, f"Ändrade beräkningsmodellen ”{model.name}”")


def move_model(session: Session, *, allocation_model_id: int, step: int, expected_version: int) -> None:
    """Move a model one place up (-1) or down (1) in the list."""
    model = open_model(session, allocation_model_id, expected_version)
    order = list(session.scalars(select(AllocationModel).order_by(AllocationModel.position)))
    place = order.index(model)
    if not 0 <= place + step < len(order):
        raise AtTheEnd(model.name, first=step < 0)
    order.insert(place + step, order.pop(place))
    for position, each in enumerate(order, start=1):
        if each.position != position:
            each.position = position
            touch(each)
    describe(session, f"Flyttade beräkningsmodellen ”{model.name}”")


def remove_model(session: Session, *, allocation_model_id: int, expected_version: int) -> None:
    """Remove a model with its versions; refused when a budget rests on one of them."""
    model = open_model(session, allocation_model_id, expected_version)
    used = using_budgets(session, [version.id for version in model.versions])
    if used:
        raise FetchedFrom(f"”{model.name}”", used[0][1])
    describe(session, f"Tog bort beräkningsmodellen ”{model.name}”")
    session.delete(model)


def model_of(session: Session, version_id: int) -> int:
    """The model that a version is of."""
    version = session.get(AllocationVersion, version_id)
    if version is None:
        raise NotFound("Versionen av beräkningsmodellen")
    return version.model_id


def _named(groups: Sequence[str] | None) -> list[str]:
    return list(dict.fromkeys(name for name in map(str.strip, groups or ()) if name))


def _checked(price_unit: str) -> str:
    if price_unit not in ("kr", "tkr"):
        raise ValueError(f"not a unit of prices: {price_unit}")
    return price_unit


def _first_version(base_year: int, made_on: date, groups: Sequence[str]) -> AllocationVersion:
    return AllocationVersion(
        id=new_id(),
        number=1,
        name=_FIRST_VERSION,
        made_on=made_on,
        base_year=check_year(base_year, "Basåret"),
        groups=[
            AllocationGroup(id=new_id(), position=place, name=name)
            for place, name in enumerate(groups, start=1)
        ],
    )


def _free_name(session: Session, name: str, *, but: int | None = None) -> str:
    name = needed(name, _NAME)
    rows = select(AllocationModel.id, AllocationModel.name)
    if any(fold(taken) == fold(name) and key != but for key, taken in session.execute(rows)):
        raise TakenName("Beräkningsmodellen", name)
    return name
