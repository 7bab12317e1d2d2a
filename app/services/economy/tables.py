"""A table of the economy as a value: window, paper and workbook show the same rows, sums and notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

#: What the cells of a row are: öre, kronor with decimals, a number, percent, or words.
Unit = Literal["ore", "kr", "number", "percent", "text"]
Style = Literal["heading", "row", "sum", "total", "note"]
Cell = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Part:
    """What a sum is made of: the key of another row of the table, taken so many times (-1 takes it away)."""

    key: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; a sum names its parts, so that a workbook gets a formula and a reader can check it.

    An amount in öre is an int. `None` is "uppgift saknas" and is never zero. `note` is printed under the
    table, `flag` says what is wrong with the row.
    """

    key: str
    label: str
    cells: tuple[Cell, ...] = ()
    unit: Unit = "ore"
    style: Style = "row"
    parts: tuple[Part, ...] = ()
    indent: int = 0
    note: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class EconomyTable:
    """Columns and rows under a title, with a sentence that says what they tell and where they come from."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sentence: str = ""
    source: str = ""
    first_heading: str = ""

    def row(self, key: str) -> TableRow:
        """A row by its key; a KeyError where there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


def broken_sums(table: EconomyTable) -> Mapping[str, int]:
    """The sums of a table that are not what their parts are together: key of the row and its column."""
    values = {row.key: row for row in table.rows}
    broken: dict[str, int] = {}
    for row in table.rows:
        for place, cell in enumerate(row.cells if row.parts else ()):
            parts = [(values[part.key].cells[place], part.times) for part in row.parts]
            if cell is not None and all(isinstance(one, (int, Decimal)) for one, _ in parts):
                whole = sum(
                    (one * times for one, times in parts if not isinstance(one, str) and one), start=0
                )
                if whole != cell:
                    broken[row.key] = place
    return broken
