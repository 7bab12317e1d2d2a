"""The units of the budget as rows and the parts of their frames as columns."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.services.budget.frames import KEEP, Keep
from app.services.formatting import read_number, write_number
from app.ui.budget import amounts
from app.ui.budget.amounts import Unit
from app.ui.budget.columns import CHOICE, NAME, NEED, PERCENT, STAFF, GridColumn, amount_of
from app.ui.budget.filtering import Wanted, wanted_keys
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
_SUMS = frozenset({NAME, PERCENT, NEED, CHOICE, STAFF})


@dataclass(frozen=True, slots=True)
class Edit:
    """A typed amount in öre, or årsarbetare, for a row and a column; None clears.

    `note` explains it, such as the arithmetic that was typed; KEEP leaves the note that is there.
    """

    row: Any
    column: GridColumn
    amount: Any
    note: str | Keep | None = KEEP


class AmountModel(QAbstractTableModel):
    """What the grid and its sum rows have in common: columns, a unit, and typed amounts."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[Any, ...] = ()
        self.unit: Unit = "tkr"
        self.locked = False
        self.first = 1
        """The first column that the cursor goes to by key; before it stand names and what belongs to them."""
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
            return self.edit_text(row, column)
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

    def edit_text(self, row: Any, column: GridColumn) -> str:
        """What the editor begins with: exact, so that opening and closing it changes nothing."""
        amount = self.amount(row, column)
        return amounts.edit_text(amount, self.unit) if amount else ""

    def place_words(self, row: Any, column: Any) -> str:
        """Where a cell is, for what is said of what was typed in it."""
        return f"{row.name}, {column.words}"

    def edit_of(self, row: Any, column: GridColumn, text: str) -> Edit:
        """What a typed text makes of a cell, arithmetic with its note; raises with what to write instead."""
        if column.kind == STAFF:
            return Edit(row, column, None if amounts.is_empty(text) else read_number(text))
        current, note = self.amount(row, column) or 0, self.note(row, column)
        return Edit(row, column, *amounts.typed(text, self.unit, current=current, note=note))

    def note(self, row: Any, column: GridColumn) -> str | None:
        """What explains a cell."""
        return None

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
            self.tell_changed(0, len(rows) - 1)

    def tell_changed(self, first: int, last: int) -> None:
        """Have the rows from one to another painted anew."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


class GridModel(AmountModel):
    """The rows that are neither folded away nor filtered away; amounts are asked for when they are seen."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(commit, parent)
        self.collapsed: set[int] = set()
        self.wanted = Wanted()
        self.explain: Callable[[Any, GridColumn], str] | None = None
        self._all: tuple[Any, ...] = ()
        self._kept: frozenset[int] | None = None
        self._places: dict[int, int] | None = None

    def show_budget(
        self, rows: Sequence[Any], columns: tuple[GridColumn, ...], unit: Unit, *, locked: bool
    ) -> None:
        """Show a version's rows."""
        self._all, self.locked = tuple(rows), locked
        self._kept = wanted_keys(self._all, self.wanted, _years(columns))
        self._lay_out(columns, unit)

    def show_changed(self, keys: Collection[int] | None) -> None:
        """Amounts of some rows, or with None of any, are others now; they are painted anew all at once."""
        if keys is None:
            keys = [row.key for row in self.rows]
        if self._places is None:
            self._places = {row.key: place for place, row in enumerate(self.rows)}
        places = [self._places[key] for key in keys if key in self._places]
        if places:
            self.tell_changed(min(places), max(places))

    def filter(self, wanted: Wanted) -> None:
        """Show only what is wanted, under its groups."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._kept = wanted_keys(self._all, wanted, _years(self.columns))
            self._lay_out(self.columns, self.unit)

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows that are no groups pass the filter, of how many."""
        own = [row.key for row in self._all if not row.group]
        return len(own) if self._kept is None else sum(key in self._kept for key in own), len(own)

    def fold(self, key: int, *, closed: bool | None = None) -> None:
        """Fold a group away or out again."""
        wanted = key not in self.collapsed if closed is None else closed
        self.collapsed.add(key) if wanted else self.collapsed.discard(key)
        self._lay_out(self.columns, self.unit)

    def fold_all(self, *, closed: bool) -> None:
        """Fold every group away, or all out."""
        self.collapsed = {row.key for row in self._all if row.group} if closed else set()
        self._lay_out(self.columns, self.unit)

    def reveal(self, key: int) -> int | None:
        """Fold and filter out what hides a row; gives its place."""
        rows = {row.key: row for row in self._all}
        above = rows[key].parent if key in rows else None
        if self._kept is not None and key not in self._kept:
            self.wanted, self._kept = Wanted(), None
        while above is not None:
            self.collapsed.discard(above)
            above = rows[above].parent
        self._lay_out(self.columns, self.unit)
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def show_rows(self, rows: tuple[Any, ...], columns: tuple[GridColumn, ...], unit: Unit) -> None:
        """Show these rows, whose places are then counted anew."""
        self._places = None
        super().show_rows(rows, columns, unit)

    def _lay_out(self, columns: tuple[GridColumn, ...], unit: Unit) -> None:
        rows = self._all if self._kept is None else tuple(row for row in self._all if row.key in self._kept)
        self.show_rows(visible_rows(rows, () if self.wanted else self.collapsed), columns, unit)

    def is_open(self, row: Any) -> bool:
        """Whether what a group holds is shown under it."""
        return bool(self.wanted) or row.key not in self.collapsed

    def cell(self, row: Any, column: GridColumn) -> Any:
        """The view's cell, None where there is only a sum or nothing."""
        return None if column.kind in _SUMS else row.cells.get((column.year, column.kind))

    def typed(self, row: int, column: int) -> bool:
        at, under = self.rows[row], self.columns[column]
        if under.kind == STAFF:
            return not at.group and not self.locked and under.year in at.frames
        cell = self.cell(at, under)
        return cell is not None and cell.typed

    def amount(self, row: Any, column: GridColumn) -> int | None:
        return amount_of(row, column) if column.money else None

    def note(self, row: Any, column: GridColumn) -> str | None:
        cell = self.cell(row, column)
        return cell.note if cell is not None else None

    def edit_text(self, row: Any, column: GridColumn) -> str:
        if column.kind != STAFF:
            return super().edit_text(row, column)
        staff = row.staff(column.year)
        return write_number(staff) if staff is not None else ""

    def copied(self, row: Any, column: GridColumn) -> Any:
        if column.kind != STAFF:
            return super().copied(row, column)
        staff: Decimal | None = row.staff(column.year)
        return staff if staff is not None else ""

    def text(self, row: Any, column: GridColumn) -> str:
        if column.kind == NAME:
            return row.name
        if column.kind == PERCENT:
            percent = row.change_percent(column.year)
            return amounts.NOTHING if percent is None else write_number(percent, 1, plus=True)
        if column.kind == STAFF:
            staff = row.staff(column.year)
            return amounts.NOTHING if staff is None else write_number(staff)
        amount = amount_of(row, column)
        return _written(amount, self.unit) if amount else amounts.NOTHING

    def look(self, row: Any, column: GridColumn) -> CellLook:
        if column.kind == NAME:
            return CellLook(
                bold=row.group, example=row.example, raised=row.group, middle=True,
                icon="pin" if row.bound else "",
            )  # fmt: skip
        if column.kind == STAFF:
            return _look(row.group, row.staff(column.year) is None, row.group)
        cell = self.cell(row, column)
        bold = row.group or (column.kind == "total" and not column.closes)
        empty = column.money and not amount_of(row, column)
        if cell is None:
            return _look(bold, empty, True)
        return _look(bold, empty, not cell.typed or cell.held, cell.changed, bool(cell.note), cell.held)

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        if column.kind == NAME:
            return "\n".join([row.name, *_binding(row)])
        cell = self.cell(row, column)
        if cell is None:
            return None
        held = "Beloppet hålls när ramar fördelas" if cell.held else ""
        told = self.explain(cell, column) if self.explain is not None else ""
        said = [cell.note or "", cell.source or "", held, told]
        return "\n".join(each for each in said if each) or None

    def spoken(self, row: Any, column: GridColumn) -> str:
        said = super().spoken(row, column)
        return ", ".join([said, *_binding(row)]) if column.kind == NAME else said


_written = lru_cache(10_000)(amounts.write)
"""The same amounts are written again each time the grid is painted."""


@cache
def _look(
    bold: bool,
    muted: bool,
    raised: bool,
    changed: bool = False,
    comment: bool = False,
    held: bool = False,
) -> CellLook:
    return CellLook(bold=bold, muted=muted, raised=raised, changed=changed, comment=comment, locked=held)


def _binding(row: Any) -> list[str]:
    """What the council has bound here, in words."""
    if row.bound == "gross":
        return ["Fullmäktige binder intäkter och kostnader här, var för sig"]
    if row.bound:
        return ["Fullmäktige binder anslaget här, netto"]
    return ["Pengarna får omdisponeras fritt under det bundna anslaget"] if row.free else []


def _years(columns: Sequence[GridColumn]) -> frozenset[int]:
    return frozenset(column.year for column in columns if column.year)


def visible_rows(rows: Sequence[Any], collapsed: Collection[int]) -> tuple[Any, ...]:
    """Rows whose groups are all open, in order."""
    if not collapsed:
        return tuple(rows)
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
