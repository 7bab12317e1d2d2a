"""The tab Beräkningsmodeller: prices above, and under them volumes, a trial or another version beside."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget.allocation.arithmetic import rounded
from app.services.budget.allocation.checks import allocation_findings
from app.services.budget.allocation.views import AllocationView, allocation_view
from app.services.budget.checks import Finding
from app.ui.budget.allocation import beginning, commands, edits, sentences
from app.ui.budget.allocation.comparison import Comparison, version_words
from app.ui.budget.allocation.details import price_details, volume_details
from app.ui.budget.allocation.factor_model import FactorModel, FactorRow
from app.ui.budget.allocation.factor_view import FactorView
from app.ui.budget.allocation.fetching import FetchDialog
from app.ui.budget.allocation.price_lines import PRICE, marked, price_columns, price_lines
from app.ui.budget.allocation.trial import Trial
from app.ui.budget.allocation.volume_lines import AMOUNT, volume_bands, volume_columns, volume_lines
from app.ui.budget.tab import BudgetTab
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_VOLUMES, _TRIAL, _COMPARISON = "volumes", "trial", "comparison"
_PANES = ((_VOLUMES, "Volymer och ramar"), (_TRIAL, "Pröva"), (_COMPARISON, "Jämför"))
_READ_ONLY = "Filen är öppen för läsning"
_NO_PLAN = "Skapa först en budget på fliken Ramar."
_PLAN_LOCKED = "Budgetversionen är beslutad och låst. Välj en annan version."
_GROUP_KEYS = 2
_LEAST_ABOVE, _LEAST_BELOW, _FEWEST = 90, 160, 3


class AllocationTab(BudgetTab):
    """Every typed cell or block is one use case; the view is read anew after it, so every result follows."""

    key = "allocation"
    title = "Beräkningsmodeller"
    uses = frozenset({"version", "units"})
    nothing = "Välj en cell för att se hur den räknas fram."

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.view = AllocationView()
        self._version_id: int | None = None
        self._compare_id: int | None = None
        self._every_unit = False
        self._folded: set[str] = set()
        self._divided: tuple[int, int] | None = None
        self.behind: tuple[Finding, ...] = ()
        self.models, self.versions = ComboButton("Modell"), ComboButton("Beräkning")
        self.more = menu_button("more", "Fler kommandon för beräkningsmodeller", commands.menu_of(self))
        self.fetch = quiet_button("Hämta till ramarna…", "import", self.open_fetch)
        self.prices = FactorModel(partial(edits.take_in_prices, self), self._price_unit)
        self.volumes = FactorModel(partial(edits.take_in_volumes, self), self._price_unit)
        self.price_view = FactorView(self.prices, "Priser och index", banded=False)
        self.volume_view = FactorView(self.volumes, "Volymer och ramar per enhet", banded=True)
        self.trial, self.comparison = Trial(lambda: page.unit), Comparison(lambda: page.unit)
        self.pane = SegmentedControl(_PANES, name="Visa under priserna")
        self._build()
        self._connect()

    # ---- the tab -------------------------------------------------------------------------------

    def tools(self) -> list[QWidget]:
        """Which model and which version of it."""
        return [self.models, self.versions, self.more]

    def actions(self) -> list[QWidget]:
        """What the tab is for in the end."""
        return [self.fetch]

    def load(self) -> None:
        """Read the chosen version and show it."""
        plan = self.page.view.plan
        self.view = self.page.workspace.read(
            partial(
                allocation_view,
                version_id=self._version_id,
                compare_id=self._compare_id,
                plan_years=plan.years if plan is not None else (),
                every_unit=self._every_unit,
            )
        )
        self.behind = self._read_behind()
        self._show_choices()
        present = self.view.version is not None
        for tool in (self.models, self.versions, self.more, self.fetch):
            tool.setVisible(present)
        self._pages.setCurrentWidget(self._work if present else self._empty)
        if not present:
            self.page.inspector.show_details(None)
            return
        self._version_id = self.view.version.id
        self._show_grids()
        self._show_pane()
        self._show_details()

    def state(self) -> list[str | Link]:
        """What the model gives in the budget year, and whether frames are behind."""
        return sentences.state_of(self)

    def status(self) -> str:
        """What selected figures come to."""
        return sentences.status_of(self.active, self.page.unit)

    def settle(self) -> bool:
        """Make a change of what is typed in the grids."""
        return all([self.price_view.settle(), self.volume_view.settle()])

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a model, a version, or a unit's line."""
        if kind in ("allocation_version", "special_account") and isinstance(key, int):
            return self.show_version(key)
        if kind == "allocation_model" and isinstance(key, int):
            return self.show_model(key)
        return False

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back: of a group, or of an appropriation."""
        kind, _, rest = field.partition(":")
        keys = [int(each) for each in rest.split(":") if each.isdigit()]
        if len(keys) < _GROUP_KEYS or not self.show_place(kind, keys[0]):
            return False
        if kind == "special_account" and len(keys) > _GROUP_KEYS:
            self.volume_view.go_to((keys[1], 0), (AMOUNT, keys[2]))
        else:
            self.price_view.go_to((keys[1], ""), (PRICE, self.first_year))
        return self.page.inspector.resume(field, text)

    # ---- what commands, dialogs and the inspector use -------------------------------------------

    @property
    def first_year(self) -> int:
        """The budget year."""
        plan = self.page.view.plan
        return plan.first_year if plan is not None else self.page.workspace.working_year + 1

    @property
    def shut_words(self) -> str:
        """Why nothing can be changed in the version, "" when it can."""
        if self.page.workspace.read_only:
            return _READ_ONLY
        decided = self.view.version is not None and self.view.version.decided is not None
        return sentences.DECIDED if decided else ""

    @property
    def shut(self) -> bool:
        """Whether nothing can be changed in the version."""
        return bool(self.shut_words)

    @property
    def known(self) -> dict[str, Any]:
        """What a change of the version says of it."""
        version = self.view.version
        return {"allocation_version_id": version.id, "expected_version": version.row_version}

    def run(self, use_case: Any, **values: Any) -> bool:
        """Change the version; False when it was refused."""
        return self.page.workspace.run(partial(use_case, **self.known, **values)) is not None

    def show_version(self, version_id: int) -> bool:
        """Show a version of a model; False when it is gone."""
        if not self.settle():
            return False
        self._version_id, self._compare_id = version_id, None
        self.load()
        self.page.say()
        return self.view.version is not None and self.view.version.id == version_id

    def show_model(self, model_id: int) -> bool:
        """Show the latest version of a model; False when it is gone."""
        self.load()
        model = next((each for each in self.view.models if each.id == model_id), None)
        return model is not None and self.show_version(model.versions[-1].id)

    def show_every_unit(self, shown: bool) -> None:
        """Show all performers, or only the units of the calculation."""
        self._every_unit = shown
        self.load()

    def open_fetch(self) -> None:
        """Show what would be fetched to the frames, and fetch it when that is wanted."""
        if self.view.version is None or not self.fetch.isEnabled() or not self.page.settle():
            return
        dialog = FetchDialog(self)
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    # ---- showing -------------------------------------------------------------------------------

    def _show_choices(self) -> None:
        view = self.view
        chosen = view.model
        self.models.set_choices(
            [(model.id, model.name) for model in view.models], chosen.id if chosen is not None else None
        )
        versions = [
            (each.id, version_words(each)) for each in (chosen.versions if chosen is not None else ())
        ]
        self.versions.set_choices(versions, view.version.id if view.version is not None else None)
        for button in (self.models, self.versions):
            button.setEnabled(chosen is not None)
        plan = self.page.view.version
        why = _NO_PLAN if plan is None else _PLAN_LOCKED if plan.locked else ""
        why = _READ_ONLY if self.page.workspace.read_only else why
        self.fetch.setEnabled(view.version is not None and not why)
        self.fetch.setToolTip(why)

    def _show_grids(self) -> None:
        view, unit = self.view, self.page.unit
        special = view.model.special
        self.price_view.setVisible(not special)
        for model in (self.prices, self.volumes):
            model.shut = self.shut
        self.price_view.show_lines(self._price_lines(), price_columns(view.years), unit)
        columns = volume_columns(view, self._folded, self.first_year)
        bands = volume_bands(view, self._folded)
        self.volume_view.show_lines(volume_lines(view, unit), columns, unit, bands)
        self._divide()
        if not self.volume_view.currentIndex().isValid() and self.volumes.rows:
            self.volume_view.setCurrentIndex(self.volumes.index(0, self._first_column()))

    def _price_lines(self) -> tuple[FactorRow, ...]:
        """The prices, marked where they differ from the version that is compared with."""
        view, lines = self.view, price_lines(self.view)
        if self.pane.choice != _COMPARISON or view.compared is None or view.compared_factors is None:
            return lines
        other = replace(view, factors=view.compared_factors, results=view.compared)
        return marked(lines, price_lines(other))

    def _divide(self) -> None:
        """Give the prices the room they need, at most half, when another version is shown."""
        version = self.view.version.id
        if self._divided == (version, len(self.prices.rows)) or not self._work.height():
            return
        self._divided = (version, len(self.prices.rows))
        rows = max(_FEWEST, len(self.prices.rows))
        needed = self.price_view.horizontalHeader().height() + rows * theme.ROW_HEIGHT + theme.NEAR
        whole = self._work.height()
        above = min(whole // 2, max(_LEAST_ABOVE, needed))
        self._work.setSizes([above, whole - above])

    def _first_column(self) -> int:
        years = [column.year for column in self.volumes.columns]
        return years.index(self.first_year) if self.first_year in years else 1

    def _show_pane(self) -> None:
        special = self.view.model.special
        self._bar.setVisible(not special or len(self.view.model.versions) > 1)
        if special and self.pane.choice == _TRIAL:
            self.pane.choose(_VOLUMES)
        choice = self.pane.choice
        self._panes.setCurrentWidget(
            {_TRIAL: self.trial, _COMPARISON: self.comparison}.get(str(choice), self.volume_view)
        )
        if choice == _TRIAL:
            self.trial.show_view(self.view)
        elif choice == _COMPARISON:
            self.comparison.show_view(self.view)

    def _show_details(self) -> None:
        if self.view.version is None or self.page.tab is not self:
            return
        shown = self.active or self.volume_view
        index, model = shown.currentIndex(), shown.factors
        if not index.isValid() or index.row() >= len(model.rows):
            self.page.inspector.show_details(None)
            return
        row, column = model.rows[index.row()], model.columns[index.column()]
        year = column.year or self.first_year
        describe = price_details if shown is self.price_view else volume_details
        self.page.inspector.show_details(describe(self, row, year))

    @property
    def active(self) -> FactorView | None:
        """The grid that was last worked in."""
        return self._last if self.view.version is not None and self._last.isVisibleTo(self) else None

    def total(self, year: int) -> int:
        return rounded(self.view.results.total(year))

    def go_to_behind(self) -> None:
        """Show the latest version of the model that frames are behind, and what it would change."""
        key = self.behind[0].key
        model = next((m for m in self.view.models if any(v.id == key for v in m.versions)), None)
        if model is not None and self.show_model(model.id):
            self.open_fetch()

    def _read_behind(self) -> tuple[Finding, ...]:
        version = self.page.view.version
        if version is None or version.locked:
            return ()
        found: tuple[Finding, ...] = self.page.workspace.read(
            partial(allocation_findings, version_id=version.id)
        )
        return found

    def _price_unit(self) -> str:
        return self.view.factors.price_unit

    # ---- building and doing --------------------------------------------------------------------

    def _build(self) -> None:
        self._last = self.volume_view
        self._empty = beginning.without_model(
            partial(commands.make_model, self), may=lambda: not self.page.workspace.read_only
        )
        self._panes = QStackedWidget()
        for pane in (self.volume_view, self.trial, self.comparison):
            self._panes.addWidget(pane)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.NEAR)
        bar.addWidget(self.pane)
        bar.addStretch(1)
        below.addWidget(self._bar)
        below.addWidget(self._panes, 1)
        self._work = QSplitter(Qt.Orientation.Vertical)
        self._work.setChildrenCollapsible(False)
        self.price_view.setMinimumHeight(_LEAST_ABOVE)
        lower.setMinimumHeight(_LEAST_BELOW)
        self._work.addWidget(self.price_view)
        self._work.addWidget(lower)
        self._work.setStretchFactor(1, 1)
        self._pages = QStackedWidget()
        for page in (self._work, self._empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        self.models.chosen.connect(self.show_model)
        self.versions.chosen.connect(self.show_version)
        self.pane.chosen.connect(lambda _pane: self._on_pane())
        self.comparison.version_chosen.connect(self._on_compared)
        self.trial.save_wanted.connect(lambda: commands.save_trial(self))
        for shown in (self.price_view, self.volume_view):
            shown.said.connect(self.page.workspace.tell)
            shown.selection_changed.connect(self.page.say)
            shown.selectionModel().currentChanged.connect(partial(self._on_current, shown))
        if self.volume_view.bands is not None:
            self.volume_view.bands.band_toggled.connect(self._on_band)

    def _on_current(self, shown: FactorView, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._last = shown
            self._show_details()

    def _on_band(self, key: str) -> None:
        self._folded ^= {key}
        self._show_grids()

    def _on_pane(self) -> None:
        if self.pane.choice == _COMPARISON and self._compare_id is None and self.view.model is not None:
            others = [each.id for each in self.view.model.versions if each.id != self.view.version.id]
            self._compare_id = others[-1] if others else None
        if self.settle():
            self.load()

    def _on_compared(self, version_id: Any) -> None:
        self._compare_id = version_id
        self.load()
