"""The page Modell: the municipality's own steering model, part by part, with what is selected beside."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from app.services.formatting import write_count
from app.ui.model.adding import Adding
from app.ui.model.diagram import LevelsPane
from app.ui.model.edits import FilePort, ModelEdits
from app.ui.model.exchanging import Exchanging
from app.ui.model.inspecting import Inspecting
from app.ui.model.overview import Overview
from app.ui.model.part_list import WIDTH, PartList
from app.ui.model.reading import Reading
from app.ui.model.row_menu import RowCommands
from app.ui.model.tables import RENAMED, PartTable
from app.ui.parts.buttons import action, menu_button, primary_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page
from app.ui.steering.keys import TreeKeys

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow
    from app.services.steering.ownviews import OwnView, SectionView

_TITLE = "Modell"
_ODDITIES = ("känd motsägelse eller lucka i källan", "kända motsägelser och luckor i källan")
_OVERVIEW, _LEVELS, _SOURCE = "overview", "levels", "source"
#: Parts whose rows stand open when they are first seen, and how deep; the others stand closed.
_OPEN = {"agreement_kinds": 1, "evaluation": 1, **dict.fromkeys(
    ("levels", "bodies", "wheels", "budget", "perspectives", "goals"), 9)}  # fmt: skip
_ADD = {"levels": "Lägg till nivå", "perspectives": "Lägg till perspektiv",
        "document_kinds": "Lägg till dokumentslag"}  # fmt: skip
_KINDS = frozenset({"model_part", "steering_model", "node", "node_perspective", "indicator", "unit",
                    "agreement", "wheel_activity"})  # fmt: skip


class ModelPage(Page):
    """A list of the model's parts at the left; the one that is chosen in the middle."""

    shows_kinds = _KINDS
    chapter = "modell"

    def __init__(self, workspace: FilePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.view: OwnView | None = None
        self._edition: int | None = None
        """None is the edition that holds."""
        self._shown: dict[str, PartTable | Reading | LevelsPane] = {}
        self.tables: dict[str, PartTable] = {}
        self.edits = ModelEdits(workspace, self)
        self.adding = Adding(self.edits)
        self.exchanging = Exchanging(self.edits)
        self.overview = Overview(self.edits, self.show_edition)
        self.commands = RowCommands(self.edits, self._add_near, self._select)
        self.inspecting = Inspecting(self.edits, partial(self._add_near, below=True), self.commands.remove)
        self.inspector = Inspector()
        self.parts = PartList()
        self._stack = QStackedWidget()
        self._build()

    def load(self) -> None:
        """Read the model, once, and show the part that is chosen."""
        from app.services.steering.modelerrors import NoModel

        try:
            self.view = self.edits.view = self._read()
        except NoModel as none:
            self._show_nothing(none.message)
            return
        self._splitter.show()
        if self._splitter.parent() is None or not self._splitter.isVisibleTo(self):
            self.set_content(self._splitter)
        self.parts.show_parts([(one.spec.key, one.spec.title, one.count) for one in self.view.sections])
        self._say_state()
        self._show_part(self.parts.chosen)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a row such as ("model_part", "levels/vision"), or the overview of the model itself."""
        self._load_if_stale()
        if kind == "steering_model":
            return self.parts.choose(_OVERVIEW)
        return kind == "model_part" and self._select(str(key))

    def resume(self, field: str, text: str) -> bool:
        """Put an interrupted text back, in a field such as "model_part:levels/vision:question"."""
        place = field.split(":")[1]
        shown = (
            self.show_place("steering_model", "")
            if place == "model"
            else self.show_place("model_part", place)
        )
        return shown and self.inspector is not None and self.inspector.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """The model as a file of its own."""
        self._load_if_stale()
        if self.view is None:
            return []
        return [action("Styrmodellen som TOML…", self.exchanging.export, icon="export", parent=self)]

    def show_edition(self, number: int | None) -> None:
        """Show an earlier edition, which can only be read, or the one that holds."""
        self._edition = number
        self.refresh()

    @property
    def table(self) -> PartTable | None:
        """The table of the part that is shown, unless it is shown as text."""
        return self.tables.get(self.parts.chosen)

    def _read(self) -> "OwnView":
        from app.services.steering.modelerrors import NoModel
        from app.services.steering.ownviews import own_view
        from app.services.wheel.picture.timing import time_words

        try:
            return self.workspace.read(partial(own_view, say_time=time_words, edition=self._edition))
        except NoModel:
            if self._edition is None:
                raise
            self._edition = None  # its beginning has been undone
            return self.workspace.read(partial(own_view, say_time=time_words))

    def _build(self) -> None:
        self.filter_field = FilterField(self._stack)
        self.filter_field.filter_changed.connect(self._on_filter)
        self._add_button = primary_button("Lägg till nivå", "plus", self._on_add)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        more = menu_button("more", "Fler kommandon", self._menu)
        for widget in (self.filter_field, self._add_button, more):
            self.add_action(widget)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.parts)
        self._splitter.addWidget(self._stack)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([WIDTH, 800])
        self.parts.part_chosen.connect(self._on_part_chosen)
        self.set_content(self._splitter)

    def _show_nothing(self, why: str) -> None:
        self.view = self.edits.view = None
        self._add_button.hide()
        self.set_title(_TITLE, why)
        self.set_content(EmptyState("Ingen styrmodell", why, icon="steering"))
        self.set_status("")

    def _say_state(self) -> None:
        view = self.view
        if view is None:
            return
        if not view.holds:
            shown = next(one for one in view.editions if one.number == view.model.edition)
            back = Link("Visa den som gäller", lambda: self.show_edition(None))
            self.set_title(_TITLE, f"{shown.words}. Den kan läsas och exporteras. ", back)
            return
        who = view.model.municipality.official_name or view.model.municipality.name
        state: list[str | Link] = [f"{who}: {view.model.model.title}"]
        if len(view.editions) > 1:
            state.append(f", upplaga {view.model.edition}")
        count = len(view.model.inconsistencies or ())
        if count:
            words = write_count(count, *_ODDITIES)
            state += [". ", Link(words, lambda: self.parts.choose(_SOURCE))]
        self.set_title(_TITLE, *state)

    def _on_part_chosen(self, key: str) -> None:
        self.settle()
        if self.filter_field is not None and self.filter_field.text():
            self.filter_field.clear()
        self._show_part(key)

    def _show_part(self, key: str) -> None:
        section = self.view.section(key) if self.view is not None else None
        if section is None:
            return
        first = key not in self._shown
        widget = self._widget(section)
        self._stack.setCurrentWidget(widget)
        self._add_button.setText(_ADD.get(key, ""))
        self._add_button.setVisible(key in _ADD and self.edits.allowed)
        table = self.tables.get(key)
        if isinstance(widget, Reading):
            widget.show_rows(section.rows)
            self.want_details(key == _OVERVIEW)
            assert self.inspector is not None
            self.inspector.show_details(self.overview.describe() if key == _OVERVIEW else None)
        elif table is not None:
            self.want_details(True)
            self._show_rows(table, section, first=first)
        self._say_status()

    def _show_rows(self, table: PartTable, section: "SectionView", *, first: bool) -> None:
        table.show_rows(section.rows)
        if first:
            table.open_to(_OPEN.get(section.spec.key, 0))
        if table.current_row() is None and section.rows:
            first_row = next((row for row in section.rows if row.sort != "group"), section.rows[0])
            table.select(first_row.id)
        row = table.current_row()
        pane = self._shown[section.spec.key]
        if isinstance(pane, LevelsPane) and self.view is not None:
            from app.services.steering.modelviews import model_view

            pane.show_levels(model_view(self.view.model).levels, row.key if row is not None else None)
        self._show_row(row)

    def _widget(self, section: "SectionView") -> PartTable | Reading | LevelsPane:
        key = section.spec.key
        if key in self._shown:
            return self._shown[key]
        made: PartTable | Reading | LevelsPane
        if section.spec.reading:
            made = Reading(section.spec.title)
        else:
            table = self.tables[key] = self._make_table(section)
            made = table
            if key == _LEVELS:
                made = LevelsPane(table)
                made.level_chosen.connect(lambda level: table.select(f"{_LEVELS}/{level}"))
        self._shown[key] = made
        self._stack.addWidget(made)
        return made

    def _make_table(self, section: "SectionView") -> PartTable:
        table = PartTable(section.spec, can_rename=self._can_rename, rename=self._rename, held=self._held)
        table.current_changed.connect(partial(self._on_row, section.spec.key))
        table.menu_requested.connect(self._on_menu)
        TreeKeys(table, {
            "F2": lambda: table.edit_current() if self._can_rename(table.current_row()) else None,
            "Insert": self._on_add,
            "Delete": lambda: self.commands.remove(table.current_row()),
            "Alt+Up": lambda: self.commands.move(table.current_row(), -1),
            "Alt+Down": lambda: self.commands.move(table.current_row(), 1),
        })  # fmt: skip
        return table

    def _can_rename(self, row: "ModelRow | None") -> bool:
        return self.edits.allowed and row is not None and row.key is not None and row.part in RENAMED

    def _rename(self, row: "ModelRow", text: str) -> bool:
        assert row.key is not None
        return self.edits.rename(row.part, row.key, text)

    def _held(self, row: "ModelRow") -> str:
        return "" if self.view is None or row.key is None else self.view.held.get((row.part, row.key), "")

    def _on_row(self, key: str, row: "ModelRow | None") -> None:
        if key == self.parts.chosen:
            self._show_row(row)
            pane = self._shown.get(key)
            if isinstance(pane, LevelsPane):
                pane.follow(row.key if row is not None else None)

    def _show_row(self, row: "ModelRow | None") -> None:
        assert self.inspector is not None
        self.inspector.show_details(None if row is None else self.inspecting.describe(row))

    def _select(self, row_id: str) -> bool:
        """Make a row current in the part it belongs to."""
        if self.view is None:
            return False
        for section in self.view.sections:
            if any(row.id == row_id for row in section.rows):
                self.parts.choose(section.spec.key)
                table = self.table
                return table is None or table.select(row_id) or self._unfiltered(table, row_id)
        return False

    def _unfiltered(self, table: PartTable, row_id: str) -> bool:
        assert self.filter_field is not None
        self.filter_field.clear()
        return table.select(row_id)

    def _on_filter(self, text: str) -> None:
        shown = self._shown.get(self.parts.chosen)
        if isinstance(shown, Reading):
            shown.set_filter(text)
        elif self.table is not None:
            self.table.set_filter(text)
        self._say_status()

    def _say_status(self) -> None:
        section = self.view.section(self.parts.chosen) if self.view is not None else None
        if section is None or self.table is None:
            self.set_status("")
            return
        whole = len(section.rows)
        matches = self.table.rows.matches if self.table.rows.filtered else whole
        self.set_status(f"{matches} av {write_count(whole, 'rad', 'rader')} visas")

    def _on_add(self) -> None:
        if self.parts.chosen in _ADD and self.edits.allowed:
            self._add_near(self.table.current_row() if self.table is not None else None)

    def _add_near(self, row: "ModelRow | None", *, below: bool = False) -> None:
        part = self.parts.chosen
        near = row.key if row is not None and row.part == part else None
        added = self.adding.add(part, near, below=below)
        if added is not None and self._select(f"{part}/{added}") and self.table is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_menu(self, row: "ModelRow | None", place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.commands.fill(menu, row, self._can_rename(row), self.table)
        self._add_folding(menu)
        if not menu.isEmpty():
            menu.popup(place)

    def _fill_menu(self) -> None:
        menu = self._menu
        menu.clear()
        if self.table is not None:
            row: Any = self.table.current_row()
            self.commands.fill(menu, row, self._can_rename(row), self.table)
        if self.edits.allowed:
            menu.addAction(
                action("Påbörja ny upplaga…", self.overview.begin_edition, icon="plus", parent=menu)
            )
            menu.addAction(action("Läs in styrmodell…", self.exchanging.import_, icon="import", parent=menu))
        if self.view is not None:
            menu.addAction(
                action("Styrmodellen som TOML…", self.exchanging.export, icon="export", parent=menu)
            )
        menu.addSeparator()
        self._add_folding(menu)

    def _add_folding(self, menu: QMenu) -> None:
        table = self.table
        if table is not None and any(True for _ in table.rows.branches()):
            menu.addAction(action("Fäll ut alla", table.expandAll, icon="expand", parent=menu))
            menu.addAction(action("Fäll ihop alla", table.collapseAll, icon="collapse", parent=menu))
