"""What has been measured in a year, read as a grid: the whole of it, or again where values were entered."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models.scorecard import Measurement
from app.services.scorecard.expected import Place, Units, indicators_of
from app.services.scorecard.measurerows import Making, Stored, Targets
from app.services.scorecard.measureviews import MeasureGrid, MeasureRow, sifted
from app.services.scorecard.periods import FREQUENCIES
from app.services.scorecard.reckoning import Reckoning
from app.services.textorder import sort_key

_GENDERS = ("T", "K", "M")
_OFTEN = tuple(FREQUENCIES)


def measure_grid(
    session: Session,
    *,
    year: int,
    unit_id: int | None = None,
    indicator_ids: Collection[int] | None = None,
    frequency: str | None = None,
    today: date,
) -> MeasureGrid:
    """The grid of a year; `unit_id` with what stands below it, `frequency` only what is measured as often."""
    units = Units(session)
    every = indicators_of(session)
    asked = every if indicator_ids is None else [row for row in every if row.id in set(indicator_ids)]
    reckoning = Reckoning(every)
    keys = None if indicator_ids is None else reckoning.needed(indicator_ids)
    stored, targets = Stored(session, year, keys), Targets(session, year, keys)
    making = Making(stored, targets, reckoning, units, year, today)
    within = None if unit_id is None else units.within(unit_id)
    made = [
        row
        for indicator in asked
        for row in making.rows(indicator)
        if within is None or row.unit_id in within
    ]
    rows = tuple(sorted(made, key=lambda row: _order(row, units)))
    often = tuple(one for one in _OFTEN if any((row.frequency or "year") == one for row in asked))
    owners = tuple(sorted({row.owner for row in rows}, key=sort_key))
    return sifted(MeasureGrid(year, (), rows, often, owners, 0, 0), frequency)


def entered_again(
    session: Session, *, grid: MeasureGrid, indicator_ids: Collection[int], unit_id: int | None, today: date
) -> MeasureGrid:
    """A grid with some figures, and what is computed from them, read anew; whole when rows come or go."""
    keys = Reckoning(indicators_of(session)).needing(indicator_ids)
    asked: dict[str, Any] = {"year": grid.year, "unit_id": unit_id, "today": today}
    fresh = {row.key: row for row in measure_grid(session, indicator_ids=keys, **asked).rows}
    if fresh.keys() != {row.key for row in grid.rows if row.indicator_id in keys}:
        return measure_grid(session, **asked)
    return sifted(replace(grid, rows=tuple(fresh.get(row.key, row) for row in grid.rows)), None)


def place_of(session: Session, measurement_id: int) -> Place | None:
    """Which cell a stored outcome stands in; None when it is gone."""
    row = session.get(Measurement, measurement_id)
    return None if row is None else Place(row.indicator_id, row.unit_id, row.period, row.gender)


def _order(row: MeasureRow, units: Units) -> tuple[Any, ...]:
    often = _OFTEN.index(row.frequency) if row.frequency in _OFTEN else _OFTEN.index("year")
    gender = _GENDERS.index(row.gender) if row.gender in _GENDERS else len(_GENDERS)
    return often, sort_key(row.name), row.indicator_id, units.order.get(row.unit_id, 0), gender
