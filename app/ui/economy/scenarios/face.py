"""The face Scenarier: the list of scenarios, the steps of one, and all of them compared with the base."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.scenarios.comparing import Shown, comparison_rows
from app.ui.economy.scenarios.details import Acts, base_details, scenario_details
from app.ui.economy.scenarios.editing import ScenarioEditing
from app.ui.economy.scenarios.listing import BASE, items_of, make_list
from app.ui.economy.scenarios.step_list import StepList
from app.ui.economy.sheet import YearSheet
from app.ui.parts.buttons import SegmentedControl, action, primary_button, quiet_button
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import ScenarioComparison, ScenarioView, StepView

_LIST_WIDTH, _STEPS_WIDTH, _TOP, _BOTTOM = 288, 464, 210, 470
_READ_ONLY = "Filen är öppen för läsning."


class ScenariosFace(Face):
    """Scenarios and the parties' alternatives beside the version that is shown."""

    nothing = "Välj ett scenario för att se vad det går ut på."
    shows_kinds = frozenset({
        "scenario", "scenario_step", "plan_version", "year_total", "frame", "frame_component", "unit",
        "central_pot", "assignment", "assignment_funding", "forecast_round", "forecast_value",
        "version_economy", "own_line", "prerequisite_value", "population_number", "index_table",
        "index_value", "component_basis", "statement_value", "loan", "loan_year", "investment_project",
        "investment_part", "investment_year", "running_cost",
    })  # fmt: skip

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: ScenarioComparison | None = None
        self._context = Context()
        self._chosen: Hashable = BASE
        self.editing = ScenarioEditing(self.workspace, self)
        self.list = make_list(lambda: self._context.unit)
        self.steps = StepList(self._on_toggle, self._step_menu)
        self.sheet = YearSheet("Scenarierna jämförda", heading="År")
        self.shown_as = SegmentedControl(
            (("amounts", "Belopp"), ("differences", "Skillnad")), name="Jämförelsen visar"
        )
        self._build_buttons()
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.list)
        upper.addWidget(self.steps)
        upper.setSizes([_LIST_WIDTH, _STEPS_WIDTH])
        upper.setStretchFactor(1, 1)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(upper)
        whole.addWidget(self.sheet)
        whole.setSizes([_TOP, _BOTTOM])
        whole.setStretchFactor(1, 1)
        for splitter in (upper, whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(whole)
        self.list.current_changed.connect(self._on_current)
        self.list.menu_requested.connect(self._on_menu)
        self.shown_as.chosen.connect(lambda _shown: self._show_sheet())
        self.sheet.said.connect(self.workspace.tell)

    # ---- what the page asks --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the scenarios of the version, and show them compared."""
        from app.services.economy.scenarios.views import compare

        self._context = context
        self.view = self.workspace.read(partial(compare, version_id=context.version_id))
        self.editing.compared, self.editing.unit = self.view, context.unit
        if self._chosen != BASE and self.scenario is None:
            self._chosen = BASE
        if self._chosen == BASE and self.view.scenarios:
            self._chosen = self.view.scenarios[0].id
        self.list.blockSignals(True)  # what is chosen stays so while the rows come
        self.list.show_rows(items_of(self.view))
        self.list.select(self._chosen)
        self.list.blockSignals(False)
        self._show_sheet()
        self._show_chosen()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Choose a scenario, with the version that it stands beside."""
        from app.services.economy.scenarios.views import version_beside

        if kind != "scenario" or not isinstance(key, int):
            return False
        version_id = self.workspace.read(partial(version_beside, scenario_id=key))
        return version_id is not None and self.host.choose_version(version_id) and self.list.select(key)

    def state(self) -> tuple[str | Link, ...]:
        """How many there are, and which do not go together."""
        if self.view is None or not self.view.scenarios:
            return ("Inga scenarier ännu: pröva vad en annan skattesats, volym eller satsning leder till.",)
        short = [each for each in self.view.scenarios if not each.balanced]
        words = write_count(len(self.view.scenarios), "scenario", "scenarier")
        if not short:
            return (f"{words}, alla går ihop",)
        first = short[0]
        return (f"{words}, ", Link(f"{len(short)} går inte ihop", partial(self.list.select, first.id)))

    def status(self) -> str:
        """The version that all are compared with."""
        return f"Jämförs med {self.view.version_name}" if self.view is not None else ""

    def actions(self) -> list[QWidget]:
        """A new scenario, right of the title."""
        return [self._party, self._add]

    def tools(self) -> list[QWidget]:
        """What the comparison shows, and what is added to the chosen scenario."""
        return [self.shown_as, self._add_step]

    @property
    def scenario(self) -> ScenarioView | None:
        """The scenario that is chosen."""
        key = self._chosen if isinstance(self._chosen, int) else None
        return self.view.scenario(key) if self.view is not None else None

    # ---- showing -------------------------------------------------------------------------------

    def _build_buttons(self) -> None:
        self._add = primary_button("Nytt scenario", "plus", lambda: self._added(party=False))
        self._party = quiet_button("Nytt partialternativ", "people", lambda: self._added(party=True))
        self._add_step = quiet_button("Lägg till steg", "plus")
        menu = QMenu(self._add_step)
        self.editing.fill_kinds(menu, lambda: self.scenario)
        self._add_step.setMenu(menu)

    def _show_sheet(self) -> None:
        from app.services.economy.scenarios.tables import comparison_table

        if self.view is None:
            return
        table = comparison_table(self.view)
        shown: Shown = "differences" if self.shown_as.choice == "differences" else "amounts"
        rows = comparison_rows(self.view, table, self._context.unit, shown)
        self.sheet.show_sheet(table.columns, rows, unit=self._context.unit, read_only=True)

    def _show_chosen(self) -> None:
        from app.services.economy.scenarios.views import step_effects

        view, scenario = self.view, self.scenario
        if view is None:
            return
        writable = not self.workspace.read_only
        for button in (self._add, self._party, self._add_step):
            button.setEnabled(writable)
            button.setToolTip("" if writable else _READ_ONLY)
        self._add_step.setEnabled(writable and scenario is not None)
        if scenario is None:
            self.steps.show_nothing()
            self.inspect.emit(base_details(view))
            return
        effects = step_effects(view.grounds, [step.values for step in scenario.steps])
        self.steps.show_steps(
            scenario.steps, effects, view.years, self._context.unit, locked=self.workspace.read_only
        )
        acts = Acts(self._propose, self._copy, self.host.choose_version)
        self.inspect.emit(scenario_details(self.workspace, scenario, self.editing, acts))

    def _on_current(self, item: Any) -> None:
        if item is None or item.group or item.key == self._chosen:
            return
        self._chosen = item.key
        self._show_chosen()

    # ---- doing ---------------------------------------------------------------------------------

    def _added(self, *, party: bool) -> None:
        self._choose(self.editing.add(party=party))

    def _copy(self, scenario: ScenarioView) -> None:
        self._choose(self.editing.copy(scenario))

    def _choose(self, key: int | None) -> None:
        if key is not None:
            self.list.select(key)

    def _propose(self, scenario: ScenarioView) -> None:
        made = self.editing.propose(scenario)
        if made is not None:
            self.workspace.tell(f"”{scenario.name}” är nu en version av planen. Välj den högst upp.")

    def _on_toggle(self, step: StepView, on: bool) -> bool:
        scenario = self.scenario
        return scenario is not None and self.editing.toggle(scenario, step, on)

    def _step_menu(self, step: StepView) -> QMenu:
        scenario = self.scenario
        return QMenu(self) if scenario is None else self.editing.step_menu(scenario, step)

    def _on_menu(self, item: Any, point: QPoint) -> None:
        scenario = self.view.scenario(item.key) if self.view is not None and item is not None else None
        menu = QMenu(self)
        if scenario is None:
            made = action("Nytt scenario…", partial(self._added, party=False), icon="plus", parent=menu)
            made.setEnabled(not self.editing.locked)
            menu.addAction(made)
        else:
            commands = (
                ("Kopiera", partial(self._copy, scenario), True),
                ("Gör till förslag…", partial(self._propose, scenario), scenario.balanced),
                ("Ta bort…", partial(self.editing.remove, scenario), True),
            )
            for words, run, possible in commands:
                made = action(words, run, parent=menu)
                made.setEnabled(possible and not self.editing.locked)
                menu.addAction(made)
        menu.exec(point)
