"""What the inspector shows of a steering element: its text, facts, gaps, decisions and röda tråden."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
    Thread,
)
from app.ui.parts.page import draft_keeper
from app.ui.parts.thread_line import ThreadStep

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail, NodeLink
    from app.ui.parts.page import WorkspacePort
    from app.ui.steering.contributions import Contributing
    from app.ui.steering.editing import Editing

_GAP_WORDS = {
    "saknar ägare": "Saknar ägare. Ange vilken roll som ansvarar.",
    "saknar mått": "Saknar mått, så det går inte att följa upp.",
}
_SET = "Ange"


class Inspecting:
    """Describes one element after the other for the inspector."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        editing: "Editing",
        contributing: "Contributing",
        go_to: Callable[[int], object],
        more: "Sequence[Callable[[NodeDetail], list[Part]]]" = (),
    ) -> None:
        self._workspace = workspace
        self._editing = editing
        self._contributing = contributing
        self._go_to = go_to
        self._more = more

    def details(self, node: "NodeDetail") -> Details:
        """Everything of one element."""
        open_for_edits = not node.locked and not self._workspace.read_only
        kicker = " · ".join(part for part in (node.level.short_name, node.unit) if part)
        return Details(
            key=("node", node.id, node.number),
            kicker=kicker,
            title=node.title,
            parts=tuple(self._parts(node, open_for_edits)),
            rename=partial(self._editing.rename, node.id, node.version) if open_for_edits else None,
            example=node.example,
        )

    def _parts(self, node: "NodeDetail", open_for_edits: bool) -> list[Part]:
        parts: list[Part] = []
        if open_for_edits:
            parts.append(self._text_field(node))
        elif node.text:
            parts.append(Text(node.text))
        parts += [Notice(_GAP_WORDS.get(gap, gap)) for gap in node.gaps]
        parts.append(Facts(self._facts(node)))
        commands = self.commands(node)
        if commands:
            parts.append(Commands(commands))
        parts += [Heading("Plats i röda tråden"), Thread(tuple(self._step(step) for step in node.thread))]
        parts += self._contributing.parts(node)
        parts += self._contributing.perspectives(node)
        if len(node.decisions) > 1:
            parts += [Heading("Beslutsgång"), Facts(_decision_facts(node))]
        for describe in self._more:
            parts += describe(node)
        return parts

    def _text_field(self, node: "NodeDetail") -> Field:
        return Field(
            "text",
            "Beskrivning",
            node.text,
            lambda text: self._editing.edit_text(node.id, node.version, text),
            draft=draft_keeper(self._workspace, f"node:{node.id}:text", f"Beskrivning, {node.title}"),
            lines=3,
            placeholder="Skriv vad det innebär",
        )

    def _facts(self, node: "NodeDetail") -> tuple[Fact, ...]:
        editable = not self._workspace.read_only
        facts = [self._editable("Ägare", node.owner_role or node.unit or "", self._editing.owner, node)]
        made = [line for line in node.decisions if line.step == "Beslut"]
        if made:
            facts += _last_decision(made[-1].body, made[-1].when, made[-1].registration_number)
        elif node.body:
            facts.append(Fact("Beslutas av", node.body))
        facts.append(self._editable("Giltighet", _validity(node), self._editing.validity, node))
        if node.due_year is not None and node.validity:
            facts.append(Fact("Ska nås", str(node.due_year)))
        rules = (
            ("Ansvarig", node.responsible),
            ("Ses över", node.review_rule),
            ("Följs upp", node.follow_up_rule),
        )
        facts += [Fact(label, words) for label, words in rules if words]
        if node.perspectives and not self._contributing.perspectives(node):
            facts.append(Fact("Perspektiv", "\n".join(node.perspectives)))
        if node.number > 1:
            facts.append(Fact("Version", f"{node.number}, ersätter version {node.number - 1}"))
        if node.status_word:
            lock = ", låst" if node.locked else ""
            facts.append(Fact("Status", f"{node.status_word}{lock}", icon="lock" if node.locked else ""))
        return tuple(facts) if editable else tuple(_plain(fact) for fact in facts)

    def _editable(
        self, label: str, value: str, edit: Callable[["NodeDetail"], object], node: "NodeDetail"
    ) -> Fact:
        return Fact(label, value or _SET, on_click=lambda: edit(node))

    def commands(self, node: "NodeDetail") -> tuple[Command, ...]:
        """What can be done with an element beside writing: the next step, and its thread both ways."""
        thread = Command("Visa röda tråden", lambda: self._workspace.open_place("thread", node.id))
        return (*self._next_steps(node), *self._opening(node), thread)

    def _opening(self, node: "NodeDetail") -> tuple[Command, ...]:
        """The way to where a document is written."""
        if not node.is_document or node.agreement_id is not None:
            return ()
        opened = partial(self._workspace.open_place, "document", node.id)
        return (Command("Öppna dokumentet", opened, icon="open"),)

    def _next_steps(self, node: "NodeDetail") -> tuple[Command, ...]:
        """The next step towards a decision."""
        if node.agreement_id is not None:
            agreement = node.agreement_id
            return (Command("Öppna handlingen", lambda: self._workspace.open_place("agreement", agreement)),)
        if node.decided_with is not None:
            above = node.decided_with.id
            return (Command(f"Gå till {node.decided_with.level.lower()}", lambda: self._go_to(above)),)
        if self._workspace.read_only:
            return ()
        if node.locked:
            return (Command("Ny version", lambda: self._editing.new_version(node), icon="edit"),)
        return self._status_commands(node) if node.status_word else ()

    def _status_commands(self, node: "NodeDetail") -> tuple[Command, ...]:
        commands: list[Command] = []
        if node.status in ("draft", "proposal"):
            commands.append(Command("Markera som beredd", lambda: self._editing.mark(node, "prepared")))
        if node.status == "prepared":
            why = f"Kan inte bli klar för beslut än: {', '.join(node.missing)}."
            ready = not node.missing
            commands.append(
                Command("Klar för beslut", lambda: self._editing.mark(node, "ready"), "", ready, why)
            )
        if node.status == "ready":
            commands.append(Command("Tillbaka till utkast", lambda: self._editing.mark(node, "draft")))
        commands.append(Command("Registrera beslut…", lambda: self._editing.decide(node)))
        return tuple(commands)

    def _step(self, step: "NodeLink") -> ThreadStep:
        opens = None if step.current else lambda: self._go_to(step.id)
        return ThreadStep(step.level, step.title, step.current, opens)


def _validity(node: "NodeDetail") -> str:
    due = f"Ska nås {node.due_year}" if node.due_year is not None else ""
    return node.validity or due


def _last_decision(body: str | None, when: str, number: str | None) -> list[Fact]:
    words = "\n".join(part for part in (body or "", when) if part)
    facts = [Fact("Beslutat", words or "dag inte angiven")]
    return [*facts, Fact("Diarienummer", number)] if number else facts


def _decision_facts(node: "NodeDetail") -> tuple[Fact, ...]:
    return tuple(
        Fact(line.step, "\n".join(part for part in (line.body or "", line.when) if part) or "–")
        for line in node.decisions
    )


def _plain(fact: Fact) -> Fact:
    value = "–" if fact.value == _SET and fact.on_click is not None else fact.value
    return Fact(fact.label, value, fact.icon, fact.mark)
