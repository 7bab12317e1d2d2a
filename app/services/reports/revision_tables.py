"""What a revision changes, in one table: the frame before, the frame after, and the difference."""

from __future__ import annotations

from dataclasses import replace

from app.services.agreements.document import FramesTable
from app.services.formatting import DASH, ORE_PER_UNIT, in_units, write_number
from app.services.reports.agreement_tables import UNIT_WORDS, year_column
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.styles import CELL, CELL_STRONG, DENSE, DENSE_STRONG, TEXT_WIDTH
from app.services.reports.tables import TaggedTable, table_style
from app.services.reports.text import label


def change_table(before: FramesTable, after: FramesTable) -> TaggedTable:
    """The sums of each year that either of them has; the difference is that of the printed numbers."""
    years = tuple(sorted({*before.years, *after.years}))
    unit = ORE_PER_UNIT[after.unit]
    sums = [_sums(frames, years, unit) for frames in (before, after)]
    changes = [None if old is None or new is None else new - old for old, new in zip(*sums, strict=True)]
    numbers = [
        *([DASH if value is None else write_number(value) for value in row] for row in sums),
        [DASH if value is None else write_number(value, plus=True) for value in changes],
    ]
    dense, width = year_column(numbers, len(years))
    style, strong = (DENSE, DENSE_STRONG) if dense else (CELL, CELL_STRONG)
    heads = [
        TaggedParagraph.of(label(f"{before.total_label} före"), style, None),
        TaggedParagraph.of(label(f"{after.total_label} efter"), style, None),
        TaggedParagraph.of("Ändring", strong, None),
    ]
    rows = [[head, *cells] for head, cells in zip(heads, numbers, strict=True)]
    table = TaggedTable(
        [[UNIT_WORDS[after.unit], *map(str, years)], *rows],
        colWidths=(TEXT_WIDTH - len(years) * width, *[width] * len(years)),
        repeatRows=1,
    )
    lines = table_style(size=style.fontSize, leading=style.leading, total=True)
    lines.add("ALIGN", (1, 0), (-1, -1), "RIGHT")
    lines.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    table.setStyle(lines)
    return table


def with_amounts(frames: FramesTable) -> FramesTable:
    """The frames without components that none of their years has."""
    rows = tuple(row for row in frames.rows if any(amount is not None for amount in row.amounts))
    return replace(frames, rows=rows or frames.rows)


def _sums(frames: FramesTable, years: tuple[int, ...], unit: int) -> list[int | None]:
    """The total of each year in whole units; None for a year without one."""
    known = dict(zip(frames.years, frames.totals, strict=True))
    return [None if (total := known.get(year)) is None else in_units(total, unit) for year in years]
