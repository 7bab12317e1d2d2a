"""One figure in every unit that it is measured in, each with its earlier years."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import true
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.services.scorecard.cardfigures import Figures, Place
from app.services.scorecard.cardframe import read_frame, shown_units
from app.services.scorecard.figurerows import read_indicators, read_measured
from app.services.scorecard.periods import read_period
from app.services.scorecard.views import Figure


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A figure as it stands in a unit."""

    unit_id: int
    unit: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class FigureName:
    """A figure as it can be chosen; `units` is in how many units it is measured."""

    id: int
    name: str
    aspect: str | None
    unit_of_measure: str | None
    units: int


def figure_by_unit(
    session: Session, *, indicator_id: int, year: int, period: str | None = None, today: date
) -> tuple[UnitFigure, ...]:
    """A figure in each unit that has a value of its own this year or before, in the organisation's order."""
    when = read_period(period or str(year))
    frame = read_frame(session, year=year)
    indicators = read_indicators(session, Indicator.id == indicator_id)
    rows = read_measured(session, indicators, {*frame.units}, year=year)
    measured = {unit for units in rows.values() for unit in units if unit is not None}
    found: list[UnitFigure] = []
    for unit_id, _depth in shown_units(frame, measured):
        if unit_id is None or unit_id not in measured or indicator_id not in indicators:
            continue
        figures = Figures(frame, indicators, rows, unit_id, when, today)
        name = frame.units[unit_id].name
        found.append(UnitFigure(unit_id, name, figures.figure(indicator_id, Place())))
    return tuple(found)


def figure_names(session: Session, *, year: int) -> tuple[FigureName, ...]:
    """Every figure that can be drawn by unit, with in how many units it is measured."""
    indicators = read_indicators(session, true())
    rows = read_measured(session, indicators, {*read_frame(session, year=year).units}, year=year)
    return tuple(
        FigureName(facts.id, facts.name, facts.aspect, facts.unit_of_measure, len(rows.get(facts.id, {})))
        for facts in indicators.values()
    )
