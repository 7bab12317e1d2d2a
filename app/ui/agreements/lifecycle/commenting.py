"""What the performer, the client and the bodies have said of an agreement: written down and put right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_date
from app.ui.agreements.lifecycle.text_form import TextForm
from app.ui.parts.asking import run_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow, CommentView

SIDES = (
    ("performer", "Utföraren"),
    ("client", "Beställaren"),
    ("preparing", "Det organ som bereder"),
    ("deciding", "Det organ som beslutar"),
    ("office", "Kontoret"),
)


class Commenting:
    """The dialog for one comment; comments are kept also when the agreement has been decided."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def add(self, row: AgreementRow) -> bool:
        """Write down what somebody said."""
        from app.services.agreements import lifecycle

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(lifecycle.add_comment, agreement_id=row.id, **_read(values))

        text = (
            f"Synpunkten sparas med {row.unit}, version {row.version}, också sedan handlingen har beslutats."
        )
        form = self._form("Ny synpunkt", "Spara", text)
        return run_until_done(self._workspace, form, ready) is not None

    def change(self, comment: CommentView) -> bool:
        """Put right what was written."""
        from app.services.agreements import lifecycle

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            change = partial(
                lifecycle.set_comment, comment_id=comment.id, expected_version=comment.row_version
            )
            return partial(change, **_read(values))

        form = self._form("Ändra synpunkten", "Spara", "", comment)
        return run_until_done(self._workspace, form, ready) is not None

    def remove(self, comment: CommentView) -> bool:
        """Take a comment away, after a question."""
        from app.services.agreements import lifecycle

        sure = confirm(
            self._window, "Ta bort synpunkten?", "Den går att få tillbaka med Ångra.", "Ta bort", danger=True
        )
        drop = partial(lifecycle.remove_comment, comment_id=comment.id, expected_version=comment.row_version)
        return sure and self._workspace.run(drop) is not None

    def _form(self, title: str, verb: str, text: str, comment: CommentView | None = None) -> TextForm:
        day = comment.made_on if comment is not None else self._workspace.today
        inputs = (
            ChoiceInput("side", "Från", SIDES, comment.side if comment is not None else "performer"),
            TextInput("body", "Vem eller vilket organ", comment.body if comment else "", required=False),
            TextInput("day", "Dag", write_date(day) if day else "", required=False, beside=True),
        )
        written = comment.text if comment is not None else ""
        return TextForm(self._window, title, inputs, verb, text, label="Synpunkt", written=written)


def _read(values: dict[str, Any]) -> dict[str, Any]:
    from app.services.steering.days import read_day

    return {
        "side": values["side"],
        "body": values["body"] or None,
        "made_on": read_day(values["day"]),
        "text": values["text"],
    }
