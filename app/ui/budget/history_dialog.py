"""The dialog "Cellens historik": who changed an amount, when, from what to what, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.services.budget import history
from app.services.budget.history import CellHistory, HistoryLine
from app.services.budget.words import PART_NAMES
from app.services.formatting import write_count, write_instant
from app.ui.budget import amounts
from app.ui.budget.cells import PLAN, CellPlace
from app.ui.budget.columns import TOTAL
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

AT_ONCE = 2_000
"""The longest log that is read while the user waits; a longer one is read as a job."""
_SIZE = (900, 480)


class HistoryDialog(QDialog):
    """The changes of a cell, the oldest first; the whole of why stands under the table."""

    def __init__(self, page: BudgetPage, place: CellPlace) -> None:
        super().__init__(page)
        self.setWindowTitle("Cellens historik")
        self.setMinimumSize(620, 320)
        self.resize(*_SIZE)
        self._unit, self._place, self._measure = page.unit, place, page.view.measure
        self._numbered: dict[int, HistoryLine] = {}
        self.table = TableView(
            self._columns(), key=lambda pair: pair[0], name="Cellens historik", sortable=False
        )
        self.table.current_changed.connect(self._on_current)
        self._why = Sentence(role="ink")
        self._note = Sentence()
        self._lay_out()

    def show_history(self, found: CellHistory) -> None:
        """Show the lines, with the newest chosen."""
        lines = list(enumerate(found.lines))
        self.table.show_rows(lines)
        said = []
        if found.cut:
            said.append(f"De {write_count(len(lines), 'senaste ändringen', 'senaste ändringarna')} visas.")
        if found.erased:
            said.append("Några ändringar i filen är raderade och kan inte visas.")
        if not lines:
            said.append("Ändringsloggen berättar inget om cellen.")
        self._note.show_parts(*([" ".join(said)] if said else []))
        self._note.setVisible(bool(said))
        if lines:
            self.table.select(lines[-1][0])

    def show_waiting(self) -> None:
        """Say that the log is being read."""
        self._note.show_parts("Läser ändringsloggen…")
        self._note.show()

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

    def _lay_out(self) -> None:
        about = Sentence()
        about.show_parts(f"{self._place.words}, {self._unit}")
        head = QVBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(dialog_heading("Cellens historik"))
        head.addWidget(about)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = quiet_button("Stäng", on_click=self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._why)
        column.addWidget(self._note)
        column.addLayout(foot)

    def _on_current(self, pair: Any) -> None:
        self._why.show_parts(*([why(pair[1])] if pair is not None else []))


def show_history_of(page: BudgetPage, place: CellPlace) -> HistoryDialog:
    """Open the history of a cell; a long log is read as a job meanwhile."""
    if place.kind == TOTAL and place.year != page.view.plan.first_year:
        place = CellPlace(place.row, place.year, PLAN)  # what is typed there is kept as its change
    dialog = HistoryDialog(page, place)
    read = partial(history.cell_history, frame_id=place.frame.frame_id, kind=place.kind)
    if page.workspace.read(history.log_length) <= AT_ONCE:
        dialog.show_history(page.workspace.read(read))
    else:
        _read_as_job(page, dialog, read)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _read_as_job(page: BudgetPage, dialog: HistoryDialog, read: Any) -> None:
    closed: list[bool] = []
    dialog.finished.connect(lambda _result: closed.append(True))

    def work(handle: Any) -> CellHistory:
        return page.workspace.read(partial(read, check=handle.check))

    def done(found: CellHistory) -> None:
        if not closed:
            dialog.show_history(found)

    dialog.show_waiting()
    job = page.workspace.start_job("Läser cellens historik", work, done=done)
    dialog.finished.connect(lambda _result: job.cancel())


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
