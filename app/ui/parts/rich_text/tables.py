"""Work on the table that the cursor stands in."""

from PySide6.QtGui import QTextBlock, QTextCursor, QTextTable

from app.services.richtext import MAX_COLUMNS, MAX_ROWS, Table, TableTooLong, TableTooWide
from app.ui.parts.rich_text.converting import write_cells
from app.ui.parts.rich_text.formats import block_format, shade_header, table_format

_NEW_ROWS, _NEW_COLUMNS = 3, 3


def insert_table(cursor: QTextCursor) -> QTextCursor:
    """Put in a table of three rows and columns after the cursor's block; gives a cursor in its first cell."""
    cursor.beginEditBlock()
    if cursor.block().text():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(block_format())
    elif cursor.currentList() is not None:
        cursor.setBlockFormat(block_format())
    table = cursor.insertTable(_NEW_ROWS, _NEW_COLUMNS, table_format(True))
    write_cells(table, 0, 0, Table(True, (((),) * _NEW_COLUMNS,) * _NEW_ROWS))
    shade_header(table)
    cursor.endEditBlock()
    return table.cellAt(0, 0).firstCursorPosition()


def insert_row(cursor: QTextCursor, table: QTextTable, *, below: bool) -> None:
    """Add a row beside the cursor's; raises when the table is as long as one may be."""
    if table.rows() >= MAX_ROWS:
        raise TableTooLong(table.rows() + 1)
    place = table.cellAt(cursor).row() + int(below)
    cursor.beginEditBlock()
    table.insertRows(place, 1)
    _tidy(table, place, 0, Table(False, (((),) * table.columns(),)))
    cursor.endEditBlock()


def insert_column(cursor: QTextCursor, table: QTextTable, *, right: bool) -> None:
    """Add a column beside the cursor's; raises when the table is as wide as one may be."""
    if table.columns() >= MAX_COLUMNS:
        raise TableTooWide(table.columns() + 1)
    place = table.cellAt(cursor).column() + int(right)
    cursor.beginEditBlock()
    table.insertColumns(place, 1)
    _tidy(table, 0, place, Table(False, (((),),) * table.rows()))
    cursor.endEditBlock()


def remove_row(cursor: QTextCursor, table: QTextTable) -> None:
    """Remove the cursor's row; the table goes with the last one."""
    if table.rows() == 1:
        remove_table(cursor, table)
        return
    row, column = table.cellAt(cursor).row(), table.cellAt(cursor).column()
    cursor.beginEditBlock()
    table.removeRows(row, 1)
    shade_header(table)
    cursor.endEditBlock()
    cursor.setPosition(table.cellAt(min(row, table.rows() - 1), column).firstPosition())


def remove_column(cursor: QTextCursor, table: QTextTable) -> None:
    """Remove the cursor's column; the table goes with the last one."""
    if table.columns() == 1:
        remove_table(cursor, table)
        return
    row, column = table.cellAt(cursor).row(), table.cellAt(cursor).column()
    table.removeColumns(column, 1)
    cursor.setPosition(table.cellAt(row, min(column, table.columns() - 1)).firstPosition())


def remove_table(_cursor: QTextCursor, table: QTextTable) -> None:
    """Remove the whole table."""
    table.removeRows(0, table.rows())


def toggle_header(cursor: QTextCursor, table: QTextTable) -> None:
    """Say whether the first row heads the columns."""
    cursor.beginEditBlock()
    table.setFormat(table_format(table.format().headerRowCount() == 0))
    shade_header(table)
    cursor.endEditBlock()


def next_cell(cursor: QTextCursor, table: QTextTable, *, forward: bool) -> QTextCursor | None:
    """A cursor with the words of the next cell selected; a new row after the last, None before the first."""
    cell = table.cellAt(cursor)
    place = cell.row() * table.columns() + cell.column() + (1 if forward else -1)
    if place < 0:
        return None
    if place >= table.rows() * table.columns():
        insert_row(cursor, table, below=True)
    wanted = table.cellAt(*divmod(place, table.columns()))
    chosen = wanted.firstCursorPosition()
    chosen.setPosition(wanted.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return chosen


def paste_cells(cursor: QTextCursor, table: QTextTable, content: Table) -> None:
    """Put a copied table over the cells from the cursor's on, adding rows and columns it needs."""
    cell = table.cellAt(cursor)
    rows, columns = cell.row() + len(content.rows), cell.column() + content.columns
    if columns > MAX_COLUMNS:
        raise TableTooWide(columns)
    if rows > MAX_ROWS:
        raise TableTooLong(rows)
    row, column = cell.row(), cell.column()
    cursor.beginEditBlock()
    if rows > table.rows():
        table.appendRows(rows - table.rows())
    if columns > table.columns():
        table.appendColumns(columns - table.columns())
    write_cells(table, row, column, content)
    shade_header(table)
    cursor.endEditBlock()


def in_cell(block: QTextBlock) -> bool:
    """Whether a block stands in a table."""
    return QTextCursor(block).currentTable() is not None


def _tidy(table: QTextTable, row: int, column: int, empty: Table) -> None:
    """Give new cells the look of cells, whatever they were made beside."""
    write_cells(table, row, column, empty)
    shade_header(table)
