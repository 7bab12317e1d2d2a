"""Every chart of scorecards from its view, and the dashboard that is put together of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.services.charts.bullet import ROW, Bullets
from app.services.charts.card_charts import bars_against_target, bullets, facts, radar, source
from app.services.charts.compass import CompassPoint
from app.services.charts.dashboard import Cell, Dashboard, Fact
from app.services.charts.figure_charts import bullet, small_multiples, trend_of
from app.services.charts.overview_charts import (
    compass,
    compass_of,
    dot_plot,
    heat_map,
    satisfaction,
    strategy_map,
)
from app.services.charts.score_change import score_waterfall
from app.services.charts.sheet import Caption, Chart
from app.services.scorecard.periods import report_words
from app.services.scorecard.views import Card, Figure, RollUp
from app.services.scorecard.words import STANDARD, MeasureWord

__all__ = [
    "CompassPoint",
    "bars_against_target",
    "bullet",
    "bullets",
    "card_dashboard",
    "compass",
    "compass_of",
    "dashboard",
    "dashboard_charts",
    "dot_plot",
    "heat_map",
    "radar",
    "satisfaction",
    "score_waterfall",
    "small_multiples",
    "strategy_map",
    "trend_of",
]
_NARROW: Final = 0.34
_LEAST_UPPER, _MOST_UPPER = 0.45, 0.63
_CAPTIONS, _CLOSE = 65.0, 0.7
_MOST_UNITS = 12
"""Of more units than this only those right below are shown."""


def dashboard_charts(
    card: Card, roll_up: RollUp | None = None, measure: MeasureWord = STANDARD, *, goals: bool = True
) -> tuple[Chart, ...]:
    """What a unit's dashboard shows: perspectives, figures, goals, what draws down most, units below."""
    worst = trending(card)
    units = units_below(roll_up, card.unit_id) if roll_up else None
    found: list[Chart] = [radar(card, measure), bullets(card, measure)]
    found += [bars_against_target(card, measure, headings=False)] if goals or not units else []
    found += [heat_map(units, chosen=card.unit_id)] if units else []
    if worst:
        found.insert(3, trend_of(worst))
    return tuple(found)


def card_dashboard(card: Card, roll_up: RollUp | None = None, measure: MeasureWord = STANDARD) -> Dashboard:
    """The dashboard of a scorecard on one A4 landscape; units below it stand there in place of its goals."""
    charts = dashboard_charts(card, roll_up, measure, goals=False)
    period = report_words(card.period).lower()
    caption = Caption(f"{card.unit}: styrkort {card.year}", card.finding, source(card), period)
    return dashboard(charts, caption=caption, told=facts(card, measure))


def dashboard(charts: tuple[Chart, ...], *, caption: Caption, told: tuple[Fact, ...] = ()) -> Dashboard:
    """Charts laid out on one A4 landscape: up to five as a unit's dashboard, more in even columns."""
    places = _places(len(charts), _upper_share(charts))
    cells = tuple(Cell(chart, *place) for chart, place in zip(charts, places, strict=True))
    return Dashboard(cells, caption, told)


def trending(card: Card) -> Figure | None:
    """The figure that draws down most and has years to show, else the first that has."""
    several = [
        figure for figure in card.figures if sum(point.value is not None for point in figure.points) > 1
    ]
    scored = [figure for figure in several if figure.score is not None]
    return min(scored, key=lambda figure: figure.score or Decimal(0), default=next(iter(several), None))


def units_below(roll_up: RollUp, unit_id: int | None) -> RollUp | None:
    """A unit with what stands below it; None where that is only the unit itself."""
    rows = list(roll_up.rows)
    start = next((place for place, row in enumerate(rows) if row.unit_id == unit_id), None)
    if start is None:
        return None
    depth, chosen = rows[start].depth, [rows[start]]
    for row in rows[start + 1 :]:
        if row.depth <= depth:
            break
        chosen.append(replace(row, depth=row.depth - depth))
    chosen[0] = replace(chosen[0], depth=0)
    if len(chosen) > _MOST_UNITS:
        chosen = [row for row in chosen if row.depth <= 1]
    return replace(roll_up, rows=tuple(chosen)) if len(chosen) > 1 else None


Place = tuple[float, float, float, float]


def _upper_share(charts: Sequence[Chart]) -> float:
    """How much of the height the second chart has over the one below it: as each of them needs."""
    if not 3 <= len(charts) <= 5:
        return 0.5
    upper, under = _need(charts[1]), max(_need(chart) for chart in (charts[2], *charts[4:]))
    return min(max(upper / (upper + under), _LEAST_UPPER), _MOST_UPPER)


def _need(chart: Chart) -> float:
    """About how high it has to be with its captions when its rows are close to each other."""
    headings = sum(row.heading for row in chart.rows) * ROW if isinstance(chart, Bullets) else 0
    return _CAPTIONS + _CLOSE * (chart.height - headings)


def _places(count: int, upper: float) -> list[Place]:
    """Left, top, right and bottom of each cell in shares of the sheet."""
    if count <= 1:
        return [(0.0, 0.0, 1.0, 1.0)][:count]
    if count == 2:
        return [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)]
    if count == 3:
        return [(0.0, 0.0, _NARROW, 1.0), (_NARROW, 0.0, 1.0, upper), (_NARROW, upper, 1.0, 1.0)]
    if count == 4:
        low = [(0.0, 0.54, _NARROW, 1.0), (_NARROW, upper, 1.0, 1.0)]
        return [(0.0, 0.0, _NARROW, 0.54), (_NARROW, 0.0, 1.0, upper), low[1], low[0]]
    if count == 5:
        middle = _NARROW + (1 - _NARROW) / 2
        high: list[Place] = [(0.0, 0.0, _NARROW, 0.52), (_NARROW, 0.0, 1.0, upper)]
        return [
            *high, (_NARROW, upper, middle, 1.0), (0.0, 0.52, _NARROW, 1.0), (middle, upper, 1.0, 1.0)
        ]  # fmt: skip
    wide, tall = 1 / 3, 1 / -(-count // 3)
    places = [(at % 3, at // 3) for at in range(count)]
    return [(x * wide, y * tall, (x + 1) * wide, (y + 1) * tall) for x, y in places]
