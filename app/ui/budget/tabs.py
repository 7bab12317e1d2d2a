"""The tabs of the page Budget: which there are, and the bar that chooses among them."""

from collections.abc import Callable, Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.ui.parts.layouts import framed_tabs

if TYPE_CHECKING:
    from app.ui.budget.tab import BudgetTab

FRAMES = "frames"
#: Key, title, and where the tab is imported from when it is first shown; the frames are part of the page.
TABS: tuple[tuple[str, str, str | None], ...] = (
    (FRAMES, "Ramar", None),
    ("comparison", "Jämförelse", "app.ui.budget.comparison.tab:ComparisonTab"),
    ("proposals", "Nämndernas förslag", "app.ui.budget.proposals.tab:ProposalsTab"),
    ("allocation", "Beräkningsmodeller", "app.ui.budget.allocation.tab:AllocationTab"),
    ("internal", "Internbudget", "app.ui.budget.internal.tab:InternalTab"),
)  # fmt: skip
WITHOUT_PLAN = frozenset({FRAMES, "allocation"})
"""Tabs that have something to show before there is a plan."""
PLACES = {
    "allocation_model": "allocation",
    "allocation_version": "allocation",
    "special_account": "allocation",
    "proposal": "proposals",
    "budget_dialogue": "proposals",
    "internal_budget": "internal",
}
"""On which tab the rows of a table are shown; every other kind is asked of the frames."""


class TabArea(QWidget):
    """The bar, and the tab under it; a tab is made when it is first shown."""

    chosen = Signal(str)
    """The key of the tab that the user wants; it is shown by `show_tab`."""

    def __init__(self, frames: "BudgetTab", make: Callable[[str], "BudgetTab"]) -> None:
        super().__init__()
        self._make = make
        self.made: dict[str, BudgetTab] = {FRAMES: frames}
        self.keys = tuple(key for key, _, _ in TABS)
        self.bar = QTabBar()
        self.bar.setAccessibleName("Budgetens flikar")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for _, title, _ in TABS:
            self.bar.addTab(title)
        self._stack = QStackedWidget()
        self._stack.addWidget(frames)
        self._head = framed_tabs(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        self.offer(self.keys)
        self.bar.currentChanged.connect(lambda place: self.chosen.emit(self.keys[place]))

    @property
    def current(self) -> "BudgetTab":
        """The tab that is shown."""
        found: Any = self._stack.currentWidget()
        return found

    def offer(self, keys: Collection[str]) -> None:
        """Which tabs can be chosen; the bar is there when there is a choice."""
        offered = [key in keys for key in self.keys]
        for place, here in enumerate(offered):
            self.bar.setTabVisible(place, here)
        self._head.setVisible(sum(offered) > 1)

    def show_tab(self, key: str) -> "BudgetTab":
        """Show a tab, making it the first time."""
        tab = self.made.get(key)
        if tab is None:
            tab = self.made[key] = self._make(key)
            self._stack.addWidget(tab)
        self._stack.setCurrentWidget(tab)
        self.mark(key)
        return tab

    def mark(self, key: str) -> None:
        """Mark a tab in the bar without telling."""
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(self.keys.index(key))
        self.bar.blockSignals(False)
        self.bar.update()


def tab_class(key: str) -> Any:
    """The class of a tab, imported now."""
    where = next(where for each, _, where in TABS if each == key)
    if where is None:
        raise LookupError(key)
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
