"""The economy on paper and as a workbook: which documents, seen as they are printed, saved or printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.ui.economy.faces import Context, Face
from app.ui.economy.round_pair import RoundPair
from app.ui.parts import theme
from app.ui.parts.buttons import action, primary_button, quiet_button
from app.ui.parts.exporting import FileExport, write_paper
from app.ui.parts.jobs import JobHandle
from app.ui.parts.page import WorkspacePort
from app.ui.parts.paper import PaperPreview
from app.ui.parts.print_choices import Piece

if TYPE_CHECKING:
    from app.services.reports.economy.paper import EconomyPaper

_SIZE, _LEAST, _AROUND = QSize(1180, 820), QSize(760, 480), 48
_LIST_WIDTH = 364
_ROUNDS = "prognoser"
_TICKED, _UNTICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_KEY = Qt.ItemDataRole.UserRole


class EconomyPagePort(Protocol):
    """What is needed of the page."""

    workspace: WorkspacePort

    @property
    def context(self) -> Context:
        """The version and the unit that are shown."""
        ...

    @property
    def face(self) -> Face:
        """The face that is shown."""
        ...

    def settle(self) -> bool:
        """Make changes of what is typed."""
        ...


class EconomyExports(FileExport):
    """What the page Ekonomi puts on paper and in workbooks: the version that is shown."""

    def __init__(self, page: EconomyPagePort, window: QWidget) -> None:
        super().__init__(page.workspace, window)
        self._page = page

    def actions(self) -> list[QAction]:
        """The entries of the menu Arkiv ▸ Exportera."""
        return [
            action("Ekonomins handlingar, visa och skriv ut…", self.preview, parent=self._window),
            action("Ekonomin som Excel…", self.ask_workbook, parent=self._window),
        ]

    def read(self, rounds: tuple[int, int] | None = None) -> EconomyPaper | None:
        """Every document that has anything to say; None after telling why there is none.

        `rounds` are the two forecasts that are compared, the earlier first.
        """
        from app.services.reports.economy.builder import build_economy_paper

        context = self._page.context
        build = partial(
            build_economy_paper,
            version_id=context.version_id,
            today=self._workspace.today,
            money=context.unit,
            rounds=rounds,
        )
        try:
            paper: EconomyPaper = self._workspace.read(build)
        except DomainError as error:
            self._workspace.tell(error.message, "warning")
            return None
        return paper

    def preview(self) -> None:
        """Show the documents of the face that is shown, from where the others can be ticked too."""
        if not self._page.settle():
            return
        paper = self.read()
        if paper is None:
            return
        dialog = EconomyDialog(self, paper, self._of_face(paper), self._window)
        dialog.exec()
        dialog.deleteLater()

    def ask_workbook(self) -> None:
        """Ask for a file and write a workbook with every table to it."""
        if self._page.settle() and (paper := self.read()) is not None:
            self.save_workbook(paper)

    def save_paper(self, paper: EconomyPaper) -> None:
        """Ask for a file and write the documents to it as PDF."""
        path = self._ask_file_of("Spara ekonomins handlingar", paper.file_title, ".pdf")
        if path is not None:
            self._start("Exporterar ekonomins handlingar", partial(write_paper, paper, path))

    def save_workbook(self, paper: EconomyPaper) -> None:
        """Ask for a file and write the tables to it as a workbook."""
        path = self._ask_file_of("Spara ekonomin som Excel", paper.file_title, ".xlsx")
        if path is not None:
            self._start("Exporterar ekonomin", partial(_write_workbook, paper, path))

    def print(self, paper: EconomyPaper, parent: QWidget) -> None:
        """Ask how, and send the documents to a printer."""
        from app.ui.parts.print_dialog import PrintDialog

        piece = Piece(paper.full_title, paper, draft=paper.draft)
        dialog = PrintDialog(self._workspace, (piece,), parent)
        dialog.exec()
        dialog.deleteLater()

    def round_pair(self) -> RoundPair:
        """The choice of the forecasts that are compared."""
        from app.services.economy.prerequisites.views import prerequisites
        from app.services.reports.economy.gathering import usual_pair

        view = self._workspace.read(partial(prerequisites, version_id=self._page.context.version_id))
        names = [each.name for each in view.rounds]
        listed = [(each.id, each.name if names.count(each.name) == 1 else each.title) for each in view.rounds]
        return RoundPair(listed, usual_pair(view))

    def _of_face(self, paper: EconomyPaper) -> frozenset[str]:
        """The documents that belong to the face that is shown; all of them where it has none."""
        from app.services.reports.economy.parts import PARTS

        here = {part.key for part in PARTS if part.face == self._page.face.key}
        found = frozenset(chapter.key for chapter in paper.chapters if chapter.key in here)
        return found or frozenset(chapter.key for chapter in paper.chapters)


class EconomyDialog(QDialog):
    """The documents at the left, each with a tick; the pages at the right follow the ticks."""

    def __init__(
        self, exports: EconomyExports, paper: EconomyPaper, chosen: frozenset[str], parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self._exports, self._whole = exports, paper
        self.setWindowTitle("Ekonomins handlingar")
        self.resize(_SIZE.boundedTo(parent.window().size() - QSize(_AROUND, _AROUND)).expandedTo(_LEAST))
        self.list = QListWidget()
        self.list.setAccessibleName("Handlingar")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self._fill(chosen)
        self.rounds = exports.round_pair()
        self.rounds.chosen.connect(self._compare)
        self.preview = PaperPreview(
            _rendered,
            nothing="Kryssa för minst en handling.",
            failure="Handlingarna gick inte att visa. Försök igen eller se loggen.",
            same=lambda _before, _after: False,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sides(), 1)
        column.addLayout(self._buttons())
        self.list.itemChanged.connect(lambda _item: self._show())
        self._show()

    @property
    def paper(self) -> EconomyPaper | None:
        """The paper of what is ticked; None where nothing is."""
        keys = set(self.ticked)
        chapters = tuple(one for one in self._whole.chapters if one.key in keys)
        return replace(self._whole, chapters=chapters) if chapters else None

    @property
    def ticked(self) -> Sequence[str]:
        """The keys of what is ticked."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [item.data(_KEY) for item in items if item.checkState() == _TICKED]

    def tick(self, key: str, on: bool = True) -> None:
        """Tick a document, or take its tick away."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.data(_KEY) == key and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(_TICKED if on else _UNTICKED)

    def _tick_all(self) -> None:
        """Tick every document, or none where all are ticked."""
        on = len(self.ticked) < len(self._whole.chapters)
        self.list.blockSignals(True)
        for chapter in self._whole.chapters:
            self.tick(chapter.key, on)
        self.list.blockSignals(False)
        self._show()

    def _fill(self, chosen: frozenset[str]) -> None:
        """Every document in order; one without anything to say cannot be ticked."""
        from app.services.reports.economy.parts import PARTS

        there = {chapter.key for chapter in self._whole.chapters}
        for part in PARTS:
            item = QListWidgetItem(part.title)
            item.setData(_KEY, part.key)
            if part.key in there:
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                item.setCheckState(_TICKED if part.key in chosen else _UNTICKED)
            else:
                item.setText(f"{part.title}, inga uppgifter")
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setForeground(theme.color("muted"))
            self.list.addItem(item)

    def _sides(self) -> QSplitter:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.NEAR, theme.GROUP, 0, 0)
        column.setSpacing(theme.NEAR)
        told = QLabel("Flera handlingar blir budgetens bilagor, med framsida och innehåll.")
        told.setWordWrap(True)
        told.setProperty("role", "muted")
        told.setContentsMargins(theme.NEAR, 0, theme.NEAR, 0)
        column.addWidget(told)
        column.addWidget(self.list, 1)
        column.addWidget(self.rounds)
        row = QHBoxLayout()
        row.setContentsMargins(theme.NEAR, 0, 0, theme.NEAR)
        row.addWidget(quiet_button("Kryssa alla", on_click=self._tick_all))
        row.addStretch(1)
        column.addLayout(row)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(self.preview)
        sides.setStretchFactor(1, 1)
        sides.setSizes([_LIST_WIDTH, _SIZE.width() - _LIST_WIDTH])
        return sides

    def _compare(self, pair: tuple[int, int]) -> None:
        """Read the documents anew with the forecasts that are chosen, and show how they differ."""
        paper = self._exports.read(pair)
        if paper is None:
            return
        self._whole = paper
        self.tick(_ROUNDS)
        self._show()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GROUP)
        row.setSpacing(theme.NEAR)
        self.save = quiet_button("Spara som PDF…", "export", partial(self._with, self._exports.save_paper))
        self.workbook = quiet_button(
            "Spara som Excel…", "table", partial(self._with, self._exports.save_workbook)
        )
        self.print = primary_button("Skriv ut…", on_click=partial(self._with, self._on_print))
        for button in (self.save, self.workbook):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(quiet_button("Stäng", on_click=self.reject))
        row.addWidget(self.print)
        return row

    def _show(self) -> None:
        paper = self.paper
        for button in (self.save, self.workbook, self.print):
            button.setEnabled(paper is not None)
        self.preview.show_document(paper)

    def _with(self, act: Any) -> None:
        paper = self.paper
        if paper is not None:
            act(paper)

    def _on_print(self, paper: EconomyPaper) -> None:
        self._exports.print(paper, self)


def _write_workbook(paper: EconomyPaper, path: Path, _handle: JobHandle) -> Any:
    from app.services.exchange.economy_excel import economy_workbook
    from app.services.reports.batch import write_file

    return write_file(path, economy_workbook(paper))


def _rendered(paper: EconomyPaper) -> bytes:
    return paper.render()
