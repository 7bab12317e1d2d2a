"""What signatures give the menus of the page of agreements."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.agreements.signing.desk import desk_of
from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.signatures import SignatureState
    from app.services.agreements.views import AgreementRow
    from app.ui.agreements.signing.desk import SigningDesk


def actions(page: Any, row: AgreementRow) -> list[QAction]:
    """Signatures of an agreement, once there is a decided text to sign."""
    desk = desk_of(page)
    states = desk.states(row.id)
    if not states:
        return []
    made = [
        action("Öppna den undertecknade filen", partial(desk.open_file, file), icon="open", parent=page)
        for file in states[0].files[:1]
        if not file.replaced
    ]
    if page.workspace.read_only:
        return made
    return [one for state in states for one in _of(page, desk, state)] + made


def page_actions(page: Any) -> list[QAction]:
    """Checking a paper or a file, whichever agreement it is of."""
    return [action("Kontrollera utskrift…", desk_of(page).check, icon="check", parent=page)]


def _of(page: Any, desk: SigningDesk, state: SignatureState) -> list[QAction]:
    """An appendix is named, and only offered while somebody has not signed it."""
    of = f" ({state.what.split(' till ')[0]})" if state.revision_id is not None else ""
    attach = action(
        f"Bifoga undertecknad handling{of}…", partial(desk.attach, state), icon="document", parent=page
    )
    if state.revision_id is not None and state.signed:
        return [attach]
    record = action(f"Registrera underskrift{of}…", partial(desk.record, state), icon="edit", parent=page)
    sign = action(f"Skriv under digitalt{of}…", partial(desk.sign, state), icon="lock", parent=page)
    if not state.unsigned:
        sign.setEnabled(False)
        sign.setToolTip("Alla har skrivit under.")
    return [record, sign, attach]
