"""Finds the elements that an agreement gathers: those of the unit, else of the nearest one above it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.scorecard import Scorecard, ScorecardRow
from app.models.steering import Contribution, Level, Node, NodeVersion

_ENDED = frozenset({"replaced", "revoked"})


@dataclass(frozen=True)
class GoalWish:
    """Whose elements of which levels an agreement gathers."""

    agreement_id: int
    unit_id: int
    client_unit_id: int | None
    levels: tuple[str, ...]


@dataclass(frozen=True)
class FoundGoals:
    """The elements by agreement and level, in their order, and what each level is called."""

    by_agreement: Mapping[int, Mapping[str, tuple[Node, ...]]] = field(default_factory=dict)
    level_names: Mapping[str, str] = field(default_factory=dict)

    def nodes(self) -> Iterator[Node]:
        """Every element that was gathered, some of them many times."""
        for levels in self.by_agreement.values():
            for found in levels.values():
                yield from found


def read_goals(session: Session, wishes: Sequence[GoalWish], parents: Mapping[int, int | None]) -> FoundGoals:
    """The elements that belong to each unit or apply to it.

    They are its own, those on its newest scorecard and those that its own elements serve; where it has none
    on a level, those of the client's unit or of the nearest unit above, and last the municipality's own.
    """
    keys = {level for wish in wishes for level in wish.levels}
    if not keys:
        return FoundGoals()
    names = {
        key: short_name or name
        for key, name, short_name in session.execute(
            select(Level.key, Level.name, Level.short_name).where(Level.key.in_(keys))
        )
    }
    nodes = _nodes(session, keys)
    units = {wish.unit_id for wish in wishes}
    tied = _tied(session, units, {node.id for node in nodes})
    by_level: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_level[node.level.key].append(node)
    found = {
        wish.agreement_id: {
            level: _of_unit(by_level[level], wish, tied[wish.unit_id], parents) for level in wish.levels
        }
        for wish in wishes
    }
    return FoundGoals(found, names)


def _nodes(session: Session, levels: Collection[str]) -> list[Node]:
    wanted = (
        select(Node)
        .join(Level)
        .where(Level.key.in_(levels))
        .options(
            selectinload(Node.versions).selectinload(NodeVersion.decisions),
            selectinload(Node.perspectives),
            selectinload(Node.level),
        )
        .order_by(Node.position, Node.id)
    )
    return [node for node in session.scalars(wanted) if node.current.status not in _ENDED]


def _tied(session: Session, units: Collection[int], nodes: Collection[int]) -> dict[int, set[int]]:
    """Elements that apply to a unit without being its own: on its scorecard, or served by what is its own."""
    tied: dict[int, set[int]] = defaultdict(set)
    served = (
        select(Node.unit_id, Contribution.to_node_id)
        .join(Node, Node.id == Contribution.from_node_id)
        .where(Node.unit_id.in_(units))
    )
    above = select(Node.unit_id, Node.parent_id).where(Node.unit_id.in_(units))
    for statement in (served, above):
        for unit_id, node_id in session.execute(statement):
            if unit_id is not None and node_id is not None and node_id in nodes:
                tied[unit_id].add(node_id)
    cards = (
        select(Scorecard.unit_id, Scorecard.year, ScorecardRow.node_id)
        .join(ScorecardRow, ScorecardRow.scorecard_id == Scorecard.id)
        .where(Scorecard.unit_id.in_(units), ScorecardRow.node_id.is_not(None))
    )
    rows = session.execute(cards).all()
    newest: dict[int | None, int] = {}
    for unit_id, year, _ in rows:
        newest[unit_id] = max(year, newest.get(unit_id, year))
    for unit_id, year, node_id in rows:
        if unit_id is not None and node_id is not None and year == newest[unit_id] and node_id in nodes:
            tied[unit_id].add(node_id)
    return tied


def _of_unit(
    nodes: Sequence[Node], wish: GoalWish, tied: Collection[int], parents: Mapping[int, int | None]
) -> tuple[Node, ...]:
    own = tuple(node for node in nodes if node.unit_id == wish.unit_id or node.id in tied)
    if own:
        return own
    for unit_id in _above(wish, parents):
        found = tuple(node for node in nodes if node.unit_id == unit_id)
        if found:
            return found
    return ()


def _above(wish: GoalWish, parents: Mapping[int, int | None]) -> Iterator[int | None]:
    """The units whose elements apply where the unit has none of its own; last the whole municipality."""
    if wish.client_unit_id is not None:
        yield wish.client_unit_id
    seen = {wish.unit_id}
    unit_id = parents.get(wish.unit_id)
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        yield unit_id
        unit_id = parents.get(unit_id)
    yield None
