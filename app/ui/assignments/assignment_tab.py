"""The tab with the assignments: those that are open, late, or to be reported back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.services.formatting import write_count
from app.ui.assignments.adding import Adding
from app.ui.assignments.assignment_details import AssignmentDetails
from app.ui.assignments.columns import assignment_columns
from app.ui.assignments.edits import AssignmentEdits
from app.ui.assignments.picking import Choices
from app.ui.assignments.tab import Tab
from app.ui.parts.buttons import action
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.messages import confirm
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.assignments.views import AssignmentRow, AssignmentsView
    from app.ui.parts.page import WorkspacePort

_NEW = (("council", "Uppdrag från fullmäktige…"), ("committee", "Särskilt uppdrag från nämnd…"))

_REMEMBERED = "assignments"


class AssignmentTab(Tab):
    """Shows, edits, adds and removes assignments."""

    room_for: ClassVar[Mapping[str, int]] = {"funding": 900, "receiver": 620}

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        choices: Choices,
        adding: Adding,
        open_activity: Callable[[int], object],
    ) -> None:
        self._edits = AssignmentEdits(workspace)
        table = TableView(
            assignment_columns(self._can_rename, self._rename, self._can_edit, self._set_due),
            key=lambda row: row.id,
            name="Uppdrag",
            remember_as=_REMEMBERED,
        )
        super().__init__(workspace, table, "Nytt uppdrag", _REMEMBERED)
        self._window = window
        self._adding = adding
        self._details = AssignmentDetails(self._edits, choices, adding, open_activity, self.remove)
        self._view: AssignmentsView | None = None

    def load(self) -> None:
        """Read the assignments as of today."""
        from app.services.assignments.views import assignments_view

        view: AssignmentsView = self.workspace.read(partial(assignments_view, today=self.workspace.today))
        self._view = view
        for row in view.rows:
            self._edits.know(row.id, row.version)
        self.table.show_rows(view.rows)

    def state(self) -> list[str | Link]:
        """How many there are, how many are open, late and to be reported back."""
        view = self._view
        if view is None or not view.rows:
            return ["Inga uppdrag än"]
        said: list[str | Link] = [f"{write_count(len(view.rows), 'uppdrag', 'uppdrag')}, "]
        open_ = len(view.open)
        said.append(
            Link(f"{open_} att göra", lambda: self.narrow(lambda row: row.open)) if open_ else "alla är klara"
        )
        if view.late:
            words = write_count(len(view.late), "försenat", "försenade")
            said += [", ", Link(words, lambda: self.narrow(lambda row: row.late))]
        if view.to_report:
            words = f"{len(view.to_report)} att återrapportera"
            said += [", ", Link(words, lambda: self.narrow(lambda row: row.awaits_report))]
        if self.filtered:
            nothing = "Inget uppdrag stämmer med urvalet. "
            said = (
                [*said, ". ", Link("Visa alla", self.show_all)]
                if self.shown
                else [nothing, Link("Visa alla", self.show_all)]
            )
        return said

    @property
    def waiting(self) -> int:
        """How many are late or to be reported back."""
        rows = self._view.rows if self._view is not None else ()
        return sum(row.late or row.awaits_report for row in rows)

    def status(self) -> str:
        """How many of the assignments are shown."""
        total = len(self._view.rows) if self._view is not None else 0
        return f"{self.shown} av {total} uppdrag visas" if total else ""

    def details(self, row: "AssignmentRow") -> Details:
        """Everything of one assignment."""
        return self._details.build(row)

    def empty(self) -> EmptyState | None:
        """What belongs here, and the first step."""
        if self._view is not None and self._view.rows:
            return None
        may = not self.workspace.read_only
        return EmptyState(
            "Här samlas uppdragen",
            "Fullmäktige kan ge nämnder och styrelser uppdrag, med tillskott eller inom ram. En nämnd kan "
            "ge förvaltningen särskilda uppdrag. Här ser du vad som återstår, vad som är försenat och vad "
            "som ska återrapporteras.",
            icon="assignment",
            action="Nytt uppdrag" if may else "",
            on_action=(lambda: self.add(self._window.mapToGlobal(self._window.rect().center())))
            if may
            else None,
        )

    def add(self, place: QPoint) -> None:
        """Choose who gives it, then fill in the rest."""
        menu = self.new_menu(self._window)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def new_menu(self, parent: QWidget) -> QMenu:
        """The two kinds of assignments to choose from."""
        menu = QMenu(parent)
        for kind, words in _NEW:
            menu.addAction(action(words, partial(self._on_add, kind), parent=menu))
        return menu

    def fill_menu(self, menu: QMenu, row: "AssignmentRow | None") -> None:
        """Add one, and what can be done with the one under the hand."""
        may = not self.workspace.read_only
        made = [action(words, partial(self._on_add, kind), icon="plus", parent=menu) for kind, words in _NEW]
        if row is not None:
            made += [
                action(
                    "Lägg till aktivitet…",
                    partial(self._details.add_activity, row),
                    icon="check",
                    parent=menu,
                ),
                action("Återrapportera…", partial(self._details.report, row), icon="comment", parent=menu),
                action("Ta bort…", partial(self.remove, row), icon="trash", shortcut="Del", parent=menu),
            ]
        for each in made:
            each.setEnabled(may)
            menu.addAction(each)
        self.add_copy(menu)

    def remove(self, row: "AssignmentRow") -> None:
        """Remove one; what goes with it is said first."""
        if self.workspace.read_only:
            return
        parts = []
        if row.activities:
            words = write_count(row.activities, "aktivitet tas", "aktiviteter tas")
            parts.append(f"{words} också bort.")
        if row.element_id is not None:
            parts.append(f"Platsen i styrmodellen ({row.element_level}) tas också bort.")
        question = f"Ta bort ”{row.title}”?"
        text = " ".join((*parts, "Ctrl+Z ångrar."))
        if not parts or confirm(self._window, question, text, "Ta bort", danger=True):
            self._edits.remove(row.id)

    def _on_add(self, kind: str) -> None:
        added = self._adding.assignment(kind)
        if added is not None:
            self.load()
            self.select(added)
            self.said.emit()

    def _can_edit(self, _row: Any) -> bool:
        return not self.workspace.read_only

    def _can_rename(self, row: "AssignmentRow") -> bool:
        return not self.workspace.read_only and not row.element_locked

    def _rename(self, row: "AssignmentRow", title: str) -> bool:
        return self._edits.rename(row.id, title)

    def _set_due(self, row: "AssignmentRow", text: str) -> bool:
        return self._edits.due(row.id, text)
