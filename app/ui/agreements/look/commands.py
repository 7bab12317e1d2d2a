"""What the look of papers gives the page of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.ui.agreements.page import AgreementsPage


def page_actions(page: AgreementsPage) -> list[QAction]:
    """How all papers of the municipality look."""
    made = action("Papperets utseende…", lambda: _ask(page), icon="document", parent=page)
    made.setEnabled(not page.workspace.read_only)
    return [made]


def _ask(page: AgreementsPage) -> None:
    from app.ui.agreements.look.dialog import LookDialog

    if not page.settle():
        return
    dialog = LookDialog(page.workspace, page, agreement_id=page.context.agreement_id)
    dialog.exec()
    dialog.deleteLater()
