"""Asking for values and running a use case with them, until it is done or the user changes their mind."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.errors import DomainError
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.page import WorkspacePort


def attempt(workspace: WorkspacePort, ready: Callable[[], Callable[[Any], Any]]) -> Any:
    """Make a use case of what is typed and run it; None when either was refused, which has been said."""
    try:
        use_case = ready()
    except DomainError as refused:
        workspace.tell(refused.message, "error")
        return None
    return workspace.run(use_case)


def ask_until_done(
    workspace: WorkspacePort,
    parent: QWidget,
    title: str,
    inputs: Sequence[TextInput | ChoiceInput],
    verb: str,
    ready: Callable[[dict[str, Any]], Callable[[Any], Any]],
    text: str = "",
) -> Any:
    """Ask, and ask again with what was typed when it was refused; the `Written`, or None."""
    while True:
        values = FormDialog.ask(parent, title, inputs, verb, text)
        if values is None:
            return None
        done = attempt(workspace, partial(ready, values))
        if done is not None:
            return done
        inputs = [_filled(each, values[each.key]) for each in inputs]


def _filled(spec: TextInput | ChoiceInput, value: Any) -> TextInput | ChoiceInput:
    if isinstance(spec, TextInput):
        return TextInput(spec.key, spec.label, str(value), spec.required, spec.placeholder)
    return ChoiceInput(spec.key, spec.label, spec.options, value, spec.required)
