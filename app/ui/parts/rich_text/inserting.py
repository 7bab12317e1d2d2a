"""Puts a text in at a cursor, as blocks between blocks or as words in a line."""

from PySide6.QtGui import QTextCursor

from app.services import richtext
from app.services.richtext import Document, Paragraph, Run, Runs, Table
from app.ui.parts.rich_text import tables
from app.ui.parts.rich_text.converting import Writer, insert_runs
from app.ui.parts.rich_text.formats import block_format, char_format, style_of


def insert(cursor: QTextCursor, content: Document) -> None:
    """Put a text in place of what is selected; in a cell only its words, or its cells over those there."""
    if not content.blocks:
        return
    table = cursor.currentTable()
    only = content.blocks[0] if len(content.blocks) == 1 else None
    if table is not None and isinstance(only, Table):
        tables.paste_cells(cursor, table, only)
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if cursor.currentTable() is not None:
        insert_runs(cursor, _as_lines(content))
    elif isinstance(only, Paragraph):
        insert_runs(cursor, only.runs, style_of(cursor.block()))
    else:
        _insert_blocks(cursor, content)
    cursor.endEditBlock()


def new_paragraph(cursor: QTextCursor) -> None:
    """Begin a paragraph after the cursor's block."""
    cursor.insertBlock(block_format(), char_format())


def _insert_blocks(cursor: QTextCursor, content: Document) -> None:
    before, after = not cursor.atBlockStart(), not cursor.atBlockEnd()
    if before:
        cursor.insertBlock()
    if after:
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    Writer(cursor).write(content.blocks)


def _as_lines(content: Document) -> Runs:
    """The words of every block, each on a line of its own."""
    found: list[Run] = []
    for runs in richtext.lines(content):
        found += [Run("\n"), *runs] if found else runs
    return tuple(found)
