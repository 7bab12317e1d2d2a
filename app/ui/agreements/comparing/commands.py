"""The way to the comparison of an agreement's versions in the menus of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow


def actions(page: Any, row: AgreementRow) -> list[QAction]:
    """Compare its versions and years."""
    compare = page.workspace.open_place
    return [
        action(
            "Jämför versioner", lambda: compare("agreement_comparison", row.id), icon="compare", parent=page
        )
    ]
