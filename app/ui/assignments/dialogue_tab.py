"""The tab with the staff dialogues of a year: numbers for each unit, and what was agreed; no names."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.services.formatting import write_count
from app.ui.assignments.adding import Adding
from app.ui.assignments.assignment_details import LOCKED, activity_link
from app.ui.assignments.columns import dialogue_columns
from app.ui.assignments.edits import DialogueEdits
from app.ui.assignments.picking import Choices
from app.ui.assignments.tab import Tab
from app.ui.parts.buttons import action
from app.ui.parts.details import Command, Commands, Details, Field, Heading, Links, Part
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.assignments.views import DialogueRow, DialoguesView
    from app.ui.parts.page import WorkspacePort

_REMEMBERED = "dialogues"


class DialogueTab(Tab):
    """Shows and edits how many dialogues were planned and held in the working year."""

    room_for: ClassVar[Mapping[str, int]] = {"above": 640}

    def __init__(
        self,
        workspace: "WorkspacePort",
        choices: Choices,
        adding: Adding,
        open_activity: Callable[[int], object],
    ) -> None:
        self._edits = DialogueEdits(workspace)
        table = TableView(
            dialogue_columns(
                self._can_edit,
                lambda row, text: self._edits.counts(row, planned=text),
                lambda row, text: self._edits.counts(row, held=text),
            ),
            key=lambda row: row.unit_id,
            name="Medarbetardialoger",
            remember_as=_REMEMBERED,
            cells=True,
        )
        super().__init__(workspace, table, "Ny aktivitet…", _REMEMBERED)
        self._choices = choices
        self._adding = adding
        self._open_activity = open_activity
        self._view: DialoguesView | None = None

    def load(self) -> None:
        """Read the units and what is noted for the working year."""
        from app.services.assignments.views import dialogues_view

        call = partial(dialogues_view, year=self.workspace.working_year, today=self.workspace.today)
        view: DialoguesView = self.workspace.read(call)
        self._view = view
        for row in view.rows:
            self._edits.know((row.unit_id, row.year), row.version)
        self.table.show_rows(view.rows)

    def state(self) -> list[str | Link]:
        """How many were planned and held in the year."""
        view = self._view
        if view is None or not view.rows:
            return ["Inga enheter med personal än"]
        if self.filtered and not self.shown:
            return ["Ingen enhet stämmer med urvalet. ", Link("Visa alla", self.show_all)]
        silent = sum(row.planned is None for row in view.rows)
        planned = write_count(view.planned, "planerat", "planerade")
        said: list[str | Link] = [
            f"{view.year}: {planned} samtal, {write_count(view.held, 'hållet', 'hållna')}"
        ]
        if silent:
            words = f"{write_count(silent, 'enhet', 'enheter')} utan uppgift"
            said += [", ", Link(words, partial(self.narrow, lambda row: row.planned is None))]
        return [*said, ". ", Link("Visa alla", self.show_all)] if self.filtered else said

    def status(self) -> str:
        """How many of the units are shown."""
        total = len(self._view.rows) if self._view is not None else 0
        return f"{self.shown} av {write_count(total, 'enhet', 'enheter')} visas" if total else ""

    def details(self, row: "DialogueRow") -> Details:
        """The numbers of one unit, a note, and what was agreed."""
        self._edits.know((row.unit_id, row.year), row.version)
        parts: list[Part] = [
            self._field(row, "planned", "Planerade samtal", _typed(row.planned), self._planned(row)),
            self._field(row, "held", "Hållna samtal", _typed(row.held), self._held(row)),
            self._field(
                row, "note", "Anteckning", row.note or "", lambda text: self._edits.note(row, text), lines=3,
                hint="Skriv inga namn och inget om enskilda.",
            ),
        ]  # fmt: skip
        if row.agreed or not self._locked:
            parts.append(Heading("Överenskomna aktiviteter"))
        if row.agreed:
            parts.append(Links(tuple(activity_link(one, self._open_activity) for one in row.agreed)))
        commands = []
        if not self._locked:
            commands.append(Command("Lägg till aktivitet…", partial(self._agree, row), "plus"))
        commands.append(Command("Öppna enheten", partial(self.workspace.open_place, "unit", row.unit_id)))
        parts.append(Commands(tuple(commands)))
        kicker = f"Medarbetarsamtal {row.year}"
        return Details(
            ("dialogue", row.unit_id, row.year), kicker, row.unit, tuple(parts), example=row.example
        )

    def empty(self) -> EmptyState | None:
        """What is needed before there is anything to note."""
        if self._view is not None and self._view.rows:
            return None
        return EmptyState(
            "Här räknas medarbetarsamtalen",
            "För varje enhet skriver du hur många samtal som planeras och hur många som har hållits, och "
            "vilka aktiviteter ni har kommit överens om. Börja med att lägga till enheterna.",
            icon="dialogue",
            action="Öppna Organisation" if self._choices.units[1:] else "",
            on_action=self._open_organisation,
        )

    def add(self, _place: QPoint) -> None:
        """Add an activity that was agreed in the current unit."""
        row = self.table.current_row()
        if row is not None:
            self._agree(row)
        else:
            self.workspace.tell("Välj först den enhet där ni har kommit överens om aktiviteten.")

    def fill_menu(self, menu: QMenu, row: "DialogueRow | None") -> None:
        """What can be done with the unit under the hand."""
        if row is not None:
            add = action("Lägg till aktivitet…", partial(self._agree, row), icon="plus", parent=menu)
            add.setEnabled(not self._locked)
            menu.addAction(add)
            opens = partial(self.workspace.open_place, "unit", row.unit_id)
            menu.addAction(action("Öppna enheten", opens, parent=menu))
        self.add_copy(menu)

    @property
    def _locked(self) -> str:
        return LOCKED if self.workspace.read_only else ""

    def _field(self, row: "DialogueRow", key: str, label: str, value: str, commit: Any, **more: Any) -> Field:
        field = f"staff_dialogue:{row.unit_id}:{row.year}-{key}"
        keeper = draft_keeper(self.workspace, field, f"{label} {row.year}, {row.unit}")
        return Field(key, label, value, commit, draft=keeper, locked=self._locked, **more)

    def _planned(self, row: "DialogueRow") -> Callable[[str], bool]:
        return lambda text: self._edits.counts(row, planned=text)

    def _held(self, row: "DialogueRow") -> Callable[[str], bool]:
        return lambda text: self._edits.counts(row, held=text)

    def _agree(self, row: "DialogueRow") -> None:
        added = self._adding.agreed(self._edits, row)
        if added is not None:
            self._open_activity(added)

    def _open_organisation(self) -> None:
        self.workspace.open_place("unit", self._choices.units[1][0])

    def _can_edit(self, _row: Any) -> bool:
        return not self.workspace.read_only


def _typed(count: int | None) -> str:
    return "" if count is None else str(count)
