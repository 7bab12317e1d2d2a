"""The open file as the window sees it: reads, writes, undo, the working year and what was saved when."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.clock import Clock, working_year_default
from app.ui.parts.jobs import Job, JobHandle, JobRunner

if TYPE_CHECKING:
    from app.services.storage import Changes, Database, Written

T = TypeVar("T")
POLL_MS = 2000
BACKUP_MS = 10 * 60 * 1000
BACKUP_SOON_MS = 5000
_READ_ONLY = "Filen är öppen för läsning. {why} Ändringen gjordes inte."
_BUSY = "{title} pågår och skriver i filen. Vänta tills det är klart eller avbryt det."


class Workspace(QObject):
    """Owns the open database; pages use what `WorkspacePort` names."""

    changed = Signal(object)
    """`Changes` after every write, undo and redo, and when another program wrote."""
    working_year_changed = Signal(int)
    told = Signal(str, str)
    """A sentence and its kind: info, warning, error, or step for what was undone or redone."""
    place_requested = Signal(str, object)
    history_changed = Signal()
    """What can be undone or redone, or when it was saved, is another."""

    def __init__(self, database: Database, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.database = database
        self.clock = clock
        self.jobs = JobRunner(self)
        self.saved_at: datetime | None = None
        self._year = working_year_default(clock)
        self._timer = QTimer(self)
        if database.read_only:
            self._timer.timeout.connect(self._on_poll)
            self._timer.start(POLL_MS)
        else:
            self._timer.timeout.connect(self.back_up)
            self._timer.start(BACKUP_MS)
            if database.backup_due:  # a program that was killed did not come so far
                QTimer.singleShot(BACKUP_SOON_MS, self, self.back_up)

    @property
    def path(self) -> Path:
        """The open file."""
        return self.database.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.database.read_only

    @property
    def today(self) -> date:
        """The clock's day."""
        return self.clock.today()

    @property
    def working_year(self) -> int:
        """The year chosen at the top."""
        return self._year

    def set_working_year(self, year: int) -> None:
        """Work in another year."""
        if year != self._year:
            self._year = year
            self.working_year_changed.emit(year)

    def read(self, view: Callable[[Any], T]) -> T:
        """Build a view in one read transaction."""
        return self.database.read(view)

    def run(self, use_case: Callable[[Any], T]) -> Written[T] | None:
        """Run a use case in one write transaction; None when it was refused, which has been said."""
        if not self._may_write():
            return None
        written = self._guarded(lambda: self.database.write(use_case))
        if written is not None:
            self._after_write(written.changes)
        return written

    def write_unlogged(self, work: Callable[[Any], T]) -> T | None:
        """Save a draft: no log entry, no undo step, no signal; a refusal is kept quiet while typing."""
        if self.read_only or self.jobs.writing:
            return None
        return self.database.write_unlogged(work)

    def keep_draft(self, field: str, label: str, text: str) -> None:
        """Keep a text that is being written, so that a crash does not lose it."""
        from app.services.storage import drafts

        kept = partial(drafts.save_draft, field=field, label=label, text=text, clock=self.clock)
        self.write_unlogged(kept)

    def drop_draft(self, field: str) -> None:
        """Forget a draft that has become a change or was taken back."""
        from app.services.storage import drafts

        self.write_unlogged(partial(drafts.drop_draft, field=field))

    def undo(self) -> None:
        """Undo the last change, or say why it cannot be undone."""
        self._step(self.database.undo, "Ångrade")

    def redo(self) -> None:
        """Redo the last undone change, or say why it cannot be redone."""
        self._step(self.database.redo, "Gjorde om")

    @property
    def undo_words(self) -> str | None:
        """What undo would undo."""
        return None if self.read_only else self.database.undo_words

    @property
    def redo_words(self) -> str | None:
        """What redo would redo."""
        return None if self.read_only else self.database.redo_words

    def tell(self, text: str, kind: str = "info") -> None:
        """Show a sentence above the page."""
        self.told.emit(text, kind)

    def open_place(self, kind: str, key: Hashable) -> None:
        """Go to where a row is shown."""
        self.place_requested.emit(kind, key)

    def start_job(
        self,
        title: str,
        work: Callable[[JobHandle], Any],
        *,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        writes: bool = False,
    ) -> Job:
        """Run long work on a thread of its own; progress and cancel stand in the status line."""
        job = Job(title, work, writes=writes)
        if done is not None:
            job.finished.connect(done)
        job.failed.connect(failed if failed is not None else self._on_job_failed)
        job.cancelled.connect(lambda: self.tell(f"{title} avbröts."))
        self.jobs.start(job)
        return job

    def back_up(self) -> None:
        """Back up what has changed, unless other work runs; it is tried again in a while."""
        if self.jobs.current is None and self.database.backup_due:
            self.start_job(
                "Säkerhetskopierar", lambda _handle: self.database.back_up(), failed=self._on_backup_failed
            )

    def close(self) -> None:
        """Stop work and let the file go; a DomainError says that its last backup could not be made.

        It ends itself when the event loop comes round: its signals hold those who listen, who hold it.
        """
        self._timer.stop()
        self.deleteLater()
        self.jobs.stop_all()
        self._forget_attachments()
        self.database.close()

    def _forget_attachments(self) -> None:
        """Let go of the bytes of removed attachments, now that nothing more can be undone."""
        from app.models.errors import DomainError
        from app.services.steering.documents import attachments

        if self.read_only:
            return
        try:
            if self.database.read(attachments.has_unreferenced):
                self.database.write_unlogged(attachments.clear_unreferenced)
        except DomainError:  # somebody holds the file; it is done the next time
            logging.getLogger("app.ui").info("Unreferenced attachments stay until the next time")

    def _may_write(self) -> bool:
        if self.read_only:
            why = self.database.why_read_only
            self.tell(" ".join(_READ_ONLY.format(why=why).split()), "warning")
            return False
        if self.jobs.writing and self.jobs.current is not None:
            self.tell(_BUSY.format(title=self.jobs.current.title), "warning")
            return False
        return True

    def _step(self, step: Callable[[], Changes], verb: str) -> None:
        if not self._may_write():
            return
        changes = self._guarded(step)
        if changes is None:
            self.history_changed.emit()
            return
        self._after_write(changes)
        self.tell(f"{verb}: {changes.words}", "step")

    def _guarded(self, write: Callable[[], T]) -> T | None:
        from app.models.errors import DomainError

        try:
            return write()
        except DomainError as refused:
            self.tell(refused.message, "error")
            return None

    def _after_write(self, changes: Changes) -> None:
        self.saved_at = self.clock.now()
        self.changed.emit(changes)
        self.history_changed.emit()

    def _on_job_failed(self, error: BaseException) -> None:
        from app.models.errors import DomainError

        if isinstance(error, DomainError):
            self.tell(error.message, "error")
            return
        logging.getLogger("app.ui").error("Job failed", exc_info=error)
        self.tell("Arbetet gick inte att slutföra. Filen är oförändrad.", "error")

    def _on_backup_failed(self, error: BaseException) -> None:
        from app.models.errors import DomainError

        if not isinstance(error, DomainError):
            logging.getLogger("app.ui").error("Backup failed", exc_info=error)
        reason = error.message if isinstance(error, DomainError) else "Mer står i loggen."
        self.tell(f"Säkerhetskopian kunde inte göras. {reason} Det du ändrar sparas som vanligt.", "warning")

    def _on_poll(self) -> None:
        from app.models.errors import DomainError

        try:
            changes = self.database.poll()
        except DomainError as error:  # asking again would say it again
            self._timer.stop()
            self.tell(error.message, "error")
            return
        if changes is not None:
            self.changed.emit(changes)
