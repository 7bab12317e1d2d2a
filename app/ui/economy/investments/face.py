"""Investeringar: every project over the years, its permission, and what it leads to."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count, write_tkr, write_years
from app.ui.economy.faces import CHANGES, Context, Face, FaceHost
from app.ui.economy.held import held
from app.ui.economy.investments.details import details_of
from app.ui.economy.investments.editing import ProjectEdits
from app.ui.economy.investments.rows import Layout, Measure, sheet_rows, sifted
from app.ui.economy.investments.taking import taken
from app.ui.economy.sheet import Change, YearSheet
from app.ui.parts.buttons import SegmentedControl, action, primary_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.economy.investments.views import InvestmentsView, ProjectView

_MEASURES = (("expense", "Utgifter"), ("income", "Inkomster"), ("carried", "Ombudgetering"))


class InvestmentsFace(Face):
    """One sheet of all projects; the inspector holds everything of the chosen one."""

    title = "Investeringar"
    shows_kinds = frozenset({
        "investment_project", "investment_part", "running_cost", "investment_year", "version_economy",
        "plan_version", "budget_plan", "frame", "unit",
    })  # fmt: skip
    nothing = "Välj ett projekt för att se totalram, komponenter och driftkostnad."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: InvestmentsView | None = None
        self._context = Context()
        self._layout = Layout((), ())
        self._measure: Measure = "expense"
        self.edits = ProjectEdits(self.workspace, self, lambda: self.view)
        self.sheet = YearSheet("Investeringar", heading="Projekt")
        self.sheet.commit = self._on_commit
        self.sheet.row_chosen.connect(lambda _key: self._show_current())
        self.sheet.menu_requested.connect(self._on_menu)
        self.sheet.said.connect(self.workspace.tell)
        self._empty = EmptyState(
            "Inga investeringar ännu",
            "Här står varje investeringsprojekt med totalram, utgifter per år, komponenter som skrivs av "
            "och driftkostnad. Beloppen går vidare till resultat, kassaflöde och balans.",
            icon="budget",
            action="Lägg till projekt",
            on_action=self.add_project,
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self._empty)
        self.filter_field: FilterField = FilterField(self.sheet)
        self.filter_field.filter_changed.connect(lambda _text: self._show())
        self.measure = SegmentedControl(_MEASURES, name="Visa")
        self.measure.chosen.connect(self._on_measure)
        self._add = primary_button("Nytt projekt", "plus", self.add_project)

    # ---- what the page asks --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the projects as the version has them."""
        from app.services.economy.investments.views import investments

        self._context = context
        self.edits.unit = context.unit
        self.view = self.workspace.read(partial(investments, version_id=context.version_id))
        some = self.details = bool(self.view.projects)
        self._empty.button.setEnabled(not self.workspace.read_only)
        self._add.setVisible(some)
        self._add.setEnabled(not self.workspace.read_only)
        self.measure.setVisible(some)
        self.filter_field.setVisible(some)
        self._stack.setCurrentWidget(self.sheet if some else self._empty)
        self._show()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Go to a project."""
        if kind == "investment_project" and self.filter_field.text():
            self.filter_field.clear()
        return kind == "investment_project" and self.sheet.select(("project", key))

    def settle(self) -> bool:
        """Make a change of what is being typed."""
        return self.sheet.settle()

    def state(self) -> tuple[str | Link, ...]:
        """How much is spent over the plan, and where a permission is exceeded."""
        view = self.view
        if view is None or not view.projects:
            return ("Inga investeringsprojekt.",)
        net = sum(view.by_year[year].net for year in view.years)
        over = [each for each in view.remarks if each.grave]
        span = write_years(view.years[0], view.years[-1])
        said: list[str | Link] = [f"{write_count(len(view.projects), 'projekt', 'projekt')}, netto "]
        said.append(f"{write_tkr(net)} tkr {span}.")
        if over:
            words = write_count(len(over), "projekt går över sin ram", "projekt går över sin ram")
            said += [
                " ",
                Link(words, partial(self.show_place, "investment_project", over[0].project_id)),
                ".",
            ]
        if view.locked:
            said += [
                " Beslutad: ändringar görs ",
                Link("under året", partial(self.host.show_face, CHANGES)),
                ".",
            ]
        return tuple(said)

    def status(self) -> str:
        """How many remarks there are."""
        view = self.view
        if view is None or not view.remarks:
            return ""
        return f"{write_count(len(view.remarks), 'sak', 'saker')} att se över"

    def tools(self) -> list[QWidget]:
        """What of the projects the years show."""
        return [held(self.measure)]

    def actions(self) -> list[QWidget]:
        """The filter and a new project."""
        return [held(self.filter_field, self._add)]

    # ---- what is done ----------------------------------------------------------------------------

    def add_project(self) -> None:
        """Ask for a new project and go to it."""
        if not self.settle():
            return
        current = self.current()
        key = self.edits.add(current.unit_id if current is not None else None)
        if key is not None:
            self.show_place("investment_project", key)

    def current(self) -> ProjectView | None:
        """The project under the cursor."""
        key = self.sheet.current_key()
        if self.view is None or not isinstance(key, tuple) or key[0] != "project":
            return None
        return self.view.project(key[1])

    # ---- within --------------------------------------------------------------------------------

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        self._layout = Layout(view.years, view.later)
        writable = not self.workspace.read_only
        rows = sifted(
            sheet_rows(view, self._measure, self._context.unit, writable=writable), self.filter_field.text()
        )
        self.sheet.show_sheet(self._layout.titles, rows if view.projects else (), unit=self._context.unit)
        self._show_current()

    def _show_current(self) -> None:
        project = self.current()
        if project is None or self.view is None:
            self.inspect.emit(None)
            return
        unit = self._context.unit
        self.inspect.emit(details_of(self.view, project, self.edits, self.workspace, unit))

    def _on_measure(self, measure: object) -> None:
        if not self.settle():
            self.measure.choose(self._measure)
            return
        self._measure = "income" if measure == "income" else "carried" if measure == "carried" else "expense"
        self._show()

    def _on_commit(self, changes: Sequence[Change]) -> bool:
        from app.services.economy.investments.block import set_investment_block

        view = self.view
        if view is None:
            return False
        try:
            block = taken(view, self._layout, self._measure, self._context.unit, changes)
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return False
        known: dict[str, Any] = {"version_id": view.version_id, "expected_version": view.state}
        return self.workspace.run(partial(set_investment_block, **known, **block)) is not None

    def _on_menu(self, key: Any, point: QPoint) -> None:
        menu = QMenu(self)
        for command in self._commands(key):
            menu.addAction(command)
        menu.popup(point)

    def _commands(self, key: Any) -> list[QAction]:
        writable = not self.workspace.read_only
        found = [action("Nytt projekt…", self.add_project, parent=self)]
        project, view = self.current(), self.view
        if project is not None and view is not None and key == ("project", project.id):
            project = view.now.get(project.id, project)
            found += [
                action("Lägg till komponent…", partial(self.edits.part, project), parent=self),
                action("Lägg till driftkostnad…", partial(self.edits.running, project), parent=self),
            ]
            if not view.locked:
                first = view.years[0]
                words = f"För över från {first - 1} till {first}…"
                found.append(action(words, partial(self.edits.carry, project, first), parent=self))
            if not view.frozen:
                found += [
                    action("Flytta upp", partial(self.edits.move, project, -1), parent=self),
                    action("Flytta ned", partial(self.edits.move, project, 1), parent=self),
                ]
            found.append(action("Ta bort projektet…", partial(self.edits.remove, project), parent=self))
        for command in found:
            command.setEnabled(writable)
        return found
