"""Between a kept text and Qt's document: what is shown says the same as what is kept, both ways."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from app.services import richtext
from app.services.richtext import Block, Document, Heading, ListBlock, Paragraph, Run, Runs, Table
from app.ui.parts.rich_text.formats import (
    SOFT_BREAK,
    Style,
    belongs_to_list,
    block_format,
    char_format,
    is_bold,
    is_ordered,
    list_format,
    shade_header,
    style_of,
    table_format,
)


def read_document(shown: QTextDocument) -> Document:
    """What is shown, in its one form."""
    blocks: list[Block] = []
    open_list: int | None = None
    place = shown.rootFrame().begin()
    while not place.atEnd():
        table = place.currentFrame()
        if isinstance(table, QTextTable):
            blocks.append(_table(table))
            open_list = None
        else:
            open_list = _take_block(blocks, place.currentBlock(), open_list)
        place += 1
    return richtext.normal(Document(tuple(blocks)))


def fill(shown: QTextDocument, content: Document) -> None:
    """Show a text from the beginning; what could be undone before cannot be any longer."""
    shown.setUndoRedoEnabled(False)
    margin = shown.documentMargin()
    shown.clear()
    shown.setDocumentMargin(margin)
    cursor = QTextCursor(shown)
    cursor.beginEditBlock()  # the layout waits for the end; a large table would be laid out for each cell
    Writer(cursor).write(content.blocks)
    cursor.endEditBlock()
    shown.setUndoRedoEnabled(True)


def insert_runs(cursor: QTextCursor, runs: Runs, style: Style = "paragraph") -> None:
    """Put words in at the cursor."""
    for run in runs:
        look = char_format(style, bold=run.bold, italic=run.italic)
        cursor.insertText(run.text.replace("\n", SOFT_BREAK), look)


class Writer:
    """Writes blocks from a cursor that stands in an empty block."""

    def __init__(self, cursor: QTextCursor) -> None:
        self.cursor = cursor
        self._used = False

    def write(self, blocks: Sequence[Block]) -> None:
        """Write blocks one after the other."""
        for block in blocks:
            if isinstance(block, Heading):
                self._write_line(block.runs, "heading1" if block.level == 1 else "heading2")
            elif isinstance(block, Paragraph):
                self._write_line(block.runs, "paragraph")
            elif isinstance(block, ListBlock):
                self._write_list(block)
            else:
                self._write_table(block)

    def _write_line(self, runs: Runs, style: Style) -> None:
        self._begin(style)
        insert_runs(self.cursor, runs, style)

    def _write_list(self, block: ListBlock) -> None:
        for number, item in enumerate(block.items):
            if number:
                self.cursor.insertBlock()
                self.cursor.setBlockCharFormat(char_format())
            else:
                self._begin("paragraph", item=True)
                self.cursor.createList(list_format(block.ordered))
            insert_runs(self.cursor, item)

    def _write_table(self, block: Table) -> None:
        self._begin("paragraph")
        table = self.cursor.insertTable(len(block.rows), block.columns, table_format(block.header))
        write_cells(table, 0, 0, block)
        shade_header(table)
        self.cursor.setPosition(table.lastPosition() + 1)
        self._used = False

    def _begin(self, style: Style, *, item: bool = False) -> None:
        if self._used:
            self.cursor.insertBlock(block_format(style, item=item), char_format(style))
        else:
            self.cursor.setBlockFormat(block_format(style, item=item))
            self.cursor.setBlockCharFormat(char_format(style))
        self._used = True


def write_cells(table: QTextTable, row: int, column: int, content: Table) -> None:
    """Put the cells of a text's table in a shown one, from a cell on; what stood in them goes."""
    for down, cells in enumerate(content.rows):
        for right, runs in enumerate(cells):
            cell = table.cellAt(row + down, column + right)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            cursor.setBlockFormat(block_format(cell=True))
            cursor.setBlockCharFormat(char_format())
            insert_runs(cursor, runs)


# ---- what is shown ---------------------------------------------------------------------------------


def _take_block(blocks: list[Block], block: QTextBlock, open_list: int | None) -> int | None:
    """Add a block to those read; gives the list that it is an item of."""
    runs = tuple(runs_of(block))
    number = belongs_to_list(block)
    if number is None:
        style = style_of(block)
        if style == "paragraph":
            blocks.append(Paragraph(runs))
        else:
            blocks.append(Heading(1 if style == "heading1" else 2, runs))
    elif number == open_list and isinstance(last := blocks[-1], ListBlock):
        blocks[-1] = ListBlock(last.ordered, (*last.items, runs))
    else:
        blocks.append(ListBlock(is_ordered(block.textList().format()), (runs,)))
    return number


def runs_of(block: QTextBlock) -> Iterator[Run]:
    """The words of a block in their styles."""
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        look: QTextCharFormat = piece.charFormat()
        yield Run(piece.text(), is_bold(look), look.fontItalic())
        place += 1


def _table(table: QTextTable) -> Table:
    rows = (
        tuple(tuple(_cell(table, row, column)) for column in range(table.columns()))
        for row in range(table.rows())
    )
    return Table(table.format().headerRowCount() > 0, tuple(rows))


def _cell(table: QTextTable, row: int, column: int) -> Iterator[Run]:
    cell = table.cellAt(row, column)
    block = cell.firstCursorPosition().block()
    last = cell.lastCursorPosition().block().blockNumber()
    while True:
        yield from runs_of(block)
        if block.blockNumber() >= last:
            return
        yield Run("\n")
        block = block.next()
