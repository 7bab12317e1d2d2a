"""Kontrollera utskrift: type the code of a paper, or open the PDF, and see what it is worth."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from app.models.errors import DomainError
from app.ui.agreements.signing.desk import SCAN_FOLDER
from app.ui.agreements.signing.verdict import Doors, VerdictView
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.dialogs import dialog_heading
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark
from app.ui.parts.memory import memory
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.agreements.papercheck import CodeMatch
    from app.services.reports.signing.paper_check import PaperVerdict
    from app.services.reports.signing.verify import SignatureCheck
    from app.ui.agreements.signing.desk import SigningDesk

_SIZE: Final = QSize(640, 620)
_ABOUT: Final = (
    "Kontrollkoden står längst ned på varje sida. Skriv den, eller öppna PDF-filen: då jämförs varje sida "
    "ord för ord med det som beslutades, och digitala underskrifter kontrolleras."
)


class CheckDialog(QDialog):
    """The question at the top, the verdict below; a PDF can be dropped on it."""

    def __init__(self, desk: SigningDesk) -> None:
        super().__init__(desk.window)
        self._desk, self._workspace = desk, desk.workspace
        self._job: Any = None
        self._closed = False
        self._checked: Path | None = None
        self.setWindowTitle("Kontrollera utskrift")
        self.setSizeGripEnabled(True)
        self.setAcceptDrops(True)
        self.code = QLineEdit()
        self.code.setPlaceholderText("7F3A-91C2-E05B")
        self.code.setMinimumHeight(theme.FIELD_HEIGHT)
        self.code.setAccessibleName("Kontrollkod")
        self.look_up = primary_button("Kontrollera", on_click=self.check_code)
        self.look_up.setDefault(True)
        self.browse = quiet_button("Öppna PDF…", "open", on_click=self._on_open)
        self.verdict = VerdictView(Doors(self._show, self._trust))
        self._build()
        self.resize(_SIZE)

    def check_code(self) -> None:
        """Look for the code that was typed."""
        from app.services.agreements.papercheck import find_code, near_codes

        text, self._checked = self.code.text(), None
        try:
            look = partial(find_code, text=text, clock=self._desk.clock)
            matches: tuple[CodeMatch, ...] = self._workspace.read(look)
            near = () if matches else self._workspace.read(partial(near_codes, text=text))
        except DomainError as refused:
            self.verdict.show_text(refused.message, Mark.UNMET)
            return
        if matches:
            self.verdict.show_matches(matches)
        else:
            self._say_unknown(near)

    def check_file(self, path: Path) -> None:
        """Check a PDF beside the window's own work."""
        if self._job is not None:
            return
        memory().put(SCAN_FOLDER, str(path.parent))
        self._checked = path
        self.code.clear()
        self.verdict.show_text(f"Kontrollerar {path.name} …")
        self._show_busy(True)
        self._job = self._workspace.start_job(
            f"Kontrollerar {path.name}",
            partial(_checked, self._workspace, path, self._desk.clock),
            done=self._on_checked,
            failed=self._on_failed,
        )

    def done(self, result: int) -> None:
        """However the window is left, what runs is stopped."""
        self._stop()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file can be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the first file that was dropped."""
        event.acceptProposedAction()
        self.check_file(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def _build(self) -> None:
        about = Sentence()
        about.show_parts(_ABOUT)
        label = QLabel("Kontrollkod")
        label.setBuddy(self.code)
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(self.code, 1)
        row.addWidget(self.look_up)
        row.addWidget(self.browse)
        rule = QFrame()
        rule.setProperty("rule", True)
        close = QHBoxLayout()
        close.addWidget(self._issuers(), 1)
        close.addWidget(quiet_button("Stäng", on_click=self.reject))
        field = QVBoxLayout()
        field.setSpacing(theme.GRID)
        field.addWidget(label)
        field.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Kontrollera utskrift"))
        column.addWidget(about)
        column.addLayout(field)
        column.addWidget(rule)
        column.addWidget(self.verdict, 1)
        column.addLayout(close)
        self.verdict.show_text("Inget är kontrollerat än.")

    def _issuers(self) -> Sentence:
        self.issuers = Sentence()
        self._tell_issuers()
        return self.issuers

    def _tell_issuers(self) -> None:
        from app.services.reports.signing.trusted import trusted_count

        count = trusted_count()
        words = "En betrodd utfärdare" if count == 1 else f"{count or 'Inga'} betrodda utfärdare"
        self.issuers.show_parts(Link(f"{words}…", self._ask_issuers))

    def _ask_issuers(self) -> None:
        from app.ui.agreements.signing.issuers import IssuersDialog

        dialog = IssuersDialog(self)
        dialog.exec()
        dialog.deleteLater()
        self._tell_issuers()
        self._again()

    def _say_unknown(self, near: tuple[str, ...]) -> None:
        from app.services.reports.signing.paper_check import unknown_words

        self.verdict.show_text(unknown_words(near), Mark.UNMET)

    def _on_open(self) -> None:
        folder = memory().get(SCAN_FOLDER) or ""
        chosen, _ = QFileDialog.getOpenFileName(self, "Välj PDF att kontrollera", folder, "PDF (*.pdf)")
        if chosen:
            self.check_file(Path(chosen))

    def _on_checked(self, verdict: PaperVerdict) -> None:
        if not self._closed:
            self._job = None
            self._show_busy(False)
            self.verdict.show_verdict(verdict, self._checked.name if self._checked else "")

    def _on_failed(self, error: BaseException) -> None:
        if self._closed:
            return
        self._job = None
        self._show_busy(False)
        if not isinstance(error, DomainError):
            self.verdict.show_text("Filen gick inte att kontrollera.", Mark.UNMET)
            raise error
        self.verdict.show_text(error.message, Mark.UNMET)

    def _show(self, match: CodeMatch) -> None:
        self.accept()
        self._workspace.open_place("agreement", match.agreement_id)

    def _trust(self, check: SignatureCheck) -> None:
        from app.services.reports.signing.trusted import read_identity, trust

        identity = read_identity(check.anchor)
        text = (
            f"Underskrifter med certifikat från {identity.name} räknas då som giltiga på den här datorn. "
            f"Gör det bara om du har fått fingeravtrycket från utfärdaren: {_spaced(identity.fingerprint)}"
        )
        if not confirm(self, f"Lita på {identity.name}?", text, "Lita på utfärdaren"):
            return
        try:
            trust(check.anchor)
        except DomainError as refused:
            self.verdict.show_text(refused.message, Mark.UNMET)
            return
        self._tell_issuers()
        self._again()

    def _again(self) -> None:
        if self._checked is not None:
            self.check_file(self._checked)

    def _show_busy(self, busy: bool) -> None:
        self.look_up.setEnabled(not busy)
        self.browse.setEnabled(not busy)

    def _stop(self) -> None:
        self._closed = True
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _checked(workspace: Any, path: Path, clock: Any, handle: Any) -> PaperVerdict:
    from app.services.reports.signing.files import read_file
    from app.services.reports.signing.paper_check import compare, read_originals, read_paper

    paper = read_paper(read_file(path), now=clock.now())
    handle.check()
    originals = workspace.read(partial(read_originals, codes=paper.codes, clock=clock))
    return compare(paper, originals, handle.check)


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))
