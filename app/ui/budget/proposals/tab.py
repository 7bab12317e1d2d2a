"""The tab Nämndernas förslag: what each unit asks for beside its preliminary frame, and why."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget.proposals.detail import proposal_detail
from app.services.budget.proposals.views import ProposalsView, proposals_view
from app.services.formatting import write_count
from app.ui.budget import amounts
from app.ui.budget.proposals.columns import to_put_right, unit_columns
from app.ui.budget.proposals.details import proposal_details, unit_details
from app.ui.budget.proposals.edits import Edits
from app.ui.budget.proposals.pane import ProposalPane
from app.ui.budget.tab import BudgetTab
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fitting import fit_columns
from app.ui.parts.links import Link
from app.ui.parts.tree_view import TreeView

if TYPE_CHECKING:
    from app.services.budget.proposals.views import ProposalRow
    from app.ui.budget.page import BudgetPage

_TREE_SHARE, _PANE_SHARE = 3, 2
_STAGE = "needs"
_REMEMBERED = "proposals"
#: How wide the tree must be for a column to stand beside the names.
_ROOM_FOR = {"percent": 860, "measures": 780, "preliminary": 690, "uncovered": 630}


class ProposalsTab(BudgetTab):
    """A tree of units, and under it the rows of the chosen proposal; the rest stands in the inspector."""

    key = "proposals"
    title = "Nämndernas förslag"
    uses = frozenset({"units"})
    nothing = "Välj en enhet för att se dess förslag."

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.view = ProposalsView()
        self._year: int | None = None
        self._version_id: int | None = None
        self.edits = Edits(page.workspace)
        self.tree = TreeView(
            unit_columns(lambda: self.year, lambda: page.unit),
            key=lambda row: row.key,
            parent_key=lambda row: row.parent,
            name="Enheternas förslag",
            remember_as=_REMEMBERED,
        )
        self.pane = ProposalPane(
            self.edits, year=lambda: self.year, unit=lambda: page.unit, begin=self.begin_proposal
        )
        self.versions = ComboButton("Version")
        self.years = ComboButton("År")
        self._opened = False
        self._build()

    # ---- what the page asks --------------------------------------------------------------------

    def tools(self) -> list[QWidget]:
        """The version for proposals and the year."""
        return [self.versions, self.years]

    def load(self) -> None:
        """Read the proposals of the plan's version for them."""
        shown = self.page.view
        plan_id = shown.plan.id if shown.plan is not None else None
        if shown.version is not None and shown.version.stage == _STAGE:
            self._version_id = shown.version.id
        view: ProposalsView = self.page.workspace.read(
            partial(proposals_view, plan_id=plan_id, version_id=self._version_id)
        )
        self.view = view
        self._show_choices()
        if view.version is None:
            self._show_empty()
            return
        self._pages.setCurrentIndex(1)
        self.tree.show_rows(view.rows)
        self.tree.viewport().update()  # the same rows in another year or unit
        if not self._opened:
            self._opened = True
            self.tree.open_to(2)
        if self.tree.current_row() is None and view.rows:
            self._start_somewhere()
        self._show_details()

    def state(self) -> list[str | Link]:
        """How many proposals there are, and how many lack what must be there."""
        view = self.view
        if view.version is None:
            return ["Ingen version för nämndernas förslag än"]
        said: list[str | Link] = [write_count(view.count, "förslag", "förslag"), f" i {view.version.name}"]
        wrong = to_put_right(view.rows)
        if wrong:
            words = f"{len(wrong)} att rätta"
            said += [", ", Link(words, lambda: self.tree.select(wrong[0].key))]
        if view.preliminary is not None:
            said.append(f". Jämfört med {view.preliminary.name}.")
        return said

    def status(self) -> str:
        """What is asked for in all beside the preliminary frames."""
        if self.view.version is None:
            return ""
        tops = [row.of(self.year) for row in self.view.rows if row.parent is None]
        more = sum(each.difference or 0 for each in tops)
        return f"Skillnad {self.year}: {amounts.write(more, self.page.unit, plus=True)} {self.page.unit}"

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a unit or a proposal."""
        row = next((row for row in self.view.rows if _is(row, kind, key)), None)
        return row is not None and self.tree.select(row.key)

    def settle(self) -> bool:
        """Make a change of the long text under the grid; cells are changes of their own."""
        return self.pane.settle()

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in the inspector or under its row."""
        if super().resume(field, text):
            return True
        what, _, key = field.rpartition(":")[2].partition("-")
        return key.isdigit() and self.pane.resume(f"{what}s", int(key), field, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave room for other columns."""
        if event.type() == QEvent.Type.Resize and watched is self.tree:
            fit_columns(self.tree, _REMEMBERED, _ROOM_FOR)
        return super().eventFilter(watched, event)

    # ---- what the pane and the inspector use ---------------------------------------------------

    @property
    def year(self) -> int:
        """The year that is compared."""
        years = self.view.years
        return self._year if self._year in years else years[0] if years else 0

    def begin_proposal(self) -> None:
        """Begin the proposal of the chosen unit."""
        row = self.tree.current_row()
        if row is not None and self.view.version is not None:
            made = self.edits.begin(self.view.version.id, row.unit_id)
            if made is not None:
                self.show_place("proposal", made)

    def make_version(self) -> None:
        """Copy the preliminary frames to a version for proposals."""
        if self.view.preliminary is not None:
            made = self.edits.make_version(self.view.preliminary.id)
            if made is not None:
                self.page.choose_version(made)

    def choose_directive(self) -> None:
        """Ask which inriktningsbeslut the proposal is checked against."""
        from app.ui.assignments.picking import Choices

        chosen = Choices(self.page.workspace, self.window()).element(
            "Inriktningsbeslut", "Välj det beslut som förslaget ska följa.", "Välj"
        )
        if chosen is not None:
            self.edits.directive(chosen.id)

    def open_in_grid(self, unit_id: int) -> None:
        """Show the unit's row in the grid of the version for proposals."""
        version = self.view.version
        if version is None or not self.page.show_tab("frames"):
            return
        self.page.choose_version(version.id)
        self.page.show_place("unit", unit_id)

    # ---- building and showing ------------------------------------------------------------------

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tree)
        split.addWidget(self.pane)
        split.setStretchFactor(0, _TREE_SHARE)
        split.setStretchFactor(1, _PANE_SHARE)
        split.setSizes([_TREE_SHARE * 100, _PANE_SHARE * 100])
        self._pages = QStackedWidget()
        self._pages.addWidget(QWidget())
        self._pages.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.tree.installEventFilter(self)
        self.tree.current_changed.connect(lambda _row: self._show_details())
        self.versions.chosen.connect(self._on_version)
        self.years.chosen.connect(self._on_year)

    def _show_choices(self) -> None:
        view = self.view
        chosen = view.version.id if view.version is not None else None
        self.versions.set_choices([(each.id, each.name) for each in view.versions], chosen)
        self.years.set_choices([(year, str(year)) for year in view.years], self.year if view.years else None)
        for tool in (self.versions, self.years):
            tool.setVisible(chosen is not None)

    def _show_empty(self) -> None:
        """Teach what the tab is for, and offer the first step."""
        source = self.view.preliminary
        words = (
            "Här lämnar nämnder och enheter sina förslag: vad de föreslår utöver den preliminära ramen, "
            "åtgärder med konsekvenser, mått och behandling. "
        )
        may = source is not None and not self.page.workspace.read_only
        words += f"Ramarna börjar som en kopia av {source.name}." if source is not None else ""
        old = self._pages.widget(0)
        made = EmptyState(
            "Inga förslag än", words, icon="document",
            action="Skapa version för nämndernas förslag" if may else "",
            on_action=self.make_version if may else None,
        )  # fmt: skip
        self._pages.insertWidget(0, made)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        self._pages.setCurrentIndex(0)
        self.edits.show(None)
        self.page.inspector.show_details(None)

    def _start_somewhere(self) -> None:
        """Begin at the first proposal, else at the first unit."""
        first = next((row for row in self.view.rows if row.proposal_id is not None), self.view.rows[0])
        self.tree.select(first.key)

    def _show_details(self) -> None:
        row: ProposalRow | None = self.tree.current_row()
        detail: Any = None
        if row is not None and row.proposal_id is not None:
            detail = self.page.workspace.read(partial(proposal_detail, proposal_id=row.proposal_id))
        self.edits.show(detail)
        self.pane.show_proposal(detail, row)
        if self.page.tab is not self:
            return
        if detail is not None:
            self.page.inspector.show_details(proposal_details(self, detail))
        else:
            self.page.inspector.show_details(unit_details(self, row) if row is not None else None)

    def _on_version(self, version_id: Any) -> None:
        self._version_id = version_id
        self.page.choose_version(version_id)

    def _on_year(self, year: Any) -> None:
        self._year = year
        self.load()
        self.page.say()


def _is(row: ProposalRow, kind: str, key: Hashable) -> bool:
    if kind == "unit":
        return row.unit_id == key
    return kind == "proposal" and row.proposal_id == key
