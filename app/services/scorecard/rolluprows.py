"""Reads what the roll-up rests on: only what it needs of goals, figures and outcomes; there are thousands."""

from collections.abc import Mapping, Sequence
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
from app.services.scorecard.cardrows import GOAL_FORMS, living
from app.services.scorecard.outcome import TOGETHER, ranks_of
from app.services.scorecard.periods import YEARLY, Period
from app.services.scorecard.score import slope

#: A figure in a goal, with its weight there.
Weighed = tuple[int, Decimal | None]
#: What `ranks_of` adds for the very period that is asked for; the months before it are fewer.
_OWN = 50
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
    """Every goal, and what else stands in the scorecards of a year; `ordered` by levels and places."""
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
        .where(or_(Level.form.in_(GOAL_FORMS), Node.id.in_(chosen)))
    )  # fmt: skip
    if ordered:
        statement = statement.order_by(Level.position, Node.position, Node.id)
    order = {one.id: place for place, one in enumerate(frame.perspectives)}
    found: dict[int, Aim] = {}
    for key, unit, title, form, applies, seen, indicator, weight in _raw(session, statement):
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
    owned = or_(row.owner_unit_id.is_not(None), func.coalesce(row.owner_role, "") != "")
    statement = select(
        row.id, type_coerce(func.coalesce(plain, 0), Integer), row.direction, row.nature, row.owner_unit_id,
        type_coerce(owned, Integer), type_coerce(row.obligatory, Integer), row.last_year, row.perspective_id,
        _text(IndicatorTarget.value), threshold, type_coerce(row.target_kind == "previous", Integer),
    ).outerjoin(IndicatorTarget, aimed)  # fmt: skip
    rows = _raw(session, statement)
    return {row[0]: Gauge._make(row[1:]) for row in rows}


#: The outcome of a figure in a unit: its text, "" for one in words, None for none or expressly missing.
Latest = dict[int, dict[int | None, str | None]]


def read_latest(session: Session, period: Period) -> Latest:
    """The last outcome of each figure and unit in a period; what was only measured earlier has None."""
    row, year = Measurement, period.year
    said: Any = case((row.text.is_not(None), ""))
    statement = (
        select(
            row.indicator_id, row.unit_id, case((~row.missing, func.coalesce(_text(row.value), said))),
            func.max(_place(period)),
        )
        .where(row.gender == TOGETHER, row.period.between(str(year - 1), f"{year}~"))
        .group_by(row.indicator_id, row.unit_id)
        .order_by(row.indicator_id.desc(), row.unit_id.desc())
    )  # fmt: skip
    found: Latest = {}
    for indicator, unit, value, at in _raw(session, statement):
        units = found.get(indicator)
        if units is None:
            units = found[indicator] = {}
        units[unit] = value if at else None
    return found


def _place(period: Period) -> Any:
    """What is greatest for the measurement that holds at the end of a period, and "" for one that does not.

    Most are months, which are in order as they are written; the others are put in among them.
    """
    row, year = Measurement, period.year
    yearly = row.indicator_id.in_(
        select(Indicator.id).where(or_(Indicator.frequency.is_(None), Indicator.frequency.in_(YEARLY)))
    )
    always, places = ranks_of(period.text), {}
    for told, rank in ranks_of(period.text, yearly=True).items():
        if told[1:].isdigit() and told[0] == "-":
            continue
        end, own, first = rank // 100, rank % 100 >= _OWN, rank % _OWN
        place = f"{year}-{end:02}~" if own else f"{year}-{end - 1:02}~{first:02}"
        places[told] = place if told in always else case((yearly, place), else_="")
    last = f"{year}-{period.last.month:02}"
    return case(
        (row.period < str(year), ""),
        (row.period.between(f"{year}-01", last), row.period),
        (row.period.between(f"{year}-01", f"{year}-12"), ""),
        else_=case(places, value=func.substr(row.period, 5), else_=""),
    )


def plain_score(gauge: Gauge, value: str) -> Decimal | None:
    """What the outcome of a plain figure scores; a limit on the failing side only, as everywhere."""
    return _scored(gauge.direction, gauge.target, gauge.threshold, value)


@lru_cache(maxsize=16_384)
def _scored(direction: str | None, target: str | None, threshold: str | None, value: str) -> Decimal | None:
    """The same few targets and outcomes come again and again, and after a change nearly all of them."""
    if target is None or not value:
        return None
    outcome, aim = Decimal(value), Decimal(target)
    limit = None if threshold is None else Decimal(threshold)
    if direction == _FALLING:
        outcome, aim, limit = -outcome, -aim, None if limit is None else -limit
    return slope(outcome, aim, limit if limit is not None and limit < aim else None)


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


def _raw(session: Session, statement: Any) -> Sequence[Any]:
    """The rows of a statement as the file gives them, numbers and texts."""
    cursor = session.connection().execute(statement).cursor
    return cursor.fetchall() if cursor is not None else []


def _text(column: Any) -> Any:
    return type_coerce(column, Text)


def ended(gauges: Mapping[int, Gauge], year: int) -> frozenset[int]:
    """The figures that are no longer followed in a year."""
    return frozenset(key for key, one in gauges.items() if one.last_year is not None and one.last_year < year)
