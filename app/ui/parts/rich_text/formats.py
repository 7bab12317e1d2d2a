"""How the blocks of rich text look in the window, and what a look stands for."""

from typing import Literal

from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from app.ui.parts import theme

Style = Literal["paragraph", "heading1", "heading2"]

LIST_INDENT = 28
SOFT_BREAK = "\u2028"
"""A line break inside a block, as Qt keeps it."""
_POINTS = {"heading1": 14.0, "heading2": 11.5}
_SPACE_BEFORE = {
    "paragraph": theme.NEAR,
    "heading1": theme.GROUP + theme.GRID,
    "heading2": theme.GROUP - theme.GRID,
}
_SPACE_AFTER = {"paragraph": theme.NEAR + 2, "heading1": theme.GRID + 2, "heading2": theme.GRID}
_LEVELS: dict[Style, int] = {"paragraph": 0, "heading1": 1, "heading2": 2}
_STYLES: dict[int, Style] = {0: "paragraph", 1: "heading1"}
_LINE_HEIGHT = 128.0
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_SEMIBOLD, _NORMAL = QFont.Weight.DemiBold, QFont.Weight.Normal
_DISC, _DECIMAL = QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListDecimal


def block_format(style: Style = "paragraph", *, item: bool = False, cell: bool = False) -> QTextBlockFormat:
    """Space and line height of a block."""
    made = QTextBlockFormat()
    made.setHeadingLevel(_LEVELS[style])
    made.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    made.setTopMargin(0 if item or cell else _SPACE_BEFORE[style])
    made.setBottomMargin(0 if cell else theme.GRID if item else _SPACE_AFTER[style])
    return made


def char_format(style: Style = "paragraph", *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    """The look of words; the words of a heading are strong by themselves."""
    made = QTextCharFormat()
    made.setFontPointSize(_POINTS.get(style, theme.BODY_POINTS))
    made.setFontWeight(_SEMIBOLD if bold or style != "paragraph" else _NORMAL)
    made.setFontItalic(italic)
    return made


def list_format(ordered: bool) -> QTextListFormat:
    """Bullets or numbers."""
    made = QTextListFormat()
    made.setStyle(_DECIMAL if ordered else _DISC)
    made.setIndent(1)
    return made


def table_format(header: bool) -> QTextTableFormat:
    """Hairlines around cells, over the whole width."""
    made = QTextTableFormat()
    made.setHeaderRowCount(int(header))
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(QBrush(theme.color("line")))
    made.setBorderCollapse(True)
    made.setCellPadding(6)
    made.setCellSpacing(0)
    made.setTopMargin(theme.GRID)
    made.setBottomMargin(theme.GROUP - theme.GRID)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


def shade_header(table: QTextTable) -> None:
    """Give the row of headings its ground, and the row below none."""
    head = QTextTableCellFormat()
    head.setBackground(theme.color("raised"))
    for row in range(min(2, table.rows())):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            wanted = head if row < table.format().headerRowCount() else QTextTableCellFormat()
            if cell.format().background() != wanted.background():
                cell.setFormat(wanted)


def style_of(block: QTextBlock) -> Style:
    """Which style a block has."""
    return _STYLES.get(block.blockFormat().headingLevel(), "heading2")


def is_bold(look: QTextCharFormat) -> bool:
    """Whether words are bold."""
    return look.fontWeight() >= _SEMIBOLD


def is_ordered(look: QTextListFormat) -> bool:
    """Whether a list has numbers."""
    return look.style() == _DECIMAL


def belongs_to_list(block: QTextBlock) -> int | None:
    """The number of the list that a block is an item of; None outside lists."""
    return None if block.textList() is None else block.blockFormat().objectIndex()
