"""The page Organisation: the units in a tree, and the municipality itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count, write_long_date
from app.ui.organisation.erasing import PersonEraser
from app.ui.organisation.lines import Line, lines
from app.ui.organisation.municipality_edits import MunicipalityEdits
from app.ui.organisation.municipality_tab import MunicipalityTab
from app.ui.organisation.unit_commands import UnitCommands
from app.ui.organisation.unit_details import UnitDetails, group_details
from app.ui.organisation.unit_edits import UnitEdits
from app.ui.organisation.unit_tree import UnitTree
from app.ui.parts.buttons import SegmentedControl, action, menu_button, primary_button
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page, WorkspacePort

if TYPE_CHECKING:
    from app.services.organisation.views import OrganisationView, UnitRow

UNITS, MUNICIPALITY = "units", "municipality"
EVER = "ever"
_TITLE = "Organisation"
_UNIT_KINDS = frozenset({"unit", "unit_kind", "unit_role", "unit_partner", "unit_succession"})
_TAB_KINDS = frozenset({"municipality", "municipality_alias", "municipality_fact", "mandate_period"})


class FilePort(WorkspacePort, Protocol):
    """The workspace of a file: its path is needed to look through the backups."""

    @property
    def path(self) -> Path:
        """The open file."""
        ...


class OrganisationPage(Page):
    """Units by where they stand, with the inspector to edit; the tab Kommunen holds facts and mandates."""

    shows_kinds = _UNIT_KINDS | _TAB_KINDS | {"indicator", "measurement", "assignment"}
    chapter = "organisation"

    def __init__(self, workspace: FilePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.view: OrganisationView | None = None
        self._narrowed = False
        self._on: date | str | None = None
        """None is today; a day or EVER when the user looks at another time."""
        self.tree = UnitTree(self._rename, self._can_rename)
        self.eraser = PersonEraser(workspace, workspace.path, self)
        self.edits = UnitEdits(workspace)
        self.commands = UnitCommands(self.edits, self, self._open_unit, self.eraser.erase_in)
        self._details = UnitDetails(self.edits, self._open_unit, self.eraser.erase_in)
        self.municipality_edits = MunicipalityEdits(workspace, self)
        self.municipality = MunicipalityTab(self.municipality_edits)
        self.inspector = Inspector()
        self._build()

    def load(self) -> None:
        """Show the tab that is chosen."""
        if self.tabs.choice == UNITS:
            self._load_units()
        else:
            self._load_municipality()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a unit, or the tab of the municipality."""
        if kind in _TAB_KINDS:
            self._choose(MUNICIPALITY)
            return True
        return kind == "unit" and self._open_unit(key)

    def settle(self) -> bool:
        """Make changes of what is typed, in the inspector and in the form."""
        return all([super().settle(), self.municipality.settle()])

    def show_on(self, on: date | str | None) -> None:
        """Show the organisation on a day, EVER, or None for today."""
        self._on = on
        self.refresh()

    def _build(self) -> None:
        self.tabs = SegmentedControl(((UNITS, "Enheter"), (MUNICIPALITY, "Kommunen")), name="Visa")
        self.tabs.chosen.connect(self._on_tab)
        self.filter_field = FilterField(self.tree)
        self.filter_field.filter_changed.connect(self._on_filter)
        self._add = primary_button("Lägg till enhet", "plus", self._on_add)
        self._more_menu = QMenu(self)
        self._more_menu.aboutToShow.connect(self._fill_more)
        self._more = menu_button("more", "Fler kommandon", self._more_menu)
        for widget in (self.tabs, self.filter_field, self._add, self._more):
            self.add_action(widget)
        self.tree.current_changed.connect(self._on_line)
        self.tree.menu_requested.connect(self._on_menu)
        self.municipality.fact_changed.connect(self._on_fact)
        self.municipality.mandate_changed.connect(self._on_mandate)
        self._first_step = EmptyState(
            "Börja med förvaltningarna",
            "Lägg till dem under det organ som de hör till, och enheterna under dem. De enheter som är "
            "utförare får sedan budgetramar och uppdragshandlingar.",
            icon="organisation",
        )
        self._units = QWidget()
        column = QVBoxLayout(self._units)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(self._first_step, 2)
        self._stack = QStackedWidget()
        for content in (self._units, self.municipality):
            self._stack.addWidget(content)
        self.set_content(self._stack)

    def _load_units(self) -> None:
        from app.services.organisation import views

        self.view = self.workspace.read(partial(views.organisation_view, on=self._day()))
        self.commands.units = self.view.units
        self.commands.kinds = self.workspace.read(views.kinds)
        first = self.tree.rows.count == 0
        self.tree.show_rows(lines(self.view.units, self._other_day or self.workspace.today))
        if first:
            self.tree.expandAll()
            self.tree.select_first_unit()
        self._stack.setCurrentWidget(self._units)
        self.want_details(True)
        self._first_step.setVisible(not _is_begun(self.view))
        self._add.setEnabled(not self.workspace.read_only and self._other_day is None)
        self._say_state(self.view)
        self._show_line(self.tree.current_row())

    def _load_municipality(self) -> None:
        from app.services.organisation import views

        view = self.workspace.read(partial(views.municipality_view, year=self.workspace.working_year))
        self._stack.setCurrentWidget(self.municipality)
        self.want_details(view is not None and bool(view.facts or view.mandates))
        if view is None:
            self.set_title(_TITLE, "Filen saknar uppgifter om kommunen")
            return
        self.municipality.show_view(view)
        self.municipality.start_somewhere()
        missing = not self.workspace.read_only and view.election_year is None
        add: list[str | Link] = [" ", Link("Lägg till valet", self.municipality_edits.add_election)]
        self.set_title(_TITLE, f"{view.mandate_words}.", *(add if missing else ()))
        self.set_status(write_count(len(view.facts), "uppgift", "uppgifter"))
        self._show_municipality_row()

    @property
    def _other_day(self) -> date | None:
        """The day that is shown when it is not today."""
        return self._on if isinstance(self._on, date) else None

    def _day(self) -> date | None:
        if self._on == EVER:
            return None
        return self._on if isinstance(self._on, date) else self.workspace.today

    def _say_state(self, view: OrganisationView) -> None:
        performers = write_count(len(view.performers), "utförare", "utförare")
        state: list[str | Link] = [
            f"{write_count(len(view.units), 'enhet', 'enheter')}, ",
            f"{performers if view.performers else 'ingen utförare'} i modellen",
        ]
        if view.not_yet:
            gap = write_count(len(view.not_yet), "utförare", "utförare")
            state += [", ", Link(f"{gap} som modellen inte gäller än", self._filter_not_yet)]
        if view.without_manager:
            gap = write_count(len(view.without_manager), "saknar", "saknar")
            state += [", ", Link(f"{gap} ansvarig", self._filter_without_manager)]
        if self._on is not None:
            when = "alla tider" if view.on is None else write_long_date(view.on)
            state += [f". Visar {when}, ", Link("visa i dag", lambda: self.show_on(None))]
        elif view.former:
            state += [", ", Link(f"{view.former} har upphört", lambda: self.show_on(EVER))]
        if self._narrowed:
            state += [". ", Link("Visa alla", self._show_all)]
        self.set_title(_TITLE, *state)
        self._say_status()

    def _say_status(self) -> None:
        count = 0 if self.view is None else len(self.view.units)
        self.set_status(f"{len(self.tree.shown_units())} av {write_count(count, 'enhet', 'enheter')} visas")

    def _filter_not_yet(self) -> None:
        self._narrow(lambda view: view.not_yet)

    def _filter_without_manager(self) -> None:
        self._narrow(lambda view: view.without_manager)

    def _narrow(self, choose: Callable[[OrganisationView], Sequence[UnitRow]]) -> None:
        """Show only what a figure counts, also when it changes; typing a filter or a link ends it."""
        self.filter_field.clear()
        self._narrowed = True
        self.tree.set_filter("", lambda line: self.view is not None and line.unit in choose(self.view))
        self._say_again()

    def _show_all(self) -> None:
        self.filter_field.clear()
        self._on_filter("")

    def _on_filter(self, text: str) -> None:
        self._narrowed = False
        self.tree.set_filter(text)
        self._say_again()

    def _say_again(self) -> None:
        if self.view is not None:
            self._say_state(self.view)

    def _on_tab(self, key: object) -> None:
        self.settle()
        units = key == UNITS
        self.filter_field.setVisible(units)
        self._add.setVisible(units)
        self._more.setVisible(units)
        self.inspector.show_details(None)
        self.refresh()

    def _choose(self, key: str) -> None:
        if self.tabs.choice != key:
            self.tabs.choose(key)
            self._on_tab(key)

    def _on_add(self) -> None:
        line = self.tree.current_row()
        self.commands.add_near(None if line is None else line.unit)

    def _open_unit(self, key: Hashable) -> bool:
        """Select a unit; one that has ceased or is filtered away is brought into view."""
        self._choose(UNITS)
        self._load_if_stale()
        if not self.tree.select(key):
            self._show_all()
            if self.tree.rows.node(key) is None:
                self._on = EVER
                self._load_units()
        return self.tree.select(key)

    def _rename(self, line: Line, text: str) -> bool:
        return line.unit is not None and self.edits.rename(line.unit.id, text)

    def _can_rename(self, line: Line) -> bool:
        """A name is changed where today's names are shown."""
        return line.unit is not None and not self.workspace.read_only and self._other_day is None

    def _on_line(self, line: Line | None) -> None:
        if self.tabs.choice == UNITS:
            self._show_line(line)

    def _show_line(self, line: Line | None) -> None:
        self.inspector.show_details(None if line is None else self._details_of(line))

    def _details_of(self, line: Line) -> Details:
        from app.services.organisation import views

        if line.unit is None:
            return group_details(line)
        detail = self.workspace.read(partial(views.unit_detail, unit_id=line.unit.id))
        return self._details.build(detail, self.commands.kinds, self._other_day)

    def _on_fact(self, row: Any) -> None:
        if row is not None:
            self.inspector.show_details(self.municipality_edits.fact_details(row))
        elif self.tabs.choice == MUNICIPALITY:
            self.inspector.show_details(None)

    def _on_mandate(self, row: Any) -> None:
        if row is not None:
            self.inspector.show_details(self.municipality_edits.mandate_details(row))
        elif self.tabs.choice == MUNICIPALITY:
            self.inspector.show_details(None)

    def _show_municipality_row(self) -> None:
        for table, show in (
            (self.municipality.facts, self._on_fact),
            (self.municipality.mandates, self._on_mandate),
        ):
            if table.selectionModel().hasSelection():
                show(table.current_row())

    def menu_of(self, line: Line | None) -> QMenu:
        """What can be done with a row of the tree, or with the tree when there is none."""
        menu = QMenu(self)
        if line is not None and line.unit is not None:
            self._add_commands(menu, line.unit)
            menu.addSeparator()
        self._add_folding(menu)
        return menu

    def _on_menu(self, line: Line | None, point: QPoint) -> None:
        menu = self.menu_of(line)
        menu.exec(point)
        menu.deleteLater()

    def _fill_more(self) -> None:
        menu = self._more_menu
        menu.clear()
        line = self.tree.current_row()
        if line is not None and line.unit is not None:
            self._add_commands(menu, line.unit)
            menu.addSeparator()
        self._add_days(menu)
        menu.addSeparator()
        erase = action("Radera ett personnamn…", self.eraser.erase_somebody, icon="person", parent=menu)
        erase.setEnabled(not self.workspace.read_only)
        menu.addAction(erase)
        menu.addSeparator()
        self._add_folding(menu)

    def _add_commands(self, menu: QMenu, unit: UnitRow) -> None:
        rename = action("Byt namn", self.tree.edit_name, icon="edit", shortcut="F2", parent=menu)
        rename.setEnabled(self._can_rename(Line(unit.id, None, unit.name, unit)))
        menu.addAction(rename)
        for command in self.commands.of(unit):
            made = action(command.text, command.on_click, icon=command.icon, parent=menu)
            made.setEnabled(command.enabled and self._other_day is None)
            made.setToolTip(command.text if command.enabled else command.why_not)
            menu.addAction(made)

    def _add_days(self, menu: QMenu) -> None:
        """Choose the day on which the organisation is shown."""
        year = date(self.workspace.working_year, 1, 1)
        choices: list[tuple[str, date | str | None]] = [
            (f"I dag, {write_long_date(self.workspace.today)}", None),
            (write_long_date(year), year),
        ]
        for day in self.view.change_days if self.view else ():
            if day > self.workspace.today:
                choices.append((f"{write_long_date(day)}, efter ändringen", day))
            before = day - timedelta(days=1)
            choices.append((f"{write_long_date(before)}, före ändringen", before))
        choices.append(("Alla tider, även det som har upphört", EVER))
        below = menu.addMenu("Visa organisationen per")
        for text, on in choices:
            chosen = action(text, partial(self.show_on, on), parent=below)
            chosen.setCheckable(True)
            chosen.setChecked(on == self._on)
            below.addAction(chosen)

    def _add_folding(self, menu: QMenu) -> None:
        steps: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("Fäll ut alla", self.tree.expandAll, "expand"),
            ("Fäll ihop alla", self.tree.collapseAll, "collapse"),
        )
        for text, step, icon in steps:
            menu.addAction(action(text, step, icon=icon, parent=menu))


def _is_begun(view: OrganisationView) -> bool:
    """Whether there is more than the bodies that the model itself brings."""
    grown = any(unit.category == "unit" for unit in view.units)
    return grown or bool(view.performers or view.not_yet or view.former)
