"""Lists in scorecard papers: texts in columns, and what is never green because something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from app.services.formatting import DASH
from app.services.reports.flow import Flow
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.scorecard_parts import STRONG, TEXT, Signed, text
from app.services.reports.styles import SMALL
from app.services.reports.tables import TaggedTable, table_style
from app.services.reports.text import label, paragraphs
from app.services.scorecard.views import Lack

Texts = Sequence[str | Flowable]
"""A cell: one text below the other, each with its paragraphs."""


def add_texts(
    flow: Flow, heads: Sequence[str], rows: Sequence[Sequence[Texts]], shares: Sequence[float]
) -> None:
    """A table of texts; running text where a row would be too high for a page."""
    data: list[list[Any]] = [[text(head, STRONG) for head in heads]]
    data += [[_cell(cell) for cell in row] for row in rows]
    table = TaggedTable(data, colWidths=[share * flow.width for share in shares], repeatRows=1, hAlign="LEFT")
    table.setStyle(table_style(size=SMALL, leading=SMALL * 1.32))
    if flow.fits(table):
        flow.table(table)
        return
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            told = [each for each in cell if isinstance(each, str)]
            if told:
                flow.text(f"{head}: {chr(10).join(told)}")


def _cell(texts: Texts) -> list[Flowable]:
    made: list[Flowable] = []
    for each in texts:
        parts = [each] if isinstance(each, Flowable) else [text(part, TEXT) for part in paragraphs(each)]
        made += parts
    return made or [text(DASH, TEXT)]


def add_lacks(flow: Flow, lacks: Sequence[tuple[str, Lack]], measure: str) -> None:
    """A line for each figure that is never green, with the unit where several units are told of."""
    units = any(unit for unit, _ in lacks)
    heads = [*(["Enhet"] if units else []), measure, "Vad som saknas", "Varför"]
    rows: list[list[Texts]] = []
    for unit, lack in lacks:
        first: list[Texts] = [[label(unit) or DASH]] if units else []
        standing: TaggedParagraph = Signed.standing(lack.standing)
        rows.append([*first, [label(lack.name)], [standing], [label(lack.why) or DASH]])
    add_texts(flow, heads, rows, (0.24, 0.32, 0.16, 0.28) if units else (0.44, 0.2, 0.36))
