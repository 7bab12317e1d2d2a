"""What the page does with the municipality's own words: each a change of the model in one line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import TextInput
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.steering.glossary import TermRow


class TermEdits:
    """Changes words with the version that the page knows; its own changes do not make it outdated."""

    def __init__(self, workspace: WorkspacePort) -> None:
        self.workspace = workspace
        self._version: int | None = None

    def know(self, version: int | None) -> None:
        """The page shows the model as it is in this version; None when the file has no model."""
        self._version = version

    @property
    def why_not(self) -> str:
        """Why no word can be added or changed; "" when it can."""
        if self.workspace.read_only:
            return "Filen är öppen för läsning"
        return "" if self._version is not None else "Filen har ingen styrmodell"

    def ask_new(self, parent: QWidget, word: str) -> str | None:
        """Ask for a new word, beginning with what was looked for; gives the word."""
        inputs = (
            TextInput("word", "Ord", word),
            TextInput("abbreviation", "Förkortning", required=False),
            TextInput("explanation", "Förklaring"),
        )
        typed: dict[str, Any] = {}

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            typed.update(values)
            return self._use_case("add_term", f"Lade till ordet ”{values['word']}”", **values)

        text = "En eller två meningar räcker. Förklaringen visas där ordet står på skärmen."
        done = ask_until_done(self.workspace, parent, "Lägg till ord", inputs, "Lägg till", ready, text)
        if done is None:
            return None
        self._remember()
        return str(typed["word"])

    def adopt(self, row: "TermRow") -> bool:
        """Make a general word the municipality's own."""
        return self._run(
            "add_term",
            f"Gjorde ”{row.word}” till eget ord",
            word=row.word,
            abbreviation=row.abbreviation or "",
            explanation=row.explanation,
            source=row.source,
        )

    def rename(self, row: "TermRow", word: str) -> bool:
        """Write the word in another way."""
        return self._run(
            "change_term", f"Bytte ordet ”{row.word}” till ”{word.strip()}”", row.shown, word=word
        )

    def abbreviate(self, row: "TermRow", abbreviation: str) -> bool:
        """Change or take away the abbreviation."""
        words = f"Ändrade förkortningen för ”{row.word}”"
        return self._run("change_term", words, row.shown, abbreviation=abbreviation)

    def explain(self, row: "TermRow", explanation: str) -> bool:
        """Change the explanation."""
        words = f"Ändrade förklaringen till ”{row.word}”"
        return self._run("change_term", words, row.shown, explanation=explanation)

    def remove(self, row: "TermRow") -> bool:
        """Take the word away; undo brings it back."""
        return self._run("remove_term", f"Tog bort ordet ”{row.word}”", row.shown)

    def _run(self, edit: str, words: str, *shown: str, **values: Any) -> bool:
        done = self.workspace.run(self._use_case(edit, words, *shown, **values)) is not None
        if done:
            self._remember()
        return done

    def _use_case(self, edit: str, words: str, *shown: str, **values: Any) -> Callable[[Any], Any]:
        from app.services.steering import modelterms
        from app.services.steering.ownmodel import change_model

        changed = partial(_edited, getattr(modelterms, edit), shown, values)
        return partial(change_model, edit=changed, expected_version=self._version or 0, words=words)

    def _remember(self) -> None:
        from app.services.steering.ownmodel import own_version

        self._version = self.workspace.read(own_version)


def _edited(edit: Callable[..., Any], shown: tuple[str, ...], values: dict[str, Any], model: Any) -> Any:
    return edit(model, *shown, **values)
