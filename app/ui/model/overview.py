"""What the inspector shows beside Översikt: the model's own words and validity, and its editions."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.clock import read_day
from app.services.formatting import write_date
from app.ui.parts import details
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import TextInput
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.ui.model.edits import ModelEdits

_FIELDS = (
    ("title", "Titel", 1), ("name", "Namn", 1), ("summary", "Sammanfattning", 3),
    ("valid_from", "Gäller från", 1), ("valid_to", "Gäller till", 1),
    ("validity_text", "Giltighet med källans ord", 1),
)  # fmt: skip
_EARLIER = "En tidigare modell"
_DAYS = ("valid_from", "valid_to")
_NEW = (
    "Den upplaga som gäller i dag slutar dagen före och finns kvar oförändrad. "
    "Styrelementen hör sedan till den nya."
)


class Overview:
    """The fields of the model itself, its editions, and the beginning of a new one."""

    def __init__(self, edits: "ModelEdits", show_edition: Callable[[int | None], object]) -> None:
        self._edits = edits
        self._show_edition = show_edition

    def describe(self) -> details.Details:
        """All of it."""
        view = self._edits.view
        assert view is not None
        return details.Details(
            key=("model", view.model.edition, self._edits.allowed),
            kicker="Styrmodellen",
            title=view.model.model.title,
            parts=tuple(self._parts()),
        )

    def _parts(self) -> Iterator[details.Part]:
        if self._edits.allowed:
            yield from (self._field(*one) for one in _FIELDS)
            yield self._predecessor()
        yield details.Heading("Upplagor")
        yield from self._editions()
        if self._edits.allowed:
            begin = details.Command("Påbörja ny upplaga…", self.begin_edition, icon="plus")
            yield details.Commands((begin,))

    def _field(self, field: str, label: str, lines: int) -> details.Field:
        value = getattr(self._model().model, field)
        day = field in _DAYS
        return details.Field(
            key=field,
            label=label,
            value=("" if value is None else write_date(value)) if day else value or "",
            commit=partial(self._commit, field, label),
            draft=draft_keeper(self._edits.workspace, f"model_part:model:{field}", label),
            lines=lines,
            placeholder="ÅÅÅÅ-MM-DD" if day else "",
        )

    def _commit(self, field: str, label: str, text: str) -> bool:
        from app.services import typed

        def read() -> Any:
            if field in _DAYS:
                return read_day(text, label) if text.strip() else None
            return typed.needed(text, label) if field == "title" else typed.optional(text)

        def done(value: Any) -> bool:
            both = field == "valid_from" and value is not None
            return self._edits.set_info(field, value, **({"valid_from_year": None} if both else {}))

        return self._edits.typed(field, read, done)

    def _predecessor(self) -> details.Choice:
        view = self._edits.view
        assert view is not None
        now = view.model.model.predecessor
        earlier = {f"{view.model.key}_{one.number}": one.words for one in view.editions if not one.holds}
        options: dict[Any, str] = {None: "Anges inte", **earlier}
        if now is not None:
            options.setdefault(now, view.predecessor or _EARLIER)
        return details.Choice(
            "predecessor", "Ersätter", tuple(options.items()), now,
            lambda value: self._edits.set_info("predecessor", value),
        )  # fmt: skip

    def _editions(self) -> Iterator[details.Part]:
        view = self._edits.view
        assert view is not None
        shown = view.model.edition
        for one in view.editions:
            if one.number == shown:
                yield details.Text(f"{one.words}. Visas nu.")
            else:
                open_ = partial(self._show_edition, None if one.holds else one.number)
                yield details.Links((Link(one.words, open_),))

    def begin_edition(self) -> None:
        """Ask for the day a new edition begins, and begin it."""
        from app.services.steering.ownmodel import new_edition

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            starts = read_day(values["starts"], "Börjar gälla")
            assert self._edits.view is not None
            return partial(new_edition, starts=starts, expected_version=self._edits.view.version)

        year = self._edits.workspace.working_year
        ask_until_done(
            self._edits.workspace, self._edits.window, "Påbörja ny upplaga",
            [TextInput("starts", "Börjar gälla", f"{year + 1}-01-01", placeholder="ÅÅÅÅ-MM-DD")], "Påbörja",
            ready, _NEW,
        )  # fmt: skip

    def _model(self) -> Any:
        assert self._edits.view is not None
        return self._edits.view.model
