"""An agreement, or a revision of its frames, in the window as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.page import WorkspacePort
from app.ui.parts.paper import PaperPreview
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.services.agreements.appearance import PaperLook
    from app.services.agreements.document import AgreementDocument
    from app.services.agreements.revisiondocument import RevisionDocument
    from app.services.reports.printed import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with what it is dressed in and the appendices in the same file."""

    document: AgreementDocument | RevisionDocument
    look: PaperLook | None = None
    appendices: tuple[RevisionDocument, ...] = ()
    signed: bytes | None = None
    """The file that was signed digitally, which then is the paper."""


class Preview(PaperPreview):
    """Keeps the place while the agreement of one performer changes; dressed as the municipality's papers."""

    def __init__(self, workspace: WorkspacePort | None = None, parent: QWidget | None = None) -> None:
        self._workspace = workspace
        super().__init__(
            _rendered,
            nothing="Välj en handling för att se den som den skrivs ut.",
            failure="Handlingen gick inte att visa. Ändringarna är sparade; försök igen eller se loggen.",
            same=lambda before, after: before.document.performer == after.document.performer,
            parent=parent,
        )

    @property
    def document(self) -> Any:
        """The document that stands in the window."""
        sheet: Sheet | None = super().document
        return None if sheet is None else sheet.document

    def show_document(
        self,
        document: AgreementDocument | RevisionDocument | None,
        appendices: Sequence[RevisionDocument] = (),
    ) -> None:
        """Show a document with its appendices, or the sentence for nothing."""
        self._above.hide()
        sheet = None if document is None else Sheet(document, self._look(), tuple(appendices))
        super().show_document(sheet)

    def show_paper(self, paper: Paper, standing: Sequence[str | Link] = ()) -> None:
        """Show what is printed and exported, with what is said of how it stands above it."""
        self.standing.show_parts(*standing)
        self._above.setVisible(bool(standing))
        document = getattr(paper, "document", None)
        if document is None:
            super().show_document(None)
            self._say(getattr(paper, "reason", paper.full_title))
            return
        sheet = Sheet(
            document,
            getattr(paper, "look", None),
            getattr(paper, "appendices", ()),
            getattr(paper, "signed", None),
        )
        super().show_document(sheet)

    def _build(self) -> None:
        super()._build()
        self.standing = Sentence(role="ink")
        self._above = QFrame()
        row = QHBoxLayout(self._above)
        row.setContentsMargins(theme.GROUP, theme.NEAR, theme.GROUP, theme.GRID)
        row.setSpacing(theme.NEAR)
        row.addWidget(Sign("lock"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.standing, 1)
        self._above.hide()
        self.layout().insertWidget(0, self._above)  # type: ignore[union-attr]

    def _look(self) -> PaperLook | None:
        if self._workspace is None:
            return None
        from app.services.agreements.paperlook import paper_look

        look: PaperLook | None = self._workspace.read(paper_look)
        return look


def _rendered(sheet: Sheet) -> bytes:
    if sheet.signed is not None:
        from app.services.reports.signing.seen import seen

        return seen(sheet.signed)
    from app.services.agreements.revisiondocument import RevisionDocument
    from app.services.reports.revision_paper import render_revision
    from app.services.reports.uppdragshandling import render

    if isinstance(sheet.document, RevisionDocument):
        return render_revision(sheet.document, sheet.look)
    return render(sheet.document, look=sheet.look, appendices=sheet.appendices)
