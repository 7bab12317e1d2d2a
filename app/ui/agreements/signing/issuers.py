"""The issuers of certificates that are trusted on this computer: seen, added from a file, taken away."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_long_date
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence

_WIDTH: Final = 480
_KINDS: Final = "Certifikat (*.cer *.crt *.pem *.der)"
_ABOUT: Final = (
    "En underskrift räknas som giltig när certifikatet kommer från någon av de här utfärdarna. Listan hör "
    "till den här datorn och delas inte med filen."
)


class IssuersDialog(QDialog):
    """One line for each issuer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Betrodda utfärdare")
        self.setMinimumWidth(_WIDTH)
        about = Sentence()
        about.show_parts(_ABOUT)
        self.refusal = Sentence(role="unmet")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.NEAR)
        buttons = QHBoxLayout()
        buttons.addWidget(quiet_button("Lägg till från fil…", "plus", on_click=self._on_add))
        buttons.addStretch(1)
        buttons.addWidget(primary_button("Stäng", on_click=self.accept))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Betrodda utfärdare"))
        column.addWidget(about)
        column.addWidget(self.refusal)
        column.addLayout(self._rows)
        column.addStretch(1)
        column.addLayout(buttons)
        self.load()

    def load(self) -> None:
        """Show who is trusted now."""
        from app.services.reports.signing.trusted import read_identity, trusted_issuers

        empty(self._rows)
        found = [read_identity(data) for data in trusted_issuers()]
        for identity in found:
            line = Sentence(role="ink")
            until = write_long_date(identity.not_after.date())
            take = Link("Ta bort", partial(self._remove, identity.fingerprint))
            line.show_parts(f"{identity.name}, gäller till och med {until}. ", take)
            self._rows.addWidget(line)
        if not found:
            nobody = Sentence()
            nobody.show_parts("Inga än.")
            self._rows.addWidget(nobody)

    def add_file(self, path: Path) -> None:
        """Trust the issuer whose certificate is in a file."""
        from app.services.reports.signing.files import MOST_FOR_CERTIFICATE, read_file
        from app.services.reports.signing.trusted import trust

        self.refusal.show_parts()
        try:
            trust(read_file(path, MOST_FOR_CERTIFICATE))
        except DomainError as refused:
            self.refusal.show_parts(refused.message)
        self.load()

    def _on_add(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Välj utfärdarens certifikat", "", _KINDS)
        if chosen:
            self.add_file(Path(chosen))

    def _remove(self, fingerprint: str) -> None:
        from app.services.reports.signing.trusted import distrust

        distrust(fingerprint)
        self.load()
