"""A table whose words wrap to a few lines rather than be cut, with a box to tick in the first column."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app.services.formatting import keep_together
from app.ui.parts import icons, theme
from app.ui.parts.cells import BAR, PADDING, CellDelegate, text_role
from app.ui.parts.columns import DISPLAY, LOOK, VALUE, CellLook
from app.ui.parts.table_view import TableView
from app.ui.parts.theme import color, font

_Index = QModelIndex | QPersistentModelIndex
_LEAST, _MOST_LINES, _AIR = 36, 4, 12
_BOX, _TICK, _ICON_GAP = 16, 12, 6
_INDENT = theme.PAGE_MARGIN - PADDING
"""The first column stands under its heading, which the style sheet moves in."""
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
_ELIDE = Qt.TextElideMode.ElideRight
_SELECTED = QStyle.StateFlag.State_Selected
_AT_ONCE = 200
"""So many rows are measured before the rest of what happens goes on."""


class WrappedTable(TableView):
    """Rows as high as their words need in the present widths."""

    def __init__(
        self,
        *given: Any,
        ticked: Callable[[Any], bool | None] | None = None,
        name_column: int = 0,
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.setWordWrap(True)
        self.setItemDelegate(_WrappedCells(self, ticked, name_column))
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self.fit_rows)
        self._measured = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._fit_some)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fitting.start())
        for changed in (self.rows.modelReset, self.rows.layoutChanged, self.rows.dataChanged):
            changed.connect(lambda *_what: self._fitting.start())

    def fit_rows(self) -> None:
        """Give every row the height of its words; of very many the first ones, and the rest bit by bit."""
        self._fitting.stop()
        self._measured = 0
        self._fit_some()

    def _fit_some(self) -> None:
        header, rows = self.verticalHeader(), self.model().rowCount()
        until = min(rows, self._measured + _AT_ONCE)
        for row in range(self._measured, until):
            height = self.sizeHintForRow(row)
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)
        self._measured = until
        if until < rows:
            self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths wrap otherwise."""
        super().resizeEvent(event)
        self._fitting.start()


class _WrappedCells(CellDelegate):
    """`ticked` says of a row whether its box is ticked, None for no box."""

    def __init__(
        self, table: WrappedTable, ticked: Callable[[Any], bool | None] | None, name_column: int
    ) -> None:
        super().__init__(table, row_height=_LEAST, name_column=name_column, indent=_INDENT)
        self._table, self._ticked, self._bold_column = table, ticked, name_column

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the words need, up to some lines."""
        if self._has_box(index):
            return QSize(80, _LEAST)
        look: CellLook = index.data(LOOK)
        face = font(semibold=look.bold or index.column() == self._bold_column)
        measure = QFontMetrics(face)
        room = QRect(0, 0, self._room(index, look, self._table.columnWidth(index.column())), 10_000)
        height = measure.boundingRect(room, _WRAP, _words(index)).height()
        return QSize(80, max(_LEAST, min(height, _MOST_LINES * measure.lineSpacing()) + _AIR))

    def cut_words(self, index: _Index, width: int) -> str:
        """All that a cell says when its lines do not hold it."""
        look, text = index.data(LOOK), _words(index)
        return text if _fitted(text, font(semibold=True), self._room(index, look, width)) != text else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        look: CellLook = index.data(LOOK)
        rect = QRect(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if self._has_box(index):
            ticked = self._ticked(index.data(VALUE)) if self._ticked is not None else None
            if ticked is not None:
                _paint_box(painter, rect, ticked)
            painter.restore()
            return
        self._paint_edges(painter, rect, look, current=False)
        bold = bool(option.state & _SELECTED) and index.column() == self._bold_column
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        room.setLeft(room.right() + 1 - self._room(index, look, rect.width()))
        if look.icon:
            _paint_icon(painter, room.left() - icons.STATUS_SIZE - _ICON_GAP, rect, look)
        face = font(semibold=look.bold or bold)
        painter.setFont(face)
        painter.setPen(color(text_role(look)))
        painter.drawText(room, _WRAP, _fitted(_words(index), face, room.width()))
        painter.restore()

    def _has_box(self, index: _Index) -> bool:
        return self._ticked is not None and index.column() == 0

    def _room(self, index: _Index, look: CellLook, width: int) -> int:
        """How wide the words may be."""
        lead = _INDENT if index.column() == 0 else 0
        lead += icons.STATUS_SIZE + _ICON_GAP if look.icon else 0
        return max(1, width - 2 * PADDING - lead)


def _words(index: _Index) -> str:
    """What a cell says, with days never split over two lines."""
    return keep_together(index.data(DISPLAY) or "")


def _fitted(text: str, face: QFont, width: int) -> str:
    """The text, with an ellipsis where the lines that there are do not hold it."""
    measure = QFontMetrics(face)
    most = _MOST_LINES * measure.lineSpacing() + 1
    room, part, shown = QRect(0, 0, width, 10_000), 1.0, text
    while measure.boundingRect(room, _WRAP, shown).height() > most and part > 0:
        shown = measure.elidedText(text, _ELIDE, int(width * _MOST_LINES * part))
        part -= 0.1
    return shown


def _paint_icon(painter: QPainter, left: int, rect: QRect, look: CellLook) -> None:
    ratio = painter.device().devicePixelRatioF()
    picture = icons.pixmap(look.icon, text_role(look), icons.STATUS_SIZE, ratio)
    painter.drawPixmap(left, rect.center().y() - icons.STATUS_SIZE // 2, picture)


def _paint_box(painter: QPainter, rect: QRect, ticked: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = rect.left() + theme.PAGE_MARGIN + BAR - 2
    box = QRectF(left + 0.5, rect.center().y() - _BOX / 2 + 0.5, _BOX, _BOX)
    painter.setPen(QPen(color("accent" if ticked else "muted"), 1))
    painter.setBrush(color("accent" if ticked else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if ticked:
        picture = icons.pixmap("check", "on_fill", _TICK, painter.device().devicePixelRatioF())
        painter.drawPixmap(box.center() - QPointF(_TICK / 2, _TICK / 2), picture)
