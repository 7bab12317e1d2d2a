"""The sheet of an internal budget: account groups and sums as rows, the year and its months as columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from app.services.formatting import MONTHS
from app.ui.budget import amounts, summary
from app.ui.budget.amounts import Unit
from app.ui.budget.columns import NAME
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.columns import ALIGNMENT, DISPLAY, LEFT, RIGHT, CellLook

NUMBER, PROFILE, YEAR, MONTH = "number", "profile", "year", "month"
INCOME, COST, NET, FRAME, LEFT_OVER = "income", "cost", "net", "frame", "left"
OWN = "Egna"
_TEXTS = frozenset({NAME, NUMBER, PROFILE})
_SUMS = {INCOME: "Summa intäkter", COST: "Summa kostnader"}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; `year` is the month from 1 to 12 where it holds one."""

    kind: str
    title: str
    words: str
    year: int = 0
    closes: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What the column is known by."""
        return self.kind, self.year

    @property
    def money(self) -> bool:
        """Whether it holds amounts."""
        return self.kind not in _TEXTS


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An account group, or with a key of words a sum; a row without months has only a year."""

    key: int | str
    name: str
    amount: int
    months: tuple[int, ...] | None = None
    line: Any = None


def sheet_columns(year: int, *, numbers: bool) -> tuple[SheetColumn, ...]:
    """Group, account where there is room for it, profile, the year and its months."""
    months = tuple(
        SheetColumn(MONTH, name[:3].capitalize(), f"{name.capitalize()} {year}", at)
        for at, name in enumerate(MONTHS, start=1)
    )
    number = (SheetColumn(NUMBER, "Konto", "Kontonas början i kontoplanen"),) if numbers else ()
    return (
        SheetColumn(NAME, "Kontogrupp", "Kontogrupp", closes=True),
        *number,
        SheetColumn(PROFILE, "Profil", "Hur året faller på månaderna", closes=True),
        SheetColumn(YEAR, str(year), f"Hela {year}", closes=True),
        *months,
    )


def sheet_rows(internal: Any) -> tuple[SheetRow, ...]:
    """Income, cost, what they come to, and the frame with what is left of it."""
    rows: list[SheetRow] = []
    for side in (INCOME, COST):
        own = [line for line in internal.lines if line.group.side == side]
        rows += [SheetRow(line.group.id, line.group.name, line.amount, line.months, line) for line in own]
        rows.append(SheetRow(side, _SUMS[side], internal.total(side), internal.months(side)))
    net = tuple(
        cost - income for cost, income in zip(internal.months(COST), internal.months(INCOME), strict=True)
    )
    return (
        *rows,
        SheetRow(NET, "Nettokostnad", internal.net, net),
        SheetRow(FRAME, "Ram", internal.frame.net),
        SheetRow(LEFT_OVER, "Kvar av ramen", internal.left),
    )


class SheetModel(AmountModel):
    """Months and years of account groups can be typed; everything else is computed."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(commit, parent)
        self.read_only = False

    def show_internal(self, internal: Any, unit: Unit, *, read_only: bool, numbers: bool) -> None:
        """Show a performer's internal budget, with a column of accounts or without."""
        self.read_only = read_only
        columns: Any = sheet_columns(internal.year, numbers=numbers)
        self.show_rows(sheet_rows(internal), columns, unit)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and 0 <= section < len(self.columns):
            return LEFT if self.columns[section].kind in _TEXTS else RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Any, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and index.isValid() and self.columns[index.column()].kind in _TEXTS:
            return LEFT
        return super().data(index, role)

    def typed(self, row: int, column: int) -> bool:
        return self.rows[row].line is not None and self.columns[column].money and not self.read_only

    def amount(self, row: Any, column: Any) -> int | None:
        if not column.money:
            return None
        if column.kind == YEAR:
            return int(row.amount)
        return None if row.months is None else int(row.months[column.year - 1])

    def text(self, row: Any, column: Any) -> str:
        if column.kind == NAME:
            return str(row.name)
        if not column.money:
            return _words(row, column.kind)
        amount = self.amount(row, column)
        if amount is None:
            return ""
        if not amount:
            return "0" if row.key in (LEFT_OVER, FRAME) else amounts.NOTHING
        return amounts.write(amount, self.unit)

    def look(self, row: Any, column: Any) -> CellLook:
        computed = row.line is None
        over = row.key == LEFT_OVER and row.amount < 0 and column.kind == YEAR
        strong = row.key in (INCOME, COST, NET, LEFT_OVER)
        empty = not computed and column.money and not self.amount(row, column)
        own = column.kind == PROFILE and row.line is not None and row.line.typed
        quiet = column.kind in (NUMBER, PROFILE) and not own
        return CellLook(
            bold=strong,
            raised=computed,
            alarm=over,
            muted=empty or quiet,
        )

    def tooltip(self, row: Any, column: Any) -> str | None:
        if column.kind == PROFILE and row.line is not None:
            if row.line.typed:
                return "Månaderna är skrivna för sig; året är deras summa."
            return f"{_words(row, PROFILE)}: året faller på månaderna efter profilen."
        if column.kind == YEAR and row.months is not None and self.unit == "tkr":
            return summary.ROUNDED if summary.rounded_apart(row.months, row.amount) else None
        if column.kind != NAME:
            return None
        number = _words(row, NUMBER)
        return f"{row.name}, konto {number}" if number else str(row.name)


def _words(row: SheetRow, kind: str) -> str:
    if row.line is None:
        return ""
    if kind == NUMBER:
        return row.line.group.number or ""
    return OWN if row.line.typed or row.line.profile is None else str(row.line.profile.name)
