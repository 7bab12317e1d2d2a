"""The strategy map: goals by perspective with arrows that people draw from cause to effect."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.assessments import CauseLink
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Level, Node, NodeVersion
from app.models.types import new_id
from app.services.scorecard.assessmenterrors import CausedAlready, CausesInCircle, CausesItself, NotAGoal
from app.services.scorecard.goalfigures import Stand, read_stands
from app.services.scorecard.goallist import goals_concerning
from app.services.scorecard.goalrows import AIMS, GoalRow, by_group, goal_rows, read_groups
from app.services.scorecard.views import Standing
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

#: More goals than this cannot be taken in on one map; those without an arrow are then left out.
MOST: Final = 48
_OVERALL: Final = "goal"
_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class CauseGoal:
    """A goal of the map with how it stands; `words` are the person's result or else the figures' own."""

    node_id: int
    title: str
    level: str
    unit: str | None
    standing: Standing
    words: str
    score: Decimal | None
    decided: bool
    example: bool


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """A perspective, or goal area, with its goals in their order."""

    key: str
    name: str
    question: str | None
    goals: tuple[CauseGoal, ...]


@dataclass(frozen=True, slots=True)
class CauseLine:
    """An arrow from cause to effect, with what is noted of it."""

    id: int
    version: int
    cause_id: int
    effect_id: int
    note: str | None
    example: bool = False


@dataclass(frozen=True, slots=True)
class CauseMap:
    """Goals by group and the arrows between them; `left_out` goals had no room."""

    unit: str
    year: int
    period: str
    groups: tuple[CauseGroup, ...]
    links: tuple[CauseLine, ...]
    left_out: int = 0

    @property
    def goals(self) -> tuple[CauseGoal, ...]:
        """Every goal, group by group."""
        return tuple(goal for group in self.groups for goal in group.goals)

    def goal(self, node_id: int | None) -> CauseGoal | None:
        """A goal of the map."""
        return next((goal for goal in self.goals if goal.node_id == node_id), None)

    def causes_of(self, node_id: int) -> tuple[CauseLine, ...]:
        """The arrows that end in a goal."""
        return tuple(line for line in self.links if line.effect_id == node_id)

    def effects_of(self, node_id: int) -> tuple[CauseLine, ...]:
        """The arrows that begin in a goal."""
        return tuple(line for line in self.links if line.cause_id == node_id)


def cause_map(
    session: Session, *, year: int, period: str | None = None, today: date, unit_id: int | None = None
) -> CauseMap:
    """The overall goals, or those that concern a unit, and the arrows between them."""
    links = _links(session)
    every = goal_rows(session, year=year)
    rows, left_out = _chosen(session, every, links, unit_id, year)
    shown = {row.id for row in rows}
    stands = read_stands(session, rows, year=year, period=period, today=today, unit_id=unit_id)
    groups = tuple(
        CauseGroup(group.key, group.name, group.question, tuple(_goal(row, stands[row.id]) for row in own))
        for group, own in by_group(rows, read_groups(session))
    )
    kept = tuple(one for one in links if one.cause_id in shown and one.effect_id in shown)
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    return CauseMap(
        unit.name if unit is not None else "Kommunen", year, period or str(year), groups, kept, left_out
    )


def _goal(row: GoalRow, stand: Stand) -> CauseGoal:
    return CauseGoal(
        row.id, row.title, row.level, row.unit, stand.standing, stand.words, stand.score, stand.decided,
        row.example,
    )  # fmt: skip


def _chosen(
    session: Session, rows: Sequence[GoalRow], links: Iterable[CauseLine], unit_id: int | None, year: int
) -> tuple[tuple[GoalRow, ...], int]:
    """What has a place on the map, and how many goals have not."""
    if unit_id is None:
        wanted = {row.id for row in rows if row.form == _OVERALL} or {row.id for row in rows}
    else:
        own = {row.id for row in rows if row.unit_id == unit_id}
        wanted = goals_concerning(session, rows, unit_id, year) | _above(session, own)
    chosen = [row for row in rows if row.id in wanted]
    if len(chosen) <= MOST:
        return tuple(chosen), 0
    tied = {key for one in links for key in (one.cause_id, one.effect_id)}
    first = sorted(chosen, key=lambda row: row.id not in tied)[:MOST]
    kept = {row.id for row in first}
    return tuple(row for row in chosen if row.id in kept), len(chosen) - len(kept)


def _above(session: Session, own: Collection[int]) -> set[int]:
    """The goals that some goals stand under."""
    above = select(Node.parent_id).where(Node.id.in_(own), Node.parent_id.is_not(None))
    return {key for key in session.scalars(above) if key is not None}


def _links(session: Session) -> tuple[CauseLine, ...]:
    columns = (
        CauseLink.id, CauseLink.version, CauseLink.cause_id, CauseLink.effect_id, CauseLink.note,
        CauseLink.example,
    )  # fmt: skip
    return tuple(CauseLine(*row) for row in session.execute(select(*columns).order_by(CauseLink.id)))


# ---- use cases -----------------------------------------------------------------------------------


def draw_link(session: Session, *, cause_id: int, effect_id: int, note: str | None = None) -> int:
    """Say that a goal is thought to bring another about; gives the arrow's id. No circle can be drawn."""
    cause, effect = _aim(session, cause_id), _aim(session, effect_id)
    if cause_id == effect_id:
        raise CausesItself(cause)
    drawn = _effects(session)
    if effect_id in drawn.get(cause_id, ()):
        raise CausedAlready(cause, effect)
    back = _way(drawn, effect_id, cause_id)
    if back:
        raise CausesInCircle(cause, effect, tuple(get_node(session, key).current.title for key in back))
    row = CauseLink(id=new_id(), cause_id=cause_id, effect_id=effect_id, note=optional(note))
    session.add(row)
    describe(session, f"Drog sambandet ”{cause}” leder till ”{effect}”")
    return row.id


def note_link(session: Session, *, cause_link_id: int, note: str | None, expected_version: int) -> None:
    """Say how a goal is thought to bring another about."""
    row = _open(session, cause_link_id, expected_version)
    if row.note == optional(note):
        return
    row.note = optional(note)
    describe(session, f"Skrev om sambandet {_told(session, row)}")
    touch(row)


def turn_link(session: Session, *, cause_link_id: int, expected_version: int) -> None:
    """Let the effect be the cause; refused where it would close a circle."""
    row = _open(session, cause_link_id, expected_version)
    cause, effect = _aim(session, row.cause_id), _aim(session, row.effect_id)
    drawn = _effects(session)
    drawn[row.cause_id] = [key for key in drawn[row.cause_id] if key != row.effect_id]
    if row.cause_id in drawn.get(row.effect_id, ()):
        raise CausedAlready(effect, cause)
    other = _way(drawn, row.cause_id, row.effect_id)
    if other:
        raise CausesInCircle(effect, cause, tuple(get_node(session, key).current.title for key in other))
    row.cause_id, row.effect_id = row.effect_id, row.cause_id
    describe(session, f"Vände sambandet mellan ”{cause}” och ”{effect}”")
    touch(row)


def remove_link(session: Session, *, cause_link_id: int, expected_version: int) -> None:
    """Take an arrow away."""
    row = _open(session, cause_link_id, expected_version)
    describe(session, f"Tog bort sambandet {_told(session, row)}")
    session.delete(row)


def _open(session: Session, cause_link_id: int, expected_version: int) -> CauseLink:
    row = session.get(CauseLink, cause_link_id)
    if row is None:
        raise NotFound("Sambandet")
    check_version(row, expected_version, f"Sambandet {_told(session, row)}")
    return row


def _told(session: Session, row: CauseLink) -> str:
    cause, effect = get_node(session, row.cause_id), get_node(session, row.effect_id)
    return f"”{cause.current.title}” leder till ”{effect.current.title}”"


def _aim(session: Session, node_id: int) -> str:
    """The title of a goal; something else is refused."""
    statement = select(NodeVersion.title, Level.form, Level.short_name, Level.name).select_from(Node)
    found: Any = session.execute(
        statement.join(NodeVersion, _CURRENT).join(Level).where(Node.id == node_id)
    ).one_or_none()
    if found is None:
        raise NotFound("Målet")
    if found.form not in AIMS:
        raise NotAGoal(found.title, found.short_name or found.name)
    return str(found.title)


def _effects(session: Session) -> dict[int, list[int]]:
    drawn: dict[int, list[int]] = {}
    rows = select(CauseLink.cause_id, CauseLink.effect_id).order_by(CauseLink.id)
    for cause, effect in session.execute(rows):
        drawn.setdefault(cause, []).append(effect)
    return drawn


def _way(drawn: Mapping[int, Sequence[int]], start: int, end: int) -> tuple[int, ...]:
    """The shortest way along the arrows from one goal to another; empty where there is none."""
    came: dict[int, int | None] = {start: None}
    front = [start]
    while front and end not in came:
        reached = [(key, other) for key in front for other in drawn.get(key, ()) if other not in came]
        came |= {other: key for key, other in reversed(reached)}
        front = list(dict.fromkeys(other for _, other in reached))
    if end not in came:
        return ()
    at: int | None = end
    way: list[int] = []
    while at is not None:
        way.insert(0, at)
        at = came[at]
    return tuple(way)
