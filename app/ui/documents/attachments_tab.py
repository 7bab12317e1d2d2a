"""The tab Bilagor: files that belong to the document, added, looked at, saved elsewhere and removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_bytes, write_count
from app.ui.documents.columns import attachment_columns
from app.ui.documents.list_tab import ListTab
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import TextInput
from app.ui.parts.memory import memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from app.services.steering.documents.attachments import Upload
    from app.services.steering.documents.views import AttachmentRow, DocumentView
    from app.ui.parts.page import WorkspacePort

_NOTHING = "Inga bilagor. Lägg till filer med knappen eller genom att dra dem hit."
_NOTHING_LOCKED = "Inga bilagor."
#: Above so many bytes together, files are read on a thread of their own.
_READ_AT_ONCE = 5_000_000
_REMEMBERED = "attachments/folder"


class AttachmentsTab(ListTab):
    """A row for each file; double-click opens a copy to look at."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        super().__init__(
            attachment_columns(), key=lambda row: row.id, name="Bilagor", remember_as="attachments",
            nothing=_NOTHING,
        )  # fmt: skip
        self._workspace = workspace
        self._window = window
        self._view: DocumentView | None = None
        self._looked_at: TemporaryDirectory[str] | None = None
        self._add = self.add_button("Lägg till…", "plus", self._on_add)
        self.add_row_button("Öppna", "open", self.open_copy)
        self.add_row_button("Spara som…", "save", self._on_save)
        self.add_row_button("Byt namn…", "edit", self._on_rename, able=self._may)
        self.add_row_button("Ta bort", "trash", self._on_remove, able=self._may)
        self.table.row_activated.connect(self.open_copy)
        self.setAcceptDrops(True)

    def show_document(self, view: DocumentView | None) -> None:
        """Show the attachments of a document."""
        self._view = view
        self._add.setVisible(self._may(None))
        if view is None:
            self.show_list(())
            return
        self.say_nothing(_NOTHING if self._may(None) else _NOTHING_LOCKED)
        count = write_count(len(view.attachments), "bilaga", "bilagor")
        self.show_list(view.attachments, f"{count}, {write_bytes(view.total_size)}.")

    def settle(self) -> bool:
        """Nothing is typed here."""
        return True

    def add_files(self, paths: Sequence[Path]) -> None:
        """Attach files; what is refused is said, and the others are added. Large files are read aside."""
        from app.services.settings import load_settings

        view = self._view
        if view is None or not paths:
            return
        limit = load_settings().attachment_limit_bytes
        read = partial(_read_all, tuple(paths), limit)
        if sum(_size(path) for path in paths) <= _READ_AT_ONCE:
            self._attach(view.node_id, limit, read())
        else:
            done = partial(self._attach, view.node_id, limit)
            self._workspace.start_job("Läser bilagor", lambda _handle: read(), done=done)

    def _attach(self, node_id: int, limit: int, read: tuple[tuple[Upload, ...], str]) -> None:
        """Add what was read, unless another document has been opened meanwhile."""
        from app.services.steering.documents import attachments

        uploads, refused = read
        view = self._view
        if view is None or view.node_id != node_id:
            self._workspace.tell(
                "Bilagorna lades inte till, eftersom ett annat dokument öppnades.", "warning"
            )
            return
        if uploads:
            self._workspace.run(
                partial(
                    attachments.add_attachments,
                    node_id=node_id,
                    uploads=uploads,
                    expected_version=view.version,
                    limit=limit,
                )
            )
        if refused:
            self._workspace.tell(refused, "error")

    def open_copy(self, row: AttachmentRow) -> None:
        """Open a copy that cannot be changed by mistake in the program that shows such files."""
        from app.services.steering.documents import attachments

        if self._looked_at is None:
            self._looked_at = TemporaryDirectory(prefix="rodatraden-", ignore_cleanup_errors=True)
        folder = Path(self._looked_at.name)
        path = self._try(lambda: attachments.write_to_look_at(self._read(row), folder))
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._workspace.tell(
                f"Inget program på datorn öppnar ”{row.name}”. Spara den på ett annat ställe.", "error"
            )

    def save_to(self, row: AttachmentRow, path: Path) -> bool:
        """Save a copy of an attachment."""
        from app.services.steering.documents import attachments

        def write() -> Path:
            attachments.write_copy(self._read(row), path)
            return path

        return self._try(write) is not None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped while the document can be written in."""
        if self._may(None) and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _may(self, _row: object) -> bool:
        return self._view is not None and self._view.open_for_edits and not self._workspace.read_only

    def _read(self, row: AttachmentRow) -> Upload:
        from app.services.steering.documents import attachments

        found: Upload = self._workspace.read(partial(attachments.read_attachment, attachment_id=row.id))
        return found

    def _try(self, work: Callable[[], Path]) -> Path | None:
        try:
            return work()
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return None

    def _on_add(self) -> None:
        folder = _last_folder()
        paths, _kind = QFileDialog.getOpenFileNames(self._window, "Lägg till bilagor", str(folder))
        if paths:
            _remember_folder(Path(paths[0]).parent)
            self.add_files([Path(path) for path in paths])

    def _on_save(self, row: AttachmentRow) -> None:
        wanted = str(_last_folder() / row.name)
        path, _kind = QFileDialog.getSaveFileName(self._window, "Spara bilagan", wanted)
        if path and self.save_to(row, Path(path)):
            _remember_folder(Path(path).parent)
            self._workspace.tell(f"”{row.name}” sparades i {Path(path).parent}.")

    def _on_rename(self, row: AttachmentRow) -> None:
        from app.services.steering.documents import attachments

        view = self._view
        if view is None:
            return

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                attachments.rename_attachment, attachment_id=row.id, name=str(asked["name"]),
                expected_version=view.version,
            )  # fmt: skip

        inputs = (TextInput("name", "Namn", row.name),)
        ask_until_done(self._workspace, self._window, "Byt namn på bilagan", inputs, "Byt namn", ready)

    def _on_remove(self, row: AttachmentRow) -> None:
        from app.services.steering.documents import attachments

        if self._view is not None:
            self._workspace.run(
                partial(
                    attachments.remove_attachment, attachment_id=row.id, expected_version=self._view.version
                )
            )


def _read_all(paths: tuple[Path, ...], limit: int) -> tuple[tuple[Upload, ...], str]:
    """The files that can be attached, and why the others cannot."""
    from app.services.steering.documents import attachments

    uploads: list[Upload] = []
    refused: list[str] = []
    for path in paths:
        try:
            uploads.append(attachments.read_upload(path, limit=limit))
        except DomainError as error:
            refused.append(error.message)
    return tuple(uploads), " ".join(refused)


def _size(path: Path) -> int:
    """How large a file is, 0 where that cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _last_folder() -> Path:
    from app.services.paths import documents_dir

    kept = Path(str(memory().get(_REMEMBERED, "")))
    return kept if kept.is_absolute() and kept.is_dir() else documents_dir()


def _remember_folder(folder: Path) -> None:
    memory().put(_REMEMBERED, str(folder))
