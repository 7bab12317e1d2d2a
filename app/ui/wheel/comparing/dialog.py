"""The dialog Jämför årshjul."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.wheel.comparing.pane import WheelComparing

if TYPE_CHECKING:
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST, _AROUND = QSize(1320, 860), QSize(760, 560), 32
_TITLE = "Jämför årshjul"


class CompareDialog(QDialog):
    """A comparison in a window of its own, as large as there is room for."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_TITLE)
        self.setSizeGripEnabled(True)
        self.pane = WheelComparing(workspace)
        head = QHBoxLayout()
        head.addWidget(dialog_heading(_TITLE), 1)
        head.addWidget(quiet_button("Stäng", on_click=self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP, theme.PAGE_MARGIN, theme.GROUP)
        column.setSpacing(theme.NEAR)
        column.addLayout(head)
        column.addWidget(self.pane, 1)
        self.setMinimumSize(_LEAST)
        self.resize(_fitting(parent))
        self.pane.first.setFocus()


def compare_wheels(workspace: WorkspacePort, parent: QWidget | None = None) -> None:
    """Let the user compare years or models."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        dialog = CompareDialog(workspace, parent)
    finally:
        QGuiApplication.restoreOverrideCursor()
    try:
        dialog.exec()
    finally:
        dialog.deleteLater()


def _fitting(parent: QWidget | None) -> QSize:
    """As large as is useful, but inside the window it belongs to."""
    if parent is None:
        return _SIZE
    room = parent.window().size() - QSize(_AROUND, _AROUND)
    return _SIZE.boundedTo(room).expandedTo(_LEAST)
