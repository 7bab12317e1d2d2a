"""The page Budget: a plan in its versions; its frames and what belongs to them stand on tabs of their own."""

from collections.abc import Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.budget import versions, views
from app.services.budget.words import plan_title
from app.ui.budget import commands, versioning
from app.ui.budget.amounts import Unit
from app.ui.budget.frames_tab import FramesTab
from app.ui.budget.grid import BudgetGrid
from app.ui.budget.hindrances import Hindrances
from app.ui.budget.tab import BudgetTab
from app.ui.budget.tabs import FRAMES, PLACES, WITHOUT_PLAN, TabArea, tab_class
from app.ui.parts import chart, theme
from app.ui.parts.buttons import SegmentedControl, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import Page, WorkspacePort

_UNITS = (("tkr", "tkr"), ("kr", "kr"))
_NONE = 0
_PAINTED_MS = 120
_READ_ONLY = "Filen är öppen för läsning."
_FRAMES = ("budget_plan", "central_pot", "plan_version", "appropriation", "year_total", "frame")
_PARTS = ("frame_component", "assignment_funding", "targeted_grant", "grant_year")
_VIEW = frozenset({*_FRAMES, "frame_component", "unit", "municipality_fact"})
"""What the page's view is made of; the rest is read by the tabs themselves."""
_USUAL = {"financing": "operating", "measure": "net"}
_AMOUNTS = frozenset({"frame", "frame_component"})
"""Where only these change, the rows and columns are the same."""
_ALLOCATION = (
    "allocation_model", "allocation_version", "allocation_index", "allocation_group", "allocation_price",
    "allocation_volume", "special_account",
)  # fmt: skip
_PROPOSALS = (
    "proposal", "proposal_measure", "proposal_figure", "proposal_treatment", "budget_dialogue",
)  # fmt: skip
_ECONOMY = (
    "version_economy", "forecast_round", "forecast_value", "prerequisite_value", "own_line",
    "statement_value", "loan", "loan_year", "guideline", "company_account", "investment_project",
    "investment_part", "investment_year", "running_cost", "balance_year", "regulation",
)  # fmt: skip
"""What the law is held against: a hindrance may come or go with them."""
_INTERNAL = (
    "account_group", "month_profile", "month_weight", "internal_budget", "internal_row", "internal_month",
)  # fmt: skip


class BudgetPage(Page):
    """Chooses the version; what is shown of it stands on the tabs."""

    inspector: Inspector
    shows_kinds = frozenset(
        {*_FRAMES, *_PARTS, *_ALLOCATION, *_PROPOSALS, *_INTERNAL, *_ECONOMY, "unit", "municipality_fact"}
    )
    chapter = "budget"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.view = views.BudgetView()
        self._version_id: int | None = None
        self._compare_id: int | None = None
        self._beside: tuple[Any, ...] = ()
        self.inspector = Inspector(FramesTab.nothing)
        self._build_tools()
        self.frames = FramesTab(self)
        self.tabs = TabArea(self.frames, self._make_tab)
        self._shelve(self.frames)
        self.filter_field = self.frames.filter_field
        self.add_action(self.units)
        self.set_content(self.tabs)
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(_PAINTED_MS)
        self._painted.timeout.connect(chart.prepare)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Once the page has been painted, what draws its charts is loaded."""
        super().showEvent(event)
        self._painted.start()

    def load(self) -> None:
        """Read the chosen version and show it on the tab."""
        if self._version_id is not None and not self._still_there():
            self._version_id = self._compare_id = None
        self.view = self._read()
        if self.view.financing not in self.view.financings:
            self.frames.shown.show_kinds(self.view.financings, self.view.financings[0])
            self.view = self._read()
        self._beside = versioning.beside_sums(self)
        self._show()

    def _show(self) -> None:
        """Show the view on the tab."""
        present = self.view.plan is not None
        self.tabs.offer(self.tabs.keys if present else WITHOUT_PLAN)
        if not present and self.tab.key not in WITHOUT_PLAN:
            self._enter(FRAMES)
        if present:
            self._show_choices()
        self._show_tools()
        self.want_details(self.tab.details and (present or self.tab is not self.frames))
        self.tab.load()
        self.say()

    def _on_changed(self, changes: Any) -> None:
        if self._stale or not self.isVisible() or not self._take_in(changes):
            super()._on_changed(changes)

    def _take_in(self, changes: Any) -> bool:
        """Read only the frames that changed; False when more than amounts has changed."""
        kinds = changes.kinds & self.shows_kinds
        if not kinds & _VIEW:
            if kinds:
                self._beside = versioning.beside_sums(self)
                self._show_findings()
                self.tab.load()
                self.say()
            return bool(changes.kinds)
        if not kinds & _VIEW <= _AMOUNTS:
            return False
        if kinds & _VIEW == {"frame"} and not changes.ids <= self._frame_ids():
            return False
        view = self.workspace.read(partial(views.refreshed, view=self.view, frame_ids=changes.ids))
        if view is None:
            return False
        self.view = view
        self._show_findings()
        self.tab.show_changed(view.ledger.touched)
        self.say()
        return True

    def _frame_ids(self) -> set[int]:
        ledger = self.view.ledger
        return {frame.frame_id for frame in ledger.figures.values()} if ledger is not None else set()

    def say(self) -> None:
        """Say anew what the page is, how it stands, and what the status line says."""
        plan = self.view.plan
        title = plan_title(plan.first_year, len(plan.years)) if plan is not None else "Budget"
        self.set_title(title, *self.tab.state())
        self.set_status(self.tab.status())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Open a version, or select a row on the tab that shows it."""
        if kind in ("plan_version", "plan"):
            self.choose_version(key if kind == "plan_version" else None)
            return True
        return self.show_tab(PLACES.get(kind, FRAMES)) and self.tab.show_place(kind, key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back on the tab where it was typed."""
        kind = field.partition(":")[0]
        return self.show_tab(PLACES.get(kind, FRAMES)) and self.tab.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the tab can export."""
        return self.tab.export_actions()

    def settle(self) -> bool:
        """Make changes of what is typed on the tab and in the inspector."""
        return all([self.tab.settle(), super().settle()])

    # ---- what tabs and commands use ------------------------------------------------------------

    @property
    def tab(self) -> BudgetTab:
        """The tab that is shown."""
        return self.tabs.current

    @property
    def grid(self) -> BudgetGrid:
        """The grid of frames."""
        return self.frames.grid

    @property
    def unit(self) -> Unit:
        """What amounts are shown in."""
        return "kr" if self.units.choice == "kr" else "tkr"

    @property
    def folded(self) -> set[str]:
        """The bands of the grid that are folded away."""
        return self.frames.folded

    def fold_band(self, key: str) -> None:
        """Fold a band of the grid away or out again."""
        self.frames.fold_band(key)

    def show_part(self, kind: str, shown: bool) -> None:
        """Show or hide a seldom used part in the grid."""
        self.frames.show_part(kind, shown)

    def wants_part(self, kind: str) -> bool:
        """Whether a seldom used part is shown in the grid."""
        return self.frames.wants_part(kind)

    @property
    def missing_year(self) -> int | None:
        """The year after the working year, when it has no plan."""
        wanted = self.workspace.working_year + 1
        return None if any(each.first_year == wanted for each in self.view.versions) else wanted

    def show_tab(self, key: str) -> bool:
        """Show a tab; False when there is none, or what is typed must be put right first."""
        if key == self.tab.key:
            return True
        offered = self.tabs.keys if self.view.plan is not None else WITHOUT_PLAN
        if key not in self.tabs.keys or key not in offered or not self.settle():
            self.tabs.mark(self.tab.key)
            return False
        self._enter(key)
        read = {"financing": self.view.financing, "measure": self.view.measure}
        if self._stale or not self.isVisible() or read != {**_USUAL, **self.tab.asks()}:
            self.refresh()
        else:
            self._show()
        return True

    def choose_version(self, version_id: Any) -> None:
        """Show a version."""
        if self.settle():
            self._version_id, self._compare_id = version_id, None
            self.refresh()

    def create_plan(self) -> None:
        """Make the plan of the year after the working year and show it."""
        made = self.workspace.run(partial(versions.create_plan, first_year=self.workspace.working_year + 1))
        if made is not None:
            self.choose_version(made.value)

    # ---- building ------------------------------------------------------------------------------

    def _build_tools(self) -> None:
        self.units = SegmentedControl(_UNITS, name="Belopp i")
        self.version = ComboButton("Version")
        self.compare = ComboButton("Jämför med")
        self.hindrances = Hindrances(lambda: versioning.show_findings(self))
        self.decide = quiet_button("Registrera beslut…", "lock", lambda: versioning.record_decision(self))
        self.more = menu_button("more", "Fler kommandon", commands.menu_of(self))
        self._shelf = QHBoxLayout()
        self._shelf.setContentsMargins(0, 0, 0, 0)
        self._shelf.setSpacing(theme.NEAR)
        self._shelved: dict[str, tuple[list[QWidget], list[QWidget]]] = {}
        self._shelf_holder = QWidget()
        self._shelf_holder.setLayout(self._shelf)
        held = self._shelf_holder
        for tool in (self.version, self.compare, held, None, self.hindrances, self.decide, self.more):
            self.add_tool(tool)
        self._tools = {
            "units": self.units, "version": self.version, "compare": self.compare,
            "decide": self.decide, "more": self.more,
        }  # fmt: skip

    def _connect(self) -> None:
        self.units.chosen.connect(lambda _unit: self._on_unit())
        self.version.chosen.connect(self.choose_version)
        self.compare.chosen.connect(self._on_compare_chosen)
        self.tabs.chosen.connect(self.show_tab)

    def _make_tab(self, key: str) -> BudgetTab:
        tab: BudgetTab = tab_class(key)(self)
        self._shelve(tab)
        return tab

    def _shelve(self, tab: BudgetTab) -> None:
        tools, beside = tab.tools(), tab.actions()
        for tool in tools:
            self._shelf.addWidget(tool)
        for tool in beside:
            self.add_action(tool)
        self._shelved[tab.key] = (tools, beside)

    def _enter(self, key: str) -> None:
        self.inspector.show_details(None)
        tab = self.tabs.show_tab(key)
        self.inspector.set_nothing(tab.nothing)
        self.filter_field = tab.filter_field

    # ---- showing -------------------------------------------------------------------------------

    def _show_tools(self) -> None:
        """The tools that the tab uses; what says nothing just now stays away."""
        present = self.view.plan is not None
        uses = self.tab.uses if present else frozenset()
        there = {key: key in uses for key in self._tools}
        there["compare"] = there["compare"] and self.compare.choice is not None
        there["decide"] = there["decide"] and not self.view.version.locked
        for key, here in there.items():
            self._tools[key].setVisible(here)
        for key, (tools, beside) in self._shelved.items():
            here = key == self.tab.key and (present or key != FRAMES)
            for tool in (*tools, *beside):
                tool.setVisible(here)
        own = self._shelved[self.tab.key][0]
        self._shelf_holder.setVisible(bool(own) and (present or self.tab is not self.frames))
        if not present:
            self.hindrances.hide()

    def _show_findings(self) -> None:
        if self.view.plan is None:
            return
        count = versioning.hindrance_count(self.view, self._beside)
        self.hindrances.show_count(count, decided=self.view.version.locked)
        if "hindrances" not in self.tab.uses:
            self.hindrances.hide()

    def _show_choices(self) -> None:
        view = self.view
        plans = {version.plan_id for version in view.versions}
        choices = [
            (each.id, each.name if len(plans) == 1 else f"{each.first_year}: {each.name}")
            for each in view.versions
        ]
        self.version.set_choices(choices, view.version.id)
        others = [
            (each.id, each.name)
            for each in view.versions
            if each.plan_id == view.version.plan_id and each.id != view.version.id
        ]
        chosen = view.compare.id if view.compare else _NONE
        self.compare.set_choices([*others, (_NONE, "ingen")] if others else [], chosen if others else None)
        self._show_findings()
        self.decide.setEnabled(not self.workspace.read_only)
        self.decide.setToolTip(_READ_ONLY if self.workspace.read_only else "")
        self.badge_changed.emit(0)

    def _read(self) -> Any:
        view = partial(
            views.budget_view,
            version_id=self._version_id,
            compare_id=self._compare_id,
            year=self.workspace.working_year + 1,
            **self.tab.asks(),
        )
        return self.workspace.read(view)

    def _still_there(self) -> bool:
        return self._version_id in self.workspace.read(views.version_ids)

    # ---- doing ---------------------------------------------------------------------------------

    def _on_unit(self) -> None:
        self.tab.load()
        self.say()

    def _on_compare_chosen(self, version_id: Any) -> None:
        self._compare_id = version_id
        self.refresh()
