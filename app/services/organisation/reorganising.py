"""Use cases that change the organisation from a day on and keep what it was: move, split, merge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitPartner, UnitRole, UnitSuccession
from app.models.types import new_id
from app.services.organisation import rules, units
from app.services.organisation.errors import SamePlace, TooFew, UnderItself
from app.services.organisation.succession import MERGED, MOVED, RENAMED, SPLIT
from app.services.storage import describe, touch
from app.services.typed import needed

_ONE_DAY = timedelta(days=1)
_LEAST = 2
_COPIED = (
    "kind_id",
    "parent_id",
    "position",
    "performer",
    "in_model",
    "contract_title",
    "contract_number",
    "contract_ends",
    "example",
)


@dataclass(frozen=True)
class Part:
    """What a unit is split into; `share` of one, or None when nobody knows."""

    name: str
    share: Decimal | None = None


def move_unit(
    session: Session,
    *,
    unit_id: int,
    parent_id: int | None,
    expected_version: int,
    happened_on: date | None = None,
) -> None:
    """Move a unit under another: from a day on, or as a correction that leaves no trace in earlier years."""
    unit = units.for_change(session, unit_id, expected_version)
    parent = None if parent_id is None else units.get_unit(session, parent_id)
    if unit.parent_id == parent_id:
        raise SamePlace(unit.name)
    _refuse_loop(session, unit, parent)
    if happened_on is not None:
        for each in (unit, parent):
            if each is not None:
                units.refuse_outside(each, happened_on)
        units.refuse_before(session, unit, happened_on, (MOVED,))
        session.add(_moved(unit, happened_on))
    unit.parent_id = parent_id
    touch(unit)
    where = f"till {parent.name}" if parent is not None else "överst"
    describe(session, f"Flyttade {unit.name} {where}")


def split_unit(
    session: Session, *, unit_id: int, parts: Sequence[Part], happened_on: date, expected_version: int
) -> tuple[int, ...]:
    """Let a unit become several from a day on; units under it move to the first of them.

    The unit itself ends the day before. Gives the keys of the new units.
    """
    unit = units.for_change(session, unit_id, expected_version)
    if len(parts) < _LEAST:
        raise TooFew
    rules.check_shares([part.share for part in parts])
    names = [needed(part.name, "Den nya enhetens namn") for part in parts]
    _refuse_other_end(session, unit, happened_on)
    made = [_copy(unit, name, happened_on) for name in names]
    session.add_all(made)
    session.flush()
    for part, new in zip(parts, made, strict=True):
        session.add(_became(unit, new, happened_on, SPLIT, part.share))
    _move_below(session, unit, made[0], happened_on)
    _end(unit, happened_on)
    describe(session, f"Delade {unit.name} i {_listed(names)}")
    return tuple(new.id for new in made)


def merge_units(session: Session, *, unit_versions: Mapping[int, int], name: str, happened_on: date) -> int:
    """Let several units become one from a day on, placed where the first of them is; gives its key.

    `unit_versions` holds key and expected version of each. Units under them move to the new one.
    """
    merged = [units.for_change(session, key, version) for key, version in unit_versions.items()]
    if len(merged) < _LEAST:
        raise TooFew
    new_name = needed(name, "Den nya enhetens namn")
    for unit in merged:
        _refuse_other_end(session, unit, happened_on)
    new = _copy(merged[0], new_name, happened_on)
    new.parent_id = _parent_outside(session, merged)
    session.add(new)
    session.flush()
    keys = {unit.id for unit in merged}
    for unit in merged:
        session.add(_became(unit, new, happened_on, MERGED, None))
        _move_below(session, unit, new, happened_on, leave=keys)
        _end(unit, happened_on)
    describe(session, f"Slog samman {_listed([unit.name for unit in merged])} till {new_name}")
    return new.id


def _copy(unit: Unit, name: str, happened_on: date) -> Unit:
    """A new unit of the same sort; roles come along, but no personal names."""
    copied = {field: getattr(unit, field) for field in _COPIED}
    return Unit(
        id=new_id(),
        name=name,
        valid_from=happened_on,
        roles=[UnitRole(id=new_id(), title=role.title, position=role.position) for role in unit.roles],
        partners=[
            UnitPartner(id=new_id(), name=partner.name, position=partner.position)
            for partner in unit.partners
        ],
        **copied,
    )


def _became(old: Unit, new: Unit, happened_on: date, how: str, share: Decimal | None) -> UnitSuccession:
    return UnitSuccession(
        from_unit_id=old.id, to_unit_id=new.id, happened_on=happened_on, how=how, share=share
    )


def _moved(unit: Unit, happened_on: date) -> UnitSuccession:
    return UnitSuccession(
        from_unit_id=unit.id,
        to_unit_id=unit.id,
        old_parent_id=unit.parent_id,
        happened_on=happened_on,
        how=MOVED,
    )


def _move_below(
    session: Session, old: Unit, new: Unit, happened_on: date, leave: set[int] | None = None
) -> None:
    for child in session.scalars(select(Unit).where(Unit.parent_id == old.id)).all():
        ended = child.valid_to is not None and child.valid_to < happened_on
        if ended or child.id == new.id or child.id in (leave or ()):
            continue
        units.refuse_before(session, child, happened_on, (MOVED,))
        session.add(_moved(child, happened_on))
        child.parent_id = new.id
        touch(child)


def _end(unit: Unit, happened_on: date) -> None:
    unit.valid_to = happened_on - _ONE_DAY
    touch(unit)


def _refuse_other_end(session: Session, unit: Unit, happened_on: date) -> None:
    """The unit must hold the day before the change, and nothing may have happened to it after that."""
    units.refuse_outside(unit, happened_on - _ONE_DAY)
    units.refuse_before(session, unit, happened_on, (RENAMED, MOVED, SPLIT, MERGED))


def _refuse_loop(session: Session, unit: Unit, parent: Unit | None) -> None:
    above = parent
    while above is not None:
        if above.id == unit.id:
            raise UnderItself(unit.name, parent.name if parent is not None else "")
        above = None if above.parent_id is None else session.get(Unit, above.parent_id)


def _parent_outside(session: Session, merged: Sequence[Unit]) -> int | None:
    """The first unit's place, or above it when that place itself is merged."""
    keys = {unit.id for unit in merged}
    above = merged[0].parent_id
    while above in keys:
        above = units.get_unit(session, above).parent_id if above is not None else None
    return above


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} och {names[-1]}"
