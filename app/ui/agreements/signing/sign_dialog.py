"""Signing with a certificate: the line, the file with the key, its password; then who it is, then the ink."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.ui.agreements.signing.desk import PLACE
from app.ui.agreements.signing.recording import line_words
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.layouts import fit_to_words
from app.ui.parts.links import Link, Sentence
from app.ui.parts.memory import memory
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.services.agreements.signatures import SignatureState
    from app.services.reports.signing.agreement import PaperToSign, SignedPaper
    from app.services.reports.signing.certificates import Certificate
    from app.ui.agreements.signing.desk import SigningDesk

CERTIFICATE: Final = "agreements/certificate"
_WIDTH: Final = 500
_KINDS: Final = "Certifikat med nyckel (*.p12 *.pfx)"
_OPEN, _SIGN, _WAIT = "Öppna certifikatet", "Skriv under", "Vänta …"
_PASSWORD: Final = "Lösenordet används bara för att öppna certifikatet. Det sparas inte."
_ENDS: Final = "Underskriften går inte att ångra. Filen sparas tillsammans med handlingen."


class SignDialog(QDialog):
    """Two steps in one window: open the certificate and see whose it is, then sign."""

    def __init__(self, desk: SigningDesk, state: SignatureState) -> None:
        super().__init__(desk.window)
        self._desk, self._state = desk, state
        self._workspace = desk.workspace
        self.certificate: Certificate | None = None
        self._job: Any = None
        self._closed = False
        self.setWindowTitle("Skriv under digitalt")
        self.setMinimumWidth(_WIDTH)
        self.line = QComboBox()
        self.path = QLineEdit(memory().get(CERTIFICATE, ""))
        self.password = QLineEdit()
        self.place = QLineEdit(memory().get(PLACE, ""))
        self.told = Sentence(role="ink")
        self.refusal = Sentence(role="unmet")
        self.go = primary_button(_OPEN, on_click=self._on_go)
        self._fill_lines()
        self._build()
        self._show_step()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need; the cursor stands at the first thing to fill in."""
        super().showEvent(event)
        fit_to_words(self, _WIDTH)
        (self.password if self.path.text() else self.path).setFocus()

    def done(self, result: int) -> None:
        """However the window is left, the key is forgotten and what runs keeps nothing."""
        self._forget()
        super().done(result)

    def choose_file(self, path: Path | None = None) -> None:
        """Choose the file with the certificate."""
        if path is None:
            folder = str(Path(self.path.text()).parent) if self.path.text() else ""
            chosen, _ = QFileDialog.getOpenFileName(self, "Välj certifikat", folder, _KINDS)
            if not chosen:
                return
            path = Path(chosen)
        self.path.setText(str(path))
        self.password.setFocus()

    # ---- building ------------------------------------------------------------------------------

    def _fill_lines(self) -> None:
        from app.services.reports.signing.agreement import open_lines, paper_to_sign

        state = self._state
        read = partial(
            paper_to_sign,
            agreement_id=state.agreement_id,
            revision_id=state.revision_id,
            clock=self._desk.clock,
        )
        self._paper: PaperToSign = self._workspace.read(read)
        unsigned = {line.place: line for line in state.unsigned}
        for line in open_lines(self._paper):
            if line.place in unsigned:
                self.line.addItem(line_words(unsigned[line.place]), line.place)

    def _build(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.path.setPlaceholderText("Fil som slutar på .p12 eller .pfx")
        for edit in (self.path, self.password):
            edit.textChanged.connect(self._on_edited)
        choose = quiet_button("Välj…", "folder", on_click=self.choose_file)
        beside = QHBoxLayout()
        beside.setSpacing(theme.NEAR)
        beside.addWidget(self.path, 1)
        beside.addWidget(choose)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.NEAR)
        for label, widget in (
            ("Skriv under som", self.line),
            ("Certifikat", self.path),
            ("Certifikatets lösenord", self.password),
            ("Ort (kan lämnas tomt)", self.place),
        ):
            widget.setMinimumHeight(theme.FIELD_HEIGHT)
            widget.setAccessibleName(label)
            row: Any = beside if widget is self.path else widget
            form.addRow(label, row)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Skriv under digitalt"))
        column.addWidget(self._about())
        self._refused = _with_sign("error", "unmet", self.refusal)
        column.addWidget(self._refused)
        column.addLayout(form)
        self._known = _with_sign("person", "ink", self.told)
        column.addWidget(self._known)
        column.addLayout(dialog_buttons(self, self.go))
        self._refuse("")

    def _about(self) -> Sentence:
        from app.services.reports.content_hash import printed_code

        about = Sentence()
        about.show_parts(
            f"Gäller {self._state.what}, kontrollkod {printed_code(self._state.content_hash)}. {_PASSWORD} ",
            Link("Läs det du skriver under", self._read_through),
        )
        return about

    def _read_through(self) -> None:
        """Open the paper as it is now in the program that shows such files."""
        self._desk.show_paper(self._paper)

    # ---- the two steps -----------------------------------------------------------------------------

    def _on_edited(self) -> None:
        self.certificate = None
        self.password.setPlaceholderText("")
        self._show_step()

    def _show_step(self) -> None:
        opened = self.certificate
        self._known.setVisible(opened is not None)
        if opened is not None:
            self.told.show_parts(_told(opened), _again(opened, self._state))
        busy = self._job is not None
        self.go.setText(_WAIT if busy else _SIGN if opened is not None else _OPEN)
        able = self.line.count() > 0 and bool(self.path.text().strip())
        self.go.setEnabled(able and not busy)
        if not self.line.count():
            self._refuse("Det finns inget fält kvar i filen att skriva under digitalt i.")
        if self.isVisible():
            fit_to_words(self, _WIDTH)

    def _on_go(self) -> None:
        self._refuse("")
        if self.certificate is None:
            self._open()
        else:
            self._sign(self.certificate)

    def _open(self) -> None:
        path, password = Path(self.path.text().strip()), self.password.text()
        now = self._desk.clock.now()
        self.password.blockSignals(True)
        self.password.clear()
        self.password.blockSignals(False)
        self._start("Öppnar certifikatet", lambda: _opened(path, password, now), self._on_opened)

    def _on_opened(self, certificate: Certificate) -> None:
        memory().put(CERTIFICATE, self.path.text().strip())
        self.certificate = certificate
        self.password.setPlaceholderText("Certifikatet är öppnat")
        self._end()
        self.go.setFocus()

    def _sign(self, certificate: Certificate) -> None:
        from app.services.reports.signing.agreement import sign_paper

        place = self.place.text().strip()
        memory().put(PLACE, place)
        work = partial(
            sign_paper,
            self._paper,
            line=self.line.currentData(),
            certificate=certificate,
            place=place or None,
            reason=None,
            now=self._desk.clock.now(),
        )
        self._start("Skriver under", work, self._on_signed)

    def _on_signed(self, signed: SignedPaper) -> None:
        from app.services.agreements.signing import keep_signed

        self._end()
        state = self._state
        kept = self._workspace.run(
            partial(
                keep_signed,
                agreement_id=state.agreement_id,
                revision_id=state.revision_id,
                signatures=(signed.signature,),
                upload=signed.upload,
                content_hash=self._paper.text.content_hash,
                built_on=self._paper.built_on,
                clock=self._desk.clock,
            )
        )
        if kept is not None:
            self._workspace.tell(f"{signed.signature.role} har skrivit under {state.what} digitalt.")
            self.accept()

    def _start(self, title: str, work: Any, done: Any) -> None:
        def finished(result: Any) -> None:
            if not self._closed:
                done(result)

        self._job = self._workspace.start_job(
            title, lambda _handle: work(), done=finished, failed=self._on_failed
        )
        self._show_step()

    def _on_failed(self, error: BaseException) -> None:
        if self._closed:
            return
        self._end()
        if not isinstance(error, DomainError):
            raise error
        self._refuse(error.message)
        if self.certificate is None:
            self.password.setFocus()

    def _end(self) -> None:
        self._job = None
        self._show_step()

    def _refuse(self, text: str) -> None:
        self.refusal.show_parts(*([text] if text else []))
        self._refused.setHidden(not text)
        if self.isVisible():
            fit_to_words(self, _WIDTH)

    def _forget(self) -> None:
        self._closed = True
        self.certificate = None
        self.password.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _opened(path: Path, password: str, now: Any) -> Certificate:
    from app.services.reports.signing.certificates import open_certificate
    from app.services.reports.signing.files import MOST_FOR_CERTIFICATE, read_file

    certificate = open_certificate(read_file(path, MOST_FOR_CERTIFICATE), password)
    certificate.check_on(now)
    return certificate


def _told(certificate: Certificate) -> str:
    from app.services.formatting import write_long_date

    identity = certificate.identity
    organisation = f", {identity.organisation}" if identity.organisation else ""
    issuer = "sig själv" if identity.self_issued else identity.issuer
    return (
        f"{identity.name}{organisation}. Utfärdat av {issuer}, gäller till och med "
        f"{write_long_date(identity.not_after.date())}. {_ENDS}"
    )


def _again(certificate: Certificate, state: SignatureState) -> str:
    """A warning where the same certificate has signed already: somebody else's line would be signed."""
    print_of = certificate.identity.fingerprint
    roles = [line.role for line in state.lines if line.signing and line.signing.fingerprint == print_of]
    return f" Samma certifikat har redan skrivit under som {' och '.join(roles)}." if roles else ""


def _with_sign(icon: str, role: str, sentence: Sentence) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.NEAR)
    row.addWidget(Sign(icon, None, role), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(sentence, 1)
    return holder
