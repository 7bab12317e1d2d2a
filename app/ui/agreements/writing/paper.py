"""The paper beside the editor: as it is printed with what is typed just now, at the section being written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.ui.agreements.preview import Preview
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument
    from app.services.reports.printed import Paper

_WAIT_MS = 150


class LivePaper(QObject):
    """Makes the paper of one agreement anew a moment after something was typed, and follows the section."""

    def __init__(self, workspace: WorkspacePort, unsaved: Callable[[], Mapping[int, str]]) -> None:
        super().__init__()
        self._workspace = workspace
        self._unsaved = unsaved
        self._agreement: int | None = None
        self._heading = ""
        self._pending = False
        self.words: Callable[[], str] = str
        """The words just before the cursor while something is typed, else nothing."""
        self.preview = Preview(workspace)
        self.preview.shown.connect(self._on_shown)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._make)

    def show_agreement(self, agreement_id: int | None) -> None:
        """Show the paper of an agreement as it is now."""
        self._agreement = agreement_id
        self._timer.stop()
        if agreement_id is None:
            self.preview.show_document(None)
        else:
            self._make()

    def typed(self) -> None:
        """Something was typed."""
        if self._agreement is not None and not self._timer.isActive():
            self._timer.start()

    def follow(self, heading: str) -> None:
        """Bring a section into view, now or when the pages are there."""
        self._heading = heading
        before = self.preview.document
        self._pending = not self.preview.at_rest or before is None or not self.preview.go_to(heading)

    @property
    def at_rest(self) -> bool:
        """Whether the pages that stand there are those of what is typed."""
        return not self._timer.isActive() and self.preview.at_rest

    def _make(self) -> None:
        from app.models.errors import DomainError

        if self._agreement is None:
            return
        try:
            document = self._read(self._agreement)
        except DomainError:  # gone on another page, or longer than may be, which is said when it is left
            return
        if document.draft:
            self.preview.show_document(document)
        else:
            self.preview.show_paper(self._decided(self._agreement))

    def _decided(self, agreement_id: int) -> Paper:
        """What is printed of a decided agreement: with its appendices, or the file that was signed."""
        from app.services.clock import fixed_clock
        from app.services.reports.printed_agreements import agreement_papers

        clock = fixed_clock(self._workspace.today)
        found: tuple[Paper, ...] = self._workspace.read(
            partial(agreement_papers, agreement_ids=(agreement_id,), clock=clock)
        )
        return found[0]

    def _read(self, agreement_id: int) -> AgreementDocument:
        from app.services.agreements.builder import build_document
        from app.services.clock import fixed_clock

        clock, unsaved = fixed_clock(self._workspace.today), dict(self._unsaved())
        return self._workspace.read(
            partial(build_document, agreement_id=agreement_id, clock=clock, unsaved=unsaved)
        )

    def _on_shown(self) -> None:
        words = self.words()
        if words:
            self.preview.show_words(words, self._heading)
        elif self._pending:
            self.preview.go_to(self._heading)
        self._pending = False
