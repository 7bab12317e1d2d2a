"""Cells of the grid as commands mean them: a row, a year and a kind of amount, whether it is seen or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget import frames
from app.services.budget.words import PART_NAMES
from app.ui.budget.columns import TOTAL

if TYPE_CHECKING:
    from app.ui.budget.amount_view import AmountView
    from app.ui.budget.page import BudgetPage

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a unit or a central post."""

    row: Any
    year: int
    kind: str

    @property
    def cell(self) -> Any:
        """What stands there, None where nothing can."""
        return self.row.cells.get((self.year, self.kind))

    @property
    def frame(self) -> Any:
        """The stored frame with its key and version, None for a group."""
        return self.row.frames.get(self.year)

    @property
    def part(self) -> str:
        """The part that carries its note: of a plan year's frame, its change."""
        return PLAN if self.kind == TOTAL else self.kind

    @property
    def can_be_explained(self) -> bool:
        """Whether it can have a note: the parts can, and the frame of a year that has a change."""
        return self.frame is not None and (self.year, self.part) in self.row.cells and self.part in _EXPLAINED

    @property
    def words(self) -> str:
        """Such as "Skolan, lönekompensation 2027"."""
        return f"{self.row.name}, {PART_NAMES[self.kind]} {self.year}"


_EXPLAINED = frozenset(PART_NAMES) - {"previous", TOTAL}


def current_cell(view: AmountView) -> CellPlace | None:
    """The cell of a unit or post under the cursor."""
    index, model = view.currentIndex(), view.amounts
    if not index.isValid() or index.row() >= len(model.rows):
        return None
    return _place(model.rows[index.row()], model.columns[index.column()])


def chosen_cells(view: AmountView) -> list[CellPlace]:
    """The selected cells of units and posts, in order."""
    model = view.amounts
    found = (_place(model.rows[row], model.columns[column]) for row, column in view.places_selected())
    return [each for each in found if each is not None]


def leaves(rows: Sequence[Any], top: Any | None) -> Iterator[Any]:
    """The units under a group, or all of them; a central post only when its own group is asked for."""
    below = {top.key} if top is not None else set()
    for row in rows:
        if top is not None and row.parent in below:
            below.add(row.key)
        elif top is not None:
            continue
        if not row.group and (top is not None or row.unit_id is not None):
            yield row


def entry(page: BudgetPage, place: CellPlace, amount: Any, note: Any = frames.KEEP) -> frames.Entry:
    """What is to stand in a cell, in the measure that is shown."""
    ref = place.frame
    measure = page.view.measure
    return frames.Entry(ref.frame_id, place.kind, amount, ref.version, note=note, measure=measure)


def write(page: BudgetPage, entries: Iterable[frames.Entry], words: str) -> bool:
    """Set many cells as one step with a name of its own; False when it was refused."""
    use_case = partial(frames.paste_amounts, entries=list(entries), words=words)
    return page.workspace.run(use_case) is not None


def writable(page: BudgetPage) -> str:
    """Why nothing can be changed, "" when it can."""
    if page.workspace.read_only:
        return "Filen är öppen för läsning."
    version = page.view.version
    return "Versionen är beslutad och låst." if version is not None and version.locked else ""


def _place(row: Any, column: Any) -> CellPlace | None:
    if getattr(row, "group", True) or not column.money or column.kind not in PART_NAMES:
        return None
    place = CellPlace(row, column.year, column.kind)
    return place if place.frame is not None else None
