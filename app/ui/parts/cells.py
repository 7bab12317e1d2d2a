"""The delegate that paints every cell of every tree and table."""

import re
from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from app.ui.parts import icons, theme
from app.ui.parts.columns import DISPLAY, LOOK, CellLook
from app.ui.parts.marks import paint_mark
from app.ui.parts.theme import color, font

_Index = QModelIndex | QPersistentModelIndex
PADDING = 8
BAR = 3
_GAP = 6
_CORNER = 7
_LEAST_TEXT = 72
_SELECTED = QStyle.StateFlag.State_Selected
_FOCUSED = QStyle.StateFlag.State_HasFocus
_ELIDE, _IN_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Paints text with icon, example mark, gap, lock and status sign; views draw the row's ground."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        row_height: int = theme.ROW_HEIGHT,
        name_column: int = 0,
        cell_cursor: bool = False,
        indent: int = 0,
    ) -> None:
        super().__init__(parent)
        self._height, self._name_column = row_height, name_column
        self._cell_cursor, self._indent = cell_cursor, indent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Every row has the same height; widths are chosen, never measured."""
        return QSize(80, self._height)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A plain field as large as the cell."""
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        )
        if index.data(_ALIGNMENT) == _RIGHT:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """The typed text stands where the name stood: beside chevron and icon, not over them."""
        rect = QRect(option.rect)
        if index.column() == self._name_column:
            look: CellLook = index.data(LOOK)
            rect.setLeft(rect.left() + self._indent + (icons.TREE_SIZE + PADDING if look.icon else 0))
        editor.setGeometry(rect)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """A text that is cut, and that says nothing more by itself, is told whole."""
        if event.type() == QEvent.Type.ToolTip and not index.data(_TOOLTIP):
            QToolTip.showText(event.globalPos(), self.cut_words(index, option.rect.width()), view)
            return True
        return super().helpEvent(event, view, option, index)

    def cut_words(self, index: _Index, width: int) -> str:
        """All that a cell of this width says, when it has to cut it; "" when it is seen whole."""
        look: CellLook = index.data(LOOK)
        words = [index.data(DISPLAY) or "", look.warning]
        cut = self._natural_width(index, look, words[0]) > width
        return "\n".join(filter(None, words)) if cut else ""

    def _natural_width(self, index: _Index, look: CellLook, text: str) -> int:
        indent = self._indent if index.column() == self._name_column else 0
        lead = icons.TREE_SIZE + PADDING if look.icon else 0
        lead += icons.STATUS_SIZE + _GAP if look.mark is not None else 0
        words = QFontMetrics(font(semibold=look.bold)).horizontalAdvance(text)
        return indent + lead + words + _tail_width(look) + 2 * PADDING

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        look: CellLook = index.data(LOOK)
        rect = option.rect
        state = option.state
        selected = bool(state & _SELECTED)
        painter.save()
        self._paint_ground(painter, rect, look, selected and self._cell_cursor)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        bold = look.bold or (selected and not self._cell_cursor and index.column() == self._name_column)
        text = index.data(DISPLAY) or ""
        if index.data(_ALIGNMENT) == _RIGHT:
            paint_number(painter, inner, text, look, bold)
        else:
            indent = self._indent if index.column() == self._name_column else 0
            painter.setClipRect(rect)
            paint_text(painter, inner.adjusted(indent, 0, 0, 0), text, look, bold)
        self._paint_edges(painter, rect, look, self._cell_cursor and bool(state & _FOCUSED))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, look: CellLook, selected: bool) -> None:
        if selected:
            painter.fillRect(rect, color("selection"))
        elif look.raised:
            painter.fillRect(rect, color("raised"))

    def _paint_edges(self, painter: QPainter, rect: QRect, look: CellLook, current: bool) -> None:
        if look.changed:
            painter.fillRect(QRect(rect.left(), rect.top() + 4, BAR, rect.height() - 8), color("accent"))
        if look.comment:
            corner = [QPointF(rect.right() + 1 - _CORNER, rect.top()), QPointF(rect.right() + 1, rect.top())]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("muted"))
            painter.drawPolygon(QPolygonF([*corner, QPointF(rect.right() + 1, rect.top() + _CORNER)]))
        if current:
            pen = painter.pen()
            pen.setColor(color("accent"))
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))


def text_role(look: CellLook) -> str:
    """The palette role of a cell's text."""
    if look.alarm:
        return "unmet"
    if look.link:
        return "accent"
    if look.mark is not None:
        return look.mark.value
    return "muted" if look.muted else "ink"


def paint_text(painter: QPainter, rect: QRect, text: str, look: CellLook, bold: bool) -> None:
    """Draw a left-aligned text with what belongs before and after it; the text gives way for them."""
    left = rect.left()
    if look.icon:
        _paint_icon(painter, left, rect, look.icon, "ink", icons.TREE_SIZE)
        left += icons.TREE_SIZE + PADDING
    if look.mark is not None:
        side = icons.STATUS_SIZE
        paint_mark(painter, QRectF(left, rect.center().y() - side / 2 + 1, side, side), look.mark)
        left += side + _GAP
    face = font(semibold=bold)
    metrics = QFontMetrics(face)
    look = _fitting(look, rect.right() + 1 - left, metrics.horizontalAdvance(text))
    room = max(0, rect.right() + 1 - left - _tail_width(look))
    shown = metrics.elidedText(text, _IN_MIDDLE if look.middle else _ELIDE, room)
    painter.setFont(face)
    painter.setPen(color(text_role(look)))
    painter.drawText(QRect(left, rect.top(), room, rect.height()), _LEFT, shown)
    _paint_tail(painter, left + metrics.horizontalAdvance(shown), rect, look)


def _fitting(look: CellLook, room: int, width: int) -> CellLook:
    """Where room is short the tail gives way: first the warning's words, then the example mark.

    A warning that stands alone is cut at its end.
    """
    least = min(width, _LEAST_TEXT)
    if look.warning and room - _tail_width(look) < least:
        beside = _tail_width(replace(look, warning=" ")) - QFontMetrics(_small()).horizontalAdvance(" ")
        cut = " " if width else QFontMetrics(_small()).elidedText(look.warning, _ELIDE, room - beside)
        look = replace(look, warning=cut)
    if look.example and room - _tail_width(look) < least:
        look = replace(look, example=False)
    return look


def paint_number(painter: QPainter, rect: QRect, text: str, look: CellLook, bold: bool) -> None:
    """Draw a right-aligned figure, its lock, triangle or status sign before it."""
    face = font(semibold=bold)
    painter.setFont(face)
    painter.setPen(color(text_role(look)))
    metrics = QFontMetrics(face)
    text = _never_halved(metrics, text, rect.width() + PADDING)
    painter.drawText(rect, _RIGHT, text)
    sign = "warning" if look.alarm else "lock" if look.locked else ""
    width = metrics.horizontalAdvance(text)
    if look.mark is not None:
        side = icons.STATUS_SIZE
        left = rect.right() + 1 - width - side - _GAP
        paint_mark(painter, QRectF(left, rect.center().y() - side / 2 + 1, side, side), look.mark)
    if not sign:
        return
    if rect.width() >= width + icons.STATUS_SIZE + 2:
        left = rect.right() + 1 - width - icons.STATUS_SIZE - _GAP
        left = max(rect.left() - 2, left) if look.alarm else rect.left() - 2
        _paint_icon(painter, left, rect, sign, "unmet" if look.alarm else "ink", icons.STATUS_SIZE)


def _never_halved(metrics: QFontMetrics, text: str, room: int) -> str:
    """A text that is too long is cut at its end, but never within a number, which would be another."""
    if metrics.horizontalAdvance(text) <= room:
        return text
    kept = metrics.elidedText(text, _ELIDE, room).removesuffix("…")
    rest = text[len(kept) :]
    return "…" if re.match(r"[\d,\s]*\d", rest) and re.search(r"\d[,\s]?$", kept) else f"{kept}…"


def _tail_width(look: CellLook) -> int:
    width = 0
    if look.example:
        width += _GAP + QFontMetrics(_small(italic=True)).horizontalAdvance("ex")
    if look.warning:
        width += 2 * _GAP + icons.STATUS_SIZE + QFontMetrics(_small()).horizontalAdvance(look.warning)
    if look.locked:
        width += PADDING + icons.STATUS_SIZE
    return width


def _paint_tail(painter: QPainter, left: int, rect: QRect, look: CellLook) -> None:
    if look.example:
        left = _paint_word(painter, left + _GAP, rect, "ex", "muted", italic=True)
    if look.warning:
        _paint_icon(painter, left + _GAP, rect, "warning", "partly", icons.STATUS_SIZE)
        left = _paint_word(painter, left + 2 * _GAP + icons.STATUS_SIZE, rect, look.warning, "partly")
    if look.locked:
        _paint_icon(painter, left + PADDING, rect, "lock", "muted", icons.STATUS_SIZE)


def _paint_word(
    painter: QPainter, left: int, rect: QRect, word: str, role: str, *, italic: bool = False
) -> int:
    face = _small(italic=italic)
    width = QFontMetrics(face).horizontalAdvance(word)
    painter.setFont(face)
    painter.setPen(color(role))
    painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), _LEFT, word)
    return left + width


def _paint_icon(painter: QPainter, left: int, rect: QRect, name: str, role: str, size: int) -> None:
    ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
    top = rect.top() + (rect.height() - size) // 2
    painter.drawPixmap(QPoint(left, top), icons.pixmap(name, role, size, ratio))


def _small(*, italic: bool = False) -> QFont:
    return font(theme.SECONDARY_POINTS, italic=italic)
