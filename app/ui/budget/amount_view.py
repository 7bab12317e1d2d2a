"""A table of amounts as a view: cell cursor, keys, blocks and filling."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from app.models.errors import DomainError
from app.ui.budget.block import Block, parse, plan_clear, plan_paste
from app.ui.budget.delegate import GridDelegate
from app.ui.budget.fill import Area, FillHandle, plan_fill
from app.ui.budget.grid_model import AmountModel
from app.ui.budget.moving import MOVES, target
from app.ui.parts import clipboard, theme
from app.ui.parts.theme import color

_KEYS = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LEFT_BUTTON = Qt.MouseButton.LeftButton
_TRIGGERS = QAbstractItemView.EditTrigger
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_STEPS = {_KEYS.Key_Down: 1, _KEYS.Key_Up: -1}
_FILLS = {_KEYS.Key_D: (1, 0), _KEYS.Key_R: (0, 1)}
_BEGINNINGS = frozenset("0123456789=")
COMPUTED = "Cellerna räknas fram eller är låsta och går inte att skriva i."
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class AmountView(QTableView):
    """A table of amounts with a cell cursor; knows nothing of what its rows are."""

    said = Signal(str, str)
    """A sentence for the page and its kind."""
    selection_changed = Signal()
    typed_on_sum = Signal(str)
    """What began to be typed on a sum of other rows; "" to change what stands there."""
    stepped_over = Signal(int, int)
    """The cursor went over the last (1) or the first row (-1), in this column."""

    sums_can_be_spread = False
    """Whether what is typed on a group is spread over its rows."""

    def __init__(self, model: AmountModel, name: str) -> None:
        super().__init__()
        self.amounts = model
        self.setModel(model)
        self._place: tuple[object, object] | None = None
        self._handle = FillHandle(self)
        self._dress(name)
        self.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.selectionModel().currentChanged.connect(self._on_current)

    def use_delegate(self, delegate: GridDelegate) -> None:
        """Paint and edit with a delegate."""
        self.delegate = delegate
        self.setItemDelegate(delegate)
        delegate.refused.connect(lambda text: self.said.emit(text, "error"))
        delegate.moved.connect(self.move_by)

    def move_by(self, down: int, right: int) -> bool:
        """Move the cursor, at the end of a line on to the next; False where the table ends."""
        index, model = self.currentIndex(), self.amounts
        row, column = index.row() + down, index.column() + right
        if column >= model.columnCount():
            row, column = row + 1, model.first
        elif column < model.first and right:
            row, column = row - 1, model.columnCount() - 1
        if not 0 <= row < model.rowCount():
            return False
        self.setCurrentIndex(model.index(row, max(0, column)))
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next cell and leaves the table after the last."""
        if self.currentIndex().isValid() and self.move_by(0, 1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def scrollTo(self, index: QModelIndex, hint: QAbstractItemView.ScrollHint = _VISIBLE) -> None:
        """Show a cell, not only behind the names that stand still."""
        super().scrollTo(index, hint)
        if index.column() > 0:
            hidden = self.columnWidth(0) - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def amounts_selected(self) -> list[int]:
        """The amounts of the selected cells in öre."""
        model = self.amounts
        found = (
            model.amount(model.rows[row], model.columns[column]) for row, column in self.places_selected()
        )
        return [amount for amount in found if amount is not None]

    def places_selected(self) -> Iterator[tuple[int, int]]:
        """The row and column of each selected cell, one after the other."""
        for chosen in list(self.selectionModel().selection()):  # type: ignore[call-overload]
            for row in range(chosen.top(), chosen.bottom() + 1):
                for column in range(chosen.left(), chosen.right() + 1):
                    yield row, column

    def settle(self) -> bool:
        """Make a change of what is typed; False when it was refused."""
        if self.state() != QAbstractItemView.State.EditingState:
            return True
        editor = self.viewport().findChild(QLineEdit)
        return editor is None or self.delegate.settle(editor)

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard with bare numbers."""
        model, lines = self.amounts, dict[int, list[Any]]()
        for row, column in self.places_selected():
            lines.setdefault(row, []).append(model.copied(model.rows[row], model.columns[column]))
        clipboard.copy(lines.values())

    def copy_with_headings(self) -> None:
        """Put the selected cells on the clipboard with the names, the headings and the unit."""
        area = self._area()
        if area is None:
            return
        model = self.amounts
        columns = range(area.left, area.right + 1)
        lines: list[list[Any]] = [[f"Enhet ({model.unit})", *(model.columns[c].words for c in columns)]]
        for row in range(area.top, area.bottom + 1):
            at = model.rows[row]
            lines.append([at.name, *(model.copied(at, model.columns[c]) for c in columns)])
        clipboard.copy(lines)

    def paste(self) -> None:
        """Change the cells from the clipboard, as one step."""
        text = QGuiApplication.clipboard().text()
        if not text:
            return
        try:
            block = plan_paste(self.amounts, self.selectedIndexes(), parse(text))
        except DomainError as error:
            self.said.emit(error.message, "error")
            return
        self._change(block)

    def clear_selection(self) -> None:
        """Clear the selected cells, as one step."""
        self._change(plan_clear(self.amounts, self.selectedIndexes()))

    def fill(self, down: int, right: int) -> None:
        """Repeat the first row or column of the selection; of a single one, the one before it."""
        target = self._area()
        if target is None:
            return
        single = target.top == target.bottom if down else target.left == target.right
        top = target.top - (down if single else 0)
        left = target.left - (right if single else 0)
        if top >= 0 and left >= self.amounts.first:
            source = Area(top, left, top if down else target.bottom, left if right else target.right)
            self._change(plan_fill(self.amounts, source, target))

    def select_all(self) -> None:
        """Select every amount; the cursor stays where it is."""
        model = self.amounts
        if model.rowCount():
            corners = model.index(0, model.first), model.index(model.rowCount() - 1, model.columnCount() - 1)
            self.selectionModel().select(QItemSelection(*corners), _CHOOSE)

    def move_to(self, row: int, column: int, *, extend: bool = False) -> None:
        """Put the cursor in a cell; with `extend` the selection reaches from its other corner to there."""
        chosen, index = self.selectionModel(), self.amounts.index(row, column)
        if not extend:
            chosen.setCurrentIndex(index, _CHOOSE)
            return
        anchor = self._anchor()
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(QItemSelection(anchor, index), _CHOOSE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, fill, clear and move; typing and F2 edit."""
        back = -1 if event.modifiers() & _SHIFT else 1
        if self._moves(event):
            event.accept()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.modifiers() == _CONTROL | _SHIFT and event.key() == _KEYS.Key_C:
            self.copy_with_headings()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_selection()
            self.clear_selection()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (_KEYS.Key_Delete, _KEYS.Key_Backspace):
            self.clear_selection()
        elif event.key() in (_KEYS.Key_Return, _KEYS.Key_Enter):
            self.move_by(back, 0)
        elif event.modifiers() == _CONTROL and event.key() in _FILLS:
            self.fill(*_FILLS[_KEYS(event.key())])
        elif self._wants_to_type(event):
            self._refuse_typing(event)
        else:
            super().keyPressEvent(event)

    def _wants_to_type(self, event: QKeyEvent) -> bool:
        """Whether a key would begin to type where nothing can be typed."""
        at = self.currentIndex()
        begins = (event.key() == _KEYS.Key_F2 and not event.modifiers()) or event.text()[:1] in _BEGINNINGS
        return begins and at.column() >= self.amounts.first and not self.amounts.typed(at.row(), at.column())

    def _refuse_typing(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if self.sums_can_be_spread and self.amounts.rows[at.row()].group and not self.amounts.locked:
            self.typed_on_sum.emit(event.text() if event.text().isdigit() else "")
        else:
            self.said.emit(COMPUTED, "info")

    def _moves(self, event: QKeyEvent) -> bool:
        """Whether a key moved the cursor; with Shift it selects, with Ctrl it goes to the edge."""
        key, at = event.key(), self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not at.isValid() or key not in MOVES or held & ~(_SHIFT | _CONTROL):
            return False
        extend, control = bool(held & _SHIFT), bool(held & _CONTROL)
        if not extend and not control and key in _STEPS and self._steps_over(_STEPS[_KEYS(key)]):
            return True
        page = max(1, self.viewport().height() // theme.ROW_HEIGHT - 1)
        row, column = target(self.amounts, at.row(), at.column(), _KEYS(key), control=control, page=page)
        self.move_to(row, column, extend=extend)
        return True

    def _anchor(self) -> QModelIndex:
        """The corner of the selection that is across from the cursor."""
        at, ranges = self.currentIndex(), list(self.selectionModel().selection())  # type: ignore[call-overload]
        if len(ranges) != 1 or not ranges[0].contains(at):
            return at
        chosen = ranges[0]
        row = chosen.top() if at.row() == chosen.bottom() else chosen.bottom()
        column = chosen.left() if at.column() == chosen.right() else chosen.right()
        at_corner = at.row() in (chosen.top(), chosen.bottom()) and at.column() in (
            chosen.left(),
            chosen.right(),
        )
        return self.amounts.index(row, column) if at_corner else at

    def _steps_over(self, down: int) -> bool:
        row = self.currentIndex().row() + down
        if not self.currentIndex().isValid() or 0 <= row < self.amounts.rowCount():
            return False
        self.stepped_over.emit(down, self.currentIndex().column())
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press elsewhere makes the change first; what cannot be read keeps the editor and the cursor."""
        if not self.settle():
            return
        area = self._area()
        at_handle = self._handle.is_at(event.position().toPoint(), self._selected_rect())
        if event.button() == _LEFT_BUTTON and at_handle and area is not None:
            self._handle.take(area)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle, or select."""
        place = event.position().toPoint()
        if self._handle.dragged:
            self._handle.drag(self.indexAt(place))
            return
        over = self._handle.is_at(place, self._selected_rect())
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fill what the handle was dragged over."""
        if self._handle.dragged:
            block = self._handle.drop(self._area())
            if block is not None:
                self._change(block)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, then the frame around what is selected."""
        super().paintEvent(event)
        rect = self._selected_rect()
        if rect is None or self.state() == QAbstractItemView.State.EditingState:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(color("accent" if self.hasFocus() else "muted"), 2))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if self.hasFocus() and any(self.amounts.typed(*place) for place in self.places_selected()):
            self._handle.draw(painter, rect)
        painter.end()

    def _area(self) -> Area | None:
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        if not ranges or max(each.right() for each in ranges) < self.amounts.first:
            return None
        return Area(
            min(each.top() for each in ranges),
            max(self.amounts.first, min(each.left() for each in ranges)),
            max(each.bottom() for each in ranges),
            max(each.right() for each in ranges),
        )

    def _selected_rect(self) -> QRect | None:
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        index = self.currentIndex()
        if index.column() < self.amounts.first:
            return None
        if len(ranges) != 1 or not ranges[0].contains(index):
            return self.visualRect(index)
        chosen = ranges[0]
        return self.visualRect(chosen.topLeft()).united(self.visualRect(chosen.bottomRight()))

    def _change(self, block: Block) -> None:
        if not block.edits:
            if block.computed:
                self.said.emit(COMPUTED, "info")
            return
        if self.amounts.commit(block.edits) and block.left_out:
            self.said.emit(block.left_out, "info")

    def _on_selection(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _on_current(self, index: QModelIndex, _previous: QModelIndex) -> None:
        if index.isValid():
            self._place = (
                self.amounts.rows[index.row()].key,
                self.amounts.columns[index.column()].key,
            )

    def restore_cursor(self) -> None:
        """Put the cursor back where it was before a reset, if its cell is still there."""
        if self._place is None:
            return
        rows = [row.key for row in self.amounts.rows]
        columns = [column.key for column in self.amounts.columns]
        row, column = self._place
        if row in rows:
            place = columns.index(column) if column in columns else 1
            self.setCurrentIndex(self.amounts.index(rows.index(row), place))

    def _dress(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(theme.ROW_HEIGHT)
        vertical.setDefaultSectionSize(theme.ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(_TRIGGERS.EditKeyPressed | _TRIGGERS.AnyKeyPressed | _TRIGGERS.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFont(theme.font())
        self.setMouseTracking(True)
