"""The tables of a steering document: its head, goals with their measures, frames of units, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from app.services.formatting import DASH, ORE_PER_UNIT
from app.services.reports.agreement_tables import UNIT_WORDS, number_cells, rounding_of, year_column
from app.services.reports.document_view import Goal, GoalGroup, UnitFrames, UnitRow, WordsPart
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import SEMIBOLD, text_width
from app.services.reports.styles import (
    CELL,
    CELL_STRONG,
    DENSE,
    DENSE_MUTED,
    DENSE_RIGHT,
    DENSE_STRONG,
    HEAVY_RULE,
    INK,
    LIGHT_RULE,
    LINE,
    TEXT_WIDTH,
)
from app.services.reports.tables import COLUMN_GAP, Cell, TaggedTable, table_style
from app.services.reports.text import label, plain

_BASELINE_WIDTH: Final = 25 * mm
_YEAR_WIDTH: Final = 18 * mm
_NARROWEST: Final = 40 * mm
_STEP: Final = 4 * mm
_DEEPEST: Final = 4
_UNIT: Final = "tkr"
_MEASURED: Final = 400
_WIDEST_WORD: Final = 45 * mm


# ---- goals -------------------------------------------------------------------------------------------


def goals_table(group: GoalGroup, years: Sequence[int], width: float) -> TaggedTable:
    """Each goal over the whole width, its measures below it with a target for each year."""
    year_width = min(_YEAR_WIDTH, (width - _BASELINE_WIDTH - _NARROWEST) / max(len(years), 1))
    widths = [width - _BASELINE_WIDTH - year_width * len(years), _BASELINE_WIDTH]
    widths += [year_width] * len(years)
    header: list[Cell] = ["Mål och mått", "Utgångsläge", *map(str, years)]
    rows, style = [header], table_style(size=DENSE.fontSize, leading=DENSE.leading, hairlines=False)
    style.add("ALIGN", (1, 0), (-1, 0), "RIGHT")
    style.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    style.add("LEFTPADDING", (1, 0), (-1, -1), 6)
    for goal in group.goals:
        _add_goal(rows, style, goal, len(years))
    table = TaggedTable(rows, colWidths=widths, repeatRows=1)
    table.setStyle(style)
    return table


def _add_goal(rows: list[list[Cell]], style: TableStyle, goal: Goal, years: int) -> None:
    place = len(rows)
    indent = min(goal.depth, _DEEPEST) * _STEP
    rows.append([goal_words(goal), *[""] * (years + 1)])
    style.add("SPAN", (0, place), (-1, place))
    style.add("LEFTPADDING", (0, place), (0, place), indent)
    if place > 1:
        style.add("LINEABOVE", (0, place), (-1, place), LIGHT_RULE, LINE)
    for measure in goal.measures:
        name = [TaggedParagraph.of(measure.name, DENSE, None)]
        if measure.keeper:
            name.append(TaggedParagraph.of(measure.keeper, _CLOSE, None))
        values = (measure.baseline, *measure.targets)
        rows.append([name, *(TaggedParagraph.of(value or DASH, DENSE_RIGHT, None) for value in values)])
    last = len(rows) - 1
    style.add("LEFTPADDING", (0, place + 1), (0, last), indent + _STEP)
    if last > place:
        style.add("NOSPLIT", (0, place), (-1, place + 1))


def goal_words(goal: Goal) -> list[TaggedParagraph]:
    """What a goal says: its title, its text and the lines of facts."""
    words = [TaggedParagraph.of(goal.title, DENSE_STRONG)]
    if goal.text:
        words.append(TaggedParagraph.of(goal.text, DENSE))
    words += [TaggedParagraph.of(fact, DENSE_MUTED) for fact in goal.facts]
    return words


_CLOSE: Final = ParagraphStyle("dense close", parent=DENSE_MUTED, spaceBefore=0)


# ---- frames ------------------------------------------------------------------------------------------


def unit_frames_table(frames: UnitFrames) -> TaggedTable:
    """The frame of each unit by year, sums of those below in bold, and the sum of all."""
    unit = ORE_PER_UNIT[_UNIT]
    single = [row.amounts for row in frames.rows if not row.group]
    lacks = rounding_of(single, frames.totals, unit)
    body = list(frames.rows)
    if any(lacks):
        body.append(UnitRow("Avrundning", 0, False, tuple(lack * unit or None for lack in lacks)))
    amounts = [row.amounts for row in body] + [frames.totals] + [row.amounts for row in frames.rest]
    numbers = [number_cells(one, unit) for one in amounts]
    dense, width = year_column(numbers, len(frames.years))
    small, strong = (DENSE, DENSE_STRONG) if dense else (CELL, CELL_STRONG)
    names = [TaggedParagraph.of(label(row.name), strong if row.group else small, None) for row in body]
    names.append(TaggedParagraph.of("Summa ramar", strong, None))
    names += [TaggedParagraph.of(label(row.label), small, None) for row in frames.rest]
    rows: list[list[Cell]] = [[UNIT_WORDS[_UNIT], *map(str, frames.years)]]
    rows += [[name, *cells] for name, cells in zip(names, numbers, strict=True)]
    years = len(frames.years)
    table = TaggedTable(rows, colWidths=(TEXT_WIDTH - years * width, *[width] * years), repeatRows=1)
    table.setStyle(_unit_style(body, small))
    return table


def _unit_style(body: Sequence[UnitRow], style: ParagraphStyle) -> TableStyle:
    made = table_style(size=style.fontSize, leading=style.leading)
    made.add("ALIGN", (1, 0), (-1, -1), "RIGHT")
    made.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    for place, row in enumerate(body, 1):
        if row.depth:
            made.add("LEFTPADDING", (0, place), (0, place), min(row.depth, _DEEPEST) * _STEP)
        if row.group:
            made.add("FONT", (1, place), (-1, place), CELL_STRONG.fontName, style.fontSize, style.leading)
    total = len(body) + 1
    made.add("FONT", (0, total), (-1, total), CELL_STRONG.fontName, style.fontSize, style.leading)
    made.add("LINEABOVE", (0, total), (-1, total), HEAVY_RULE, INK)
    return made


def is_rounded(frames: UnitFrames) -> bool:
    """Whether some amount is not whole in the unit that is printed."""
    amounts = (amount for row in frames.rows for amount in row.amounts)
    return any(amount is not None and amount % ORE_PER_UNIT[_UNIT] for amount in amounts)


# ---- words -------------------------------------------------------------------------------------------


def words_table(part: WordsPart, width: float) -> TaggedTable:
    """A table of words without the columns that say nothing; the first line of a row names it."""
    told = [place for place, _ in enumerate(part.columns) if any(row[place] != DASH for row in part.rows)]
    whole = sum(part.shares[place] for place in told)
    rows: list[list[Cell]] = [[part.columns[place] for place in told]]
    for row in part.rows:
        rest = (TaggedParagraph.of(row[place], DENSE, None) for place in told[1:])
        rows.append([_named(row[told[0]]), *rest])
    shares = [width * part.shares[place] / whole for place in told]
    least = [max(_heading_width(part.columns[place]), *_word_widths(part, place)) for place in told]
    table = TaggedTable(rows, colWidths=fitted_widths(shares, least), repeatRows=1)
    table.setStyle(table_style(size=DENSE.fontSize, leading=DENSE.leading))
    return table


def fitted_widths(shares: Sequence[float], least: Sequence[float]) -> list[float]:
    """The shares of a width, but none so narrow that its longest word breaks while others have room."""
    lacking = sum(max(low - share, 0) for share, low in zip(shares, least, strict=True))
    spare = sum(max(share - low, 0) for share, low in zip(shares, least, strict=True))
    if not lacking or not spare:
        return list(shares)
    given = min(lacking, spare)
    return [
        share + (low - share) * (given / lacking if low > share else given / spare)
        for share, low in zip(shares, least, strict=True)
    ]


def _heading_width(text: str) -> float:
    return text_width(text, SEMIBOLD, DENSE.fontSize) + 1 + COLUMN_GAP


def _word_widths(part: WordsPart, place: int) -> Iterator[float]:
    """How wide the longest word of each cell of a column is."""
    for row in part.rows:
        word = max(plain(row[place])[:_MEASURED].split(), key=len, default="")
        yield min(_heading_width(word), _WIDEST_WORD)


def _named(text: str) -> list[Any]:
    first, _, rest = text.partition("\n")
    named = [TaggedParagraph.of(first, DENSE_STRONG if rest else DENSE, None)]
    return [*named, TaggedParagraph.of(rest, DENSE, None)] if rest.strip() else named


@cache
def indented(depth: int, style: ParagraphStyle) -> ParagraphStyle:
    """A style moved in by the depth of what it says."""
    return ParagraphStyle(f"{style.name} in {depth}", parent=style, leftIndent=min(depth, _DEEPEST) * _STEP)
