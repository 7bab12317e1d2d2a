"""The dialogs that give an assignment, add an activity and record a report."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.assignments.edits import AssignmentEdits, DialogueEdits
from app.ui.assignments.picking import Choices
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.assignments.homes import Home
    from app.services.assignments.views import AssignmentRow, DialogueRow
    from app.ui.parts.page import WorkspacePort

_ONLY_HERE = (0, "Bara på sidan Uppdrag")
_HEADINGS = {"council": "Nytt uppdrag från fullmäktige", "committee": "Nytt särskilt uppdrag"}


class Adding:
    """Asks what is needed and adds it; each gives the id of what came, or None."""

    def __init__(self, workspace: "WorkspacePort", window: QWidget, choices: Choices) -> None:
        self._workspace = workspace
        self._window = window
        self._choices = choices

    def assignment(self, kind: str, serves_id: int | None = None) -> int | None:
        """Ask for an assignment: what, by whom, to whom, until when, and its place in the model."""
        from app.services.assignments import assignments
        from app.services.assignments.homes import givers, homes
        from app.services.steering.days import read_day

        space = self._workspace
        places: tuple[Home, ...] = space.read(partial(homes, kind=kind))
        names: tuple[str, ...] = space.read(partial(givers, kind=kind, today=space.today))

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            home = places[asked["home"] - 1] if asked.get("home") else None
            return partial(
                assignments.add_assignment,
                title=asked["title"],
                kind=kind,
                giver=asked["giver"],
                receiver_id=asked["receiver"] or None,
                due=read_day(asked["due"], end=True),
                level_id=home.level_id if home else None,
                parent_id=home.parent_id if home else None,
                serves_id=serves_id,
            )

        inputs = self._inputs(kind, names, () if serves_id is not None else places)
        done = ask_until_done(space, self._window, _HEADINGS[kind], inputs, "Lägg till", ready)
        return None if done is None else int(done.value)

    def activity(
        self, named: str, *, node_id: int | None = None, assignment_id: int | None = None
    ) -> int | None:
        """Ask for an activity that is done for an element or an assignment."""
        from app.services.assignments import activities
        from app.services.steering.days import read_day

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                activities.add_activity,
                title=asked["title"],
                node_id=node_id,
                assignment_id=assignment_id,
                responsible=asked["responsible"],
                ends=read_day(asked["ends"], end=True),
            )

        inputs = [
            TextInput("title", "Aktivitet"),
            TextInput(
                "responsible", "Ansvarig roll", required=False, placeholder="Enhetschef",
                suggestions=self._choices.roles,
            ),
            TextInput("ends", "Klar senast", required=False, placeholder=self._year_end),
        ]  # fmt: skip
        text = f"Hör till ”{named}”."
        done = ask_until_done(self._workspace, self._window, "Ny aktivitet", inputs, "Lägg till", ready, text)
        return None if done is None else int(done.value)

    def activity_of_element(self) -> int | None:
        """Ask which element, then for the activity."""
        row = self._choices.element("Ny aktivitet", "Välj vad aktiviteten ska bidra till.", "Välj")
        return None if row is None else self.activity(row.title, node_id=row.id)

    def agreed(self, edits: DialogueEdits, row: "DialogueRow") -> int | None:
        """Ask for an activity that was agreed in the dialogues of a unit."""
        inputs = [TextInput("title", "Aktivitet")]
        text = f"Överenskommen i {row.unit} {row.year}. Skriv ingens namn."
        done = ask_until_done(
            self._workspace, self._window, "Överenskommen aktivitet", inputs, "Lägg till",
            lambda asked: edits.agree(row, asked["title"]), text,
        )  # fmt: skip
        return None if done is None else int(done.value)

    def report(self, edits: AssignmentEdits, row: "AssignmentRow") -> bool:
        """Ask when an assignment was reported back and what was said."""
        inputs = [
            TextInput("day", "Dag", self._workspace.today.isoformat()),
            TextInput("words", "Vad som rapporterades", required=False),
        ]

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            return edits.of(row.id, edits.reporting(asked["day"], asked["words"]))

        text = f"Gäller ”{row.title}”. Du kan skriva mer efteråt."
        done = ask_until_done(
            self._workspace, self._window, "Återrapportera uppdrag", inputs, "Spara", ready, text
        )
        return done is not None

    @property
    def _year_end(self) -> str:
        return f"{self._workspace.working_year}-12-31"

    def _inputs(
        self, kind: str, givers: "tuple[str, ...]", places: "tuple[Home, ...]"
    ) -> list[TextInput | ChoiceInput]:
        giver = givers[0] if kind == "council" and givers else ""
        homes = (*((place, home.words) for place, home in enumerate(places, start=1)), _ONLY_HERE)
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("title", "Uppdrag"),
            TextInput("giver", "Gett av", giver, required=False, suggestions=givers),
            ChoiceInput("receiver", "Mottagare", self._choices.units, 0),
            TextInput("due", "Klart senast", required=False, placeholder=self._year_end),
        ]
        if places:
            inputs.append(ChoiceInput("home", "Plats i styrmodellen", homes, homes[0][0]))
        return inputs
