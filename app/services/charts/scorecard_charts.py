"""Every chart of scorecards from its view, and the dashboard that is put together of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.services.charts.card_charts import about, bars_against_target, bullets, facts, radar, source
from app.services.charts.compass import CompassPoint
from app.services.charts.dashboard import Cell, Dashboard
from app.services.charts.figure_charts import bullet, small_multiples, trend_of
from app.services.charts.findings import short_name
from app.services.charts.overview_charts import (
    compass,
    compass_of,
    dot_plot,
    heat_map,
    satisfaction,
    strategy_map,
)
from app.services.charts.sheet import Caption, Chart
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import write_number
from app.services.scorecard.periods import report_words
from app.services.scorecard.views import Card, Figure, RollUp

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
_GRAIN = 1000
_MOST_UNITS = 12
"""Of more units than this only those right below are shown."""


def dashboard_charts(card: Card, roll_up: RollUp | None = None, *, goals: bool = True) -> tuple[Chart, ...]:
    """What a unit's dashboard shows: perspectives, figures, goals, what draws down most, units below."""
    worst = trending(card)
    units = units_below(roll_up, card.unit_id) if roll_up else None
    found: list[Chart] = [radar(card), bullets(card)]
    found += [bars_against_target(card, headings=False)] if goals or not units else []
    found += [heat_map(units, chosen=card.unit_id)] if units else []
    if worst:
        found.insert(3, trend_of(worst))
    return tuple(found)


def card_dashboard(card: Card, roll_up: RollUp | None = None) -> Dashboard:
    """The dashboard of a scorecard on one A4 landscape; units below it stand there in place of its goals."""
    charts = dashboard_charts(card, roll_up, goals=False)
    period = report_words(card.period).lower()
    caption = Caption(f"{card.unit}: styrkort {card.year}", card.finding, source(card), period)
    return dashboard(charts, caption=caption, facts_of=card)


def dashboard(charts: tuple[Chart, ...], *, caption: Caption, facts_of: Card | None = None) -> Dashboard:
    """Charts laid out on one A4 landscape: up to five as a unit's dashboard, more in even columns."""
    cells = tuple(Cell(chart, *place) for chart, place in zip(charts, _places(len(charts)), strict=True))
    return Dashboard(cells, caption, facts(facts_of) if facts_of else ())


def score_waterfall(before: Card, now: Card) -> Waterfall:
    """From last year's score to this year's, by what each perspective has added or taken."""
    caption = Caption(_change_title(before, now), "Vägda poäng 0–10 per perspektiv.", source(now), about(now))
    if before.average.score is None or now.average.score is None:
        return Waterfall((), caption)
    parts = _added(before, now)
    steps = [_step(str(before.year), before.average.score, is_sum=True)]
    steps += [replace(_step(name, value), key=("group", key)) for name, key, value in parts]
    return Waterfall((*steps, _step(str(now.year), now.average.score, is_sum=True)), caption)


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


def _places(count: int) -> list[Place]:
    """Left, top, right and bottom of each cell in shares of the sheet."""
    if count <= 1:
        return [(0.0, 0.0, 1.0, 1.0)][:count]
    if count == 2:
        return [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)]
    if count == 3:
        return [(0.0, 0.0, _NARROW, 1.0), (_NARROW, 0.0, 1.0, 0.5), (_NARROW, 0.5, 1.0, 1.0)]
    if count == 4:
        low = [(0.0, 0.54, _NARROW, 1.0), (_NARROW, 0.57, 1.0, 1.0)]
        return [(0.0, 0.0, _NARROW, 0.54), (_NARROW, 0.0, 1.0, 0.57), low[1], low[0]]
    if count == 5:
        middle = _NARROW + (1 - _NARROW) / 2
        high: list[Place] = [(0.0, 0.0, _NARROW, 0.52), (_NARROW, 0.0, 1.0, 0.57)]
        return [
            *high, (_NARROW, 0.57, middle, 1.0), (0.0, 0.52, _NARROW, 1.0), (middle, 0.57, 1.0, 1.0)
        ]  # fmt: skip
    wide, tall = 1 / 3, 1 / -(-count // 3)
    places = [(at % 3, at // 3) for at in range(count)]
    return [(x * wide, y * tall, (x + 1) * wide, (y + 1) * tall) for x, y in places]


def _added(before: Card, now: Card) -> list[tuple[str, str, Decimal]]:
    """What each group has added to the weighted mean; what remains by changed weights stands last."""
    earlier = {group.key: group for group in before.groups}
    found = []
    for group in now.groups:
        old = earlier.pop(group.key, None)
        mine, theirs = _part(now, group.key), _part(before, old.key) if old else Decimal(0)
        if mine or theirs:
            found.append((group.name, group.key, mine - theirs))
    found += [(group.name, key, -_part(before, key)) for key, group in earlier.items() if _part(before, key)]
    return found


def _part(card: Card, key: str) -> Decimal:
    """How much of the mean a group stands for."""
    counted = [group for group in card.groups if group.average.score is not None and group.share]
    whole = sum((group.share for group in counted), Decimal(0))
    for group in counted:
        if group.key == key and whole:
            return (group.average.score or Decimal(0)) * group.share / whole
    return Decimal(0)


def _step(label: str, score: Decimal, *, is_sum: bool = False) -> Step:
    amount = int((score * _GRAIN).to_integral_value())
    return Step(label, amount, write_number(score, 1, plus=not is_sum), is_sum)


def _change_title(before: Card, now: Card) -> str:
    first, last = before.average.score, now.average.score
    if first is None or last is None:
        return f"Poängen {before.year} eller {now.year} saknas"
    texts = write_number(first, 1), write_number(last, 1)
    if texts[0] == texts[1]:
        return f"Poängen är oförändrad, {texts[1]}"
    how = "ökat" if last > first else "minskat"
    name, _, _ = max(_added(before, now), key=lambda part: part[2] if last > first else -part[2])
    return f"Poängen har {how} från {texts[0]} till {texts[1]}, mest genom {short_name(name)}"
