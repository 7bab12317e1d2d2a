"""What the gaps of the röda tråden are read from: four statements, however large the municipality is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.budget import Frame, PlanVersion
from app.models.documents import Participation
from app.models.organisation import Unit, UnitKind
from app.models.scorecard import IndicatorTarget, NodeIndicator
from app.models.steering import (
    OUTSIDE_LEVEL,
    Contribution,
    Decision,
    DocumentKind,
    Level,
    LevelSource,
    ModelPart,
    Node,
    NodePerspective,
    NodeVersion,
    Perspective,
    SteeringModel,
)
from app.services.steering.documents.bodies import Bodies, bodies_of
from app.services.steering.goalextras.participation import ACCEPTANCE, STAFF
from app.services.steering.views import OWNER

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """What a level demands of its elements; `most` is the number of them that the model states."""

    id: int
    name: str
    form: str
    parent_id: int | None
    measurable: bool | None
    decided_by: tuple[str, ...] | None
    most: int | None
    accepted: bool
    """Whoever is to do what stands on it must accept it (`GOAL-14`)."""
    staffed: bool
    """Staff take part in making what stands on it (`ROL-10`)."""
    outside: bool
    """It only gathers documents that stand on no level of the model."""
    source_ids: tuple[int, ...] = ()


class Element(NamedTuple):
    """An element with what it is tied to; `decided` is the last final decision's body, "" when unknown.

    `kind_bodies` decide by its kind of document, where that says who does. `accepted` is what its performer
    said last and `staffed` whether staff took part; neither is read where no level demands it.
    """

    id: int
    parent_id: int | None
    level_id: int
    unit_id: int | None
    owner_role: str | None
    title: str
    status: str
    locked: bool
    valid_to: date | None
    review_on: date | None
    measured: bool
    aimed: bool
    viewed: bool
    agreed: bool
    decided: str | None
    kind_bodies: list[str] | None
    accepted: bool | None = None
    staffed: bool | None = None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit: whether it performs in the model now, and has a frame in the newest version of a plan."""

    id: int
    name: str
    short_name: str | None
    kind: str
    performs: bool
    framed: bool


class Columns(NamedTuple):
    """The rows column by column: all rows are asked the same far sooner than each is asked everything."""

    keys: Sequence[int] = ()
    parents: Sequence[int | None] = ()
    levels: Sequence[int] = ()
    units: Sequence[int | None] = ()
    roles: Sequence[str | None] = ()
    titles: Sequence[str] = ()
    statuses: Sequence[str] = ()
    locked: Sequence[bool] = ()
    ends: Sequence[date | None] = ()
    reviews: Sequence[date | None] = ()
    measured: Sequence[bool] = ()
    aimed: Sequence[bool] = ()
    viewed: Sequence[bool] = ()
    agreed: Sequence[bool] = ()
    decided: Sequence[str | None] = ()
    kind_bodies: Sequence[list[str] | None] = ()


@dataclass(frozen=True)
class Threads:
    """Everything that gaps are looked for in; `plan_version` is the newest that has frames.

    `stated_bodies` is the part of the model that names the bodies, as it stands in the file.

    `rows` are as they came from the file: to make an `Element` of each would take longer than to read it.
    """

    levels: Mapping[int, LevelFacts]
    rows: Sequence[Any]
    servings: Sequence[tuple[int, int]]
    units: Mapping[int, UnitFacts]
    has_perspectives: bool
    plan_version: int | None
    stated_bodies: str | None
    today: date

    @cached_property
    def columns(self) -> Columns:
        """The rows by column."""
        return Columns(*tuple(zip(*self.rows, strict=True))[: len(Columns._fields)])

    @cached_property
    def bodies(self) -> Bodies:
        """Tells whether a body is one of those that should have decided."""
        units = ((unit.name, unit.short_name, unit.kind) for unit in self.units.values())
        return bodies_of(json.loads(self.stated_bodies or "[]"), units)

    @cached_property
    def by_key(self) -> Mapping[int, Any]:
        """The rows by the element's key."""
        return dict(zip(self.columns.keys, self.rows, strict=True))

    @cached_property
    def level_of(self) -> Mapping[int, int]:
        """The level of each element."""
        return dict(zip(self.columns.keys, self.columns.levels, strict=True))

    def element(self, key: int | None) -> Element | None:
        """An element by its key."""
        row = self.by_key.get(key) if key is not None else None
        return None if row is None else Element(*row)


def read_rows(session: Session, *, today: date) -> Threads:
    """The elements, levels, contributions and units, as they are on a day."""
    levels, has_perspectives, bodies = _levels(session)
    demanded = any(level.accepted or level.staffed for level in levels.values())
    rows = _rows(session, element_rows(participation=demanded)).all()
    servings = _rows(session, serving_rows()).all()
    units, version = _units(session, today)
    return Threads(levels, rows, servings, units, has_perspectives, version, bodies, today)


def level_rows() -> Select[Any]:
    """The levels in their order, one row for each further source; each with the bodies of the model."""
    bodies = select(type_coerce(ModelPart.content, String)).join(SteeringModel)
    bodies = bodies.where(ModelPart.name == "bodies").order_by(SteeringModel.edition.desc()).limit(1)
    columns = (
        Level.id, Level.short_name, Level.name, Level.form, Level.parent_id, Level.measurable,
        Level.decided_by, Level.details, Level.key, LevelSource.source_id,
        select(Perspective.id).exists().label("viewed"), bodies.scalar_subquery().label("bodies"),
    )  # fmt: skip
    statement = select(*columns).outerjoin(LevelSource, LevelSource.level_id == Level.id)
    return statement.order_by(Level.position, LevelSource.position)


def element_rows(*, participation: bool = False) -> Select[Any]:
    """The elements in the order of siblings, in the columns of `Element`."""
    measured = select(NodeIndicator.id).where(NodeIndicator.node_id == Node.id)
    aimed = measured.join(IndicatorTarget, IndicatorTarget.indicator_id == NodeIndicator.indicator_id)
    viewed = select(NodePerspective.id).where(NodePerspective.node_id == Node.id)
    agreed = select(Agreement.id).where(Agreement.node_id == Node.id)
    final = and_(
        Decision.node_version_id == NodeVersion.id,
        Decision.step == "definitive",
        Decision.outcome == "decided",
    )
    decided = select(func.coalesce(Decision.body, "")).where(final)
    decided = decided.order_by(Decision.decided_on.desc(), Decision.id.desc()).limit(1)
    columns = (
        Node.id, Node.parent_id, Node.level_id, Node.unit_id, OWNER, NodeVersion.title,
        NodeVersion.status, NodeVersion.locked, NodeVersion.valid_to, NodeVersion.review_on,
        measured.exists(), aimed.exists(), viewed.exists(), agreed.exists(), decided.scalar_subquery(),
        DocumentKind.decided_by, *(_participation() if participation else ()),
    )  # fmt: skip
    statement = select(*columns).select_from(Node).join(NodeVersion, _CURRENT).join(Level)
    statement = statement.outerjoin(DocumentKind, DocumentKind.id == Node.document_kind_id)
    return statement.order_by(Level.position, Node.position, Node.id)


def _participation() -> tuple[Any, Any]:
    """What the performer said last, and whether staff took part."""
    own = select(Participation.accepted).where(Participation.node_id == Node.id)
    said = own.where(Participation.kind == ACCEPTANCE)
    said = said.order_by(Participation.happened_on.desc(), Participation.id.desc()).limit(1)
    return said.scalar_subquery(), own.where(Participation.kind == STAFF).exists()


def serving_rows() -> Select[Any]:
    """Who contributes to whom."""
    columns: tuple[Any, ...] = (Contribution.from_node_id, Contribution.to_node_id)
    return select(*columns).order_by(Contribution.id)


def unit_rows() -> Select[Any]:
    """The units, and whether each has a frame in the newest version of the newest plan that has any."""
    with_frames = select(Frame.id).where(Frame.plan_version_id == PlanVersion.id).exists()
    newest = select(PlanVersion.id).where(with_frames)
    newest = newest.order_by(PlanVersion.plan_id.desc(), PlanVersion.position.desc()).limit(1)
    version = newest.scalar_subquery()
    framed = select(Frame.id).where(Frame.unit_id == Unit.id, Frame.plan_version_id == version).exists()
    columns = (
        Unit.id, Unit.name, Unit.abbreviation, UnitKind.key, Unit.performer, Unit.in_model,
        Unit.valid_from, Unit.valid_to, framed.label("framed"), version.label("version"),
    )  # fmt: skip
    return select(*columns).join(UnitKind, UnitKind.id == Unit.kind_id).order_by(Unit.position, Unit.id)


def _rows(session: Session, statement: Select[Any]) -> Any:
    return session.connection().execute(statement)  # rows without the session's work on each


def _levels(session: Session) -> tuple[dict[int, LevelFacts], bool, str | None]:
    found: dict[int, Any] = {}
    sources: dict[int, list[int]] = {}
    for row in _rows(session, level_rows()):
        found[row.id] = row
        sources.setdefault(row.id, []).extend(() if row.source_id is None else (row.source_id,))
    levels = {
        key: LevelFacts(
            key, row.short_name or row.name, row.form, row.parent_id, row.measurable,
            None if row.decided_by is None else tuple(row.decided_by), row.details.get("most"),
            bool(row.details.get("accepted_by_performer")), bool(row.details.get("staff_participation")),
            row.key == OUTSIDE_LEVEL, tuple(sources[key]),
        )
        for key, row in found.items()
    }  # fmt: skip
    bodies = next((row.bodies for row in found.values()), None)
    return levels, any(row.viewed for row in found.values()), bodies


def _units(session: Session, today: date) -> tuple[dict[int, UnitFacts], int | None]:
    version: int | None = None
    units: dict[int, UnitFacts] = {}
    for row in _rows(session, unit_rows()):
        version = row.version
        begun = row.valid_from is None or row.valid_from <= today
        lasts = row.valid_to is None or row.valid_to >= today
        performs = row.performer is not None and row.in_model and begun and lasts
        units[row.id] = UnitFacts(row.id, row.name, row.abbreviation, row.key, performs, row.framed)
    return units, version
