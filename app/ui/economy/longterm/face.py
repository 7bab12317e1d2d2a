"""The face LEP: demand against income over many years, what it rests on, and what changes it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.services.charts.findings import lowered
from app.services.formatting import write_count
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.longterm import sections
from app.ui.economy.longterm.commands import Commands
from app.ui.economy.longterm.details import Telling
from app.ui.economy.longterm.editing import Edits
from app.ui.economy.longterm.pictures import NO_CHART, picture_of
from app.ui.economy.sheet import Change, YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, action, menu_button, quiet_button
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.memory import memory

if TYPE_CHECKING:
    from app.services.economy.longterm.views import LongTermView, PlanRow, ScenarioView
    from app.services.economy.sensitivity import Effect

_REMEMBERED = "economy/longterm/section"


class LongTermFace(Face):
    """One plan at a time, in the sections of `sections.py`; the chosen scenario holds in all of them."""

    title = "LEP"
    shows_kinds = frozenset({
        "long_term_plan", "long_term_area", "age_cost", "long_term_scenario", "long_term_assumption",
        "forecast_round", "forecast_value", "version_economy", "own_line", "prerequisite_value",
        "population_forecast", "population_number", "index_table", "index_value", "component_basis",
        "plan_version", "frame", "frame_component", "central_pot", "unit", "loan", "loan_year",
        "investment_project", "investment_part", "investment_year", "running_cost", "internal_budget",
        "internal_row",
    })  # fmt: skip
    nothing = "Välj en rad för att se hur den är räknad."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._context = Context()
        self._plans: tuple[PlanRow, ...] = ()
        self._view: LongTermView | None = None
        self._effects: tuple[Effect, ...] = ()
        self._plan_id: int | None = None
        self._scenario_id: int | None = None
        kept = memory().get(_REMEMBERED)
        self.section = kept if kept in dict(sections.SECTIONS) else sections.GAP
        self.edits = Edits(self.workspace, lambda: self._view)
        self.commands = Commands(self.workspace, self, self.edits, lambda: self._view, lambda: self._context)
        self.commands.made = self._on_made
        self.commands.scenario_made = self._on_scenario_made
        self.telling = Telling(self.workspace, self.edits, self.commands)
        self._build()

    # ---- what the page asks --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the plans and show the one that is chosen."""
        from app.services.economy.longterm import views

        self._context = context
        self._plans = self.workspace.read(views.plans)
        keys = [plan.id for plan in self._plans]
        if self._plan_id not in keys:
            self._plan_id = keys[0] if keys else None
            self._scenario_id = None
        some = self.details = self._plan_id is not None
        for widget in (self.plan, self.scenarios, self.more):
            widget.setVisible(some)
        if self._plan_id is None:
            self._view = None
            self._show_empty()
            return
        self._view = self.workspace.read(partial(views.long_term, plan_id=self._plan_id))
        self.plan.set_choices([(plan.id, plan.name) for plan in self._plans], self._plan_id)
        self._stack.setCurrentWidget(self._body)
        self._show()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a plan, an area of one, or a scenario."""
        from app.services.economy.longterm.opening import plan_holding

        if not isinstance(key, int):
            return False
        plan_id = self.workspace.read(partial(plan_holding, kind=kind, key=key))
        if plan_id is None:
            return False
        if plan_id != self._plan_id:
            self._choose_plan(plan_id)
        if kind == "long_term_area":
            self._on_section(sections.AREAS)
            return self.sheet.select(("area", key))
        if kind == "long_term_scenario":
            self._scenario_id = key
            self._on_section(sections.GAP)
            self._show()
            self.said.emit()
        return True

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed."""
        kind, _, rest = field.partition(":")
        number = rest.partition(":")[0]
        if not number.isdigit() or not self.show_place(kind, int(number)):
            return False
        if kind == "long_term_plan":
            self._on_section(sections.STRATEGY)
            return self.form.resume(field, text)
        return self.host.inspector.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is being typed."""
        return all([self.sheet.settle(), self.form.settle()])

    def state(self) -> tuple[str | Link, ...]:
        """How the scenario that is shown ends."""
        from app.services.economy.longterm.tables import gap_sentence

        view, scenario = self._view, self.scenario
        if view is None or scenario is None:
            return ("Ingen långsiktig plan ännu",)
        said: list[str | Link] = [f"{scenario.name}: {lowered(gap_sentence(view, scenario))}"]
        if scenario.outcome[view.last].lacks:
            said += [" ", Link("Fyll i antaganden", lambda: self._on_section(sections.ASSUMED))]
        return tuple(said)

    def status(self) -> str:
        """How much the plan holds."""
        view = self._view
        if view is None:
            return ""
        areas = write_count(len(view.areas), "verksamhet", "verksamheter")
        return f"{areas}, {write_count(len(view.scenarios), 'scenario', 'scenarier')}, {view.span}"

    def tools(self) -> list[QWidget]:
        """Which plan, and which of its scenarios."""
        return [self.plan, self.scenarios]

    def actions(self) -> list[QWidget]:
        """What can be done with it."""
        return [self.more]

    @property
    def scenario(self) -> ScenarioView | None:
        """The scenario that is shown."""
        if self._view is None:
            return None
        return self._view.scenario(self._scenario_id or 0) or self._view.main

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._build_choices()
        self.form = Inspector("")
        self._pages = QStackedLayout()
        self._pages.addWidget(self._build_numbers())
        self._pages.addWidget(self.form)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, theme.NEAR, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(self._head())
        column.addLayout(self._pages, 1)
        self._empty = QWidget()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._body)

    def _build_choices(self) -> None:
        self.plan = ComboButton("Plan")
        self.plan.chosen.connect(self._on_plan)
        menu = QMenu()
        menu.aboutToShow.connect(lambda: self.commands.fill(menu))
        self.more = menu_button("more", "Planen", menu)
        self.chooser = SegmentedControl(sections.SECTIONS, name="Visa")
        self.chooser.choose(self.section)
        self.chooser.chosen.connect(lambda key: self._on_section(str(key)))
        self.scenarios = ComboButton("Scenario")
        self.scenarios.chosen.connect(self._on_scenario)
        self.adding = quiet_button("Lägg till…", "plus", self._on_add)

    def _build_numbers(self) -> QWidget:
        """The chart over the sheet."""
        self.chart = CaptionedChart(NO_CHART, leads=True, fills=True)
        self.chart.picked.connect(self._on_picked)
        self.sheet = YearSheet("Långsiktig ekonomisk plan", notes="Så är det räknat")
        self.sheet.commit = self._commit
        self.sheet.row_chosen.connect(self._on_row)
        self.sheet.menu_requested.connect(self._on_menu)
        self.sheet.said.connect(self.workspace.tell)
        self._charted = QWidget()
        held = QHBoxLayout(self._charted)
        held.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        held.addWidget(self.chart)
        numbers = QWidget()
        column = QVBoxLayout(numbers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self._charted, 6)
        column.addWidget(self.sheet, 7)
        return numbers

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        row.setSpacing(theme.NEAR)
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.adding)
        return row

    def _show_empty(self) -> None:
        self.inspect.emit(None)
        able = not self.workspace.read_only
        empty = EmptyState(
            "Ingen långsiktig plan ännu",
            "En LEP visar hur behovet växer med åldrar, löner och priser, och om skatter och bidrag räcker "
            "till det. Den börjar med ramarna i budgetversionen som är vald, och tio år läggs till.",
            icon="followup",
            action="Gör en LEP av budgetversionen" if able else "",
            on_action=self.commands.make_plan,
        )
        self._stack.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = empty
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    # ---- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        view, scenario = self._view, self.scenario
        if view is None or scenario is None:
            return
        self.scenarios.set_choices([(one.id, one.name) for one in view.scenarios], scenario.id)
        self.adding.setVisible(self.section in (sections.AREAS, sections.ASSUMED))
        self.adding.setText("Ny verksamhet…" if self.section == sections.AREAS else "Nytt scenario…")
        self.adding.setEnabled(not self.workspace.read_only)
        if self.section == sections.STRATEGY:
            self.form.show_details(self.telling.strategy(view))
            self._pages.setCurrentIndex(1)
            self.inspect.emit(self.telling.plan(view))
            return
        self._pages.setCurrentIndex(0)
        self._show_sheet(view, scenario)
        self._on_row(self.sheet.current_key())

    def _show_sheet(self, view: LongTermView, scenario: ScenarioView) -> None:
        unit, locked = self._context.unit, self.workspace.read_only
        if self.section == sections.TRIED:
            self._read_effects()
        made = {
            sections.GAP: lambda: sections.gap_sheet(view, scenario, unit),
            sections.AREAS: lambda: sections.areas_sheet(view, unit, locked=locked),
            sections.ASSUMED: lambda: sections.assumptions_sheet(view, scenario, locked=locked),
            sections.PEOPLE: lambda: sections.people_sheet(view),
            sections.TRIED: lambda: sections.tried_sheet(view, scenario, self._effects, unit),
        }[self.section]()
        self.sheet.model.heading = made.heading
        self.sheet.show_sheet(made.columns, made.rows, unit=unit, read_only=made.read_only)
        picture = picture_of(self.section, view, scenario, self._effects, self._context.first_year)
        self._charted.setVisible(picture is not None)
        if picture is not None:
            self.chart.show_chart(picture)

    def _read_effects(self) -> None:
        from app.services.economy.sensitivity import sensitivity

        read = partial(sensitivity, version_id=self._context.version_id)
        self._effects = self.workspace.read(read)

    # ---- what is done ----------------------------------------------------------------------------

    def _on_plan(self, key: object) -> None:
        if isinstance(key, int) and key != self._plan_id:
            if self.settle() and self.host.inspector.settle():
                self._choose_plan(key)
            else:
                self.plan.set_choices([(plan.id, plan.name) for plan in self._plans], self._plan_id)

    def _choose_plan(self, key: int) -> None:
        self._plan_id, self._scenario_id = key, None
        self.load(self._context)
        self.said.emit()

    def _on_made(self, key: int) -> None:
        self._choose_plan(key)
        self.workspace.tell(
            "Planen är gjord av nämndernas ramar. Ange vilka åldrar de följer under Verksamheter, och hur "
            "löner, priser och skatteunderlag utvecklas under Antaganden."
        )

    def _on_scenario_made(self, key: int) -> None:
        self._scenario_id = key
        self.load(self._context)
        self._on_section(sections.ASSUMED)
        self.said.emit()

    def _on_section(self, key: str) -> None:
        if key == self.section or not (self.settle() and self.host.inspector.settle()):
            self.chooser.choose(self.section)
            return
        self.section = key
        memory().put(_REMEMBERED, key)
        self.chooser.choose(key)
        self._show()
        self.said.emit()

    def _on_scenario(self, key: object) -> None:
        if self.settle() and self.host.inspector.settle() and isinstance(key, int):
            self._scenario_id = key
        self._show()
        self.said.emit()

    def _on_add(self) -> None:
        if self.section == sections.AREAS:
            self.commands.add_area()
        else:
            self.commands.add_scenario()

    def _on_picked(self, key: object) -> None:
        self.sheet.select(key)

    def _commit(self, changes: Sequence[Change]) -> bool:
        if self.section == sections.AREAS:
            return self.edits.costs(changes, self._context.unit)
        scenario = self.scenario
        return scenario is not None and self.edits.assumptions(scenario, changes)

    def _on_row(self, key: Any) -> None:
        view, scenario = self._view, self.scenario
        if view is None or scenario is None or self.section == sections.STRATEGY:
            return
        self.inspect.emit(self._details(view, scenario, key))

    def _details(self, view: LongTermView, scenario: ScenarioView, key: Any) -> object:
        kind, row = key if isinstance(key, tuple) else ("", None)
        if kind == "line":
            return self.telling.assumption(view, scenario, row)
        if kind == "effect":
            found = next((one for one in self._effects if one.key == row), None)
            return self.telling.effect(found) if found is not None else None
        if kind == "tried":
            return self.telling.assumption(view, scenario, row)
        if kind == "ages":
            area = next((one for one in view.areas if any(age.id == row for age in one.ages)), None)
            return self.telling.area(view, area) if area is not None else None
        area = view.area(row) if kind == "area" else _area_of(view, key)
        if area is not None:
            return self.telling.area(view, area)
        chosen = view.scenario(row) if kind == "scenario" else scenario
        if self.section == sections.GAP and chosen is not None:
            return self.telling.scenario(view, chosen)
        return self.telling.plan(view)

    def _on_menu(self, key: Any, point: QPoint) -> None:
        view = self._view
        if view is None or self.workspace.read_only:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind, row = key if isinstance(key, tuple) else ("", None)
        area = view.area(row) if kind == "area" else None
        if area is not None:
            menu.addAction(action("Stäm av mot ramen", partial(self.commands.fit, area.id), parent=menu))
            menu.addAction(action("Flytta upp", partial(self.commands.move_area, area.id, -1), parent=menu))
            menu.addAction(action("Flytta ned", partial(self.commands.move_area, area.id, 1), parent=menu))
            menu.addAction(
                action("Ta bort", partial(self.commands.remove_area, area), icon="trash", parent=menu)
            )
        elif self.section in (sections.AREAS, sections.ASSUMED):
            words = "Ny verksamhet…" if self.section == sections.AREAS else "Nytt scenario…"
            menu.addAction(action(words, self._on_add, icon="plus", parent=menu))
        else:
            menu.deleteLater()
            return
        menu.popup(point)


def _area_of(view: LongTermView, key: object) -> Any:
    """The area of a row of the gap's table."""
    number = str(key).removeprefix("area-")
    return view.area(int(number)) if number.isdigit() else None
