"""The list's blocks put into columns: no heading last, no entry alone, parts kept whole where they can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app.services.reports.wheel_lines import Block

_ABOVE_HEADING: Final = 0.55
"""Of a heading's own height."""
Kept = Literal["all", "small", "none"]
"""Which parts of the list stand in one column each: all, those that a column can hold, or none."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is filled from the top: its left edge, and how far down it begins and ends."""

    x: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """The room in it."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place: the left edge of its column, and how far down it begins."""

    block: Block
    x: float
    top: float


class Stack:
    """Blocks in their order, with the room that each needs before it may begin in a column."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)
        self._parts: dict[int, float] = {}
        for block in blocks:
            self._parts[block.section] = self._parts.get(block.section, 0.0) + block.height
        self._needed = [_needed(blocks, at) for at in range(len(blocks))]

    @property
    def height(self) -> float:
        """The room that all of them take."""
        return sum(self._parts.values())

    def filled(
        self, pages: Sequence[Sequence[Column]], kept: Kept = "none", tallest: float | None = None
    ) -> tuple[tuple[Placed, ...], ...] | None:
        """The blocks in the columns in order; None when they have no room.

        `tallest` is how high a part may be that is kept whole, when it is not all that are.
        """
        if tallest is None:
            tallest = max((column.height for column in pages[0]), default=0.0)
        needed = self._with_wholes(kept, tallest)
        made: list[tuple[Placed, ...]] = []
        at, count = 0, len(self.blocks)
        for columns in pages:
            placed: list[Placed] = []
            for column in columns:
                down = column.top
                while at < count:
                    block = self.blocks[at]
                    above = block.height * _ABOVE_HEADING if block.heading and down > column.top else 0.0
                    if down + above + needed[at] > column.bottom:
                        break
                    placed.append(Placed(block, column.x, down + above))
                    down += above + block.height
                    at += 1
            made.append(tuple(placed))
        return tuple(made) if at == count else None

    def _with_wholes(self, kept: Kept, tallest: float) -> list[float]:
        if kept == "none":
            return self._needed
        most = tallest if kept == "small" else float("inf")
        return [
            self._parts[block.section] if block.heading and self._parts[block.section] <= most else needed
            for block, needed in zip(self.blocks, self._needed, strict=True)
        ]


def _needed(blocks: Sequence[Block], at: int) -> float:
    """The height of a block with those that may not be parted from it: two stand at either end of a part."""
    part = blocks[at].section
    following = [block for block in blocks[at + 1 : at + 4] if block.section == part]
    if blocks[at].heading:
        ends = len(following) < 3 or at + 4 == len(blocks) or blocks[at + 4].section != part
        kept = 3 if ends else 2
    else:
        kept = 1 if len(following) == 1 and not blocks[at - 1].heading else 0
    return blocks[at].height + sum(block.height for block in following[:kept])
