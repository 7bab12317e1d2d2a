"""The dialog "Cellens historik": who changed an amount, when, from what to what, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget import history
from app.services.budget.history import CellHistory, HistoryLine
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_instant
from app.ui.budget import amounts
from app.ui.budget.cells import PLAN, CellPlace
from app.ui.budget.columns import TOTAL
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.history_dialog import ChangesDialog, open_changes

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage


class HistoryDialog(ChangesDialog):
    """The changes of an amount."""

    def __init__(self, page: BudgetPage, place: CellPlace) -> None:
        self._unit, self._place, self._measure = page.unit, place, page.view.measure
        super().__init__(page, f"{place.words}, {page.unit}", self._columns(), why)

    def show_history(self, found: CellHistory) -> None:
        """Show the lines, with the newest chosen."""
        self.show_lines(found.lines, cut=found.cut, erased=bool(found.erased))

    def _columns(self) -> list[Column]:
        shown: list[Column] = [
            Column("when", "När", lambda pair: write_instant(pair[1].made_at), width=165),
            Column("who", "Vem", lambda pair: pair[1].made_by, width=110),
        ]
        if self._place.kind == TOTAL:
            shown.append(Column("part", "Del", lambda pair: _part(pair[1].kind), width=150))
        return [
            *shown,
            Column(
                "before", "Från", lambda pair: self._amount(pair[1], pair[1].before), number=True, width=90
            ),
            Column(
                "after",
                "Till",
                lambda pair: self._amount(pair[1], pair[1].after),
                number=True,
                width=90,
                look=lambda pair: CellLook(bold=_moved(pair[1]), locked=pair[1].after.held),
            ),
            Column(
                "why", "Varför", lambda pair: why(pair[1]).replace("\n", " "), stretch=True, tooltip=_whole
            ),
        ]

    def _amount(self, line: HistoryLine, stood: Any) -> str:
        if line.first and stood is line.before:
            return amounts.NOTHING
        held = {"net": stood.amount, "income": stood.income, "cost": stood.amount + stood.income}
        amount = held[self._measure]
        return amounts.edit_text(amount, self._unit) if amount else amounts.NOTHING


def show_history_of(page: BudgetPage, place: CellPlace) -> HistoryDialog:
    """Open the history of a cell; a long log is read as a job meanwhile."""
    if place.kind == TOTAL and place.year != page.view.plan.first_year:
        place = CellPlace(place.row, place.year, PLAN)  # what is typed there is kept as its change
    dialog = HistoryDialog(page, place)
    read = partial(history.cell_history, frame_id=place.frame.frame_id, kind=place.kind)
    open_changes(dialog, page.workspace, history.log_length, read, dialog.show_history)
    return dialog


def why(line: HistoryLine) -> str:
    """Why an amount was changed: what was done, and the note that was written."""
    said = [f"Kopierad från {line.copied_from}" if line.copied_from else line.words]
    before, after = line.before, line.after
    if not line.first and before.held != after.held:
        said.append("Beloppet hålls" if after.held else "Beloppet hålls inte längre")
    if before.income != after.income and not line.first:
        said.append("Intäkten ändrades")
    if after.note and after.note != before.note:
        said.append(f"Not: {after.note}")
    elif before.note and not after.note:
        said.append(f"Noten togs bort: {before.note}")
    return ". ".join(each.rstrip(".") for each in said) + "."


def _whole(pair: Any) -> str:
    return why(pair[1])


def _part(kind: str) -> str:
    name = PART_NAMES[kind]
    return name[0].upper() + name[1:]


def _moved(line: HistoryLine) -> bool:
    return line.before.amount != line.after.amount
