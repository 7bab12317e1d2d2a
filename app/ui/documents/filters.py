"""What of the register is shown: by state, and by what its kinds say of the documents."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.steering.documents.register import RegisterRow, RegisterView

ALL, REVIEW, OPEN, IN_FORCE, ENDED = "all", "review", "open", "in_force", "ended"
STATES = (
    (ALL, "Alla"),
    (REVIEW, "Behöver ses över i år"),
    (OPEN, "Under arbete"),
    (IN_FORCE, "Beslutade"),
    (ENDED, "Ersatta och upphävda"),
)
_ENDED = frozenset({"replaced", "revoked"})
_BY_STATE: dict[str, Callable[[RegisterRow], bool]] = {
    ALL: lambda _row: True,
    REVIEW: lambda row: bool(row.need),
    OPEN: lambda row: not row.locked or bool(row.pending),
    IN_FORCE: lambda row: row.locked and row.status not in _ENDED,
    ENDED: lambda row: row.status in _ENDED,
}
_Value = Callable[["RegisterRow"], Hashable]
_FIELDS: dict[str, tuple[str, _Value]] = {
    "category": ("Kategori", lambda row: row.category),
    "phase": ("Fas", lambda row: row.phase),
    "stance": ("Styrande eller redovisande", lambda row: row.stance),
    "management": ("Nivå i ledningssystemet", lambda row: row.management_level),
    "published": ("Publicerat", lambda row: row.published),
    "responsible": ("Ansvarig", lambda row: row.responsible),
}
_MENU_LIMIT = 40


class Filters(QObject):
    """Remembers what is chosen and fills the menu to choose in; only what there is to choose is offered."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = ALL
        self._chosen: dict[str, Hashable] = {}
        self._words: dict[str, str] = {}
        self._offered: dict[str, tuple[tuple[Hashable, str], ...]] = {}
        self._below: list[QMenu] = []
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self._fill)

    @property
    def active(self) -> bool:
        """Whether something is left out."""
        return self.state != ALL or bool(self._chosen)

    @property
    def in_words(self) -> str:
        """What is chosen in the menu: "Fas: Planering"."""
        return ", ".join(f"{_FIELDS[key][0].lower()}: {self._words[key]}" for key in self._chosen)

    def choose_state(self, state: str) -> None:
        """Show the documents in a state."""
        self.state = state
        self.changed.emit()

    def choose(self, field: str, value: Hashable, words: str = "") -> None:
        """Show the documents with a value; None shows all again."""
        if value is None:
            self._chosen.pop(field, None)
        else:
            self._chosen[field], self._words[field] = value, words
        self.changed.emit()

    def clear(self) -> None:
        """Show everything."""
        self.state = ALL
        self._chosen.clear()
        self.changed.emit()

    def lets_through(self, row: RegisterRow) -> bool:
        """Whether a document is shown."""
        if not _BY_STATE[self.state](row):
            return False
        return all(_FIELDS[field][1](row) == value for field, value in self._chosen.items())

    def offer(self, view: RegisterView) -> None:
        """Take what the register holds to choose among; a choice that is gone is dropped."""
        self._offered = {
            field: choices
            for field, choices in _choices(view).items()
            if len(choices) > (field == "category")
        }
        for field in list(self._chosen):
            if self._chosen[field] not in (key for key, _ in self._offered.get(field, ())):
                del self._chosen[field]

    @property
    def offers(self) -> bool:
        """Whether there is anything to choose in the menu."""
        return bool(self._offered)

    def _fill(self) -> None:
        self.menu.clear()
        for old in self._below:
            old.deleteLater()
        self._below = [self._menu_of(field, choices) for field, choices in self._offered.items()]
        for below in self._below:
            self.menu.addMenu(below)

    def _menu_of(self, field: str, choices: tuple[tuple[Hashable, str], ...]) -> QMenu:
        below = QMenu(_FIELDS[field][0], self.menu)
        group = QActionGroup(below)
        for value, words in ((None, "Alla"), *choices[:_MENU_LIMIT]):
            choose = partial(self.choose, field, value, words)
            entry = action(words.replace("&", "&&"), choose, parent=below)
            entry.setCheckable(True)
            entry.setChecked(self._chosen.get(field) == value)
            group.addAction(entry)
            below.addAction(entry)
        return below


def _choices(view: RegisterView) -> dict[str, tuple[tuple[Hashable, str], ...]]:
    published: tuple[tuple[Hashable, str], ...] = ((True, "Ja"), (False, "Nej")) if view.publishes else ()
    return {
        "category": view.categories,
        "phase": view.phases,
        "stance": view.stances,
        "management": view.management_levels,
        "published": published,
        "responsible": tuple((name, name) for name in view.responsible),
    }
