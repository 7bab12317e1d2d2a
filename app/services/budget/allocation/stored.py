"""Models and versions as they are stored: read in a few statements, opened when they may change."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select
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
from app.models.budget import Frame, FrameComponent, PlanVersion
from app.models.errors import NotFound
from app.services.budget.allocation.arithmetic import Factors, Group, Place, Special, Volume
from app.services.budget.allocation.errors import OfOtherKind, UsedInDecision
from app.services.budget.allocation.words import SPECIAL, version_title
from app.services.storage import check_version


def get_model(session: Session, model_id: int) -> AllocationModel:
    """A model; refused when it is gone."""
    model = session.get(AllocationModel, model_id)
    if model is None:
        raise NotFound("Beräkningsmodellen")
    return model


def open_model(session: Session, model_id: int, expected_version: int) -> AllocationModel:
    """A model as it was when it was shown."""
    model = get_model(session, model_id)
    check_version(model, expected_version, f"Beräkningsmodellen ”{model.name}”")
    return model


def get_version(session: Session, version_id: int) -> AllocationVersion:
    """A version; refused when it is gone."""
    version = session.get(AllocationVersion, version_id)
    if version is None:
        raise NotFound("Versionen av beräkningsmodellen")
    return version


def open_version(
    session: Session, version_id: int, expected_version: int, *, special: bool | None = None
) -> AllocationVersion:
    """A version that may be changed, as it was when it was shown; refused when a decision rests on it.

    `special` is the kind of model that the change is for, None for both.
    """
    version = get_version(session, version_id)
    model = get_model(session, version.model_id)
    title = version_title(model.name, version.number)
    check_version(version, expected_version, title)
    decided = deciding_budget(session, version_id)
    if decided is not None:
        raise UsedInDecision(title, decided)
    if special is not None and special != (model.kind == SPECIAL):
        raise OfOtherKind(model.name, special=not special)
    return version


def title_of(session: Session, version: AllocationVersion) -> str:
    """What a version is called."""
    return version_title(get_model(session, version.model_id).name, version.number)


def group_of(version: AllocationVersion, group_id: int) -> AllocationGroup:
    """A group of a version; refused when it is gone."""
    for group in version.groups:
        if group.id == group_id:
            return group
    raise NotFound("Gruppen")


def using_budgets(session: Session, version_ids: Iterable[int]) -> list[tuple[int, str, bool]]:
    """Version, name and whether it is decided, of every budget version that amounts were fetched to."""
    rows = (
        select(FrameComponent.allocation_version_id, PlanVersion.name, PlanVersion.locked)
        .join(Frame, Frame.id == FrameComponent.frame_id)
        .join(PlanVersion, PlanVersion.id == Frame.plan_version_id)
        .where(FrameComponent.allocation_version_id.in_(set(version_ids)))
        .distinct()
        .order_by(PlanVersion.position, PlanVersion.id)
    )
    return [(used or 0, name, locked) for used, name, locked in session.execute(rows)]


def deciding_budget(session: Session, version_id: int) -> str | None:
    """The name of a decided budget version that rests on a version of a model."""
    return next((name for _, name, locked in using_budgets(session, [version_id]) if locked), None)


def read_factors(session: Session, version: AllocationVersion) -> Factors:
    """Everything that a version calculates with, in five statements whatever its size."""
    model = get_model(session, version.model_id)
    rows = select(
        AllocationGroup.id, AllocationGroup.name, AllocationGroup.subsidy, AllocationGroup.note
    ).where(AllocationGroup.version_id == version.id)
    groups = session.execute(rows.order_by(AllocationGroup.position, AllocationGroup.id)).all()
    prices, volumes = _prices(session, version.id), _volumes(session, version.id)
    indexes = select(AllocationIndex.year, AllocationIndex.percent).where(
        AllocationIndex.version_id == version.id
    )
    return Factors(
        groups=tuple(
            Group(key, name, prices.get(key, {}), volumes.get(key, {}), subsidy, note)
            for key, name, subsidy, note in groups
        ),
        indexes=dict(session.execute(indexes).all()),
        specials=_specials(session, version.id),
        mean_volume=version.mean_volume,
        price_unit=version.price_unit,
        special=model.kind == SPECIAL,
    )


def _prices(session: Session, version_id: int) -> dict[int, dict[int, dict[str, Decimal]]]:
    rows = select(
        AllocationPrice.group_id, AllocationPrice.year, AllocationPrice.part, AllocationPrice.price
    ).join(AllocationGroup, AllocationGroup.id == AllocationPrice.group_id)
    rows = rows.where(AllocationGroup.version_id == version_id).order_by(AllocationPrice.id)
    found: dict[int, dict[int, dict[str, Decimal]]] = {}
    for group, year, part, price in session.execute(rows):
        found.setdefault(group, {}).setdefault(year, {})[part] = price
    return found


def _volumes(session: Session, version_id: int) -> dict[int, dict[Place, Volume]]:
    rows = select(
        AllocationVolume.group_id,
        AllocationVolume.unit_id,
        AllocationVolume.year,
        AllocationVolume.volume,
        AllocationVolume.opening,
    ).join(AllocationGroup, AllocationGroup.id == AllocationVolume.group_id)
    found: dict[int, dict[Place, Volume]] = {}
    for group, unit, year, volume, opening in session.execute(
        rows.where(AllocationGroup.version_id == version_id)
    ):
        found.setdefault(group, {})[unit, year] = Volume(volume, opening)
    return found


def _specials(session: Session, version_id: int) -> dict[Place, Special]:
    rows = select(
        SpecialAccount.unit_id,
        SpecialAccount.year,
        SpecialAccount.amount,
        SpecialAccount.requirement,
        SpecialAccount.account,
        SpecialAccount.accounted_on,
    ).where(SpecialAccount.version_id == version_id)
    return {
        (unit, year): Special(amount, requirement, account, day)
        for unit, year, amount, requirement, account, day in session.execute(rows)
    }
