"""The goals of the municipality as plain rows, in the order of the model, each with its group."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.steering import Level, Node, NodePerspective, NodeVersion, Perspective
from app.services.scorecard.cardrows import living
from app.services.steering.views import OWNER

#: Forms of elements that say what is to be achieved.
AIMS: Final = ("goal", "commitment")
_AREA: Final = "goal_area"
#: Joins an element with the words that hold.
CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """A perspective, else a goal area, else a level of the model; `key` is "" for what has none."""

    key: str
    name: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal or commitment; `owner` is the role that answers for it, or else its unit."""

    id: int
    version: int
    parent_id: int | None
    level_id: int
    level: str
    form: str
    measurable: bool | None
    title: str
    text: str
    unit_id: int | None
    unit: str | None
    owner: str | None
    due_year: int | None
    nature: str | None
    status: str
    locked: bool
    example: bool
    group: GoalGroup


NO_GROUP: Final = GoalGroup("", "Utan perspektiv")
NO_AREA: Final = GoalGroup("", "Utan målområde")


def goal_rows(session: Session, *, year: int, node_ids: Collection[int] | None = None) -> tuple[GoalRow, ...]:
    """The goals that apply in a year, or some of them whatever their time."""
    columns = (
        Node.id, Node.version, Node.parent_id, Node.level_id, Level.short_name, Level.name, Level.form,
        Level.measurable, NodeVersion.title, NodeVersion.text, Node.unit_id, Unit.name.label("unit"), OWNER,
        NodeVersion.due_year, Node.goal_nature, NodeVersion.status, NodeVersion.locked, Node.example,
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, CURRENT).join(Level)
    statement = statement.outerjoin(Unit, Unit.id == Node.unit_id)
    if node_ids is not None:
        statement = statement.where(Node.id.in_(list(node_ids)))
    else:
        statement = statement.where(living(year))
    rows = session.execute(statement.order_by(Level.position, Node.position, Node.id)).all()
    groups = read_groups(session)
    return tuple(
        GoalRow(
            row.id, row.version, row.parent_id, row.level_id, row.short_name or row.name, row.form,
            row.measurable, row.title, row.text, row.unit_id, row.unit, row.owner_role or row.unit,
            row.due_year, row.goal_nature, row.status, row.locked, row.example,
            groups.of(row.id, row.parent_id)
            if groups.order
            else GoalGroup(f"l{row.level_id}", row.short_name or row.name),
        )
        for row in rows
    )  # fmt: skip


def is_goal(session: Session, *, node_id: int) -> bool:
    """Whether there is an element of a key that says what is to be achieved."""
    forms = select(Level.form).join(Node, Node.level_id == Level.id).where(Node.id == node_id)
    return session.scalar(forms) in AIMS


@dataclass(frozen=True)
class Groups:
    """Which group a goal is shown in; `order` are all groups, those without goals too."""

    order: tuple[GoalGroup, ...]
    own: Mapping[int, GoalGroup]
    parents: Mapping[int, int | None]
    none: GoalGroup

    def of(self, node_id: int, parent_id: int | None) -> GoalGroup:
        """The group of a goal: its own, or else that of the nearest above it that has one."""
        at: int | None = node_id
        seen: set[int] = set()
        while at is not None and at not in seen:
            found = self.own.get(at)
            if found is not None:
                return found
            seen.add(at)
            at = parent_id if at == node_id else self.parents.get(at)
        return self.none

    def place(self, group: GoalGroup) -> int:
        """The place of a group among the others; what belongs to none stands last."""
        return self.order.index(group) if group in self.order else len(self.order)


def read_groups(session: Session) -> Groups:
    """The perspectives with their goals; goal areas where the model has no perspectives."""
    found = session.execute(
        select(Perspective.id, Perspective.name, Perspective.short_name, Perspective.question).order_by(
            Perspective.position, Perspective.id
        )
    ).all()
    if not found:
        return _areas(session)
    groups = {row.id: _perspective(row) for row in found}
    seen = select(NodePerspective.node_id, NodePerspective.perspective_id)
    ordered = seen.join(Perspective).order_by(Perspective.position.desc(), Perspective.id.desc())
    own = {node_id: groups[key] for node_id, key in session.execute(ordered)}
    return Groups(tuple(groups.values()), own, {}, NO_GROUP)


def _perspective(row: Any) -> GoalGroup:
    """A perspective by its short name; a name that is a question is told as one."""
    asks = row.name.endswith("?")
    question = row.question or (row.name if asks else None)
    return GoalGroup(f"p{row.id}", row.short_name or row.name, question)


def _areas(session: Session) -> Groups:
    """The elements of the levels that gather goals."""
    statement = select(Node.id, Node.parent_id, Level.form, NodeVersion.title).select_from(Node)
    statement = statement.join(NodeVersion, CURRENT).join(Level).order_by(Level.position, Node.position)
    rows = session.execute(statement).all()
    areas = {row.id: GoalGroup(f"n{row.id}", row.title) for row in rows if row.form == _AREA}
    parents = {row.id: row.parent_id for row in rows}
    return Groups(tuple(areas.values()), areas, parents, NO_AREA)


def by_group(rows: Iterable[GoalRow], groups: Groups) -> list[tuple[GoalGroup, list[GoalRow]]]:
    """The rows by their groups, in the order of these; groups without rows are left out."""
    found: dict[GoalGroup, list[GoalRow]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return sorted(found.items(), key=lambda pair: groups.place(pair[0]))
