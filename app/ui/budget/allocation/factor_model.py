"""What the grids of prices and of volumes have in common: exact decimals that are typed, and what follows."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from app.services.budget.allocation import limits
from app.services.formatting import read_amount, write_number
from app.ui.budget.amounts import NOTHING, is_empty
from app.ui.budget.columns import NAME, GridColumn
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.columns import ALIGNMENT, DISPLAY, LEFT, RIGHT, CellLook

Reads = Literal["price", "percent", "volume", "amount"]
_SECTION_SIDES = {True: LEFT, False: RIGHT}


@dataclass(frozen=True, slots=True)
class FactorCell:
    """A cell: its exact value, how it is written, and how it is typed where it can be."""

    value: Decimal | int | None
    text: str
    reads: Reads | None = None
    computed: bool = False
    """Follows from other cells: on raised ground when it cannot be typed, in muted ink when it can."""
    bold: bool = False
    comment: str = ""
    alarm: bool = False
    changed: bool = False
    """Another value than in the version that is compared with."""
    where: Any = None
    """What a change of it is made on."""


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A line of a grid."""

    key: Hashable
    name: str
    cells: Mapping[tuple[str, int], FactorCell] = field(default_factory=dict)
    depth: int = 0
    group: bool = False
    bold: bool = False
    raised: bool = False
    example: bool = False
    about: Any = None
    """What the line is of, for the inspector."""

    def cell(self, column: GridColumn) -> FactorCell | None:
        """What stands under a column."""
        return self.cells.get(column.key)


class FactorModel(AmountModel):
    """Typed cells are read by what they are, and kept with every digit."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], price_unit: Callable[[], str]) -> None:
        super().__init__(commit)
        self._price_unit = price_unit
        self.shut = False
        """Whether nothing may be typed: the version is decided, or the file is open for reading."""

    def headerData(self, section: int, orientation: Any, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and 0 <= section < len(self.columns):
            return _SECTION_SIDES[self.columns[section].kind == NAME]
        return super().headerData(section, orientation, role)

    def is_open(self, _row: Any) -> bool:
        """Lines are never folded."""
        return True

    def typed(self, row: int, column: int) -> bool:
        cell = self.rows[row].cell(self.columns[column])
        return cell is not None and cell.reads is not None and not self.shut

    def amount(self, row: Any, column: GridColumn) -> Any:
        cell = row.cell(column)
        return cell.value if cell is not None else None

    def text(self, row: Any, column: GridColumn) -> str:
        if column.kind == NAME:
            return row.name
        cell = row.cell(column)
        return cell.text if cell is not None else ""

    def edit_text(self, row: Any, column: GridColumn) -> str:
        cell = row.cell(column)
        if cell is None or cell.value is None or cell.computed:
            return ""
        return self._written(cell)

    def edit_of(self, row: Any, column: GridColumn, text: str) -> Edit:
        return Edit(row, column, self.read_as(row, column, text))

    def read_as(self, row: Any, column: GridColumn, text: str) -> Any:
        """A typed text as what the cell holds; raises with what to write instead."""
        cell = row.cell(column)
        reads = cell.reads if cell is not None else None
        if reads == "amount":
            return None if is_empty(text) else read_amount(text, self.unit)
        if reads == "price":
            return limits.read_price(text, self._price_unit())
        return limits.read_share(text) if reads == "percent" else limits.read_volume(text)

    def look(self, row: Any, column: GridColumn) -> CellLook:
        if column.kind == NAME:
            return CellLook(bold=row.bold, raised=row.raised, example=row.example)
        cell = row.cell(column)
        if cell is None:
            return CellLook(raised=True)
        empty = cell.text == NOTHING
        typed = cell.reads is not None
        return CellLook(
            bold=cell.bold,
            muted=empty or (typed and cell.computed),
            raised=not typed or self.shut,
            comment=bool(cell.comment),
            alarm=cell.alarm,
            changed=cell.changed,
        )

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        if column.kind == NAME:
            return row.name
        cell = row.cell(column)
        return cell.comment or None if cell is not None else None

    def copied(self, row: Any, column: GridColumn) -> Any:
        cell = row.cell(column)
        if column.kind == NAME or cell is None or cell.value is None:
            return row.name if column.kind == NAME else ""
        if cell.reads == "amount" or column.kind == "result":
            return _in_units(int(cell.value), self.unit)
        return cell.value

    def _written(self, cell: FactorCell) -> str:
        value = cell.value if cell.value is not None else Decimal()
        if cell.reads == "amount":
            return write_number(_in_units(int(value), self.unit))
        return write_number(value)


def _in_units(ore: int, unit: str) -> Decimal | int:
    value = Decimal(ore).scaleb(-5 if unit == "tkr" else -2)
    return int(value) if value == value.to_integral_value() else value.normalize()
