"""The rows of the organisation's tree: units in their order, and the groups of those outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.organisation import rules
from app.ui.parts.columns import PLAIN, CellLook, Column

if TYPE_CHECKING:
    from app.services.organisation.views import UnitRow

NAME_COLUMN = 0
MISSING = "–"
_ICONS = {
    "decision": "building",
    "preparation": "people",
    "administration": "folder",
    "unit": "box",
    "company": "building",
    "joint": "handshake",
    "cooperation": "handshake",
    "performer": "agreement",
    "supplier": "agreement",
    "council": "dialogue",
    "union": "dialogue",
    "audit": "eye",
}
_GROUP_NOTES = {
    "cooperation": "Verksamhet som kommunen driver eller deltar i tillsammans med andra.",
    "performer": "Aktörer utanför kommunen som utför verksamhet som kommunen finansierar.",
    "supplier": "Varor och tjänster som kommunen har upphandlat.",
}


@dataclass(frozen=True)
class Line:
    """A row of the tree: a unit, or a group heading when `unit` is None."""

    key: Hashable
    parent: Hashable | None
    title: str
    unit: UnitRow | None = None
    note: str = ""


def group_key(category: str) -> str:
    """The key of a group's row."""
    return f"group:{category}"


def lines(units: Iterable[UnitRow]) -> list[Line]:
    """The own tree first, then a group for each sort of outside unit that there is."""
    listed = list(units)
    by_id = {unit.id: unit for unit in listed}
    own = [Line(unit.id, unit.parent_id, unit.name, unit) for unit in listed if unit.group is None]
    counts = Counter(unit.group for unit in listed)
    for category in rules.OUTSIDE:
        if counts[category]:
            title = rules.OUTSIDE_NAMES[category]
            own.append(Line(group_key(category), None, title, None, _GROUP_NOTES[category]))
            own += [
                Line(unit.id, _parent(unit, by_id), unit.name, unit)
                for unit in listed
                if unit.group == category
            ]
    return own


def _parent(unit: UnitRow, by_id: dict[int, UnitRow]) -> Hashable:
    """Outside units stand in their group, or under one of their own sort."""
    above = by_id.get(unit.parent_id) if unit.parent_id is not None else None
    return above.id if above is not None and above.group == unit.group else group_key(unit.category)


def unit_icon(unit: UnitRow) -> str:
    """The icon of a unit's kind."""
    return _ICONS.get(unit.category, "box")


def columns(rename: Callable[[Line, str], bool], editable: Callable[[Line], bool]) -> list[Column[Line]]:
    """The columns of the tree."""
    return [
        Column(
            "name", "Benämning", lambda line: line.title, 300, stretch=True, look=_name_look,
            editable=editable, commit=rename, tooltip=lambda line: line.title,
        ),
        Column("kind", "Slag", _of(lambda unit: unit.kind), 128),
        Column("manager", "Ansvarig", _of(lambda unit: unit.manager_words), 136, look=_muted),
        Column("performer", "Utförare", _of(lambda unit: unit.performer_words), 92, look=_performer_look,
               tooltip=_of(lambda unit: unit.performer_words)),
        Column("others", "Parter och avtal", _of(lambda unit: unit.others_words), 180,
               tooltip=_of(lambda unit: unit.others_words)),
        Column("validity", "Giltighet", _of(lambda unit: unit.validity_words), 180, hidden=True),
        Column("short", "Förkortning", _of(lambda unit: unit.abbreviation or ""), 96, hidden=True),
    ]  # fmt: skip


def _of(read: Callable[[UnitRow], str]) -> Callable[[Line], str]:
    return lambda line: "" if line.unit is None else read(line.unit) or MISSING


def _name_look(line: Line) -> CellLook:
    if line.unit is None:
        return CellLook(bold=True)
    unit = line.unit
    gap = unit.performer == "internal" and unit.in_model and not unit.roles
    return CellLook(
        icon=unit_icon(unit), example=unit.example, warning="saknar ansvarig" if gap else "",
        muted=unit.valid_to is not None,
    )  # fmt: skip


def _muted(line: Line) -> CellLook:
    return CellLook(muted=True) if line.unit is not None and not line.unit.roles else PLAIN


def _performer_look(line: Line) -> CellLook:
    unit = line.unit
    return (
        CellLook(muted=True) if unit is not None and (unit.performer is None or not unit.in_model) else PLAIN
    )
