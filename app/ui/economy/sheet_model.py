"""The rows and cells of a year sheet as a model: what each says, how it looks, what can be typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.services.budget import arithmetic
from app.services.economy.tables import Style
from app.services.formatting import read_number, write_number
from app.ui.budget.columns import NAME, GridColumn
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.columns import ALIGNMENT, DISPLAY, LEFT, RIGHT, CellLook

Unit = Literal["", "tkr", "kr"]
Change = tuple[Any, int, str]
"""The key of a row, the index of a column, and what was typed; "" takes away."""

CELL, NOTES = "cell", "notes"
_TEXTS: Final = frozenset({NAME, NOTES})
_SUMS: Final = frozenset({"sum", "total"})
_HORIZONTAL = Qt.Orientation.Horizontal


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: what it says, what the editor begins with, what Ctrl+C takes, and how it looks."""

    text: str
    edit_text: str = ""
    editable: bool = False
    copy: int | Decimal | str | None = None
    raised: bool = False
    changed: bool = False
    alarm: bool = False
    example: bool = False
    tooltip: str = ""
    muted: bool = False
    comment: bool = False


@dataclass(frozen=True)
class SheetRow:
    """A row: `flag` is what is wrong with it, in a few words; `note` is what explains it."""

    key: Any
    label: str
    cells: tuple[SheetCell, ...] = ()
    style: Style = "row"
    indent: int = 0
    note: str = ""
    tooltip: str = ""
    flag: str = ""
    icon: str = ""

    @property
    def name(self) -> str:
        """What the grid calls a row."""
        return self.label

    @property
    def depth(self) -> int:
        """How far in its name stands."""
        return self.indent

    @cached_property
    def example(self) -> bool:
        """Whether everything in it is invented."""
        said = [cell for cell in self.cells if cell.text not in ("", "–")]
        return bool(said) and all(cell.example for cell in said)


class SheetModel(AmountModel):
    """Rows × columns of cells, the names first; the notes last, empty where there are none."""

    def __init__(
        self,
        commit: Callable[[Sequence[Edit]], bool],
        *,
        heading: str,
        notes: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(commit, parent)
        self.heading, self.notes_heading = heading, notes
        self.sheet_unit: Unit = ""

    def show_sheet(
        self, titles: tuple[str, ...], rows: tuple[SheetRow, ...], unit: Unit, *, read_only: bool
    ) -> None:
        """Show these rows; where only values differ nothing is reset."""
        columns = [GridColumn(NAME, 0, self.heading, self.heading or "Rad", closes=True)]
        columns += [GridColumn(CELL, place, title, title) for place, title in enumerate(titles)]
        notes = self.notes_heading if any(row.note for row in rows) else ""
        columns.append(GridColumn(NOTES, 0, notes, notes))
        self.locked, self.sheet_unit = read_only, unit
        self.show_rows(rows, tuple(columns), unit or "kr")

    def row_at(self, place: int) -> SheetRow | None:
        """The row at a place, None outside."""
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def place_of(self, key: object) -> int | None:
        """Where a row stands."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def first_place(self) -> QModelIndex:
        """The first cell that can be typed in, or the first there is."""
        for row in range(len(self.rows)):
            for column in range(1, len(self.columns)):
                if self.typed(row, column):
                    return self.index(row, column)
        return self.index(0, min(1, len(self.columns) - 1))

    def cell(self, row: SheetRow, column: Any) -> SheetCell | None:
        """The cell of a row in a column, None for names, notes and headings."""
        if column.kind != CELL or column.year >= len(row.cells):
            return None
        return row.cells[column.year]

    def headerData(self, section: int, orientation: Any, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and 0 <= section < len(self.columns):
            return LEFT if self.columns[section].kind in _TEXTS else RIGHT
        return super().headerData(section, orientation, role)

    def typed(self, row: int, column: int) -> bool:
        cell = self.cell(self.rows[row], self.columns[column])
        return cell is not None and cell.editable and not self.locked

    def text(self, row: Any, column: GridColumn) -> str:
        if column.kind == NAME:
            return str(row.label)
        if column.kind == NOTES:
            return str(row.note)
        cell = self.cell(row, column)
        return cell.text if cell is not None else ""

    def edit_text(self, row: Any, column: GridColumn) -> str:
        cell = self.cell(row, column)
        return cell.edit_text if cell is not None else ""

    def look(self, row: Any, column: GridColumn) -> CellLook:
        strong = row.style in _SUMS or row.style == "heading"
        total = row.style == "total"
        if column.kind == NAME:
            return CellLook(
                icon=row.icon,
                warning=row.flag,
                bold=strong,
                muted=row.style == "note",
                raised=total,
                example=row.example,
            )
        cell = self.cell(row, column)
        if cell is None:
            return CellLook(muted=True, raised=total)
        return CellLook(
            bold=strong,
            muted=cell.muted or cell.text == "–",
            raised=cell.raised or total,
            changed=cell.changed,
            alarm=cell.alarm,
            example=cell.example,
            comment=cell.comment,
        )

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        if column.kind == NOTES:
            return None  # so that a note that is cut is told whole
        cell = self.cell(row, column)
        return (cell.tooltip if cell is not None and cell.tooltip else row.tooltip) or None

    def copied(self, row: Any, column: GridColumn) -> Any:
        cell = self.cell(row, column)
        if cell is None:
            return self.text(row, column)
        return cell.copy if cell.copy is not None else ("" if cell.text == "–" else cell.text)

    def spoken(self, row: Any, column: GridColumn) -> str:
        words = super().spoken(row, column)
        return f"{words}, {row.flag}" if column.kind == NAME and row.flag else words

    def edit_of(self, row: Any, column: GridColumn, text: str) -> Edit:
        """What a typed text makes of a cell; arithmetic becomes the number that it makes."""
        return Edit(row, column, self._reckoned(row, column, text.strip()))

    def _reckoned(self, row: Any, column: GridColumn, text: str) -> str:
        if not text or not arithmetic.is_arithmetic(text):
            return text
        cell = self.cell(row, column)
        unit: Literal["kr", "tkr"] = "tkr" if self.sheet_unit == "tkr" else "kr"
        power = 5 if unit == "tkr" else 2
        had = read_number(cell.edit_text) if cell is not None and cell.edit_text.strip() else Decimal(0)
        reckoned = arithmetic.reckon(text, current=int(had.scaleb(power)), unit=unit)
        value = Decimal(reckoned.amount).scaleb(-power)
        return write_number(int(value) if value == value.to_integral_value() else value.normalize())
