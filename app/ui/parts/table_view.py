"""The table of the program: sorts, filters, lets columns be chosen, copies, and keeps place."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from app.ui.parts import clipboard, theme
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.cells import BAR, PADDING, CellDelegate
from app.ui.parts.column_menu import ColumnChoice
from app.ui.parts.columns import Column
from app.ui.parts.table_model import TableModel
from app.ui.parts.theme import color

_ALL_HIDDEN = "Inget stämmer med urvalet."

_ASCENDING = Qt.SortOrder.AscendingOrder


class TableView(QTableView):
    """A table of rows where the whole row is selected; `cells=True` gives a cell cursor as in a grid."""

    current_changed = Signal(object)
    """The current row, or None; also when its values changed."""
    row_activated = Signal(object)
    """Enter or double click on a row."""
    menu_requested = Signal(object, QPoint)
    """The row (or None) and the global point, for mouse and keyboard alike."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Hashable],
        name: str,
        remember_as: str = "",
        sortable: bool = True,
        cells: bool = False,
        row_height: int = theme.ROW_HEIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = TableModel(columns, key, self)
        self._cells = cells
        self._current: Hashable | None = None
        self._told: Any = None
        self._quiet = False
        self._dress(name, row_height)
        self.setModel(self.rows)
        self.columns_shown = ColumnChoice(self.horizontalHeader(), self.rows.columns, remember_as)
        cap_scroll_bar(self, self.horizontalHeader().height())
        if sortable:
            self._make_sortable()
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show rows, keeping what is current and where the view stands."""
        with self._keeping_place():
            self.rows.set_rows(rows)

    def set_filter(self, text: str, condition: Callable[[Any], bool] | None = None) -> None:
        """Show only matching rows; "" without condition shows all again."""
        with self._keeping_place():
            self.rows.set_filter(text, condition)

    def sort_by(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column; -1 gives back the order in which the rows came."""
        self.horizontalHeader().setSortIndicator(column, order)

    def current_row(self) -> Any:
        """The current row, or None."""
        return self.rows.value(self.currentIndex())

    def select(self, key: Hashable) -> bool:
        """Make a row current and visible; False when the filter hides it or it is not there."""
        index = self.rows.index_of(key, max(0, self.currentIndex().column()))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def copy_selection(self) -> None:
        """Put the selected cells on the clipboard, with headings when whole rows are taken."""
        chosen = self.selectionModel().selectedIndexes()
        cells = {(index.row(), index.column()): index for index in chosen}
        places = sorted({c for _, c in cells if not self.isColumnHidden(c)})
        numbers = sorted({r for r, _ in cells})
        heading = not self._cells and len(numbers) > 1
        lines: list[list[Any]] = [[self.rows.columns[c].title for c in places]] if heading else []
        for row in numbers:
            lines.append([self.rows.copied(cells[row, c]) if (row, c) in cells else "" for c in places])
        clipboard.copy(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies, Enter activates (in a grid: goes down), the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in an editor of a grid goes down, when what was typed has been taken."""
        super().closeEditor(editor, hint)
        if self._cells and hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go_down()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tint and the bar of selected rows, then the cells; else that a filter hides them all."""
        if not self._cells:
            self._paint_selection()
        super().paintEvent(event)
        if self.rows.count and not self.rows.matches:
            painter = QPainter(self.viewport())
            painter.setPen(color("muted"))
            room = self.viewport().rect().adjusted(PADDING, theme.GROUP, -PADDING, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, _ALL_HIDDEN)
            painter.end()

    def _paint_selection(self) -> None:
        painter = QPainter(self.viewport())
        bar = color("accent" if self.hasFocus() else "muted")
        for index in self.selectionModel().selectedRows():
            rect = QRect(
                0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row())
            )
            painter.fillRect(rect, color("selection"))
            painter.fillRect(QRect(0, rect.top(), BAR, rect.height()), bar)
        painter.end()

    def _on_enter(self) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the editor lets its Enter through, and is closed with what was typed only after it
        if self._cells:
            self._go_down()
        else:
            self.activated.emit(self.currentIndex())

    def _go_down(self) -> None:
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def _dress(self, name: str, row_height: int) -> None:
        self.setAccessibleName(name)
        self.setItemDelegate(
            CellDelegate(
                self, row_height=row_height, cell_cursor=self._cells, indent=theme.PAGE_MARGIN - PADDING
            )
        )
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.verticalHeader().setMinimumSectionSize(row_height)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if self._cells else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger.EditKeyPressed
        if self._cells:
            triggers |= (
                QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
            )
        self.setEditTriggers(triggers)
        self.setTabKeyNavigation(self._cells)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setFont(theme.font())

    def _make_sortable(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, _ASCENDING)
        header.sortIndicatorChanged.connect(self._on_sorted)

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        with self._keeping_place():
            self.rows.sort(column, order)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        scrolled, column = self.verticalScrollBar().value(), max(0, self.currentIndex().column())
        self._quiet = True
        try:
            yield
        finally:
            index = self.rows.index_of(self._current, column) if self._current is not None else QModelIndex()
            if index.isValid() and self.currentIndex() != index:
                self.setCurrentIndex(index)
            self.verticalScrollBar().setValue(scrolled)
            self._quiet = False
        self._tell()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet:
            self._current = self.rows.key(current)
            self._tell()

    def _tell(self) -> None:
        value = self.rows.row_of(self._current) if self._current is not None else None
        if value is None:
            self._current = None
        if value is not self._told:
            self._told = value
            self.current_changed.emit(value)

    def _on_activated(self, index: QModelIndex) -> None:
        value = self.rows.value(index)
        if value is not None:
            self.row_activated.emit(value)

    def _on_menu_requested(self, place: QPoint) -> None:
        index = self.indexAt(place)
        self.menu_requested.emit(self.rows.value(index), self.viewport().mapToGlobal(place))
