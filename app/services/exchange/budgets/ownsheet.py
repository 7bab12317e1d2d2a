"""The sheet of a workbook of our own: amounts by their hidden keys, wherever rows and columns have gone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from app.services.budget.rules import TOTAL
from app.services.exchange.budgets.content import MARK, SHEET
from app.services.exchange.budgets.dryrun import LeftOut
from app.services.exchange.budgets.hidden import CellKey, Exported
from app.services.exchange.budgets.layout import PERCENT, key_of
from app.services.exchange.workbooks.amounts import Amount, amount_at
from app.services.exchange.workbooks.cells import Place, Sheet, address, column_name
from app.services.exchange.workbooks.errors import NoAmount
from app.services.exchange.workbooks.reading import Book
from app.services.textorder import fold

_BELOW = frozenset({"summa", "hålls inne", "att fördela", "kvar att fördela"})


@dataclass
class OwnSheet:
    """What a sheet of ours says: amounts by cell, where they stand, and what could not be read."""

    sheet: Sheet
    amounts: dict[CellKey, Amount] = field(default_factory=dict)
    places: dict[CellKey, Place] = field(default_factory=dict)
    faults: list[LeftOut] = field(default_factory=list)

    def place(self, key: CellKey) -> str:
        """The sheet and the address of a cell."""
        return f"{self.sheet.name}!{address(*self.places[key])}"


def keyed_sheet(book: Book) -> tuple[Sheet, Place] | None:
    """The sheet with our keys, and where they meet; None when somebody took them away."""
    sheets = (book.sheet(each.name) for each in book.visible)
    found = [(sheet, place) for sheet in sheets if (place := _mark(sheet)) is not None]
    named = [each for each in found if each[0].name == SHEET]
    return next(iter(named or found), None)


def read_own(sheet: Sheet, mark: Place, exported: Exported, names: Collection[str]) -> OwnSheet:
    """Read every amount that has a key; `names` are the lines that need none, such as groups."""
    key_row, key_column = mark
    read = OwnSheet(sheet)
    columns = _columns(read, key_row)
    seen: dict[int, int] = {}
    for at in range(sheet.height):
        text = sheet.text(at, key_column)
        if not text.isdigit():
            if at > key_row and not text:
                _note_new_line(read, at, list(columns.values()), names)
            continue
        holder = int(text)
        if holder in seen:
            reason = f"Raderna {seen[holder] + 1} och {at + 1} har samma dolda nyckel. Ta bort den ena."
            read.faults.append(LeftOut(f"{sheet.name}, rad {at + 1}", reason))
            continue
        seen[holder] = at
        for (year, kind), column in columns.items():
            if (holder, year, kind) in exported.amounts:
                _take(read, (holder, year, kind), (at, column), exported)
    return read


def _mark(sheet: Sheet) -> Place | None:
    for at, row in enumerate(sheet.rows):
        if MARK in row:
            return at, list(row).index(MARK)
    return None


def _columns(read: OwnSheet, key_row: int) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for column in range(read.sheet.width):
        key = key_of(read.sheet.text(key_row, column))
        if key is None or key[1] == PERCENT:
            continue
        if key in found:
            both = f"{column_name(found[key])} och {column_name(column)}"
            reason = f"Kolumnerna {both} har samma dolda nyckel. Ta bort den ena."
            read.faults.append(LeftOut(f"{read.sheet.name}, kolumn {column_name(column)}", reason))
            continue
        found[key] = column
    return found


def _take(read: OwnSheet, key: CellKey, place: Place, exported: Exported) -> None:
    if key[2] == TOTAL and place in read.sheet.formulas:
        return  # a sum follows from its parts, however it was computed; only one that was written over counts
    try:
        amount = amount_at(read.sheet, *place, exported.money)
    except NoAmount as refused:
        read.faults.append(LeftOut(f"{refused.sheet}!{refused.address}", refused.message))
        return
    if amount.ore is not None or key[2] != TOTAL:
        read.amounts[key] = amount
        read.places[key] = place


def _note_new_line(read: OwnSheet, at: int, columns: list[int], names: Collection[str]) -> None:
    """A line that somebody has added has amounts but no key."""
    sheet = read.sheet
    name = next((cell.strip() for cell in sheet.rows[at] if isinstance(cell, str) and cell.strip()), "")
    if not name or name in names or fold(name) in _BELOW:
        return
    if any(isinstance(sheet.cell(at, column), Decimal) for column in columns):
        reason = f"Raden ”{name}” är tillagd i arbetsboken och har ingen ram i budgeten."
        read.faults.append(LeftOut(f"{sheet.name}, rad {at + 1}", reason))
