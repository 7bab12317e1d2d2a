"""What the inspector shows of a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.glossary.editing import TermEdits
from app.ui.parts.details import Command, Commands, Details, Fact, Facts, Field, Notice, Part, Text
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.steering.glossary import TermRow

Doing = Callable[["TermRow"], object]


class Inspecting:
    """Describes own words with fields, general ones with what they say."""

    def __init__(self, edits: TermEdits, rename: "Callable[[TermRow, str], bool]") -> None:
        self._edits = edits
        self._rename = rename

    def details(self, row: "TermRow", adopt: Doing, remove: Doing, show_own: Doing) -> Details:
        """Everything known of a word; what can be done with it depends on whose it is."""
        if not row.own:
            parts = self._general(row, adopt, show_own)
            return Details(row.key, "Allmänt ord", row.shown, parts)
        may = not self._edits.why_not
        rename = (lambda text: self._rename(row, text)) if may else None
        return Details(row.key, "Kommunens ord", row.word, self._own(row, remove), rename)

    def _own(self, row: "TermRow", remove: Doing) -> tuple[Part, ...]:
        space, why_not = self._edits.workspace, self._edits.why_not
        place = f"glossary_term:{row.id}"
        parts: list[Part] = [
            Field(
                "explanation",
                "Förklaring",
                row.explanation,
                lambda text: self._edits.explain(row, text),
                draft=draft_keeper(space, f"{place}:explanation", f"Förklaring, {row.word}"),
                lines=4,
                locked=why_not,
            ),
            Field(
                "abbreviation",
                "Förkortning",
                row.abbreviation or "",
                lambda text: self._edits.abbreviate(row, text),
                draft=draft_keeper(space, f"{place}:abbreviation", f"Förkortning, {row.word}"),
                locked=why_not,
            ),
        ]
        if row.source:
            parts.append(Facts((Fact("Källa", row.source),)))
        parts.append(Commands((Command("Ta bort", lambda: remove(row), "trash", not why_not, why_not),)))
        return tuple(parts)

    def _general(self, row: "TermRow", adopt: Doing, show_own: Doing) -> tuple[Part, ...]:
        parts: list[Part] = [Text(row.explanation)]
        facts = [Fact("Lagrum", row.source)] if row.source else []
        if row.forms:
            facts.append(Fact("Gäller även", ", ".join(row.forms)))
        if facts:
            parts.append(Facts(tuple(facts)))
        if row.replaced:
            parts.append(Notice("Kommunen har en egen förklaring till ordet. Det är den som gäller.", "info"))
            parts.append(Commands((Command("Visa kommunens ord", lambda: show_own(row)),)))
        else:
            why_not = self._edits.why_not
            parts.append(
                Commands((Command("Gör till eget ord", lambda: adopt(row), "edit", not why_not, why_not),))
            )
        return tuple(parts)
