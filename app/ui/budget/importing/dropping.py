"""A workbook that is dropped on the grid is read in as if it had been chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea

from app.ui.budget.importing.flow import WorkbookImport

_ENTERS, _MOVES, _DROPS = QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv"})


class WorkbookDrop(QObject):
    """Watches what is dragged over a table."""

    def __init__(self, table: QAbstractScrollArea, reader: WorkbookImport) -> None:
        super().__init__(table)
        self._reader = reader
        table.setAcceptDrops(True)
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one workbook; everything else goes on to the table."""
        if event.type() not in (_ENTERS, _MOVES, _DROPS):
            return super().eventFilter(watched, event)
        path = _workbook(event)
        if path is None or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == _DROPS:
            QTimer.singleShot(0, self, lambda: self._reader.read(path))  # the drag ends before a dialog opens
        return True


def _workbook(event: Any) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.casefold() in _SUFFIXES else None
