"""What a goal carries beside its words, in the inspector: acceptance, participation, citations and tags."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Custom, Heading, Links, Part
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.links import Link
from app.ui.steering.beside import Beside
from app.ui.steering.line_list import ClosableLine, LineList
from app.ui.steering.tag_dialog import TagDialog

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail
    from app.services.steering.goalextras.views import CitationRow, GoalExtras, ParticipationRow
    from app.services.steering.views import NodeRow

_AIMS = frozenset({"goal", "commitment", "goal_area"})
_BARE = frozenset({"structure", "dialogue"})
_ANSWERS = ((True, "Godtas"), (False, "Godtas inte"))
_ITSELF = "Det är samma styrelement."


class Extras(Beside):
    """Describes and edits what stands beside an element's words."""

    def parts(self, node: "NodeDetail") -> list[Part]:
        """What there is, and links that add more."""
        from app.services.steering.goalextras.views import extras_of

        found: GoalExtras = self._workspace.read(partial(extras_of, node_id=node.id))
        editable = not self._workspace.read_only
        parts: list[Part] = []
        if found.participation:
            lines = tuple(self._participation(node, row, editable) for row in found.participation)
            parts += [Heading("Godtagande och delaktighet"), _lines(lines)]
        if found.citations:
            open_ = editable and not node.locked
            lines = tuple(self._citation(node, row, open_) for row in found.citations)
            parts += [Heading("Hänvisar till"), _lines(lines)]
        if found.tags:
            lines = tuple(ClosableLine(tag.words) for tag in found.tags)
            parts += [Heading("Etiketter"), _lines(lines)]
        if editable and node.level.form not in _BARE:
            parts += [Heading("Mer att ange"), Links(tuple(self._more(node, found)))]
        return parts

    def _more(self, node: "NodeDetail", found: "GoalExtras") -> list[Link]:
        links = []
        if node.level.form in _AIMS:
            links.append(Link("Utföraren godtar…", partial(self.accept, node)))
        links.append(Link("Personalen har deltagit…", partial(self.staff, node)))
        if not node.locked:
            links.append(Link("Hänvisa till lag eller annan källa…", partial(self.cite, node)))
            links.append(Link("Hänvisa till ett styrdokument…", partial(self.cite_element, node)))
        words = "Ändra etiketter…" if found.tags else "Sätt etiketter, till exempel Agenda 2030…"
        links.append(Link(words, partial(self.tag, node)))
        return links

    def accept(self, node: "NodeDetail") -> bool:
        """Ask whether the performer accepts an element."""
        from app.services.steering.days import read_day
        from app.services.steering.goalextras import participation

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return partial(
                participation.record_acceptance,
                node_id=node.id,
                accepted=asked["accepted"],
                unit_id=asked["unit"] or None,
                happened_on=read_day(asked["day"]),
                forum=asked["forum"],
                note=asked["note"],
                today=self._workspace.today,
                expected_version=node.version,
            )

        inputs = [
            ChoiceInput("accepted", "Utförarens svar", _ANSWERS, True),
            ChoiceInput("unit", "Utförare", self._units(), node.unit_id or 0),
            self._day(),
            TextInput("forum", "Var", required=False, placeholder="Måldialog"),
            TextInput("note", "Anteckning", required=False),
        ]
        text = f"Gäller ”{node.title}”. Skriv inga namn."
        return self._ask("Utförarens godtagande", inputs, ready, text)

    def staff(self, node: "NodeDetail") -> bool:
        """Ask when, where and how many of the staff took part."""
        from app.services.steering.days import read_day
        from app.services.steering.goalextras import participation
        from app.ui.assignments.edits import read_count

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            return partial(
                participation.record_staff,
                node_id=node.id,
                unit_id=asked["unit"] or None,
                happened_on=read_day(asked["day"]),
                forum=asked["forum"],
                participants=read_count(asked["count"]),
                note=asked["note"],
                today=self._workspace.today,
                expected_version=node.version,
            )

        inputs = [
            ChoiceInput("unit", "Enhet", self._units(), node.unit_id or 0),
            self._day(),
            TextInput("forum", "Var", required=False, placeholder="Arbetsplatsträff"),
            TextInput("count", "Antal deltagare", required=False),
            TextInput("note", "Anteckning", required=False),
        ]
        text = f"Gäller arbetet med ”{node.title}”. Skriv inga namn."
        return self._ask("Personalens deltagande", inputs, ready, text)

    def cite(self, node: "NodeDetail") -> bool:
        """Ask which law, reglemente, ägardirektiv or other source an element rests on."""
        from app.services.steering.goalextras import citations

        def ready(asked: dict[str, Any]) -> "partial[Any]":
            call = partial(citations.add_citation, node_id=node.id, kind=asked["kind"], text=asked["text"])
            return partial(call, expected_version=node.version)

        inputs = [
            ChoiceInput("kind", "Slag", tuple(citations.KIND_WORDS.items()), "law"),
            TextInput("text", "Källa", placeholder="Skollagen (2010:800) 4 kap. 5 §"),
        ]
        return self._ask("Hänvisa till en källa", inputs, ready, f"Gäller ”{node.title}”.")

    def cite_element(self, node: "NodeDetail") -> bool:
        """Ask which document in the file an element rests on."""
        from app.services.steering.goalextras import citations

        def refusal(row: "NodeRow") -> str:
            return _ITSELF if row.id == node.id else ""

        text = f"Välj vad ”{node.title}” hänvisar till."
        chosen = self._pick("Hänvisa till", text, "Välj", refusal)
        if chosen is None:
            return False
        call = partial(citations.add_citation, node_id=node.id, kind="document", cited_node_id=chosen.id)
        return self._run(partial(call, expected_version=node.version))

    def tag(self, node: "NodeDetail") -> bool:
        """Ask which tags an element has."""
        from app.services.steering.goalextras import tags
        from app.services.steering.goalextras.views import extras_of, tag_choices

        chosen = {tag.tag for tag in self._workspace.read(partial(extras_of, node_id=node.id)).tags}
        choices = self._workspace.read(tag_choices)
        asked = TagDialog.ask(self._window, f"Etiketter på ”{node.title}”", choices, chosen)
        if asked is None:
            return False
        call = partial(tags.set_tags, node_id=node.id, tags=asked, expected_version=node.version)
        return self._run(call)

    def _participation(self, node: "NodeDetail", row: "ParticipationRow", editable: bool) -> ClosableLine:
        from app.services.steering.goalextras import participation

        end = partial(self._remove, participation.remove_participation, node, participation_id=row.id)
        return ClosableLine(row.words, row.note or "", end=end if editable else None)

    def _citation(self, node: "NodeDetail", row: "CitationRow", editable: bool) -> ClosableLine:
        from app.services.steering.goalextras import citations

        words = f"{row.kind_words}: {row.text}" if row.kind not in ("other", "document") else row.text
        shown = words if row.cited_node_id is None else Link(words, partial(self._go_to, row.cited_node_id))
        end = partial(self._remove, citations.remove_citation, node, citation_id=row.id)
        return ClosableLine(shown, end=end if editable else None)

    def _remove(self, use_case: Callable[..., Any], node: "NodeDetail", **which: int) -> bool:
        return self._run(partial(use_case, expected_version=node.version, **which))

    def _units(self) -> tuple[tuple[int, str], ...]:
        from app.services.steering.detail import owner_choices

        found = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        return ((0, "Ingen enhet"), *found.units)

    def _day(self) -> TextInput:
        return TextInput("day", "Dag", required=False, placeholder=self._workspace.today.isoformat())

    def _ask(self, title: str, inputs: Any, ready: Any, text: str) -> bool:
        return ask_until_done(self._workspace, self._window, title, inputs, "Spara", ready, text) is not None


def _lines(lines: tuple[ClosableLine, ...]) -> Custom:
    return Custom(lambda: LineList(lines))
