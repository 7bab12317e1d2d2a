"""The menus of the page: what may be added where, and what can be done with an element."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow, SteeringView
    from app.ui.parts.details import Command

_NOTHING_TO_ADD = "Här finns ingen nivå att lägga till"
_TITLE_LENGTH = 40
_AGREEMENTS = "läggs till på sidan Uppdragshandlingar"
_ELSEWHERE = {"assignment": "läggs till på sidan Uppdrag", "dialogue": "räknas på sidan Uppdrag"}


class AddMenu(QMenu):
    """The levels that may stand under an element, then those that may stand beside it."""

    def __init__(
        self,
        view: "SteeringView",
        row: "NodeRow | None",
        icons: Mapping[int, str],
        add: Callable[["LevelRow", "NodeRow | None"], object],
        parent: QWidget,
    ) -> None:
        super().__init__("Lägg till", parent)
        self._icons, self._add, self._begins = icons, add, not view.rows
        above = view.above(row)
        below = view.allowed_below(row) if row is not None else ()
        beside = [level for level in view.allowed_below(above) if level not in below]
        for level in below:
            self._offer(level, row)
        if below and beside:
            self.addSeparator()
        for level in beside:
            self._offer(level, above)
        for level in view.locked_below(row):
            self._explain(f"{level.short_name}: gör först en ny version av ”{short_title(row)}”")
        for level in () if self._begins else view.made_elsewhere_below(row):
            self._explain(f"{level.short_name} {_ELSEWHERE.get(level.form, _AGREEMENTS)}")
        if self.isEmpty():
            self._explain(_NOTHING_TO_ADD)

    def _offer(self, level: "LevelRow", parent: "NodeRow | None") -> None:
        where = " överst" if parent is None else f" under ”{short_title(parent)}”"
        icon = self._icons.get(level.id, "document")
        words = level.short_name if self._begins else f"{level.short_name}{where}"
        self.addAction(action(_as_label(words), partial(self._add, level, parent), icon=icon, parent=self))

    def _explain(self, words: str) -> None:
        self.addAction(_as_label(words)).setEnabled(False)


def command_action(command: "Command", menu: QMenu) -> QAction:
    """A command of the inspector as an entry of a menu; why it cannot be done stands in its words."""
    made = action(command.text, command.on_click, icon=command.icon, parent=menu)
    made.setEnabled(command.enabled)
    made.setToolTip("" if command.enabled else command.why_not)
    return made


def short_title(row: "NodeRow | None") -> str:
    """A title that fits into a menu."""
    title = row.title if row is not None else ""
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"


def _as_label(words: str) -> str:
    """Words in which & is no mark for a key."""
    return words.replace("&", "&&")
