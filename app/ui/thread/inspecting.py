"""What the inspector shows on the page: an element of the thread, a gap, or a cell of the matrix."""

from collections.abc import Callable, Iterable
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
    Links,
    Notice,
    Part,
    Text,
    Thread,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.parts.thread_line import ThreadStep

if TYPE_CHECKING:
    from app.services.checks.finding import Finding
    from app.services.steering.detail import NodeDetail, NodeLink
    from app.services.steering.thread.matrix import Heading as MatrixHeading
    from app.services.steering.thread.matrix import Tie
    from app.services.steering.thread.working import Work
    from app.ui.parts.page import WorkspacePort

_LOCKED = "Beslutad, låst"
_READ_ONLY = "Filen är öppen för läsning"


class Inspecting:
    """Describes what is chosen; `choose` goes to an element on the page, `centre` shows its own thread."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        choose: Callable[[int], object],
        centre: Callable[[int], object],
    ) -> None:
        self._workspace = workspace
        self._choose = choose
        self._centre = centre

    def element(self, node: "NodeDetail", gaps: "Iterable[Finding]", is_centre: bool) -> Details:
        """An element with its text, facts, gaps and ties."""
        commands = [Command("Öppna i Styrmodell", partial(self._open, "node", node.id), "steering")]
        if not is_centre:
            commands.append(Command("Utgå härifrån", partial(self._centre, node.id)))
        parts: list[Part] = [Text(node.text)] if node.text else []
        parts += [Notice(gap.message, "info" if gap.severity == "note" else "warning") for gap in gaps]
        parts += [Facts(_facts(node)), Commands(tuple(commands))]
        parts += [Heading("Plats i röda tråden"), Thread(tuple(map(self._step, node.thread)))]
        for heading, links in (("Bidrar till", node.contributes), ("Bidrag från", node.served_by)):
            if links:
                parts += [Heading(heading), Facts(tuple(map(self._tied, links)))]
        kicker = " · ".join(part for part in (node.level.short_name, node.unit) if part)
        return Details(("thread", node.id), kicker, node.title, tuple(parts), example=node.example)

    def work(self, work: "Work", home: str) -> Details:
        """An assignment or activity, with what it is done for and the way to where it is changed."""
        who = ", ".join(part for part in (work.responsible, work.person) if part)
        facts = [
            Fact("Hör till", home, on_click=partial(self._choose, work.home_id)),
            Fact("Mottagare" if work.kind == "assignment" else "Ansvarig", who or work.unit or "–"),
            Fact("Status", work.status_word),
            Fact("Tid", work.days or "–"),
        ]
        if who and work.unit:
            facts.insert(2, Fact("Enhet", work.unit))
        parts: list[Part] = []
        if work.late:
            parts.append(Notice(f"{work.late_word}, skulle ha varit klart {work.last_day}.", "warning"))
        opens = Command("Öppna på sidan Uppdrag", partial(self._open, work.kind, work.id), "assignment")
        parts += [Facts(tuple(facts)), Commands((opens,))]
        return Details(("work", work.id), work.level, work.title, tuple(parts), example=work.example)

    def gap(self, gap: "Finding", kind: str, mend: Callable[[], object]) -> Details:
        """A gap with the way to mend it."""
        commands = [Command("Åtgärda", mend, "arrow-right")]
        if gap.kind == "node" and gap.key is not None:
            commands.append(Command("Visa tråden", partial(self._centre, gap.key)))
        parts = (Text(gap.message), Commands(tuple(commands)))
        return Details(("gap", gap.code, gap.key), kind, gap.place, parts)

    def cell(
        self,
        row: "MatrixHeading",
        column: "MatrixHeading",
        tie: "Tie",
        giver: "MatrixHeading | None",
        given: "Iterable[tuple[int, str]]",
        toggle: Callable[[], object],
    ) -> Details:
        """A cell of the matrix: who contributes to whom, how, and what can be done about it."""
        parts: list[Part] = []
        if tie.state == "parent":
            parts.append(Text("Hör till i hierarkin. Platsen ändras i Styrmodell."))
        elif tie.state == "contributes" and giver is not None:
            parts.append(self._note(tie, giver, row, column))
        elif tie.givers:
            links = (Link(name, partial(self._open, "node", key)) for key, name in given)
            parts += [Heading("Det som bidrar"), Links(tuple(links))]
        else:
            parts.append(Text("Ingen koppling än.", muted=True))
        if tie.state != "parent" and not self._workspace.read_only:
            words = "Ta bort bidraget" if tie.state and giver is not None else "Lägg till bidrag"
            words = "Välj vad som bidrar…" if giver is None else words
            parts.append(Commands((Command(words, toggle),)))
        parts += [Heading("Rad"), Links((Link(row.words, partial(self._open, "node", row.key)),))]
        kind = "node" if column.version else "unit"
        opens = partial(self._open, kind, column.key)
        parts += [Heading("Kolumn"), Links((Link(column.words, opens),))]
        title = {"parent": "Hör till", "contributes": "Bidrar"}.get(tie.state, "Ingen koppling")
        return Details(("cell", row.key, column.key), "Koppling", title, tuple(parts))

    def _note(
        self, tie: "Tie", giver: "MatrixHeading", row: "MatrixHeading", column: "MatrixHeading"
    ) -> Field:
        from app.services.steering.contributing import set_note

        def commit(text: str) -> bool:
            call = partial(
                set_note, node_id=tie.giver, to_id=tie.taker, note=text, expected_version=giver.version
            )
            return self._workspace.run(call) is not None

        taker = column if giver is row else row
        locked = _READ_ONLY if self._workspace.read_only else _LOCKED if giver.locked and tie.note else ""
        field = f"node:{tie.giver}:note:{tie.taker}"
        return Field(
            "note", f"Hur ”{giver.title}” bidrar till ”{taker.title}”", tie.note, commit,
            draft=draft_keeper(self._workspace, field, f"Hur {giver.title} bidrar"),
            lines=3, placeholder="Skriv med en mening", locked=locked,
        )  # fmt: skip

    def _tied(self, link: "NodeLink") -> Fact:
        words = link.title if link.unit is None else f"{link.title}, {link.unit}"
        told = f"{words}\n{link.note}" if link.note else words
        return Fact(link.level, told, on_click=partial(self._choose, link.id))

    def _step(self, step: "NodeLink") -> ThreadStep:
        opens = None if step.current else partial(self._choose, step.id)
        return ThreadStep(step.level, step.title, step.current, opens)

    def _open(self, kind: str, key: int) -> None:
        self._workspace.open_place(kind, key)


def _facts(node: "NodeDetail") -> tuple[Fact, ...]:
    owner = node.owner_role or node.unit
    facts = [Fact("Ägare", owner or "–")]
    if node.status_word:
        lock = ", låst" if node.locked else ""
        facts.append(Fact("Status", f"{node.status_word}{lock}", icon="lock" if node.locked else ""))
    if node.body:
        facts.append(Fact("Beslutas av", node.body))
    if node.validity:
        facts.append(Fact("Giltighet", node.validity))
    facts += [Fact("Mått", name) for _key, name in node.measures]
    return tuple(facts)
