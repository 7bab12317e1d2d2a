"""The way to the standard texts in the menu of the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action


def page_actions(page: Any) -> list[QAction]:
    """The standard texts of the kind that is shown."""
    return [action("Standardtexter…", lambda: _open(page), icon="edit", parent=page)]


def _open(page: Any) -> None:
    from app.ui.agreements.faces import WRITING

    if page.show_face(WRITING):
        page.face.open_standard_texts(None)
