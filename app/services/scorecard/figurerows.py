"""Reads indicators with their targets, and what has been measured of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, IndicatorTarget, Measurement, PeriodTarget
from app.services.scorecard.cardrows import decimal_of, rows_of
from app.services.scorecard.series import Series, packed_column

#: How many earlier years a figure is followed back.
YEARS_BACK = 9


class TargetFacts(NamedTuple):
    """A target of a year."""

    value: Decimal | None
    upper: Decimal | None
    text: str | None
    threshold: Decimal | None
    threshold_upper: Decimal | None


class NearFacts(NamedTuple):
    """A target of a unit, of a part of a year, or of both."""

    unit_id: int | None
    period: str
    value: Decimal | None
    upper: Decimal | None
    text: str | None


class IndicatorFacts(NamedTuple):
    """An indicator with its targets by year, and those of units and parts of years."""

    id: int
    version: int
    name: str
    unit_of_measure: str | None
    decimals: int | None
    direction: str | None
    scale: tuple[str, ...]
    aspect: str | None
    nature: str | None
    frequency: str | None
    first_year: int | None
    last_year: int | None
    by_gender: bool
    summing: str
    across: str | None
    formula: str | None
    owner_unit_id: int | None
    owner_role: str | None
    source: str | None
    perspective_id: int | None
    target_kind: str
    threshold: Decimal | None
    threshold_upper: Decimal | None
    obligatory: bool
    example: bool
    targets: Mapping[int, TargetFacts]
    near: tuple[NearFacts, ...]


_PLAIN = (
    "id", "version", "name", "unit_of_measure", "decimals", "direction", "scale", "aspect", "nature",
    "frequency", "first_year", "last_year", "by_gender", "summing", "across", "formula", "owner_unit_id",
    "owner_role", "source", "perspective_id", "target_kind", "threshold", "threshold_upper", "obligatory",
    "example",
)  # fmt: skip
_SCALE = _PLAIN.index("scale")


def read_indicators(session: Session, which: ColumnElement[bool]) -> dict[int, IndicatorFacts]:
    """Indicators with all their targets, and those that their formulas name."""
    start = select(Indicator.id, Indicator.formula).where(which).cte("needed", recursive=True)
    further = select(Indicator.id, Indicator.formula).join(
        start, and_(start.c.formula.is_not(None), func.instr(start.c.formula, Indicator.id) > 0)
    )
    needed = start.union(further)
    targets = rows_of(
        IndicatorTarget.indicator_id == Indicator.id,
        IndicatorTarget.year, IndicatorTarget.value, IndicatorTarget.upper, IndicatorTarget.text,
        IndicatorTarget.threshold, IndicatorTarget.threshold_upper,
    )  # fmt: skip
    near = rows_of(
        PeriodTarget.indicator_id == Indicator.id,
        PeriodTarget.unit_id, PeriodTarget.period, PeriodTarget.value, PeriodTarget.upper, PeriodTarget.text,
    )  # fmt: skip
    columns = [getattr(Indicator, name) for name in _PLAIN]
    statement = select(*columns, targets, near).where(Indicator.id.in_(select(needed.c.id)))
    return {row[0]: _indicator(row) for row in session.execute(statement)}


def _indicator(row: Any) -> IndicatorFacts:
    plain: list[Any] = list(row[: len(_PLAIN)])
    plain[_SCALE] = tuple(plain[_SCALE] or ())
    targets, near = row[len(_PLAIN) :]
    return IndicatorFacts._make((*plain, _targets(targets), _near(near)))


def _targets(found: Iterable[Sequence[Any]]) -> dict[int, TargetFacts]:
    return {
        one[0]: TargetFacts(
            decimal_of(one[1]), decimal_of(one[2]), one[3], decimal_of(one[4]), decimal_of(one[5])
        )
        for one in found
    }


def _near(found: Iterable[Sequence[Any]]) -> tuple[NearFacts, ...]:
    return tuple(NearFacts(one[0], one[1], decimal_of(one[2]), decimal_of(one[3]), one[4]) for one in found)


Rows = dict[int, dict[int | None, Series]]


def read_measured(
    session: Session, indicators: Collection[int] | None, units: Collection[int | None], *, year: int,
    back: int = YEARS_BACK,
) -> Rows:  # fmt: skip
    """What has been measured of some figures (None: all) in some units, a year and those before it."""
    some = [unit for unit in units if unit is not None]
    at = or_(Measurement.unit_id.in_(some), Measurement.unit_id.is_(None) if None in units else false())
    which = true() if indicators is None else Measurement.indicator_id.in_(indicators)
    columns = Measurement.indicator_id, Measurement.unit_id, packed_column(), func.min(Measurement.period)
    statement = (
        select(*columns)
        .where(which, at, Measurement.period >= str(year - back), Measurement.period < str(year + 1))
        .group_by(Measurement.indicator_id, Measurement.unit_id)
    )
    found: Rows = {}
    for indicator, unit, packed, first in session.connection().execute(statement).all():
        found.setdefault(indicator, {})[unit] = Series(packed, int(first[:4]))
    return found
