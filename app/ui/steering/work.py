"""What is done for an element, in the inspector: its assignments and activities."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command, Commands, Heading, Links, Part
from app.ui.parts.dialogs import TextInput
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow, AssignmentRow, NodeWork
    from app.services.steering.detail import NodeDetail, OwnerChoices
    from app.ui.parts.page import WorkspacePort

#: Forms of elements that nothing is done for: they only hold others.
_NOTHING_DONE = frozenset({"structure", "dialogue"})


class Work:
    """Describes what is done for an element, and adds activities."""

    def __init__(self, workspace: "WorkspacePort", window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def parts(self, node: "NodeDetail") -> list[Part]:
        """The assignments, then the activities with a button that adds one."""
        from app.services.assignments.views import work_of_node

        call = partial(work_of_node, node_id=node.id, today=self._workspace.today)
        found: NodeWork = self._workspace.read(call)
        parts: list[Part] = []
        if found.assignments:
            links = Links(tuple(self._assignment(row) for row in found.assignments))
            parts += [Heading("Uppdrag"), links]
        editable = not self._workspace.read_only and node.level.form not in _NOTHING_DONE
        if found.activities or editable:
            parts.append(Heading("Aktiviteter"))
        if found.activities:
            parts.append(Links(tuple(self._activity(row) for row in found.activities)))
        if editable:
            add = Command("Lägg till aktivitet…", partial(self.add_activity, node), "plus")
            parts.append(Commands((add,)))
        return parts

    def add_activity(self, node: "NodeDetail") -> bool:
        """Ask for an activity and add it."""
        from app.services.assignments import activities
        from app.services.steering.days import read_day
        from app.services.steering.detail import owner_choices

        owners: OwnerChoices = self._workspace.read(partial(owner_choices, today=self._workspace.today))

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            ends = read_day(asked["ends"], end=True)
            use_case = partial(activities.add_activity, title=asked["title"], node_id=node.id)
            return partial(use_case, responsible=asked["responsible"], ends=ends)

        inputs = [
            TextInput("title", "Aktivitet"),
            TextInput(
                "responsible", "Ansvarig roll", node.owner_role or "", required=False,
                suggestions=tuple(owners.roles),
            ),
            TextInput(
                "ends", "Klar senast", required=False, placeholder=f"{self._workspace.working_year}-12-31"
            ),
        ]  # fmt: skip
        text = f"Hör till ”{node.title}”. Skriv rollen, inte personens namn."
        space, window = self._workspace, self._window
        return ask_until_done(space, window, "Ny aktivitet", inputs, "Lägg till", ready, text) is not None

    def _assignment(self, row: "AssignmentRow") -> Link:
        from app.services.assignments.rules import ASSIGNMENT_STATUS

        how = "försenat" if row.late else ASSIGNMENT_STATUS[row.status].lower()
        receiver = f"{row.receiver}, " if row.receiver else ""
        return Link(f"{row.title} ({receiver}{how})", partial(self._open, "assignment", row.id))

    def _activity(self, row: "ActivityRow") -> Link:
        from app.services.assignments.rules import ACTIVITY_STATUS

        how = "försenad" if row.late else ACTIVITY_STATUS[row.status].lower()
        return Link(f"{row.title} ({how})", partial(self._open, "activity", row.id))

    def _open(self, kind: str, key: int) -> None:
        self._workspace.open_place(kind, key)
