"""The tab Internbudget: each performer's decided frame by account group and month (`BUD-16`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget.internal import budgets, chart
from app.services.budget.internal.views import InternalView, Performer, internal_paper, internal_view
from app.services.formatting import MONTHS, write_count
from app.ui.budget import amounts, summary
from app.ui.budget.grid_model import Edit
from app.ui.budget.internal import menus
from app.ui.budget.internal.exporting import InternalExport
from app.ui.budget.internal.grid import SheetView
from app.ui.budget.internal.performers import left_heading, performer_columns
from app.ui.budget.internal.sheet import YEAR
from app.ui.budget.tab import BudgetTab
from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link, Sentence
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_LIST_WIDTH = 300
_EMPTY, _SHEET = 0, 1


class InternalTab(BudgetTab):
    """Performers at the left, the chosen one's sheet at the right."""

    key = "internal"
    title = "Internbudget"
    uses = frozenset({"units"})
    details = False

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.view = InternalView()
        self._unit_id: int | None = None
        self._loading = False
        self.sheet = SheetView(self._on_edited)
        self.performers = TableView(
            performer_columns(lambda: page.unit),
            key=lambda row: row.unit_id,
            name="Utförarnas internbudgetar",
            remember_as="internal",
        )
        self._filter = FilterField(self.performers)
        self._filter.filter_changed.connect(self.performers.set_filter)
        self.filter_field = self._filter
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: menus.fill_more(self, menu))
        self.more = menu_button("more", "Fler kommandon för internbudgeten", menu)
        self.exports = InternalExport(page.workspace, self)
        self._build()

    # ---- what the page asks --------------------------------------------------------------------

    def tools(self) -> list[QWidget]:
        """A field to find a performer with, and what else can be done."""
        return [self._filter, self.more]

    def load(self) -> None:
        """Read the internal budgets of the plan that is shown."""
        plan = self.page.view.plan
        if plan is None:
            return
        read = partial(internal_view, plan_id=plan.id, unit_id=self._unit_id)
        self.view = self.page.workspace.read(read)
        self._loading = True
        self.performers.rows.retitle("state", left_heading(self.page.unit))
        self.performers.show_rows(self.view.performers)
        if self.view.chosen is not None:
            self._unit_id = self.view.chosen.unit_id
            self.performers.select(self._unit_id)
        self._loading = False
        self._show_chosen()

    def state(self) -> list[str | Link]:
        """How many stand with their frame, and how many have a frame that was decided anew."""
        view = self.view
        done, count = view.count("met"), len(view.performers)
        said: list[str | Link] = [f"Internbudget {view.year}: {done} av "]
        said.append(f"{write_count(count, 'utförare', 'utförare')} stämmer med ramen")
        for states, one, many in (
            (("changed",), "har fått en annan ram", "har fått en annan ram"),
            (("over",), "är över ramen", "är över ramen"),
        ):
            found = [each for each in view.performers if each.state in states]
            if found:
                words = f"{len(found)} {one if len(found) == 1 else many}"
                said += [", ", Link(words, partial(self.performers.select, found[0].unit_id))]
        return [*said, "."]

    def status(self) -> str:
        """What the selected cells add up to."""
        chosen = self.sheet.amounts_selected() if self.view.internal is not None else []
        return summary.of_selection(chosen, self.page.unit) if len(chosen) > 1 else ""

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.sheet.settle()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a performer, or the one whose internal budget it is."""
        for row in self.view.performers:
            if key == (row.unit_id if kind == "unit" else row.budget_id) and kind in (
                "unit",
                "internal_budget",
            ):
                return self.performers.select(row.unit_id)
        return False

    def export_actions(self) -> list[QAction]:
        """The chosen performer's, and all of them, as workbooks."""
        made = []
        if self.view.internal is not None:
            name = self.view.internal.unit_name
            export = partial(self.export, self._unit_id)
            made.append(action(f"Internbudgeten för {name} till Excel…", export, parent=self))
        if self.view.performers:
            made.append(action("Alla internbudgetar till Excel…", partial(self.export, None), parent=self))
        return made

    def export(self, unit_id: int | None) -> None:
        """Ask for a file and write the internal budget of a performer, or with None of all."""
        name = f"Internbudget {self.view.year}"
        if unit_id is not None and self.view.internal is not None:
            name += f" {self.view.internal.unit_name}"
        self.exports.ask(self.paper(unit_id), name)

    def paper(self, unit_id: int | None) -> Any:
        """What is written to a file."""
        space = self.page.workspace
        wanted = partial(internal_paper, plan_id=self.page.view.plan.id, today=space.today, unit_id=unit_id)
        return space.read(wanted)

    # ---- what the menus use --------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self.page.workspace.read_only

    def run(self, use_case: Any) -> bool:
        """Run a use case; False when it was refused."""
        return self.page.workspace.run(use_case) is not None

    def change(self, use_case: Callable[..., Any], **values: Any) -> bool:
        """Run a use case of the internal budget that is shown."""
        now = self.view.internal
        if now is None:
            return False
        return self.run(partial(use_case, budget_id=now.id, expected_version=now.version, **values))

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.performers)
        split.addWidget(self._build_pane())
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 10 * _LIST_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        self.performers.current_changed.connect(self._on_performer)
        self.sheet.said.connect(self.page.workspace.tell)
        self.sheet.selection_changed.connect(lambda: self.page.set_status(self.status()))
        self.sheet.profile_wanted.connect(self._offer_profiles)
        self.sheet.menu_wanted.connect(self._offer_more)

    def _build_pane(self) -> QWidget:
        sheet = QWidget()
        self._name = QLabel()
        self._name.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        self._standing = Sentence()
        self._note = Sentence()
        head = QVBoxLayout()
        head.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.NEAR)
        head.setSpacing(theme.GRID)
        for widget in (self._name, self._standing, self._note):
            head.addWidget(widget)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.sheet, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(QWidget())
        self._pages.addWidget(sheet)
        return self._pages

    # ---- showing -------------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        internal = self.view.internal
        if internal is None or not internal.lines:
            self._show_empty()
            return
        self._pages.setCurrentIndex(_SHEET)
        self._name.setText(f"{internal.unit_name} {internal.year}")
        self._standing.show_parts(*self._standing_words())
        self._note.show_parts(*([internal.note] if internal.note else []))
        self.sheet.show_internal(internal, self.page.unit, read_only=self.read_only)

    def _standing_words(self) -> list[str | Link]:
        """The frame, how much of it is left, and whether it was decided anew."""
        now = self.view.internal
        assert now is not None
        name = f"”{now.tied_name}”"
        by = f"enligt {name}" if now.tied_locked else f"enligt {name}, som inte är beslutad än"
        said: list[str | Link] = [f"Ram {self._money(now.frame.net)} {by}. "]
        if not now.left:
            said.append("Internbudgeten stämmer med ramen.")
        else:
            way = "kvar att lägga ut" if now.left > 0 else "mer utlagt än ramen"
            said.append(f"{self._money(abs(now.left))} {way}.")
        if now.changed:
            change = self._money(now.changed, plus=True)
            said.append(f" Ramen har ändrats med {change} sedan internbudgeten gjordes. ")
        if now.behind and not self.read_only:
            said += ["" if now.changed else " ", Link(f"Följ ”{now.newest_name}”", self.follow)]
        return said

    def _money(self, ore: int, *, plus: bool = False) -> str:
        unit = self.page.unit
        return f"{amounts.write(ore, unit, plus=plus)}\u00a0{unit}"

    def _show_empty(self) -> None:
        """Teach what the tab is for, and offer the next step."""
        made = self._empty_state(self.view.chosen)
        old: Any = self._pages.widget(_EMPTY)
        self._pages.insertWidget(_EMPTY, made)
        self._pages.removeWidget(old)
        old.deleteLater()
        self._pages.setCurrentIndex(_EMPTY)

    def _empty_state(self, chosen: Performer | None) -> EmptyState:
        may = not self.read_only
        if chosen is None:
            return EmptyState(
                "Ingen utförare har någon ram",
                "En internbudget lägger ut en utförares ram på konton och månader. "
                "Skriv ramarna på fliken Ramar först.",
                icon="budget", action="Visa ramarna", on_action=lambda: self.page.show_tab("frames"),
            )  # fmt: skip
        if not self.view.groups:
            return EmptyState(
                "Lägg ut ramen på konton och månader",
                "Varje utförare lägger ut sin ram på kontogrupper, och året faller på månaderna efter en "
                "profil: jämnt, efter läsåret, efter uppvärmningen eller som ni vill. Börja med vanliga "
                "kontogrupper ur Kommun-Bas; de går att ändra.",
                icon="calendar",
                action="Lägg upp kontogrupper" if may else "", on_action=self.begin if may else None,
            )  # fmt: skip
        return EmptyState(
            f"{chosen.name} har ingen internbudget för {self.view.year} än",
            f"Ramen är {self._money(chosen.newest)}{self._source()}. "
            "Skriv årets belopp för varje kontogrupp; månaderna räknas fram och går att ändra.",
            icon="calendar",
            action="Börja på internbudgeten" if may else "", on_action=self.create if may else None,
        )  # fmt: skip

    def _source(self) -> str:
        decided = "" if self.view.tied_locked else ", som inte är beslutad än"
        return f" enligt ”{self.view.tied_name}”{decided}" if self.view.tied_name else ""

    # ---- doing ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Make the account groups and profiles to begin with."""
        self.run(chart.create_standard)

    def create(self) -> None:
        """Begin the chosen performer's internal budget."""
        plan, chosen = self.page.view.plan, self.view.chosen
        if plan is not None and chosen is not None:
            self.run(partial(budgets.create_internal, unit_id=chosen.unit_id, plan_id=plan.id))
            self.sheet.setFocus()

    def follow(self) -> None:
        """Tie the internal budget to the frame that is decided now."""
        self.change(budgets.follow_frame)

    def _on_performer(self, row: Performer | None) -> None:
        if self._loading or row is None or row.unit_id == self._unit_id:
            return
        if not self.settle():
            self.performers.select(self._unit_id)
            return
        self._unit_id = row.unit_id
        self.load()
        self.page.say()

    def _on_edited(self, edits: Sequence[Edit]) -> bool:
        entries = [
            budgets.Typed(edit.row.key, None if edit.column.kind == YEAR else edit.column.year, edit.amount)
            for edit in edits
        ]
        return self.change(budgets.type_amounts, entries=entries, words=self._words(edits))

    def _words(self, edits: Sequence[Edit]) -> str | None:
        """One amount is named in the log; many are counted."""
        now = self.view.internal
        if len(edits) > 1 or now is None:
            return None
        column, name = edits[0].column, edits[0].row.name
        when = f"{now.year}" if column.kind == YEAR else f"{MONTHS[column.year - 1]} {now.year}"
        return f"Ändrade {name}, {when}, i internbudgeten för {now.unit_name}"

    def _offer_profiles(self, place: QPoint) -> None:
        menu = QMenu(self)
        menus.fill_profiles(self, menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _offer_more(self, place: QPoint) -> None:
        menu = QMenu(self)
        profiles = menu.addMenu("Profil")
        menus.fill_profiles(self, profiles)
        more = menu.addMenu("Kontogrupper och profiler")
        menus.fill_more(self, more)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
