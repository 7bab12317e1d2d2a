"""The use cases of allocation models as steps."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationModel, AllocationVersion
from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.services.budget.allocation import factors, fetching, groups, models, modelversions, specials
from app.services.budget.allocation.factors import PriceEntry, VolumeEntry
from app.services.budget.allocation.specials import AmountEntry
from app.services.budget.allocation.trying import Adjustment
from app.services.budget.allocation.words import SPECIAL
from app.services.budget.entries import KEEP
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Taken, key_of, on, one_of, pick, plain, words

_YEARS = (2026, 2027, 2028)
_PARTS = ("Grundbelopp", "Kvalitet")
_FACTORS = (None, Decimal(0), Decimal("12.5"), Decimal("107400.25"))
_SMALL = (None, Decimal(0), Decimal("3.1"), Decimal("96.5"))


def _today(_session: Session, _dice: random.Random) -> date:
    return TODAY


def _versions(session: Session, *, special: bool) -> list[AllocationVersion]:
    rows = select(AllocationVersion).join(AllocationModel, AllocationModel.id == AllocationVersion.model_id)
    kind = AllocationModel.kind == SPECIAL
    return list(session.scalars(rows.where(kind if special else ~kind).order_by(AllocationVersion.id)))


def _of(session: Session, dice: random.Random, *, special: bool = False) -> tuple[Any, dict[str, int]]:
    version = dice.choice(_versions(session, special=special))
    return version, {"allocation_version_id": version.id, "expected_version": version.version}


def _group(version: AllocationVersion, dice: random.Random) -> int:
    return dice.choice([group.id for group in version.groups])


def _set_prices(session: Session, dice: random.Random) -> object:
    version, known = _of(session, dice)
    entries = [
        PriceEntry(_group(version, dice), dice.choice(_YEARS), dice.choice(_PARTS), dice.choice(_FACTORS))
        for _ in range(dice.randrange(4))
    ]
    indexes = {dice.choice(_YEARS): dice.choice(_SMALL)}
    subsidies = {_group(version, dice): dice.choice(_SMALL)}
    return factors.set_prices(session, prices=entries, indexes=indexes, subsidies=subsidies, **known)


def _set_volumes(session: Session, dice: random.Random) -> object:
    version, known = _of(session, dice)
    entries = [
        VolumeEntry(
            _group(version, dice),
            pick(session, dice, Unit).id,
            dice.choice(_YEARS),
            dice.choice((*_FACTORS, KEEP)),
            dice.choice((*_FACTORS, KEEP)),
        )
        for _ in range(1 + dice.randrange(4))
    ]
    return factors.set_volumes(session, entries=entries, **known)


def _on_group(use_case: Any, **given: Any) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version, known = _of(session, dice)
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, group_id=_group(version, dice), **known, **values)

    return use_case, take


def _set_index_source(session: Session, dice: random.Random) -> object:
    _, known = _of(session, dice)
    year, source = dice.choice(_YEARS), words(session, dice)
    return factors.set_index_source(session, year=year, source=source, **known)


def _rename_part(session: Session, dice: random.Random) -> object:
    _, known = _of(session, dice)
    return groups.rename_part(session, part=dice.choice(_PARTS), name=words(session, dice), **known)


def _appropriate(session: Session, dice: random.Random) -> object:
    _, known = _of(session, dice, special=True)
    amount = dice.choice((None, 0, 1_234_567))
    entries = [AmountEntry(pick(session, dice, Unit).id, dice.choice(_YEARS), amount) for _ in range(2)]
    return specials.set_appropriations(session, entries=entries, **known)


def _on_special(use_case: Any, **given: Any) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version, known = _of(session, dice, special=True)
        if not version.specials:
            return None
        row = dice.choice(list(version.specials))
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, unit_id=row.unit_id, year=row.year, **known, **values)

    return use_case, take


def _save_trial(session: Session, dice: random.Random) -> object:
    version, _ = _of(session, dice)
    tried = Adjustment(dice.choice(("price", "volume")), 2027, percent=Decimal("2.5"))
    return modelversions.save_trial(
        session, allocation_version_id=version.id, adjustments=(tried,), name="Prövad", made_on=TODAY
    )


def _fetch(session: Session, dice: random.Random) -> object:
    shown = fetching.preview(
        session,
        allocation_version_id=key_of(AllocationVersion)(session, dice),
        plan_version_id=key_of(PlanVersion)(session, dice),
        basis=dice.choice(tuple(fetching.BASES)),
    )
    return fetching.fetch(session, shown=shown)


STEPS: tuple[Taken, ...] = (
    plain(
        models.create_model,
        name=words, area=one_of("food", "own"), kind=one_of("volume", SPECIAL), base_year=one_of(*_YEARS),
        made_on=_today, mean_volume=one_of(True, False),
    ),
    on(AllocationModel, models.rename_model, name=words),
    on(AllocationModel, models.edit_model, volume_unit=words, note=words),
    on(AllocationModel, models.move_model, step=one_of(-1, 1)),
    on(AllocationModel, models.remove_model),
    plain(
        modelversions.new_version,
        allocation_model_id=key_of(AllocationModel), name=words, made_on=_today, source=words,
    ),
    on(
        AllocationVersion, modelversions.edit_version,
        name=words, made_on=_today, base_year=one_of(*_YEARS), mean_volume=one_of(True, False),
        price_unit=one_of("kr", "tkr"), source=words, note=words,
    ),
    on(AllocationVersion, modelversions.remove_version),
    (modelversions.save_trial, _save_trial),
    (factors.set_prices, _set_prices),
    (factors.set_index_source, _set_index_source),
    (factors.set_volumes, _set_volumes),
    on(AllocationVersion, groups.add_group, name=words, note=words),
    _on_group(groups.edit_group, name=words, note=words),
    _on_group(groups.move_group, step=one_of(-1, 1)),
    _on_group(groups.remove_group),
    (groups.rename_part, _rename_part),
    (specials.set_appropriations, _appropriate),
    _on_special(specials.set_requirement, requirement=words),
    _on_special(specials.set_account, account=words, accounted_on=_today, today=_today),
    (fetching.fetch, _fetch),
)  # fmt: skip

#: A decided budget of the example rests on its versions, so a new one is made first.
_COPIED = ("budget.allocation.modelversions.new_version",) * 12
_MADE = ("budget.allocation.models.create_model",) * 4
MAKE_WAY = {
    **{
        f"budget.allocation.{name}": _COPIED
        for name in (
            "modelversions.edit_version", "modelversions.remove_version", "factors.set_prices",
            "factors.set_index_source", "factors.set_volumes", "groups.add_group", "groups.edit_group",
            "groups.rename_part", "specials.set_appropriations", "specials.set_requirement",
        )
    },
    "budget.allocation.models.remove_model": _MADE,
    "budget.allocation.models.move_model": _MADE,
    "budget.allocation.groups.move_group": (*_COPIED, *("budget.allocation.groups.add_group",) * 3),
    "budget.allocation.groups.remove_group": (*_COPIED, *("budget.allocation.groups.add_group",) * 3),
}  # fmt: skip
