"""Asking why the income of a version may be less than its cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.page import WorkspacePort

_NONE = 0
_ABOUT = (
    "Intäkterna ska överstiga kostnaderna. Lagen har två undantag: att resultatreserven används (11 kap. "
    "14 §), och synnerliga skäl (11 kap. 5 §). Undantaget och skälen följer med versionen."
)


def ask_exception(workspace: WorkspacePort, parent: QWidget, version_id: int) -> bool:
    """Ask for the exception of a version and its reasons; whether it was written."""
    from app.services.economy.law import exceptions

    held = workspace.read(partial(exceptions.exception_of, version_id=version_id))

    def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
        return partial(
            exceptions.set_exception,
            version_id=version_id,
            exception=values["exception"] or None,
            reason=values["reason"],
            expected_version=held.state,
        )

    words = {key: f"{word[0].upper()}{word[1:]}" for key, word in exceptions.EXCEPTION_WORDS.items()}
    choices = ((_NONE, "Inget undantag"), *words.items())
    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("exception", "Undantag", choices, held.exception or exceptions.RESERVE),
        TextInput(
            "reason",
            "Skäl",
            held.reason,
            required=False,
            placeholder="Varför kostnaderna får vara högre än intäkterna",
        ),
    ]
    done = ask_until_done(
        workspace, parent, "Undantag från balanskravet", inputs, "Spara undantaget", ready, _ABOUT
    )
    return done is not None
