"""The fields in which a level, a perspective or a kind of document is changed."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.model import words
from app.ui.model.checking import CheckDialog
from app.ui.parts import details
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow
    from app.ui.model.edits import ModelEdits

#: What has a field in the inspector; the rest of a row is shown as facts.
FIELDS: Mapping[str, frozenset[str]] = {
    "levels": frozenset({
        "short_name", "question", "form", "parent", "sources", "decided_by", "prepared_by", "horizon",
        "cycle", "measurable", "scope",
    }),
    "perspectives": frozenset({"short_name", "question", "scope"}),
    "document_kinds": frozenset({"category", "level", "content", "decided_by", "cycle", "stance"}),
}  # fmt: skip
_LABELS = {
    "short_name": "Kort namn", "question": "Fråga", "cycle": "Cykel", "scope": "Omfattning",
    "category": "Kategori", "content": "Innehåll, ett per rad", "decided_by": "Beslutas av",
    "prepared_by": "Bereds av", "sources": "Bygger också på", "horizon": "Horisont",
}  # fmt: skip
_LINES = {"question": 2, "content": 3}
_SILENT = "anges inte"
_TOP, _NO_LEVEL = "Överst i modellen", "Ingen särskild nivå"
_MEASURED = ((True, "Ja"), (False, "Nej"), (None, "Anges inte"))
_STANCES = (("styrande", "Styrande"), ("redovisande", "Redovisande"), (None, "Anges inte"))


class FieldMaker:
    """Makes the fields of a row; each commits one change of the model."""

    def __init__(self, edits: "ModelEdits") -> None:
        self._edits = edits

    def of(self, row: "ModelRow") -> Iterator[details.Part]:
        """The fields of a level, a perspective or a kind of document."""
        from app.services.steering.modeledits import row_of

        assert row.key is not None
        found = row_of(self._model(), row.part, row.key)
        make = {"levels": self._level, "perspectives": self._perspective}.get(row.part, self._document)
        yield from make(found)

    def _level(self, level: Any) -> Iterator[details.Part]:
        from app.services.steering.modelwords import FORM_WORDS

        yield details.Facts((
            self._bodies("decided_by", "levels", level),
            self._bodies("prepared_by", "levels", level),
            details.Fact(
                "Horisont", self._horizon_words(level), on_click=partial(self._ask_horizon, level)
            ),
            self._sources(level),
        ))  # fmt: skip
        yield self._choice("form", level, tuple(FORM_WORDS.items()))
        above = [(one.key, one.name) for one in self._levels() if one.key != level.key]
        yield self._choice("parent", level, ((None, _TOP), *above), "Under nivån")
        yield self._field("short_name", "levels", level)
        yield self._field("question", "levels", level)
        yield self._field("cycle", "levels", level)
        yield self._choice("measurable", level, _MEASURED, "Mätbar", asked=False)
        yield self._field("scope", "levels", level)

    def _perspective(self, row: Any) -> Iterator[details.Part]:
        for field in ("short_name", "question", "scope"):
            yield self._field(field, "perspectives", row)

    def _document(self, row: Any) -> Iterator[details.Part]:
        yield details.Facts((self._bodies("decided_by", "document_kinds", row),))
        yield self._field("category", "document_kinds", row, needed=True)
        levels = ((None, _NO_LEVEL), *((one.key, one.name) for one in self._levels()))
        part = "document_kinds"
        yield self._choice("level", row, levels, "Nivå", asked=False, part=part)
        yield self._choice("stance", row, _STANCES, "Hållning", asked=False, part=part)
        yield self._field("cycle", part, row)
        yield self._field("content", part, row)

    def _field(self, field: str, part: str, row: Any, *, needed: bool = False) -> details.Field:
        value = getattr(row, field)
        lines = isinstance(value, tuple) or field == "content"
        return details.Field(
            key=field,
            label=_LABELS[field],
            value="\n".join(value or ()) if lines else value or "",
            commit=partial(self._commit, field, part, row, needed),
            draft=draft_keeper(
                self._edits.workspace, f"model_part:{part}/{row.key}:{field}", f"{_LABELS[field]}, {row.name}"
            ),
            lines=_LINES.get(field, 1),
        )

    def _commit(self, field: str, part: str, row: Any, needed: bool, text: str) -> bool:
        from app.services import typed
        from app.services.steering.modeltyped import read_lines

        def read() -> Any:
            if field == "content":
                return read_lines(text)
            return typed.needed(text, _LABELS[field]) if needed else typed.optional(text)

        said = words.changed(field, part, row.name)
        return self._edits.typed(
            field, read, lambda value: self._edits.set(part, row.key, field, value, said)
        )

    def _choice(
        self,
        field: str,
        row: Any,
        options: tuple[tuple[Hashable, str], ...],
        label: str = "Form",
        *,
        asked: bool = True,
        part: str = "levels",
    ) -> details.Choice:
        said = words.changed(field, part, row.name)
        change = self._edits.set_asked if asked else self._edits.set
        return details.Choice(
            field,
            label,
            options,
            getattr(row, field),
            lambda value: change(part, row.key, field, value, said),
        )

    def _bodies(self, field: str, part: str, row: Any) -> details.Fact:
        from app.services.steering.rules import bodies_in_words

        names = self._model().body_names(getattr(row, field))
        order = row.decision_order if field == "decided_by" else None
        said = bodies_in_words(names, order) or _SILENT
        return details.Fact(_LABELS[field], said, on_click=partial(self._ask_bodies, field, part, row))

    def _ask_bodies(self, field: str, part: str, row: Any) -> None:
        options = [(body.key, body.name) for body in self._model().bodies]
        title = f"{_LABELS[field]}: {row.name}"
        chosen = CheckDialog.ask(self._edits.window, title, options, getattr(row, field) or ())
        if chosen is not None:
            self._set(field, part, row, chosen or None)

    def _sources(self, level: Any) -> details.Fact:
        names = {one.key: one.name for one in self._levels()}
        said = ", ".join(names[key] for key in level.sources) or "inga andra nivåer"
        return details.Fact(_LABELS["sources"], said, on_click=partial(self._ask_sources, level))

    def _ask_sources(self, level: Any) -> None:
        options = [(one.key, one.name) for one in self._levels() if one.key not in (level.key, level.parent)]
        text = "Utöver den nivå som den ligger under."
        title = f"Nivån ”{level.name}” bygger också på"
        chosen = CheckDialog.ask(self._edits.window, title, options, level.sources, text)
        if chosen is not None and chosen != level.sources:
            said = words.changed("sources", "levels", level.name)
            self._edits.set_asked("levels", level.key, "sources", chosen, said)

    def _horizon_words(self, level: Any) -> str:
        from app.services.steering.modelviews import horizon_words

        return horizon_words(level.horizon) or _SILENT

    def _ask_horizon(self, level: Any) -> None:
        from app.services.steering.modelwords import HORIZON_KINDS

        now = level.horizon
        kinds = (("-", "Anges inte"), *HORIZON_KINDS.items())
        inputs: list[TextInput | ChoiceInput] = [
            ChoiceInput("kind", "Hur långt nivån ser", kinds, (now.kind if now else None) or "-"),
            TextInput("min", "Minst, år", _number(now and now.min), required=False),
            TextInput("max", "Högst, år", _number(now and now.max), required=False),
            TextInput("year", "Målår", _number(now and now.target_year), required=False),
            TextInput("text", "Med källans ord", (now.text if now else None) or "", required=False),
        ]
        ask_until_done(
            self._edits.workspace, self._edits.window, f"Horisont för {level.name}", inputs, "Ändra",
            partial(self._horizon_change, level),
        )  # fmt: skip

    def _horizon_change(self, level: Any, values: dict[str, Any]) -> Callable[[Any], Any]:
        from app.services.steering.modeledits import set_fields
        from app.services.steering.modeltyped import read_horizon

        kind = "" if values["kind"] == "-" else values["kind"]
        horizon = read_horizon(kind, values["min"], values["max"], values["year"], values["text"])
        edit = partial(set_fields, part="levels", key=level.key, horizon=horizon)
        return self._edits.use_case(edit, words.changed("horizon", "levels", level.name))

    def _set(self, field: str, part: str, row: Any, value: Any) -> None:
        if value != getattr(row, field):
            self._edits.set(part, row.key, field, value, words.changed(field, part, row.name))

    def _levels(self) -> list[Any]:
        from app.services.steering.modeledits import in_order

        return in_order(self._model(), "levels")

    def _model(self) -> Any:
        assert self._edits.view is not None
        return self._edits.view.model


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
