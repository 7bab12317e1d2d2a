"""Reads the key figures of performers with their development."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from app.models.scorecard import Indicator, Measurement, Scorecard, ScorecardRow
from app.services.scorecard.periods import NotAPeriod, Period, read_period

_EVERYBODY = "T"
#: How many periods of a key figure are told; what is older says little of where it is going.
_TOLD = 8
#: So many key figures have room on a page with their charts; the scorecard has the others.
_MOST = 6
#: One outcome is no development.
_FEWEST = 2


@dataclass(frozen=True)
class FigureWish:
    """Whose key figures an agreement shows; what measures its elements stands first."""

    agreement_id: int
    unit_id: int
    measures: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """A key figure with the last outcomes of the unit, in time order; None where one is missing."""

    indicator: Indicator
    points: tuple[tuple[Period, Decimal | None], ...]
    source: str | None


def read_figures(session: Session, wishes: Sequence[FigureWish]) -> dict[int, tuple[Figure, ...]]:
    """The key figures that have a development in the unit.

    They are what measures the elements, what the unit owns and what stands on its newest scorecard, in
    that order and no more than a page has room for.
    """
    if not wishes:
        return {}
    units = {wish.unit_id for wish in wishes}
    cards = _cards(session, units)
    asked = {key for wish in wishes for key in wish.measures} | {
        key for keys in cards.values() for key in keys
    }
    indicators = {
        row.id: row
        for row in session.scalars(
            select(Indicator)
            .where(or_(Indicator.owner_unit_id.in_(units), Indicator.id.in_(asked)))
            .options(selectinload(Indicator.targets))
            .order_by(Indicator.id)
        )
    }
    owned: dict[int, list[int]] = defaultdict(list)
    for row in indicators.values():
        owned[row.owner_unit_id or 0].append(row.id)
    measured = _measured(session, units, indicators)
    found = {}
    for wish in wishes:
        keys = dict.fromkeys((*wish.measures, *owned.get(wish.unit_id, ()), *cards.get(wish.unit_id, ())))
        figures = (_figure(indicators[key], measured.get((key, wish.unit_id), [])) for key in keys)
        found[wish.agreement_id] = tuple(figure for figure in figures if figure is not None)[:_MOST]
    return found


def _cards(session: Session, units: Collection[int]) -> dict[int, list[int]]:
    """The indicators on the newest scorecard of each unit, in its order."""
    statement = (
        select(Scorecard.unit_id, Scorecard.year, ScorecardRow.indicator_id)
        .join(ScorecardRow, ScorecardRow.scorecard_id == Scorecard.id)
        .where(Scorecard.unit_id.in_(units), ScorecardRow.indicator_id.is_not(None))
        .order_by(Scorecard.year.desc(), ScorecardRow.position, ScorecardRow.id)
    )
    newest: dict[int, int] = {}
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, year, indicator_id in session.execute(statement):
        if unit_id is not None and indicator_id is not None and newest.setdefault(unit_id, year) == year:
            found[unit_id].append(indicator_id)
    return found


def _measured(
    session: Session, units: Collection[int], indicators: Mapping[int, Indicator]
) -> dict[tuple[int, int], list[Measurement]]:
    """The outcomes by indicator and unit; what is measured for all is its owner's."""
    statement = select(Measurement).where(
        Measurement.gender == _EVERYBODY,
        Measurement.indicator_id.in_(list(indicators)),
        or_(Measurement.unit_id.in_(units), Measurement.unit_id.is_(None)),
    )
    found: dict[tuple[int, int], list[Measurement]] = defaultdict(list)
    whole: dict[tuple[int, int], list[Measurement]] = defaultdict(list)
    for row in session.scalars(statement):
        if row.unit_id is not None:
            found[row.indicator_id, row.unit_id].append(row)
        elif (owner := indicators[row.indicator_id].owner_unit_id) is not None:
            whole[row.indicator_id, owner].append(row)
    return {**whole, **found}


def _figure(indicator: Indicator, rows: Sequence[Measurement]) -> Figure | None:
    """The last periods of the length that was measured last; None where there is no development."""
    read = [(period, row) for row in rows if (period := _period(row.period)) is not None]
    if not read:
        return None
    newest = max((period for period, _ in read), key=lambda period: (period.last, -len(period.text)))
    same = sorted(
        ((period, row) for period, row in read if period.frequency == newest.frequency),
        key=lambda one: one[0].first,
    )[-_TOLD:]
    points = tuple((period, None if row.missing else row.value) for period, row in same)
    if sum(value is not None for _, value in points) < _FEWEST:
        return None
    return Figure(indicator, points, same[-1][1].source or indicator.source)


def _period(text: str) -> Period | None:
    try:
        return read_period(text)
    except NotAPeriod:
        return None
