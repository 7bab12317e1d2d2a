"""The cross threads of an element in the inspector: what it contributes to, and what contributes to it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command, Commands, Custom, Heading, Links, Part, Tick
from app.ui.parts.dialogs import TextInput
from app.ui.parts.links import Link
from app.ui.steering.beside import Beside
from app.ui.steering.line_list import ClosableLine, LineList

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail, NodeLink
    from app.services.steering.placing import Hierarchy
    from app.services.steering.views import NodeRow

#: Forms of elements that are seen from perspectives; others show theirs when they have any.
_SEEN_FORMS = frozenset({"goal", "goal_area", "commitment", "assignment", "scorecard", "activity"})
_TO, _FROM = "Bidrar till", "Bidrag från"


class Contributing(Beside):
    """Describes, adds and ends contributions, and chooses perspectives."""

    def parts(self, node: "NodeDetail") -> list[Part]:
        """Both ways with their commands, as far as the element is open for changes."""
        editable = not self._workspace.read_only
        outward = self._way(
            _TO, node.contributes, partial(self._note_outward, node), partial(self._end_outward, node)
        )
        inward = self._way(
            _FROM, node.served_by, partial(self._note_inward, node), partial(self._end_inward, node)
        )
        if editable and not node.locked:
            add = Command("Lägg till…", lambda: self.add_outward(node), "plus")
            outward = [*(outward or [Heading(_TO)]), Commands((add,))]
        if editable:
            add = Command("Lägg till…", lambda: self.add_inward(node), "plus")
            inward = [*(inward or [Heading(_FROM)]), Commands((add,))]
        return [*outward, *inward]

    def perspectives(self, node: "NodeDetail") -> list[Part]:
        """A tick for each perspective of the model, where the element can be seen from any."""
        open_ = not node.locked and not self._workspace.read_only
        if not open_ or not node.perspective_choices:
            return []
        if node.level.form not in _SEEN_FORMS and not node.perspectives:
            return []
        ticks = [
            Tick(f"perspective:{key}", name, chosen, partial(self._see_from, node, key))
            for key, name, chosen in node.perspective_choices
        ]
        return [Heading("Perspektiv"), *ticks]

    def add_outward(self, node: "NodeDetail") -> bool:
        """Ask what an element contributes to, and say so."""
        hierarchy = self._hierarchy()

        def refusal(row: "NodeRow") -> str:
            return _message(hierarchy.serving_refusal(node.id, row.id))

        text = f"Välj vad ”{node.title}” bidrar till, vid sidan av sin plats i hierarkin."
        other = self._pick(_TO, text, "Lägg till", refusal)
        return other is not None and self._add(node.id, node.version, other.id)

    def add_inward(self, node: "NodeDetail") -> bool:
        """Ask what contributes to an element, and say so."""
        hierarchy = self._hierarchy()

        def refusal(row: "NodeRow") -> str:
            return _message(hierarchy.serving_refusal(row.id, node.id))

        text = f"Välj vad som bidrar till ”{node.title}”."
        other = self._pick(_FROM, text, "Lägg till", refusal)
        return other is not None and self._add(other.id, other.version, node.id)

    def _add(self, giver: int, version: int, taker: int) -> bool:
        from app.services.steering.contributing import add_contribution

        call = partial(add_contribution, node_id=giver, to_id=taker, expected_version=version)
        return self._run(call)

    def _end_outward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        return None if node.locked else partial(self._end, node.id, node.version, link.id)

    def _end_inward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        return None if link.locked else partial(self._end, link.id, link.version, node.id)

    def _note_outward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        told = (node.id, node.version, node.title, link.id, link.title, link.note)
        return None if node.locked and link.note else partial(self._write_note, *told)

    def _note_inward(self, node: "NodeDetail", link: "NodeLink") -> Callable[[], object] | None:
        told = (link.id, link.version, link.title, node.id, node.title, link.note)
        return None if link.locked and link.note else partial(self._write_note, *told)

    def _write_note(
        self, giver: int, version: int, giver_title: str, taker: int, taker_title: str, note: str
    ) -> bool:
        """Ask for the sentence that says how an element contributes."""
        from app.services.steering.contributing import set_note

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                set_note, node_id=giver, to_id=taker, note=str(asked["note"]), expected_version=version
            )

        text = f"Skriv hur ”{giver_title}” bidrar till ”{taker_title}”, gärna med en mening."
        inputs = [TextInput("note", "Hur det bidrar", note, required=False)]
        asked = ask_until_done(self._workspace, self._window, "Hur bidrar det?", inputs, "Spara", ready, text)
        return asked is not None

    def _end(self, giver: int, version: int, taker: int) -> bool:
        from app.services.steering.contributing import remove_contribution

        call = partial(remove_contribution, node_id=giver, to_id=taker, expected_version=version)
        return self._run(call)

    def _see_from(self, node: "NodeDetail", key: int, chosen: bool) -> bool:
        from app.services.steering.nodes import set_perspectives

        kept = tuple(one for one, _name, on in node.perspective_choices if (chosen if one == key else on))
        call = partial(set_perspectives, node_id=node.id, perspective_ids=kept, expected_version=node.version)
        return self._run(call)

    def _way(
        self,
        heading: str,
        links: "Sequence[NodeLink]",
        writing: "Callable[[NodeLink], Callable[[], object] | None]",
        ending: "Callable[[NodeLink], Callable[[], object] | None]",
    ) -> list[Part]:
        if not links:
            return []
        if self._workspace.read_only and not any(link.note for link in links):
            return [Heading(heading), Links(tuple(self._link(link) for link in links))]
        open_ = not self._workspace.read_only
        lines = tuple(
            ClosableLine(
                self._link(link),
                link.note,
                ends="Ta bort bidraget",
                end=ending(link) if open_ else None,
                writes="Skriv hur det bidrar",
                write=writing(link) if open_ else None,
            )
            for link in links
        )
        return [Heading(heading), Custom(lambda: LineList(lines))]

    def _link(self, link: "NodeLink") -> Link:
        words = link.title if link.unit is None else f"{link.title}, {link.unit}"
        return Link(words, lambda: self._go_to(link.id))

    def _hierarchy(self) -> "Hierarchy":
        from app.services.steering.standing import read_hierarchy

        found: Hierarchy = self._workspace.read(read_hierarchy)
        return found


def _message(refused: Exception | None) -> str:
    return "" if refused is None else str(refused)
