"""The page Uppdrag: assignments, activities and staff dialogues, each in a table of its own."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QWidget

from app.ui.assignments.activity_tab import ActivityTab
from app.ui.assignments.adding import Adding
from app.ui.assignments.assignment_tab import AssignmentTab
from app.ui.assignments.dialogue_tab import DialogueTab
from app.ui.assignments.picking import Choices
from app.ui.assignments.tab import Tab
from app.ui.parts.buttons import SegmentedControl, primary_button
from app.ui.parts.fields import FilterField, LineField, TextField
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import Page, WorkspacePort

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow

ASSIGNMENTS, ACTIVITIES, DIALOGUES = "assignments", "activities", "dialogues"
_CHOICES = ((ASSIGNMENTS, "Uppdrag"), (ACTIVITIES, "Aktiviteter"), (DIALOGUES, "Medarbetardialoger"))
_TAB_OF = {"assignment": ASSIGNMENTS, "activity": ACTIVITIES, "staff_dialogue": DIALOGUES}


class AssignmentsPage(Page):
    """What is done for the goals, by whom and until when."""

    shows_kinds = frozenset({
        "assignment", "activity", "staff_dialogue", "node", "node_version", "unit", "unit_role", "level",
    })  # fmt: skip
    chapter = "14-uppdrag"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._choices = Choices(workspace, self)
        self._adding = Adding(workspace, self, self._choices)
        self.assignments = AssignmentTab(workspace, self, self._choices, self._adding, self._open_activity)
        self.activities = ActivityTab(workspace, self, self._choices, self._adding, self._open_home)
        self.dialogues = DialogueTab(workspace, self._choices, self._adding, self._open_activity)
        self._tabs: dict[object, Tab] = {
            ASSIGNMENTS: self.assignments,
            ACTIVITIES: self.activities,
            DIALOGUES: self.dialogues,
        }
        self.inspector = Inspector("Välj en rad för att se mer.")
        self._build()

    def load(self) -> None:
        """Read and show the tab that is chosen; the first row is selected where none is."""
        self._choices.forget()
        tab = self.tab
        tab.load()
        empty = tab.empty()
        for tool in (self.filter_field, self._add_button):
            tool.setVisible(empty is None)
        self._add_button.setText(tab.add_words)
        self._add_button.setEnabled(not self.workspace.read_only)
        if empty is not None:
            self.inspector.show_details(None)
            self.set_content(empty)
        else:
            if self._stack.parent() is None or not self._stack.isVisibleTo(self):
                self.set_content(self._stack)
            self._stack.setCurrentWidget(tab.table)
            self._stack.setFocusProxy(tab.table)
            if tab.table.current_row() is None and tab.shown:
                tab.table.select(tab.table.rows.key(tab.table.rows.index(0, 0)))
            self._show_details(tab.table.current_row())
        self._say()

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an assignment, an activity or a unit's dialogues that a link or the search points at."""
        wanted: Hashable | None = key if isinstance(key, int) else None
        if kind not in _TAB_OF or wanted is None:
            return False
        self._choose(_TAB_OF[kind])
        return self.tab.select(wanted)

    @property
    def tab(self) -> Tab:
        """The tab that is chosen."""
        return self._tabs[self.tabs.choice]

    def _build(self) -> None:
        self.tabs = SegmentedControl(_CHOICES, name="Visa")
        self.tabs.chosen.connect(self._on_tab_chosen)
        self._stack = QStackedWidget()
        self.filter_field: FilterField = FilterField(self._stack)
        self.filter_field.filter_changed.connect(self._on_filter)
        self._add_button = primary_button(self.assignments.add_words, "plus", self._on_add)
        for widget in (self.tabs, self.filter_field, self._add_button):
            self.add_action(widget)
        for tab in self._tabs.values():
            self._stack.addWidget(tab.table)
            tab.said.connect(partial(self._on_said, tab))
            tab.table.current_changed.connect(partial(self._on_current, tab))
            tab.table.row_activated.connect(lambda _row: self._go_to_fields())
            tab.table.menu_requested.connect(partial(self._on_menu, tab))
            delete = QShortcut(QKeySequence("Delete"), tab.table)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)
            delete.activated.connect(partial(self._on_delete, tab))
        self.set_content(self._stack)

    def _choose(self, key: str) -> None:
        if self.tabs.choice != key:
            self.tabs.choose(key)
            self._on_tab_chosen(key)
        self._load_if_stale()

    def _on_tab_chosen(self, _key: object) -> None:
        self.settle()
        self.inspector.show_details(None)
        self.filter_field.clear()
        for tab in self._tabs.values():
            tab.show_all()
        self._stale = True
        self._load_if_stale()

    def _on_filter(self, text: str) -> None:
        self.tab.filter(text)

    def _on_said(self, tab: Tab) -> None:
        if tab is self.tab:
            if not tab.filtered and self.filter_field.text():
                self.filter_field.clear()
            self._say()

    def _say(self) -> None:
        self.set_title("Uppdrag", *self.tab.state())
        self.set_status(self.tab.status())
        if self.tab is self.assignments:
            self.badge_changed.emit(self.assignments.waiting)

    def _on_current(self, tab: Tab, row: Any) -> None:
        if tab is self.tab:
            self._show_details(row)

    def _show_details(self, row: Any) -> None:
        self.inspector.show_details(None if row is None else self.tab.details(row))

    def _on_add(self) -> None:
        self.tab.add(self._add_button.mapToGlobal(self._add_button.rect().bottomLeft()))

    def _on_menu(self, tab: Tab, row: Any, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tab.fill_menu(menu, row)
        menu.popup(place)

    def _on_delete(self, tab: Tab) -> None:
        row = tab.table.current_row()
        if row is not None and not self.workspace.read_only:
            tab.remove(row)

    def _open_activity(self, key: int) -> None:
        self.show_place("activity", key)

    def _open_home(self, row: "ActivityRow") -> None:
        """Go to what an activity is done for."""
        if row.home == "node":
            self.workspace.open_place("node", row.home_id)
        elif row.home == "assignment":
            self.show_place("assignment", row.home_id)
        else:
            self._open_dialogue(row.home_id)

    def _open_dialogue(self, dialogue_id: int) -> None:
        from app.services.assignments.views import unit_of_dialogue

        found = self.workspace.read(partial(unit_of_dialogue, dialogue_id=dialogue_id))
        if found is None or found[1] != self.workspace.working_year:
            year = "" if found is None else f" Välj verksamhetsåret {found[1]} högst upp för att se samtalen."
            self.workspace.tell(f"Aktiviteten hör till ett annat år.{year}")
            return
        self.show_place("staff_dialogue", found[0])

    def _go_to_fields(self) -> None:
        """Put the cursor in the first field of the inspector."""
        for part in self.inspector.parts:
            for field in part.findChildren(QWidget):
                if isinstance(field, TextField | LineField | QComboBox) and field.isEnabled():
                    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return
