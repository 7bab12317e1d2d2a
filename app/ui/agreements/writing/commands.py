"""What Skriva offers for an agreement in the menus of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow


def actions(page: Any, row: AgreementRow) -> list[QAction]:
    """Write in it, or read it section by section."""
    space = page.workspace
    words = "Läs avsnitt för avsnitt" if row.locked else "Skriv"
    return [
        action(words, lambda: space.open_place("agreement_text", row.id), icon="edit", parent=page),
    ]
