"""Finding in the grid: amounts, notes and names, also in folded groups, and what replacing makes of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.services.budget.frames import KEEP
from app.services.textorder import fold
from app.ui.budget import amounts
from app.ui.budget.cells import PLAN, CellPlace, entry
from app.ui.budget.columns import NAME, TOTAL, GridColumn

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

Within = Collection[tuple[Any, Any]] | None
AMOUNTS, NOTES, NAMES = "amounts", "notes", "names"


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that was found: its row, and its column in the grid."""

    row: Any
    column: GridColumn

    @property
    def place(self) -> CellPlace:
        """The cell as commands mean it."""
        return CellPlace(self.row, self.column.year, self.column.kind)


def find(page: BudgetPage, text: str, where: str, within: Within = None) -> list[Found]:
    """Every cell of the shown columns that holds the text, from the top down and left to right.

    `within` are the keys of rows and columns of the cells that were selected, None for all.
    """
    found = _find(page, text, where)
    if within is None or where == NAMES:
        return found
    return [each for each in found if (each.row.key, each.column.key) in within]


def _find(page: BudgetPage, text: str, where: str) -> list[Found]:
    text = text.strip()
    if not text:
        return []
    columns = page.grid.model.columns
    if where == NAMES:
        words = fold(text)
        name = next(column for column in columns if column.kind == NAME)
        return [Found(row, name) for row in page.view.rows if words in fold(row.name)]
    money = [column for column in columns if column.money]
    if where == NOTES:
        changes = {column.year for column in money if column.kind == PLAN}  # the frame shows the same note
        money = [column for column in money if column.kind != TOTAL or column.year not in changes]
    matches = _note_matches(text) if where == NOTES else _amount_matches(page, text)
    return [Found(row, column) for row in page.view.rows for column in money if matches(row, column)]


def replaced(page: BudgetPage, found: Sequence[Found], text: str, other: str, where: str) -> list[Any]:
    """The entries that put something else where the text was found; cells that are computed are passed over.

    An amount may be arithmetic such as +500, +2 % or *1,02, which is reckoned on each of them.
    """
    made = (_replaced(page, each, text, other, where) for each in found)
    return [each for each in made if each is not None]


def can_be_replaced(found: Found, where: str) -> bool:
    """Whether something else can stand there."""
    cell = found.place.cell
    if where == NAMES or cell is None or not cell.typed:
        return False
    if where == NOTES:
        return found.place.can_be_explained
    return found.place.kind != TOTAL or _has_change(found)


def _has_change(found: Found) -> bool:
    """Whether a plan year's frame is another than the year before; if not it follows by itself."""
    change = found.row.cells.get((found.column.year, PLAN))
    return change is not None and bool(change.amount)


def _replaced(page: BudgetPage, found: Found, text: str, other: str, where: str) -> Any:
    if not can_be_replaced(found, where):
        return None
    place = found.place
    if where == NOTES:
        note = _put(place.cell.note or "", text, other)
        return entry(page, CellPlace(place.row, place.year, place.part), KEEP, note)
    try:
        edit = page.grid.model.edit_of(found.row, found.column, other)
    except DomainError as error:
        raise NotReplaced(place, error) from error
    return entry(page, place, edit.amount, edit.note)


class NotReplaced(DomainError):
    """One of the amounts cannot become what was asked for."""

    def __init__(self, place: CellPlace, error: DomainError) -> None:
        super().__init__(f"Inget ersattes. {place.words}: {error.message}")


def _put(note: str, text: str, other: str) -> str:
    return re.sub(re.escape(text.strip()), lambda _found: other, note, flags=re.IGNORECASE)


def _note_matches(text: str) -> Any:
    wanted = text.casefold()

    def matches(row: Any, column: GridColumn) -> bool:
        frame = row.frame(column.year)  # not the cells, which would be made for every row
        part = frame.parts.get(PLAN if column.kind == TOTAL else column.kind) if frame is not None else None
        return part is not None and bool(part.note) and wanted in part.note.casefold()

    return matches


def _amount_matches(page: BudgetPage, text: str) -> Any:
    """The amount itself, or every amount that is written so when it is rounded."""
    model, unit = page.grid.model, page.unit
    try:
        wanted = amounts.read(text, unit) or 0
    except DomainError:
        return lambda _row, _column: False
    shown = amounts.write(wanted, unit)
    exact = amounts.write(wanted, unit) != amounts.edit_text(wanted, unit)

    def matches(row: Any, column: GridColumn) -> bool:
        amount = model.amount(row, column)
        if amount is None or (not amount and wanted):
            return False
        return amount == wanted or (not exact and bool(amount) and amounts.write(amount, unit) == shown)

    return matches


def walk(
    found: Sequence[Found], at: tuple[Any, Any] | None, step: int, rows: Sequence[Any], columns: Sequence[Any]
) -> int:
    """The place of the next one after the cursor, or with −1 the one before it; round at the ends.

    `at` is the key of the row and of the column under the cursor.
    """
    down = {row.key: place for place, row in enumerate(rows)}
    right = {column.key: place for place, column in enumerate(columns)}
    ranked = [(down[each.row.key], right[each.column.key]) for each in found]
    here = (down.get(at[0], -1), right.get(at[1], -1)) if at is not None else (-1, -1)
    if step > 0:
        return next((place for place, each in enumerate(ranked) if each > here), 0)
    earlier = [place for place, each in enumerate(ranked) if each < here]
    return earlier[-1] if earlier else len(found) - 1
