"""A steering document in the window as it is printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parts.page import WorkspacePort
from app.ui.parts.paper import PaperPreview

if TYPE_CHECKING:
    from app.services.reports.document_view import SteeringDocument
    from app.services.steering.documents.views import DocumentView


class PaperTab(QWidget):
    """Reads the paper of a version when it is looked at, since it is made of much more than the version."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: tuple[int, int] | None = None
        self.preview = PaperPreview(
            _rendered,
            nothing="Välj ett dokument för att se det som det skrivs ut.",
            failure="Dokumentet gick inte att visa. Ändringarna är sparade; försök igen eller se loggen.",
            same=lambda before, after: before.node_id == after.node_id,
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)

    def show_document(self, view: DocumentView | None) -> None:
        """Show a version; nothing is made of it before it can be seen."""
        self._wanted = None if view is None else (view.node_id, view.version_id)
        if self.isVisible() or view is None:
            self._read()

    def settle(self) -> bool:
        """Nothing is typed here."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """What belongs to the document may have changed on another page."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        from app.models.errors import NotFound

        wanted = self._wanted
        try:
            self.preview.show_document(None if wanted is None else read_paper(self._workspace, *wanted))
        except NotFound:  # removed on another page; the register is about to be read again
            self.preview.show_document(None)


def read_paper(workspace: WorkspacePort, node_id: int, version_id: int | None = None) -> SteeringDocument:
    """The paper of a document as of today."""
    from app.services.reports.document_builder import build_steering_document

    found: SteeringDocument = workspace.read(
        partial(build_steering_document, node_id=node_id, version_id=version_id, today=workspace.today)
    )
    return found


def _rendered(document: Any) -> bytes:
    from app.services.reports.steering_document import render

    return render(document)
