"""A tree whose lines are sorted among their siblings by the column whose heading is pressed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.budget.comparison.columns import LEFT, WHOLE, ordered
from app.ui.parts.columns import Column
from app.ui.parts.tree_view import TreeView

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
_FIRST = (WHOLE, LEFT)


class SortedTree(QWidget):
    """Holds a tree that is made anew when its columns are others, with what was open and sorted by."""

    current_changed = Signal(object)

    def __init__(
        self, name: str, remember_as: str, *, key: Callable[[Any], Hashable], parent_key: Callable[[Any], Any]
    ) -> None:
        super().__init__()
        self._name, self._remember_as = name, remember_as
        self._key, self._parent_key = key, parent_key
        self.tree: TreeView | None = None
        self._heads: tuple[tuple[str, str], ...] = ()
        self._rows: Sequence[Any] = ()
        self._sorted_by = ""
        self._descending = False
        self._wanted = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Show lines in some columns; everything is open the first time."""
        opened, current = None, None
        if self.tree is not None:
            opened, current = self.tree.open_keys(), self.tree.current_row()
            self._column.removeWidget(self.tree)
            self.tree.deleteLater()
        self._rows = rows
        self.tree = TreeView(
            columns,
            key=self._key,
            parent_key=self._parent_key,
            name=self._name,
            remember_as=self._remember_as,
        )
        self.tree.current_changed.connect(self.current_changed)
        self._make_sortable(self.tree)
        self._column.addWidget(self.tree)
        self._fill()
        self.setFocusProxy(self.tree)
        if self._wanted:
            self.tree.set_filter(self._wanted)
        elif opened is None:
            self.tree.expandAll()
        else:
            self.tree.open_rows(opened)
        if current is not None:
            self.tree.select(self._key(current))

    def select(self, key: Hashable) -> bool:
        """Make a line current."""
        return self.tree is not None and self.tree.select(key)

    def filter(self, text: str) -> None:
        """Show only lines that hold a text, under those above them."""
        self._wanted = text
        if self.tree is not None:
            self.tree.set_filter(text)

    def _make_sortable(self, tree: TreeView) -> None:
        header = tree.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(bool(self._sorted_by))
        header.sectionClicked.connect(self._on_clicked)

    def _on_clicked(self, place: int) -> None:
        """The first press sorts figures falling, the next rising, the third gives back the usual order."""
        assert self.tree is not None
        column = self.tree.rows.columns[place]
        first = column.number
        if self._sorted_by != column.key:
            self._sorted_by, self._descending = column.key, first
        elif self._descending == first:
            self._descending = not first
        else:
            self._sorted_by = ""
        self._fill()

    def _fill(self) -> None:
        assert self.tree is not None
        header, columns = self.tree.header(), self.tree.rows.columns
        keys = [column.key for column in columns]
        header.setSortIndicatorShown(self._sorted_by in keys)
        if self._sorted_by not in keys:
            self.tree.show_rows(self._rows)
            return
        place = keys.index(self._sorted_by)
        header.setSortIndicator(place, _DOWN if self._descending else _UP)
        ends = [row for row in self._rows if self._key(row) in _FIRST]
        rest = [row for row in self._rows if self._key(row) not in _FIRST]
        self.tree.show_rows([*ends, *ordered(rest, columns[place], self._descending)])
