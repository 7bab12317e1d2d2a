"""The page Budget: frames by unit and year, typed like in a spreadsheet, with what is left to distribute."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from app.services.budget import frames, history, versions, views
from app.services.budget.words import plan_title
from app.services.formatting import write_count, write_day_month, write_mnkr
from app.ui.budget import beginning, commands, summary
from app.ui.budget.amounts import Unit
from app.ui.budget.columns import SELDOM, TOTAL, GridColumn, bands, folded_at_first, grid_columns
from app.ui.budget.details import frame_details
from app.ui.budget.grid import BudgetGrid
from app.ui.budget.grid_model import Edit
from app.ui.budget.hindrances import Hindrances
from app.ui.budget.sum_model import HELD
from app.ui.parts.buttons import SegmentedControl, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.memory import memory
from app.ui.parts.page import Page, WorkspacePort

_UNITS = (("tkr", "tkr"), ("kr", "kr"))
_NONE = 0
_READ_ONLY = "Filen är öppen för läsning."
_MEMORY = "budget/columns"


class BudgetPage(Page):
    """Every edit is one use case; the whole view is read anew after it, so every sum follows."""

    shows_kinds = frozenset(
        {"budget_plan", "plan_version", "year_total", "frame", "frame_component", "unit", "municipality_fact"}
    )
    chapter = "budget"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.view = views.BudgetView()
        self._version_id: int | None = None
        self._compare_id: int | None = None
        self._folded: set[str] | None = None
        self._shown: set[str] = set(memory().get(_MEMORY, []))
        self._build_tools()
        self.inspector = Inspector("Välj en enhet för att se hur ramen är uppbyggd.")
        self.grid = BudgetGrid(self._on_edited, self._on_sums_edited)
        self.grid.model.explain = self._explain
        self._empty = beginning.without_plan(self.create_plan)
        self._nobody = beginning.without_performers(self._go_to_organisation)
        self._pages = QStackedWidget()
        for page in (self.grid, self._empty, self._nobody):
            self._pages.addWidget(page)
        self.set_content(self._pages)
        self._connect()

    def load(self) -> None:
        """Read the chosen version and show it."""
        if self._version_id is not None and not self._still_there():
            self._version_id = self._compare_id = None
        self.view = self.workspace.read(
            partial(
                views.budget_view,
                version_id=self._version_id,
                compare_id=self._compare_id,
                year=self.workspace.working_year + 1,
            )
        )
        present = self.view.plan is not None
        for tool in self._tools_of_a_plan:
            tool.setVisible(present)
        empty = self._empty if self.view.waiting else self._nobody
        self._pages.setCurrentWidget(self.grid if present else empty)
        self.want_details(present)
        if not present:
            self.set_title("Budget", "Ingen budget än")
            self.inspector.show_details(None)
            self.set_status("")
            return
        self._show_choices()
        self._show_title()
        self._show_grid()
        self._show_selection()
        self._show_details()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a unit's frame, or open a version."""
        if kind in ("plan_version", "plan"):
            self._on_version_chosen(key if kind == "plan_version" else None)
            return True
        row = next((row for row in self.view.rows if self._holds(row, kind, key)), None)
        place = self.grid.model.reveal(row.key) if row is not None and self.settle() else None
        if place is None:
            return row is not None
        index = self.grid.model.index(place, 1)
        self.grid.view.setCurrentIndex(index)
        self.grid.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.grid.view.setFocus()
        return True

    def resume(self, field: str, text: str) -> bool:
        """The field of a note is shown when the cursor stands on its amount."""
        if super().resume(field, text):
            return True
        row = self.grid.view.currentIndex().row()
        for place in range(self.grid.model.columnCount()):
            self.grid.view.setCurrentIndex(self.grid.model.index(row, place))
            if self.inspector.resume(field, text):
                return True
        return False

    def settle(self) -> bool:
        """Make changes of what is typed in the grid and the inspector."""
        return all([self.grid.settle(), super().settle()])

    def fold_band(self, key: str) -> None:
        """Fold a band of columns away or out again."""
        folded = self._folded if self._folded is not None else set()
        folded.symmetric_difference_update({key})
        self._folded = folded
        self._show_grid()

    def show_part(self, kind: str, shown: bool) -> None:
        """Show or hide a seldom used part."""
        self._shown.add(kind) if shown else self._shown.discard(kind)
        memory().put(_MEMORY, sorted(self._shown))
        self._show_grid()

    def wants_part(self, kind: str) -> bool:
        """Whether a seldom used part is shown: it is chosen, or something stands in it."""
        return (
            kind in self._shown
            or any(amount for (_, part), amount in self.view.sums.items() if part == kind)
            or any(row.amount(year, kind) for row in self.view.rows for year in self._years())
        )

    @property
    def missing_year(self) -> int | None:
        """The year after the working year, when it has no plan."""
        wanted = self.workspace.working_year + 1
        return None if any(each.first_year == wanted for each in self.view.versions) else wanted

    def choose_version(self, version_id: int | None) -> None:
        """Show a version."""
        self._on_version_chosen(version_id)

    # ---- building ------------------------------------------------------------------------------

    def _build_tools(self) -> None:
        self.units = SegmentedControl(_UNITS, name="Belopp i")
        self.version = ComboButton("Version")
        self.compare = ComboButton("Jämför med")
        self.hindrances = Hindrances(self._on_hindrances)
        self.decide = quiet_button("Registrera beslut…", "lock", lambda: commands.record_decision(self))
        self.more = menu_button("more", "Fler kommandon", commands.menu_of(self))
        self.add_action(self.units)
        for tool in (self.version, self.compare, None, self.hindrances, self.decide, self.more):
            self.add_tool(tool)
        self._tools_of_a_plan = (
            self.units, self.version, self.compare, self.hindrances, self.decide, self.more,
        )  # fmt: skip

    def _connect(self) -> None:
        self.units.chosen.connect(lambda _unit: self._show_grid())
        self.version.chosen.connect(self._on_version_chosen)
        self.compare.chosen.connect(self._on_compare_chosen)
        self.grid.view.band_toggled.connect(self.fold_band)
        self.grid.current_changed.connect(lambda *_: self._show_details())
        self.grid.selection_changed.connect(self._show_selection)
        for table in (self.grid.view, self.grid.sums):
            table.said.connect(self.workspace.tell)

    # ---- showing -------------------------------------------------------------------------------

    @property
    def unit(self) -> Unit:
        """What amounts are shown in."""
        return "kr" if self.units.choice == "kr" else "tkr"

    @property
    def folded(self) -> set[str]:
        """The bands that are folded away."""
        return self._folded or set()

    def _years(self) -> tuple[int, ...]:
        return self.view.plan.years if self.view.plan is not None else ()

    def _still_there(self) -> bool:
        found = self.workspace.read(views.version_ids)
        return self._version_id in found

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
        self.compare.setVisible(bool(others))
        self.compare.set_choices([*others, (_NONE, "ingen")], view.compare.id if view.compare else _NONE)
        locked = view.version.locked
        self.hindrances.show_count(len(view.hindrances), decided=locked)
        self.decide.setVisible(not locked)
        self.decide.setEnabled(not self.workspace.read_only)
        self.decide.setToolTip(_READ_ONLY if self.workspace.read_only else "")
        self.badge_changed.emit(0)

    def _show_title(self) -> None:
        view, plan = self.view, self.view.plan
        state: list[str | Link] = [write_count(view.unit_count, "enhet", "enheter")]
        room = view.rooms[0] if view.rooms else None
        if room is not None and room.remaining is not None:
            left = room.remaining
            words = f"{write_mnkr(abs(left))} " + ("kvar att fördela" if left >= 0 else "för mycket fördelat")
            state += [", ", Link(f"{words} {room.year}", lambda: self._go_to_room(room.year))]
        self.set_title(plan_title(plan.first_year, len(plan.years)), *state, ". ", self._version_words())

    def _version_words(self) -> str:
        version = self.view.version
        if version.body is None:
            return f"{version.name}."
        day = f", {write_day_month(version.decided_on)}" if version.decided_on else ""
        body = version.body[0].lower() + version.body[1:]
        if version.locked:
            return f"Beslutad av {body}{day} och låst."
        return f"{summary.stage_words(version.stage)} från {body}{day}."

    def _show_grid(self) -> None:
        years = self._years()
        if not years:
            return
        if self._folded is None:
            self._folded = folded_at_first(years)
        wanted = {kind for kind in SELDOM if self.wants_part(kind)}
        columns = grid_columns(years, self._folded, wanted.__contains__)
        self.grid.show_budget(self.view, columns, bands(years, self._folded), self.unit)
        self._start_somewhere()
        self._show_selection()

    def _start_somewhere(self) -> None:
        """Put the cursor on the first unit, so that the inspector has something to tell."""
        model = self.grid.model
        if not self.grid.view.currentIndex().isValid():
            first = next((place for place, row in enumerate(model.rows) if not row.group), None)
            if first is not None:
                self.grid.view.setCurrentIndex(model.index(first, 1))

    def _show_selection(self) -> None:
        warned = [finding.message for finding in self.view.hindrances]
        chosen = self.grid.active.amounts_selected()
        said = [summary.of_selection(chosen, self.unit)] if len(chosen) > 1 else []
        self.set_status("     ".join([*warned, *said]))

    def _show_details(self) -> None:
        index = self.grid.view.currentIndex()
        model = self.grid.model
        if self.view.plan is None or not index.isValid() or index.row() >= len(model.rows):
            self.inspector.show_details(None)
            return
        row, column = model.rows[index.row()], model.columns[index.column()]
        self.inspector.show_details(frame_details(self, row, column))

    # ---- doing ---------------------------------------------------------------------------------

    def _on_edited(self, edits: Sequence[Edit]) -> bool:
        entries = [self._entry(edit) for edit in edits]
        if len(entries) > 1:
            return self.workspace.run(partial(frames.paste_amounts, entries=entries)) is not None
        entry = entries[0]
        known = {"frame_id": entry.frame_id, "expected_version": entry.expected_version}
        use_case = {
            TOTAL: partial(frames.set_year_total, total=entry.amount, **known),
            "previous": partial(frames.set_previous, amount=entry.amount, **known),
        }.get(entry.kind, partial(frames.set_component, kind=entry.kind, amount=entry.amount, **known))
        return self.workspace.run(use_case) is not None

    def _entry(self, edit: Edit) -> Any:
        ref = edit.row.frames[edit.column.year]
        return frames.Entry(ref.frame_id, edit.column.kind, edit.amount, ref.version)

    def _on_sums_edited(self, edits: Sequence[Edit]) -> bool:
        version = self.view.version
        known = {"version_id": version.id, "expected_version": version.row_version}
        held = {edit.column.year: edit.amount for edit in edits if edit.row.key == HELD}
        room = {edit.column.year: edit.amount for edit in edits if edit.row.key != HELD}
        use_case: Any
        if len(edits) > 1:
            use_case = partial(frames.paste_years, held_back=held, to_distribute=room)
        else:
            one = frames.set_held_back if held else frames.set_to_distribute
            use_case = partial(one, year=edits[0].column.year, amount=edits[0].amount)
        return self.workspace.run(partial(use_case, **known)) is not None

    def create_plan(self) -> None:
        """Make the plan of the year after the working year and show it."""
        made = self.workspace.run(partial(versions.create_plan, first_year=self.workspace.working_year + 1))
        if made is not None:
            self._on_version_chosen(made.value)

    def _on_version_chosen(self, version_id: Any) -> None:
        if self.settle():
            self._version_id, self._compare_id = version_id, None
            self.refresh()

    def _on_compare_chosen(self, version_id: Any) -> None:
        self._compare_id = version_id
        self.refresh()

    def _on_hindrances(self) -> None:
        finding = self.view.hindrances[0]
        said = " ".join(f"{each.message.rstrip('.')}." for each in self.view.hindrances)
        self.workspace.tell(
            f"{said} Minska ramar eller det som hålls inne, eller höj ramen att fördela.", "warning"
        )
        if finding.year is not None:
            self._go_to_room(finding.year)

    def _go_to_organisation(self) -> None:
        top = self.view.top_unit
        kind, key = ("unit", top) if top is not None else ("municipality", 0)
        self.workspace.open_place(kind, key)

    def _go_to_room(self, year: int) -> None:
        model = self.grid.sums_model
        keys = [column.key for column in model.columns]
        if (TOTAL, year) in keys:
            self.grid.sums.setCurrentIndex(model.index(len(model.rows) - 1, keys.index((TOTAL, year))))
            self.grid.sums.setFocus()

    def _explain(self, cell: Any, column: GridColumn) -> str:
        """What a changed cell was before, and who changed it when."""
        if not cell.changed:
            return ""
        made = self.workspace.read(partial(history.last_change, part_id=cell.part_id))
        return summary.of_change(cell.before, self.view.compare.name, made, self.unit)

    def _holds(self, row: Any, kind: str, key: Hashable) -> bool:
        if kind == "unit":
            return not row.group and row.unit_id == key
        return kind == "frame" and any(ref.frame_id == key for ref in row.frames.values())
