"""What the inspector shows of a row: everything that is said, where from, and what stands on it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from app.ui.model.fields import FIELDS, FieldMaker
from app.ui.model.tables import RENAMED
from app.ui.parts import details
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow
    from app.ui.model.edits import ModelEdits

_GROWING = ("levels", "perspectives", "document_kinds")
_READ_OUT = "Utläst ur källan, inte uttryckligen angivet: {}."
_NOT_LITERAL = "Benämningen är sammanfattad eller förtydligad."
_SOURCE = "Källa: {}"
_GLOSSARY = "Ändra på sidan Ordlista"


class Inspecting:
    """Describes rows; what can be changed has fields, the rest is facts."""

    def __init__(
        self,
        edits: "ModelEdits",
        add_below: "Callable[[ModelRow], object]",
        remove: "Callable[[ModelRow], object]",
    ) -> None:
        self._edits = edits
        self._fields = FieldMaker(edits)
        self._add_below = add_below
        self._remove = remove

    def describe(self, row: "ModelRow") -> details.Details:
        """All of a row."""
        renamed = row.key is not None and row.part in RENAMED and self._edits.allowed
        return details.Details(
            key=(row.id, self._edits.allowed),
            kicker=row.kicker if row.sort != "group" else "",
            title=self._title(row),
            parts=tuple(self._parts(row)),
            rename=partial(self._rename, row) if renamed else None,
        )

    def _title(self, row: "ModelRow") -> str:
        return f"{row.kicker} {row.name}" if row.sort == "item" else row.name

    def _rename(self, row: "ModelRow", text: str) -> bool:
        assert row.key is not None
        return self._edits.rename(row.part, row.key, text)

    def _parts(self, row: "ModelRow") -> Iterator[details.Part]:
        for text in row.oddities:
            yield details.Notice(text, "info")
        edited: frozenset[str] = frozenset()
        if self._edits.allowed and row.key is not None and row.part in FIELDS:
            edited = FIELDS[row.part]
            yield from self._fields.of(row)
        yield from self._said(row, edited)
        yield from self._held(row)
        if row.part == "glossary" and row.key is None and row.sort != "group":
            link = Link(_GLOSSARY, lambda: self._edits.workspace.open_place("glossary_term", row.name))
            yield details.Links((link,))
        yield from self._source(row)
        yield from self._commands(row)

    def _said(self, row: "ModelRow", edited: frozenset[str]) -> Iterator[details.Part]:
        if row.sort in ("fact", "item"):
            yield from (details.Text(line) for one in row.statements for line in one.lines)
            return
        facts: list[details.Fact] = []
        for statement in row.statements:
            if statement.field in edited:
                continue
            if _is_long(statement.lines):
                if facts:
                    yield details.Facts(tuple(facts))
                    facts = []
                yield details.Heading(statement.label)
                yield from (details.Text(line) for line in statement.lines)
            else:
                facts.append(details.Fact(statement.label, "\n".join(statement.lines)))
        if facts:
            yield details.Facts(tuple(facts))

    def _held(self, row: "ModelRow") -> Iterator[details.Part]:
        view = self._edits.view
        if view is None or row.key is None or not view.held.get((row.part, row.key)):
            return
        words = view.held[row.part, row.key]
        level = view.level_ids.get(row.key) if row.part == "levels" else None
        on_click = None if level is None else partial(self._edits.workspace.open_place, "level", level)
        yield details.Heading("Används av")
        yield details.Links((Link(words, on_click),)) if on_click is not None else details.Text(words)

    def _source(self, row: "ModelRow") -> Iterator[details.Part]:
        said = [details.Text(f"”{row.quote}”")] if row.quote else []
        said += [details.Text(row.note)] if row.note else []
        said += [details.Text(_SOURCE.format(row.source), muted=True)] if row.source else []
        if row.read_out:
            said.append(details.Text(_READ_OUT.format(", ".join(row.read_out)), muted=True))
        if not row.literal:
            said.append(details.Text(_NOT_LITERAL, muted=True))
        if said:
            yield details.Heading("Enligt källan")
            yield from said

    def _commands(self, row: "ModelRow") -> Iterator[details.Part]:
        if not self._edits.allowed or row.key is None or row.part not in _GROWING:
            return
        commands = [details.Command("Ta bort", partial(self._remove, row), icon="trash")]
        if row.part == "levels":
            below = details.Command("Lägg till nivå under…", partial(self._add_below, row), icon="plus")
            commands.insert(0, below)
        yield details.Commands(tuple(commands))


def _is_long(lines: tuple[str, ...]) -> bool:
    return len(lines) > 2 or sum(map(len, lines)) > 120
