"""The list's lines broken to a width, and the largest wheel that leaves room for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from app.services.reports.fonts import REGULAR, SEMIBOLD, text_width
from app.services.reports.wheel_listing import Section

LEADING: Final = 1.2
HEAD: Final = 1.18
"""A heading's size, counted in that of the text."""
BETWEEN: Final = 0.3
BELOW_HEADING: Final = 0.75
LABEL_ROOM: Final = 2.5
GAP: Final = 18.0
SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Points on an A3, the largest first."""
_NARROWEST: Final = 14.5
"""How narrow a column may be, counted in the size of the text."""
_MOST_COLUMNS: Final = 6
_SMALLEST_WHEEL: Final = 0.55
"""Of the width: a smaller wheel is not worth keeping the whole list on its sheet."""
_GOOD: Final = 0.97
_SIZE_WORTH: Final = 0.08
"""What a point of text is worth in width of wheel."""
_UNEVEN: Final = 1.25
"""Pieces of a word with equally many letters are not equally wide."""
_WORTH_KEEPING_WHOLE: Final = (1.0, 0.97, 0.94, 0.91)
"""How much smaller the wheel may be so that no part of the list is parted."""
_NARROW_WORTH: Final = 0.012
"""What a column too narrow by the size of its text is worth in width of wheel."""
_WHOLE_WORTH: Final = 0.06
_HALVINGS: Final = 6
_COMFORTABLE: Final = 20.0
_SHARE_BEFORE_MORE: Final = 0.66
_WORTH_FILLING: Final = 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line of a column, `muted` when they say when; `x` counts from the column's text."""

    x: float
    text: str
    muted: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or an entry, broken into lines; `height` has the space below it."""

    heading: bool
    height: float
    lines: tuple[tuple[Piece, ...], ...]
    section: int
    entry: int = -1


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


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A sheet: the side of the wheel and where it stands, and the list, page by page."""

    size: float
    width: float
    wheel: tuple[float, float, float, float]
    """Left, top, width and height."""
    pages: tuple[tuple[Placed, ...], ...]
    whole: bool = False
    """Whether each part of the list stands in one column."""


def arrange(
    sections: Sequence[Section],
    *,
    width: float,
    height: float,
    factor: float,
    across: bool,
    slim: float = 1.0,
) -> Arrangement:
    """The best arrangement of an area: the largest wheel and text that the whole list has room beside.

    `slim` is how much of its width the wheel itself takes, the rest being words beside it. Where
    nothing has room, the list goes on over further pages below a wheel of a decent size.
    """
    best: tuple[float, Arrangement] | None = None
    area = _Area(Measured(sections), (width, height), factor, across, slim)
    for number, bare in enumerate(SIZES):
        for count, below in area.shapes(bare):
            made = area.largest(bare, count, below)
            if made is None:
                continue
            share = min(made.wheel[2] * slim, made.wheel[3]) / min(width * slim, height)
            narrow = max(0.0, _COMFORTABLE - made.width / made.size) * _NARROW_WORTH
            parted = 0.0 if made.whole else _WHOLE_WORTH
            score = min(share, _GOOD) - (SIZES[0] - bare) * _SIZE_WORTH - narrow - parted
            if best is None or score > best[0]:
                best = score, made
        if best is not None and best[0] >= _GOOD - number * _SIZE_WORTH:
            break
    return best[1] if best is not None else area.over_pages()


class _Area:
    """The part of a sheet between its head and its foot, and what has been broken to its columns."""

    def __init__(
        self, measured: Measured, area: tuple[float, float], factor: float, across: bool, slim: float
    ) -> None:
        self._measured, self._slim = measured, slim
        self.width, self.height = area
        self.across = across
        self._factor, self._gap = factor, GAP * factor
        self._broken: dict[tuple[float, int], list[Block]] = {}

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
        made = fill(blocks, [self._columns(count, below, column, high)])
        side = high
        if made is None:
            made, side = fill(blocks, [self._columns(count, below, column, low)]), low
            for _ in range(_HALVINGS if made is not None else 0):
                middle = (side + high) / 2
                better = fill(blocks, [self._columns(count, below, column, middle)])
                made, side, high = (made, side, middle) if better is None else (better, middle, high)
        if made is None:
            return None
        for share in _WORTH_KEEPING_WHOLE:
            columns = self._columns(count, below, column, side * share)
            whole = _filled(blocks, [columns], whole=True)
            if whole is not None:
                return Arrangement(bare * self._factor, column, (0.0, 0.0, room, side * share), whole, True)
        return Arrangement(bare * self._factor, column, (0.0, 0.0, room, side), made)

    def over_pages(self) -> Arrangement:
        """A wheel of a decent size, and the list on as many pages as it needs."""
        bare = SIZES[-2]
        wide = bare * self._factor * _COMFORTABLE
        count = max(2, min(_MOST_COLUMNS, int((self.width + self._gap) / (wide + self._gap))))
        below = min(count, max(1, round(count * self.height / self.width))) if self.across else count
        column, room = self._measures(count, below)
        side = min(room, self.height if self.across else self.height * _SHARE_BEFORE_MORE)
        blocks = self._blocks(bare, count, column)
        pages = [self._columns(count, below, column, side)]
        while (made := fill(blocks, pages)) is None:
            pages.append(self._columns(count, 0, column, 0.0))
        return Arrangement(bare * self._factor, column, (0.0, 0.0, room, side), made)

    def _measures(self, count: int, below: int) -> tuple[float, float]:
        """The width of a column, and of the wheel's part."""
        column = (self.width - self._gap * (count - 1)) / count
        return column, below * column + (below - 1) * self._gap

    def _blocks(self, bare: float, count: int, column: float) -> list[Block]:
        if (bare, count) not in self._broken:
            self._broken[bare, count] = self._measured.broken(bare * self._factor, column)
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


def fill(blocks: Sequence[Block], pages: Sequence[Sequence[Column]]) -> tuple[tuple[Placed, ...], ...] | None:
    """The blocks in the columns in order; None when they have no room. No heading stands last."""
    return _filled(blocks, pages, whole=False)


def _filled(
    blocks: Sequence[Block], pages: Sequence[Sequence[Column]], *, whole: bool
) -> tuple[tuple[Placed, ...], ...] | None:
    """With `whole`, a part of the list that a column can hold stands in one column."""
    parts: dict[int, float] = {}
    for block in blocks:
        parts[block.section] = parts.get(block.section, 0.0) + block.height
    tallest = max((column.height for column in pages[0]), default=0.0)
    made: list[tuple[Placed, ...]] = []
    at = 0
    for columns in pages:
        placed: list[Placed] = []
        for column in columns:
            down = column.top
            while at < len(blocks):
                block = blocks[at]
                above = _above(block, down > column.top)
                needed = above + block.height
                if block.heading:
                    part = parts[block.section]
                    kept = whole and part <= tallest
                    needed = above + part if kept else needed + _next_height(blocks, at)
                if down + needed > column.bottom:
                    break
                placed.append(Placed(block, column.x, down + above))
                down += above + block.height
                at += 1
        made.append(tuple(placed))
    return tuple(made) if at == len(blocks) else None


def _next_height(blocks: Sequence[Block], at: int) -> float:
    return blocks[at + 1].height if at + 1 < len(blocks) else 0.0


def _above(block: Block, follows: bool) -> float:
    return block.height * 0.55 if block.heading and follows else 0.0


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with its width at one point, of a heading or an entry; `muted` when it says when."""

    text: str
    width: float
    muted: bool


class Measured:
    """The words of a list measured once, for every size and width that is tried."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._blank = text_width(" ", REGULAR, 1.0)
        self._texts: list[tuple[int, int, list[_Word], float]] = []
        for place, section in enumerate(sections):
            self._add(place, -1, ((section.heading, False),), SEMIBOLD)
            for number, entry in enumerate(section.entries):
                self._add(place, number, ((entry.words, False), (entry.when, True)), REGULAR)

    def _add(self, section: int, entry: int, runs: Sequence[tuple[str, bool]], font: str) -> None:
        words = [
            _Word(word, text_width(word, font, 1.0), muted)
            for text, muted in runs
            for word in text.split(" ")
            if word
        ]
        length = sum(word.width for word in words) + self._blank * max(0, len(words) - 1)
        self._texts.append((section, entry, words, length))

    def least(self, size: float, width: float) -> float:
        """A height that the list needs at least in a column; quick, to leave out what cannot be."""
        room = width / size - LABEL_ROOM
        lines = sum(max(1, ceil(length / room)) for _, entry, _, length in self._texts if entry >= 0)
        entries = sum(entry >= 0 for _, entry, _, _ in self._texts)
        return (lines * LEADING + entries * BETWEEN) * size

    def broken(self, size: float, width: float) -> list[Block]:
        """Headings and entries broken into lines of a width."""
        found: list[Block] = []
        for section, entry, words, _ in self._texts:
            heading = entry < 0
            letters = size * HEAD if heading else size
            room = width / letters - (0.0 if heading else LABEL_ROOM)
            lines = _lines(words, letters, room, self._blank)
            below = size * (BELOW_HEADING if heading else BETWEEN)
            found.append(
                Block(heading, max(1, len(lines)) * letters * LEADING + below, lines, section, entry)
            )
        return found


def _lines(words: Sequence[_Word], size: float, room: float, blank: float) -> tuple[tuple[Piece, ...], ...]:
    """Words on lines no wider than `room` points of their size; a wider word is cut into pieces."""
    lines: list[list[Piece]] = [[]]
    x = 0.0
    for word in words:
        for part in (word,) if word.width <= room else _parts(word, room):
            start = x + blank if x else 0.0
            if x and start + part.width > room:
                lines.append([])
                start = 0.0
            line = lines[-1]
            if line and line[-1].muted == part.muted:
                line[-1] = Piece(line[-1].x, f"{line[-1].text} {part.text}", part.muted)
            else:
                line.append(Piece(start * size, part.text, part.muted))
            x = start + part.width
    return tuple(tuple(line) for line in lines if line)


def _parts(word: _Word, room: float) -> list[_Word]:
    """A word in as many pieces as it needs, none wider than the room; after a slash where there is one."""
    place = word.text.rfind("/", 0, int(len(word.text) * room / word.width)) + 1
    if 1 < place < len(word.text):
        first, rest = (
            _Word(text, text_width(text, REGULAR, 1.0), word.muted)
            for text in (word.text[:place], word.text[place:])
        )
        return [first, *((rest,) if rest.width <= room else _parts(rest, room))]
    count = max(2, ceil(word.width / room * _UNEVEN))
    step = max(1, len(word.text) // count)
    cut = [word.text[place : place + step] for place in range(0, len(word.text), step)]
    return [_Word(part, text_width(part, REGULAR, 1.0), word.muted) for part in cut]
