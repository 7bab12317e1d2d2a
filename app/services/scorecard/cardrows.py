"""Reads what scorecards hold: those put together, goals with what measures them, and what people decided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true, type_coerce
from sqlalchemy.orm import Session, aliased

from app.models.assessments import Assessment, Improvement
from app.models.scorecard import (
    Indicator,
    Measurement,
    NodeIndicator,
    Scorecard,
    ScorecardRow,
    ScorecardWeight,
)
from app.models.steering import Level, Node, NodePerspective, NodeVersion
from app.models.types import JsonText
from app.services.scorecard.cardframe import Frame

#: Forms of levels whose elements are goals that a scorecard holds; areas group them.
GOAL_FORMS = ("goal", "commitment")
#: Levels that the municipality itself aims by, as against what units have undertaken.
COMMON_FORM = "goal"
_REVOKED = "revoked"
_PAST = ("replaced", _REVOKED)
_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


class RowFacts(NamedTuple):
    """A row of a scorecard that somebody has put together."""

    id: int
    node_id: int | None
    indicator_id: int | None
    perspective_id: int | None
    position: int
    weight: Decimal | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A scorecard that somebody has put together."""

    id: int
    version: int
    unit_id: int | None
    status: str
    comment: str | None
    example: bool
    rows: tuple[RowFacts, ...]
    weights: Mapping[int, Decimal]


class GoalFacts(NamedTuple):
    """An element that is a goal, with the figures that measure it and their weights."""

    id: int
    unit_id: int | None
    title: str
    level: str
    form: str
    example: bool
    perspectives: tuple[int, ...]
    links: tuple[tuple[int, Decimal | None], ...]


class Judged(NamedTuple):
    """What a person has come to on a goal in a period."""

    node_id: int
    unit_id: int | None
    period: str
    decided: bool
    result: str | None
    analysis: str | None
    actions: tuple[str, ...]


# ---- what a card holds ---------------------------------------------------------------------------


def read_cards(
    session: Session, *, year: int, unit_id: int | None = None, every: bool = False
) -> tuple[CardFacts, ...]:
    """The scorecards of a year that somebody has put together: of one unit, or every one."""
    rows = rows_of(
        ScorecardRow.scorecard_id == Scorecard.id,
        ScorecardRow.id, ScorecardRow.node_id, ScorecardRow.indicator_id, ScorecardRow.perspective_id,
        ScorecardRow.position, ScorecardRow.weight, ScorecardRow.comment,
    )  # fmt: skip
    weights = rows_of(
        ScorecardWeight.scorecard_id == Scorecard.id, ScorecardWeight.perspective_id, ScorecardWeight.weight
    )
    statement = select(
        Scorecard.id, Scorecard.version, Scorecard.unit_id, Scorecard.status, Scorecard.comment,
        Scorecard.example, rows, weights,
    ).where(Scorecard.year == year, true() if every else _same(Scorecard.unit_id, unit_id))  # fmt: skip
    return tuple(
        CardFacts(
            row[0], row[1], row[2], row[3], row[4], row[5],
            tuple(RowFacts(one[0], one[1], one[2], one[3], one[4], decimal_of(one[5]), one[6])
                for one in sorted(row[6], key=_by_place)),
            {key: Decimal(weight) for key, weight in row[7]},
        )
        for row in session.execute(statement)
    )  # fmt: skip


def _by_place(row: Sequence[Any]) -> tuple[int, int]:
    return row[4], row[0]


def read_goals(session: Session, which: ColumnElement[bool]) -> tuple[GoalFacts, ...]:
    """Goals in the order of their levels and places, each with the figures that measure it."""
    perspectives = rows_of(NodePerspective.node_id == Node.id, NodePerspective.perspective_id)
    links = rows_of(
        NodeIndicator.node_id == Node.id, NodeIndicator.id, NodeIndicator.indicator_id, NodeIndicator.weight
    )
    statement = (
        select(
            Node.id,
            Node.unit_id,
            NodeVersion.title,
            Level.name,
            Level.form,
            Node.example,
            perspectives,
            links,
        )
        .join(Level, Node.level_id == Level.id)
        .join(NodeVersion, _CURRENT)
        .where(which)
        .order_by(Level.position, Node.position, Node.id)
    )
    return tuple(
        GoalFacts(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            tuple(one[0] for one in row[6]),
            tuple((one[1], decimal_of(one[2])) for one in sorted(row[7])),
        )
        for row in session.execute(statement)
    )


def living(year: int) -> ColumnElement[bool]:
    """Goals that apply in a year, as they are worded now or as they were before."""
    earlier = aliased(NodeVersion)
    before = exists().where(
        earlier.node_id == Node.id, earlier.number < Node.current_number, earlier.status != _REVOKED,
        _begun(earlier, year), _not_over(earlier, year),
    )  # fmt: skip
    return and_(
        Level.form.in_(GOAL_FORMS),
        NodeVersion.status.not_in(_PAST),
        _not_over(NodeVersion, year),
        or_(_begun(NodeVersion, year), before),
    )


def _begun(version: Any, year: int) -> ColumnElement[bool]:
    return or_(version.valid_from.is_(None), version.valid_from <= date(year, 12, 31))


def _not_over(version: Any, year: int) -> ColumnElement[bool]:
    return or_(version.valid_to.is_(None), version.valid_to >= date(year, 1, 1))


def own_figures(frame: Frame, unit_id: int, *, year: int) -> Any:
    """The figures of a unit: those it owns or must follow, and what has been measured there."""
    measured = select(Measurement.indicator_id).where(
        Measurement.unit_id == unit_id,
        Measurement.period >= str(year - 1),
        Measurement.period < str(year + 1),
    )
    imposed = and_(Indicator.obligatory, Indicator.owner_unit_id.in_(frame.ancestors(unit_id)))
    mine = or_(Indicator.owner_unit_id == unit_id, imposed, Indicator.id.in_(measured))
    lives = or_(Indicator.last_year.is_(None), Indicator.last_year >= year)
    return select(Indicator.id).where(mine, lives)


def goals_of_unit(frame: Frame, unit_id: int | None, *, year: int) -> ColumnElement[bool]:
    """Goals that a unit has, or whose figures it has; the municipality's are those of common levels."""
    if unit_id is None:
        return and_(living(year), Level.form == COMMON_FORM)
    measured = select(NodeIndicator.node_id).where(
        NodeIndicator.indicator_id.in_(own_figures(frame, unit_id, year=year))
    )
    return and_(living(year), or_(Node.unit_id == unit_id, Node.id.in_(measured)))


def read_judged(session: Session, nodes: Collection[int], *, year: int) -> tuple[Judged, ...]:
    """Assessments of some goals in a year, with the actions that they ask for."""
    actions = rows_of(Improvement.assessment_id == Assessment.id, Improvement.position, Improvement.text)
    statement = select(
        Assessment.node_id, Assessment.unit_id, Assessment.period, Assessment.status == "decided",
        Assessment.result, Assessment.analysis, actions,
    ).where(
        Assessment.node_id.in_(nodes), Assessment.period >= str(year), Assessment.period < str(year + 1)
    )  # fmt: skip
    return tuple(
        Judged(row[0], row[1], row[2], row[3], row[4], row[5], tuple(one[1] for one in sorted(row[6])))
        for row in session.execute(statement)
    )


# ---- parts of statements -------------------------------------------------------------------------


def rows_of(joined: ColumnElement[bool], *columns: Any) -> Any:
    """The rows that hang on a row, as one value of it."""
    rows = select(func.json_group_array(func.json_array(*columns))).where(joined)
    return type_coerce(rows.scalar_subquery(), JsonText)


def _same(column: Any, value: int | None) -> ColumnElement[bool]:
    same: ColumnElement[bool] = column.is_(None) if value is None else column == value
    return same


def decimal_of(text: str | None) -> Decimal | None:
    """An exact number from the text it is kept as."""
    return None if text is None else Decimal(text)
