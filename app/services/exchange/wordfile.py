"""Word files: headings, lists and tables as real structures, text that is safe, bytes that are the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from app.services import richtext
from app.services.richtext import Run, Runs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LANGUAGE: Final = "sv-SE"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FONT: Final = "Calibri"
_BULLETS, _NUMBERS, _GRID = "List Bullet", "List Number", "Table Grid"
_DEEPEST: Final = 4
_NUMBER = re.compile("[+\\-\u2212]?[0-9][0-9 \u00a0\u202f]*(?:,[0-9]+)?[ \u00a0]?%?")
_NONE: Final = ("-", "\u2013")
_TITLE_LENGTH: Final = 250
_PAGE_CM, _MARGIN_CM = (21.0, 29.7), 2.5
_TEXT_CM: Final = _PAGE_CM[0] - 2 * _MARGIN_CM
_LEAST_SIGNS, _MOST_SIGNS, _AROUND = 9, 36, 3
"""A column is as wide as its longest cell wishes, between so many signs."""


class WordFile:
    """Writes one file from the top down; nothing in a user's text is read as markup."""

    def __init__(self, title: str, author: str, day: date, *, header: str) -> None:
        import docx

        self._file: Document = docx.Document()
        self._numbering: Any = self._file.part.numbering_part.element
        self._describe(title, author, day)
        self._set_up()
        paragraph = self._file.sections[0].header.paragraphs[0]
        paragraph.add_run(clean(header)).italic = True

    # ---- what is added -----------------------------------------------------------------------------

    def title(self, text: str) -> None:
        """The title of the whole."""
        self._add("Title", (Run(one_line(text)),))

    def heading(self, text: str, level: int = 1) -> None:
        """A heading that the contents of the word processor finds."""
        self._add(f"Heading {min(level, _DEEPEST)}", (Run(one_line(text)),))

    def text(self, text: str, *, italic: bool = False) -> None:
        """Running text; an empty line begins a new paragraph."""
        for block in richtext.from_plain(text).blocks:
            if isinstance(block, richtext.Paragraph):
                self._add(None, tuple(Run(run.text, italic=italic) for run in block.runs))

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Labels in bold and what is said of each, a line for each."""
        said = [(Run(f"{label}: ", bold=True), Run(value)) for label, value in rows]
        for place, runs in enumerate(said, 1):
            paragraph = self._add(None, runs)
            if place < len(said):
                paragraph.paragraph_format.space_after = 0

    def items(self, items: Iterable[Runs], *, ordered: bool = False) -> None:
        """A list; one with numbers begins at 1."""
        number = self._new_numbers() if ordered else None
        for runs in items:
            paragraph = self._add(_NUMBERS if ordered else _BULLETS, runs)
            if number is not None:
                properties: Any = paragraph._p.get_or_add_pPr()
                numbered = properties.get_or_add_numPr()
                numbered.get_or_add_ilvl().val = 0
                numbered.get_or_add_numId().val = number

    def table(
        self, rows: Sequence[Sequence[Runs]], *, header: bool = True, right: Sequence[int] = ()
    ) -> None:
        """A table; its first row is repeated on each page, and the columns in `right` stand at the right."""
        if not rows or not rows[0]:
            return
        table = self._file.add_table(len(rows), len(rows[0]), _GRID)
        table.autofit = False
        _fill(table, rows, header, frozenset(right))
        _mark_rows(table, header)
        self._file.add_paragraph()

    def rich(self, document: richtext.Document, *, below: int = 1) -> None:
        """A text with its headings `below` that of its section."""
        for block in document.blocks:
            if isinstance(block, richtext.Heading):
                self.heading(richtext.text_of(block.runs), below + block.level)
            elif isinstance(block, richtext.Paragraph):
                self._add(None, block.runs)
            elif isinstance(block, richtext.ListBlock):
                self.items(block.items, ordered=block.ordered)
            else:
                self.table(block.rows, header=block.header, right=_numeric(block))

    def content(self) -> bytes:
        """The file; the same text gives the same bytes."""
        made = BytesIO()
        self._file.save(made)
        return _steady(made.getvalue())

    # ---- within ------------------------------------------------------------------------------------

    def _add(self, style: str | None, runs: Runs) -> Paragraph:
        paragraph = self._file.add_paragraph(style=style)
        _write(paragraph, runs)
        return paragraph

    def _describe(self, title: str, author: str, day: date) -> None:
        said = self._file.core_properties
        said.title, said.author = one_line(title)[:_TITLE_LENGTH], one_line(author)[:_TITLE_LENGTH]
        said.language, said.comments, said.last_modified_by = LANGUAGE, "", said.author
        said.created = said.modified = datetime(day.year, day.month, day.day)
        said.revision = 1

    def _set_up(self) -> None:
        """A4, one typeface, and Swedish for those who check or hear the text."""
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(_PAGE_CM[0]), Cm(_PAGE_CM[1])
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)

        styles: Any = self._file.styles
        styles["Normal"].font.name, styles["Normal"].font.size = _FONT, Pt(11)
        for name in styles.element.iter(qn("w:lang")):
            name.set(qn("w:val"), LANGUAGE)

    def _new_numbers(self) -> int:
        """A numbering of its own for a list, so that it begins at 1."""
        style: Any = self._file.styles[_NUMBERS].element
        numbered = style.pPr.numPr.numId.val
        abstract = next(one for one in self._numbering.num_lst if one.numId == numbered).abstractNumId.val
        number = self._numbering.add_num(abstract)
        number.add_lvlOverride(0).add_startOverride(1)
        key: int = number.numId
        return key


def clean(text: str) -> str:
    """The text with only characters that a Word file may hold."""
    return richtext.cleaned(text)


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def plain_cells(*cells: str) -> tuple[Runs, ...]:
    """A row of a table from texts."""
    return tuple((Run(cell),) if cell else () for cell in cells)


def _numeric(table: richtext.Table) -> list[int]:
    """The columns after the first that hold numbers and nothing else below their heading."""
    body = [[richtext.text_of(cell).strip() for cell in row] for row in table.rows[int(table.header) :]]
    columns = range(1, table.columns)
    return [
        column
        for column in columns
        if any(_NUMBER.fullmatch(row[column]) for row in body)
        and all(not row[column] or row[column] in _NONE or _NUMBER.fullmatch(row[column]) for row in body)
    ]


def _write(paragraph: Paragraph, runs: Runs) -> None:
    for run in runs:
        written = paragraph.add_run(clean(run.text))
        if run.bold:
            written.bold = True
        if run.italic:
            written.italic = True


def _fill(table: Table, rows: Sequence[Sequence[Runs]], header: bool, right: frozenset[int]) -> None:
    """Write each cell by its element: asking a table for its cells takes time by the square of its size."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm
    from docx.text.paragraph import Paragraph as WordParagraph

    elements: Any = table._tbl
    widths = [Cm(width) for width in _widths(rows)]
    for grid, width in zip(elements.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = width
    for place, (row, cells) in enumerate(zip(elements.tr_lst, rows, strict=True)):
        for column, (cell, runs) in enumerate(zip(row.tc_lst, cells, strict=True)):
            cell.width = widths[column]
            paragraph = WordParagraph(cell.p_lst[0], table)
            paragraph.paragraph_format.space_after = 0
            strong = header and place == 0
            _write(paragraph, tuple(Run(run.text, run.bold or strong, run.italic) for run in runs))
            if column in right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(rows: Sequence[Sequence[Runs]]) -> list[float]:
    """The width of each column in centimetres."""
    longest = [max(len(richtext.text_of(row[column])) for row in rows) for column in range(len(rows[0]))]
    wished = [min(max(signs + _AROUND, _LEAST_SIGNS), _MOST_SIGNS) for signs in longest]
    return [_TEXT_CM * signs / sum(wished) for signs in wished]


def _mark_rows(table: Table, header: bool) -> None:
    """No row splits over two pages, and the head of the columns comes again on the next."""
    from docx.oxml import OxmlElement

    elements: Any = table._tbl
    for place, row in enumerate(elements.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if header and place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _steady(content: bytes) -> bytes:
    """The same package with its parts in order and without the time when it was made."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        names = sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            after.writestr(part, before.read(name))
    return made.getvalue()
