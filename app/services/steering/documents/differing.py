"""What differs between two texts: lines paired, and words marked as kept, added or removed.

A line is a heading, a paragraph, an item of a list or a row of a table. Everything here is pure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from app.services.richtext import Block, Document, Heading, ListBlock, Paragraph, Run, Runs, Table

How = Literal["kept", "added", "removed"]
Kind = Literal["heading1", "heading2", "paragraph", "bullet", "number", "row"]
Change = Literal["kept", "changed", "added", "removed"]

#: The share of words in common from which two lines are one line that was changed.
_ALIKE = 0.4
#: Above this many steps, what is alike is no longer looked for; the lines stand as removed and added.
_MOST_STEPS = 40_000
#: Texts with more pieces are compared without the words that stand everywhere in them.
_LONG = 1_000
_WORDS = re.compile(r"\w+[^\w\S]*|[^\w\s][^\w\S]*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in one style, and what became of them."""

    text: str
    how: How = "kept"
    bold: bool = False
    italic: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line on one side; `cells` are several in a row of a table, `number` that of a numbered item."""

    kind: Kind
    cells: tuple[Pieces, ...]
    number: int | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line before and after; None where it is missing on that side."""

    before: Line | None
    after: Line | None
    change: Change


def differences(before: Document, after: Document) -> tuple[Pair, ...]:
    """The lines of two texts beside each other, in reading order."""
    old, new = tuple(_lines(before)), tuple(_lines(after))
    pairs: list[Pair] = []
    for tag, start, end, new_start, new_end in _opcodes(list(map(_said, old)), list(map(_said, new))):
        if tag == "equal":
            pairs += [
                Pair(*both, "kept")
                for both in zip(old[start:end], new[new_start:new_end], strict=True)
            ]  # fmt: skip
        else:
            pairs += _paired(old[start:end], new[new_start:new_end])
    return tuple(pairs)


def word_differences(before: Runs, after: Runs) -> tuple[Pieces, Pieces]:
    """The words of two lines, those only before marked as removed, those only after as added."""
    old, new = _words(before), _words(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, new_start, new_end in _opcodes(list(map(_bare, old)), list(map(_bare, new))):
        if tag == "equal":
            for one, other in zip(old[start:end], new[new_start:new_end], strict=True):
                left += _with_blanks(one, other, "removed")
                right += _with_blanks(other, one, "added")
        else:
            left += [_marked(run, "removed") for run in old[start:end]]
            right += [_marked(run, "added") for run in new[new_start:new_end]]
    return _joined(left), _joined(right)


def text_differences(before: str, after: str) -> tuple[Pieces, Pieces]:
    """The same of plain text."""
    return word_differences(_plain_runs(before), _plain_runs(after))


# ---- lines -------------------------------------------------------------------------------------------


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield Line("heading1" if block.level == 1 else "heading2", (_kept(block.runs),))
    elif isinstance(block, Paragraph):
        yield Line("paragraph", (_kept(block.runs),))
    elif isinstance(block, ListBlock):
        for number, item in enumerate(block.items, 1):
            yield Line(
                "number" if block.ordered else "bullet", (_kept(item),), number if block.ordered else None
            )
    else:
        yield from _rows(block)


def _rows(table: Table) -> Iterator[Line]:
    for place, row in enumerate(table.rows):
        yield Line("row", tuple(map(_kept, row)), header=table.header and place == 0)


def _said(line: Line) -> tuple[object, ...]:
    """What makes two lines the same: all but the number, which follows from the lines before."""
    return line.kind, line.header, line.cells


def _paired(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Lines that are not the same: those alike are one that was changed, the rest were removed or added."""
    pairs: list[Pair] = []
    place = new_place = 0
    for one, other in (*_alike(old, new), (len(old), len(new))):
        pairs += [Pair(_whole(line, "removed"), None, "removed") for line in old[place:one]]
        pairs += [Pair(None, _whole(line, "added"), "added") for line in new[new_place:other]]
        if one < len(old):
            pairs.append(_changed(old[one], new[other]))
        place, new_place = one + 1, other + 1
    return pairs


def _alike(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    """Which lines belong together, in order on both sides, so that as much as possible is alike."""
    if not old or not new or len(old) * len(new) > _MOST_STEPS:
        return []
    bags, new_bags = [_bag(line) for line in old], [_bag(line) for line in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            best[one][other] = max(
                best[one + 1][other],
                best[one][other + 1],
                best[one + 1][other + 1] + _likeness(bags[one], new_bags[other]),
            )
    found: list[tuple[int, int]] = []
    one = other = 0
    while one < len(old) and other < len(new):
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            found.append((one, other))
            one, other = one + 1, other + 1
    return found


def _bag(line: Line) -> Counter[str]:
    words = Counter(word for cell in line.cells for piece in cell for word in piece.text.casefold().split())
    words["\n" if line.kind == "row" else "\r"] += 1  # a row is never one with what is no row
    return words


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    if ("\n" in one) != ("\n" in other):
        return 0.0
    common = sum((one & other).values()) - 1
    share = 2 * common / max(one.total() + other.total() - 2, 1)
    return share if share >= _ALIKE else 0.0


def _changed(old: Line, new: Line) -> Pair:
    wide = max(len(old.cells), len(new.cells))
    sides = [
        word_differences(_runs(_cell(old, place)), _runs(_cell(new, place))) for place in range(wide)
    ]  # fmt: skip
    before = tuple(side[0] for side in sides)[: len(old.cells)]
    after = tuple(side[1] for side in sides)[: len(new.cells)]
    return Pair(replace(old, cells=before), replace(new, cells=after), "changed")


def _cell(line: Line, place: int) -> Pieces:
    return line.cells[place] if place < len(line.cells) else ()


def _whole(line: Line, how: How) -> Line:
    return replace(line, cells=tuple(tuple(replace(piece, how=how) for piece in cell) for cell in line.cells))


# ---- words -------------------------------------------------------------------------------------------


def _opcodes(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[str, int, int, int, int]]:
    """How one sequence becomes the other; equal ends are found at once, however long they are."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield "equal", 0, start, 0, start
    middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    long = max(len(middle), len(new_middle)) > _LONG
    matcher = SequenceMatcher(None, middle, new_middle, autojunk=long)
    for tag, one, two, three, four in matcher.get_opcodes():
        yield tag, one + start, two + start, three + start, four + start
    if end:
        yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def _common(old: Sequence[object], new: Sequence[object]) -> int:
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _words(runs: Runs) -> list[Run]:
    """The words, each with the blanks after it."""
    return [replace(run, text=word) for run in runs for word in _WORDS.findall(run.text)]


def _bare(run: Run) -> Run:
    """The word alone, so that it is the same at the end of a line as inside it."""
    return replace(run, text=run.text.rstrip())


def _with_blanks(run: Run, other: Run, how: How) -> list[Piece]:
    """A word that is kept; the blanks after it only when they are the same on both sides."""
    if run.text == other.text:
        return [_marked(run, "kept")]
    word = run.text.rstrip()
    pieces = [
        _marked(replace(run, text=word), "kept"),
        _marked(replace(run, text=run.text[len(word) :]), how),
    ]
    return [piece for piece in pieces if piece.text]


def _marked(run: Run, how: How) -> Piece:
    return Piece(run.text, how, run.bold, run.italic)


def _joined(pieces: Sequence[Piece]) -> Pieces:
    def style(piece: Piece) -> tuple[str, bool, bool]:
        return piece.how, piece.bold, piece.italic

    groups = (list(group) for _, group in groupby(pieces, style))
    return tuple(replace(group[0], text="".join(piece.text for piece in group)) for group in groups)


def _kept(runs: Runs) -> Pieces:
    return tuple(_marked(run, "kept") for run in runs)


def _runs(pieces: Pieces) -> Runs:
    return tuple(Run(piece.text, piece.bold, piece.italic) for piece in pieces)


def _plain_runs(text: str) -> Runs:
    return (Run(text),) if text else ()
