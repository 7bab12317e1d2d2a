"""What the three tabs of the page share: a table, what its title says, and a filter by a figure's link."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from app.ui.parts.buttons import action
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fitting import fit_columns
from app.ui.parts.links import Link
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort

Condition = Callable[[Any], bool]
_RESIZE = QEvent.Type.Resize


class Tab(QObject):
    """One table of the page; the page shows its words and details."""

    said = Signal()
    """The sentence of state or the number of rows shown has changed."""

    room_for: ClassVar[Mapping[str, int]] = {}
    """How wide the table must be for a column to be shown beside the names."""

    def __init__(
        self, workspace: "WorkspacePort", table: TableView, add_words: str, remembered_as: str
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.table = table
        self.add_words = add_words
        self._remembered_as = remembered_as
        table.installEventFilter(self)
        self._condition: Condition | None = None
        self._text = ""

    def load(self) -> None:
        """Read the rows and show them."""
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def state(self) -> list[str | Link]:
        """The sentence of state."""
        raise TypeError(f"{type(self).__name__} says nothing")

    def status(self) -> str:
        """What the status line says."""
        raise TypeError(f"{type(self).__name__} says nothing")

    def details(self, row: Any) -> Details:
        """What the inspector shows of a row."""
        raise TypeError(f"{type(self).__name__} cannot describe {row!r}")

    def empty(self) -> EmptyState | None:
        """What is shown where there is nothing; None when there is something."""
        return None

    def add(self, _place: QPoint) -> None:
        """What the page's button does; a menu opens at the place."""

    def fill_menu(self, _menu: QMenu, _row: Any) -> None:
        """What can be done with a row, or with the table."""

    def remove(self, _row: Any) -> None:
        """What Delete does with a row."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave room for other columns."""
        if event.type() == _RESIZE and watched is self.table:
            fit_columns(self.table, self._remembered_as, self.room_for)
        return super().eventFilter(watched, event)

    def filter(self, text: str) -> None:
        """Show only rows in which the words stand."""
        self._text = text
        self._apply()

    def narrow(self, condition: Condition | None) -> None:
        """Show only what a figure counts; None shows all."""
        self._condition = condition
        self._apply()

    def show_all(self) -> None:
        """Take both filters away."""
        self._text, self._condition = "", None
        self._apply()

    @property
    def narrowed(self) -> bool:
        """Whether a figure's filter is on."""
        return self._condition is not None

    @property
    def filtered(self) -> bool:
        """Whether any filter is on."""
        return self.narrowed or bool(self._text)

    @property
    def shown(self) -> int:
        """How many rows the filters let through."""
        return self.table.rows.rowCount()

    def select(self, key: Any) -> bool:
        """Select a row, taking away a filter that hides it."""
        if not self.table.select(key):
            self.show_all()
        return self.table.select(key)

    def add_copy(self, menu: QMenu) -> None:
        """Put copying last in a menu."""
        menu.addSeparator()
        copy = action("Kopiera", self.table.copy_selection, icon="copy", shortcut="Ctrl+C", parent=menu)
        menu.addAction(copy)

    def _apply(self) -> None:
        self.table.set_filter(self._text, self._condition)
        self.said.emit()
