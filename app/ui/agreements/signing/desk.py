"""What can be done with signatures from the page: each asks what it needs, and says what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.models.errors import DomainError
from app.ui.agreements.signing.recording import record_inputs, recorded
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import TextInput
from app.ui.parts.memory import memory
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.signatures import FileView, SignatureState, SigningView
    from app.services.clock import Clock
    from app.services.reports.signing.agreement import PaperToSign
    from app.services.reports.signing.paper_check import PaperVerdict
    from app.services.steering.documents.attachments import Upload

SCAN_FOLDER = "agreements/scans"
PLACE = "agreements/place"
_KEPT_AS = "signing_desk"
_SAME = frozenset({"decided", "superseded", "drawn"})
_ONCE = "Filen sparas för alltid med handlingen. Registrera sedan vilka som har skrivit under."
_OTHER = "Den sparas då som en bilaga vid sidan av handlingen, inte som den undertecknade filen."
_SCANS = "Undertecknad handling (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
_FINAL = "Underskriften går inte att ångra, men den kan tas tillbaka med en anledning."
_WITH_IT = (
    " Digitala underskrifter som har lagts till efter den bygger på den och tas tillbaka tillsammans med den."
)


class SigningDesk:
    """Signatures of agreements and their appendices."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self.workspace = workspace
        self.window = window
        self._looked_at: TemporaryDirectory[str] | None = None

    @property
    def clock(self) -> Clock:
        """The window's clock."""
        from app.services.clock import fixed_clock

        return getattr(self.workspace, "clock", None) or fixed_clock(self.workspace.today)

    def states(self, agreement_id: int) -> tuple[SignatureState, ...]:
        """The signatures of an agreement and of its decided appendices."""
        from app.services.agreements.signatures import signature_states

        found: tuple[SignatureState, ...] = self.workspace.read(
            partial(signature_states, agreement_id=agreement_id)
        )
        return found

    def earlier(self, agreement_id: int) -> tuple[SignatureState, ...]:
        """The signatures of versions that were decided before the newest."""
        from app.services.agreements.signatures import earlier_states

        found: tuple[SignatureState, ...] = self.workspace.read(
            partial(earlier_states, agreement_id=agreement_id)
        )
        return found

    def record(self, state: SignatureState) -> bool:
        """Record who signed on paper, in which role, when and where."""
        from app.services.agreements import signing

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            memory().put(PLACE, values["place"])
            return partial(
                signing.record_signing,
                agreement_id=state.agreement_id,
                revision_id=state.revision_id,
                clock=self.clock,
                **recorded(state, values),
            )

        inputs = record_inputs(state, self.workspace.today, memory().get(PLACE, ""))
        text = f"Gäller {state.what}. {_FINAL}"
        done = ask_until_done(
            self.workspace, self.window, "Registrera underskrift", inputs, "Registrera", ready, text
        )
        return done is not None

    def withdraw(self, signing: SigningView) -> bool:
        """Take back a signature that was recorded by mistake."""
        from app.services.agreements.signing import withdraw_signing

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(withdraw_signing, signing_id=signing.id, why=values["why"], clock=self.clock)

        text = (
            f"{signing.role}: {signing.facts}. Underskriften står kvar som tillbakatagen, med din anledning."
        )
        inputs = (TextInput("why", "Varför den tas tillbaka", placeholder="Fel person antecknades"),)
        return (
            ask_until_done(
                self.workspace, self.window, "Ta tillbaka underskriften?", inputs, "Ta tillbaka", ready,
                text + (_WITH_IT if signing.digital else ""),
            )
            is not None
        )  # fmt: skip

    def attach(self, state: SignatureState, path: Path | None = None) -> None:
        """Keep the signed paper, scanned or signed digitally in another service, with the text it is of."""
        chosen = path or self._ask_scan()
        if chosen is not None:
            self.workspace.start_job(
                f"Läser {chosen.name}",
                partial(read_signed, self.workspace, chosen, self.clock),
                done=partial(self._keep, state),
                failed=self._on_unread,
            )

    def _keep(self, state: SignatureState, read: tuple[Upload, PaperVerdict | None]) -> None:
        from app.services.agreements.signing import keep_file

        upload, verdict = read
        kind = "scan" if verdict is None else self._ask_kind(state, verdict)
        if kind:
            keep = partial(
                keep_file, agreement_id=state.agreement_id, revision_id=state.revision_id, kind=kind,
                name=upload.name, data=upload.data, clock=self.clock,
            )  # fmt: skip
            self.workspace.run(keep)

    def _ask_kind(self, state: SignatureState, verdict: PaperVerdict) -> str:
        """What a digitally signed file is kept as; "" when the user would rather not."""
        ours = any(match.content_hash == state.content_hash for match in verdict.matches)
        names = "; ".join(check.words for check in verdict.signatures.signatures)
        if ours and verdict.level in _SAME:
            title, text, verb = (
                "Spara som den undertecknade filen?",
                f"{verdict.words} {_ONCE}",
                "Spara filen",
            )
        else:
            about = f"Filen är inte {state.what} som den gäller. " if verdict.matches and not ours else ""
            title, text, verb = "Bifoga filen ändå?", f"{about}{verdict.words} {_OTHER}", "Bifoga ändå"
        sure = confirm(self.window, title, f"Filen är digitalt undertecknad: {names}.\n\n{text}", verb)
        return "" if not sure else "signed" if verb == "Spara filen" else "scan"

    def _on_unread(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self.workspace.tell(error.message, "error")

    def remove(self, file: FileView) -> bool:
        """Take away a scan that does not belong here."""
        from app.services.agreements.signing import remove_file

        sure = confirm(
            self.window,
            f"Ta bort ”{file.name}”?",
            "Den går att få tillbaka med Ångra.",
            "Ta bort",
            danger=True,
        )
        return sure and self.workspace.run(partial(remove_file, file_id=file.id)) is not None

    def open_file(self, file: FileView) -> None:
        """Open a copy that cannot be changed by mistake in the program that shows such files."""
        upload = self._try(lambda: self._upload(file))
        if upload is not None:
            self._show(upload)

    def show_paper(self, paper: PaperToSign) -> None:
        """Open what is to be signed; it is made beside the window's own work."""
        from app.services.steering.documents.attachments import Upload

        self.workspace.start_job(
            "Gör handlingen som PDF",
            lambda _handle: Upload(paper.name, paper.pdf()),
            done=self._show,
        )

    def save_file(self, file: FileView, path: Path | None = None) -> bool:
        """Save a copy of a kept file where the user wants it."""
        from app.services.paths import documents_dir
        from app.services.steering.documents.attachments import write_copy

        folder = Path(memory().get(SCAN_FOLDER) or documents_dir())
        if path is None:
            chosen, _ = QFileDialog.getSaveFileName(self.window, "Spara kopia", str(folder / file.name))
            if not chosen:
                return False
            path = Path(chosen)
        upload = self._try(lambda: self._upload(file))
        if upload is None:
            return False
        target = path

        def write() -> Path:
            write_copy(upload, target)
            return target

        if self._try(write) is None:
            return False
        self.workspace.tell(f"Sparade {path.name} i {path.parent}.")
        return True

    def sign(self, state: SignatureState) -> None:
        """Sign with a certificate."""
        from app.ui.agreements.signing.sign_dialog import SignDialog

        dialog = self._try(lambda: SignDialog(self, state))
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()

    def check(self) -> None:
        """Check a paper by its code, or a PDF."""
        from app.ui.agreements.signing.check_dialog import CheckDialog

        dialog = CheckDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def _show(self, upload: Upload) -> None:
        from app.services.steering.documents.attachments import write_to_look_at

        if self._looked_at is None:
            self._looked_at = TemporaryDirectory(prefix="rodatraden-", ignore_cleanup_errors=True)
        folder = Path(self._looked_at.name)
        path = self._try(lambda: write_to_look_at(upload, folder))
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.workspace.tell(
                f"Inget program på datorn öppnar ”{upload.name}”. Spara den på ett annat ställe.", "error"
            )

    def _upload(self, file: FileView) -> Upload:
        from app.services.agreements.signing import read_file

        found: Upload = self.workspace.read(partial(read_file, file_id=file.id))
        return found

    def _ask_scan(self) -> Path | None:
        from app.services.paths import documents_dir

        folder = memory().get(SCAN_FOLDER) or str(documents_dir())
        chosen, _ = QFileDialog.getOpenFileName(
            self.window, "Välj den undertecknade handlingen", folder, _SCANS
        )
        if not chosen:
            return None
        memory().put(SCAN_FOLDER, str(Path(chosen).parent))
        return Path(chosen)

    def _try(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return None


def read_signed(
    workspace: WorkspacePort, path: Path, clock: Clock, handle: Any
) -> tuple[Upload, PaperVerdict | None]:
    """A file to keep; with the verdict on it when it is a PDF that somebody has signed digitally."""
    from app.services.reports.signing.paper_check import compare, read_originals, read_paper
    from app.services.reports.signing.verify import is_signed
    from app.services.settings import load_settings
    from app.services.steering.documents.attachments import read_upload

    upload = read_upload(path, limit=load_settings().attachment_limit_bytes)
    if not is_signed(upload.data):
        return upload, None
    paper = read_paper(upload.data, now=clock.now())
    originals = workspace.read(partial(read_originals, codes=paper.codes, clock=clock))
    return upload, compare(paper, originals, handle.check)


def desk_of(page: Any) -> SigningDesk:
    """The desk of a page, the same one each time; it lives as long as the page."""
    if not hasattr(page, _KEPT_AS):
        setattr(page, _KEPT_AS, SigningDesk(page.workspace, page))
    desk: SigningDesk = getattr(page, _KEPT_AS)
    return desk
