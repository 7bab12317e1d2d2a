"""The units of the budget as rows and the parts of their frames as columns."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.formatting import write_number
from app.ui.budget import amounts
from app.ui.budget.amounts import Unit
from app.ui.budget.columns import CHOICE, NAME, NEED, PERCENT, GridColumn, amount_of
from app.ui.parts.columns import (
    ACCESSIBLE,
    ALIGNMENT,
    COPY,
    DISPLAY,
    EDIT,
    LEFT,
    LOOK,
    PLAIN,
    RIGHT,
    TOOLTIP,
    VALUE,
    CellLook,
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HORIZONTAL = Qt.Orientation.Horizontal
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable
_SUMS = frozenset({NAME, PERCENT, NEED, CHOICE})


@dataclass(frozen=True, slots=True)
class Edit:
    """A typed amount in öre for a row and a column; None clears."""

    row: Any
    column: GridColumn
    amount: int | None


class AmountModel(QAbstractTableModel):
    """What the grid and its sum rows have in common: columns, a unit, and typed amounts."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[Any, ...] = ()
        self.unit: Unit = "tkr"
        self.locked = False
        self.commit = commit

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not _HORIZONTAL or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return column.title
        return column.words if role in (ACCESSIBLE, TOOLTIP) else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NO_FLAGS
        return _EDITABLE if self.typed(index.row(), index.column()) else _FLAGS

    def data(self, index: _Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == DISPLAY:
            return self.text(row, column)
        if role == LOOK:
            return self.look(row, column)
        if role == ALIGNMENT:
            return LEFT if column.kind == NAME else RIGHT
        if role == EDIT:
            amount = self.amount(row, column)
            return amounts.edit_text(amount, self.unit) if amount else ""
        if role == COPY:
            return self.copied(row, column)
        if role == ACCESSIBLE:
            return self.spoken(row, column)
        if role == TOOLTIP:
            return self.tooltip(row, column)
        return row if role == VALUE else None

    def typed(self, row: int, column: int) -> bool:
        """Whether a cell can be typed in."""
        return False

    def amount(self, row: Any, column: GridColumn) -> int | None:
        """What a cell holds in öre, None where it holds no amount."""
        return None

    def text(self, row: Any, column: GridColumn) -> str:
        """What a cell says."""
        return ""

    def look(self, row: Any, column: GridColumn) -> CellLook:
        """How a cell looks."""
        return PLAIN

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        """What is said when the pointer rests on a cell."""
        return None

    def copied(self, row: Any, column: GridColumn) -> Any:
        """What Ctrl+C takes."""
        amount = self.amount(row, column)
        return self.text(row, column) if amount is None else amounts.exact(amount, self.unit)

    def spoken(self, row: Any, column: GridColumn) -> str:
        """A cell in words, with everything that is only drawn."""
        look = self.look(row, column)
        drawn = (
            ("exempel", look.example),
            ("låst", look.locked or self.locked),
            ("ändrad", look.changed),
            ("har not", look.comment),
            ("överskriden", look.alarm),
        )
        return ", ".join([self.text(row, column), *(word for word, on in drawn if on)])

    def setData(self, index: _Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or not index.isValid() or not self.typed(index.row(), index.column()):
            return False
        return self.commit([Edit(self.rows[index.row()], self.columns[index.column()], value)])

    def read(self, text: str) -> int | None:
        """A typed amount in öre; raises with what to write instead."""
        return amounts.read(text, self.unit)

    def show_rows(self, rows: tuple[Any, ...], columns: tuple[GridColumn, ...], unit: Unit) -> None:
        """Show these rows; where only values differ nothing is reset."""
        same = columns == self.columns and [_key(row) for row in rows] == [_key(row) for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.columns, self.unit = rows, columns, unit
        if not same:
            self.endResetModel()
        elif rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))


class GridModel(AmountModel):
    """The rows that are not folded away."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(commit, parent)
        self.collapsed: set[int] = set()
        self.explain: Callable[[Any, GridColumn], str] | None = None
        self._all: tuple[Any, ...] = ()

    def show_budget(
        self, rows: Sequence[Any], columns: tuple[GridColumn, ...], unit: Unit, *, locked: bool
    ) -> None:
        """Show a version's rows."""
        self._all, self.locked = tuple(rows), locked
        self.show_rows(visible_rows(self._all, self.collapsed), columns, unit)

    def fold(self, key: int, *, closed: bool | None = None) -> None:
        """Fold a group away or out again."""
        wanted = key not in self.collapsed if closed is None else closed
        self.collapsed.add(key) if wanted else self.collapsed.discard(key)
        self.show_rows(visible_rows(self._all, self.collapsed), self.columns, self.unit)

    def fold_all(self, *, closed: bool) -> None:
        """Fold every group away, or all out."""
        self.collapsed = {row.key for row in self._all if row.group} if closed else set()
        self.show_rows(visible_rows(self._all, self.collapsed), self.columns, self.unit)

    def reveal(self, unit_id: int) -> int | None:
        """Fold out what hides a unit; gives its row."""
        rows = {row.key: row for row in self._all}
        above = rows[unit_id].parent if unit_id in rows else None
        while above is not None:
            self.collapsed.discard(above)
            above = rows[above].parent
        self.show_rows(visible_rows(self._all, self.collapsed), self.columns, self.unit)
        return next((place for place, row in enumerate(self.rows) if row.key == unit_id), None)

    def cell(self, row: Any, column: GridColumn) -> Any:
        """The view's cell, None where there is only a sum or nothing."""
        return None if column.kind in _SUMS else row.cells.get((column.year, column.kind))

    def typed(self, row: int, column: int) -> bool:
        cell = self.cell(self.rows[row], self.columns[column])
        return cell is not None and cell.typed

    def amount(self, row: Any, column: GridColumn) -> int | None:
        return None if column.kind in (NAME, PERCENT) else amount_of(row, column)

    def text(self, row: Any, column: GridColumn) -> str:
        if column.kind == NAME:
            return row.name
        if column.kind == PERCENT:
            percent = row.change_percent(column.year)
            return amounts.NOTHING if percent is None else write_number(percent, 1, plus=True)
        amount = amount_of(row, column)
        return amounts.write(amount, self.unit) if amount else amounts.NOTHING

    def look(self, row: Any, column: GridColumn) -> CellLook:
        if column.kind == NAME:
            return CellLook(bold=row.group, example=row.example, raised=row.group)
        cell = self.cell(row, column)
        total = column.kind == "total"
        empty = column.kind != PERCENT and not amount_of(row, column)
        look = CellLook(bold=row.group or (total and column.closes is False), muted=empty)
        if cell is None:
            return replace(look, raised=True)
        return replace(
            look,
            raised=not cell.typed,
            changed=cell.changed,
            comment=bool(cell.note),
        )

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        if column.kind == NAME:
            return row.name
        cell = self.cell(row, column)
        if cell is None:
            return None
        said = [cell.note or "", self.explain(cell, column) if self.explain is not None else ""]
        return "\n".join(each for each in said if each) or None


def visible_rows(rows: Sequence[Any], collapsed: Collection[int]) -> tuple[Any, ...]:
    """Rows whose groups are all open, in order."""
    hidden: set[int] = set()
    shown = []
    for row in rows:
        if row.parent is not None and (row.parent in hidden or row.parent in collapsed):
            hidden.add(row.key)
        else:
            shown.append(row)
    return tuple(shown)


def _key(row: Any) -> Any:
    return row.key
