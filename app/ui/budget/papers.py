"""The budget's tables on paper: looked at as they are printed, saved as PDF, and sent to a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QPageLayout
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.ui.parts import theme
from app.ui.parts.buttons import action, primary_button, quiet_button
from app.ui.parts.exporting import FileExport
from app.ui.parts.jobs import JobHandle
from app.ui.parts.paper import PaperPreview
from app.ui.parts.printing import print_pages

if TYPE_CHECKING:
    from app.services.reports.budget_paper import BudgetPaper
    from app.ui.budget.page import BudgetPage

_SUFFIX = ".pdf"
_SIZE = (1040, 800)


class BudgetPapers(FileExport):
    """What the tab Ramar puts on paper: the version that is shown, in the unit that is shown."""

    def __init__(self, page: BudgetPage) -> None:
        super().__init__(page.workspace, page)
        self._page = page

    def actions(self) -> list[QAction]:
        """The entries of the menu Arkiv ▸ Exportera."""
        if self._page.view.version is None:
            return []
        return [
            action("Budgettabeller som PDF…", self.ask, parent=self._page),
            action("Visa och skriv ut budgettabeller…", self.preview, parent=self._page),
        ]

    def ask(self) -> None:
        """Ask for a file and write the tables to it."""
        if self._page.settle():
            self.ask_where(self.read())

    def ask_where(self, paper: BudgetPaper) -> None:
        """Ask for a file and write a paper to it."""
        from app.services.reports.budget_pdf import file_name

        path = self._ask_file_of("Exportera budgettabellerna", file_name(paper), _SUFFIX)
        if path is not None:
            self.write(paper, path)

    def read(self) -> BudgetPaper:
        """The tables of the version that is shown."""
        from app.services.reports.budget_builder import build_budget_paper

        paper: BudgetPaper = self._workspace.read(
            partial(
                build_budget_paper,
                today=self._workspace.today,
                money=self._page.unit,
                version_id=self._page.view.version.id,
            )
        )
        return paper

    def write(self, paper: BudgetPaper, path: Path) -> None:
        """Write the tables in the background."""
        self._start("Exporterar budgettabellerna", partial(_write, paper, path))

    def preview(self) -> None:
        """Show the tables as they are printed."""
        if not self._page.settle():
            return
        dialog = PaperDialog(self, self.read(), self._page)
        dialog.exec()
        dialog.deleteLater()


class PaperDialog(QDialog):
    """The pages, with ways to save and print them."""

    def __init__(self, papers: BudgetPapers, paper: BudgetPaper, parent: BudgetPage) -> None:
        super().__init__(parent.window())
        self._papers, self._paper = papers, paper
        self.setWindowTitle("Budgettabeller")
        self.resize(*_SIZE)
        self.preview = PaperPreview(
            _rendered,
            nothing="Det finns inget att visa.",
            failure="Tabellerna gick inte att visa. Försök igen eller se loggen.",
            same=lambda _before, _after: True,
        )
        self.print = primary_button("Skriv ut…", on_click=self._on_print)
        self.print.setEnabled(False)
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        row.setSpacing(theme.NEAR)
        row.addWidget(quiet_button("Spara som PDF…", "export", lambda: papers.ask_where(paper)))
        row.addStretch(1)
        row.addWidget(quiet_button("Stäng", on_click=self.reject))
        row.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        self.preview.shown.connect(lambda: self.print.setEnabled(True))
        self.preview.show_document(paper)

    def _on_print(self) -> None:
        """Ask for a printer and send the pages to it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.full_title)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.preview.page_count))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(_rendered(self._paper), printer)
        dialog.deleteLater()


def _write(paper: BudgetPaper, path: Path, _handle: JobHandle) -> Any:
    from app.services.reports.batch import write_file

    return write_file(path, _rendered(paper))


def _rendered(paper: BudgetPaper) -> bytes:
    from app.services.reports.budget_pdf import render_budget

    return render_budget(paper)
