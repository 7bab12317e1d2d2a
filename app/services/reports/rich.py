"""Rich text on paper: headings, paragraphs, lists and tables of a kept text as tagged flowables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, cast

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, TableStyle

from app.services import richtext
from app.services.formatting import keep_together
from app.services.reports.flow import Flow
from app.services.reports.flowables import ListItem, TaggedParagraph, fragment_model
from app.services.reports.fonts import (
    ITALIC,
    REGULAR,
    SEMIBOLD,
    SEMIBOLD_ITALIC,
    drawable_slanted,
    text_width,
)
from app.services.reports.styles import BODY, DENSE, DENSE_STRONG, ITEM, SMALL
from app.services.reports.tables import COLUMN_GAP, TaggedTable, table_style
from app.services.reports.tagging import Element, Role, TaggedCanvas
from app.services.reports.text import characters, one_line
from app.services.richtext import Run, Runs

_BEGINNING: Final = 4
"""So many lines of a paragraph stay with the heading above it."""
_MANY_COLUMNS: Final = 6
"""A table with more columns than this is set in the smallest type."""
_WIDEST: Final = 240.0
"""How wide a cell wishes to be at most, in points; longer texts take several lines."""
_NEARLY_FULL: Final = 0.6
"""A table that is wider than this share of the page fills it."""
_MEASURED: Final = 400
_LABEL_GAP: Final = 1.6 * mm
_NO_HEADER: Final = -1
_NUMBER = re.compile("[+\\-\u2212]?[0-9][0-9\u00a0\u202f ]*(?:,[0-9]+)?[\u00a0\u202f ]?(?:%|kr|tkr|mnkr)?")
_FACES: Final = {
    (False, False): REGULAR,
    (True, False): SEMIBOLD,
    (False, True): ITALIC,
    (True, True): SEMIBOLD_ITALIC,
}


def add_rich(flow: Flow, document: richtext.Document, *, below: bool = False) -> None:
    """Add a text below the heading of its section: its own headings are H3 and H4.

    One that stands `below` a heading inside the section has only H4.
    """
    deep = False
    for block in document.blocks:
        if isinstance(block, richtext.Heading):
            deep = _add_heading(flow, block, deep, below)
        elif isinstance(block, richtext.Paragraph):
            _add_paragraph(flow, block.runs)
        elif isinstance(block, richtext.ListBlock):
            flow.items(list_items(block))
        else:
            _add_table(flow, block)


def rich_paragraph(runs: Runs, style: ParagraphStyle, role: Role | None = "P") -> TaggedParagraph:
    """A paragraph with bold and italic words; nothing in it is read as markup."""
    return _paragraph(TaggedParagraph, runs, style, role)


def list_items(block: richtext.ListBlock) -> list[Flowable]:
    """The items of a list, with dashes or numbers as labels."""
    parent = Element("L", ordered=block.ordered)
    digits = len(str(len(block.items))) if block.ordered else 0
    last = len(block.items)
    return [
        _Item.of_list(parent, runs, _item_style(digits, number == last), number if block.ordered else None)
        for number, runs in enumerate(block.items, 1)
    ]


def rich_table(table: richtext.Table, width: float) -> TaggedTable:
    """A table whose columns share the width by what they hold; numbers stand at the right."""
    size = SMALL if table.columns > _MANY_COLUMNS else DENSE.fontSize
    right = [_is_numeric(table, column) for column in range(table.columns)]
    rows = [
        [
            rich_paragraph(cell, _cell_style(size, table.header and place == 0, right[column]), None)
            for column, cell in enumerate(row)
        ]
        for place, row in enumerate(table.rows)
    ]
    made = TaggedTable(
        rows,
        colWidths=_widths(table, width, size),
        repeatRows=int(table.header),
        style=TableStyle([], parent=table_style(size=size, leading=size * 1.4, header=table.header)),
        hAlign="LEFT",
    )
    made.row_header = _NO_HEADER
    return made


# ---- headings and paragraphs -------------------------------------------------------------------------


def _add_heading(flow: Flow, heading: richtext.Heading, deep: bool, below: bool) -> bool:
    """Add a heading, never two levels below the one before; whether a heading of level 1 has been seen."""
    words = one_line(richtext.text_of(heading.runs))
    if not below and (heading.level == 1 or not deep):
        flow.subheading(words)
        return True
    flow.minor_heading(words)
    return deep


def _add_paragraph(flow: Flow, runs: Runs) -> None:
    paragraph = rich_paragraph(runs, BODY)
    _, height = paragraph.wrap(flow.width, flow.height)
    flow.claim(min(height, _BEGINNING * BODY.leading))
    flow.plain(paragraph)


def _paragraph(
    kind: type[TaggedParagraph], runs: Runs, style: ParagraphStyle, role: Role | None
) -> TaggedParagraph:
    made = kind(None, style, frags=list(_fragments(runs, style)))
    made.role = role
    return made


def _fragments(runs: Runs, style: ParagraphStyle) -> Iterator[Any]:
    """ReportLab's fragments of the runs, one for each line of each run and one for each break between."""
    model = fragment_model(style)
    for run in _drawn(runs):
        for place, line in enumerate(run.text.split("\n")):
            if place:
                yield model.clone(text="", link=[], us_lines=[], lineBreak=True)
            for face, words in _by_face(run, line, style.fontName == SEMIBOLD):
                yield model.clone(text=words, fontName=face, link=[], us_lines=[])


def _drawn(runs: Runs) -> list[Run]:
    """The runs with only characters that can be drawn, days and paragraphs of law held together."""
    texts = [characters(run.text) for run in runs]
    whole = "".join(texts)
    start, end = len(whole) - len(whole.lstrip()), len(whole.rstrip())
    whole = keep_together(whole)
    place = 0
    found: list[Run] = []
    for run, text in zip(runs, texts, strict=True):
        piece = whole[max(place, start) : max(min(place + len(text), end), start)]
        place += len(text)
        if piece:
            found.append(Run(piece, run.bold, run.italic))
    return found


def _by_face(run: Run, line: str, strong: bool) -> Iterator[tuple[str, str]]:
    """The line in the faces that can draw it; what has no italic stands upright."""
    bold = run.bold or strong
    if not run.italic:
        yield _FACES[bold, False], line
        return
    slanted = drawable_slanted()
    for slants, group in groupby(line, lambda character: ord(character) in slanted):
        yield _FACES[bold, slants], "".join(group)


# ---- lists -------------------------------------------------------------------------------------------


class _Item(ListItem):
    """An item whose label is a dash, or a number that ends where the labels end."""

    _number: int | None = None

    @classmethod
    def of_list(cls, parent: Element, runs: Runs, style: ParagraphStyle, number: int | None) -> _Item:
        """An item of a list."""
        made = cast(_Item, _paragraph(cls, runs or (Run("\u00a0"),), style, None))
        made._list, made._item, made._body = parent, Element("LI"), Element("LBody")
        made._number = number
        return made

    def split(self, width: float, height: float) -> list[TaggedParagraph]:
        """The parts of the item; only the first has the label."""
        parts = super().split(width, height)
        for part in cast(list[_Item], parts):
            part._number = self._number
        return parts

    def _draw_label(self, canvas: TaggedCanvas, y: float) -> None:
        if self._number is None:
            super()._draw_label(canvas, y)
        else:
            canvas.drawRightString(self.style.leftIndent - _LABEL_GAP, y, f"{self._number}.")


@cache
def _item_style(digits: int, last: bool) -> ParagraphStyle:
    """The style of an item; the last one has the space below a paragraph."""
    label = text_width("0" * digits + ".", ITEM.fontName, ITEM.fontSize) + _LABEL_GAP if digits else 0
    return ParagraphStyle(
        f"item {digits} {last}",
        parent=ITEM,
        leftIndent=max(ITEM.leftIndent, label),
        spaceAfter=BODY.spaceAfter if last else ITEM.spaceAfter,
    )


# ---- tables ------------------------------------------------------------------------------------------


def _add_table(flow: Flow, table: richtext.Table) -> None:
    made = rich_table(table, flow.width)
    if flow.fits(made):
        flow.table(made)
        return
    for runs in _as_text(table):
        _add_paragraph(flow, runs)


def _as_text(table: richtext.Table) -> Iterator[Runs]:
    """A table with a row that no page holds, as paragraphs: each cell after the heading of its column."""
    head, *body = table.rows if table.header else ((), *table.rows)
    for row in body or [head]:
        for column, cell in enumerate(row):
            title = richtext.text_of(head[column]) if body and table.header else ""
            label = (Run(f"{title}: ", bold=True),) if title.strip() else ()
            if richtext.text_of(cell).strip():
                yield (*label, *cell)


@cache
def _cell_style(size: float, strong: bool, right: bool) -> ParagraphStyle:
    options = {"alignment": TA_RIGHT} if right else {}
    return ParagraphStyle(
        f"cell {size} {strong} {right}",
        parent=DENSE_STRONG if strong else DENSE,
        fontSize=size,
        leading=size * 1.4,
        **options,
    )


def _is_numeric(table: richtext.Table, column: int) -> bool:
    """Whether a column after the first holds numbers and nothing else below its heading."""
    cells = [richtext.text_of(row[column]).strip() for row in table.rows[int(table.header) :]]
    said = [cell for cell in cells if cell not in ("", "–", "-")]
    return column > 0 and bool(said) and all(map(_NUMBER.fullmatch, said))


def _widths(table: richtext.Table, room: float, size: float) -> list[float]:
    """Widths of the columns: as wide as they wish, or no narrower than their longest word when they can."""
    columns = range(table.columns)
    wished = [max(_wished(row[column], size) for row in table.rows) for column in columns]
    if sum(wished) <= room:
        spare = room / sum(wished) if sum(wished) > _NEARLY_FULL * room else 1.0
        return [width * spare for width in wished]
    least = [max(_longest_word(row[column], size) for row in table.rows) for column in columns]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    share = (room - sum(least)) / (sum(wished) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, wished, strict=True)]


def _wished(cell: Runs, size: float) -> float:
    return 2 * COLUMN_GAP + min(_WIDEST, max(_measured(size, richtext.text_of(cell).split("\n"))))


def _longest_word(cell: Runs, size: float) -> float:
    words = _measured(size, richtext.text_of(cell).split() or [""])
    return COLUMN_GAP + min(_WIDEST, max(words))


def _measured(size: float, texts: Sequence[str]) -> Iterator[float]:
    """Widths of the beginnings of texts, in the wider face so that bold words have room too."""
    return (text_width(characters(text[:_MEASURED]), SEMIBOLD, size) + 1 for text in texts)
