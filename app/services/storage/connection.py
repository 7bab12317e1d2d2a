"""Connections to one SQLite file: pragmas set and checked each time, transactions begun by hand.

The driver stays in autocommit; `BEGIN` opens a read, `BEGIN IMMEDIATE` a write, so that a write never
fails half-way for want of the lock, and two reads in one transaction see one state.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.services.storage.fileformat import file_uri

WRITE = "rodatraden_write"
_BUSY_SECONDS = 10.0


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A raw connection with foreign keys on, rollback journal and the fullest synchronisation."""
    connection = sqlite3.connect(
        file_uri(path, mode="ro" if read_only else "rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=_BUSY_SECONDS,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")  # also that the journal is gone is on the disk
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA secure_delete = ON")  # what is erased leaves no trace in free pages
    if connection.execute("PRAGMA foreign_keys").fetchone() != (1,):
        connection.close()
        raise RuntimeError("SQLite does not keep foreign keys on")
    return connection


def make_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine over `path`; a connection with the option `WRITE` begins with the write lock."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, read_only=read_only),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=4,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options: Any = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITE) else "BEGIN")

    return engine
