"""The edits of a steering element: asks what is needed in a dialog and runs the use case."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort

_FINAL = "Beslutet låser lydelsen och kan inte ångras. Den som vill ändra gör sedan en ny version."
_STEPS = (
    ("definitive", "Beslut, antaget"),
    ("preliminary", "Preliminärt beslut"),
    ("prepared", "Beredning"),
    ("referred_back", "Återremiss"),
    ("tabled", "Bordläggning"),
)
_NO_UNIT = (0, "Ingen enhet")


class Editing:
    """Runs use cases for one page; each gives whether something was done."""

    def __init__(self, workspace: "WorkspacePort", window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def add(self, level: "LevelRow", parent: "NodeRow | None") -> int | None:
        """Ask for a title and add an element; gives its id."""
        from app.services.steering import nodes, rules

        title = rules.suggested_title(level, self._workspace.working_year, parent.unit if parent else None)
        where = f"Läggs under ”{parent.title}”." if parent else "Läggs överst i styrmodellen."
        text = f"{where} {level.question}" if level.question else where
        asked = FormDialog.ask(
            self._window,
            f"Lägg till {level.short_name}",
            [TextInput("title", "Benämning", title), TextInput("owner", "Ägare, roll", required=False)],
            "Lägg till",
            text,
        )
        if asked is None:
            return None
        written = self._workspace.run(
            partial(
                nodes.add_node,
                level_id=level.id,
                parent_id=parent.id if parent else None,
                title=str(asked["title"]),
                owner_role=str(asked["owner"]) or None,
            )
        )
        return None if written is None else written.value

    def rename(self, node_id: int, version: int, title: str) -> bool:
        """Give an element another title."""
        from app.services.steering import nodes

        return self._run(nodes.rename_node, node_id, version, title=title)

    def edit_text(self, node_id: int, version: int, text: str) -> bool:
        """Change what an element says."""
        from app.services.steering import nodes

        return self._run(nodes.edit_text, node_id, version, text=text)

    def owner(self, node: "NodeDetail") -> bool:
        """Ask which role and unit answer for an element."""
        from app.services.steering import nodes
        from app.services.steering.detail import owner_choices

        found = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        asked = FormDialog.ask(
            self._window,
            "Ändra ägare",
            [
                TextInput(
                    "role", "Roll", node.owner_role or "", required=False, placeholder="Förvaltningschef"
                ),
                ChoiceInput("unit", "Enhet", (_NO_UNIT, *found.units), node.unit_id or 0),
            ],
            "Ändra",
            "Skriv rollen, inte personens namn.",
        )
        if asked is None:
            return False
        role, unit = str(asked["role"]), asked["unit"] or None
        return self._run(nodes.set_owner, node.id, node.version, owner_role=role, unit_id=unit)

    def validity(self, node: "NodeDetail") -> bool:
        """Ask from when to when an element applies."""
        from app.services.steering import nodes

        asked = FormDialog.ask(
            self._window, "Ändra giltighet", _validity_inputs(node), "Ändra", _validity_text(node)
        )
        values = None if asked is None else self._read_validity(asked, node)
        return values is not None and self._run(nodes.set_validity, node.id, node.version, **values)

    def mark(self, node: "NodeDetail", status: str) -> bool:
        """Mark an element as draft, prepared or ready."""
        from app.services.steering import nodes

        use_case = {"draft": nodes.mark_draft, "prepared": nodes.mark_prepared, "ready": nodes.mark_ready}
        return self._run(use_case[status], node.id, node.version)

    def decide(self, node: "NodeDetail") -> bool:
        """Ask for the facts of a decision that was made and record it; a final one asks once more."""
        from app.services.steering import decisions

        asked = FormDialog.ask(self._window, "Registrera beslut", _decision_inputs(node), "Registrera")
        made = None if asked is None else self._read_decision(asked)
        if made is None:
            return False
        question = f"Registrera beslutet om ”{node.title}”?"
        if made.locks and not confirm(self._window, question, _final_text(node), "Registrera"):
            return False
        today = self._workspace.today
        return self._run(decisions.record_decision, node.id, node.version, made=made, today=today)

    def new_version(self, node: "NodeDetail") -> bool:
        """Begin a new draft of a decided element."""
        from app.services.steering import nodes

        return self._run(nodes.new_version, node.id, node.version)

    def _run(self, use_case: Callable[..., Any], node_id: int, version: int, **values: Any) -> bool:
        call = partial(use_case, node_id=node_id, expected_version=version, **values)
        return self._workspace.run(call) is not None

    def _read_validity(self, asked: dict[str, Hashable], node: "NodeDetail") -> dict[str, Any] | None:
        from app.services.steering import days

        def read() -> dict[str, Any]:
            start = node.valid_from if node.locked else days.read_day(str(asked["from"]))
            due = node.due_year if node.locked else days.read_year(str(asked["due"]))
            return {
                "valid_from": start,
                "valid_to": days.read_day(str(asked["to"]), end=True),
                "validity_text": str(asked["words"]),
                "due_year": due,
            }

        return self._said(read)

    def _read_decision(self, asked: dict[str, Hashable]) -> Any:
        from app.services.steering import days
        from app.services.steering.decisions import Made

        step = str(asked["step"])
        sent_back = step in ("referred_back", "tabled")

        def read() -> Made:
            return Made(
                step="definitive" if sent_back else step,
                outcome=step if sent_back else "decided",
                body=str(asked["body"]),
                decided_on=days.read_day(str(asked["day"])),
                paragraph=str(asked["paragraph"]),
                registration_number=str(asked["number"]),
            )

        return self._said(read)

    def _said(self, read: Callable[[], Any]) -> Any:
        """What was typed, or None when it could not be read, which is then said."""
        from app.models.errors import DomainError

        try:
            return read()
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return None


def _validity_inputs(node: "NodeDetail") -> list[TextInput | ChoiceInput]:
    end = TextInput("to", "Till och med", _iso(node.valid_to), required=False, placeholder="2013-12-31")
    words = TextInput(
        "words", "Med ord", node.validity_text or "", required=False, placeholder="Tills vidare"
    )
    if node.locked:
        return [end, words]
    start = TextInput("from", "Från och med", _iso(node.valid_from), required=False, placeholder="2011-01-01")
    due = "" if node.due_year is None else str(node.due_year)
    return [start, end, words, TextInput("due", "Ska vara uppnått år", due, required=False)]


def _validity_text(node: "NodeDetail") -> str:
    if node.locked:
        return "Lydelsen är beslutad. Du kan ändra när den slutar gälla."
    return "Fyll i det som är känt. Orden visas i stället för dagarna när båda finns."


def _decision_inputs(node: "NodeDetail") -> list[TextInput | ChoiceInput]:
    number = next((made.registration_number for made in node.decisions if made.registration_number), "")
    return [
        ChoiceInput("step", "Vad som beslutades", _STEPS, "definitive"),
        TextInput("body", "Beslutat av", node.body or "", required=False),
        TextInput("day", "Beslutsdag", required=False, placeholder="2010-10-27"),
        TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131"),
        TextInput("number", "Diarienummer", number or "", required=False, placeholder="KS 2010/184"),
    ]


def _final_text(node: "NodeDetail") -> str:
    if not node.missing:
        return _FINAL
    return f"Det här {', '.join(node.missing)}. {_FINAL}"


def _iso(day: Any) -> str:
    return "" if day is None else str(day.isoformat())
