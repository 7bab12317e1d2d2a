"""A table of the economy on paper: names to the left, figures to the right, sums under rules, notes below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from app.services.economy.tables import EconomyTable, TableRow
from app.services.reports.economy.cells import row_texts
from app.services.reports.economy.paper import Money
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import REGULAR, SEMIBOLD, text_width
from app.services.reports.styles import DENSE, HEAVY_RULE, INK, LIGHT_RULE, LINE, MUTED, PORTRAIT, SMALL
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label

_GAP: Final = 10.0
_NARROWEST_NAME: Final = 52 * mm
_WIDEST_NAME: Final = 96 * mm
_NARROWEST: Final = 17 * mm
_WIDEST_WORDS: Final = 58 * mm
_NARROWEST_WORDS: Final = 22 * mm
_LONGEST_WORD: Final = 44 * mm
_WIDER: Final = 5 * mm
_SLACK: Final = 0.01
_HIGHEST_GROUP: Final = 300.0
_HIGHEST_SHARE: Final = 0.8
"""No more rows under a heading than these points and this share of a page are kept together."""
_FIGURES: Final = re.compile(r"[\d\s\u00a0,.%+−–-]*(kr)?")
_STEP: Final = 3.2 * mm
_DEEPEST: Final = 4
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOOSE, _LEADING = 9.0, 12.5
_NAME: Final = ParagraphStyle("economy name", DENSE, fontSize=_LOOSE, leading=_LEADING)
_STRONG: Final = ParagraphStyle("economy name strong", _NAME, fontName=SEMIBOLD)
_ASIDE: Final = ParagraphStyle("economy name aside", _NAME, textColor=MUTED, fontSize=SMALL)
_STRONG_STYLES: Final = ("heading", "sum", "total")


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table in as many pieces as its width needs, and its notes in the order of their numbers."""

    pieces: tuple[TaggedTable, ...]
    notes: tuple[str, ...]


def natural_width(table: EconomyTable, money: Money) -> float:
    """How wide a table must at least be: what decides whether its page lies down."""
    texts = [row_texts(row, len(table.columns), money) for row in table.rows]
    figures: float = sum(_fitted(table, texts, 0).widths)
    return float(_NARROWEST_NAME) + figures


def paper_table(table: EconomyTable, money: Money, width: float = PORTRAIT.text_width) -> PaperTable:
    """A table with its notes; where its columns do not fit beside each other it is told in several pieces."""
    notes = _Notes()
    names = [notes.marked(row) for row in table.rows]
    texts = [row_texts(row, len(table.columns), money) for row in table.rows]
    columns = _fitted(table, texts, width - _NARROWEST_NAME)
    pieces = [
        _piece(table, names, texts, columns.only(part), width) for part in _parts(columns.widths, width)
    ]
    return PaperTable(tuple(pieces), tuple(notes.told))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Some columns of a table: their places, widths and headings, and which of them hold words."""

    places: tuple[int, ...]
    widths: tuple[float, ...]
    heads: tuple[str, ...]
    words: frozenset[int]

    def only(self, part: Sequence[int]) -> _Columns:
        """Some of them; the words are counted anew from the first."""
        return _Columns(
            tuple(self.places[at] for at in part),
            tuple(self.widths[at] for at in part),
            tuple(self.heads[at] for at in part),
            frozenset(to for to, at in enumerate(part) if at in self.words),
        )


class _Notes:
    """Numbers notes in the order that they are met; the same words have the same number."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def marked(self, row: TableRow) -> str:
        """The name of a row with the number of what is said of it."""
        said = " ".join(_sentence(text) for text in (row.flag, row.note) if text.strip())
        if not said:
            return label(row.label)
        if said not in self.told:
            self.told.append(said)
        number = str(self.told.index(said) + 1).translate(_RAISED)
        return f"{label(row.label)}\u00a0{number}⁾"


def _sentence(text: str) -> str:
    stripped = label(text)
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def _is_words(table: EconomyTable, at: int) -> bool:
    """Whether a column holds words rather than figures, also where figures are written as words."""
    cells = [row.cells[at] for row in table.rows if len(row.cells) > at and row.cells[at] not in (None, "")]
    return any(isinstance(cell, str) and not _FIGURES.fullmatch(cell) for cell in cells)


def _fitted(table: EconomyTable, texts: Sequence[Sequence[str]], room: float) -> _Columns:
    """The columns with air where there is room for it, else as narrow as they can be."""
    loose = _measured(table, texts, _NARROWEST + _GAP, _WIDEST_WORDS)
    if sum(loose.widths) <= room:
        return loose
    return _measured(table, texts, _NARROWEST - _GAP, _NARROWEST_WORDS)


def _measured(table: EconomyTable, texts: Sequence[Sequence[str]], heading: float, widest: float) -> _Columns:
    places = range(len(table.columns))
    words = frozenset(at for at in places if _is_words(table, at))
    heads = [_lines(title, widest if at in words else heading) for at, title in enumerate(table.columns)]
    widths = []
    for at in places:
        longest = max((text_width(text[at], SEMIBOLD, _LOOSE) for text in texts), default=0.0)
        above = max(text_width(line, SEMIBOLD, _LOOSE) for line in heads[at])
        if at in words:
            longest = max(min(longest, widest), _longest_word(text[at] for text in texts))
        widths.append(max(longest + _GAP, above + _GAP, _NARROWEST))
    return _Columns(tuple(places), tuple(widths), tuple("\n".join(lines) for lines in heads), words)


def _longest_word(texts: Iterable[str]) -> float:
    """How wide the longest word is, which is never broken: an amount with its unit is one."""
    found = [text_width(word, SEMIBOLD, _LOOSE) for text in texts for word in text.split(" ")]
    return float(min(max(found, default=0.0), _LONGEST_WORD))


def _lines(title: str, width: float) -> list[str]:
    """A heading broken between words where it is long."""
    lines: list[str] = []
    for word in label(title).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SEMIBOLD, _LOOSE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _parts(widths: Sequence[float], width: float) -> list[list[int]]:
    """The columns of each piece in turn, about as many in each, so that none is left with a single one."""
    room = width - _NARROWEST_NAME
    fewest = len(_filled(widths, room, len(widths)))
    evenly = _filled(widths, room, -(-len(widths) // max(fewest, 1)))
    return evenly if len(evenly) == fewest else _filled(widths, room, len(widths))


def _filled(widths: Sequence[float], room: float, most: int) -> list[list[int]]:
    """As many columns in each piece as there is room for, and no more than so many."""
    parts: list[list[int]] = [[]]
    left = room
    for at, needed in enumerate(widths):
        if parts[-1] and (needed > left + _SLACK or len(parts[-1]) == most):
            parts.append([])
            left = room
        parts[-1].append(at)
        left -= needed
    return parts


def _piece(
    table: EconomyTable,
    names: Sequence[str],
    texts: Sequence[Sequence[str]],
    columns: _Columns,
    width: float,
) -> TaggedTable:
    words = columns.words
    wanted = {
        to: max(text_width(text[columns.places[to]], REGULAR, _LOOSE) for text in texts) for to in words
    }
    longest = max(
        (
            text_width(name, SEMIBOLD, _LOOSE) + row.indent * _STEP
            for row, name in zip(table.rows, names, strict=True)
        ),
        default=0.0,
    )
    first, widths = _shared(longest + _GAP, _evened(columns.widths, words, width), wanted, width)
    groups = _groups(table)
    rows: list[list[Cell]] = [[label(table.first_heading), *columns.heads]]
    for row, name, text in zip(table.rows, names, texts, strict=True):
        strong = row.style in _STRONG_STYLES or row.key in groups
        cells = [
            _worded(text[at], strong) if to in words else text[at] for to, at in enumerate(columns.places)
        ]
        rows.append([TaggedParagraph.of(name, _style_of(row, strong), None), *cells])
    made = TaggedTable(rows, colWidths=(first, *widths), repeatRows=1, hAlign="LEFT")
    made.setStyle(_style(table.rows, words, groups))
    return made


@dataclass(frozen=True, slots=True)
class Groups:
    """What stands under a heading in a piece of a table and is kept on its page, unless it is high."""

    kept: tuple[tuple[int, int], ...]
    first: float

    def keep(self, piece: TaggedTable) -> None:
        """Let no page break fall within them; the last that is said of a row is what holds."""
        piece.setStyle(TableStyle([("NOSPLIT", (0, start), (-1, end)) for start, end in self.kept]))


def groups_of(piece: TaggedTable, rows: Sequence[TableRow], width: float, height: float) -> Groups:
    """The groups of a piece, and what room the first needs where the piece begins with it."""
    heights = piece.row_heights(width)
    starts = [at for at, row in enumerate(rows, 1) if row.style == "heading"]
    most = min(_HIGHEST_GROUP, _HIGHEST_SHARE * height - heights[0])
    kept = tuple(
        (0 if start == 1 else start, after - 1)
        for start, after in pairwise([*starts, len(rows) + 1])
        if sum(heights[start:after]) <= most
    )
    return Groups(kept, sum(heights[: kept[0][1] + 1]) if kept and kept[0][0] == 0 else 0.0)


def _groups(table: EconomyTable) -> frozenset[str]:
    """The rows that sum up those below them, in a table whose sums are only such rows."""
    if any(row.style == "sum" for row in table.rows):
        return frozenset()
    pairs = pairwise(table.rows)
    return frozenset(row.key for row, below in pairs if row.parts and below.indent > row.indent)


def _evened(widths: Sequence[float], words: frozenset[int], width: float) -> Sequence[float]:
    """Columns of figures that are as wide as each other, where there is room for that."""
    widest = max((own for to, own in enumerate(widths) if to not in words), default=0.0)
    evened = [own if to in words else widest for to, own in enumerate(widths)]
    return evened if sum(evened) <= width - _NARROWEST_NAME else widths


def _shared(
    longest: float, widths: Sequence[float], wanted: Mapping[int, float], width: float
) -> tuple[float, list[float]]:
    """What is left beside the figures is for the names, or for words where there are any, by their length."""
    spare = width - sum(widths)
    needed = min(spare, max(longest, _NARROWEST_NAME), _WIDEST_NAME)
    room, grown = spare - needed, [0.0] * len(widths)
    lacks = {to: max(whole + _GAP - widths[to], 1.0) for to, whole in wanted.items()}
    for to in range(len(widths)) if not wanted else ():
        grown[to] = min(room / len(widths), _WIDER)
    for to, lack in lacks.items():
        grown[to] = room * lack / sum(lacks.values())
    return spare - sum(grown), [own + more for own, more in zip(widths, grown, strict=True)]


def _worded(text: str, strong: bool) -> Cell:
    return TaggedParagraph.of(text, _STRONG if strong else _NAME, None) if text else ""


def _style_of(row: TableRow, strong: bool) -> ParagraphStyle:
    if strong:
        return _STRONG
    return _ASIDE if row.style == "note" else _NAME


def _style(rows: Sequence[TableRow], words: frozenset[int], groups: frozenset[str]) -> TableStyle:
    style = table_style(size=_LOOSE, leading=_LEADING, hairlines=False)
    style.add("TOPPADDING", (0, 0), (-1, -1), 1.8)
    style.add("BOTTOMPADDING", (0, 0), (-1, -1), 2.4)
    style.add("ALIGN", (1, 0), (-1, -1), "RIGHT")
    style.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    for to in words:
        style.add("ALIGN", (to + 1, 0), (to + 1, -1), "LEFT")
        style.add("LEFTPADDING", (to + 1, 0), (to + 1, -1), _GAP)
    for command in _row_commands(rows, groups):
        style.add(*command)
    return style


def _row_commands(rows: Sequence[TableRow], groups: frozenset[str]) -> Iterator[tuple[object, ...]]:
    """What each row is dressed in: rules above sums, air above headings, steps for what is below."""
    for at, row in enumerate(rows, 1):
        last = at == len(rows)
        after = rows[at].style if not last else "total"
        if row.indent:
            yield "LEFTPADDING", (0, at), (0, at), min(row.indent, _DEEPEST) * _STEP
        if row.style in _STRONG_STYLES or row.key in groups:
            yield "FONT", (1, at), (-1, at), SEMIBOLD, _LOOSE, _LEADING
        elif row.style == "note":
            yield "FONT", (1, at), (-1, at), REGULAR, SMALL, _LEADING
            yield "TEXTCOLOR", (1, at), (-1, at), MUTED
        if row.key in groups and not last:
            yield "NOSPLIT", (0, at), (-1, at + 1)
        if row.style == "heading":
            yield "TOPPADDING", (0, at), (-1, at), 7 if at > 1 else 3
            if not last:
                yield "NOSPLIT", (0, at), (-1, at + 1)
        elif row.style == "sum":
            yield "LINEABOVE", (0, at), (-1, at), LIGHT_RULE, INK
        elif row.style == "total":
            yield "LINEABOVE", (0, at), (-1, at), HEAVY_RULE, INK
            yield "BOTTOMPADDING", (0, at), (-1, at), 4
        elif after not in ("sum", "total", "heading"):
            yield "LINEBELOW", (0, at), (-1, at), LIGHT_RULE, LINE
        if row.style in ("sum", "total") and at > 1:
            yield "NOSPLIT", (0, at - 1), (-1, at)
