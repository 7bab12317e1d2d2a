"""Cells of a table of the economy as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeGuard

from app.services.economy.tables import Cell, EconomyTable, TableRow, Unit
from app.services.formatting import DASH, ORE_PER_UNIT, in_units, write_number, write_percent
from app.services.reports.economy.paper import Money
from app.services.reports.text import label

_WHOLE, _LARGE = Decimal(1), 100
ROUNDED: Final = "Beloppen är avrundade var för sig. En summa kan därför skilja något från sina delar."


def written(cell: Cell, unit: Unit, money: Money) -> str:
    """A cell as it stands in its column, amounts whole; a dash where nothing is known, never zero."""
    if cell is None or cell == "":
        return DASH
    if isinstance(cell, str):
        return label(cell)
    if unit == "ore" and isinstance(cell, int):
        return write_number(in_units(cell, ORE_PER_UNIT[money]))
    if unit == "percent":
        return write_percent(cell, _decimals(cell))
    return write_number(cell.quantize(_WHOLE) if _is_whole(cell, unit) else cell)


def _is_whole(cell: Decimal | int, unit: Unit) -> TypeGuard[Decimal]:
    """Whether a figure is kronor without öre, which are not written out; a tax rate keeps its decimals."""
    return isinstance(cell, Decimal) and unit == "kr" and cell >= _LARGE and cell == cell.quantize(_WHOLE)


def _decimals(cell: Decimal | int) -> int | None:
    """One decimal, unless it was given with more."""
    exponent = Decimal(cell).normalize().as_tuple().exponent
    return None if isinstance(exponent, int) and exponent < -1 else 1


def row_texts(row: TableRow, columns: int, money: Money) -> list[str]:
    """The cells of a row; a heading and a note have none."""
    if not row.cells:
        return [""] * columns
    texts = [written(cell, row.unit, money) for cell in row.cells]
    return [*texts, *[""] * (columns - len(texts))]


def is_rounded(table: EconomyTable, money: Money) -> bool:
    """Whether the printed parts of some sum do not add up to the printed sum."""
    return any(_lacks(table, money))


def _lacks(table: EconomyTable, money: Money) -> Iterator[bool]:
    unit, rows = ORE_PER_UNIT[money], {row.key: row for row in table.rows}
    for row in table.rows:
        if row.unit != "ore" or not row.parts or any(part.key not in rows for part in row.parts):
            continue
        for place, cell in enumerate(row.cells):
            parts = [(rows[part.key].cells[place], part.times) for part in row.parts]
            if isinstance(cell, int) and all(isinstance(one, int) for one, _ in parts):
                shown = sum(in_units(one, unit) * times for one, times in parts if isinstance(one, int))
                yield (
                    shown != in_units(cell, unit)
                    and sum(one * times for one, times in parts if isinstance(one, int)) == cell
                )
