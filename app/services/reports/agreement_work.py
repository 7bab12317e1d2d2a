"""The tables of what an agreement asks for: assignments, activities and key figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from reportlab.lib.units import mm

from app.services.agreements.document import ActivityItem, AssignmentItem, KeyFigure
from app.services.formatting import DASH, NBSP, write_tkr
from app.services.reports.agreement_charts import CHART_SIZE, written
from app.services.reports.chart_forms import ChartPicture
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import SEMIBOLD, text_width
from app.services.reports.styles import (
    DENSE,
    DENSE_MUTED,
    DENSE_RIGHT,
    DENSE_STRONG,
    TEXT_WIDTH,
)
from app.services.reports.tables import COLUMN_GAP, Cell, TaggedTable, table_style
from app.services.reports.text import one_line

MOST_PERIODS: Final = 6
"""Of a key figure the newest periods stand in the table."""
_NUMBER: Final = 7 * mm
_GAP: Final = 6 * mm
_MONEY: Final = 27 * mm
_DUE: Final = 30 * mm
_WHO: Final = 44 * mm
_WHEN: Final = 32 * mm
_PERIOD: Final = 15.5 * mm
_TARGET: Final = 24 * mm
_NAME: Final = 48 * mm
_EARLIER: Final = 50 * mm
_LATEST: Final = 27 * mm
_DRAWN: Final = CHART_SIZE[0] + 5 * mm
_DATED: Final = re.compile(r"(.+) \((.+)\)")
"""A value with its period or year."""
_LEAST_PERIODS: Final = 3
_MOST_EARLIER: Final = 3
_FILLED: Final = 0.6
"""Where less of a table of periods has outcomes, they are told in words instead."""


def assignments_table(items: Sequence[AssignmentItem]) -> TaggedTable:
    """The numbered assignments: what, for which money, when and how it is reported back."""
    funded = any(item.amount is not None for item in items)
    dated = any(item.due for item in items)
    header: list[Cell] = ["Nr", "Uppdrag"]
    header += ["Tillskott, tkr"] if funded else []
    header += ["Klart"] if dated else []
    widths = [_NUMBER, 0.0, *([_MONEY] if funded else []), *([_DUE] if dated else [])]
    widths[1] = TEXT_WIDTH - sum(widths)
    rows = [_assignment_cells(number, item, funded, dated) for number, item in enumerate(items, 1)]
    table = TaggedTable([header, *rows], colWidths=widths, repeatRows=1)
    table.row_header = 1
    lines = table_style(size=9, leading=12.5)
    if funded:
        lines.add("ALIGN", (2, 0), (2, -1), "RIGHT")
        lines.add("RIGHTPADDING", (2, 0), (2, -1), _GAP if dated else 0)
    table.setStyle(lines)
    return table


def _assignment_cells(number: int, item: AssignmentItem, funded: bool, dated: bool) -> list[Cell]:
    told = [TaggedParagraph.of(item.title, DENSE_STRONG)]
    told += [TaggedParagraph.of(text, DENSE) for text in (item.text, item.funding) if text]
    told += [TaggedParagraph.of(words, DENSE_MUTED) for words in (assignment_facts(item),) if words]
    cells: list[Cell] = [str(number), told]
    if funded:
        amount = DASH if item.amount is None else write_tkr(item.amount)
        cells.append(TaggedParagraph.of(amount, DENSE_RIGHT, None))
    if dated:
        cells.append(TaggedParagraph.of(item.due or DASH, DENSE, None))
    return cells


def assignment_facts(item: AssignmentItem) -> str:
    """Who gave an assignment and how it is reported back, a line for each."""
    giver = f"Givet av {item.giver.strip()}" if item.giver and item.giver.strip() else None
    report = f"Återrapporteras: {item.report.strip()}" if item.report and item.report.strip() else None
    return "\n".join(part for part in (giver, report) if part)


def activities_table(items: Sequence[ActivityItem]) -> TaggedTable:
    """The activities: what, who answers for it by role, and when."""
    header: list[Cell] = ["Nr", "Aktivitet", "Ansvarig", "När"]
    rows: list[list[Cell]] = [
        [
            str(number),
            [TaggedParagraph.of(item.title, DENSE_STRONG), *_serving(item)],
            TaggedParagraph.of(item.responsible or DASH, DENSE, None),
            TaggedParagraph.of(item.when or DASH, DENSE, None),
        ]
        for number, item in enumerate(items, 1)
    ]
    widths = (_NUMBER, TEXT_WIDTH - _NUMBER - _WHO - _WHEN, _WHO, _WHEN)
    table = TaggedTable([header, *rows], colWidths=widths, repeatRows=1)
    table.row_header = 1
    table.setStyle(table_style(size=9, leading=12.5))
    return table


def _serving(item: ActivityItem) -> list[TaggedParagraph]:
    served = (item.serves or "").strip()
    return [TaggedParagraph.of(f"Bidrar till ”{served}”", DENSE_MUTED)] if served else []


def periods_of(items: Sequence[KeyFigure]) -> tuple[str, ...]:
    """The periods that any of the key figures has, in the order they stand there."""
    found: list[str] = []
    for item in items:
        place = 0
        for point in item.points:
            if point.period in found:
                place = found.index(point.period) + 1
            else:
                found.insert(place, point.period)
                place += 1
    return tuple(found)


def developments_table(items: Sequence[KeyFigure], pictures: Sequence[ChartPicture | None]) -> TaggedTable:
    """Each key figure with its development drawn, its latest outcome and what it aims at."""
    header: list[Cell] = ["Nyckeltal", "Utveckling", "Senast", "Mål"]
    rows: list[list[Cell]] = []
    for item, picture in zip(items, pictures, strict=True):
        alone = picture or TaggedParagraph.of(DASH, DENSE, None)
        ends = (item.shown or latest_words(item), item.target)
        rows.append([_figure_cell(item), [alone], *map(_dated_cell, ends)])
    widths = (TEXT_WIDTH - _DRAWN - _LATEST - _TARGET, _DRAWN, _LATEST, _TARGET)
    table = TaggedTable([header, *rows], colWidths=widths, repeatRows=1)
    table.setStyle(table_style(size=9, leading=12.5))
    return table


def _dated_cell(words: str | None) -> list[TaggedParagraph]:
    """A value, and below it when it holds."""
    parts = _DATED.fullmatch(one_line(words or ""))
    if parts is None:
        return [TaggedParagraph.of(words or DASH, DENSE)]
    return [TaggedParagraph.of(parts[1], DENSE_STRONG), TaggedParagraph.of(parts[2], DENSE_MUTED)]


def key_figures_table(items: Sequence[KeyFigure], written: Mapping[int, Mapping[str, str]]) -> TaggedTable:
    """Each key figure with its outcomes as they are written, by its place and period, and what it aims at.

    Figures of the same periods have a column for each; others tell what was before in words.
    """
    periods, width = _columns(items, written)
    if periods:
        header: list[Cell] = ["Nyckeltal", *periods, "Mål"]
        outcomes = [[written[place].get(period) or DASH for period in periods] for place in range(len(items))]
        widths = [TEXT_WIDTH - len(periods) * width - _TARGET, *[width] * len(periods), _TARGET]
    else:
        header = ["Nyckeltal", "Tidigare", "Senast", "Mål"]
        outcomes = [_told(item, written[place]) for place, item in enumerate(items)]
        widths = [TEXT_WIDTH - _EARLIER - _LATEST - _TARGET, _EARLIER, _LATEST, _TARGET]
    style = DENSE_RIGHT if periods else DENSE
    rows: list[list[Cell]] = [
        [
            _figure_cell(item),
            *(TaggedParagraph.of(words, style, None) for words in told),
            TaggedParagraph.of(item.target or DASH, DENSE_RIGHT, None),
        ]
        for item, told in zip(items, outcomes, strict=True)
    ]
    table = TaggedTable([header, *rows], colWidths=widths, repeatRows=1)
    lines = table_style(size=9, leading=12.5)
    lines.add("ALIGN", (1 if periods else -1, 0), (-1, -1), "RIGHT")
    lines.add("RIGHTPADDING", (-1, 0), (-1, -1), 0)
    table.setStyle(lines)
    return table


def _columns(
    items: Sequence[KeyFigure], written: Mapping[int, Mapping[str, str]]
) -> tuple[tuple[str, ...], float]:
    """The newest periods that have room as columns, and how wide they are; none where most would be empty."""
    every = periods_of(items)
    texts = [*every, *(value for values in written.values() for value in values.values())]
    widest = max((text_width(one_line(text), SEMIBOLD, DENSE.fontSize) for text in texts), default=0.0)
    width = max(_PERIOD, widest + COLUMN_GAP + 1)
    room = min(MOST_PERIODS, int((TEXT_WIDTH - _NAME - _TARGET) // width))
    periods = every[-room:] if room >= min(_LEAST_PERIODS, len(every)) else ()
    filled = sum(bool(written[place].get(period)) for place in range(len(items)) for period in periods)
    if filled < _FILLED * len(items) * len(periods):
        return (), width
    return periods, width


def latest_words(item: KeyFigure) -> str:
    """The latest outcome as it is known without words for it, with its period."""
    known = [point for point in item.points if point.value]
    return f"{written(known[-1].value)} ({known[-1].period})" if known else "uppgift saknas"


def _told(item: KeyFigure, written: Mapping[str, str]) -> list[str]:
    """What was before the latest outcome, the newest of it, and the latest one with its period."""
    known = [(point.period, written[point.period]) for point in item.points if written.get(point.period)]
    before = known[:-1]
    earlier = ", ".join(f"{value} ({period})".replace(" ", NBSP) for period, value in before[-_MOST_EARLIER:])
    return [earlier or DASH, item.shown or latest_words(item)]


def _figure_cell(item: KeyFigure) -> list[TaggedParagraph]:
    unit = (item.unit or "").strip()
    name = f"{item.name} ({unit})" if unit and unit not in ("st", "antal") else item.name
    told = [TaggedParagraph.of(name, DENSE)]
    source = (item.source or "").strip()
    return [*told, TaggedParagraph.of(f"Källa: {source}", DENSE_MUTED)] if source else told
