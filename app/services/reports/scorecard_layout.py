"""A panel beside a table on the first page; what of the table has no room there goes on over whole pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from app.services.reports.flow import Flow
from app.services.reports.scorecard_parts import Beside, stacked
from app.services.reports.scorecard_side import SIDE_WIDTH
from app.services.reports.styles import LANDSCAPE
from app.services.reports.tables import TaggedTable
from app.services.reports.tagging import Element

GAP: Final = 7.9 * mm
BESIDE: Final = LANDSCAPE.text_width - SIDE_WIDTH - GAP
"""How wide what stands beside the panel is."""
Line = TypeVar("Line")
Make = Callable[[Sequence[Line], float], TaggedTable]
"""Makes a table of some of the lines in a width."""


def add_beside(
    flow: Flow,
    panel: Sequence[Flowable],
    lines: Sequence[Line],
    make: Make[Line],
    height: float,
    *,
    tighter: Make[Line] | None = None,
    above: Sequence[Flowable] = (),
    notes: Sequence[Flowable] = (),
    opens: Callable[[Line], bool] = lambda _line: False,
) -> None:
    """Put a panel and a table beside each other in a height, `above` over the table and `notes` below it.

    A line that `opens` never stands last on the first page. `tighter` makes the table where only that keeps
    it and its notes on one page.
    """
    if not lines:
        flow.plain(Beside([panel, [*above, *notes]], (SIDE_WIDTH, BESIDE), GAP))
        return
    room = height - stacked(above, BESIDE)
    if tighter is not None and _keeps(lines, tighter, notes, room) and not _keeps(lines, make, notes, room):
        make = tighter
    count = fitting(lines, make, room, opens)
    if not count:
        flow.plain(Beside([panel, above], (SIDE_WIDTH, BESIDE), GAP), PageBreak())
        flow.table(make(lines, LANDSCAPE.text_width))
        flow.plain(*notes)
        return
    first = make(lines[:count], BESIDE)
    whole = count == len(lines) and _keeps(lines, make, notes, room)
    right = [*above, first, *(notes if whole else ())]
    flow.plain(Beside([panel, right], (SIDE_WIDTH, BESIDE), GAP))
    if count < len(lines):
        rest = make(lines[count:], LANDSCAPE.text_width)
        _continue(first, rest)
        flow.plain(PageBreak(), rest)
    if not whole:
        flow.plain(*notes)


def _keeps(lines: Sequence[Line], make: Make[Line], notes: Sequence[Flowable], room: float) -> bool:
    """Whether all lines with their notes have room beside the panel."""
    return stacked([make(lines, BESIDE), *notes], BESIDE) <= room


def fitting(lines: Sequence[Line], make: Make[Line], height: float, opens: Callable[[Line], bool]) -> int:
    """How many of the lines have room below the heads in a height."""
    head, *tall = make(lines, BESIDE).row_heights(BESIDE)
    left, count = height - head, 0
    for high in tall:
        left -= high
        if left < 0:
            break
        count += 1
    while count and count < len(lines) and opens(lines[count - 1]):
        count -= 1
    return count


def _continue(before: TaggedTable, after: TaggedTable) -> None:
    """Let a table be the rest of another, so that the two are read as one."""
    before._element = before._element or Element("Table")
    after._element, after._continued = before._element, True
