"""A table of the budget on paper: as many columns as the sheet holds, under two lines of headings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from app.services.formatting import DASH, ORE_PER_UNIT, in_units, write_number, write_ore
from app.services.reports.budget_paper import Money, PaperColumn, PaperRow, PaperTable, Value
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import SEMIBOLD, text_width
from app.services.reports.styles import (
    DENSE,
    HEAVY_RULE,
    INK,
    LANDSCAPE,
    LIGHT_RULE,
    LINE,
    SMALL,
)
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label

LEADING: Final = 11.5
_GAP: Final = 8.0
_NARROWEST_NAME: Final = 46 * mm
_WIDEST_NAME: Final = 92 * mm
_WIDEST_WORDS: Final = 48 * mm
_STEP: Final = 3.2 * mm
_DEEPEST: Final = 6
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NAME: Final = ParagraphStyle("budget name", DENSE, fontSize=SMALL, leading=LEADING)
_STRONG: Final = ParagraphStyle("budget name strong", _NAME, fontName=SEMIBOLD)


def written(value: Value, column: PaperColumn, money: Money) -> str:
    """A value as it stands in its column; a dash where there is none."""
    if value is None or value == "" or (value == 0 and column.kind == "amount"):
        return DASH
    if isinstance(value, str):
        return label(value)
    if column.kind == "percent":
        return write_number(value, 1, plus=True)
    if column.kind == "number" or isinstance(value, Decimal):
        return write_number(value)
    if money == "kr":
        return write_ore(value, unit=False)
    return write_number(in_units(value, ORE_PER_UNIT[money]))


def budget_tables(table: PaperTable, money: Money, width: float = LANDSCAPE.text_width) -> list[TaggedTable]:
    """A table, divided into several below each other where its columns do not fit side by side."""
    texts = [[_text(row, at, column, money) for at, column in enumerate(table.columns)] for row in table.rows]
    widths = [_width(column, [text[at] for text in texts]) for at, column in enumerate(table.columns)]
    return [_table(table, texts, part, [widths[at] for at in part], width) for part in _parts(widths, width)]


def _text(row: PaperRow, at: int, column: PaperColumn, money: Money) -> str:
    """A figure after the number of the note that explains it.

    A sum of nothing is told as zero, such as transfers that cancel out; a sum that is not made stands empty.
    """
    value, number = row.values[at], row.notes.get(at)
    if row.sums and value is None:
        return ""
    if row.sums and value == 0 and column.kind == "amount":
        return "0"
    text = written(value, column, money)
    return text if number is None else f"{str(number).translate(_RAISED)}⁾\u00a0{text}"


def _width(column: PaperColumn, texts: Sequence[str]) -> float:
    longest = max((text_width(text, SEMIBOLD, SMALL) for text in texts), default=0)
    heading = text_width(column.title, SEMIBOLD, SMALL)
    if column.kind == "words":
        longest = min(longest, _WIDEST_WORDS)
    return max(longest, heading) + _GAP


def _parts(widths: Sequence[float], width: float) -> list[list[int]]:
    """The columns of each table in turn, as many as there is room for beside the names."""
    parts: list[list[int]] = [[]]
    left = width - _NARROWEST_NAME
    for at, needed in enumerate(widths):
        if parts[-1] and needed > left:
            parts.append([])
            left = width - _NARROWEST_NAME
        parts[-1].append(at)
        left -= needed
    return parts


def _table(
    table: PaperTable, texts: Sequence[Sequence[str]], part: Sequence[int], widths: list[float], width: float
) -> TaggedTable:
    columns = [table.columns[at] for at in part]
    spare = width - sum(widths)
    names = min(spare, _WIDEST_NAME)
    grown = (spare - names) / len(widths)
    bands, spans = _bands(columns)
    rows: list[list[Cell]] = [["", *bands]] if spans else []
    rows.append(["", *(column.title for column in columns)])
    heads = len(rows)
    for row, text in zip(table.rows, texts, strict=True):
        rows.append([_name(row), *(_cell(columns[to], text[at]) for to, at in enumerate(part))])
    made = TaggedTable(rows, colWidths=(names, *(each + grown for each in widths)), repeatRows=heads)
    made.setStyle(_style(table.rows, columns, heads, spans))
    return made


def _bands(columns: Sequence[PaperColumn]) -> tuple[list[str], list[tuple[int, int]]]:
    """The upper headings, and the first and last column that each stands over."""
    words = ["" if at and columns[at - 1].band == each.band else each.band for at, each in enumerate(columns)]
    spans: list[tuple[int, int]] = []
    for at, each in enumerate(columns):
        if not each.band:
            continue
        if spans and columns[at - 1].band == each.band and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at + 1, at + 1))
    return words, spans


def _name(row: PaperRow) -> TaggedParagraph:
    name = f"{row.name} {row.mark}" if row.mark else row.name
    return TaggedParagraph.of(label(name), _STRONG if row.strong else _NAME, None)


def _cell(column: PaperColumn, text: str) -> Cell:
    return TaggedParagraph.of(text, _NAME, None) if column.kind == "words" else text


def _style(
    rows: Sequence[PaperRow], columns: Sequence[PaperColumn], heads: int, spans: Sequence[tuple[int, int]]
) -> TableStyle:
    style = table_style(size=SMALL, leading=LEADING, header=False, hairlines=False)
    style.add("LINEBELOW", (0, heads), (-1, -2), LIGHT_RULE, LINE)
    style.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    style.add("TOPPADDING", (0, 0), (-1, -1), 1.6)
    style.add("BOTTOMPADDING", (0, 0), (-1, -1), 2.2)
    for at, column in enumerate(columns, 1):
        if column.kind != "words":
            style.add("ALIGN", (at, 0), (at, -1), "RIGHT")
        else:
            style.add("RIGHTPADDING", (at, 0), (at, -1), _GAP)
    _add_headings(style, heads, spans)
    first_sum = next((at for at, row in enumerate(rows, heads) if row.sums), None)
    if first_sum is not None:
        style.add("LINEABOVE", (0, first_sum), (-1, first_sum), HEAVY_RULE, INK)
    for at, row in enumerate(rows, heads):
        if row.depth:
            style.add("LEFTPADDING", (0, at), (0, at), min(row.depth, _DEEPEST) * _STEP)
        if row.strong:
            style.add("FONT", (1, at), (-1, at), SEMIBOLD, SMALL, LEADING)
        if row.group and at + 1 < len(rows) + heads:
            style.add("NOSPLIT", (0, at), (-1, at + 1))
    return style


def _add_headings(style: TableStyle, heads: int, spans: Sequence[tuple[int, int]]) -> None:
    """The rule stands below the lower headings; a thin one ties the columns of a band together."""
    style.add("VALIGN", (0, 0), (-1, heads - 1), "BOTTOM")
    style.add("FONT", (0, heads - 1), (-1, heads - 1), SEMIBOLD, SMALL, LEADING)
    style.add("LINEBELOW", (0, heads - 1), (-1, heads - 1), HEAVY_RULE, INK)
    for first, last in spans:
        if last > first:
            style.add("SPAN", (first, 0), (last, 0))
            style.add("ALIGN", (first, 0), (last, 0), "CENTER")
        style.add("LINEBELOW", (first, 0), (last, 0), LIGHT_RULE, INK)
