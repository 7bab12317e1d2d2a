"""What can be done with a row of the model: rename it, add beside it, move it, take it away."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.ui.model import words
from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow
    from app.ui.model.edits import ModelEdits
    from app.ui.model.tables import PartTable

_FIRST = "{} ”{}” är redan först."
_LAST = "{} ”{}” är redan sist."


class RowCommands:
    """The commands of rows; those that do not fit a row are not offered."""

    def __init__(
        self,
        edits: "ModelEdits",
        add_near: "Callable[..., object]",
        select: Callable[[str], bool],
    ) -> None:
        self._edits = edits
        self._add_near = add_near
        self._select = select

    def fill(self, menu: QMenu, row: "ModelRow | None", can_rename: bool, table: "PartTable | None") -> None:
        """Put the commands of a row in a menu."""
        if row is None:
            return
        if can_rename and table is not None:
            menu.addAction(action("Byt namn\tF2", table.edit_current, icon="edit", parent=menu))
        if self._grows(row):
            one = words.NEW[row.part]
            after = partial(self._add_near, row)
            menu.addAction(action(f"Lägg till {one} efter…", after, icon="plus", parent=menu))
            if row.part == "levels":
                below = partial(self._add_near, row, below=True)
                menu.addAction(action(f"Lägg till {one} under…", below, icon="plus", parent=menu))
            up, down = partial(self.move, row, -1), partial(self.move, row, 1)
            menu.addAction(action("Flytta upp\tAlt+Upp", up, icon="chevron-up", parent=menu))
            menu.addAction(action("Flytta ner\tAlt+Ner", down, icon="chevron-down", parent=menu))
            menu.addSeparator()
            menu.addAction(action("Ta bort\tDelete", partial(self.remove, row), icon="trash", parent=menu))
        if not menu.isEmpty():
            menu.addSeparator()

    def remove(self, row: "ModelRow | None") -> None:
        """Take a row away, when it is one that can go."""
        if row is not None and row.key is not None and self._grows(row):
            self._edits.remove(row.part, row.key)

    def move(self, row: "ModelRow | None", step: int) -> None:
        """Move a row past the next one that stands beside it."""
        if row is None or row.key is None or not self._grows(row):
            return
        steps = self._steps(row, step)
        if not steps:
            said = _FIRST if step < 0 else _LAST
            where = " under samma nivå." if row.part == "levels" else "."
            text = said.format(words.THE[row.part].capitalize(), row.name)
            self._edits.workspace.tell(f"{text[:-1]}{where}")
        elif self._edits.move(row.part, row.key, steps):
            self._select(row.id)

    def _steps(self, row: "ModelRow", step: int) -> int:
        """How far a row moves in the whole order to pass the next one under the same level."""
        from app.services.steering.modeledits import in_order

        view = self._edits.view
        assert view is not None
        rows = in_order(view.model, row.part)
        keys = [one.key for one in rows]
        beside = [one.key for one in rows if getattr(one, "parent", None) == _parent(rows, row.key)]
        place = beside.index(row.key) + step
        if not 0 <= place < len(beside):
            return 0
        return keys.index(beside[place]) - keys.index(str(row.key))

    def _grows(self, row: "ModelRow") -> bool:
        return self._edits.allowed and row.key is not None and row.part in words.NEW


def _parent(rows: list[Any], key: str | None) -> str | None:
    return next((getattr(one, "parent", None) for one in rows if one.key == key), None)
