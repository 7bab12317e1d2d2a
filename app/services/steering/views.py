"""What the page of the steering model, reports and checks read: the hierarchy as plain rows."""

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.organisation import Unit
from app.models.scorecard import NodeIndicator
from app.models.steering import OUTSIDE_LEVEL, Level, LevelSource, Node, NodeVersion
from app.services.steering import rules
from app.services.steering.rules import LevelRow

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
#: The role that answers for an element; for a document that may be said in its head alone.
OWNER = func.coalesce(Node.owner_role, NodeVersion.responsible).label("owner_role")


class NodeRow(NamedTuple):
    """One element of the hierarchy as a row of the tree; `owner` is the role, or else the unit.

    A named tuple, as thousands are made while the user waits for the tree.
    """

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
    def level_count(self) -> int:
        """How many levels the model has; documents outside them stand on one of their own."""
        return len(self._of_model())

    @property
    def gap_count(self) -> int:
        """How many elements lack something."""
        return sum(bool(row.gaps) for row in self.rows)

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
        return rules.allowed_levels(row.level_id if row else None, self._of_model(), used)

    def _of_model(self) -> tuple[LevelRow, ...]:
        return tuple(level for level in self.levels if level.key != OUTSIDE_LEVEL)


def steering_view(session: Session, *, today: date) -> SteeringView:
    """The hierarchy with status words as of a day, in a fixed number of statements."""
    levels = level_rows(session)
    make = _RowMaker(levels, today)
    found = session.connection().execute(_tree_rows())  # rows without the session's work on each
    return SteeringView(tuple(make(row) for row in found), levels)


def level_rows(session: Session) -> tuple[LevelRow, ...]:
    """The levels of the model in their order, in one statement."""
    agreements = select(AgreementKind.id).where(AgreementKind.level_id == Level.id).exists()
    columns = (
        Level.id, Level.key, Level.position, Level.name, Level.short_name, Level.form, Level.parent_id,
        Level.question, Level.measurable, Level.decided_by, Level.details, LevelSource.source_id,
        agreements.label("made_elsewhere"),
    )  # fmt: skip
    statement = select(*columns).outerjoin(LevelSource, LevelSource.level_id == Level.id)
    found: dict[int, Any] = {}
    sources: dict[int, list[int]] = {}
    for row in session.execute(statement.order_by(Level.position, LevelSource.position)):
        found[row.id] = row
        sources.setdefault(row.id, []).extend(() if row.source_id is None else (row.source_id,))
    return tuple(_level_row(row, tuple(sources[key])) for key, row in found.items())


def _is_closed(row: NodeRow | None, level: LevelRow) -> bool:
    """A decided agreement takes no further commitments: they are decided together."""
    return row is not None and row.locked and level.form == "commitment"


def _level_row(row: Any, sources: tuple[int, ...]) -> LevelRow:
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
        made_elsewhere=row.made_elsewhere,
    )


def _tree_rows() -> Any:
    columns = (
        Node.id, Node.parent_id, Node.level_id, Node.unit_id, OWNER, Node.example, Node.version,
        NodeVersion.title, NodeVersion.body, NodeVersion.status, NodeVersion.locked, NodeVersion.valid_from,
        NodeVersion.valid_to, NodeVersion.validity_text, NodeVersion.due_year, Unit.name.label("unit"),
        select(NodeIndicator.id).where(NodeIndicator.node_id == Node.id).exists().label("measured"),
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, _CURRENT).join(Level)
    statement = statement.outerjoin(Unit, Node.unit_id == Unit.id)
    return statement.order_by(Level.position, Node.position, Node.id)


class _RowMaker:
    """Makes rows of what was read; words that many rows share are found once."""

    def __init__(self, levels: tuple[LevelRow, ...], today: date) -> None:
        self._levels = {level.id: (level, level.body) for level in levels}
        self._status_word = cache(partial(rules.status_word, today=today))
        self._validity = cache(rules.validity_text)
        self._gaps = cache(rules.gaps)

    def __call__(self, row: Any) -> NodeRow:
        (
            key, parent_id, level_id, unit_id, owner_role, example, version, title, body, status, locked,
            valid_from, valid_to, stated, due_year, unit, measured,
        ) = row  # fmt: skip
        level, usual_body = self._levels[level_id]
        gaps = self._gaps(
            form=level.form,
            measurable=level.measurable,
            status=status,
            owned=bool(owner_role or unit_id),
            measured=measured,
        )
        return NodeRow(
            key, parent_id, level_id, level.short_name, level.form, title, body or usual_body,
            owner_role or unit, unit_id, unit, self._validity(stated, due_year, valid_from, valid_to), status,
            self._status_word(status, level.form, valid_from, valid_to), locked, example, gaps, version,
            level.made_elsewhere,
        )  # fmt: skip
