"""The end of a paper, which does not stand alone on a page where something can stand with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import CondPageBreak, Flowable, FrameBreak, KeepTogether
from reportlab.platypus.doctemplate import NullActionFlowable

from app.services.reports.flowables import Heading, TaggedParagraph
from app.services.reports.styles import TEXT_HEIGHT
from app.services.reports.tables import STRETCH, TaggedTable

_ROWS_ALONG: Final = 2
_LEAST_ROWS: Final = 4
_MOST_LEFT: Final = 0.6 * TEXT_HEIGHT
"""A whole part moves with the end where it leaves no more room than this on the page before."""


class Room(CondPageBreak):
    """Begins a new page when less than a height is left; the space between its neighbours is theirs."""

    _SPACETRANSFER = True


class Ending(KeepTogether):
    """The last part of a paper and what ends it: signatures, or the notes at the foot.

    Where the part has room on a page and the end has not, something of it goes with the end to the next one.
    """

    def __init__(self, body: Sequence[Flowable], end: Flowable) -> None:
        self._body, self._end = list(body), end
        super().__init__([*_bare(self._body), *_bare([end])])

    def split(self, width: float, height: float) -> list[Flowable]:
        """Everything where it fits, else as much of the part as need not go with the end."""
        if height >= self._H:
            return [NullActionFlowable(), *self._content]
        if self._fits_without_end(width, height):
            introduced = isinstance(self._body[0], TaggedTable)  # by what stands here already
            if height <= _MOST_LEFT and self._H <= TEXT_HEIGHT and not introduced:
                return [FrameBreak(), *self._content]
            if along := self._some_along(width):
                return [NullActionFlowable(), *along]
        place = len(self._body) - 1
        while place > 0 and isinstance(self._body[place - 1], (Heading, Room)):
            place -= 1
        if place <= 0:
            return [NullActionFlowable(), *self._body, self._end]
        return [NullActionFlowable(), *self._body[:place], Ending(self._body[place:], self._end)]

    def _fits_without_end(self, width: float, height: float) -> bool:
        needed = 0.0
        for one in _bare(self._body):
            space = max(one.getSpaceBefore(), one.getSpaceAfter())
            needed += one.wrapOn(self.canv, width, STRETCH)[1] + space
        return needed <= height

    def _some_along(self, width: float) -> list[Flowable]:
        """The part with its last rows or paragraph moved to the end; nothing where neither can be."""
        *before, last = self._body
        if isinstance(last, TaggedTable):
            heights = last.row_heights(width)
            if len(heights) - int(last.repeatRows) < _LEAST_ROWS:
                return []
            parts = last.split(width, sum(heights[:-_ROWS_ALONG]) + 0.1)
            return [*before, parts[0], self._together(parts[1])] if len(parts) > 1 else []
        if isinstance(last, TaggedParagraph) and before and not isinstance(before[-1], (Heading, Room)):
            return [*before, self._together(last)]
        return []

    def _together(self, last: Flowable) -> Flowable:
        kept: Flowable = KeepTogether([last, *_bare([self._end])])
        return kept


def _bare(flowables: Sequence[Any]) -> list[Flowable]:
    """What is drawn, without what only decides where pages break."""
    parts = [part for one in flowables for part in (one._content if isinstance(one, KeepTogether) else [one])]
    return [part for part in parts if not isinstance(part, CondPageBreak)]
