"""Copies of a file as it stood at one moment, and putting a finished copy in a file's place.

Always by SQLite's backup interface: a file copied byte by byte without its journal can hold changes that
were never completed, and no check would tell.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.services.storage.errors import Damaged, NoFolder, spoken
from app.services.storage.fileformat import file_uri

_BUSY_SECONDS = 10.0
_UNFINISHED = ".ny"
_JOURNAL = "-journal"


def open_copy(path: Path) -> sqlite3.Connection:
    """A connection to a copy that is being made; it needs no journal on disk, since it can be thrown away."""
    connection = sqlite3.connect(
        file_uri(path, mode="rwc"), uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def snapshot(source: Path | sqlite3.Connection, target: Path) -> None:
    """Write what is committed in `source` to the file `target`; no half file is left at a failure.

    A connection that is handed in must not be in a transaction of its own.
    """
    with unfinished(target) as fresh:
        copy_into(source, fresh)
        put_in_place(fresh, target)


def copy_into(source: Path | sqlite3.Connection, fresh: Path) -> None:
    """Copy `source` to `fresh` and see it safely on the disk; to be called within `unfinished`."""
    if isinstance(source, Path):
        uri = file_uri(source, mode="ro")
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as opened:
            copy_into(opened, fresh)
        return
    path = _path_of(source)
    # The read transaction waits a limited time for a writer; the copying itself would wait for ever.
    with spoken(path):
        source.execute(f"PRAGMA busy_timeout = {int(_BUSY_SECONDS * 1000)}")
        source.execute("BEGIN")
    try:
        with spoken(path):
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(open_copy(fresh)) as copy:
            source.backup(copy)
    finally:
        source.execute("ROLLBACK")
    with closing(open_copy(fresh)) as copy:  # when writers need no longer wait
        _check_copy(path, copy)
    sync(fresh)


def _path_of(source: sqlite3.Connection) -> Path:
    """The file behind a connection; asked for as bytes, since a name on disk need not be UTF-8."""
    (name,) = source.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list").fetchone()
    return Path(os.fsdecode(name))


def _check_copy(path: Path, copy: sqlite3.Connection) -> None:
    """A copy of a damaged file must never push out an older one that is sound."""
    with spoken(path):
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise Damaged(path, str(answer))


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A path beside `target` to write on; what is left there afterwards is removed.

    Failures within are said about `target`, which is what the user knows.
    """
    if not target.parent.is_dir():
        raise NoFolder(target)
    real = target.resolve()
    fresh = real.with_name(real.name + _UNFINISHED)
    with spoken(target):
        # Made by the operating system first, which says more clearly than SQLite why it cannot be.
        fresh.write_bytes(b"")
        try:
            yield fresh
        finally:
            fresh.unlink(missing_ok=True)
            Path(f"{fresh}{_JOURNAL}").unlink(missing_ok=True)


def put_in_place(fresh: Path, target: Path) -> None:
    """Let the finished copy take the place of `target` in one step that a power cut cannot split.

    An old journal is removed first: SQLite would otherwise roll it back into the new file. What a link
    points to is replaced, not the link, and colleagues keep the rights they had to the file.
    """
    real = target.resolve()
    if real.exists():
        shutil.copymode(real, fresh)
    Path(f"{real}{_JOURNAL}").unlink(missing_ok=True)
    os.replace(fresh, real)
    if os.name == "posix":  # elsewhere there is no such call, and no need of it
        _sync_folder(real.parent)


def sync(path: Path) -> None:
    """Wait until the file's content is on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
