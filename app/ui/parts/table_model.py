"""A table of immutable rows for Qt: sorted and filtered here, for every table in the program."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.textorder import fold
from app.ui.parts.columns import COPY, DISPLAY, EDIT, Column, folded, header_data, words_in

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NONE = Qt.ItemFlag.NoItemFlags
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable
_HORIZONTAL = Qt.Orientation.Horizontal
_ASCENDING = Qt.SortOrder.AscendingOrder
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows in the order given until a column is chosen to sort by."""

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._shown: list[Row] = []
        self._places: dict[Hashable, int] = {}
        self._words: tuple[str, ...] = ()
        self._condition: Callable[[Row], bool] | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def count(self) -> int:
        """How many rows there are, whether the filter shows them or not."""
        return len(self._rows)

    @property
    def matches(self) -> int:
        """How many rows are shown."""
        return len(self._shown)

    @property
    def filtered(self) -> bool:
        """Whether a filter is in force."""
        return bool(self._words) or self._condition is not None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows as they stand."""
        return tuple(self._shown)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; where the same rows stand in the same order nothing is reset."""
        self._rows = tuple(rows)
        fresh = self._arranged()
        if [self._key(row) for row in fresh] == list(self._places):
            self._take_values(fresh)
        else:
            self._replace(fresh)

    def retitle(self, key: str, title: str) -> None:
        """Give a column another heading."""
        self.columns = tuple(replace(each, title=title) if each.key == key else each for each in self.columns)
        self.headerDataChanged.emit(_HORIZONTAL, 0, len(self.columns) - 1)

    def set_filter(self, text: str, condition: Callable[[Row], bool] | None = None) -> None:
        """Show only rows that hold every typed word and meet the condition."""
        self._words, self._condition = tuple(fold(text).split()), condition
        self._replace(self._arranged())

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column; -1 gives back the order in which the rows came."""
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._replace(self._arranged())

    def value(self, index: _Index) -> Row | None:
        """The row at an index."""
        return self._shown[index.row()] if index.isValid() else None

    def key(self, index: _Index) -> Hashable | None:
        """The key of the row at an index."""
        return self._key(self._shown[index.row()]) if index.isValid() else None

    def row_of(self, key: Hashable) -> Row | None:
        """The row with a key, shown or not."""
        return next((row for row in self._rows if self._key(row) == key), None)

    def index_of(self, key: Hashable, column: int = 0) -> QModelIndex:
        """Where a key is shown; invalid when it is not."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place, column)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        return self.columns[index.column()].data(self._shown[index.row()], role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is _HORIZONTAL and 0 <= section < len(self.columns):
            return header_data(self.columns[section], role)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NONE
        return _EDITABLE if self.columns[index.column()].can_edit(self._shown[index.row()]) else _FLAGS

    def setData(self, index: _Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid():
            return False
        commit = self.columns[index.column()].commit
        return commit is not None and commit(self._shown[index.row()], str(value))

    def copied(self, index: _Index) -> Any:
        """What Ctrl+C takes from a cell."""
        return self.data(index, COPY)

    def _arranged(self) -> list[Row]:
        rows = [row for row in self._rows if self._hit(row)]
        if self._sorted_by is not None:
            column, order = self._sorted_by
            rows.sort(key=self.columns[column].order, reverse=order is not _ASCENDING)
        return rows

    def _hit(self, row: Row) -> bool:
        if self._words and not words_in(folded(self.columns, row), self._words):
            return False
        return self._condition is None or self._condition(row)

    def _replace(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._shown = rows
        self._places = {self._key(row): place for place, row in enumerate(rows)}
        self.endResetModel()

    def _take_values(self, fresh: list[Row]) -> None:
        changed = [place for place, row in enumerate(fresh) if row != self._shown[place]]
        self._shown = fresh
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(self.columns) - 1))
