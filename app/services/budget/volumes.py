"""What amounts can be spread by: the newest volumes of each allocation model, unit by unit."""

from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationGroup, AllocationModel, AllocationVersion, AllocationVolume


@dataclass(frozen=True, slots=True)
class Volumes:
    """The volumes of a model in a year by unit, all target groups together."""

    model_id: int
    name: str
    year: int
    of: dict[int, Fraction]


def volumes_to_spread_by(session: Session, *, year: int) -> tuple[Volumes, ...]:
    """One for each model that has volumes of the year, or else of the latest year before it."""
    models = (
        select(AllocationModel).where(AllocationModel.kind == "volume").order_by(AllocationModel.position)
    )
    found = (_volumes(session, model, year) for model in session.scalars(models))
    return tuple(each for each in found if each is not None)


def _volumes(session: Session, model: AllocationModel, year: int) -> Volumes | None:
    newest = select(AllocationVersion.id).where(AllocationVersion.model_id == model.id)
    version = session.scalar(newest.order_by(AllocationVersion.number.desc()).limit(1))
    rows = select(AllocationVolume.unit_id, AllocationVolume.year, AllocationVolume.volume)
    rows = rows.join(AllocationGroup, AllocationGroup.id == AllocationVolume.group_id)
    rows = rows.where(AllocationGroup.version_id == version, AllocationVolume.year <= year)
    known = session.execute(rows).all()
    if not known:
        return None
    latest = max(each.year for each in known)
    of: dict[int, Fraction] = {}
    for unit_id, when, volume in known:
        if when == latest:
            of[unit_id] = of.get(unit_id, Fraction(0)) + Fraction(volume)
    words = f"{model.name} ({model.volume_unit})" if model.volume_unit else model.name
    return Volumes(model.id, words, latest, of)
