"""The open file: reads, the one write transaction, undo, and letting the file go."""

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models.base import Versioned
from app.models.errors import ChangedSince, DomainError, Locked
from app.models.schema import Base
from app.models.storage import FileInfo
from app.services.clock import Clock
from app.services.storage import backup, changelog, connection, errors, fileformat, schema
from app.services.storage.capture import Capture, RowChange, WriteSession, guard
from app.services.storage.changelog import Changes
from app.services.storage.lock import WriterLock
from app.services.storage.retention import Backup
from app.services.storage.undo import Command, UndoRefused, UndoStack, reverse

T = TypeVar("T")
_WORDS = "words"
_FINAL = "final"
_FORGET = "forget"


class OpenForReading(DomainError):
    """A change was asked for in a file that is open for reading only."""

    def __init__(self, path: Path, why: str) -> None:
        reason = f" {why}" if why else ""
        super().__init__(f"”{path.name}” är öppen för läsning.{reason} Ändringen gjordes inte.")


class NothingToUndo(DomainError):
    """Undo or redo was asked for with an empty history."""

    def __init__(self, *, redo: bool = False) -> None:
        super().__init__(f"Det finns inget att {'göra om' if redo else 'ångra'}.")


@dataclass(frozen=True)
class Written(Generic[T]):
    """What a use case gave back and what it changed."""

    value: T
    changes: Changes


def describe(session: Session, words: str) -> None:
    """Say in Swedish what the use case does: stands in the log and beside undo. No personal names."""
    session.info[_WORDS] = words


def final(session: Session) -> None:
    """Mark the change as one that cannot be undone: deciding, signing, erasing."""
    session.info[_FINAL] = True


def forget_history(session: Session) -> None:
    """Drop the whole undo history with this change (erasure of personal data)."""
    session.info[_FORGET] = True


def check_version(row: Versioned, expected: int, what: str) -> None:
    """Refuse a change that was made against an older state of `row`."""
    if row.version != expected:
        raise ChangedSince(what)


def touch(row: Versioned) -> None:
    """Raise the version of a root row, also when only its children change."""
    row.version += 1


class Database:
    """One municipality's file, open for writing (at most one program) or for reading."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        user: str,
        lock: WriterLock | None,
        holder: str | None = None,
        why_read_only: str = "",
        backup_limit: int = backup.DEFAULT_LIMIT,
    ) -> None:
        self.path = path
        self.clock = clock
        self.user = user
        self.holder = holder
        self.why_read_only = why_read_only
        self._lock = lock
        self._backup_limit = backup_limit
        self._engine: Engine = connection.make_engine(path, read_only=lock is None)
        guard(self._engine)
        self._writing = threading.RLock()
        self._undo = UndoStack()
        self._watch = connection.connect(path, read_only=True) if lock is None else None
        self._seen = self._data_version()
        if self._watch is not None:
            self._watch.execute("PRAGMA busy_timeout = 0")  # who polls is on the window's thread
        self._changed = lock is not None and lock.left_behind

    @classmethod
    def create(cls, path: Path, *, clock: Clock, user: str) -> "Database":
        """Make an empty file and open it; refuses to replace anything."""
        fileformat.check_new(path)
        lock = WriterLock(path, user=user, clock=clock)
        with errors.spoken(path):
            if not lock.acquire():
                raise errors.InUse(path, lock.holder.words if lock.holder else None)
        try:
            _make_file(path, clock=clock, user=user)
            return cls(path, clock=clock, user=user, lock=lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        user: str,
        read_only: bool = False,
        backup_limit: int = backup.DEFAULT_LIMIT,
    ) -> "Database":
        """Open for writing if nobody else does and the place allows it, otherwise for reading.

        `backup_limit` is what all backups together may take, in bytes.
        """
        state = fileformat.inspect(path)
        wanted = not read_only and state.writable and not state.newer
        lock = WriterLock(path, user=user, clock=clock)
        can_lock, acquired = _take(lock) if wanted else (state.writable, False)
        try:
            _settle(path, clock=clock, writer=acquired)
            with errors.spoken(path):
                return cls(
                    path,
                    clock=clock,
                    user=user,
                    lock=lock if acquired else None,
                    holder=None if acquired or lock.holder is None else lock.holder.words,
                    why_read_only="" if acquired or read_only else _why_read_only(state, can_lock, lock),
                    backup_limit=backup_limit,
                )
        except BaseException:
            lock.release()
            raise

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @property
    def undo_words(self) -> str | None:
        """What undo would undo."""
        return self._undo.done[-1].words if self._undo.done else None

    @property
    def redo_words(self) -> str | None:
        """What redo would redo."""
        return self._undo.undone[-1].words if self._undo.undone else None

    def read(self, view: Callable[[Session], T]) -> T:
        """Build a view in one read transaction that ends before this returns."""
        with errors.spoken(self.path), Session(self._engine, autoflush=False) as session:
            value = view(session)
            session.rollback()
            return value

    def write(self, use_case: Callable[[Session], T]) -> Written[T]:
        """Run a use case in the one write transaction, log it and commit."""
        with self._writing, errors.spoken(self.path), self._transaction() as session:
            value = use_case(session)
            command, changes = self._log(session, _name(use_case))
            session.commit()
            self._remember(session, command)
        return Written(value, changes)

    def write_unlogged(self, work: Callable[[Session], T]) -> T:
        """Write what is not part of the record (drafts): no entry, no undo step."""
        with self._writing, errors.spoken(self.path), self._transaction() as session:
            value = work(session)
            session.flush()
            if session.capture.changes(session.connection()):
                raise RuntimeError("only drafts are written without an entry in the log")
            session.commit()
            return value

    def undo(self) -> Changes:
        """Undo the last change; raises `UndoRefused` when its rows are not as it left them."""
        return self._step(redo=False)

    def redo(self) -> Changes:
        """Redo the last undone change."""
        return self._step(redo=True)

    def poll(self) -> Changes | None:
        """For a reader: changes of unknown kinds when another program has written since last asked.

        Does not wait while somebody writes: what is written is heard of the next time.
        """
        try:
            with errors.spoken(self.path):
                now = self._data_version()
        except errors.Busy:
            return None
        if now == self._seen:
            return None
        self._seen = now
        return Changes(frozenset(), frozenset(), "")

    @property
    def backup_due(self) -> bool:
        """Whether something has changed since the last backup, also by a program that was killed."""
        return self._changed and self._lock is not None

    def back_up(self) -> Backup | None:
        """Back up what has changed since the last time; may be called on any thread while the file is open.

        What fails is said by the error raised, and is due again.
        """
        if not self.backup_due:
            return None
        self._changed = False  # before the copying: what is written meanwhile is due next time
        try:
            return backup.make_backup(self.path, self.path, clock=self.clock, limit_bytes=self._backup_limit)
        except BaseException:
            self._changed = True
            raise

    def close(self) -> None:
        """Back up what changed, forget the history and let the file and its lock go.

        The file is closed also when the backup cannot be made, which the error raised then says.
        """
        self._undo.clear()
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self._engine.dispose()
        if self._lock is not None:
            try:
                self.back_up()
            finally:
                self._lock.release()
                self._lock = None

    def _data_version(self) -> int:
        if self._watch is None:
            return 0
        version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return version

    @contextmanager
    def _transaction(self) -> Iterator[WriteSession]:
        if self._lock is None:
            raise OpenForReading(self.path, self.why_read_only)
        bound = self._engine.connect().execution_options(**{connection.WRITE: True})
        try:
            with WriteSession(bound, autoflush=True) as session:
                session.info["capture"] = Capture()
                yield session
        finally:
            raw = bound.connection.driver_connection
            if raw is not None:
                raw.rollback()  # a commit that was refused leaves its transaction open
            bound.close()

    def _log(self, session: WriteSession, use_case: str) -> tuple[Command | None, Changes]:
        session.flush()
        rows = session.capture.changes(session.connection())
        words = session.info.get(_WORDS)
        if not any(row.tells for row in rows) and not session.info.get(_FORGET):
            session.rollback()
            return None, Changes(frozenset(), frozenset(), words or "")
        if words is None:
            raise RuntimeError(f"{use_case} changed rows without describe(session, …)")
        entry_id = changelog.append(
            session, rows, made_at=self.clock.now(), made_by=self.user, use_case=use_case, words=words
        )
        return Command(entry_id, words, frozenset((row.table, row.key) for row in rows)), _changes(
            rows, words
        )

    def _remember(self, session: WriteSession, command: Command | None) -> None:
        if command is None:
            return
        self._changed = True
        if session.info.get(_FORGET):
            self._undo.clear()
        elif session.info.get(_FINAL):
            self._undo.forget(command.rows)
            self._undo.undone.clear()
        else:
            self._undo.push(command)

    def _step(self, *, redo: bool) -> Changes:
        source = self._undo.undone if redo else self._undo.done
        target = self._undo.done if redo else self._undo.undone
        if not source:
            raise NothingToUndo(redo=redo)
        command = source[-1]
        words = f"{'Gjorde om' if redo else 'Ångrade'}: {command.words}"
        try:
            with self._writing, errors.spoken(self.path), self._transaction() as session:
                reverse(session, command, redo=redo)
                describe(session, words)
                made, changes = self._log(session, f"storage.{'redo' if redo else 'undo'}")
                session.commit()
        except (UndoRefused, Locked, IntegrityError) as refused:
            source.pop()
            raise UndoRefused(command.words, redo=redo) from refused
        source.pop()
        if made is not None:
            self._changed = True
            target.append(replace(made, words=command.words))
        return Changes(changes.kinds, changes.ids, command.words)


def _settle(path: Path, *, clock: Clock, writer: bool) -> None:
    """Roll back a hot journal and bring an older file up to date, where this program may write."""
    state = fileformat.inspect(path)
    if state.hot_journal:
        if not writer:
            raise errors.HotJournal(path)
        fileformat.roll_back(path)
        state = fileformat.inspect(path)
    if state.older:
        if not writer:
            raise errors.OldReadOnly(path)
        from app.services.storage.migrate import migrate

        migrate(path, clock=clock)


def _take(lock: WriterLock) -> tuple[bool, bool]:
    """Whether the place can lock at all (else it is one to read from), and whether the right was free."""
    try:
        return True, lock.acquire()
    except (errors.ReadOnlyPlace, errors.CannotOpen):
        return False, False


def _why_read_only(state: fileformat.FileState, can_lock: bool, lock: WriterLock) -> str:
    if state.newer:
        return "Den är gjord med en nyare version av programmet."
    if not can_lock:
        return "Den ligger där du inte får skriva."
    return f"Den är öppen hos {lock.holder.words if lock.holder else 'någon annan'}."


def _make_file(path: Path, *, clock: Clock, user: str) -> None:
    """Build the new file beside its place and put it there whole."""
    from app.services.storage.snapshot import put_in_place, unfinished

    with errors.spoken(path), unfinished(path) as fresh:
        fresh.touch()
        engine = connection.make_engine(fresh)
        try:
            with engine.connect().execution_options(**{connection.WRITE: True}) as opened:
                Base.metadata.create_all(opened)
                schema.install(opened)
                fileformat.stamp(opened)
                info = FileInfo(file_key=str(uuid.uuid4()), created_at=clock.now(), created_by=user)
                with Session(opened) as session:
                    session.add(info)
                    session.commit()
                opened.commit()
        finally:
            engine.dispose()
        put_in_place(fresh, path)


def _changes(rows: Sequence[RowChange], words: str) -> Changes:
    return Changes(frozenset(row.table for row in rows), frozenset(row.key for row in rows), words)


def _name(use_case: Callable[..., Any]) -> str:
    while isinstance(use_case, partial):
        use_case = use_case.func
    module = use_case.__module__.removeprefix("app.services.")
    return f"{module}.{use_case.__qualname__}"
