"""Reads what the roll-up rests on: only what it needs of goals, figures and outcomes; there are thousands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Text, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.models.scorecard import (
    Indicator,
    IndicatorTarget,
    Measurement,
    NodeIndicator,
    PeriodTarget,
    Scorecard,
    ScorecardRow,
)
from app.models.steering import Level, Node, NodePerspective, NodeVersion
from app.services.scorecard.cardframe import Frame
from app.services.scorecard.cardrows import living
from app.services.scorecard.outcome import TOGETHER, ranks_of
from app.services.scorecard.periods import Period
from app.services.scorecard.score import slope

#: A figure in a goal, with its weight there.
Weighed = tuple[int, Decimal | None]
_RISING, _FALLING = "higher", "lower"


@dataclass(slots=True)
class Aim:
    """A goal with what measures it; `perspective_id` the first one it is seen from."""

    id: int
    unit_id: int | None
    title: str
    form: str
    lives: bool
    perspective_id: int | None
    figures: dict[int, Decimal | None] = field(default_factory=dict)


class Gauge(NamedTuple):
    """An indicator as far as a score needs it; `plain`: its latest outcome is held against one number."""

    plain: bool
    direction: str | None
    nature: str | None
    owner_unit_id: int | None
    owned: bool
    obligatory: bool
    last_year: int | None
    perspective_id: int | None
    target: str | None
    threshold: str | None
    previous: bool


def read_aims(session: Session, frame: Frame, *, year: int, ordered: bool) -> list[Aim]:
    """Goals that apply in a year or stand in its scorecards; `ordered` by their levels and places."""
    chosen = select(ScorecardRow.node_id).join(Scorecard).where(Scorecard.year == year)
    lives = living(year)
    current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
    statement = (
        select(
            Node.id, Node.unit_id, NodeVersion.title, Level.form, lives, NodePerspective.perspective_id,
            NodeIndicator.indicator_id, type_coerce(NodeIndicator.weight, Text),
        )
        .join(Level, Node.level_id == Level.id)
        .join(NodeVersion, current)
        .outerjoin(NodePerspective, NodePerspective.node_id == Node.id)
        .outerjoin(NodeIndicator, NodeIndicator.node_id == Node.id)
        .where(or_(lives, Node.id.in_(chosen)))
    )  # fmt: skip
    if ordered:
        statement = statement.order_by(Level.position, Node.position, Node.id)
    order = {one.id: place for place, one in enumerate(frame.perspectives)}
    found: dict[int, Aim] = {}
    for key, unit, title, form, applies, seen, indicator, weight in (
        session.connection().execute(statement).all()
    ):
        aim = found.get(key)
        if aim is None:
            aim = found[key] = Aim(key, unit, title, form, bool(applies), seen)
        elif seen != aim.perspective_id and order.get(seen, 99) < order.get(aim.perspective_id or 0, 99):
            aim.perspective_id = seen
        if indicator is not None:
            aim.figures[indicator] = None if weight is None else Decimal(weight)
    return list(found.values())


def read_gauges(session: Session, *, year: int) -> dict[int, Gauge]:
    """Every indicator with its target of a year."""
    row, aimed = Indicator, and_(IndicatorTarget.indicator_id == Indicator.id, IndicatorTarget.year == year)
    near = Indicator.id.in_(select(PeriodTarget.indicator_id))
    plain = and_(
        row.summing == "last", row.across.is_(None), row.formula.is_(None), row.target_kind == "absolute",
        row.direction.in_((_RISING, _FALLING)), ~near,
    )  # fmt: skip
    threshold = func.coalesce(_text(IndicatorTarget.threshold), _text(row.threshold))
    statement = select(
        row.id, func.coalesce(plain, 0), row.direction, row.nature, row.owner_unit_id, row.owner_role,
        row.obligatory, row.last_year, row.perspective_id, _text(IndicatorTarget.value), threshold,
        row.target_kind,
    ).outerjoin(IndicatorTarget, aimed)  # fmt: skip
    return {
        key: Gauge(
            bool(simple), direction, nature, owner, owner is not None or bool(role), imposed, last, seen,
            target, limit, kind == "previous",
        )
        for key, simple, direction, nature, owner, role, imposed, last, seen, target, limit, kind
        in session.connection().execute(statement).all()
    }  # fmt: skip


#: The outcome of a figure in a unit: its text, "" for one in words, None for none or expressly missing.
Latest = dict[int, dict[int | None, str | None]]


def read_latest(session: Session, period: Period) -> Latest:
    """The last outcome of each figure and unit in a period; what was only measured earlier has None."""
    row, year = Measurement, period.year
    suffix = func.substr(row.period, 5)
    ranks = ranks_of(period.text)
    rank = case(dict(ranks), value=suffix, else_=0)
    now = case((row.period >= str(year), rank), else_=0)
    statement = (
        select(
            row.indicator_id, row.unit_id, _text(row.value), type_coerce(row.missing, Integer),
            row.text.is_not(None), func.max(now),
        )
        .where(row.gender == TOGETHER, row.period >= str(year - 1), row.period < str(year + 1))
        .group_by(row.indicator_id, row.unit_id)
    )  # fmt: skip
    found: Latest = {}
    for indicator, unit, value, missing, said, at in session.connection().execute(statement).all():
        units = found.get(indicator)
        if units is None:
            units = found[indicator] = {}
        units[unit] = None if not at or missing else value if value is not None else "" if said else None
    return found


def plain_score(gauge: Gauge, value: str) -> Decimal | None:
    """What the outcome of a plain figure scores; a limit on the failing side only, as everywhere."""
    if gauge.target is None or not value:
        return None
    outcome, target = Decimal(value), _number(gauge.target)
    limit = None if gauge.threshold is None else _number(gauge.threshold)
    if gauge.direction == _FALLING:
        outcome, target, limit = -outcome, -target, None if limit is None else -limit
    return slope(outcome, target, limit if limit is not None and limit < target else None)


def units_of_figures(frame: Frame, gauges: Mapping[int, Gauge], latest: Latest) -> dict[int | None, set[int]]:
    """The figures that each unit owns, must follow, or has measured itself."""
    found: dict[int | None, set[int]] = {}
    for key, gauge in gauges.items():
        owner = gauge.owner_unit_id
        found.setdefault(owner, set()).add(key)
        for unit in latest.get(key, ()):
            if unit is not None and unit != owner:
                found.setdefault(unit, set()).add(key)
        if gauge.obligatory and owner is not None:
            for unit in frame.within(owner):
                found.setdefault(unit, set()).add(key)
    return found


@lru_cache(maxsize=4096)
def _number(text: str) -> Decimal:
    """Targets and limits are few."""
    return Decimal(text)


def _text(column: Any) -> Any:
    return type_coerce(column, Text)


def ended(gauges: Mapping[int, Gauge], year: int) -> frozenset[int]:
    """The figures that are no longer followed in a year."""
    return frozenset(key for key, one in gauges.items() if one.last_year is not None and one.last_year < year)
