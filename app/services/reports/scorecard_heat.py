"""Units by perspectives as a table: a sign, a number and what it rests on in each cell, tinted besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from app.services.charts.signs import sign_of
from app.services.formatting import DASH
from app.services.palette import LIGHT
from app.services.reports.scorecard_paper import score_words
from app.services.reports.scorecard_parts import STRONG, TEXT, Signed, small, text
from app.services.reports.styles import HEAVY_RULE, INK, SMALL
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label
from app.services.scorecard.views import RollUp, RollUpRow, Standing

_NAME_SHARE: Final = 0.27
_LEAST_NAME: Final = 120.0
_LEAST: Final = 62.0
_WHOLE: Final = "Helhet"
_INDENT: Final = 8.0
_DEEPEST: Final = 6
_SEAM: Final = 1.5
_HEAD = small("heat head", STRONG.fontName)
_TINTS: Final = {
    key: HexColor(getattr(LIGHT, f"{key}_tint")) for key in ("met", "partly", "unmet", "missing")
}


def columns_in(roll_up: RollUp, width: float) -> Iterator[tuple[int, ...]]:
    """The columns of each table that has room in a width, the whole after the last of them."""
    room = int((width - max(_LEAST_NAME, width * _NAME_SHARE)) // _LEAST)
    every = tuple(range(len(roll_up.heads) + 1))
    for place in range(0, len(every), room):
        yield every[place : place + room]


def heat_table(
    roll_up: RollUp, rows: Sequence[RollUpRow], columns: Sequence[int], width: float
) -> TaggedTable:
    """A table of some rows and columns; the heads are repeated on every page."""
    heads = [*roll_up.heads, _WHOLE]
    data: list[list[Cell]] = [[text("Enhet", STRONG), *(text(_broken(heads[at]), _HEAD) for at in columns)]]
    style = table_style(size=SMALL, leading=SMALL * 1.32, hairlines=False)
    style.add("LEFTPADDING", (1, 0), (-1, -1), 5)
    style.add("RIGHTPADDING", (1, 0), (-1, -1), 5)
    style.add("TOPPADDING", (0, 1), (-1, -1), 3.4)
    style.add("BOTTOMPADDING", (0, 1), (-1, -1), 4)
    style.add("VALIGN", (0, 1), (-1, -1), "MIDDLE")
    for place, row in enumerate(rows, 1):
        depth = min(row.depth, _DEEPEST)
        name = ParagraphStyle(f"heat name {depth}", TEXT if depth else STRONG, leftIndent=depth * _INDENT)
        cells: list[Cell] = [text(label(row.unit), name)]
        for column, at in enumerate(columns, 1):
            standing, cell = _cell(row, at)
            cells.append(cell)
            if standing is not None:
                style.add("BACKGROUND", (column, place), (column, place), _TINTS[sign_of(standing)])
        data.append(cells)
    style.add("INNERGRID", (1, 1), (-1, -1), _SEAM, HexColor(LIGHT.surface))
    style.add("LINEBELOW", (0, -1), (-1, -1), HEAVY_RULE, INK)
    names = max(_LEAST_NAME, width * _NAME_SHARE)
    each = min((width - names) / len(columns), 110.0)
    table = TaggedTable(data, colWidths=(width - each * len(columns), *[each] * len(columns)), repeatRows=1)
    table.setStyle(style)
    return table


def _broken(head: str) -> str:
    """A head that may go on on the next line after a stroke."""
    return label(head).replace("/", "/ ")


def _cell(row: RollUpRow, at: int) -> tuple[Standing | None, Cell]:
    """A number with its sign and what it rests on; nothing where there is nothing to know."""
    if at < len(row.cells):
        cell = row.cells[at]
        standing, score, counted, count = cell.standing, cell.score, cell.counted, cell.count
    else:
        whole = row.whole
        standing, score, counted, count = whole.standing, whole.score, whole.counted, whole.count
    if not count:
        return None, text("", TEXT)
    told = f"{counted} av {count}"
    words = score_words(score) if score is not None else DASH
    return standing, Signed.counted(standing, words, told)
