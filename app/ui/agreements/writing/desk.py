"""The desk of Skriva: sections at the left, the one that is written in the middle, the paper beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.agreements.editing import Editing
from app.ui.agreements.writing.formal import formal_parts
from app.ui.agreements.writing.lines import (
    FORMAL_TITLE,
    FORMALITIES,
    formal_lacks,
    key_of,
    lines_of,
    next_gap,
)
from app.ui.agreements.writing.paper import LivePaper
from app.ui.agreements.writing.sheet import SectionSheet
from app.ui.parts import theme
from app.ui.parts.page import WorkspacePort
from app.ui.parts.pane import Pane
from app.ui.parts.section_list import SectionLine, SectionList

if TYPE_CHECKING:
    from app.services.agreements.kinds import KindRow
    from app.services.agreements.sections import SectionView
    from app.services.agreements.views import AgreementDetail

_LIST_WIDTH, _SHEET_WIDTH, _PAPER_WIDTH = 208, 460, 420
_LEAST_LIST, _LEAST_PAPER = 160, 280
_ROOM_FOR_PAPER = 860
_SIGNATURES = "Underskrift"


class Desk(QWidget):
    """Shows one agreement to write in; F7 goes to the next gap in it."""

    gap_wanted = Signal()
    standard_wanted = Signal(object)
    """The part whose standard text is to be changed."""

    def __init__(self, workspace: WorkspacePort, save: Callable[[int, int, str], bool]) -> None:
        super().__init__()
        self._workspace = workspace
        self._editing = Editing(workspace, self)
        self._detail: AgreementDetail | None = None
        self._sections: tuple[SectionView, ...] = ()
        self._lines: tuple[SectionLine, ...] = ()
        self._key: str | None = None
        self.list = SectionList()
        self.sheet = SectionSheet(workspace, save, self._editing.follow_up)
        self.formal = Pane(FORMAL_TITLE)
        self.paper = LivePaper(workspace, self._unsaved)
        self.paper.words = lambda: self.sheet.words
        self._middle = QStackedWidget()
        self._middle.addWidget(self.sheet)
        self._middle.addWidget(self._build_formal())
        self._build()
        self.list.section_chosen.connect(self.choose)
        self.sheet.typed.connect(self._on_typed)
        self.sheet.standard_wanted.connect(self._on_standard_wanted)
        self.sheet.given.rebuilt.connect(self._order)
        shortcut = QShortcut(QKeySequence("F7"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.gap_wanted)

    # ---- what is shown

    def show_agreement(self, detail: AgreementDetail, sections: Sequence[SectionView]) -> None:
        """Show an agreement; the same one again keeps the section and what is being typed in it."""
        other = self._detail is None or self._detail.row.id != detail.row.id
        wanted = self._key if not other else self._begin_at(sections)
        self._detail, self._sections = detail, tuple(sections)
        if other:
            self.sheet.leave()
        self._lines = lines_of(self._sections, self._formal_lacks())
        self.list.show_lines(self._lines, editable=False)
        keys = [line.key for line in self._lines]
        self._show(wanted if wanted in keys else keys[0])
        self.paper.show_agreement(detail.row.id)
        if other:
            self._follow()

    def _begin_at(self, sections: Sequence[SectionView]) -> str | None:
        """Where another agreement is opened: at the section of the same name, else at its first gap."""
        titles = {one.title: key_of(one) for one in sections}
        same = FORMALITIES if self._key == FORMALITIES else titles.get(self._title())
        return same or next((key_of(one) for one in sections if one.lacks), None)

    def choose(self, key: str) -> bool:
        """Go to a section; False when it is not there, or what is typed must be put right first."""
        if key == self._key:
            self._follow()
            return True
        if key not in [line.key for line in self._lines] or not self.settle():
            self.list.choose_quietly(self._key or "")
            return False
        self._show(key)
        self._follow()
        return True

    def go_to_gap(self) -> bool:
        """Go to the next section that lacks something; False when there is no other one further on."""
        keys = [line.key for line in self._lines]
        found = next_gap(keys, [line.key for line in self._lines if line.lacks], self._key)
        return found is not None and self.choose(found) and self._begin_writing()

    def go_to_first_gap(self) -> None:
        """Go to the first section that lacks something, when an agreement is opened for its gaps."""
        found = next((line.key for line in self._lines if line.lacks), None)
        if found is not None and self.choose(found):
            self._begin_writing()

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.sheet.settle() and self.formal.settle()

    def resume(self, part_id: int, text: str) -> bool:
        """Go on with a text that a crash interrupted."""
        if not self._editable or not self.choose(str(part_id)):
            return False
        self.sheet.editor.resume(text)
        return True

    @property
    def lacks(self) -> int:
        """How many sections lack something."""
        return sum(line.lacks for line in self._lines)

    @property
    def _editable(self) -> bool:
        detail = self._detail
        return detail is not None and not detail.row.locked and not self._workspace.read_only

    def _unsaved(self) -> Mapping[int, str]:
        return self.sheet.unsaved

    def _title(self) -> str:
        return next((line.title for line in self._lines if line.key == self._key), "")

    def _formal_lacks(self) -> tuple[str, ...]:
        return () if self._detail is None else formal_lacks(self._detail.row, self._sections)

    def _show(self, key: str) -> None:
        detail = self._detail
        if detail is None:
            return
        self._key = key
        self.list.choose_quietly(key)
        section = next((one for one in self._sections if key_of(one) == key), None)
        if section is not None:
            self._middle.setCurrentWidget(self.sheet)
            self.sheet.show_section(detail, section, editable=self._editable)
            return
        lacks, editable = self._formal_lacks(), self._editable
        open_place = self._workspace.open_place
        parts = formal_parts(
            detail, lacks, self._editing, open_place, kind=self._read_kind(detail), editable=editable
        )
        self.formal.show_parts(detail.row.id, parts)
        self._middle.setCurrentIndex(1)

    def _read_kind(self, detail: AgreementDetail) -> KindRow | None:
        from app.services.agreements.kinds import kinds

        rows: tuple[KindRow, ...] = self._workspace.read(kinds)
        return next((row for row in rows if row.id == detail.row.kind_id), None)

    def _begin_writing(self) -> bool:
        section = next((one for one in self._sections if key_of(one) == self._key), None)
        if section is not None and section.must_write and self._editable:
            self.sheet.editor.area.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _follow(self) -> None:
        self.paper.follow(_SIGNATURES if self._key == FORMALITIES else self._title())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is written needs it more than the paper does."""
        super().resizeEvent(event)
        self.paper.preview.setVisible(event.size().width() >= _ROOM_FOR_PAPER)

    def _order(self) -> None:
        """Tab goes from the sections to the links of the chosen one, and then to its text."""
        before: QWidget = self.list
        for sentence in self.sheet.given.linked():
            QWidget.setTabOrder(before, sentence)
            before = sentence

    def _on_typed(self) -> None:
        if self.sheet.unsaved:
            self.paper.typed()

    def _on_standard_wanted(self) -> None:
        place = self.sheet.place
        self.standard_wanted.emit(None if place is None else place[1])

    # ---- widgets

    def _build_formal(self) -> QWidget:
        title = QLabel(FORMAL_TITLE)
        title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        title.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, 0)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self.formal, 1)
        return holder

    def _build(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LEAST_LIST)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        heading = QLabel("Avsnitt")
        heading.setProperty("role", "muted")
        heading.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GRID, theme.NEAR)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        self.paper.preview.setMinimumWidth(_LEAST_PAPER)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for widget in (left, self._middle, self.paper.preview):
            split.addWidget(widget)
        split.setStretchFactor(1, 3)
        split.setStretchFactor(2, 2)
        split.setSizes([_LIST_WIDTH, _SHEET_WIDTH, _PAPER_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
