"""Use cases on one unit: add, rename, describe, its managers, its partners, its validity, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Unit, UnitKind, UnitPartner, UnitRole, UnitSuccession
from app.models.types import new_id
from app.services.organisation import rules
from app.services.organisation.errors import (
    ChildrenLeft,
    EndedByChange,
    LaterChange,
    NotValidThen,
    UnitUsed,
)
from app.services.organisation.succession import RENAMED
from app.services.organisation.uses import uses_of
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

INTERNAL, EXTERNAL = "internal", "external"
_WORDS = {
    "kind_id": "slag",
    "abbreviation": "förkortning",
    "performer": "utförare",
    "in_model": "om styrmodellen gäller",
    "contract_title": "avtal",
    "contract_number": "diarienummer",
    "contract_ends": "avtalets slutdag",
    "note": "anteckning",
}


class _Keep:
    """Stands for a value that a use case leaves as it is."""


KEEP: Final[Any] = _Keep()


@dataclass(frozen=True)
class Role:
    """A manager's role; the person's name only if somebody typed it."""

    title: str
    person_name: str | None = None


def add_unit(
    session: Session,
    *,
    name: str,
    kind_id: int,
    parent_id: int | None = None,
    performer: str | None = None,
    valid_from: date | None = None,
) -> int:
    """Add a unit after its siblings; gives its key."""
    kind = get_kind(session, kind_id)
    if parent_id is not None:
        get_unit(session, parent_id)
    last = session.scalar(select(func.max(Unit.position)).where(Unit.parent_id == parent_id))
    unit = Unit(
        id=new_id(),
        name=needed(name, "Enhetens namn"),
        kind_id=kind.id,
        parent_id=parent_id,
        position=0 if last is None else last + 1,
        performer=performer,
        in_model=performer != EXTERNAL,
        valid_from=valid_from,
    )
    session.add(unit)
    describe(session, f"Lade till {unit.name}")
    return unit.id


def rename_unit(
    session: Session, *, unit_id: int, name: str, expected_version: int, happened_on: date | None = None
) -> None:
    """Give a unit another name: a correction, or from a day on, and then earlier years keep the old name."""
    unit = for_change(session, unit_id, expected_version)
    new = needed(name, "Enhetens namn")
    old = unit.name
    if new == old:
        return
    if happened_on is not None:
        refuse_outside(unit, happened_on)
        refuse_before(session, unit, happened_on, (RENAMED,))
        step = UnitSuccession(
            from_unit_id=unit.id, to_unit_id=unit.id, old_name=old, happened_on=happened_on, how=RENAMED
        )
        session.add(step)
    unit.name = new
    touch(unit)
    describe(session, f"Bytte namn på {old} till {new}")


def edit_unit(
    session: Session,
    *,
    unit_id: int,
    expected_version: int,
    kind_id: int = KEEP,
    abbreviation: str | None = KEEP,
    performer: str | None = KEEP,
    in_model: bool = KEEP,
    contract_title: str | None = KEEP,
    contract_number: str | None = KEEP,
    contract_ends: date | None = KEEP,
    note: str | None = KEEP,
) -> None:
    """Change what is said of a unit; what is not named stays (`ORG-04`, `ORG-08`).

    A unit that becomes an external performer is outside the model until somebody says otherwise.
    """
    unit = for_change(session, unit_id, expected_version)
    given = {
        "kind_id": kind_id,
        "abbreviation": abbreviation,
        "performer": performer,
        "in_model": in_model,
        "contract_title": contract_title,
        "contract_number": contract_number,
        "contract_ends": contract_ends,
        "note": note,
    }
    if kind_id is not KEEP:
        get_kind(session, kind_id)
    if performer is not KEEP and performer != unit.performer and in_model is KEEP:
        unit.in_model = performer != EXTERNAL
    for field, value in given.items():
        if value is not KEEP:
            setattr(unit, field, optional(value) if isinstance(value, str) else value)
    touch(unit)
    said = dict.fromkeys(_WORDS[field] for field, value in given.items() if value is not KEEP)
    describe(session, f"Ändrade {' och '.join(said)} för {unit.name}")


def set_roles(session: Session, *, unit_id: int, roles: Sequence[Role], expected_version: int) -> None:
    """Say who manages a unit, by role and in order; the words of the log name no person."""
    unit = for_change(session, unit_id, expected_version)
    kept = [Role(title, optional(role.person_name)) for role in roles if (title := role.title.strip())]
    del unit.roles[len(kept) :]
    for position, role in enumerate(kept):
        if position == len(unit.roles):
            unit.roles.append(UnitRole(id=new_id(), title=role.title, position=position))
        row = unit.roles[position]
        row.title, row.person_name, row.position = role.title, role.person_name, position
    touch(unit)
    describe(session, f"Ändrade ansvariga i {unit.name}")


def set_partners(session: Session, *, unit_id: int, names: Sequence[str], expected_version: int) -> None:
    """Name the partners of a joint body or a cooperation (`ORG-06`, `ORG-07`)."""
    unit = for_change(session, unit_id, expected_version)
    kept = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    del unit.partners[len(kept) :]
    for position, name in enumerate(kept):
        if position == len(unit.partners):
            unit.partners.append(UnitPartner(id=new_id(), name=name, position=position))
        unit.partners[position].name = name
        unit.partners[position].position = position
    touch(unit)
    describe(session, f"Ändrade parter i {unit.name}")


def set_validity(
    session: Session, *, unit_id: int, valid_from: date | None, valid_to: date | None, expected_version: int
) -> None:
    """Say from when to when a unit holds; refused while units under it would go on after it."""
    unit = for_change(session, unit_id, expected_version)
    rules.check_span(valid_from, valid_to, unit.name)
    if valid_to is not None:
        below = session.scalars(select(Unit).where(Unit.parent_id == unit.id))
        left = [child for child in below if child.valid_to is None or child.valid_to > valid_to]
        if left:
            raise ChildrenLeft(unit.name, len(left))
    _refuse_after_change(session, unit, valid_to)
    unit.valid_from, unit.valid_to = valid_from, valid_to
    touch(unit)
    describe(session, f"Ändrade giltigheten för {unit.name}")


def remove_unit(session: Session, *, unit_id: int, expected_version: int) -> None:
    """Remove a unit that was added by mistake; refused while anything refers to it, which is told."""
    unit = for_change(session, unit_id, expected_version)
    used = uses_of(session, unit.id)
    if used:
        raise UnitUsed(unit.name, used)
    session.delete(unit)
    describe(session, f"Tog bort {unit.name}")


def get_unit(session: Session, unit_id: int) -> Unit:
    """The unit of a key; raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    return unit


def get_kind(session: Session, kind_id: int) -> UnitKind:
    """The kind of a key; raises NotFound."""
    kind = session.get(UnitKind, kind_id)
    if kind is None:
        raise NotFound("Enhetsslaget")
    return kind


def for_change(session: Session, unit_id: int, expected_version: int) -> Unit:
    """The unit, unless it was changed since the form was loaded."""
    unit = get_unit(session, unit_id)
    check_version(unit, expected_version, unit.name)
    return unit


def refuse_before(session: Session, unit: Unit, happened_on: date, how: Sequence[str]) -> None:
    """Refuse a dated change that would lie before (or on the day of) another of the same sort."""
    latest = session.scalar(
        select(func.max(UnitSuccession.happened_on)).where(
            UnitSuccession.from_unit_id == unit.id, UnitSuccession.how.in_(how)
        )
    )
    if latest is not None and latest >= happened_on:
        raise LaterChange(unit.name, latest)


def refuse_outside(unit: Unit, on: date) -> None:
    """Refuse a change on a day when the unit does not hold."""
    if not rules.valid_on(unit.valid_from, unit.valid_to, on):
        raise NotValidThen(unit.name, on)


def _refuse_after_change(session: Session, unit: Unit, valid_to: date | None) -> None:
    """A unit that was split or merged ended by it."""
    ended = session.scalar(
        select(func.min(UnitSuccession.happened_on)).where(
            UnitSuccession.from_unit_id == unit.id, UnitSuccession.to_unit_id != unit.id
        )
    )
    if ended is not None and (valid_to is None or valid_to >= ended):
        raise EndedByChange(unit.name, ended)
