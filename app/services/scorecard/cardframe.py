"""What every scorecard of a file stands in: units, perspectives, goal areas and the model's scale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.organisation import Municipality, Unit
from app.models.steering import Level, ModelPart, Node, NodeVersion, Perspective, SteeringModel
from app.models.types import JsonText
from app.services.organisation.rules import valid_on
from app.services.scorecard.scale import ResultStep, scale_of
from app.services.textorder import fold, sort_key

AREA_FORM = "goal_area"


class UnitFacts(NamedTuple):
    """A unit in the organisation."""

    id: int
    parent_id: int | None
    name: str
    position: int


class PerspectiveFacts(NamedTuple):
    """A perspective; `scope` is where it holds, in the model's words."""

    id: int
    position: int
    name: str
    question: str | None
    scope: str | None


class Above(NamedTuple):
    """An element with what it stands under, for finding the goal area it belongs to."""

    parent_id: int | None
    area: bool
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every scorecard of a file stands in; `above` is read only where there are no perspectives."""

    municipality: str
    units: Mapping[int, UnitFacts]
    below: Mapping[int | None, Sequence[int]]
    perspectives: tuple[PerspectiveFacts, ...]
    scale: tuple[ResultStep, ...]
    above: Mapping[int, Above]

    def ancestors(self, unit_id: int | None) -> tuple[int, ...]:
        """The units above one, the nearest first."""
        found: list[int] = []
        at = self.units[unit_id].parent_id if unit_id in self.units else None  # type: ignore[index]
        while at is not None and at in self.units and at not in found:
            found.append(at)
            at = self.units[at].parent_id
        return tuple(found)

    def within(self, unit_id: int | None) -> tuple[int, ...]:
        """A unit with everything below it; the municipality has every unit."""
        found: list[int] = [] if unit_id is None else [unit_id]
        waiting = list(self.below.get(unit_id, ()))
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(self.below.get(one, ()))
        return tuple(found)

    def perspectives_of(self, unit_id: int | None) -> tuple[PerspectiveFacts, ...]:
        """The perspectives that hold for a unit: those of another administration do not (`PER-04`)."""
        mine = {unit_id, *self.ancestors(unit_id)}
        return tuple(
            one for one in self.perspectives if not (where := self._places_of(one.scope)) or where & mine
        )

    def _places_of(self, scope: str | None) -> set[int | None]:
        """The units that a perspective is said to hold for; none where the words name no unit of the file.

        An administration that is not in the file is known by its board: Socialförvaltningen, Socialnämnden.
        """
        if scope is None:
            return set()
        wanted = fold(scope)
        same: set[int | None] = {unit.id for unit in self.units.values() if fold(unit.name) == wanted}
        stem = wanted.removesuffix("en").removesuffix("förvaltning")
        if same or stem == wanted or not stem:
            return same
        return {unit.id for unit in self.units.values() if fold(unit.name).startswith(stem)}

    def area_of(self, node_id: int | None) -> tuple[int, str] | None:
        """The nearest goal area above an element."""
        seen: set[int] = set()
        while node_id is not None and node_id in self.above and node_id not in seen:
            seen.add(node_id)
            at = self.above[node_id]
            if at.area:
                return node_id, at.title
            node_id = at.parent_id
        return None


def read_frame(session: Session, *, year: int) -> Frame:
    """Units that hold at some time of a year, perspectives, the scale, and the name of the municipality."""
    some = exists(select(Perspective.id))
    statement = select(
        select(Municipality.name).limit(1).scalar_subquery(),
        _table(Unit.id, Unit.parent_id, Unit.name, Unit.position, Unit.valid_from, Unit.valid_to),
        _table(
            Perspective.id, Perspective.position, Perspective.name, Perspective.short_name,
            Perspective.question, Perspective.scope,
        ),
        type_coerce(_scale_part(), JsonText),
        case((some, None), else_=type_coerce(_elements(), JsonText)),
    )  # fmt: skip
    name, units, perspectives, part, above = session.execute(statement).one()
    living = [UnitFacts(row[0], row[1], row[2], row[3]) for row in units if _lives(row[4], row[5], year)]
    return Frame(
        municipality=name or "Kommunen",
        units={unit.id: unit for unit in living},
        below=_below(living),
        perspectives=tuple(
            PerspectiveFacts(row[0], row[1], row[3] or row[2], row[4] or _question(row[2], row[3]), row[5])
            for row in sorted(perspectives, key=lambda row: (row[1], row[0]))
        ),
        scale=scale_of((part or {}).get("scale") or ()),
        above={row[0]: Above(row[1], row[2] == AREA_FORM, row[3]) for row in above or ()},
    )


def _question(name: str, short_name: str | None) -> str | None:
    return name if short_name else None


def _lives(first: str | None, last: str | None, year: int) -> bool:
    """Whether a unit holds on some day of a year."""
    starts = date.fromisoformat(first) if first else None
    ends = date.fromisoformat(last) if last else None
    return valid_on(starts, None, date(year, 12, 31)) and valid_on(None, ends, date(year, 1, 1))


def _below(units: Sequence[UnitFacts]) -> dict[int | None, list[int]]:
    known = {unit.id for unit in units}
    found: dict[int | None, list[int]] = {}
    for unit in sorted(units, key=lambda unit: (unit.position, sort_key(unit.name), unit.id)):
        found.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit.id)
    return found


def _table(*columns: Any) -> Any:
    """Every row of a small table as one value, so that it comes with a statement of its own for none."""
    rows = select(func.json_group_array(func.json_array(*columns))).scalar_subquery()
    return type_coerce(rows, JsonText)


def _scale_part() -> Any:
    return (
        select(ModelPart.content)
        .join(SteeringModel)
        .where(ModelPart.name == "scorecard")
        .order_by(SteeringModel.edition.desc())
        .limit(1)
        .scalar_subquery()
    )


def _elements() -> Any:
    rows = func.json_group_array(func.json_array(Node.id, Node.parent_id, Level.form, NodeVersion.title))
    return (
        select(rows)
        .select_from(Node)
        .join(Level)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .scalar_subquery()
    )


# ---- the organisation as a list ------------------------------------------------------------------


def in_order(frame: Frame) -> Iterator[tuple[int, int]]:
    """Every unit with its depth below the municipality, as the organisation shows them."""
    waiting = [(unit, 1) for unit in reversed(frame.below.get(None, ()))]
    while waiting:
        unit, depth = waiting.pop()
        yield unit, depth
        waiting.extend((one, depth + 1) for one in reversed(frame.below.get(unit, ())))


def shown_units(frame: Frame, own: Iterable[int | None]) -> Iterator[tuple[int | None, int]]:
    """The municipality, units with something of their own and units that gather several; with depths."""
    having = {unit for unit in own if unit is not None and unit in frame.units}
    gathering = {one for unit in having for one in (unit, *frame.ancestors(unit))}
    yield None, 0
    yield from _walked(None, 1, frame, having, gathering)


def _walked(
    unit_id: int | None, depth: int, frame: Frame, having: set[int], gathering: set[int]
) -> Iterator[tuple[int, int]]:
    below = [one for one in frame.below.get(unit_id, ()) if one in gathering]
    for one in below:
        shown = one in having or len(below) > 1
        if shown:
            yield one, depth
        yield from _walked(one, depth + shown, frame, having, gathering)
