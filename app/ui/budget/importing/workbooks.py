"""What the tab Ramar does with workbooks: sends one, reads one, and takes one that is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractScrollArea

from app.ui.budget.importing.dropping import WorkbookDrop
from app.ui.budget.importing.flow import WorkbookImport
from app.ui.budget.importing.sending import WorkbookExport

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage


class Workbooks:
    """Both ways of one page; the folders that were chosen last are kept."""

    def __init__(self, page: BudgetPage, table: QAbstractScrollArea) -> None:
        self.sending = WorkbookExport(page)
        self.reading = WorkbookImport(page)
        self._drop = WorkbookDrop(table, self.reading)

    def actions(self) -> list[QAction]:
        """The entries of the menu Arkiv ▸ Exportera."""
        return self.sending.actions()
