"""Adding levels, perspectives and kinds of document to the model."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.model import words
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.ui.model.edits import ModelEdits

_TOP = "-"
_NO_LEVEL = ("-", "Ingen särskild nivå")


class Adding:
    """Asks for what is new; each gives the key of what was added, or None."""

    def __init__(self, edits: "ModelEdits") -> None:
        self._edits = edits

    def add(self, part: str, near: str | None, *, below: bool = False) -> str | None:
        """Add to a part, after the row with the key `near`."""
        if part == "levels":
            return self._level(near, below=below)
        return self._perspective(near) if part == "perspectives" else self._document_kind(near)

    def _level(self, near: str | None, *, below: bool) -> str | None:
        from app.services.steering.modeledits import add_level, in_order, row_of
        from app.services.steering.modelwords import FORM_WORDS

        model = self._model()
        levels = in_order(model, "levels")
        row = row_of(model, "levels", near) if near is not None else None
        above = (row.key if below else row.parent) if row is not None else levels[-1].key
        places = ((_TOP, "Överst i modellen"), *((one.key, one.name) for one in levels))
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Namn"),
            ChoiceInput(
                "form", "Form", tuple(FORM_WORDS.items()), row.form if row is not None else "document"
            ),
            ChoiceInput("parent", "Under nivån", places, above or _TOP),
        ]

        def edit(values: dict[str, Any]) -> Callable[[Any], Any]:
            parent = None if values["parent"] == _TOP else values["parent"]
            return partial(add_level, name=values["name"], form=values["form"], parent=parent, after=near)

        text = f"Den nya nivån kommer efter ”{row.name}” i ordningen." if row is not None else ""
        return self._ask("levels", "Lägg till nivå", inputs, edit, text)

    def _perspective(self, near: str | None) -> str | None:
        from app.services.steering.modeledits import add_perspective

        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Namn"),
            TextInput("short_name", "Kort namn", required=False),
            TextInput("question", "Fråga som perspektivet ställer", required=False),
        ]

        def edit(values: dict[str, Any]) -> Callable[[Any], Any]:
            more: dict[str, Any] = {field: values[field] or None for field in ("short_name", "question")}
            return partial(add_perspective, name=values["name"], after=near, **more)

        return self._ask("perspectives", "Lägg till perspektiv", inputs, edit)

    def _document_kind(self, near: str | None) -> str | None:
        from app.services.steering.modeledits import add_document_kind, in_order, row_of, rows_of

        model = self._model()
        known = tuple(dict.fromkeys(one.category for one in rows_of(model, "document_kinds")))
        row = row_of(model, "document_kinds", near) if near is not None else None
        levels = (_NO_LEVEL, *((one.key, one.name) for one in in_order(model, "levels")))
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Namn"),
            TextInput("category", "Kategori", row.category if row is not None else "", suggestions=known),
            ChoiceInput("level", "Nivå", levels, _NO_LEVEL[0]),
        ]

        def edit(values: dict[str, Any]) -> Callable[[Any], Any]:
            level = None if values["level"] == _NO_LEVEL[0] else values["level"]
            return partial(
                add_document_kind, name=values["name"], category=values["category"], after=near, level=level
            )

        return self._ask("document_kinds", "Lägg till dokumentslag", inputs, edit)

    def _ask(
        self,
        part: str,
        title: str,
        inputs: list[TextInput | ChoiceInput],
        edit: Callable[[dict[str, Any]], Callable[[Any], Any]],
        text: str = "",
    ) -> str | None:
        before = {row.key for row in getattr(self._model(), part) or ()}

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return self._edits.use_case(edit(values), words.added(part, values["name"]))

        done = ask_until_done(
            self._edits.workspace, self._edits.window, title, inputs, "Lägg till", ready, text
        )
        if done is None:
            return None
        after = getattr(self._model(), part) or ()
        return next((row.key for row in after if row.key not in before), None)

    def _model(self) -> Any:
        assert self._edits.view is not None
        return self._edits.view.model
