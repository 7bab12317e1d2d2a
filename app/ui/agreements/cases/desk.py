"""The desk of Ärenden: the cases at the left, the one that is written in the middle, its paper beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.services import richtext
from app.services.agreements.casedocument import TEXTS
from app.services.formatting import write_date
from app.ui.agreements.cases.formal import case_parts
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl
from app.ui.parts.page import draft_keeper
from app.ui.parts.pane import Pane
from app.ui.parts.paper import PaperPreview
from app.ui.parts.rich_text.editor import RichTextEditor
from app.ui.parts.section_list import SectionLine, SectionList

if TYPE_CHECKING:
    from app.services.agreements.caseviews import CaseDetail, CaseRow
    from app.ui.agreements.cases.editing import CaseEditing
    from app.ui.parts.page import WorkspacePort

_FACTS = "facts"
_LIST_WIDTH, _SHEET_WIDTH, _PAPER_WIDTH = 232, 540, 424
_LEAST_LIST, _LEAST_PAPER = 180, 280
_ROOM_FOR_PAPER = 860
_WAIT_MS = 150


class CaseDesk(QWidget):
    """Shows one case to write in; what is typed is seen on the paper a moment later."""

    case_chosen = Signal(int)

    def __init__(self, workspace: WorkspacePort, editing: CaseEditing) -> None:
        super().__init__()
        self._workspace, self._editing = workspace, editing
        self._detail: CaseDetail | None = None
        self._look: Any = None
        self._part = _FACTS
        self._open: tuple[int, str] | None = None
        self.list = SectionList()
        self.list.setAccessibleName("Ärenden")
        self.parts = SegmentedControl(((_FACTS, "Uppgifter"), *TEXTS.items()), name="Del av ärendet")
        self.pane = Pane("Ärendets uppgifter")
        self.editor = RichTextEditor("Text")
        self.preview = PaperPreview(
            lambda paper: paper.render(),
            nothing="Välj ett ärende för att se det som det skrivs ut.",
            failure="Ärendet gick inte att visa. Ändringarna är sparade; försök igen eller se loggen.",
            same=lambda _before, _after: True,
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._show_paper)
        self._build()
        self.list.section_chosen.connect(lambda key: self.case_chosen.emit(int(key)))
        self.parts.chosen.connect(lambda key: self.choose_part(str(key)))
        self.editor.refused.connect(lambda text: workspace.tell(text, "error"))
        self.editor.area.textChanged.connect(self._on_typed)

    @property
    def detail(self) -> CaseDetail | None:
        """The case that stands here."""
        return self._detail

    def show_cases(self, rows: Sequence[CaseRow], chosen: int) -> None:
        """List the cases."""
        lines = [SectionLine(str(row.id), row.title, _said(row)) for row in rows]
        self.list.show_lines(lines, editable=False)
        self.list.choose_quietly(str(chosen))

    def show_case(self, detail: CaseDetail | None, look: Any = None) -> None:
        """Show a case; the same one again leaves alone what is being typed."""
        self._detail, self._look = detail, look
        if detail is None:
            self._open = None
            self.preview.show_document(None)
            return
        self.pane.show_parts(detail.row.id, case_parts(detail, self._editing, self._workspace))
        self._show_text(detail)
        self._show_paper()

    def choose_part(self, part: str) -> bool:
        """Go to the facts or one of the texts; False when what is typed must be put right first."""
        if part != self._part and not self.settle():
            self.parts.choose(self._part)
            return False
        self._part = part
        self.parts.choose(part)
        self._middle.setCurrentIndex(0 if part == _FACTS else 1)
        if self._detail is not None:
            self._show_text(self._detail)
            if part != _FACTS:
                self.preview.go_to(TEXTS[part])
        return True

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return all([self.pane.settle(), self.editor.settle()])

    def resume(self, field: str, text: str) -> bool:
        """Go on with a text that a crash interrupted."""
        name = field.rpartition(":")[2]
        if name in TEXTS and not self._workspace.read_only and self.choose_part(name):
            self.editor.resume(text)
            return True
        return self.choose_part(_FACTS) and self.pane.resume(field, text)

    # ---- within ------------------------------------------------------------------------------------

    def _show_text(self, detail: CaseDetail) -> None:
        name = self._part
        if name == _FACTS:
            return
        place = (detail.row.id, name)
        anew, self._open = place != self._open, place
        if anew:
            field = f"agreement_case:{detail.row.id}:{name}"
            keeper = draft_keeper(self._workspace, field, f"{TEXTS[name]}, {detail.row.title}")
            self.editor.set_saving(partial(self._save, *place), keeper)
        self.editor.show_document(richtext.read(getattr(detail, name), limited=False), anew=anew)
        self.editor.set_read_only(self._workspace.read_only)
        self.editor.set_name(TEXTS[name])

    def _save(self, case_id: int, name: str, text: str) -> bool:
        detail = self._detail
        return detail is not None and detail.row.id == case_id and self._editing.text(detail, name, text)

    def _on_typed(self) -> None:
        if self.editor.draft.pending and not self._timer.isActive():
            self._timer.start()

    def _show_paper(self) -> None:
        from app.services.reports.case_paper import CasePaper

        detail = self._detail
        if detail is None:
            return
        document = detail.document
        if self._open is not None and self._open[0] == detail.row.id and self.editor.draft.pending:
            changed: Any = {self._open[1]: self.editor.text()}
            document = replace(document, **changed)
        self.preview.show_document(CasePaper(document, self._look))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is written needs it more than the paper does."""
        super().resizeEvent(event)
        self.preview.setVisible(event.size().width() >= _ROOM_FOR_PAPER)

    def _build(self) -> None:
        texts = QWidget()
        inside = QVBoxLayout(texts)
        inside.setContentsMargins(theme.PAGE_MARGIN, 0, theme.GROUP, 0)
        inside.addWidget(self.editor, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.pane)
        self._middle.addWidget(texts)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, 0)
        bar.addWidget(self.parts)
        bar.addStretch(1)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(bar)
        column.addWidget(self._middle, 1)
        self.list.setMinimumWidth(_LEAST_LIST)
        self.preview.setMinimumWidth(_LEAST_PAPER)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for widget in (self.list, sheet, self.preview):
            split.addWidget(widget)
        split.setStretchFactor(1, 3)
        split.setStretchFactor(2, 2)
        split.setSizes([_LIST_WIDTH, _SHEET_WIDTH, _PAPER_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)


def _said(row: CaseRow) -> str:
    meeting = write_date(row.meeting_on) if row.meeting_on else "utan dag"
    return f"{row.step_name}, {meeting}"
