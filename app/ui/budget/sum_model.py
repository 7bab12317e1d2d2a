"""The four rows under the grid: given out, held back, there to give, and left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject

from app.services.budget import rules
from app.services.formatting import write_count, write_number
from app.ui.budget import amounts, summary
from app.ui.budget.columns import NAME, PARTS_OF, PERCENT, STAFF, TOTAL, GridColumn, amount_of
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.columns import CellLook

GIVEN, HELD, ROOM, LEFT_OVER = "given", "held", "room", "left"
_GIVEN_WORDS = {"net": "Fördelat till", "income": "Intäkter hos", "cost": "Kostnader hos"}
_GIVEN_SHORT = {"net": "Fördelat", "income": "Intäkter", "cost": "Kostnader"}
_HELD_SHORT = "Hålls inne"


@dataclass(frozen=True, slots=True)
class SumRow:
    """One of the four, with its figures by year and part."""

    key: str
    name: str
    amounts: Mapping[tuple[int, str], int | None]
    group: bool = True
    short: str = ""
    """The name where there is no room for all of it."""

    def amount(self, year: int, kind: str) -> int:
        """What stands in a cell, zero when nothing does."""
        return self.amounts.get((year, kind)) or 0


def sum_rows(view: Any) -> tuple[SumRow, ...]:
    """The four rows of a budget; only the first where no room is set for what is shown."""
    name = f"{_GIVEN_WORDS[view.measure]} {holders(view)}"
    given = SumRow(GIVEN, name, view.sums, short=_GIVEN_SHORT[view.measure])
    if (view.measure, view.financing) != ("net", "operating"):
        return (given,)
    held_by = next((room.held_by for room in view.rooms if room.held_by), None)
    held = f"Hålls inne av {held_by[0].lower()}{held_by[1:]}" if held_by else _HELD_SHORT
    return (
        given,
        SumRow(HELD, held, {(room.year, TOTAL): room.held_back for room in view.rooms}, short=_HELD_SHORT),
        SumRow(ROOM, "Ram att fördela", {(room.year, TOTAL): room.to_distribute for room in view.rooms}),
        SumRow(LEFT_OVER, "Kvar att fördela", {(room.year, TOTAL): room.remaining for room in view.rooms}),
    )


def holders(view: Any) -> str:
    """Who has frames: 25 enheter och 3 gemensamma poster."""
    units = write_count(view.unit_count, "enhet", "enheter")
    if not view.pot_count:
        return units
    return f"{units} och {write_count(view.pot_count, 'gemensam post', 'gemensamma poster')}"


class SumModel(AmountModel):
    """Has the grid's columns; what is held back and what there is to give can be typed."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(commit, parent)
        self._lines: Sequence[Any] = ()

    def show_sums(self, view: Any, columns: tuple[GridColumn, ...], unit: amounts.Unit) -> None:
        """Show the sums of a budget."""
        self.locked = view.version is not None and view.version.locked
        self._lines = view.rows
        self.show_rows(sum_rows(view), columns, unit)

    def rounded_apart(self, row: Any, column: GridColumn) -> bool:
        """Whether the amounts above a sum, as they are shown in tkr, come to something else."""
        if self.unit != "tkr" or row.key != GIVEN or not column.money:
            return False
        shown = (amount_of(line, column) for line in self._lines if not line.group)
        return summary.rounded_apart(shown, self.amount(row, column) or 0)

    def typed(self, row: int, column: int) -> bool:
        return self._can_type(self.rows[row], self.columns[column])

    def amount(self, row: Any, column: GridColumn) -> int | None:
        if not column.money:
            return None
        parts = PARTS_OF.get(column.kind)
        if parts is not None:
            return sum(row.amount(column.year, kind) for kind in parts) if row.key == GIVEN else None
        return row.amounts.get((column.year, column.kind))

    def text(self, row: Any, column: GridColumn) -> str:
        if column.kind == NAME:
            return row.name
        if column.kind == PERCENT:
            return self._percent(row, column)
        if column.kind == STAFF:
            return self._staff(row, column)
        amount = self.amount(row, column)
        if amount is None:
            return amounts.NOTHING if row.key != GIVEN and column.kind == TOTAL else ""
        return amounts.write(amount, self.unit)

    def look(self, row: Any, column: GridColumn) -> CellLook:
        last = row.key == LEFT_OVER
        if column.kind == NAME:
            return CellLook(raised=True, bold=last)
        amount = self.amount(row, column)
        if column.kind != TOTAL:
            return CellLook(raised=True)
        return CellLook(
            raised=row.key in (GIVEN, LEFT_OVER) or self.locked,
            bold=row.key in (GIVEN, LEFT_OVER),
            locked=row.key == HELD and bool(amount),
            alarm=last and amount is not None and amount < 0,
        )

    def tooltip(self, row: Any, column: GridColumn) -> str | None:
        if column.kind == NAME:
            return row.name
        if self.rounded_apart(row, column):
            return summary.ROUNDED
        if column.kind != TOTAL or row.key != LEFT_OVER:
            return None
        return f"Ram att fördela minus vad som hålls inne och vad som är fördelat {column.year}"

    def _can_type(self, row: SumRow, column: GridColumn) -> bool:
        return row.key in (HELD, ROOM) and column.kind == TOTAL and not self.locked

    def _percent(self, row: SumRow, column: GridColumn) -> str:
        if row.key != GIVEN:
            return ""
        before = row.amount(column.year, rules.PREVIOUS)
        percent = rules.percent(row.amount(column.year, rules.TOTAL) - before, before)
        return amounts.NOTHING if percent is None else write_number(percent, 1, plus=True)

    def _staff(self, row: SumRow, column: GridColumn) -> str:
        if row.key != GIVEN:
            return ""
        known = [line.staff(column.year) for line in self._lines if line.parent is None]
        counted = [staff for staff in known if staff is not None]
        return write_number(sum(counted, Decimal(0))) if counted else amounts.NOTHING
