"""The list's lines: its words measured once, and broken to the width of a column."""

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
_UNEVEN: Final = 1.25
"""Pieces of a word with equally many letters are not equally wide."""


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
        self._lengths = [length for _, entry, _, length in self._texts if entry >= 0]

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
        room = LABEL_ROOM - width / size
        lines = -sum([length // room for length in self._lengths])
        return (lines * LEADING + len(self._lengths) * BETWEEN) * size

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
