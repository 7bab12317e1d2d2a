"""The comparison of all scenarios as a sheet: amounts or differences, with what lacks balance in red."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from app.services.formatting import write_number, write_percent
from app.ui.economy.money import Unit, bare, shown
from app.ui.economy.sheet import SheetCell, SheetRow, sheet_rows_of

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import ScenarioComparison
    from app.services.economy.tables import Cell, EconomyTable, TableRow

Shown = Literal["amounts", "differences"]
_BALANCE = ("left", "result")


def comparison_rows(
    compared: ScenarioComparison, table: EconomyTable, unit: Unit, shown_as: Shown
) -> tuple[SheetRow, ...]:
    """The rows of the comparison: the version first, every scenario beside it."""
    rows = []
    for row, sheet in zip(table.rows, sheet_rows_of(table, unit), strict=True):
        if row.style == "heading":
            rows.append(sheet)
            continue
        cells = tuple(
            _cell(compared, row, place, cell, unit, shown_as) for place, cell in enumerate(sheet.cells)
        )
        rows.append(replace(sheet, cells=cells, flag="", note=""))
    return tuple(rows)


def _cell(
    compared: ScenarioComparison, row: TableRow, place: int, cell: SheetCell, unit: Unit, shown_as: Shown
) -> SheetCell:
    year, _, what = row.key.partition(".")
    side = compared.base if place == 0 else compared.scenarios[place - 1].result
    held = side.years[int(year)]
    reasons = " ".join(held.reasons) if what in _BALANCE else ""
    short = (what == "left" and held.left is not None and held.left < 0) or (
        what == "result" and any("Resultatet" in reason for reason in held.reasons)
    )
    value, base = row.cells[place], row.cells[0]
    text, copy = cell.text, cell.copy
    if place and shown_as == "differences":
        text, copy = _difference(value, base, row.unit, unit)
    return replace(
        cell,
        text=text,
        copy=copy,
        raised=place == 0,
        changed=place > 0 and value != base,
        alarm=short,
        tooltip=reasons or cell.tooltip,
        muted=bool(place) and shown_as == "amounts" and value == base,
    )


def _difference(value: Cell, base: Cell, kind: str, unit: Unit) -> tuple[str, int | Decimal | None]:
    """How much more it is than in the version; a dash where it is the same or unknown."""
    if value is None or base is None or isinstance(value, str) or isinstance(base, str) or value == base:
        return "–", None
    change = value - base
    if kind == "ore":
        return shown(int(change), unit, plus=True), bare(int(change), unit)
    if kind == "percent":
        return write_percent(change, None, plus=True), change
    return write_number(change, plus=True), change
