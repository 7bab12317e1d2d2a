"""What can be done with the row under the hand, as a menu."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.parts.buttons import action
from app.ui.parts.movable_tree import MovableTree
from app.ui.steering.deleting import Deleting
from app.ui.steering.editing import Editing
from app.ui.steering.inspecting import Inspecting
from app.ui.steering.menus import command_action
from app.ui.steering.moving import Moving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.steering.detail import NodeDetail
    from app.services.steering.views import NodeRow

_LOCKED = "Beslutad och låst. Gör en ny version för att ändra."


class RowMenu:
    """Fills menus for the rows of one tree."""

    def __init__(
        self,
        tree: MovableTree,
        window: QWidget,
        icons: "Mapping[int, str]",
        editing: Editing,
        inspecting: Inspecting,
        moving: Moving,
        deleting: Deleting,
    ) -> None:
        self._tree = tree
        self._window = window
        self._icons = icons
        self._editing = editing
        self._inspecting = inspecting
        self._moving = moving
        self._deleting = deleting

    def fill(
        self, menu: QMenu, row: "NodeRow", read_detail: "Callable[[NodeRow], NodeDetail]", editable: bool
    ) -> None:
        """What belongs to an element: its name and facts, the next step, its place, its end."""
        node = read_detail(row)
        if editable:
            rename = action("Byt namn", self._tree.edit_current, icon="edit", shortcut="F2", parent=menu)
            _allow(rename, not row.locked)
            menu.addAction(rename)
            edits = (("Ändra ägare…", self._editing.owner), ("Ändra giltighet…", self._editing.validity))
            for words, edit in edits:
                menu.addAction(action(words, partial(edit, node), parent=menu))
        menu.addSeparator()
        for command in self._inspecting.commands(node):
            menu.addAction(command_action(command, menu))
        if editable:
            self._add_moves(menu, row)
        menu.addSeparator()
        copy = partial(action, "Kopiera", self._tree.copy_selection, icon="copy", shortcut="Ctrl+C")
        menu.addAction(copy(parent=menu))
        if editable:
            remove = partial(self._deleting.remove, self._tree.selected_rows() or [row])
            menu.addAction(action("Ta bort…", remove, icon="trash", shortcut="Del", parent=menu))

    def fill_paste(self, menu: QMenu, row: "NodeRow | None") -> None:
        """Where something was cut it can be pasted under a row, or at the top."""
        if not self._moving.has_cut:
            return
        words = "Klistra in här under" if row is not None else "Klistra in överst"
        menu.addAction(action(words, partial(self._moving.paste, row), shortcut="Ctrl+V", parent=menu))

    def _add_moves(self, menu: QMenu, row: "NodeRow") -> None:
        menu.addSeparator()
        choose = partial(self._moving.choose_place, row, self._icons, self._window)
        steps = (("Flytta uppåt", -1, "Alt+Up"), ("Flytta nedåt", 1, "Alt+Down"))
        moves = [
            action("Flytta till…", choose, icon="arrow-right", parent=menu),
            *(action(w, partial(self._moving.shift, row, s), shortcut=k, parent=menu) for w, s, k in steps),
            action("Klipp ut", self._moving.cut, shortcut="Ctrl+X", parent=menu),
        ]
        for move in moves:
            _allow(move, not row.locked)
            menu.addAction(move)
        self.fill_paste(menu, row)


def _allow(made: QAction, may: bool) -> None:
    made.setEnabled(may)
    made.setToolTip("" if may else _LOCKED)
