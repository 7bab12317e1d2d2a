"""What is said above the paper of a text that somebody has signed: that it is locked, and what is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.agreements.signing.desk import desk_of
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.agreements.signatures import SignatureState
    from app.services.reports.printed import Paper


def standing(
    page: Any, paper: Paper, agreement_id: int, *, version: int | None = None, revision: int | None = None
) -> tuple[str | Link, ...]:
    """() for a draft, and for what nobody has signed; `version` is an earlier one, `revision` an appendix."""
    from app.services.agreements.signatures import state_or_none

    if getattr(getattr(paper, "document", None), "draft", False):
        return ()
    read = partial(state_or_none, agreement_id=agreement_id, revision_id=revision, node_version_id=version)
    state: SignatureState | None = page.workspace.read(read)
    if state is None or not state.begun:
        return ()
    lead = "Undertecknad och låst." if state.signed else f"{state.words}."
    if getattr(paper, "signed", None) is not None:
        return (f"{lead} Det här är filen som har undertecknats digitalt.",)
    scan = next((file for file in state.files if file.kind == "scan"), None)
    if scan is None:
        return (f"{lead} Här står texten som beslutades, underskrifterna finns på papper.",)
    door = Link("Öppna den inskannade handlingen", partial(desk_of(page).open_file, scan))
    return (f"{lead} Här står texten som beslutades. ", door)
