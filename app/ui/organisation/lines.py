"""The rows of the organisation's tree: units in their order, and the groups of those outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
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
    ceased: bool = False
    """The unit has ended before the day that is shown."""


def group_key(category: str) -> str:
    """The key of a group's row."""
    return f"group:{category}"


def lines(units: Iterable[UnitRow], on: date) -> list[Line]:
    """The own tree first, then a group for each sort of outside unit that there is."""
    listed = list(units)
    by_id = {unit.id: unit for unit in listed}
    own = [_line(unit, unit.parent_id, on) for unit in listed if unit.group is None]
    counts = Counter(unit.group for unit in listed)
    for category in rules.OUTSIDE:
        if counts[category]:
            title = rules.OUTSIDE_NAMES[category]
            own.append(Line(group_key(category), None, title, None, _GROUP_NOTES[category]))
            own += [_line(unit, _parent(unit, by_id), on) for unit in listed if unit.group == category]
    return own


def _line(unit: UnitRow, parent: Hashable | None, on: date) -> Line:
    ceased = unit.valid_to is not None and unit.valid_to < on
    return Line(unit.id, parent, unit.name, unit, ceased=ceased)


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
        Column("kind", "Slag", _of(lambda unit: unit.kind), 140, look=_look(lambda _unit: False),
               tooltip=_of(lambda unit: unit.kind)),
        Column("manager", "Ansvarig", _of(lambda unit: unit.manager_words), 112,
               look=_look(lambda unit: not unit.roles), tooltip=_of(lambda unit: unit.manager_words)),
        Column("performer", "Utförare", _of(_performer), 92,
               look=_look(lambda unit: unit.performer is None or not unit.in_model),
               tooltip=_of(lambda unit: unit.performer_words)),
        Column("others", "Parter och avtal", _of(lambda unit: unit.others_words), 108,
               look=_look(lambda unit: not unit.others_words), tooltip=_of(lambda unit: unit.others_words)),
        Column("validity", "Giltighet", _of(lambda unit: unit.validity_words), 180,
               look=_look(lambda unit: not unit.validity_words), hidden=True),
        Column("short", "Förkortning", _of(lambda unit: unit.abbreviation or ""), 96,
               look=_look(lambda unit: not unit.abbreviation), hidden=True),
    ]  # fmt: skip


def _performer(unit: UnitRow) -> str:
    """As short as the column; the tooltip and the inspector say what it is that does not apply yet."""
    word = rules.PERFORMER_NAMES[unit.performer]
    return word if unit.performer is None or unit.in_model else f"{word}, inte än"


def _of(read: Callable[[UnitRow], str]) -> Callable[[Line], str]:
    return lambda line: "" if line.unit is None else read(line.unit) or MISSING


def _name_look(line: Line) -> CellLook:
    if line.unit is None:
        return CellLook(bold=True)
    unit = line.unit
    gap = unit.performer == "internal" and unit.in_model and not unit.roles
    return CellLook(
        icon=unit_icon(unit), example=unit.example, warning="saknar ansvarig" if gap else "",
        muted=line.ceased,
    )  # fmt: skip


def _look(quiet: Callable[[UnitRow], bool]) -> Callable[[Line], CellLook]:
    """Muted where there is nothing to say, and on the row of a unit that has ceased."""
    return lambda line: (
        CellLook(muted=True) if line.unit is not None and (line.ceased or quiet(line.unit)) else PLAIN
    )
