"""Under året: numbered decisions that change the budget, how they are paid, and the budget as it is now."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QStackedLayout, QWidget

from app.services.formatting import write_count, write_tkr
from app.ui.economy.changes.details import details_of, lacking
from app.ui.economy.changes.editing import ChangeEdits
from app.ui.economy.changes.rows import change_columns, sheet_rows, titles
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.held import held
from app.ui.economy.sheet import YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import action, primary_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.economy.changes.views import ChangeView, CurrentBudget
    from app.ui.economy.money import Unit

_LEAST_ROWS, _MOST_ROWS = 3, 8


class ChangesFace(Face):
    """The decisions at the top and what they make of the budget below; the inspector holds one of them."""

    title = "Under året"
    shows_kinds = frozenset({
        "budget_change", "budget_change_row", "plan_version", "budget_plan", "frame", "frame_component",
        "central_pot", "investment_project", "investment_year", "unit",
    })  # fmt: skip
    nothing = "Välj en ändring för att se vad den ger och hur den betalas."

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: CurrentBudget | None = None
        self._context = Context()
        self._year: int | None = None
        self._arranged = False
        self._empty: EmptyState | None = None
        self.edits = ChangeEdits(self.workspace, self, lambda: self.view)
        self.table: TableView = TableView(
            change_columns(lambda: self._unit), key=lambda row: row.id, name="Budgetändringar",
            remember_as="economy/changes",
        )  # fmt: skip
        self.table.current_changed.connect(self._on_current)
        self.table.menu_requested.connect(self._on_menu)
        self.sheet = YearSheet("Budgeten efter ändringar", heading="Nämnd")
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        for place, widget in enumerate((self.table, self.sheet)):
            self._split.addWidget(widget)
            self._split.setStretchFactor(place, place)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._split)
        self.year = ComboButton("År")
        self.year.chosen.connect(self._on_year)
        self.carry = quiet_button("Ombudgetera…", on_click=self.carry_over)
        self._add = primary_button("Ny ändring", "plus", self.add_change)

    @property
    def _unit(self) -> Unit:
        return self._context.unit

    # ---- what the page asks --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the budget of the year with its changes."""
        from app.services.economy.changes.views import current_budget

        self._context = context
        self.edits.unit = context.unit
        found = partial(current_budget, version_id=context.version_id, year=self._year)
        self.view = view = self.workspace.read(found)
        some = self.details = bool(view.changes)
        able = view.changeable and not self.workspace.read_only
        self._add.setEnabled(able)
        self.carry.setEnabled(able)
        self.carry.setVisible(view.changeable)
        self._add.setVisible(some)
        self.year.set_choices([(year, str(year)) for year in view.years], view.year)
        self.year.setVisible(view.changeable or some)
        if not some:
            self.inspect.emit(None)
            self._show_empty(view)
            return
        self._stack.setCurrentWidget(self._split)
        self.table.show_rows(view.changes)
        self.sheet.show_sheet(titles(view), sheet_rows(view, context.unit), unit=context.unit, read_only=True)
        self._arrange(len(view.changes))
        if self.table.current_row() is None:
            newest = view.drafts[-1] if view.drafts else view.changes[-1]
            self.table.select(newest.id)
        self._on_current(self.table.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Go to a change, in its own version and year."""
        from app.services.economy.changes.views import where_change_is

        if kind != "budget_change" or not isinstance(key, int):
            return False
        place = self.workspace.read(partial(where_change_is, change_id=key))
        if place is None:
            return False
        version_id, self._year = place
        if version_id != self._context.version_id:
            if not self.host.choose_version(version_id):
                return False
        else:
            self.load(self._context)
        return self.table.select(key)

    def settle(self) -> bool:
        """Nothing is typed in the tables."""
        return True

    def state(self) -> tuple[str | Link, ...]:
        """How many decisions there are, what they do to the result, and which draft lacks financing."""
        view = self.view
        if view is None:
            return ()
        if not view.changes:
            return (view.why_not or f"Inga ändringar av budgeten {view.year}.",)
        decided = write_count(len(view.decided), "beslutad ändring", "beslutade ändringar")
        said: list[str | Link] = [f"{decided} {view.year}, årets resultat ändras med "]
        said.append(f"{write_tkr(view.result_change(), True)} tkr.")
        lacks = next((each for each in view.drafts if lacking(each)), None)
        if lacks is not None:
            said += [
                " ",
                Link(f"{lacks.name} saknar finansiering", partial(self.table.select, lacks.id)),
                ".",
            ]
        return tuple(said)

    def status(self) -> str:
        """How many drafts there are."""
        drafts = len(self.view.drafts) if self.view is not None else 0
        return f"{drafts} utkast räknas inte in i nu gällande budget" if drafts else ""

    def tools(self) -> list[QWidget]:
        """The year, and what is carried over to it."""
        return [held(self.year, self.carry)]

    def actions(self) -> list[QWidget]:
        """A new change."""
        return [held(self._add)]

    # ---- what is done ----------------------------------------------------------------------------

    def add_change(self) -> None:
        """Ask for a new change and go to it."""
        self._go_to(self.edits.add() if self.host.inspector.settle() else None)

    def carry_over(self) -> None:
        """Ask what projects take with them from the year before, and go to the draft that it becomes."""
        self._go_to(self.edits.carry() if self.host.inspector.settle() else None)

    def _go_to(self, key: int | None) -> None:
        if key is not None:
            self.load(self._context)
            self.table.select(key)

    # ---- within --------------------------------------------------------------------------------

    def _on_current(self, change: ChangeView | None) -> None:
        if change is None or self.view is None:
            self.inspect.emit(None)
            return
        self.inspect.emit(details_of(self.view, change, self.edits, self.workspace, self._unit))

    def _arrange(self, count: int) -> None:
        """The list is as high as its rows the first time; the rest is the budget's."""
        if self._arranged:
            return
        self._arranged = True
        rows = max(_LEAST_ROWS, min(count + 1, _MOST_ROWS))
        high = self.table.horizontalHeader().sizeHint().height() + rows * theme.ROW_HEIGHT
        self._split.setSizes([high, max(high, self.height() - high)])

    def _on_year(self, year: object) -> None:
        if isinstance(year, int) and self.host.inspector.settle():
            self._year = year
            self.load(self._context)
            self.said.emit()

    def _on_menu(self, change: ChangeView | None, point: QPoint) -> None:
        menu = QMenu(self)
        able = self._add.isEnabled()
        menu.addAction(action("Ny ändring…", self.add_change, parent=menu))
        if change is not None and not change.locked:
            for words, act in (
                ("Lägg till utgift…", partial(self.edits.row, change, pays=False)),
                ("Lägg till finansiering…", partial(self.edits.row, change, pays=True)),
                ("Registrera beslut…", partial(self.edits.decide, change)),
                ("Ta bort utkastet…", partial(self.edits.remove, change)),
            ):
                menu.addAction(action(words, act, parent=menu))
        for command in menu.actions():
            command.setEnabled(able)
            if command.text().startswith("Registrera") and change is not None:
                command.setEnabled(able and change.possible)
        menu.popup(point)

    def _show_empty(self, view: CurrentBudget) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = self._empty_state(view)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _empty_state(self, view: CurrentBudget) -> EmptyState:
        if view.changeable:
            made: dict[str, Any] = {"action": "Lägg till ändring", "on_action": self.add_change}
            if self.workspace.read_only:
                made = {}
            return EmptyState(
                f"Inga ändringar av budgeten {view.year}",
                "Här står beslut om tilläggsbudget, ombudgetering och omfördelning under året. Varje "
                "beslut får ett nummer och anger hur utgiften finansieras (KL 11 kap. 15 §).",
                icon="budget",
                **made,
            )
        if view.holds_id is not None:
            go = partial(self.host.choose_version, view.holds_id)
            words = "Visa den beslutade budgeten"
            return EmptyState(
                "Den här versionen ändras inte under året",
                view.why_not,
                icon="budget",
                action=words,
                on_action=go,
            )
        return EmptyState(
            "Budgeten är inte beslutad än",
            "När fullmäktige har beslutat om budgeten ändras den bara genom nya beslut, och de står här. "
            "Till dess ändrar du beloppen i versionen.",
            icon="budget",
            action="Gå till Budget",
            on_action=lambda: self.workspace.open_place("plan_version", self._context.version_id),
        )
