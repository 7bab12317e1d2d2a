"""Papers about goals and scorecards as they are printed: looked at, sent to a printer, or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.paper import PaperPreview

if TYPE_CHECKING:
    from app.services.reports.scorecard_papers import Paper, Pile
    from app.ui.scorecard.exporting import Papers

_SIZE = (1040, 800)
_A3_LONG = 1100
"""A page that is longer, in points, is an A3."""


class ScorecardDialog(QDialog):
    """The pages as they come out of the printer."""

    def __init__(self, papers: Papers, paper: Paper | Pile, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._papers, self._paper = papers, paper
        self.setWindowTitle(paper.title)
        self.resize(*_SIZE)
        self.preview = PaperPreview(
            rendered,
            nothing="Det finns inget att visa.",
            failure="Sidorna gick inte att visa. Försök igen eller se loggen.",
            same=lambda _before, _after: False,
        )
        self.print = primary_button("Skriv ut…", on_click=self._on_print)
        self.print.setEnabled(False)
        self.save = quiet_button("Spara som PDF…", "export", self._on_save)
        self.save.setVisible(not _is_pile(paper))
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        row.setSpacing(theme.NEAR)
        row.addWidget(self.save)
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

    def _on_save(self) -> None:
        paper: Any = self._paper
        self._papers.ask_where(paper)

    def _on_print(self) -> None:
        """Ask for a printer and send the pages to it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from app.ui.parts.printing import print_pages

        content = self.preview.content
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._paper.title)
        set_sheet(printer, content)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.preview.page_count))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(content, printer)
        dialog.deleteLater()


def set_sheet(printer: Any, content: bytes) -> None:
    """Choose the sheet that the first page of a PDF fills: A4 or A3, standing or lying."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pages = QPdfDocument()
    pages.load(buffer)
    size = pages.pagePointSize(0)
    pages.close()
    large = max(size.width(), size.height()) > _A3_LONG
    way = QPageLayout.Orientation
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4))
    printer.setPageOrientation(way.Landscape if size.width() > size.height() else way.Portrait)


def rendered(paper: Paper | Pile) -> bytes:
    """The PDF of a paper, or of many after each other."""
    from app.services.reports.scorecard_papers import Pile, render_paper, render_pile

    return render_pile(paper) if isinstance(paper, Pile) else render_paper(paper)


def _is_pile(paper: Paper | Pile) -> bool:
    from app.services.reports.scorecard_papers import Pile

    return isinstance(paper, Pile)
