"""The tab with every activity: what is done for goals, documents and assignments, and what was agreed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.services.formatting import write_count, write_date, write_long_date
from app.ui.assignments.adding import Adding
from app.ui.assignments.assignment_details import LOCKED
from app.ui.assignments.columns import activity_columns
from app.ui.assignments.edits import ActivityEdits
from app.ui.assignments.picking import Choices
from app.ui.assignments.tab import Tab
from app.ui.parts.buttons import action
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
)
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow
    from app.ui.parts.page import WorkspacePort

_NAME_HINT = "Behövs inte. Det som står här går att radera överallt i ett steg."

_REMEMBERED = "activities"


class ActivityTab(Tab):
    """Shows, edits, adds, orders and removes activities."""

    room_for: ClassVar[Mapping[str, int]] = {"responsible": 840, "home": 600}

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        choices: Choices,
        adding: Adding,
        open_home: "Callable[[ActivityRow], object]",
    ) -> None:
        self._edits = ActivityEdits(workspace)
        table = TableView(
            activity_columns(self._can_edit, self._rename, self._set_responsible, self._set_end),
            key=lambda row: row.id,
            name="Aktiviteter",
            remember_as=_REMEMBERED,
        )
        super().__init__(workspace, table, "Ny aktivitet…", _REMEMBERED)
        self._window = window
        self._choices = choices
        self._adding = adding
        self._open_home = open_home
        self._rows: tuple[ActivityRow, ...] = ()

    def load(self) -> None:
        """Read the activities as of today, the earliest last day first."""
        from app.services.assignments.views import activities_view, ordered

        rows: tuple[ActivityRow, ...] = self.workspace.read(
            partial(activities_view, today=self.workspace.today)
        )
        self._rows = ordered(rows)
        for row in self._rows:
            self._edits.know(row.id, row.version)
        self.table.show_rows(self._rows)

    def state(self) -> list[str | Link]:
        """How many there are, how many are open and how many late."""
        rows = self._rows
        if not rows:
            return ["Inga aktiviteter än"]
        if self.filtered and not self.shown:
            return ["Ingen aktivitet stämmer med urvalet. ", Link("Visa alla", self.show_all)]
        said: list[str | Link] = [f"{write_count(len(rows), 'aktivitet', 'aktiviteter')}, "]
        open_, late = sum(row.open for row in rows), sum(row.late for row in rows)
        narrow = partial(self.narrow, lambda row: row.open)
        said.append(Link(f"{open_} att göra", narrow) if open_ else "alla är klara")
        if late:
            words = write_count(late, "försenad", "försenade")
            said += [", ", Link(words, partial(self.narrow, lambda row: row.late))]
        return [*said, ". ", Link("Visa alla", self.show_all)] if self.filtered else said

    def status(self) -> str:
        """How many of the activities are shown."""
        total = len(self._rows)
        return f"{self.shown} av {write_count(total, 'aktivitet', 'aktiviteter')} visas" if total else ""

    def details(self, row: "ActivityRow") -> Details:
        """Everything of one activity."""
        self._edits.know(row.id, row.version)
        parts = (*self._notices(row), *self._what(row), *self._who(row), *self._when(row), *self._end(row))
        rename = None if self._locked else partial(self._edits.rename, row.id)
        kicker = " · ".join(part for part in ("Aktivitet", row.unit) if part)
        return Details(("activity", row.id), kicker, row.title, parts, rename=rename, example=row.example)

    def empty(self) -> EmptyState | None:
        """What belongs here, and the first step."""
        if self._rows:
            return None
        may = not self.workspace.read_only
        return EmptyState(
            "Här samlas aktiviteterna",
            "En aktivitet hör till ett mål, ett dokument eller ett uppdrag. Ange vem som ansvarar och när "
            "den ska vara klar, så ser du här vad som är på gång och vad som är försenat.",
            icon="check",
            action="Ny aktivitet…" if may else "",
            on_action=self._adding_first if may else None,
        )

    def add(self, _place: QPoint) -> None:
        """Ask what it is done for, then for the activity."""
        self._adding_first()

    def fill_menu(self, menu: QMenu, row: "ActivityRow | None") -> None:
        """Add one, and what can be done with the one under the hand."""
        made = [action("Ny aktivitet…", self._adding_first, icon="plus", parent=menu)]
        if row is not None:
            made += [
                action(f"Markera som {words}", partial(self._edits.status, row.id, key), parent=menu)
                for key, words in (("ongoing", "pågående"), ("done", "klar"))
                if row.status != key
            ]
            made += [
                action("Flytta upp i listan", partial(self._edits.shift, row.id, -1), parent=menu),
                action("Flytta ned i listan", partial(self._edits.shift, row.id, 1), parent=menu),
                action("Ta bort", partial(self.remove, row), icon="trash", shortcut="Del", parent=menu),
            ]
        for each in made:
            each.setEnabled(not self.workspace.read_only)
            menu.addAction(each)
        if row is not None:
            menu.addSeparator()
            menu.addAction(action(f"Gå till {_home_word(row)}", partial(self._open_home, row), parent=menu))
        self.add_copy(menu)

    def remove(self, row: "ActivityRow") -> None:
        """Remove one; undo brings it back."""
        if not self.workspace.read_only and self._edits.remove(row.id):
            self.workspace.tell(f"”{row.title}” togs bort. Ctrl+Z ångrar.")

    @property
    def _locked(self) -> str:
        return LOCKED if self.workspace.read_only else ""

    def _field(
        self, row: "ActivityRow", key: str, label: str, value: str | None, commit: Any, **more: Any
    ) -> Field:
        keeper = draft_keeper(self.workspace, f"activity:{row.id}:{key}", f"{label}, {row.title}")
        return Field(key, label, value or "", commit, draft=keeper, locked=self._locked, **more)

    def _notices(self, row: "ActivityRow") -> list[Part]:
        if not row.late or row.ends is None:
            return []
        return [Notice(f"Försenad. Skulle ha varit klar {write_long_date(row.ends)}.")]

    def _what(self, row: "ActivityRow") -> list[Part]:
        from app.services.assignments.rules import ACTIVITY_STATUS

        return [
            Facts((Fact("Hör till", row.home_title, on_click=partial(self._open_home, row)),)),
            Choice(
                "status", "Status", tuple(ACTIVITY_STATUS.items()), row.status,
                lambda status: self._edits.status(row.id, str(status)), self._locked,
            ),
        ]  # fmt: skip

    def _who(self, row: "ActivityRow") -> list[Part]:
        edits, key = self._edits, row.id
        units = self._choices.units_with(row.unit_id, row.unit)
        return [
            Heading("Ansvarig"),
            self._field(
                row, "responsible", "Roll", row.responsible,
                lambda text: edits.responsible(key, responsible=text), placeholder="Enhetschef",
            ),
            Choice(
                "unit", "Enhet", units, row.unit_id or 0,
                lambda unit: edits.responsible(key, unit_id=unit or None), self._locked,
            ),
            self._field(
                row, "person", "Namn (kan lämnas tomt)", row.person_name,
                lambda text: edits.responsible(key, person_name=text), hint=_NAME_HINT,
            ),
        ]  # fmt: skip

    def _when(self, row: "ActivityRow") -> list[Part]:
        edits, key = self._edits, row.id
        starts = "" if row.starts is None else write_date(row.starts)
        ends = "" if row.ends is None else write_date(row.ends)
        return [
            Heading("Tid"),
            self._field(row, "starts", "Börjar", starts, lambda text: edits.dates(key, starts=text)),
            self._field(
                row, "ends", "Klar senast", ends, lambda text: edits.dates(key, ends=text),
                hint="Skriv år-månad-dag, eller bara året.",
            ),
            self._field(
                row, "note", "Anteckning", row.note, lambda text: edits.note(key, text), lines=3
            ),
        ]  # fmt: skip

    def _end(self, row: "ActivityRow") -> list[Part]:
        if self._locked:
            return []
        return [Commands((Command("Ta bort", partial(self.remove, row), "trash"),))]

    def _adding_first(self) -> None:
        added = self._adding.activity_of_element()
        if added is not None:
            self.load()
            self.select(added)
            self.said.emit()

    def _can_edit(self, _row: Any) -> bool:
        return not self.workspace.read_only

    def _rename(self, row: "ActivityRow", title: str) -> bool:
        return self._edits.rename(row.id, title)

    def _set_responsible(self, row: "ActivityRow", text: str) -> bool:
        return self._edits.responsible(row.id, responsible=text)

    def _set_end(self, row: "ActivityRow", text: str) -> bool:
        return self._edits.dates(row.id, ends=text)


def _home_word(row: "ActivityRow") -> str:
    return {"node": "styrelementet", "assignment": "uppdraget"}.get(row.home, "medarbetardialogen")
