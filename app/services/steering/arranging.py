"""The hierarchy seen by level and by organisation: the same elements, gathered under other headings."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.formatting import write_number
from app.services.steering.rules import LevelRow
from app.services.steering.views import NodeRow, SteeringView, steering_view

_NO_UNIT = "Utan enhet"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the tree: a level or a unit with how many elements stand under it, near and far.

    `key` is the level's or unit's; a heading for what has neither has None. It has the fields that a row
    of the tree is shown by.
    """

    id: str
    kind: str
    key: int | None
    name: str
    count: int
    level: str
    body: str | None = None
    question: str | None = None
    level_id: int | None = None
    parent_id: None = None
    owner: None = None
    unit: None = None
    status_word: None = None
    validity: str = ""
    locked: bool = False
    example: bool = False
    gaps: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name with the count."""
        return f"{self.name} ({write_number(self.count)})"


Line = NodeRow | Group


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows in the order in which siblings are shown, with what each one stands under."""

    rows: tuple[Line, ...]
    above: Mapping[Hashable, Hashable | None]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its place in the organisation."""

    id: int
    parent_id: int | None
    name: str


def arranged(
    session: Session, *, kind: str, today: date
) -> tuple[SteeringView, tuple[Line, ...], Mapping[Hashable, Hashable | None] | None]:
    """The hierarchy with the rows of a tree of it and what they stand under.

    `kind` is level, organisation, or else the hierarchy itself, whose rows name their own parent (None).
    """
    view = steering_view(session, today=today)
    if kind not in ("level", "organisation"):
        return view, view.rows, None
    found = by_level(view) if kind == "level" else by_organisation(view, unit_lines(session))
    return view, found.rows, found.above


def unit_lines(session: Session) -> tuple[UnitLine, ...]:
    """All units in the order of the organisation, in one statement."""
    statement = select(Unit.id, Unit.parent_id, Unit.name).order_by(Unit.position, Unit.id)
    return tuple(UnitLine(row.id, row.parent_id, row.name) for row in session.execute(statement))


def by_level(view: SteeringView) -> Arrangement:
    """Each level with its elements; also a level that nothing stands on yet."""
    counts = _counts(row.level_id for row in view.rows)
    groups = [_level_group(level, counts.get(level.id, 0)) for level in view.levels]
    return _arranged(view, groups, {}, {level.id: _level_key(level.id) for level in view.levels})


def by_organisation(view: SteeringView, units: Iterable[UnitLine]) -> Arrangement:
    """The units that answer for elements, under the units above them; last what has no unit."""
    known = {unit.id: unit for unit in units}
    counts: dict[int, int] = {}
    without = 0
    for row in view.rows:
        for key in _units_above(row.unit_id, known):
            counts[key] = counts.get(key, 0) + 1
        without += row.unit_id is None
    groups = [_unit_group(unit, counts[unit.id]) for unit in known.values() if unit.id in counts]
    above: dict[Hashable, Hashable | None] = {
        _unit_key(key): _unit_key(found) if (found := known[key].parent_id) in counts else None
        for key in counts
    }
    if without:
        groups.append(Group(_unit_key(None), "unit", None, _NO_UNIT, without, ""))
    homes: dict[int | None, str] = {key: _unit_key(key) for key in (*counts, None)}
    return _arranged(view, groups, above, homes)


def _arranged(
    view: SteeringView,
    groups: Sequence[Group],
    above: Mapping[Hashable, Hashable | None],
    homes: Mapping[int | None, str] | Mapping[int, str],
) -> Arrangement:
    """Elements under their heading, or under their parent where that has the same heading.

    A unit's own elements come before the units under it.
    """
    of_level = bool(groups) and groups[0].kind == "level"
    ordered = _top_down(view.rows)
    heading = {row.id: homes[row.level_id if of_level else row.unit_id] for row in ordered}  # type: ignore[index]
    placed: dict[Hashable, Hashable | None] = {group.id: above.get(group.id) for group in groups}
    for row in ordered:
        together = row.parent_id is not None and heading.get(row.parent_id) == heading[row.id]
        placed[row.id] = row.parent_id if together else heading[row.id]
    return Arrangement((*ordered, *groups), placed)


def _top_down(rows: Sequence[NodeRow]) -> list[NodeRow]:
    """The elements as the hierarchy shows them, each followed by what stands under it."""
    known = {row.id for row in rows}
    children: dict[int | None, list[NodeRow]] = {}
    for row in rows:
        children.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    found: list[NodeRow] = []
    waiting = list(reversed(children.get(None, ())))
    while waiting:
        found.append(waiting.pop())
        waiting.extend(reversed(children.get(found[-1].id, ())))
    return found


def _counts(keys: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def _units_above(unit_id: int | None, known: Mapping[int, UnitLine]) -> list[int]:
    """A unit and those it stands under; each once, should the organisation ever run in a circle."""
    found: list[int] = []
    while unit_id is not None and unit_id in known and unit_id not in found:
        found.append(unit_id)
        unit_id = known[unit_id].parent_id
    return found


def _level_group(level: LevelRow, count: int) -> Group:
    return Group(
        _level_key(level.id), "level", level.id, level.name, count, level.short_name,
        body=level.body, question=level.question, level_id=level.id,
    )  # fmt: skip


def _unit_group(unit: UnitLine, count: int) -> Group:
    return Group(_unit_key(unit.id), "unit", unit.id, unit.name, count, "")


def _level_key(level_id: int) -> str:
    return f"level:{level_id}"


def _unit_key(unit_id: int | None) -> str:
    return f"unit:{unit_id}"
