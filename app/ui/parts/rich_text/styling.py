"""What commands do with the blocks and words that are chosen."""

from collections.abc import Iterator

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextList

from app.ui.parts.rich_text.formats import (
    Style,
    belongs_to_list,
    block_format,
    char_format,
    is_ordered,
    list_format,
    style_of,
)
from app.ui.parts.rich_text.tables import in_cell

_KEEP = QTextCursor.MoveMode.KeepAnchor


def set_style(cursor: QTextCursor, *, style: Style) -> None:
    """Make the chosen blocks paragraphs or headings; cells stay as they are."""
    for block in _chosen(cursor):
        _restyle(block, style, block_format(style))


def remove_from_list(cursor: QTextCursor) -> None:
    """Make the chosen items paragraphs."""
    for block in _chosen(cursor):
        found = block.textList()
        if found is not None:
            found.remove(block)
            QTextCursor(block).setBlockFormat(block_format())


def toggle_list(cursor: QTextCursor, *, ordered: bool) -> None:
    """Make the chosen blocks one list, or paragraphs when they all are such a list already."""
    blocks = [block for block in _chosen(cursor) if block.text() or _only_one(cursor)]
    if all(found and is_ordered(found.format()) == ordered for found in (one.textList() for one in blocks)):
        remove_from_list(cursor)
        return
    made = None
    for block in blocks:
        _restyle(block, "paragraph", block_format(item=True))
        inside = QTextCursor(block)
        if made is None:
            made = _joined(block, ordered) or inside.createList(list_format(ordered))
        made.add(block)
    _join_next(blocks[-1] if blocks else None, ordered)


def toggle_look(cursor: QTextCursor, *, bold: bool | None = None, italic: bool | None = None) -> None:
    """Make the chosen words, or those typed next, bold or italic or no longer so."""
    look = QTextCharFormat()
    if bold is not None:
        look.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if italic is not None:
        look.setFontItalic(italic)
    if bold is None or not cursor.hasSelection():
        cursor.mergeCharFormat(look)
        return
    for block in blocks_of(cursor):  # a heading is strong as it is
        if style_of(block) == "paragraph":
            _part(cursor, block).mergeCharFormat(look)


def blocks_of(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The blocks that a selection touches, or the cursor's."""
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def _chosen(cursor: QTextCursor) -> list[QTextBlock]:
    return [block for block in blocks_of(cursor) if not in_cell(block)]


def _only_one(cursor: QTextCursor) -> bool:
    return not cursor.hasSelection()


def _restyle(block: QTextBlock, style: Style, look: QTextBlockFormat) -> None:
    found = block.textList()
    if found is not None:
        found.remove(block)
    before = style_of(block)
    inside = QTextCursor(block)
    inside.setBlockFormat(look)
    if before == style:
        return
    words = char_format(style)
    words.clearProperty(QTextCharFormat.Property.FontItalic.value)
    inside.movePosition(QTextCursor.MoveOperation.EndOfBlock, _KEEP)
    inside.mergeCharFormat(words)
    inside.mergeBlockCharFormat(words)


def _part(cursor: QTextCursor, block: QTextBlock) -> QTextCursor:
    """The part of a block that is chosen."""
    part = QTextCursor(block)
    start = max(cursor.selectionStart(), block.position())
    end = min(cursor.selectionEnd(), block.position() + block.length() - 1)
    part.setPosition(start)
    part.setPosition(max(start, end), _KEEP)
    return part


def _joined(block: QTextBlock, ordered: bool) -> QTextList | None:
    """The list of the block before, when it is of the same kind, so that numbers go on."""
    before = block.previous().textList() if block.previous().isValid() else None
    return before if before is not None and is_ordered(before.format()) == ordered else None


def _join_next(block: QTextBlock | None, ordered: bool) -> None:
    """Let the list that follows directly be one with the list above it."""
    if block is None or block.textList() is None or not block.next().isValid():
        return
    following = block.next().textList()
    if following is None or is_ordered(following.format()) != ordered:
        return
    if belongs_to_list(block) != belongs_to_list(block.next()):
        for item in [following.item(place) for place in range(following.count())]:
            block.textList().add(item)
