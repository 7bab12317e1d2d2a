"""The charts of an agreement: how its frame is composed, and how its key figures have developed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from reportlab.lib.units import mm

from app.services.agreements.document import FramesTable, KeyFigure
from app.services.agreements.valuewords import PREVIOUS, value_words
from app.services.charts.sheet import Caption
from app.services.charts.spark_line import HEIGHT, SparkLine, SparkPoint
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import ORE_PER_UNIT, in_units, write_number
from app.services.reports.chart_forms import PIXEL, ChartPicture, drawable
from app.services.reports.text import label, one_line

CHART_SIZE: Final = (54 * mm, HEIGHT * PIXEL)
"""The room of a key figure's development."""
_LEAST_STEPS: Final = 2
_UNIT_WORDS: Final = {"tkr": "tkr", "kr": "kr"}
_LONGEST_PERIOD: Final = 24
_HOW_TO_READ: Final = "Ökningar är fyllda och minskningar tomma."
_BROKEN: Final = "De långa staplarna är avkortade."


def frame_chart(frames: FramesTable) -> Waterfall | None:
    """How the frame of the first year comes about from the one before; None where nothing is added to it."""
    if not frames.years:
        return None
    unit = ORE_PER_UNIT[frames.unit]
    stated = [(row.label, row.amounts[0]) for row in frames.rows if row.amounts[0]]
    total = frames.totals[0]
    if total is None or len(stated) < _LEAST_STEPS:
        return None
    year = frames.years[0]
    steps = [
        Step(label(name), amount, _amount(amount, unit, name != PREVIOUS), name == PREVIOUS)
        for name, amount in ((name, amount or 0) for name, amount in stated)
    ]
    steps.append(Step(f"{label(frames.total_label)} {year}", total, _amount(total, unit, False), True))
    chart = Waterfall(tuple(steps), Caption(_frame_finding(frames)))
    note = f"{_HOW_TO_READ} {_BROKEN}" if chart.broken else _HOW_TO_READ
    return drawable(replace(chart, caption=replace(chart.caption, note=note)))


def _amount(ore: int, unit: int, change: bool) -> str:
    return write_number(in_units(ore, unit), plus=change)


def _frame_finding(frames: FramesTable) -> str:
    unit, words = ORE_PER_UNIT[frames.unit], _UNIT_WORDS[frames.unit]
    total = frames.totals[0] or 0
    before = next((row.amounts[0] for row in frames.rows if row.label == PREVIOUS), None)
    told = f"{one_line(frames.total_label)} {frames.years[0]}: {write_number(in_units(total, unit))} {words}"
    if before is None:
        return told
    change = in_units(total, unit) - in_units(before, unit)
    if not change:
        return f"{told}, lika mycket som året före"
    more = "mer" if change > 0 else "mindre"
    return f"{told}, {write_number(abs(change))} {words} {more} än året före"


def number_of(text: str | None) -> Decimal | None:
    """A value that was kept as digits; None where it is missing or no number."""
    try:
        value = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def figure_chart(item: KeyFigure) -> SparkLine | None:
    """The development of a key figure; None where there are not two outcomes to draw a line between."""
    known = [(point, number_of(point.value)) for point in item.points]
    if sum(value is not None for _, value in known) < _LEAST_STEPS:
        return None
    points = tuple(
        SparkPoint(
            label(point.period)[:_LONGEST_PERIOD],
            value,
            write_number(value) if value is not None else "",
        )
        for point, value in known
    )
    target = number_of(item.target_value)
    words = "" if target is None else label(item.target or write_number(target))
    return drawable(SparkLine(points, target, words, Caption(one_line(item.name))))


def written_values(items: Sequence[KeyFigure]) -> dict[int, dict[str, str]]:
    """The outcomes of each key figure as they stand in a table, by its place and the period."""
    return {
        place: {point.period: written(point.value) for point in item.points if point.value}
        for place, item in enumerate(items)
    }


def written(text: str | None) -> str:
    """An outcome as it is printed, with no more digits than it was given."""
    value = number_of(text)
    return (text or "").strip() if value is None else value_words(value, None) or ""


def figure_pictures(items: Sequence[KeyFigure]) -> list[ChartPicture | None]:
    """The development of each key figure, None where there is none to draw."""
    charts = [figure_chart(item) for item in items]
    return [None if chart is None else ChartPicture(chart, CHART_SIZE[0]) for chart in charts]
