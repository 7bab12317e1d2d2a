"""A sheet of cells: what stands where, and what the cell is called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final

from app.services.formatting import write_number

Raw = str | int | float | bool | date | datetime | time | timedelta | Decimal | None
Value = str | Decimal | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]
"""A row and a column, both from 0."""
Area = tuple[Place, Place]
"""The top left and the bottom right cell, both inside."""

UNCOMPUTED: Final = ""
"""Stands for an error: a formula that nobody has computed."""
_DIGITS: Final = 15
_MOST_MERGED: Final = 200_000
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)


def column_name(column: int) -> str:
    """The letters of a column: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """What a spreadsheet calls a cell: C5."""
    return f"{column_name(column)}{row + 1}"


def place_of(text: str) -> Place | None:
    """The place that an address names; None when it is no address."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def exact(number: float) -> Decimal:
    """The shortest decimal of a binary number, with no more digits than a spreadsheet computes with."""
    shortest = Decimal(repr(number))
    if len(shortest.as_tuple().digits) <= _DIGITS:
        return shortest
    return Decimal(f"{number:.{_DIGITS}g}")


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet to choose, by its name."""

    name: str
    hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet from A1 on; a merged area's value stands in its top left cell.

    `errors` says what a formula went wrong with (`UNCOMPUTED` when it was never computed), which no value
    shows; `formulas` are the cells that nobody typed as they are, `percents` those whose numbers are shown a
    hundred times as large with a percent sign.
    """

    name: str
    rows: Sequence[Sequence[Raw]]
    errors: Mapping[Place, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    formulas: frozenset[Place] = frozenset()
    percents: frozenset[Place] = frozenset()

    @property
    def height(self) -> int:
        """How many rows there are down to the last that has something."""
        return len(self.rows)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> Value:
        """What stands in a cell; None where nothing does."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        raw = self.rows[row][column]
        if isinstance(raw, float):
            return exact(raw)
        if isinstance(raw, int) and not isinstance(raw, bool):
            return Decimal(raw)
        return None if raw == "" else raw

    def text(self, row: int, column: int) -> str:
        """What a cell says, on one line; a number without its decimal point when it is whole."""
        value = self.cell(row, column)
        if value is None:
            return ""
        if isinstance(value, Decimal):
            return format(value.to_integral_value() if value == value.to_integral_value() else value, "f")
        return " ".join(str(value).split())

    def shown(self, row: int, column: int) -> str:
        """What a cell says to a Swedish reader: a decimal comma, and percent where it is shown as such."""
        value = self.cell(row, column)
        if not isinstance(value, Decimal):
            return self.text(row, column)
        share = (row, column) in self.percents
        number = value.scaleb(2) if share else value
        whole = number.to_integral_value()
        return write_number(whole if whole == number else number) + (" %" if share else "")

    def merged_at(self, row: int, column: int) -> Area | None:
        """The merged area that a cell belongs to."""
        return self._covered.get((row, column))

    @cached_property
    def _covered(self) -> dict[Place, Area]:
        """The cells of merged areas, as many as a table of figures can have."""
        found: dict[Place, Area] = {}
        for area in self.merged:
            (top, left), (bottom, right) = area
            if (bottom - top + 1) * (right - left + 1) + len(found) > _MOST_MERGED:
                continue
            found |= {
                (row, column): area for row in range(top, bottom + 1) for column in range(left, right + 1)
            }
        return found
