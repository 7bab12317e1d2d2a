"""The face "Befolkning och index": forecasts of the population by age, and index tables by year."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.indexes.index_pane import IndexPane
from app.ui.economy.indexes.population_pane import PopulationPane
from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.links import Link
from app.ui.parts.memory import memory

POPULATION, INDEXES = "population", "indexes"
_REMEMBERED = "economy/indexes"
#: Amounts are only shown beside indexes; a version rests on one forecast of the population.
_USES = {POPULATION: frozenset({"version"}), INDEXES: frozenset({"version", "unit"})}
_PLACES = {"population_forecast": POPULATION, "index_table": INDEXES}


class IndexesFace(Face):
    """Shows one of the two; each has its own sheet, buttons and sentence."""

    shows_kinds = frozenset({
        "population_forecast", "population_number", "index_table", "index_value", "component_basis",
        "version_economy", "plan_version", "frame", "frame_component", "own_line", "long_term_plan",
        "scenario_step", "long_term_area", "unit", "central_pot",
    })  # fmt: skip
    nothing = "Ställ markören på en rad för att se var talen kommer ifrån och vad som vilar på dem."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._context = Context()
        self.parts = SegmentedControl(((POPULATION, "Befolkning"), (INDEXES, "Index")), name="Visa")
        self.population = PopulationPane(self)
        self.indexes = IndexPane(self)
        self._panes: dict[str, Any] = {POPULATION: self.population, INDEXES: self.indexes}
        self._stack = QStackedWidget()
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._key = INDEXES if memory().get(_REMEMBERED) == INDEXES else POPULATION
        self.uses = _USES[self._key]
        self.parts.choose(self._key)
        self.parts.chosen.connect(self._on_chosen)

    @property
    def context(self) -> Context:
        """What the page shows."""
        return self._context

    @property
    def pane(self) -> Any:
        """What is shown of the two."""
        return self._panes[self._key]

    def load(self, context: Context) -> None:
        """Read fresh."""
        self._context = context
        for key, pane in self._panes.items():
            pane.show_tools(shown=key == self._key)
        self._stack.setCurrentWidget(self.pane)
        self.pane.load(context)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Go to a forecast or an index table."""
        wanted = _PLACES.get(kind)
        if wanted is None or not self.show_part(wanted):
            return False
        shown: bool = self.pane.go_to(key)
        return shown

    def show_part(self, key: str) -> bool:
        """Show the population or the indexes; False when what is typed must be put right first."""
        if key != self._key:
            if not self.settle():
                self.parts.choose(self._key)
                return False
            self._key = key
            memory().put(_REMEMBERED, key)
            self.parts.choose(key)
            self.uses = _USES[key]
            self.inspect.emit(None)
            page: Any = self.host
            page.refresh()
        return True

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return bool(self.pane.settle())

    def state(self) -> tuple[str | Link, ...]:
        """How it stands."""
        found: tuple[str | Link, ...] = self.pane.state()
        return found

    def status(self) -> str:
        """What the status line says."""
        return str(self.pane.status())

    def tools(self) -> list[QWidget]:
        """The choice of the two, then what each has."""
        return [self.parts, *self.population.tools, *self.indexes.tools]

    def actions(self) -> list[QWidget]:
        """What can be done."""
        return [*self.population.buttons, *self.indexes.buttons]

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, str):
            self.show_part(key)
