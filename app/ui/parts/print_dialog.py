"""The one dialog for printing: the papers as they come out, the printer, pages, sides and copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.page import WorkspacePort
from app.ui.parts.paper import PaperPreview
from app.ui.parts.print_choices import Piece, read_pages
from app.ui.parts.print_job import Listing, start_printing
from app.ui.parts.print_settings import PrintSettings
from app.ui.parts.printers import Printers

if TYPE_CHECKING:
    from app.ui.parts.print_choices import PrintChoices

_SIZE, _LEAST, _AROUND = QSize(1180, 800), QSize(760, 480), 48
_LIST_WIDTH, _PAPER_WIDTH, _SETTINGS_WIDTH = 250, 600, 310
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_ITEM_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class PrintDialog(QDialog):
    """What is printed at the left, its pages in the middle, and how at the right.

    `listing` makes the list that can lie on top of a pile of several.
    """

    def __init__(
        self,
        workspace: WorkspacePort,
        pieces: Sequence[Piece],
        parent: QWidget | None,
        *,
        listing: Listing | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self._workspace, self._pieces, self._listing = workspace, tuple(pieces), listing
        self._printers = printers if printers is not None else Printers()
        several = len(self._pieces) > 1
        title = f"Skriv ut {len(self._pieces)} handlingar" if several else f"Skriv ut {self._pieces[0].title}"
        self.setWindowTitle(title)
        room = self.parentWidget().size() - QSize(_AROUND, _AROUND) if parent is not None else _SIZE
        self.resize(_SIZE.boundedTo(room).expandedTo(_LEAST))
        self.papers = self._build_list()
        self.preview = PaperPreview(
            _rendered,
            nothing="Välj en handling för att se dess sidor.",
            failure="Sidorna gick inte att visa. Försök igen eller se loggen.",
            same=lambda _before, _after: False,
        )
        self.settings = PrintSettings(self._printers, self._pieces, listed=listing is not None)
        self.print = primary_button("Skriv ut", "print", self._on_print)
        self._arrange(several)
        self.settings.changed.connect(self._follow)
        self.preview.shown.connect(self._follow)
        self.papers.currentRowChanged.connect(self._on_current_changed)
        self.papers.itemChanged.connect(lambda _item: self._follow())
        self.papers.setCurrentRow(0)
        self._follow()

    @property
    def chosen(self) -> tuple[Piece, ...]:
        """The papers that are ticked."""
        marks = (self.papers.item(place).checkState() for place in range(self.papers.count()))
        return tuple(one for one, mark in zip(self._pieces, marks, strict=True) if mark == _TICKED)

    def tick(self, ticked: bool) -> None:
        """Tick all papers, or none."""
        for place in range(self.papers.count()):
            self.papers.item(place).setCheckState(_TICKED if ticked else _UNTICKED)

    def _build_list(self) -> QListWidget:
        papers = QListWidget()
        papers.setAccessibleName("Handlingar som skrivs ut")
        papers.setUniformItemSizes(True)
        papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        papers.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for piece in self._pieces:
            name = piece.name or piece.title
            item = QListWidgetItem(f"{name} (utkast)" if piece.draft else name)
            item.setToolTip(piece.title)
            item.setFlags(_ITEM_FLAGS)
            item.setCheckState(_TICKED)
            papers.addItem(item)
        return papers

    def _arrange(self, several: bool) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.GROUP, theme.GROUP, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self.papers, 1)
        ticks = QHBoxLayout()
        ticks.addWidget(quiet_button("Alla", on_click=lambda: self.tick(True)))
        ticks.addWidget(quiet_button("Inga", on_click=lambda: self.tick(False)))
        ticks.addStretch(1)
        column.addLayout(ticks)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.addWidget(self.settings)
        splitter.setSizes([_LIST_WIDTH, _PAPER_WIDTH, _SETTINGS_WIDTH])
        splitter.setStretchFactor(1, 1)
        left.setVisible(several)
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        row.setSpacing(theme.NEAR)
        row.addStretch(1)
        row.addWidget(quiet_button("Avbryt", on_click=self.reject))
        row.addWidget(self.print)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(splitter, 1)
        whole.addLayout(row)

    def _on_current_changed(self, place: int) -> None:
        self.preview.show_document(self._pieces[place].paper if 0 <= place < len(self._pieces) else None)

    def _follow(self) -> None:
        """Say what comes out, and why nothing can."""
        chosen = self.chosen
        try:
            count = self.preview.page_count
            pages = (
                read_pages(self.settings.choices.pages, count) if len(self._pieces) == 1 and count else None
            )
            wrong = ""
        except DomainError as error:
            pages, wrong = None, error.message
        able = self.settings.tell(chosen, pages, 0 if len(self._pieces) > 1 else count, wrong)
        self.print.setEnabled(able)

    def _on_print(self) -> None:
        choices: PrintChoices = self.settings.choices
        if choices.printer not in self._printers.names():
            self.settings.ask_again(lost=choices.printer)
            self._follow()
            return
        chosen = self.chosen
        self.settings.remember()
        printer: Any = self.settings.opened(
            chosen[0].title if len(chosen) == 1 else f"{len(chosen)} handlingar"
        )
        start_printing(self._workspace, chosen, choices, printer, self._listing)
        self.accept()


def _rendered(paper: Any) -> bytes:
    from app.services.reports.printed import render

    return render(paper)
