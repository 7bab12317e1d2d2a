"""Whom an agreement of a kind can be made with or for, and who has one already (`UH-01`, `AVT-*`)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind
from app.models.errors import NotFound
from app.models.organisation import Unit, UnitKind
from app.services.agreements.kinds import per_of
from app.services.agreements.parties import model_bodies
from app.services.budget.scope import performers

#: Categories of units that stand in a line of managers.
_MANAGED: Final = frozenset({"administration", "unit"})
#: Categories of units that do the municipality's work.
_WORKING: Final = frozenset({"administration", "unit", "performer", "company", "joint", "cooperation"})
_DECIDING: Final = "decision"
_COUNCIL: Final = "fullmäktige"
_SEPARATOR: Final = " › "


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that an agreement can be made for; `path` is what stands above it, `has` whether it has one."""

    unit_id: int
    name: str
    path: str
    has: bool


def get_kind(session: Session, kind_id: int) -> AgreementKind:
    """The kind, or a sentence that it is gone."""
    kind = session.get(AgreementKind, kind_id)
    if kind is None:
        raise NotFound("Slaget av överenskommelse")
    return kind


def candidates(session: Session, *, kind_id: int, year: int) -> tuple[Candidate, ...]:
    """The units that an agreement of the kind can begin for in a year, in the order of the organisation.

    Nobody has one already where there is a choice of clients: each pair can have its own.
    """
    kind, all_units = get_kind(session, kind_id), _all_units(session)
    taken = taken_units(session, kind_id=kind_id, year=year)
    if _client_bodies(session, kind):
        taken = frozenset()
    return _listed(all_units, _units(session, kind, all_units, year), taken)


def clients(session: Session, *, kind_id: int, year: int) -> tuple[Candidate, ...]:
    """The units that can be the client, where the model names a kind of body for it: the committees.

    None where the client is given by the kind or by the organisation.
    """
    kind, all_units = get_kind(session, kind_id), _all_units(session)
    bodies = _client_bodies(session, kind)
    if not bodies:
        return ()
    keys, categories = _unit_kinds(session)
    wanted = {str(body["kind"]) for body in bodies if body.get("kind")}
    living = [unit for unit in all_units.values() if _is_valid(unit, year)]
    performing = _units(session, kind, all_units, year)
    others = [unit for unit in living if unit.id not in performing or len(performing) > 1]
    found = {unit.id for unit in others if keys[unit.kind_id] in wanted}
    if not found:
        ordering = [unit for unit in others if not unit.name.casefold().endswith(_COUNCIL)]
        found = {unit.id for unit in ordering if categories[unit.kind_id] == _DECIDING} - performing
    return _listed(all_units, found, frozenset())


def performers_without(session: Session, *, kind_id: int, year: int) -> tuple[int, ...]:
    """Keys of the units that can have an agreement of the kind and have none for the year or later."""
    taken = taken_units(session, kind_id=kind_id, year=year)
    return tuple(
        one.unit_id for one in candidates(session, kind_id=kind_id, year=year) if one.unit_id not in taken
    )


def taken_units(
    session: Session, *, kind_id: int, year: int, client_unit_id: int | None = None
) -> frozenset[int]:
    """Units with an agreement of the kind, with a client if one is given, that holds in the year or later."""
    begins = date(year, 1, 1)
    rows = select(Agreement.unit_id).where(
        Agreement.kind_id == kind_id,
        Agreement.ends.is_(None) | (Agreement.ends >= begins),
        Agreement.ended_on.is_(None) | (Agreement.ended_on >= begins),
    )
    if client_unit_id is not None:
        rows = rows.where(Agreement.client_unit_id == client_unit_id)
    return frozenset(session.scalars(rows))


def _all_units(session: Session) -> dict[int, Unit]:
    return {unit.id: unit for unit in session.scalars(select(Unit).order_by(Unit.position, Unit.id))}


def _listed(
    units: Mapping[int, Unit], found: Collection[int], taken: Collection[int]
) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(unit.id, unit.name, _path(unit, units), unit.id in taken)
        for unit in units.values()
        if unit.id in found
    )


def _unit_kinds(session: Session) -> tuple[dict[int, str], dict[int, str]]:
    """The key and the category of each kind of unit."""
    rows = session.execute(select(UnitKind.id, UnitKind.key, UnitKind.category)).all()
    return {row.id: row.key for row in rows}, {row.id: row.category for row in rows}


def _units(session: Session, kind: AgreementKind, units: Mapping[int, Unit], year: int) -> frozenset[int]:
    per = per_of(kind)
    if per == "performer":
        return frozenset(performers(session, year))
    living = [unit for unit in units.values() if _is_valid(unit, year)]
    keys, categories = _unit_kinds(session)
    if per == "client_pair":
        above = _categories_above(session, kind, keys, categories)
        return frozenset(unit.id for unit in living if _has_leader(unit, units, categories, above))
    bodies = _bodies_of(session, kind, "performer")
    if bodies:
        names = {str(body["name"]) for body in bodies}
        kinds = {str(body["kind"]) for body in bodies if body.get("collective") and body.get("kind")}
        return frozenset(unit.id for unit in living if unit.name in names or keys[unit.kind_id] in kinds)
    working = [unit for unit in living if categories[unit.kind_id] in _WORKING]
    named = bool((kind.details or {}).get("parties"))
    return frozenset(unit.id for unit in (working if named and working else living))


def _categories_above(
    session: Session, kind: AgreementKind, keys: Mapping[int, str], categories: Mapping[int, str]
) -> frozenset[str]:
    """What stands above in a pair: a committee where the client is one, else a unit with a manager."""
    by_key = {keys[kind_id]: category for kind_id, category in categories.items()}
    bodies = _bodies_of(session, kind, "client")
    if any(by_key.get(str(body.get("kind"))) == _DECIDING for body in bodies):
        return frozenset({_DECIDING})
    return _MANAGED


def _has_leader(
    unit: Unit, units: Mapping[int, Unit], categories: Mapping[int, str], wanted: Collection[str]
) -> bool:
    above = units.get(unit.parent_id or 0)
    return above is not None and categories[unit.kind_id] in _MANAGED and categories[above.kind_id] in wanted


def _client_bodies(session: Session, kind: AgreementKind) -> tuple[Mapping[str, Any], ...]:
    """The collective bodies that are the client of a kind that is made for a chosen unit."""
    if per_of(kind) != "unit":
        return ()
    return tuple(body for body in _bodies_of(session, kind, "client") if body.get("collective"))


def _bodies_of(session: Session, kind: AgreementKind, side: str) -> tuple[Mapping[str, Any], ...]:
    """The bodies of the model that a party names; a collective one means every unit of its kind."""
    parties = (kind.details or {}).get("parties") or ()
    named = {name for one in parties if one.get("side") == side for name in one.get("bodies") or ()}
    return tuple(body for body in model_bodies(session) if body["name"] in named)


def _path(unit: Unit, units: Mapping[int, Unit]) -> str:
    names: list[str] = []
    seen = {unit.id}
    above = units.get(unit.parent_id or 0)
    while above is not None and above.id not in seen:
        seen.add(above.id)
        names.insert(0, above.name)
        above = units.get(above.parent_id or 0)
    return _SEPARATOR.join(names)


def _is_valid(unit: Unit, year: int) -> bool:
    return (unit.valid_from is None or unit.valid_from <= date(year, 12, 31)) and (
        unit.valid_to is None or unit.valid_to >= date(year, 1, 1)
    )
