"""What every tab of the page Budget has, and what it may use of the page."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage


class BudgetTab(QWidget):
    """One tab; it is made when it is first shown, and `load` is called each time it may have become stale.

    Of the page it may use `workspace`, `view` (the chosen version, net amounts, unless the tab sets its own),
    `unit`, `inspector`, `choose_version`, `show_tab` and `say`.
    """

    key = ""
    title = ""
    uses: frozenset[str] = frozenset({"version", "units"})
    """Which of the page's own tools stay with the tab: "version", "compare", "units", "hindrances", "decide",
    "more"."""
    details = True
    """Whether the tab shows anything in the inspector."""
    nothing = "Välj en rad för att se mer."
    """What the inspector says when nothing is selected."""
    filter_field: QLineEdit | None = None
    """The field that Ctrl+F goes to."""

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page

    def tools(self) -> list[QWidget]:
        """Widgets for the page's row of tools, shown only with the tab; asked for once."""
        return []

    def actions(self) -> list[QWidget]:
        """Widgets beside the page's title, shown only with the tab; asked for once."""
        return []

    def asks(self) -> dict[str, Any]:
        """What the page's view is read with, besides version and year: `financing` and `measure`."""
        return {}

    def load(self) -> None:
        """Show the page's view, and read what else is shown."""
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def show_changed(self, _keys: Collection[int]) -> None:
        """Only amounts of these rows of the page's view have changed."""
        self.load()

    def state(self) -> list[str | Link]:
        """The page's sentence while the tab is shown."""
        return []

    def status(self) -> str:
        """What the status line says while the tab is shown."""
        return ""

    def settle(self) -> bool:
        """Make changes of what is typed; False when something was refused."""
        return True

    def show_place(self, _kind: str, _key: Hashable) -> bool:
        """Select what a link points at; False when it is not on this tab."""
        return False

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in a field such as "proposal:17:statement"."""
        kind, _, rest = field.partition(":")
        key = rest.partition(":")[0]
        shown = key.isdigit() and self.show_place(kind, int(key))
        return shown and self.page.inspector.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the tab can export or print, for the menu Arkiv; made anew each time the menu opens."""
        return []
