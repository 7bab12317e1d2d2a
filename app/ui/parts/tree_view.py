"""The tree of the program: keeps place across refreshes, filters, copies, and tells what is current."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from app.ui.parts import clipboard, theme
from app.ui.parts.cap import cap_scroll_bar
from app.ui.parts.cells import BAR, CellDelegate
from app.ui.parts.column_menu import ColumnChoice
from app.ui.parts.columns import Column
from app.ui.parts.theme import color
from app.ui.parts.tree_model import TreeModel

_Index = QModelIndex | QPersistentModelIndex
INDENT = 20
_SHIFT = 10
_REACH = 12
_CHEVRON = 4.5
_AT_ONCE = 100
_STAY = QAbstractItemView.ScrollHint.EnsureVisible
_EDITING = QAbstractItemView.State.EditingState
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_CENTRE = QAbstractItemView.ScrollHint.PositionAtCenter


class TreeView(QTreeView):
    """A tree of rows; `remember_as` names what its column widths are kept under."""

    current_changed = Signal(object)
    """The current row, or None; also when its values changed."""
    row_activated = Signal(object)
    """Enter or double click on a row that cannot be edited there."""
    menu_requested = Signal(object, QPoint)
    """The row (or None) and the global point, for mouse and keyboard alike."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        key: Callable[[Any], Hashable],
        parent_key: Callable[[Any], Hashable | None],
        name: str,
        remember_as: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = TreeModel(columns, key, parent_key, self)
        self._current: Hashable | None = None
        self._told: Any = None
        self._quiet = False
        self._open_before: set[Hashable] = set()
        self._rest: Callable[[], object] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._open_rest)
        self._dress(name)
        self.setModel(self.rows)
        self.columns_shown = ColumnChoice(self.header(), self.rows.columns, remember_as)
        cap_scroll_bar(self, self.header().height())
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show rows, keeping what is open, what is current and where the view stands."""
        before = set() if self.rows.filtered else self._opened()
        with self._keeping_place(before):
            self.rows.set_rows(rows)

    def set_filter(self, text: str, condition: Callable[[Any], bool] | None = None) -> None:
        """Show only matching rows under their ancestors; "" without condition shows all again."""
        if not self.rows.filtered:
            self._open_before = self._opened()
        with self._keeping_place(self._open_before, at_once=False):
            self.rows.set_filter(text, condition)

    def current_row(self) -> Any:
        """The current row, or None."""
        return self.rows.value(self.currentIndex())

    def select(self, key: Hashable) -> bool:
        """Make a row current and visible; False when the filter hides it or it is not there."""
        index = self.rows.index_of(key)
        if index.isValid():
            seen = self._is_seen(index)
            self._make_current(index)
            self.scrollTo(index, _STAY if seen else _CENTRE)
        return index.isValid()

    def _make_current(self, index: QModelIndex) -> None:
        """Alone selected, also while a key is held that would make a click add to the selection."""
        self.selectionModel().setCurrentIndex(index, _ALONE)

    def _is_seen(self, index: QModelIndex) -> bool:
        place = self.visualRect(index)
        return not place.isEmpty() and place.top() >= 0 and place.bottom() < self.viewport().height()

    def edit_current(self, column: int = 0) -> None:
        """Open the editor in a column of the current row."""
        index = self.currentIndex().siblingAtColumn(column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)

    def open_keys(self) -> set[Hashable]:
        """The keys of expanded rows."""
        is_open, place = self.isExpanded, self.rows.index_of
        return {node.key for node in self.rows.branches() if is_open(place(node.key))}

    def open_rows(self, keys: Iterable[Hashable]) -> None:
        """Expand rows by key; those that are not shown are passed over."""
        self._rest = None
        self._expand(keys)

    def selected_rows(self) -> list[Any]:
        """The selected rows from the top down."""
        chosen = self.selectionModel().selectedRows()
        shown = {index.internalPointer().key: index for index in chosen}
        if len(shown) < 2:
            return [self.rows.value(index) for index in chosen]
        return [node.value for node in self.rows.walk() if node.key in shown]

    def open_to(self, depth: int) -> None:
        """Expand rows above a depth; 0 shows only the top."""
        self.collapseAll()
        self._open_soon(lambda node: node.depth < depth, lambda: self._open_all_to(depth))

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard, with headings when there are several."""
        places = [c for c in range(len(self.rows.columns)) if not self.isColumnHidden(c)]
        chosen = sorted(self.selectionModel().selectedRows(), key=lambda index: self.visualRect(index).top())
        lines: list[list[Any]] = [[self.rows.columns[c].title for c in places]] if len(chosen) > 1 else []
        lines += [[self.rows.copied(index.siblingAtColumn(c)) for c in places] for index in chosen]
        clipboard.copy(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies, Enter activates, letters find, the rest is Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if self.state() != _EDITING:  # the editor lets its Enter through to the view
                self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a chevron opens or closes; it is drawn a little to the right of Qt's own place."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.hasChildren(index) and self._on_chevron(event.position(), index):
            self.setExpanded(index, not self.isExpanded(index))
            event.accept()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What need not be open to be seen is opened when the window has been painted."""
        super().paintEvent(event)
        if self._rest is not None and not self._soon.isActive():
            self._soon.start()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row, the selected one on its tint with a bar at the left edge."""
        if self.selectionModel().isSelected(index):
            rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
            painter.fillRect(rect, color("selection"))
            bar = color("accent" if self.hasFocus() else "muted")
            painter.fillRect(QRect(0, rect.top(), BAR, rect.height()), bar)
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Draw the chevron of a row with children."""
        if not self.rows.hasChildren(index):
            return
        opened = self.isExpanded(index)
        middle = QPointF(rect.right() - INDENT / 2 + _SHIFT, rect.center().y() + 0.5)
        long, short = _CHEVRON, _CHEVRON / 2
        shape = (
            [(-long, -short), (0, short), (long, -short)]
            if opened
            else [(-short, -long), (short, 0), (-short, long)]
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("ink"), 1.5))
        painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in shape]))
        painter.restore()

    def _dress(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self, indent=_SHIFT))
        self.setUniformRowHeights(True)
        self.setIndentation(INDENT)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFont(theme.font())

    def _on_chevron(self, point: QPointF, index: QModelIndex) -> bool:
        name = self.visualRect(index.siblingAtColumn(0))
        middle = name.left() - INDENT / 2 + _SHIFT
        return name.top() <= point.y() <= name.bottom() and abs(point.x() - middle) <= _REACH

    @contextmanager
    def _keeping_place(self, opened: set[Hashable], *, at_once: bool = True) -> Iterator[None]:
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        try:
            yield
        finally:
            self._open_again(opened, at_once)
            index = self.rows.index_of(self._current) if self._current is not None else QModelIndex()
            if index.isValid() and self.currentIndex() != index:
                self._make_current(index)
            if at_once:
                self.verticalScrollBar().setValue(scrolled)
            self._quiet = False
        self._tell()

    def _open_again(self, keys: set[Hashable], at_once: bool) -> None:
        self._rest = None
        filtered = self.rows.filtered
        rest = self.expandAll if filtered else partial(self._expand, keys)
        if at_once:
            rest()
        else:
            self._open_soon(lambda node: filtered or node.key in keys, rest)

    def _expand(self, keys: Iterable[Hashable]) -> None:
        self.scheduleDelayedItemsLayout()  # so that it is made once, not for every row
        for key in keys:
            index = self.rows.index_of(key)
            if index.isValid() and not self.isExpanded(index):
                self.setExpanded(index, True)

    def _open_soon(self, wanted: Callable[[Any], bool], rest: Callable[[], object]) -> None:
        """Open the first wanted rows at once and the rest when they are painted, so nobody waits for it."""
        self._rest = None
        self.scheduleDelayedItemsLayout()
        for number, node in enumerate(self.rows.walk()):
            if number >= _AT_ONCE:
                self._rest = rest
                return
            if node.shown and wanted(node):
                self.setExpanded(self.rows.index_of(node.key), True)

    def _opened(self) -> set[Hashable]:
        self._open_rest()
        return self.open_keys()

    def _open_rest(self) -> None:
        """Open what waited, with the current row where it stands on the screen."""
        rest, self._rest = self._rest, None
        if rest is None:
            return
        before = self.visualRect(self.currentIndex())
        rest()
        if not before.isEmpty() and 0 <= before.top() < self.viewport().height():
            moved = self.visualRect(self.currentIndex()).top() - before.top()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def _open_all_to(self, depth: int) -> None:
        deeper = self.open_keys()
        self.expandToDepth(depth - 1)
        self._expand(deeper)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet:
            self._current = self.rows.key(current)
            self._tell()

    def _tell(self) -> None:
        node = self.rows.node(self._current) if self._current is not None else None
        if node is None:
            self._current = None
        value = node.value if node is not None else None
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
