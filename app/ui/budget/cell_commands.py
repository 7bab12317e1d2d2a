"""The commands of the cells: keys, the menu of a cell, and the button "Fördela"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.ui.budget import amounts, spreading
from app.ui.budget.amount_view import COMPUTED
from app.ui.budget.basing import rest_on_index
from app.ui.budget.cells import CellPlace, chosen_cells, current_cell, writable
from app.ui.budget.finding_bar import bar_of
from app.ui.budget.history_dialog import show_history_of
from app.ui.budget.holding import all_held, can_hold, toggle_held
from app.ui.budget.note_popup import open_note
from app.ui.budget.spreading_dialog import spread_from
from app.ui.parts.buttons import action, icon_button
from app.ui.parts.note_popup import NotePopup

if TYPE_CHECKING:
    from app.ui.budget.grid import BudgetGrid
    from app.ui.budget.page import BudgetPage

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
_SPREAD = "Fördela ett belopp på enheter (Ctrl+Skift+F)"
_NO_CELL = "Ställ markören på ett belopp för en enhet."


class CellCommands:
    """Belongs to the grid; every command has a key and stands in the menu of a cell."""

    def __init__(self, page: BudgetPage, grid: BudgetGrid) -> None:
        self._page = page
        self._made: dict[str, QAction] = {}
        commands: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("spread", "Fördela…", "distribute", "Ctrl+Shift+F", self.spread),
            ("hold", "Håll cellen", "lock", "Ctrl+L", self.hold),
            ("note", "Not…", "comment", "Shift+F2", self.note),
            ("basis", "Koppla till index…", "link", "Ctrl+Shift+K", self.rest),
            ("history", "Cellens historik…", "history", "Ctrl+Shift+H", self.history),
            ("find", "Sök och ersätt…", "search", "Ctrl+H", self.find),
            ("next", "Sök nästa", "", "F3", lambda: bar_of(page).go(1)),
            ("previous", "Sök föregående", "", "Shift+F3", lambda: bar_of(page).go(-1)),
        )
        for key, words, icon, shortcut, run in commands:
            made = action(words, run, icon=icon, shortcut=shortcut, parent=grid)
            made.setShortcutContext(_WITHIN)
            grid.addAction(made)
            self._made[key] = made
        grid.view.typed_on_sum.connect(self.spread_sum)
        self.button = icon_button("distribute", _SPREAD, self.spread)

    def follow(self) -> None:
        """Let the button be as the version is."""
        why_not = writable(self._page)
        self.button.setEnabled(not why_not)
        self.button.setToolTip(why_not or _SPREAD)

    def settle(self) -> bool:
        """Save the note that is being written; False when it was refused."""
        popups = self._page.grid.findChildren(NotePopup)
        return all(popup.save() for popup in popups if not popup.isHidden())

    def spread(self) -> bool:
        """Spread an amount from where the cursor stands."""
        why_not = writable(self._page)
        if why_not:
            self._page.workspace.tell(why_not, "info")
            return False
        return spread_from(self._page)

    def spread_sum(self, typed: str) -> bool:
        """Spread what is typed on a group over the units under it, as the group's new sum."""
        view = self._page.grid.view
        at = view.currentIndex()
        row, column = view.amounts.rows[at.row()], view.amounts.columns[at.column()]
        why_not = writable(self._page)
        if why_not or column.key not in [each.key for each in spreading.columns(self._page)]:
            self._page.workspace.tell(why_not or COMPUTED, "info")
            return False
        stands = amounts.edit_text(row.amount(column.year, column.kind), self._page.unit)
        return spread_from(self._page, typed or stands)

    def hold(self) -> bool:
        """Hold the selected cells, or let them go."""
        return self._page.settle() and toggle_held(self._page, chosen_cells(self._page.grid.view))

    def note(self) -> bool:
        """Write the note of the cell."""
        place = self._place()
        if place is None or not place.can_be_explained:
            self._page.workspace.tell(
                "Noter skrivs på delarna av en ram. Ställ markören på en av dem.", "info"
            )
            return False
        open_note(self._page, place)
        return True

    def rest(self) -> bool:
        """Say what the selected cells rest on, so that they follow an index."""
        return self._page.settle() and rest_on_index(self._page)

    def history(self) -> bool:
        """Tell what the cell has been."""
        place = self._place()
        if place is None:
            self._page.workspace.tell(_NO_CELL, "info")
            return False
        show_history_of(self._page, place)
        return True

    def find(self) -> None:
        """Open the bar that finds and replaces."""
        bar_of(self._page).open()

    def add_to(self, menu: QMenu) -> None:
        """Put what can be done with the selected cells into a menu."""
        place, chosen = self._place(), can_hold(chosen_cells(self._page.grid.view))
        possible = not writable(self._page)
        self._made["hold"].setText("Släpp cellen" if all_held(chosen) else "Håll cellen")
        self._made["hold"].setEnabled(possible and bool(chosen))
        self._made["spread"].setEnabled(possible)
        self._made["note"].setEnabled(place is not None and place.can_be_explained)
        self._made["history"].setEnabled(place is not None)
        self._made["basis"].setEnabled(possible and place is not None and place.can_be_explained)
        for key in ("note", "history", "hold", "spread", "basis", "find"):
            menu.addAction(self._made[key])
        menu.aboutToHide.connect(self._enable)

    def _enable(self) -> None:
        """A key that cannot be used says why, so none is switched off outside the menu."""
        for made in self._made.values():
            made.setEnabled(True)

    def _place(self) -> CellPlace | None:
        return current_cell(self._page.grid.view) if self._page.settle() else None
