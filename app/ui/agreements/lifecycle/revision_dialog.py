"""A revision of the frames: why they change, how it stands, and the appendix as it is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.ui.agreements.preview import Preview
from app.ui.agreements.signing.standing import standing
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Link, Sentence
from app.ui.parts.page import draft_keeper
from app.ui.parts.rich_text.editor import RichTextEditor

if TYPE_CHECKING:
    from app.services.agreements.revisionpapers import RevisionRow
    from app.services.agreements.views import AgreementRow
    from app.services.reports.printed import Paper
    from app.ui.agreements.page import AgreementsPage

_INVITATION = "Skriv varför ramarna ändras."
_SIZE, _LEAST, _AROUND = QSize(1080, 720), QSize(720, 480), 48
_TEXT_WIDTH, _PAPER_WIDTH = 420, 620


class RevisionDialog(QDialog):
    """The text at the left, the paper at the right; a decided one is for reading."""

    def __init__(
        self,
        page: AgreementsPage,
        row: AgreementRow,
        revision_id: int,
        *,
        decide: Callable[[RevisionRow, AgreementRow, QWidget], bool],
        remove: Callable[[RevisionRow], bool],
    ) -> None:
        super().__init__(page)
        self._page, self._row, self._id = page, row, revision_id
        self._workspace = page.workspace
        self._decide, self._remove = decide, remove
        self.revision: RevisionRow = self._read()
        self.setWindowTitle(f"{self.revision.words}, {row.unit}")
        self.setSizeGripEnabled(True)
        self.state = Sentence(role="ink")
        self.editor = RichTextEditor("Varför ramarna ändras")
        self.plan = QComboBox()
        self.plan.setAccessibleName("Ramar från")
        self.plan.setMinimumHeight(theme.FIELD_HEIGHT)
        self.preview = Preview(page.workspace)
        self._build()
        self._load()
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE.boundedTo(page.window().size() - QSize(_AROUND, _AROUND)).expandedTo(_LEAST))
        self.editor.set_saving(
            self._save, draft_keeper(self._workspace, f"agreement_revision:{revision_id}:text", self._name)
        )
        self.plan.activated.connect(self._on_plan)

    @property
    def _name(self) -> str:
        return f"{self.revision.words}, {self._row.unit}"

    def done(self, result: int) -> None:
        """What is typed becomes a change before it closes; what is refused keeps it open."""
        if self.editor.settle():
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same by the window's own button."""
        if self.editor.settle():
            super().closeEvent(event)
        else:
            event.ignore()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.NEAR)
        column.addWidget(self.state)
        self._plan_label = QLabel("Ramar från")
        self._plan_label.setBuddy(self.plan)
        column.addWidget(self._plan_label)
        column.addWidget(self.plan)
        label = QLabel("Varför ramarna ändras")
        label.setBuddy(self.editor)
        column.addWidget(label)
        column.addWidget(self.editor, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([_TEXT_WIDTH, _PAPER_WIDTH])
        splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        whole.setSpacing(theme.GROUP)
        whole.addWidget(dialog_heading(self._name))
        whole.addWidget(splitter, 1)
        whole.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        self.remove = quiet_button("Ta bort utkastet", "trash", self._on_remove)
        self.decide = primary_button("Registrera beslut…", on_click=self._on_decide)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(quiet_button("Stäng", on_click=self.accept))
        row.addWidget(self.decide)
        return row

    def _read(self) -> RevisionRow:
        from app.services.agreements import revisions

        read = partial(revisions.revisions_of, agreement_id=self._row.id)
        found: tuple[RevisionRow, ...] = self._workspace.read(read)
        return next(one for one in found if one.id == self._id)

    def _load(self) -> None:
        from app.services.clock import fixed_clock
        from app.services.reports.printed_agreements import revision_papers

        self.revision = self._read()
        writing = not self.revision.locked and not self._workspace.read_only
        detail = self._page.detail(self._row.id)
        self.state.show_parts(*self._state(writing))
        self.plan.clear()
        for key, name in detail.plan_versions:
            self.plan.addItem(name, key)
        self.plan.setCurrentIndex(self.plan.findData(self.revision.plan_version_id))
        for widget in (self._plan_label, self.plan):
            widget.setVisible(writing and self.plan.count() > 0)
        self.editor.show_text(self.revision.text)
        self.editor.set_read_only(not writing)
        self.editor.area.setPlaceholderText(_INVITATION if writing else "")
        self.remove.setVisible(writing)
        self.decide.setVisible(writing)
        clock = fixed_clock(self._workspace.today)
        read = partial(revision_papers, revision_ids=(self._id,), clock=clock)
        paper: Paper = self._workspace.read(read)[0]
        self.preview.show_paper(paper, standing(self._page, paper, self._row.id, revision=self._id))

    def _state(self, writing: bool) -> tuple[str | Link, ...]:
        revision = self.revision
        if revision.locked:
            return (f"Beslutad, låst. {revision.decided}".strip(),)
        said = f"Utkast. Ramarna för {revision.year} hämtas ur {revision.plan or 'budgeten'}."
        return (f"{said} {revision.behind}".strip(),) if writing else (said,)

    def _save(self, text: str) -> bool:
        from app.services.agreements import revisions

        write = partial(revisions.set_revision_text, revision_id=self._id, text=text)
        done = self._workspace.run(partial(write, expected_version=self.revision.version)) is not None
        if done:
            self._load()
        return done

    def _on_plan(self, place: int) -> None:
        from app.services.agreements import revisions

        if not self.editor.settle():
            return
        follow = partial(
            revisions.set_revision_plan, revision_id=self._id, plan_version_id=self.plan.itemData(place)
        )
        self._workspace.run(partial(follow, expected_version=self.revision.version))
        self._load()

    def _on_remove(self) -> None:
        self._workspace.drop_draft(f"agreement_revision:{self._id}:text")
        if self._remove(self.revision):
            super().done(QDialog.DialogCode.Rejected)

    def _on_decide(self) -> None:
        if self.editor.settle() and self._decide(self.revision, self._row, self):
            self._load()
