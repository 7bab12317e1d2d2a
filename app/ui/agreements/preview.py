"""An agreement in the window as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.parts.paper import PaperPreview

if TYPE_CHECKING:
    from app.services.agreements.document import AgreementDocument


class Preview(PaperPreview):
    """Keeps the place while the agreement of one performer changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _rendered,
            nothing="Välj en uppdragshandling för att se den som den skrivs ut.",
            failure="Handlingen gick inte att visa. Ändringarna är sparade; försök igen eller se loggen.",
            same=lambda before, after: before.performer == after.performer,
            parent=parent,
        )


def _rendered(document: AgreementDocument) -> bytes:
    from app.services.reports.uppdragshandling import render

    return render(document)
