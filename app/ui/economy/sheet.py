"""A sheet of rows and years with the budget grid's keys: typed, pasted as one step, or only read."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.economy.tables import EconomyTable, TableRow
from app.services.formatting import write_number, write_ore, write_percent, write_tkr
from app.ui.budget.grid_model import Edit
from app.ui.economy.sheet_model import Change, SheetCell, SheetModel, SheetRow, Unit
from app.ui.economy.sheet_view import SheetView

__all__ = ["Change", "SheetCell", "SheetRow", "YearSheet", "sheet_rows_of"]

_KEYBOARD = QContextMenuEvent.Reason.Keyboard
_MISSING = "Uppgift saknas"


class YearSheet(QWidget):
    """A table of rows × years. Set `commit`; it gets row keys, column indexes and what was typed.

    What is typed as arithmetic (=12000*1,025, +500, *1,02) arrives as the number that it makes.
    """

    row_chosen = Signal(object)
    """The key of the row under the cursor, or None."""
    cell_chosen = Signal(object, int)
    """The key of the row and the index of the column under the cursor; -1 on its name."""
    menu_requested = Signal(object, QPoint)
    """The key of the row (or None) and the global point, for mouse and keyboard alike."""
    said = Signal(str, str)
    """A sentence for the page and its kind, why something could not be typed or pasted."""

    def __init__(
        self,
        name: str,
        *,
        heading: str = "",
        inset: int | None = None,
        notes: str = "Not",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.commit: Callable[[Sequence[Change]], bool] = lambda _changes: False
        self.model = SheetModel(self._on_edits, heading=heading, notes=notes)
        self.view = SheetView(self.model, name, inset=inset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.said.connect(self.said)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.view.viewport().installEventFilter(self)

    def show_sheet(
        self, columns: Sequence[str], rows: Sequence[SheetRow], *, unit: Unit = "", read_only: bool = False
    ) -> None:
        """Show rows under these headings; cursor, scroll and what is being typed stay.

        `unit` is what amounts are in, where they are; `read_only` locks every cell.
        """
        self.model.show_sheet(tuple(columns), tuple(rows), unit, read_only=read_only)
        self.view.arrange()
        if not self.view.currentIndex().isValid() and rows:
            self.view.setCurrentIndex(self.model.first_place())

    def show_table(self, table: EconomyTable, unit: Unit) -> None:
        """Show a table that is only read."""
        self.model.heading = table.first_heading
        self.show_sheet(table.columns, sheet_rows_of(table, unit), unit=unit, read_only=True)

    def current_key(self) -> Any:
        """The key of the row under the cursor, or None."""
        row = self.model.row_at(self.view.currentIndex().row())
        return row.key if row is not None else None

    def current_column(self) -> int:
        """The index of the column under the cursor; -1 on the name."""
        return self.view.currentIndex().column() - 1 if self.view.currentIndex().isValid() else -1

    def select(self, key: object, column: int | None = None) -> bool:
        """Put the cursor on a row; False when it is not there."""
        place = self.model.place_of(key)
        if place is None:
            return False
        current = max(0, self.current_column()) if column is None else column
        index = self.model.index(place, min(current + 1, self.model.columnCount() - 1))
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        return True

    def edit_current(self) -> None:
        """Open the editor of the cell under the cursor, where it can be typed in."""
        index = self.view.currentIndex()
        if index.isValid() and self.model.typed(index.row(), index.column()):
            self.view.edit(index)

    def settle(self) -> bool:
        """Make a change of what is being typed; False when it was refused."""
        return self.view.settle()

    def height_of_rows(self) -> int:
        """How high the sheet is when every row is seen, for a sheet among others on a page."""
        header = self.view.horizontalHeader().height()
        return header + self.model.rowCount() * self.view.verticalHeader().defaultSectionSize() + 2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size gives the names another width; a menu is asked for by press or keyboard."""
        if watched is self.view.viewport():
            if event.type() == QEvent.Type.Resize:
                self.view.arrange()
            elif isinstance(event, QContextMenuEvent):
                self._ask_for_menu(event)
                return True
        return super().eventFilter(watched, event)

    def _on_edits(self, edits: Sequence[Edit]) -> bool:
        return self.commit([(edit.row.key, edit.column.year, edit.amount) for edit in edits])

    def _on_current(self) -> None:
        self.row_chosen.emit(self.current_key())
        self.cell_chosen.emit(self.current_key(), self.current_column())

    def _ask_for_menu(self, event: QContextMenuEvent) -> None:
        view = self.view
        if event.reason() == _KEYBOARD:
            place = view.visualRect(view.currentIndex()).bottomLeft()
            self.menu_requested.emit(self.current_key(), view.viewport().mapToGlobal(place))
            return
        index = view.indexAt(event.pos())
        if index.isValid() and not view.selectionModel().isSelected(index):
            view.setCurrentIndex(index)
        self.menu_requested.emit(self.current_key() if index.isValid() else None, event.globalPos())


def sheet_rows_of(table: EconomyTable, unit: Unit) -> tuple[SheetRow, ...]:
    """The rows of a table that is only read, amounts in tkr or kr; "–" where something is lacking."""
    return tuple(
        SheetRow(
            key=row.key,
            label=row.label,
            cells=tuple(_cell(row, place, unit) for place in range(len(table.columns))),
            style=row.style,
            indent=row.indent,
            note=row.note,
            flag=row.flag,
        )
        for row in table.rows
    )


def _cell(row: TableRow, place: int, unit: Unit) -> SheetCell:
    if place >= len(row.cells):
        return SheetCell("")
    value = row.cells[place]
    if value is None:
        missing = row.style not in ("heading", "note")
        return SheetCell("–" if missing else "", tooltip=_MISSING if missing else "")
    if isinstance(value, str):
        return SheetCell(value, copy=value)
    if row.unit == "ore":
        ore = int(value)
        text = write_tkr(ore) if unit == "tkr" else write_ore(ore, unit=False)
        return SheetCell(text, copy=_bare(Decimal(ore).scaleb(-5 if unit == "tkr" else -2)))
    if row.unit == "percent":
        return SheetCell(write_percent(Decimal(value), None), copy=value)
    return SheetCell(write_number(value), copy=value)


def _bare(value: Decimal) -> Decimal | int:
    return int(value) if value == value.to_integral_value() else value.normalize()
