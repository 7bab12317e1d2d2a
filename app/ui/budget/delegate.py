"""Paints the grid's cells and keeps an editor open until what is typed can be read."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.models.errors import DomainError
from app.ui.budget.columns import NAME
from app.ui.budget.header import NAME_LEFT, draw_chevron
from app.ui.parts.cells import BAR, PADDING, CellDelegate, paint_number, paint_text
from app.ui.parts.columns import DISPLAY, CellLook
from app.ui.parts.theme import color, font

_Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_STAY = QStyledItemDelegate.EndEditHint.NoHint
_INDENT = 14
_STEP = 5
_CHEVRON_LEFT = 15
LEFT_PADDING = 4
_KEYS = Qt.Key
_MOVES = {
    _KEYS.Key_Return: (1, 0),
    _KEYS.Key_Enter: (1, 0),
    _KEYS.Key_Tab: (0, 1),
    _KEYS.Key_Backtab: (0, -1),
    _KEYS.Key_Down: (1, 0),
    _KEYS.Key_Up: (-1, 0),
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HOW = (
    "Skriv ett belopp, eller räkna: =12000*1,025 eller *1,02. +500 lägger till, +-500 drar ifrån, "
    "+2% och -2% ändrar i procent. -500 är minus femhundra."
)


def chevron_left(depth: int) -> int:
    """How far from the left edge a group's chevron stands."""
    return _CHEVRON_LEFT + _STEP * depth


class GridDelegate(CellDelegate):
    """The delegate of the grid and of its sum rows."""

    refused = Signal(str)
    """Why what was typed cannot be used; the editor stays open."""
    moved = Signal(int, int)
    """How many rows and columns the cursor goes after an edit."""

    def __init__(self, table: QTableView, *, top_rule: Callable[[int], bool] = lambda _row: False) -> None:
        super().__init__(table, cell_cursor=True)
        self._table, self._top_rule = table, top_rule
        self._place: QPersistentModelIndex | None = None
        self._begun_with = ""
        self.names_apart = False
        """The names are painted by a table that lies over them, and only there."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell with its hairlines."""
        model: Any = index.model()
        column, row = model.columns[index.column()], model.rows[index.row()]
        if column.kind == NAME and self.names_apart and option.widget is self._table:
            return
        look: CellLook = model.look(row, column)
        rect = option.rect
        at = self._table.currentIndex()
        painter.save()
        if column.kind == NAME:
            self._draw_name(painter, rect, row, look, index, index.row() == at.row())
        else:
            chosen = bool(option.state & _SELECTED) and (at.row(), at.column()) != (
                index.row(),
                index.column(),
            )
            self._paint_ground(painter, rect, look, chosen)
            text = model.text(row, column)
            paint_number(painter, rect.adjusted(LEFT_PADDING, 0, -PADDING, 0), text, look, look.bold)
        self._paint_edges(painter, rect, look, False)
        self._draw_lines(painter, rect, index.row(), column.closes)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """A field as large as the cell, named after its unit and column."""
        editor = super().createEditor(parent, option, index)
        model: Any = index.model()
        row, column = model.rows[index.row()], model.columns[index.column()]
        unit = model.unit if column.money else "antal"
        editor.setAccessibleName(f"{row.name}, {column.words}, {unit}")
        if column.money:
            editor.setToolTip(_HOW)
            editor.setAccessibleDescription(_HOW)
        self._place = QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the exact amount; a refresh while typing leaves the field alone."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)
            self._begun_with = editor.text()
            editor.setModified(False)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, _index: _Index) -> None:
        """Make the change when the view itself closes the editor, because the cursor was moved."""
        place, self._place = self._place, None
        if isinstance(editor, QLineEdit) and place is not None and editor.text() != self._begun_with:
            self._commit(editor.text(), place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and leaving make the change and move on, if what is typed can be used."""
        if not isinstance(editor, QLineEdit):
            return super().eventFilter(editor, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            if self.settle(editor):
                down, right = _MOVES[_KEYS(event.key())]
                back = -1 if event.modifiers() & _SHIFT and event.key() != _KEYS.Key_Backtab else 1
                self.moved.emit(down * back, right * back)
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in (
                Qt.FocusReason.PopupFocusReason,
                Qt.FocusReason.ActiveWindowFocusReason,
            ) and not self.settle(editor):
                QTimer.singleShot(0, editor, editor.setFocus)  # not within the change of focus itself
            return False
        return super().eventFilter(editor, event)

    def name_left(self, depth: int) -> int:
        """How far from the left edge the name of a line begins."""
        return NAME_LEFT + _INDENT + _STEP * depth

    def settle(self, editor: QLineEdit) -> bool:
        """Make one change of what is typed and close the editor; False when it was refused."""
        place = self._place
        if place is None:
            return True
        if editor.text() != self._begun_with and not self._commit(editor.text(), place):
            return False
        self._place = None
        self.closeEditor.emit(editor, _STAY)
        return True

    def _commit(self, text: str, place: QPersistentModelIndex) -> bool:
        if not place.isValid():
            return True
        model: Any = place.model()
        if not model.typed(place.row(), place.column()):
            return False
        row, column = model.rows[place.row()], model.columns[place.column()]
        try:
            edit = model.edit_of(row, column, text)
        except DomainError as error:
            self.refused.emit(f"{model.place_words(row, column)}: {error.message}")
            return False
        return bool(model.commit([edit]))

    def _draw_name(
        self, painter: QPainter, rect: QRect, row: Any, look: CellLook, index: _Index, current: bool
    ) -> None:
        ground = "selection" if current else "raised" if look.raised else "surface"
        painter.fillRect(rect, color(ground))
        if current:
            bar = "accent" if self._table.hasFocus() else "muted"
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), color(bar))
        depth = getattr(row, "depth", None)
        left = NAME_LEFT if depth is None else self.name_left(depth)
        if depth is not None and getattr(row, "group", False):
            model: Any = index.model()
            opened = model.is_open(row)
            middle = QPointF(rect.left() + chevron_left(depth), rect.center().y() + 0.5)
            draw_chevron(painter, middle, opened=opened)
        room, bold = rect.adjusted(left, 0, -PADDING, 0), look.bold or current
        text, short = index.data(DISPLAY), getattr(row, "short", "")
        if short and QFontMetrics(font(semibold=bold)).horizontalAdvance(text) > room.width():
            text = short
        paint_text(painter, room, text, look, bold)

    def _draw_lines(self, painter: QPainter, rect: QRect, row: int, closes: bool) -> None:
        painter.setPen(color("inner_line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if closes:
            painter.setPen(color("line"))
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())
        if self._top_rule(row):
            painter.setPen(color("ink"))
            painter.drawLine(rect.left(), rect.top(), rect.right(), rect.top())
