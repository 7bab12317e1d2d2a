"""Where printed amounts do not add up to their printed sum, a line says what rounding took."""

from collections.abc import Sequence

from app.services.formatting import in_units
from app.services.reports.budget_paper import PaperColumn, PaperRow, Value

ROUNDING = "Avrundning"


def with_rounding(
    rows: Sequence[PaperRow], columns: Sequence[PaperColumn], total: PaperRow | None, unit_ore: int
) -> list[PaperRow]:
    """The lines with a line of rounding at the end of each group, and last of all before the total."""
    made: list[PaperRow] = []
    place = 0
    while place < len(rows):
        place = _take(rows, place, columns, unit_ore, made)
    tops = [row for row in rows if row.depth == 0]
    if total is not None:
        _add_lack(made, tops, total, columns, unit_ore, 0)
    return made


def _take(
    rows: Sequence[PaperRow], place: int, columns: Sequence[PaperColumn], unit_ore: int, made: list[PaperRow]
) -> int:
    """Take a line with all below it; gives the place after them."""
    row = rows[place]
    made.append(row)
    place += 1
    below: list[PaperRow] = []
    while place < len(rows) and rows[place].depth > row.depth:
        if rows[place].depth == row.depth + 1:
            below.append(rows[place])
        place = _take(rows, place, columns, unit_ore, made)
    if below:
        _add_lack(made, below, row, columns, unit_ore, row.depth + 1)
    return place


def _add_lack(
    made: list[PaperRow],
    parts: Sequence[PaperRow],
    total: PaperRow,
    columns: Sequence[PaperColumn],
    unit_ore: int,
    depth: int,
) -> None:
    lacks = [
        _lack([part.values[at] for part in parts], total.values[at], unit_ore)
        if column.kind == "amount"
        else 0
        for at, column in enumerate(columns)
    ]
    if any(lacks):
        values: tuple[Value, ...] = tuple(lack * unit_ore if lack else None for lack in lacks)
        made.append(PaperRow(ROUNDING, values, depth))


def _lack(parts: Sequence[Value], total: Value, unit_ore: int) -> int:
    """What the printed parts lack to add up to the printed total, in whole units."""
    if not isinstance(total, int):
        return 0
    shown = sum(in_units(part, unit_ore) for part in parts if isinstance(part, int))
    return in_units(total, unit_ore) - shown
