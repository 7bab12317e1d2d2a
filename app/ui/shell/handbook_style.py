"""The type of the handbook: our semibold for what Qt makes bold, hairlines in tables, air over headings."""

from collections.abc import Iterator

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextTable,
    QTextTableCell,
)

_HEADINGS = {1: (17.0, 0.0), 2: (13.0, 20.0), 3: (11.0, 12.0)}
_AFTER_HEADING = 4.0
_LINE_PERCENT = 118.0
_CELL_PADDING = 5.0
_BOLD = int(QFont.Weight.Bold)
_NO_BORDER = QTextFrameFormat.BorderStyle.BorderStyle_None
_SOLID = QTextFrameFormat.BorderStyle.BorderStyle_Solid


def dress(document: QTextDocument, line: QColor) -> None:
    """Give a chapter that was just read the look of the program; `line` is the colour of hairlines."""
    for block in list(_blocks(document)):
        level = block.blockFormat().headingLevel()
        if level:
            _dress_heading(block, level)
        else:
            _dress_text(block)
    for frame in document.rootFrame().childFrames():
        _dress_frame(frame, line)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _dress_heading(block: QTextBlock, level: int) -> None:
    points, above = _HEADINGS.get(level, _HEADINGS[3])
    letters = QTextCharFormat()
    letters.setFontPointSize(points)
    letters.setFontWeight(QFont.Weight.DemiBold)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(letters)  # not merged: Qt's own size of a heading would win
    space = QTextBlockFormat()
    space.setTopMargin(above)
    space.setBottomMargin(_AFTER_HEADING)
    QTextCursor(block).mergeBlockFormat(space)


def _dress_text(block: QTextBlock) -> None:
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    place = block.begin()
    bold: list[tuple[int, int]] = []
    while not place.atEnd():
        piece = place.fragment()
        if piece.charFormat().fontWeight() >= _BOLD:
            bold.append((piece.position(), piece.length()))
        place += 1
    for start, length in bold:
        cursor = QTextCursor(block.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(strong)
    space = QTextBlockFormat()
    space.setLineHeight(_LINE_PERCENT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
    QTextCursor(block).mergeBlockFormat(space)


def _dress_frame(frame: QTextFrame, line: QColor) -> None:
    if not isinstance(frame, QTextTable):
        return
    look = frame.format()
    look.setBorderCollapse(True)
    look.setBorder(0)
    look.setBorderStyle(_NO_BORDER)
    look.setCellPadding(_CELL_PADDING)
    look.setTopMargin(_AFTER_HEADING)
    look.setBottomMargin(12)
    frame.setFormat(look)
    for row in range(frame.rows()):
        for column in range(frame.columns()):
            _underline(frame.cellAt(row, column), line)


def _underline(cell: QTextTableCell, line: QColor) -> None:
    look = cell.format().toTableCellFormat()
    look.setBottomBorder(1)
    look.setBottomBorderStyle(_SOLID)
    look.setBottomBorderBrush(line)
    look.setRightPadding(20)
    cell.setFormat(look)
