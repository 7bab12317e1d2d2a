"""Somebody else's workbook is read, looked through and checked, in a fraction of openpyxl's time."""

from decimal import Decimal
from io import BytesIO

from app.services.exchange.workbooks.cells import Sheet
from app.services.exchange.workbooks.reading import book_of
from benchmarks.measuring import Goal, Result, side_by_side, timed

LIMIT = 1 / 5
ROWS, COLUMNS = 20_000, 12


def run(rounds: int) -> list[Result]:
    """Read a sheet of amounts with everything that guards against broken and hostile files."""
    data = workbook(ROWS, COLUMNS)

    def ours() -> None:
        (sheet,) = book_of(data, "belopp.xlsx").filled()
        _agree(sheet)

    def openpyxl() -> None:
        from openpyxl import load_workbook

        load_workbook(BytesIO(data))

    goal = Goal(
        "workbook read", f"{ROWS} × {COLUMNS} amounts read and looked through", "openpyxl reads it", LIMIT
    )
    return [side_by_side(goal, lambda: timed(ours), lambda: timed(openpyxl), rounds=rounds)]


def workbook(rows: int, columns: int) -> bytes:
    """A sheet with a name and amounts on each line."""
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Belopp")
        for column in range(columns + 1):
            sheet.write_string(0, column, f"Kolumn {column}")
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"Enhet {row}")
            for column in range(1, columns + 1):
                sheet.write_number(row, column, amount(row, column))
    return target.getvalue()


def amount(row: int, column: int) -> float:
    """What stands in a cell, exact in binary too."""
    return (row * 37 + column * 101) % 100_000 + 0.25


def _agree(sheet: Sheet) -> None:
    """What was read is what was written, at its far end."""
    row, column = sheet.height - 1, sheet.width - 1
    if sheet.cell(row, column) != Decimal(str(amount(row, column))):
        raise AssertionError("the workbook was not read as it was written")
