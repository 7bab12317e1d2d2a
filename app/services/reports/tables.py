"""Tables with tags: header cells with their scope, rows that never split, headers repeated as decoration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

from reportlab.platypus import Table, TableStyle

from app.services.reports.fonts import REGULAR, SEMIBOLD
from app.services.reports.styles import HEAVY_RULE, INK, LIGHT_RULE, LINE
from app.services.reports.tagging import Element, TaggedCanvas

Cell = Any
"""A text, a flowable, or flowables one below the other."""
COLUMN_GAP = 7.0
SPACE_AFTER = 9.0
STRETCH = 100_000.0
"""A height that nothing reaches, for measuring."""
HIGH_ROW: Final = 58.0
"""A row of at least this height, four lines or more, fills its place on a page by itself."""
_TWO_PAIRS: Final = 4
_PAIR_AND_ONE: Final = 3


class TaggedTable(Table):
    """A table whose cells are drawn as TH and TD; `row_header` is the column that names the row."""

    _element: Element | None = None
    _continued = False
    _skips_row = False
    _row: Element
    row_header = 0

    def __init__(self, data: Sequence[Sequence[Cell]], **options: Any) -> None:
        options["renderCB"] = TaggedTable._on_drawing
        super().__init__(data, **options)
        self.spaceAfter = SPACE_AFTER

    def split(self, width: float, height: float) -> list[TaggedTable]:
        """The parts before and after a page break, which stay one table."""
        parts: list[TaggedTable] = super().split(width, height)
        if len(parts) > 1:
            self._element = self._element or Element("Table")
            for part in parts:
                part._element, part.row_header = self._element, self.row_header
            parts[0]._continued, parts[1]._continued = self._continued, True
        return parts

    def row_heights(self, width: float) -> list[float]:
        """The height of each row at a width."""
        self.wrapOn(None, width, STRETCH)
        return list(self._rowHeights)

    def keep_pairs(self, width: float) -> float:
        """Keep two rows on each side of a page break; gives the height that the table needs to begin.

        A high row is no scrap and may stand alone, and so may the row between two pairs.
        """
        heights = self.row_heights(width)
        head, last = cast(int, self.repeatRows), len(heights) - 1
        opening = 1 if max(heights[head : head + 1], default=0) >= HIGH_ROW else 2
        if len(heights) - head == _PAIR_AND_ONE and max(heights[head:]) < HIGH_ROW:
            opening = _PAIR_AND_ONE
        pairs = [("NOSPLIT", (0, 0), (-1, min(head + opening - 1, last)))]
        if len(heights) - head >= _TWO_PAIRS and heights[-1] < HIGH_ROW and heights[-2] < HIGH_ROW:
            pairs.append(("NOSPLIT", (0, last - 1), (-1, last)))
        self.setStyle(TableStyle(pairs))
        return sum(heights[: head + opening])

    def _on_drawing(self, event: str, *details: Any) -> None:
        canvas: TaggedCanvas = self.canv
        if event == "startTable":
            self._element = self._element or Element("Table")
            canvas.enter(self._element)
        elif event in ("startBG", "startLines"):
            canvas.begin_artifact()
        elif event in ("endBG", "endLines"):
            canvas.end_marked()
        elif event == "startRow":
            self._start_row(canvas, details[0])
        elif event == "startCell":
            self._start_cell(canvas, *details[:3])
        elif event == "endCell":
            self._end_cell(canvas)
        elif event == "endTable" or (event == "endRow" and not self._skips_row):
            canvas.leave()

    def _start_row(self, canvas: TaggedCanvas, row: int) -> None:
        self._skips_row = self._continued and self._is_header(row)
        if not self._skips_row:
            canvas.enter(Element("TR"))

    def _is_header(self, row: int) -> bool:
        return row < cast(int, self.repeatRows)

    def _start_cell(self, canvas: TaggedCanvas, row: int, column: int, content: Any) -> None:
        self._is_drawn_here = isinstance(content, str)
        if self._skips_row:
            canvas.begin_artifact()
            return
        if self._is_header(row):
            element = Element("TH", scope="Column")
        else:
            element = Element("TH", scope="Row") if column == self.row_header else Element("TD")
        if self._spanCmds:
            first, _, last, _ = self._spanRanges[column, row]
            element.columns = last - first + 1
        if self._is_drawn_here:
            canvas.begin_marked(element)
        else:
            canvas.enter(element)

    def _end_cell(self, canvas: TaggedCanvas) -> None:
        if self._skips_row or self._is_drawn_here:
            canvas.end_marked()
        else:
            canvas.leave()


def table_style(
    *,
    size: float = 10,
    leading: float = 14.5,
    header: bool = True,
    total: bool = False,
    hairlines: bool = True,
) -> TableStyle:
    """Hairlines between rows, a rule below the header and above the sum, no vertical lines."""
    commands: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, size, leading),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-2, -1), COLUMN_GAP),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if hairlines:
        commands.append(("LINEBELOW", (0, 0), (-1, -3 if total else -2), LIGHT_RULE, LINE))
    if header:
        commands += [
            ("FONT", (0, 0), (-1, 0), SEMIBOLD, size, leading),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("LINEBELOW", (0, 0), (-1, 0), HEAVY_RULE, INK),
        ]
    if total:
        commands += [
            ("FONT", (0, -1), (-1, -1), SEMIBOLD, size, leading),
            ("LINEABOVE", (0, -1), (-1, -1), HEAVY_RULE, INK),
        ]
    return TableStyle(commands)
