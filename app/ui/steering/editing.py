"""The edits of a steering element: asks what is needed in a dialog and runs the use case."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.steering.deciding import Deciding, Matter
from app.ui.steering.revising import sure_to_revise

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail, OwnerChoices
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort

_Inputs = Sequence[TextInput | ChoiceInput]
_Values = dict[str, Hashable]
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

        def ready(asked: _Values) -> Callable[[Any], Any]:
            return partial(
                nodes.add_node,
                level_id=level.id,
                parent_id=parent.id if parent else None,
                title=str(asked["title"]),
                owner_role=str(asked["owner"]) or None,
            )

        owner = TextInput("owner", "Ägare, roll", required=False, suggestions=tuple(self._choices().roles))
        text = f"{where} {level.question}" if level.question else where
        inputs = [TextInput("title", "Benämning", title), owner]
        written = self._ask(f"Lägg till {level.short_name}", inputs, "Lägg till", ready, text)
        return None if written is None else written.value

    def rename(self, node_id: int, version: int, title: str) -> bool:
        """Give an element another title."""
        from app.services.steering import nodes

        return self._run(partial(nodes.rename_node, node_id=node_id, title=title, expected_version=version))

    def edit_text(self, node_id: int, version: int, text: str) -> bool:
        """Change what an element says."""
        from app.services.steering import nodes

        return self._run(partial(nodes.edit_text, node_id=node_id, text=text, expected_version=version))

    def owner(self, node: "NodeDetail") -> bool:
        """Ask which role and unit answer for an element."""
        from app.services.steering import nodes

        found = self._choices()
        role = TextInput(
            "role",
            "Roll",
            node.owner_role or "",
            required=False,
            placeholder="Förvaltningschef",
            suggestions=tuple(found.roles),
        )
        unit = ChoiceInput("unit", "Enhet", (_NO_UNIT, *found.units), node.unit_id or 0)

        def ready(asked: _Values) -> Callable[[Any], Any]:
            chosen = asked["unit"] or None
            return partial(_of(nodes.set_owner, node), owner_role=str(asked["role"]), unit_id=chosen)

        text = f"Gäller ”{node.title}”. Skriv rollen, inte personens namn."
        return self._ask("Ändra ägare", [role, unit], "Ändra", ready, text) is not None

    def validity(self, node: "NodeDetail") -> bool:
        """Ask from when to when an element applies."""
        from app.services.steering import days, nodes

        def ready(asked: _Values) -> Callable[[Any], Any]:
            return partial(
                _of(nodes.set_validity, node),
                valid_from=node.valid_from if node.locked else days.read_day(str(asked["from"])),
                valid_to=days.read_day(str(asked["to"]), end=True),
                validity_text=str(asked["words"]),
                due_year=node.due_year if node.locked else days.read_year(str(asked["due"])),
            )

        inputs, text = _validity_inputs(node, self._workspace.today.year), _validity_text(node)
        return self._ask("Ändra giltighet", inputs, "Ändra", ready, text) is not None

    def mark(self, node: "NodeDetail", status: str) -> bool:
        """Mark an element as draft, prepared or ready."""
        from app.services.economy import readiness
        from app.services.steering import nodes

        use_case: dict[str, Callable[..., Any]] = {
            "draft": nodes.mark_draft,
            "prepared": nodes.mark_prepared,
            "ready": partial(readiness.mark_element_ready, today=self._workspace.today),
        }
        return self._run(_of(use_case[status], node))

    def decide(self, node: "NodeDetail") -> bool:
        """Ask for the facts of a decision that was made and record it; a final one asks once more."""
        numbers = (made.registration_number for made in node.decisions if made.registration_number)
        matter = Matter(node.id, node.version, node.title, node.body or "", next(numbers, ""), node.missing)
        return Deciding(self._workspace, self._window, self._bodies).record(matter)

    def new_version(self, node: "NodeDetail") -> bool:
        """Begin a new draft of a decided element, once it is known who below is affected."""
        from app.services.steering import nodes

        if not sure_to_revise(self._workspace, self._window, node.id, node.title):
            return False
        return self._run(_of(nodes.new_version, node))

    def _run(self, use_case: Callable[[Any], Any]) -> bool:
        return self._workspace.run(use_case) is not None

    def _choices(self) -> "OwnerChoices":
        from app.services.steering.detail import owner_choices

        found: OwnerChoices = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        return found

    def _bodies(self) -> tuple[str, ...]:
        return tuple(name for _key, name in self._choices().units)

    def _ask(
        self,
        title: str,
        inputs: _Inputs,
        verb: str,
        ready: Callable[[_Values], Callable[[Any], Any] | None],
        text: str,
    ) -> Any:
        return ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text)


def _of(use_case: Callable[..., Any], node: "NodeDetail") -> Callable[..., Any]:
    return partial(use_case, node_id=node.id, expected_version=node.version)


def _validity_inputs(node: "NodeDetail", year: int) -> list[TextInput | ChoiceInput]:
    end = TextInput("to", "Till och med", _iso(node.valid_to), required=False, placeholder=f"{year}-12-31")
    words = TextInput(
        "words", "Med ord", node.validity_text or "", required=False, placeholder="Tills vidare"
    )
    if node.locked:
        return [end, words]
    start = TextInput(
        "from", "Från och med", _iso(node.valid_from), required=False, placeholder=f"{year}-01-01"
    )
    due = "" if node.due_year is None else str(node.due_year)
    return [start, end, words, TextInput("due", "Ska vara uppnått år", due, required=False)]


def _validity_text(node: "NodeDetail") -> str:
    if node.locked:
        return "Lydelsen är beslutad. Du kan ändra när den slutar gälla."
    return "Fyll i det som är känt. Orden visas i stället för dagarna när båda finns."


def _iso(day: Any) -> str:
    return "" if day is None else str(day.isoformat())
