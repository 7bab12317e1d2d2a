"""The list's lines broken to a width, and the largest wheel that leaves room for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.services.reports.wheel_filling import Column, Kept, Placed, Stack
from app.services.reports.wheel_lines import Measured
from app.services.reports.wheel_listing import Section

GAP: Final = 18.0
SIZES: Final = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Points on an A3, the largest first."""
_USUAL: Final = 10.5
_SMALL: Final = 7.5
"""The size that is used when the list does not have room on one sheet, or a larger."""
_LOSS: Final = 1.1
"""How much more room a list takes than its words, at the ends of lines and columns."""
_EASY: Final = 7.5
"""Points as they are printed, below which text on a wall is hard to read."""
_NARROWEST: Final = 14.5
"""How narrow a column may be, counted in the size of the text."""
_MOST_COLUMNS: Final = 6
_SMALLEST_WHEEL: Final = 0.55
"""Of the width: a smaller wheel is not worth keeping the whole list on its sheet."""
_GOOD: Final = 0.97
_SIZE_WORTH: Final = 0.08
"""What a point of text is worth in width of wheel, up to the usual size."""
_LARGER_WORTH: Final = 0.02
"""What a point more than that is worth: text grows where there is room left over."""
_WORTH_KEEPING_WHOLE: Final = (1.0, 0.97, 0.94, 0.91)
"""How much smaller the wheel may be so that no part of the list is parted."""
_NARROW_WORTH: Final = 0.012
"""What a column too narrow by the size of its text is worth in width of wheel."""
_HARD_WORTH: Final = 0.06
"""What a point below what is easy to read is worth besides."""
_PARTED_WORTH: Final = {"all": 0.0, "small": 0.03, "none": 0.08}
"""What parting parts of the list is worth in width of wheel."""
_HALVINGS: Final = 6
_COMFORTABLE: Final = 20.0
_SHARE_BEFORE_MORE: Final = 0.66
_WORTH_FILLING: Final = 0.1


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A sheet: the side of the wheel and where it stands, and the list, page by page."""

    size: float
    width: float
    wheel: tuple[float, float, float, float]
    """Left, top, width and height."""
    pages: tuple[tuple[Placed, ...], ...]
    kept: Kept = "none"
    columns: tuple[Column, ...] = ()


def arrange(
    sections: Sequence[Section],
    *,
    width: float,
    height: float,
    factor: float,
    across: bool,
    slim: float = 1.0,
    more: float = 0.0,
) -> Arrangement:
    """The best arrangement of an area: the largest wheel and text that the whole list has room beside.

    `slim` is how much of its width the wheel itself takes, the rest being words beside it. Where
    nothing has room, the list goes on below a wheel of a decent size and over further pages, which
    have `more` height.
    """
    best: tuple[float, Arrangement] | None = None
    area = _Area(Measured(sections), (width, height), factor, across, slim)
    for bare in SIZES:
        if best is not None and best[0] >= _GOOD + _worth(bare, factor):
            break
        for count, below in area.shapes(bare):
            made = area.largest(bare, count, below)
            if made is None:
                continue
            share = min(made.wheel[2] * slim, made.wheel[3]) / min(width * slim, height)
            narrow = max(0.0, _COMFORTABLE - made.width / made.size) * _NARROW_WORTH
            score = min(share, _GOOD) + _worth(bare, factor) - narrow - _PARTED_WORTH[made.kept]
            if best is None or score > best[0]:
                best = score, made
    return area.even(best[1]) if best is not None else area.over_pages(more)


def _worth(bare: float, factor: float) -> float:
    """What a size of text is worth beside the usual one."""
    more = bare - _USUAL
    hard = min(0.0, bare * factor - _EASY) * _HARD_WORTH
    return min(0.0, more) * _SIZE_WORTH + max(0.0, more) * _LARGER_WORTH + hard


class _Area:
    """The part of a sheet between its head and its foot, and what has been broken to its columns."""

    def __init__(
        self, measured: Measured, area: tuple[float, float], factor: float, across: bool, slim: float
    ) -> None:
        self._measured, self._slim = measured, slim
        self.width, self.height = area
        self.across = across
        self._factor, self._gap = factor, GAP * factor
        self._broken: dict[tuple[float, int], Stack] = {}

    def shapes(self, bare: float) -> list[tuple[int, int]]:
        """How many columns there may be, and over how many of them the wheel stands."""
        narrowest = bare * self._factor * _NARROWEST
        most = min(_MOST_COLUMNS, int((self.width + self._gap) / (narrowest + self._gap)))
        if self.across:
            return [(count, below) for count in range(2, most + 1) for below in range(1, count)]
        return [
            (count, count - beside) for count in range(2, most + 1) for beside in (0, 1, 2) if beside < count
        ]

    def largest(self, bare: float, count: int, below: int) -> Arrangement | None:
        """The largest wheel with columns of so many points; None when there is no decent one."""
        column, room = self._measures(count, below)
        high = min(room * self._slim, self.height)
        low = min(self.width * self._slim, self.height) * _SMALLEST_WHEEL
        fits = sum(each.height for each in self._columns(count, below, column, low))
        if high < low or fits < self._measured.least(bare * self._factor, column):
            return None
        blocks = self._blocks(bare, count, column)
        if fits < blocks.height:
            return None
        made = blocks.filled([self._columns(count, below, column, high)])
        side = high
        if made is None:
            made, side = blocks.filled([self._columns(count, below, column, low)]), low
            for _ in range(_HALVINGS if made is not None else 0):
                middle = (side + high) / 2
                better = blocks.filled([self._columns(count, below, column, middle)])
                made, side, high = (made, side, middle) if better is None else (better, middle, high)
        if made is None:
            return None
        size, place = bare * self._factor, (0.0, 0.0, room)
        for share in _WORTH_KEEPING_WHOLE:
            columns = self._columns(count, below, column, side * share)
            whole = blocks.filled([columns], "all")
            if whole is not None:
                return Arrangement(size, column, (*place, side * share), whole, "all", tuple(columns))
        columns = self._columns(count, below, column, side)
        small = blocks.filled([columns], "small")
        kept: Kept = "none" if small is None else "small"
        return Arrangement(size, column, (*place, side), small or made, kept, tuple(columns))

    def even(self, placed: Arrangement) -> Arrangement:
        """The same with its columns ending as near each other as they can."""
        return replace(placed, pages=(_evened(placed.pages[0], placed.columns, placed.kept),))

    def over_pages(self, more: float) -> Arrangement:
        """A wheel of a decent size, and the list in the largest text that needs no page more."""
        least = self._paged(_SMALL, more)
        for bare in SIZES:
            if not _SMALL < bare <= _USUAL:
                continue
            height = self._measured.least(bare * self._factor, least.width)
            if height * _LOSS > sum(column.height for column in least.columns):
                continue
            larger = self._paged(bare, more)
            if len(larger.pages) <= len(least.pages):
                return larger
        return least

    def _paged(self, bare: float, more: float) -> Arrangement:
        """The list in so many points, over as many pages as it needs."""
        wide = _SMALL * self._factor * _COMFORTABLE
        count = max(2, min(_MOST_COLUMNS, int((self.width + self._gap) / (wide + self._gap))))
        below = min(count, max(1, round(count * self.height / self.width))) if self.across else count
        column, room = self._measures(count, below)
        side = min(room, self.height if self.across else self.height * _SHARE_BEFORE_MORE)
        blocks = self._blocks(bare, count, column)
        pages = [self._columns(count, below, column, side)]
        while (made := blocks.filled(pages)) is None:
            pages.append(
                [Column(one.x, 0.0, self.height + more) for one in self._columns(count, 0, column, 0)]
            )
        *full, last = made
        made = (*full, _evened(last, pages[-1], "none"))
        columns = tuple(one for page in pages for one in page)
        return Arrangement(bare * self._factor, column, (0.0, 0.0, room, side), made, columns=columns)

    def _measures(self, count: int, below: int) -> tuple[float, float]:
        """The width of a column, and of the wheel's part."""
        column = (self.width - self._gap * (count - 1)) / count
        return column, below * column + (below - 1) * self._gap

    def _blocks(self, bare: float, count: int, column: float) -> Stack:
        if (bare, count) not in self._broken:
            self._broken[bare, count] = Stack(self._measured.broken(bare * self._factor, column))
        return self._broken[bare, count]

    def _columns(self, count: int, below: int, column: float, side: float) -> list[Column]:
        """The columns, those below the wheel first where it stands above them."""
        top = side + self._gap
        under = [place for place in range(below) if self.height - top > self.height * _WORTH_FILLING]
        beside = range(below, count)
        return [
            Column(place * (column + self._gap), top if place < below else 0.0, self.height)
            for place in (*under, *beside)
        ]


def _evened(page: Sequence[Placed], columns: Sequence[Column], kept: Kept) -> tuple[Placed, ...]:
    """A page with its columns ending as near each other as they can."""
    if not page:
        return ()
    blocks = Stack([one.block for one in page])
    tallest = max(column.height for column in columns)
    low, high = min(column.top for column in columns), max(column.bottom for column in columns)
    best = tuple(page)
    for _ in range(_HALVINGS + 2):
        middle = (low + high) / 2
        tried = blocks.filled([[Column(one.x, one.top, middle) for one in columns]], kept, tallest)
        best, low, high = (best, middle, high) if tried is None else (tried[0], low, middle)
    return best
