"""Long work on a thread of its own: progress, cancel, and answers on the thread of the window."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class JobCancelled(Exception):
    """Raised inside the work by `JobHandle.check` when the user has cancelled; undo what was begun."""


class JobHandle:
    """What the work uses to tell how far it is and to hear that it should stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the user has cancelled."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise JobCancelled when the user has cancelled."""
        if self.cancelled:
            raise JobCancelled

    def progress(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is; total 0 means unknown."""
        self._report(done, total, words)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class Job(QObject):
    """One piece of running work; every signal arrives on the thread that made the job.

    It has no parent: what it does may hold the last reference to whoever started it, and a parent that ends
    inside the end of its own child ends the process.
    """

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    """After exactly one of finished, failed or cancelled."""

    _arrived = Signal(str, object)

    def __init__(
        self,
        title: str,
        work: Callable[[JobHandle], Any],
        *,
        writes: bool = False,
    ) -> None:
        super().__init__()
        self.title, self.writes = title, writes
        self.running = False
        self._work = work
        self._handle = JobHandle(self.progressed.emit)
        self._thread = threading.Thread(target=self._run, name=f"job: {title}", daemon=True)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; the job is kept until it has ended."""
        self.running = True
        _begun.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._handle.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread to end; whether it did."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            outcome = ("finished", self._work(self._handle))
        except JobCancelled:
            outcome = ("cancelled", None)
        except BaseException as error:
            outcome = ("failed", error)
        self._arrived.emit(*outcome)

    def _on_arrived(self, kind: str, value: object) -> None:
        self._thread.join()  # still within its emit, and whoever listens may delete this object
        self.running = False
        if kind == "finished":
            self.finished.emit(value)
        elif kind == "cancelled":
            self.cancelled.emit()
        else:
            self.failed.emit(value)
        self.ended.emit()
        QTimer.singleShot(0, partial(_begun.discard, self))  # not within an event of its own


_begun: set[Job] = set()


def begun() -> int:
    """How many jobs have begun and not ended, also those whose page has been closed."""
    return len(_begun)


class JobRunner(QObject):
    """Runs one job at a time and keeps it alive; the status line listens."""

    started = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: Job | None = None
        self._waiting: list[Job] = []

    @property
    def writing(self) -> bool:
        """Whether a running job writes, so that editing is locked."""
        return self.current is not None and self.current.writes

    def start(self, job: Job) -> None:
        """Run a job now, or after those before it."""
        self._waiting.append(job)
        job.ended.connect(self._on_ended)
        self._next()

    def stop_all(self, seconds: float = 5.0) -> bool:
        """Cancel everything and wait; whether the running work ended in time."""
        self._waiting.clear()
        if self.current is None:
            return True
        self.current.cancel()
        return self.current.wait(seconds)

    def _next(self) -> None:
        if self.current is None and self._waiting:
            self.current = self._waiting.pop(0)
            self.started.emit(self.current)
            self.current.start()

    def _on_ended(self) -> None:
        job, self.current = self.current, None
        self.ended.emit(job)
        self._next()
