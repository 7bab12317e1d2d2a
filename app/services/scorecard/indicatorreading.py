"""Reads indicators for their list and their editor, the same few statements however many there are."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.scorecard import (
    Indicator,
    IndicatorTarget,
    Measurement,
    NodeIndicator,
)
from app.models.steering import Node, NodeVersion, Perspective
from app.services.scorecard.indicatorviews import (
    LIMIT_AMISS,
    NO_DIRECTION,
    NO_GOAL,
    NO_OWNER,
    NO_TARGET,
    IndicatorRow,
)
from app.services.scorecard.lastoutcomes import last_outcomes
from app.services.scorecard.periods import periods_of
from app.services.scorecard.targets import limit_advice, nearest
from app.services.textorder import sort_key

_EVERYBODY = "T"
_PERSPECTIVE = func.coalesce(Perspective.short_name, Perspective.name)


def indicator_rows(
    session: Session, *, year: int | None = None, keys: Collection[int] | None = None
) -> tuple[IndicatorRow, ...]:
    """Every indicator, or some, in Swedish order; `year` is the one whose target is shown, else the last."""
    statement = select(Indicator, Unit.name.label("owner"), _PERSPECTIVE.label("perspective"))
    statement = statement.outerjoin(Unit, Unit.id == Indicator.owner_unit_id)
    statement = statement.outerjoin(Perspective, Perspective.id == Indicator.perspective_id)
    if keys is not None:
        statement = statement.where(Indicator.id.in_(keys))
    found = session.execute(statement).all()
    beside = _Beside(session, year, keys)
    rows = [_row(one.Indicator, one.owner, one.perspective, beside) for one in found]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


class _Target(NamedTuple):
    year: int
    value: Decimal | None
    upper: Decimal | None
    text: str | None
    threshold: Decimal | None
    threshold_upper: Decimal | None


class _Beside:
    """What stands beside indicators: targets, goals, and what was measured last."""

    def __init__(self, session: Session, year: int | None, keys: Collection[int] | None) -> None:
        self._keys = keys
        self.year = year
        self.targets = self._targets(session, year)
        self.goals = self._goals(session)
        self.measured = self._measured(session)
        single = [key for key, count in self.measured.items() if count == 1]
        self.last = last_outcomes(session, single, self._among(Indicator.id))

    def _among(self, column: Any) -> Any:
        return column.is_not(None) if self._keys is None else column.in_(self._keys)

    def _targets(self, session: Session, year: int | None) -> dict[int, _Target]:
        of = IndicatorTarget
        statement = select(
            of.indicator_id, of.year, of.value, of.upper, of.text, of.threshold, of.threshold_upper
        ).where(self._among(of.indicator_id))
        if year is not None:
            statement = statement.where(of.year == year)
        return {row[0]: _Target(*row[1:]) for row in session.execute(statement.order_by(of.year))}

    def _goals(self, session: Session) -> Mapping[int, list[tuple[int, str]]]:
        current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
        statement = (
            select(NodeIndicator.indicator_id, Node.id, NodeVersion.title)
            .join(Node, Node.id == NodeIndicator.node_id)
            .join(NodeVersion, current)
            .where(self._among(NodeIndicator.indicator_id))
            .order_by(NodeIndicator.id)
        )
        goals: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for key, node, title in session.execute(statement):
            goals[key].append((node, title))
        return goals

    def _measured(self, session: Session) -> dict[int, int]:
        known = or_(Measurement.value.is_not(None), Measurement.text.is_not(None))
        statement = (
            select(Measurement.indicator_id, func.count(Measurement.unit_id.distinct()))
            .where(self._among(Measurement.indicator_id), known)
            .group_by(Measurement.indicator_id)
        )
        return {row[0]: row[1] for row in session.execute(statement)}


def _row(row: Indicator, owner: str | None, perspective: str | None, beside: _Beside) -> IndicatorRow:
    target = beside.targets.get(row.id)
    goals = tuple(beside.goals.get(row.id, ()))
    posts = nearest(row, target, unit_id=None, year=target.year if target else 0)
    return IndicatorRow(
        id=row.id,
        version=row.version,
        name=row.name,
        code=row.code,
        definition=row.definition,
        unit_of_measure=row.unit_of_measure,
        decimals=row.decimals,
        direction=row.direction,
        scale=tuple(row.scale or ()),
        aspect=row.aspect,
        nature=row.nature,
        frequency=row.frequency,
        by_gender=row.by_gender,
        owner_unit_id=row.owner_unit_id,
        owner=owner,
        owner_role=row.owner_role,
        perspective=perspective,
        goals=goals,
        target=posts,
        last=beside.last.get(row.id),
        measured_units=beside.measured.get(row.id, 0),
        obligatory=row.obligatory,
        computed=row.formula is not None,
        example=row.example,
        lacks=_lacks(row, target, goals, beside.year),
    )


def _lacks(
    row: Indicator, target: _Target | None, goals: Sequence[object], year: int | None
) -> tuple[str, ...]:
    lacks: list[str] = []
    if row.owner_unit_id is None and row.owner_role is None:
        lacks.append(NO_OWNER)
    if not goals:
        lacks.append(NO_GOAL)
    if target is None and (year is None or periods_of(year, row.frequency, first_year=row.first_year,
                                                      last_year=row.last_year)):  # fmt: skip
        lacks.append(NO_TARGET)
    if row.direction is None:
        lacks.append(NO_DIRECTION)
    if target is not None:
        lower = row.threshold if target.threshold is None else target.threshold
        upper = row.threshold_upper if target.threshold_upper is None else target.threshold_upper
        if limit_advice(row.direction, row.target_kind, target.value, target.upper, lower, upper):
            lacks.append(LIMIT_AMISS)
    return tuple(lacks)
