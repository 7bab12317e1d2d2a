"""The poster of the year as it is printed: looked at, sent to a printer, or saved as PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, primary_button, quiet_button
from app.ui.parts.exporting import FileExport
from app.ui.parts.paper import PaperPreview

if TYPE_CHECKING:
    from app.services.exchange.wheel_files import WheelChoice, WheelContent
    from app.ui.wheel.page import WheelPage

_SIZE = (1040, 860)
_PAPERS = (("a4", "A4"), ("a3", "A3"))
_LYING = ((False, "Stående"), (True, "Liggande"))
_COLOURS = ((False, "Färg"), (True, "Svartvitt"))
_SIZES = {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3}


def print_poster(page: WheelPage) -> None:
    """Show the year as it is printed; where there is nothing to print that is said."""
    from app.models.errors import DomainError
    from app.services.clock import fixed_clock
    from app.services.exchange.wheel_files import read_wheel

    if page.view is None or not page.settle():
        return
    call = partial(
        read_wheel,
        year=page.view.year,
        clock=fixed_clock(page.workspace.today),
        start_month=page.options.start_month,
    )
    try:
        content: WheelContent = page.workspace.read(call)
    except DomainError as refused:
        page.workspace.tell(refused.message, "error")
        return
    dialog = PosterDialog(page, content)
    dialog.exec()
    dialog.deleteLater()


class PosterDialog(QDialog):
    """The pages as they come out, with the few choices that a printer asks for."""

    def __init__(self, page: WheelPage, content: WheelContent) -> None:
        super().__init__(page.window())
        self._page, self._content = page, content
        self.setWindowTitle(f"Skriv ut årshjulet {content.view.year}")
        self.resize(*_SIZE)
        self.paper = SegmentedControl(_PAPERS, name="Papper")
        self.lying = SegmentedControl(_LYING, name="Läge")
        self.mono = SegmentedControl(_COLOURS, name="Färger")
        self.preview = PaperPreview(
            partial(_rendered, content),
            nothing="Det finns inget att visa.",
            failure="Affischen gick inte att visa. Försök igen eller se loggen.",
            same=lambda _before, _after: False,
        )
        self.print = primary_button("Skriv ut…", on_click=self._on_print)
        self.print.setEnabled(False)
        self._arrange()
        for control in (self.paper, self.lying, self.mono):
            control.chosen.connect(lambda _key: self._show())
        self.preview.shown.connect(lambda: self.print.setEnabled(True))
        self._show()

    @property
    def choice(self) -> WheelChoice:
        """How it is put on paper."""
        from dataclasses import replace

        from app.services.exchange.wheel_files import WheelChoice

        options = self._page.options.of(self._content.view)
        options = replace(options, mono=bool(self.mono.choice), zoom=None)
        return WheelChoice(str(self.paper.choice), bool(self.lying.choice), options)

    def _arrange(self) -> None:
        tools, row = QHBoxLayout(), QHBoxLayout()
        tools.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.NEAR)
        tools.setSpacing(theme.GROUP)
        for control in (self.paper, self.lying, self.mono):
            tools.addWidget(control)
        tools.addStretch(1)
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        row.setSpacing(theme.NEAR)
        row.addWidget(quiet_button("Spara som PDF…", "export", self._on_save))
        row.addStretch(1)
        row.addWidget(quiet_button("Stäng", on_click=self.reject))
        row.addWidget(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self.preview, 1)
        column.addLayout(row)

    def _show(self) -> None:
        self.print.setEnabled(False)
        self.preview.show_document(self.choice)

    def _on_save(self) -> None:
        path = _Saving(self._page.workspace, self).ask(f"Årshjul {self._content.view.year}.pdf")
        if path is not None:
            self._page.exporting.write(self._content, self.choice, path)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from app.ui.parts.printing import print_pages

        choice = self.choice
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"Årshjul {self._content.view.year}")
        printer.setPageSize(QPageSize(_SIZES[choice.paper]))
        way = QPageLayout.Orientation
        printer.setPageOrientation(way.Landscape if choice.landscape else way.Portrait)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.preview.page_count))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(_rendered(self._content, choice), printer)
        dialog.deleteLater()


class _Saving(FileExport):
    """Asks where the poster goes."""

    def ask(self, name: str) -> Path | None:
        return self._ask_file_of("Spara affischen", name, ".pdf")


def _rendered(content: WheelContent, choice: Any) -> bytes:
    from app.services.exchange.wheel_files import poster

    return poster(content, choice)
