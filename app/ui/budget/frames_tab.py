"""The tab Ramar: frames by unit and year, typed like in a spreadsheet, with what is left to distribute."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget import grants, history, views
from app.services.budget.words import FRAME_KINDS
from app.services.formatting import write_mnkr
from app.ui.budget import beginning, editing, heading_menu, row_menu, summary, versioning
from app.ui.budget.cell_commands import CellCommands
from app.ui.budget.columns import SELDOM, STAFF, TOTAL, GridColumn, bands, folded_at_first, grid_columns
from app.ui.budget.details import SidePanel
from app.ui.budget.filtering import Wanted
from app.ui.budget.frames_head import RowFilter, Shown
from app.ui.budget.grid import BudgetGrid
from app.ui.budget.importing.workbooks import Workbooks
from app.ui.budget.note_popup import written_by
from app.ui.budget.papers import BudgetPapers
from app.ui.budget.sum_model import holders
from app.ui.budget.tab import BudgetTab
from app.ui.budget.tabs import FRAMES
from app.ui.parts.links import Link
from app.ui.parts.memory import memory

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_MEMORY, _HIDDEN = "budget/columns", "budget/hidden"


class FramesTab(BudgetTab):
    """Every edit is one use case; after it the sums follow."""

    key = FRAMES
    title = "Ramar"
    uses = frozenset({"version", "compare", "units", "hindrances", "decide", "more"})
    nothing = "Välj en enhet för att se hur ramen är uppbyggd."

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page)
        self._folded: set[str] | None = None
        self._shown: set[str] = set(memory().get(_MEMORY, []))
        self._hidden: set[str] = set(memory().get(_HIDDEN, []))
        self._seldom: frozenset[str] = frozenset()
        self.grid = BudgetGrid(partial(editing.take_in, page), partial(editing.take_in_sums, page))
        self.grid.model.explain = self._explain
        self.panel = SidePanel(page)
        self.workbooks = Workbooks(page, self.grid.view)
        self.papers = BudgetPapers(page)
        self.cells = CellCommands(page, self.grid)
        self.filter = RowFilter(self.grid.view, self._on_wanted)
        self.filter_field = self.filter.field
        self.shown = Shown()
        self._empty = beginning.without_plan(page.create_plan)
        self._nobody = beginning.without_performers(self._go_to_organisation)
        self._pages = QStackedWidget()
        for each in (self.grid, self._empty, self._nobody):
            self._pages.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter.notice)
        column.addWidget(self._pages)
        self._connect()

    # ---- the tab -------------------------------------------------------------------------------

    def load(self) -> None:
        """Show the page's view in the grid, or what comes before a plan."""
        view = self.page.view
        if view.plan is None:
            self._pages.setCurrentWidget(self._empty if view.waiting else self._nobody)
            self.panel.clear()
            return
        self._pages.setCurrentWidget(self.grid)
        self.shown.show_kinds(view.financings, view.financing)
        self.cells.follow()
        self.filter.show_compared(view.compare.name if view.compare else "")
        self._seldom = frozenset(kind for kind in SELDOM if self.wants_part(kind))
        self.show_grid()
        self._show_details()

    def tools(self) -> list[QWidget]:
        """Nothing in the row under the title, which is full."""
        return []

    def actions(self) -> list[QWidget]:
        """The filter, the spreading of an amount, and what is shown."""
        return [*self.filter.widgets, self.cells.button, self.shown]

    def export_actions(self) -> list[QAction]:
        """The budget as a workbook and on paper."""
        return [*self.workbooks.actions(), *self.papers.actions()]

    def asks(self) -> dict[str, Any]:
        """Read what is shown; frames that are paid in a way that is gone are not."""
        return self.shown.asked

    def show_changed(self, keys: Collection[int]) -> None:
        """Paint the rows that say something else, where every column stands."""
        view = self.page.view
        rows = [row for key in keys if (row := view.ledger.row(key)) is not None]
        came = any(
            _stands(row, kind, self._years())
            for kind in SELDOM - self._seldom - {STAFF}
            for row in rows
            if not row.group
        )
        if came or any(self._has_emptied(kind) for kind in self._seldom - self._shown):
            self.load()
            return
        self.grid.show_changed(view, keys)
        self._show_details()

    def state(self) -> list[str | Link]:
        """How many units there are, what is left, and whose version it is."""
        view = self.page.view
        if view.plan is None:
            return ["Ingen budget än"]
        said: list[str | Link] = [holders(view)]
        whose = summary.version_words(view.version) + versioning.standing_words(self.page)
        if view.financing != "operating":
            return [*said, f", {FRAME_KINDS[view.financing]}. ", whose]
        room = view.rooms[0] if view.rooms else None
        if room is not None and room.remaining is not None:
            left = room.remaining
            words = f"{write_mnkr(abs(left))} " + ("kvar att fördela" if left >= 0 else "för mycket fördelat")
            said += [", ", Link(f"{words} {room.year}", lambda: self.go_to_room(room.year))]
        return [*said, ". ", whose]

    def status(self) -> str:
        """What is wrong, and what the selected amounts come to."""
        if self.page.view.plan is None:
            return ""
        warned = [finding.message for finding in self.page.view.hindrances]
        chosen = self.grid.active.amounts_selected()
        said = [summary.of_selection(chosen, self.page.unit)] if len(chosen) > 1 else []
        return "     ".join([*warned, *self._rounded(), *said])

    def _rounded(self) -> list[str]:
        """A word about rounding where the cursor stands on a sum that it concerns."""
        active = self.grid.active
        index, model = active.currentIndex(), active.amounts
        if active is self.grid.view or not index.isValid() or index.row() >= len(model.rows):
            return []
        row, column = model.rows[index.row()], model.columns[index.column()]
        return [summary.ROUNDED] if self.grid.sums_model.rounded_apart(row, column) else []

    def settle(self) -> bool:
        """Make changes of what is typed in the grid and in the note of a cell."""
        return all([self.grid.settle(), self.cells.settle()])

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a unit's frame; a frame of another version opens that version."""
        if kind == "targeted_grant":
            owner = partial(grants.unit_of_grant, grant_id=int(str(key)))
            kind, key = "unit", self.page.workspace.read(owner)
        if kind == "frame":
            self._open_version_of(int(str(key)))
        row = next((row for row in self.page.view.rows if _holds(row, kind, key)), None)
        place = self.grid.model.reveal(row.key) if row is not None and self.page.settle() else None
        self.filter.show_wanted(self.grid.model.wanted)
        self._say_filtered()
        if place is None:
            return row is not None
        index = self.grid.model.index(place, 1)
        self.grid.view.setCurrentIndex(index)
        self.grid.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.grid.view.setFocus()
        return True

    def _open_version_of(self, frame_id: int) -> None:
        if any(_holds(row, "frame", frame_id) for row in self.page.view.rows):
            return
        found = self.page.workspace.read(partial(views.where_frame_is, frame_id=frame_id))
        if found is not None:
            version_id, financing = found
            self.shown.show_kinds((*self.page.view.financings, financing), financing)
            self.page.choose_version(version_id)

    def resume(self, field: str, text: str) -> bool:
        """The field of a note is shown when the cursor stands on its amount."""
        if super().resume(field, text):
            return True
        row = self.grid.view.currentIndex().row()
        for place in range(self.grid.model.columnCount()):
            self.grid.view.setCurrentIndex(self.grid.model.index(row, place))
            self.panel.catch_up()
            if self.page.inspector.resume(field, text):
                return True
        return False

    # ---- columns -------------------------------------------------------------------------------

    @property
    def folded(self) -> set[str]:
        """The bands that are folded away."""
        return self._folded or set()

    def fold_band(self, key: str) -> None:
        """Fold a band of columns away or out again."""
        self._folded = self.folded.symmetric_difference({key})
        self.show_grid()

    def show_part(self, kind: str, shown: bool) -> None:
        """Show or hide a column; a seldom used one is hidden until it is asked for."""
        chosen, name, wanted = (
            (self._shown, _MEMORY, shown) if kind in SELDOM else (self._hidden, _HIDDEN, not shown)
        )
        chosen.add(kind) if wanted else chosen.discard(kind)
        memory().put(name, sorted(chosen))
        if kind in SELDOM:
            self._seldom = self._seldom - {kind} | ({kind} if self.wants_part(kind) else set())
        self.show_grid()

    def wants_part(self, kind: str) -> bool:
        """Whether a column is shown: a seldom used one when it is chosen, or something stands in it."""
        if kind not in SELDOM:
            return kind not in self._hidden
        rows = self.page.view.rows if kind != STAFF else ()
        return kind in self._shown or any(_stands(row, kind, self._years()) for row in rows)

    def _has_emptied(self, kind: str) -> bool:
        """Whether nothing is left in a column that is shown only because something stood there."""
        sums = self.page.view.sums
        return not any(sums.get((year, kind)) for year in self._years()) and not self.wants_part(kind)

    def show_grid(self) -> None:
        """Show the view in the columns that are wanted."""
        years = self._years()
        if not years:
            return
        if self._folded is None:
            self._folded = folded_at_first(years)
        columns = grid_columns(
            years,
            self._folded,
            self._seldom.__contains__,
            hidden=self._hidden,
            measure=self.page.view.measure,
        )
        self.grid.show_budget(self.page.view, columns, bands(years, self._folded), self.page.unit)
        self._say_filtered()
        self._start_somewhere()
        self.page.say()

    def show_financing(self, kind: str) -> None:
        """Show the frames that are paid in a way."""
        self.shown.show_kinds((*self.page.view.financings, kind), kind)
        self.page.refresh()

    def go_to_room(self, year: int) -> None:
        """Put the cursor on what is left of a year."""
        model = self.grid.sums_model
        keys = [column.key for column in model.columns]
        if (TOTAL, year) in keys:
            self.grid.sums.setCurrentIndex(model.index(len(model.rows) - 1, keys.index((TOTAL, year))))
            self.grid.sums.setFocus()

    def _years(self) -> tuple[int, ...]:
        return self.page.view.plan.years if self.page.view.plan is not None else ()

    def _start_somewhere(self) -> None:
        """Put the cursor on the first unit, so that the inspector has something to tell."""
        model = self.grid.model
        if model.rows and model.columns and not self.grid.view.currentIndex().isValid():
            first = next((place for place, row in enumerate(model.rows) if not row.group), 0)
            self.grid.view.setCurrentIndex(model.index(first, 1))

    def _show_details(self, tell: Callable[[Any, GridColumn], None] | None = None) -> None:
        index = self.grid.view.currentIndex()
        model = self.grid.model
        if self.page.view.plan is None or not index.isValid() or index.row() >= len(model.rows):
            self.panel.clear()
            return
        (tell or self.panel.show)(model.rows[index.row()], model.columns[index.column()])

    def _connect(self) -> None:
        self.grid.view.band_toggled.connect(self.fold_band)
        self.grid.current_changed.connect(lambda *_: self._show_details(self.panel.follow))
        self.grid.selection_changed.connect(self.page.say)
        self.grid.model.modelReset.connect(self._start_somewhere)
        self.grid.menu_requested.connect(self._on_menu)
        self.grid.heading_menu_requested.connect(self._on_heading_menu)
        self.shown.chosen.connect(lambda _shown: self.page.refresh())
        for table in (self.grid.view, self.grid.sums):
            table.said.connect(self.page.workspace.tell)

    # ---- doing ---------------------------------------------------------------------------------

    def _on_wanted(self, wanted: Wanted) -> None:
        if not self.page.settle():
            self.filter.show_wanted(self.grid.model.wanted)
            return
        self.grid.model.filter(wanted)
        self._say_filtered()
        self.page.say()

    def _say_filtered(self) -> None:
        self.filter.say(*self.grid.model.counts)

    def _on_menu(self, index: Any, point: Any) -> None:
        if self.page.settle():
            model = self.grid.model
            row, column = model.rows[index.row()], model.columns[index.column()]
            row_menu.menu_of(self.page, row, column).exec(point)

    def _on_heading_menu(self, point: Any) -> None:
        if self.page.settle():
            heading_menu.menu_of(self).exec(point)

    def _go_to_organisation(self) -> None:
        top = self.page.view.top_unit
        kind, key = ("unit", top) if top is not None else ("municipality", 0)
        self.page.workspace.open_place(kind, key)

    def _explain(self, cell: Any, _column: GridColumn) -> str:
        """Who wrote the note; what a changed cell was before, and who changed it when."""
        by = written_by(self.page, cell.part_id) if cell.note else ""
        said = [f"Noten skrevs av {by}"] if by else []
        if cell.changed:
            made = self.page.workspace.read(partial(history.last_change, part_id=cell.part_id))
            said.append(summary.of_change(cell.before, self.page.view.compare.name, made, self.page.unit))
        return "\n".join(said)


def _holds(row: Any, kind: str, key: Hashable) -> bool:
    if kind == "unit":
        return not row.group and row.unit_id == key
    if kind == "central_pot":
        return row.pot_id is not None and row.pot_id == key
    return kind == "frame" and any(ref.frame_id == key for ref in row.frames.values())


def _stands(row: Any, kind: str, years: Sequence[int]) -> bool:
    return any(row.amount(year, kind) for year in years)
