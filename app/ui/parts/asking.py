"""Asking for values and running a use case with them, until it is done or the user changes their mind."""

from collections.abc import Callable, Sequence
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
    ready: Callable[[dict[str, Any]], Callable[[Any], Any] | None],
    text: str = "",
) -> Any:
    """Ask, and ask again with what was typed when it was refused; the `Written`, or None.

    Why it was refused is said in the dialog. `ready` gives None when the user was not sure after all.
    """
    return run_until_done(workspace, FormDialog(parent, title, inputs, verb, text), ready)


def run_until_done(
    workspace: WorkspacePort,
    dialog: FormDialog,
    ready: Callable[[dict[str, Any]], Callable[[Any], Any] | None],
) -> Any:
    """Let a dialog of the caller's own ask in the same way; it is taken down afterwards."""
    try:
        while dialog.exec() == FormDialog.DialogCode.Accepted:
            dialog.say_refused("")
            try:
                use_case = ready(dialog.values)
            except DomainError as refused:
                dialog.say_refused(refused.message)
                continue
            done = workspace.run(_saying(use_case, dialog)) if use_case is not None else None
            if done is not None:
                return done
        return None
    finally:
        dialog.deleteLater()


def _saying(use_case: Callable[[Any], Any], dialog: FormDialog) -> Callable[[Any], Any]:
    """A use case whose refusal is also said in the dialog, which comes back over the page's own bar."""

    def run(session: Any) -> Any:
        try:
            return use_case(session)
        except DomainError as refused:
            dialog.say_refused(refused.message)
            raise

    return run
