"""What the page of the steering model, reports and checks read: the hierarchy as plain rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.organisation import Unit
from app.models.scorecard import NodeIndicator
from app.models.steering import Level, LevelSource, Node, NodeVersion
from app.services.steering import rules
from app.services.steering.rules import LevelRow

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One element of the hierarchy as a row of the tree; `owner` is the role, or else the unit."""

    id: int
    parent_id: int | None
    level_id: int
    level: str
    form: str
    title: str
    body: str | None
    owner: str | None
    unit_id: int | None
    unit: str | None
    validity: str
    status: str
    status_word: str | None
    locked: bool
    example: bool
    gaps: tuple[str, ...]
    version: int
    made_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SteeringView:
    """The whole hierarchy, rows in the order in which siblings are shown."""

    rows: tuple[NodeRow, ...]
    levels: tuple[LevelRow, ...]

    @property
    def node_count(self) -> int:
        """How many elements there are."""
        return len(self.rows)

    @property
    def gap_count(self) -> int:
        """How many gaps the röda tråden has."""
        return sum(len(row.gaps) for row in self.rows)

    def above(self, row: NodeRow | None) -> NodeRow | None:
        """The row that another stands under; None at the top."""
        if row is None or row.parent_id is None:
            return None
        return next((one for one in self.rows if one.id == row.parent_id), None)

    def allowed_below(self, row: NodeRow | None) -> tuple[LevelRow, ...]:
        """The levels that can be added under a row, or at the top."""
        below = (level for level in self._below(row) if not level.made_elsewhere)
        return tuple(level for level in below if not _is_closed(row, level))

    def locked_below(self, row: NodeRow | None) -> tuple[LevelRow, ...]:
        """The levels that would belong under a row, were it not decided."""
        return tuple(level for level in self._below(row) if _is_closed(row, level))

    def made_elsewhere_below(self, row: NodeRow | None) -> tuple[LevelRow, ...]:
        """The levels under a row whose elements are made with a performer, not here."""
        return tuple(level for level in self._below(row) if level.made_elsewhere)

    def _below(self, row: NodeRow | None) -> tuple[LevelRow, ...]:
        used = {one.level_id for one in self.rows}
        return rules.allowed_levels(row.level_id if row else None, self.levels, used)


def steering_view(session: Session, *, today: date) -> SteeringView:
    """The hierarchy with status words as of a day, in a fixed number of statements."""
    levels = level_rows(session)
    by_id = {level.id: level for level in levels}
    measured = set(session.scalars(select(NodeIndicator.node_id)))
    rows = tuple(
        _node_row(found, by_id[found.level_id], found.id in measured, today)
        for found in session.execute(_tree_rows())
    )
    return SteeringView(rows, levels)


def level_rows(session: Session) -> tuple[LevelRow, ...]:
    """The levels of the model in their order."""
    sources: dict[int, list[int]] = {}
    for level_id, source_id in session.execute(
        select(LevelSource.level_id, LevelSource.source_id).order_by(LevelSource.position)
    ):
        sources.setdefault(level_id, []).append(source_id)
    agreements = set(session.scalars(select(AgreementKind.level_id)))
    columns = (
        Level.id, Level.key, Level.position, Level.name, Level.short_name, Level.form, Level.parent_id,
        Level.question, Level.measurable, Level.decided_by, Level.details,
    )  # fmt: skip
    return tuple(
        _level_row(row, tuple(sources.get(row.id, ())), row.id in agreements)
        for row in session.execute(select(*columns).order_by(Level.position))
    )


def _is_closed(row: NodeRow | None, level: LevelRow) -> bool:
    """A decided agreement takes no further commitments: they are decided together."""
    return row is not None and row.locked and level.form == "commitment"


def _level_row(row: Any, sources: tuple[int, ...], made_elsewhere: bool) -> LevelRow:
    return LevelRow(
        id=row.id,
        key=row.key,
        position=row.position,
        name=row.name,
        short_name=row.short_name or row.name,
        form=row.form,
        parent_id=row.parent_id,
        source_ids=sources,
        question=row.question,
        measurable=row.measurable,
        decided_by=None if row.decided_by is None else tuple(row.decided_by),
        decision_order=row.details.get("decision_order"),
        title_pattern=row.details.get("title_pattern"),
        made_elsewhere=made_elsewhere,
    )


def _tree_rows() -> Any:
    columns = (
        Node.id, Node.parent_id, Node.level_id, Node.unit_id, Node.owner_role, Node.example, Node.version,
        NodeVersion.title, NodeVersion.body, NodeVersion.status, NodeVersion.locked, NodeVersion.valid_from,
        NodeVersion.valid_to, NodeVersion.validity_text, NodeVersion.due_year, Unit.name.label("unit"),
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, _CURRENT).join(Level)
    statement = statement.outerjoin(Unit, Node.unit_id == Unit.id)
    return statement.order_by(Level.position, Node.position, Node.id)


def _node_row(row: Any, level: LevelRow, measured: bool, today: date) -> NodeRow:
    return NodeRow(
        id=row.id,
        parent_id=row.parent_id,
        level_id=level.id,
        level=level.short_name,
        form=level.form,
        title=row.title,
        body=row.body or level.body,
        owner=row.owner_role or row.unit,
        unit_id=row.unit_id,
        unit=row.unit,
        validity=rules.validity_text(row.validity_text, row.due_year, row.valid_from, row.valid_to),
        status=row.status,
        status_word=rules.status_word(row.status, level.form, row.valid_from, row.valid_to, today),
        locked=row.locked,
        example=row.example,
        gaps=rules.gaps(
            form=level.form,
            measurable=level.measurable,
            status=row.status,
            owned=bool(row.owner_role or row.unit_id),
            measured=measured,
        ),
        version=row.version,
        made_elsewhere=level.made_elsewhere,
    )
