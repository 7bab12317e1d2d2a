"""Changes of the own model from the page: each is told before it touches data, and undone as one."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QWidget

from app.ui.model import words
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput
from app.ui.parts.messages import Question
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.steering.consequences import Consequences, Held
    from app.services.steering.ownmodel import Edit
    from app.services.steering.ownviews import OwnView

Heirs = Mapping[tuple[str, str], str]
_UNDO = "Ctrl+Z ångrar."
_NO_HEIR = "{} har {} som inte får ligga på {}. Flytta eller ta bort dem först på sidan Styrmodell."


class FilePort(WorkspacePort, Protocol):
    """The workspace of a file: its path must not be written over by an export."""

    @property
    def path(self) -> Path:
        """The open file."""
        ...


class ModelEdits:
    """Changes the model that the page shows; `view` is what was read last."""

    def __init__(self, workspace: FilePort, window: QWidget) -> None:
        self.workspace = workspace
        self.window = window
        self.view: OwnView | None = None

    @property
    def allowed(self) -> bool:
        """Whether the edition that is shown can be changed."""
        return self.view is not None and self.view.holds and not self.workspace.read_only

    def run(self, edit: "Edit", said: str, heirs: Heirs | None = None) -> bool:
        """Change the model; False when it was refused, which has been said."""
        return self.workspace.run(self.use_case(edit, said, heirs)) is not None

    def use_case(self, edit: "Edit", said: str, heirs: Heirs | None = None) -> Callable[[Any], None]:
        """The change, for whoever runs it."""
        from app.services.steering.ownmodel import change_model

        assert self.view is not None
        return partial(change_model, edit=edit, expected_version=self.view.version, words=said, heirs=heirs)

    def look(self, edit: "Edit", heirs: Heirs | None = None) -> "Consequences":
        """What a change would touch."""
        from app.services.steering.consequences import consequences

        found: Consequences = self.workspace.read(partial(consequences, edit=edit, heirs=heirs))
        return found

    def rename(self, part: str, key: str, text: str) -> bool:
        """Give a part another name."""
        from app.services.steering.modeledits import row_of

        assert self.view is not None
        row = row_of(self.view.model, part, key)
        field = "title" if part == "wheel_patterns" else "name"
        old = getattr(row, field)
        return self.set(part, key, field, text, words.renamed(part, old, text.strip()))

    def set(self, part: str, key: str, field: str, value: Any, said: str) -> bool:
        """Give a field of a part another value."""
        from app.services.steering.modeledits import set_fields

        return self.run(partial(set_fields, part=part, key=key, **{field: value}), said)

    def set_asked(self, part: str, key: str, field: str, value: Any, said: str) -> bool:
        """Give a field another value, after saying what stands on the part."""
        from app.services.steering.modeledits import set_fields

        edit = partial(set_fields, part=part, key=key, **{field: value})
        return self._sure(self.look(edit), said) and self.run(edit, said)

    def set_info(self, field: str, value: Any, **more: Any) -> bool:
        """Change what is said of the model itself."""
        from app.services.steering.modeledits import set_info

        return self.run(partial(set_info, **{field: value}, **more), words.changed(field))

    def typed(self, field: str, read: Callable[[], Any], done: Callable[[Any], bool]) -> bool:
        """Read what was typed and change it; a refusal of the reading is said too."""
        from app.models.errors import DomainError

        try:
            value = read()
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return False
        return done(value)

    def move(self, part: str, key: str, steps: int) -> bool:
        """Move a part in its order."""
        from app.services.steering.modeledits import move

        return self.run(
            partial(move, part=part, key=key, steps=steps), words.moved(part, self._name(part, key))
        )

    def remove(self, part: str, key: str) -> bool:
        """Take a part away; what stands on it goes to a part that the user chooses."""
        from app.services.steering.modeledits import remove

        name = self._name(part, key)
        said = words.removed(part, name)
        edit = partial(remove, part=part, key=key)
        found = self.look(edit)
        if found.refusal is not None:
            self.workspace.tell(found.refusal, "error")
            return False
        if found.held:
            done = self._hand_over(part, key, name, found.held[0])
        else:
            done = self._sure(found, said, verb="Ta bort") and self.run(edit, said)
        if done:
            self.workspace.tell(f"{words.THE[part].capitalize()} ”{name}” togs bort. {_UNDO}")
        return done

    def _hand_over(self, part: str, key: str, name: str, held: "Held") -> bool:
        from app.services.steering.modeledits import remove

        def edit(heir: str) -> "Edit":
            return partial(remove, part=part, key=key, heir=heir)

        options = tuple(
            (heir, title)
            for heir, title in held.heirs
            if self.look(edit(heir), {(part, key): heir}).refusal is None
        )
        if not options:
            self.workspace.tell(_NO_HEIR.format(held.name, held.words, words.OTHER[part]), "error")
            return False

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            heir = values["heir"]
            return self.use_case(edit(heir), words.removed(part, name), {(part, key): heir})

        return (
            ask_until_done(
                self.workspace,
                self.window,
                f"Ta bort {words.THE[part]} ”{name}”?",
                [ChoiceInput("heir", "Tar över", options)],
                "Flytta och ta bort",
                ready,
                f"Här finns {held.words}. Välj vad som tar över, så går inget förlorat. {_UNDO}",
            )
            is not None
        )

    def _sure(self, found: "Consequences", said: str, verb: str = "Ändra") -> bool:
        """Ask when data is touched; a refusal is said at once."""
        if found.refusal is not None:
            self.workspace.tell(found.refusal, "error")
            return False
        if not found.touched:
            return True
        touched = "; ".join(f"{one.name}: {one.words}" for one in found.touched)
        text = f"Det här berörs och finns kvar: {touched}. {_UNDO}"
        return Question.ask(self.window, words.asked(said), text, verb) == 0

    def _name(self, part: str, key: str) -> str:
        from app.services.steering.modelcomparing import name_of
        from app.services.steering.modeledits import row_of

        assert self.view is not None
        return name_of(row_of(self.view.model, part, key))
