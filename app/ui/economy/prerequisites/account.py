"""The account of a version, from tax to room: typed in the sheet, explained in the inspector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.ui.economy.prerequisites.asking import ask_own_line
from app.ui.economy.prerequisites.rows import AccountRows
from app.ui.economy.prerequisites.telling import details_of
from app.ui.economy.prerequisites.values import read
from app.ui.economy.sheet import Change, YearSheet
from app.ui.parts.buttons import action
from app.ui.parts.details import Command, Details
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import LineRow, PrerequisitesView
    from app.ui.economy.money import Unit
    from app.ui.parts.page import WorkspacePort


class AccountView(QWidget):
    """Shows and changes what a version rests on; each block that is pasted is one step."""

    inspect = Signal(object)

    def __init__(self, workspace: WorkspacePort) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows: AccountRows | None = None
        self.per_head = False
        self.sheet = YearSheet("Räkningen från skatt till utrymme", heading="Post", notes="Kommer från")
        self.sheet.commit = self.take_in
        self.sheet.said.connect(workspace.tell)
        self.sheet.cell_chosen.connect(lambda *_: self.tell())
        self.sheet.menu_requested.connect(self._on_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet)

    def show_view(self, view: PrerequisitesView, unit: Unit) -> None:
        """Show a version's account."""
        self.rows = AccountRows(view, unit, per_head=self.per_head)
        locked = view.locked or self._workspace.read_only
        self.sheet.show_sheet(
            [str(year) for year in self.rows.columns], self.rows.all(), unit=unit, read_only=locked
        )
        self.tell()

    def take_in(self, changes: Sequence[Change]) -> bool:
        """Make one change of everything that was typed or pasted; False when it was refused."""
        rows = self.rows
        if rows is None:
            return False
        values: dict[tuple[str, int], Decimal | None] = {}
        for key, place, text in changes:
            row, year = rows.line(key), rows.columns[place]
            if row is None:
                continue
            try:
                values[str(key), year] = read(row.line, text, rows.unit)
            except DomainError as error:
                self._workspace.tell(f"{row.line.name} {year}: {error.message}", "error")
                return False
        return self._set(values)

    def tell(self) -> None:
        """Have the inspector say what the cell under the cursor is."""
        self.inspect.emit(self.details())

    def details(self) -> Details | None:
        """What the inspector shows."""
        key = self.sheet.current_key()
        if self.rows is None or key is None:
            return None
        return details_of(self.rows, str(key), self.sheet.current_column(), self)

    def set_note(self, key: str, year: int, text: str) -> bool:
        """Say why a value is what it is."""
        rows = self.rows
        row = rows.line(key) if rows is not None else None
        cell = next((each for each in row.cells if each.year == year), None) if row is not None else None
        return cell is not None and self._set({(key, year): cell.value}, {(key, year): text})

    def back_to_round(self, key: str, year: int) -> None:
        """Take the version's own value away."""
        self._set({(key, year): None})

    def take_room(self) -> None:
        """Give the frames the room of every year that has one."""
        from app.services.economy.prerequisites.choosing import take_room

        if self._run(take_room) is not None:
            self._workspace.tell("Utrymmet står nu som ram att fördela under budgetens ramar. Ctrl+Z ångrar.")

    def add_own_line(self) -> None:
        """Ask for a line of the municipality's own."""
        rows = self.rows
        if rows is None:
            return
        view = rows.view
        done = ask_own_line(self, self._workspace, view.version_id, view.state, view.pots)
        if done is not None:
            self.sheet.select(done.value)

    def own_commands(self, row: LineRow) -> tuple[Command, ...]:
        """What can be done with an own line."""
        return (
            Command("Ändra raden…", lambda: self._change_own(row), "edit"),
            Command("Flytta upp", lambda: self._move_own(row, -1), "chevron-up"),
            Command("Flytta ned", lambda: self._move_own(row, 1), "chevron-down"),
            Command("Ta bort raden", lambda: self._remove_own(row), "trash"),
        )

    def _change_own(self, row: LineRow) -> None:
        if self.rows is not None:
            view = self.rows.view
            ask_own_line(self, self._workspace, view.version_id, view.state, view.pots, row)

    def _move_own(self, row: LineRow, step: int) -> None:
        from app.services.economy.prerequisites.ownlines import move_own_line

        self._run(move_own_line, line_id=row.own_id, step=step)

    def _remove_own(self, row: LineRow) -> None:
        from app.services.economy.prerequisites.ownlines import remove_own_line

        typed = any(cell.value is not None for cell in row.cells) and row.pot_id is None
        text = "Beloppen på raden tas bort med den. Ctrl+Z ångrar."
        if not typed or confirm(self, f"Ta bort {row.line.name}?", text, "Ta bort raden", danger=True):
            self._run(remove_own_line, line_id=row.own_id)

    def _set(
        self, values: dict[tuple[str, int], Decimal | None], notes: dict[tuple[str, int], str] | None = None
    ) -> bool:
        from app.services.economy.prerequisites.choosing import set_values

        return self._run(set_values, values=values, notes=notes) is not None

    def _run(self, use_case: Callable[..., Any], **given: Any) -> Any:
        if self.rows is None:
            return None
        view = self.rows.view
        made = partial(use_case, version_id=view.version_id, expected_version=view.state, **given)
        return self._workspace.run(made)

    def _on_menu(self, key: object, place: QPoint) -> None:
        rows = self.rows
        if rows is None or rows.view.locked or self._workspace.read_only:
            return
        menu, row = QMenu(self), rows.line(key)
        at = self.sheet.current_column()
        year = rows.columns[at] if 0 <= at < len(rows.columns) else 0
        cell = next((each for each in row.cells if each.year == year), None) if row is not None else None
        if row is not None and cell is not None and cell.origin == "own":
            words = "Använd prognosens värde" if cell.round_value is not None else "Ta bort värdet"
            menu.addAction(
                action(words, lambda: self.back_to_round(row.line.key, year), icon="undo", parent=menu)
            )
        if row is not None and row.own_id is not None:
            for command in self.own_commands(row):
                menu.addAction(action(command.text, command.on_click, icon=command.icon, parent=menu))
        menu.addAction(action("Ny egen rad…", self.add_own_line, icon="plus", parent=menu))
        if rows.view.stale:
            menu.addAction(
                action("För utrymmet till ramarna", self.take_room, icon="arrow-right", parent=menu)
            )
        menu.popup(place)
