"""The grid as a view: cell cursor, blocks, folding by keyboard, and a frozen column of units."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from app.models.errors import DomainError
from app.ui.budget.block import Block, parse, plan_clear, plan_paste
from app.ui.budget.delegate import CHEVRON_LEFT, GridDelegate
from app.ui.budget.fill import Area, FillHandle, plan_fill
from app.ui.budget.grid_model import AmountModel, GridModel
from app.ui.budget.header import HEIGHT, BandHeader
from app.ui.parts import clipboard, theme
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.columns import COPY
from app.ui.parts.frozen import FrozenColumns
from app.ui.parts.theme import color

_KEYS = Qt.Key
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LEFT_BUTTON = Qt.MouseButton.LeftButton
_TRIGGERS = QAbstractItemView.EditTrigger
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
_STEPS = {_KEYS.Key_Down: 1, _KEYS.Key_Up: -1}
_FILLS = {_KEYS.Key_D: (1, 0), _KEYS.Key_R: (0, 1)}
_REACH = 12


class AmountView(QTableView):
    """A table of amounts with a cell cursor; knows nothing of what its rows are."""

    said = Signal(str, str)
    """A sentence for the page and its kind."""
    selection_changed = Signal()
    stepped_over = Signal(int, int)
    """The cursor went over the last (1) or the first row (-1), in this column."""

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
            row, column = row + 1, 1
        elif column < 1 and right:
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
        found = (model.amount(model.rows[i.row()], model.columns[i.column()]) for i in self.selectedIndexes())
        return [amount for amount in found if amount is not None]

    def settle(self) -> bool:
        """Make a change of what is typed; False when it was refused."""
        if self.state() != QAbstractItemView.State.EditingState:
            return True
        editor = self.viewport().findChild(QLineEdit)
        return editor is None or self.delegate.settle(editor)

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard with bare numbers."""
        chosen = {(index.row(), index.column()): index for index in self.selectedIndexes()}
        rows, columns = sorted({r for r, _ in chosen}), sorted({c for _, c in chosen})
        lines = [[chosen[r, c].data(COPY) if (r, c) in chosen else "" for c in columns] for r in rows]
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
        if top >= 0 and left >= 1:
            source = Area(top, left, top if down else target.bottom, left if right else target.right)
            self._change(plan_fill(self.amounts, source, target))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, paste, fill, clear and move; typing and F2 edit."""
        back = -1 if event.modifiers() & _SHIFT else 1
        if event.matches(QKeySequence.StandardKey.Copy):
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
        elif (
            not event.modifiers() & _SHIFT
            and event.key() in _STEPS
            and self._steps_over(_STEPS[_KEYS(event.key())])
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

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
        if self.hasFocus() and any(self.amounts.typed(i.row(), i.column()) for i in self.selectedIndexes()):
            self._handle.draw(painter, rect)
        painter.end()

    def _area(self) -> Area | None:
        chosen = [(index.row(), index.column()) for index in self.selectedIndexes() if index.column() > 0]
        if not chosen:
            return None
        rows, columns = [row for row, _ in chosen], [column for _, column in chosen]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def _selected_rect(self) -> QRect | None:
        ranges = list(self.selectionModel().selection())  # type: ignore[call-overload]
        index = self.currentIndex()
        if index.column() < 1:
            return None
        if len(ranges) != 1 or not ranges[0].contains(index):
            return self.visualRect(index)
        chosen = ranges[0]
        return self.visualRect(chosen.topLeft()).united(self.visualRect(chosen.bottomRight()))

    def _change(self, block: Block) -> None:
        if not block.edits:
            if block.computed:
                self.said.emit("Cellerna räknas fram eller är låsta och går inte att skriva i.", "info")
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


class GridView(AmountView):
    """The units; groups fold with the chevron, Space, plus and minus."""

    band_toggled = Signal(str)

    def __init__(self, model: GridModel) -> None:
        super().__init__(model, "Budgetramar per enhet")
        self.grid = model
        self.bands = BandHeader(self)
        self.setHorizontalHeader(self.bands)
        cap_scroll_bar(self, HEIGHT)
        self.bands.band_toggled.connect(self.band_toggled)
        self.use_delegate(GridDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold groups, the rest as in every table of amounts."""
        index = self.currentIndex()
        row = self.grid.rows[index.row()] if index.isValid() else None
        if (
            row is not None
            and row.group
            and event.key() in (_KEYS.Key_Space, _KEYS.Key_Plus, _KEYS.Key_Minus)
        ):
            closed = {_KEYS.Key_Plus: False, _KEYS.Key_Minus: True}.get(_KEYS(event.key()))
            self.grid.fold(row.key, closed=closed)
        else:
            super().keyPressEvent(event)

    def press_name(self, index: QModelIndex, x: int) -> bool:
        """A press on a chevron folds its group; True when it did."""
        row = self.grid.rows[index.row()]
        if not row.group or abs(x - CHEVRON_LEFT) > _REACH:
            return False
        self.grid.fold(row.key)
        return True


class FrozenNames(FrozenColumns):
    """The column of names that stands still, with the grid's own heading."""

    def __init__(self, view: AmountView, header: BandHeader | None = None) -> None:
        super().__init__(view, 1)
        self._view = view
        if header is not None:
            self.setHorizontalHeader(header)
            header.setFixedHeight(HEIGHT)
        else:
            self.horizontalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setAutoScroll(False)
        # Again after the heading has met the new columns, and both views have dropped the cursor.
        view.amounts.modelReset.connect(self._arrange)
        view.amounts.modelReset.connect(view.restore_cursor)
        self._arrange()
        view.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a chevron folds; elsewhere it selects in the table."""
        if not self._view.settle():
            return
        index = self.indexAt(event.position().toPoint())
        x = int(event.position().x())
        if isinstance(self._view, GridView) and index.isValid() and self._view.press_name(index, x):
            return
        super().mousePressEvent(event)
