"""The commands of the cells: keys, and the menu of a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.ui.parts.buttons import action
from app.ui.parts.note_popup import NotePopup
from app.ui.scorecard.measures.explaining import NO_CELL, open_note, show_history

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort
    from app.ui.scorecard.measures.view import MeasureView

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
_EMPTY = "Det finns inget värde att förklara. Skriv det först, eller .. om uppgift saknas."


class CellCommands:
    """Belongs to the grid; every command has a key and stands in the menu of a cell."""

    def __init__(
        self, view: MeasureView, workspace: WorkspacePort, measure: str, open_measure: Callable[[], object]
    ) -> None:
        self._view, self._workspace = view, workspace
        self._made: dict[str, QAction] = {}
        commands: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("note", "Not…", "comment", "Shift+F2", self.note),
            ("history", "Cellens historik…", "history", "Ctrl+Shift+H", self.history),
            ("missing", "Uppgift saknas", "dash", "Ctrl+Shift+U", view.set_missing),
            ("measure", f"Visa {measure}", "target", "", open_measure),
        )
        for key, words, icon, shortcut, run in commands:
            made = action(words, run, icon=icon, shortcut=shortcut, parent=view)
            made.setShortcutContext(_WITHIN)
            view.addAction(made)
            self._made[key] = made
        view.menu_wanted.connect(self._on_menu)

    def note(self) -> NotePopup | None:
        """Write the note of the cell under the cursor."""
        found = self._view.current_cell()
        if found is None or not self._view.settle():
            self._tell(NO_CELL, found is None)
            return None
        if found[1].reading.empty:
            self._tell(_EMPTY)
            return None
        return open_note(self._view, self._workspace, *found)

    def history(self) -> object:
        """Show what has stood in the cell under the cursor."""
        found = self._view.current_cell()
        if found is None:
            self._tell(NO_CELL)
            return None
        return show_history(self._view, self._workspace, *found)

    def settle(self) -> bool:
        """Save the note that is being written; False when it was refused."""
        popups = self._view.parentWidget().findChildren(NotePopup)
        return all(popup.save() for popup in popups if not popup.isHidden())

    def _tell(self, words: str, wanted: bool = True) -> None:
        if wanted:
            self._workspace.tell(words, "info")

    def _on_menu(self, place: QPoint) -> None:
        view, writable = self._view, not self._workspace.read_only
        menu = QMenu(view)
        for words, icon, shortcut, run, able in (
            ("Kopiera", "copy", "Ctrl+C", view.copy_selection, True),
            ("Kopiera med rubriker", "", "Ctrl+Shift+C", view.copy_with_headings, True),
            ("Klistra in", "", "Ctrl+V", view.paste, writable),
            ("Fyll nedåt", "", "Ctrl+D", partial(view.fill, 1, 0), writable),
            ("Fyll åt höger", "", "Ctrl+R", partial(view.fill, 0, 1), writable),
            ("Ta bort värdet", "", "Del", view.clear_selection, writable),
        ):
            made = action(f"{words}\t{shortcut}", run, icon=icon, parent=menu)
            made.setEnabled(able)
            menu.addAction(made)
        menu.addSeparator()
        self._made["missing"].setEnabled(writable)
        found = view.current_cell()
        for key in ("note", "history"):
            self._made[key].setEnabled(found is not None)
        for key in ("missing", "note", "history", "measure"):
            menu.addAction(self._made[key])
        menu.aboutToHide.connect(self._free)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _free(self) -> None:
        """The keys work when the menu is closed, wherever the cursor goes."""
        for made in self._made.values():
            made.setEnabled(True)
