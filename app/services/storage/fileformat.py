"""What marks a file as ours, and what can be known of it before the database layer is loaded."""

import os
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.services.storage.errors import (
    AlreadyExists,
    BadName,
    CannotOpen,
    Damaged,
    FileError,
    NewerFile,
    NoFolder,
    NotFoundFile,
    NotOurs,
    spoken,
)

SUFFIX = ".styr"
APPLICATION_ID = int.from_bytes(b"RTrd", "big")
#: The oldest format that a program must know to write the file; stands in `user_version`.
FORMAT = 1
#: Every schema that this program can bring up to the newest, oldest first.
SCHEMAS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
SCHEMA_HEAD = SCHEMAS[-1]

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_PAYLOAD_FRACTIONS = b"\x40\x20\x20"
_BUSY_SECONDS = 10.0
_LONGEST_NAME = 240  # in bytes: 255 less what the names of journal, lock and backups add
_LONGEST_PATH = 390  # in bytes: the 511 that SQLite opens less what the path of a backup adds
_OTHER_KINDS = (
    (b"PK\x03\x04", "en zip-fil eller ett Office-dokument"),
    (b"%PDF", "ett PDF-dokument"),
    (b"\xd0\xcf\x11\xe0", "ett äldre Office-dokument"),
)
_OTHER_DATABASE = "en databas från ett annat program"
_UNREADABLE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
_WEB_PAGE = (b"<!doctype html", b"<html")
_ALEMBIC_TABLE = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


@dataclass(frozen=True)
class FileState:
    """What a look at the file says; `schema` is None while an interrupted change waits to be rolled back."""

    path: Path
    format: int
    schema: str | None
    hot_journal: bool
    writable: bool

    @property
    def newer(self) -> bool:
        """Made by a newer program that still lets this one read it."""
        return self.schema is not None and self.schema not in SCHEMAS

    @property
    def older(self) -> bool:
        """Must be brought up to the newest schema before it is used."""
        return self.schema in SCHEMAS[:-1]


class Executing(Protocol):
    """The part of a raw SQLite connection that is needed here."""

    def execute(self, sql: str, /) -> Any:
        """Run one statement."""


def file_uri(path: Path, *, mode: str) -> str:
    """The SQLite URI of a file whose name may hold å, blanks, quotes, `%`, `#` or `?`.

    SQLite takes no host in a URI, so a Windows share (`file://server/…`) goes into the path.
    """
    uri = path.absolute().as_uri()
    if not uri.startswith("file:///"):
        uri = "file:////" + uri.removeprefix("file://")
    return f"{uri}?mode={mode}"


def check_name(path: Path) -> None:
    """Raise BadName for a name that leaves no room for journal, lock and backups beside the file."""
    if not path.name or path.name.startswith("."):
        raise BadName(path, "namnet är tomt eller börjar med en punkt")
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise BadName(path, f"namnet är för långt (högst {_LONGEST_NAME} tecken, å, ä och ö räknas som två)")
    if len(os.fsencode(path.absolute())) > _LONGEST_PATH:
        raise BadName(path, "namn och mapp är tillsammans för långa")


def check_new(path: Path) -> None:
    """Raise BadName, NoFolder or AlreadyExists where no new file can be made."""
    check_name(path)
    if not path.parent.is_dir():
        raise NoFolder(path)
    if os.path.lexists(path):
        raise AlreadyExists(path)


def inspect(path: Path) -> FileState:
    """Look at a file without changing it; raises the error that says why it cannot be used.

    Goes through SQLite even for the first look: a plain `open` and `close` would drop the locks that
    this process holds on the file through another connection.
    """
    _check_place(path)
    with spoken(path), closing(_look(path)) as look:
        try:
            application, number, schema = _read_marks(path, look)
            hot = False
        except sqlite3.DatabaseError as error:
            application, number = _marks_of_unreadable(path, error)
            schema, hot = None, True
    if application != APPLICATION_ID:
        raise NotOurs(path, _OTHER_DATABASE)
    if number > FORMAT:
        raise NewerFile(path, number, FORMAT)
    return FileState(path, number, schema, hot, _writable(path))


def roll_back(path: Path) -> None:
    """Take back a change that was interrupted; a file without one is left as it is."""
    with (
        spoken(path),
        closing(sqlite3.connect(file_uri(path, mode="rw"), uri=True, timeout=_BUSY_SECONDS)) as raw,
    ):
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()


def faults(connection: Executing) -> list[str]:
    """What SQLite's whole check and the foreign keys complain of; empty when the file is sound."""
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]
        missing = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:  # so damaged that the check itself gives up
        if error.sqlite_errorcode & 0xFF not in _UNREADABLE:
            raise
        return [str(error)]
    return [text for text in found if text != "ok"] + [f"{row[0]} -> {row[2]}: {row[1]}" for row in missing]


def stamp(connection: Any) -> None:
    """Mark a new file as ours, of this format and the newest schema (raw or SQLAlchemy connection)."""
    execute = getattr(connection, "exec_driver_sql", connection.execute)
    execute(f"PRAGMA application_id = {APPLICATION_ID}")
    execute(f"PRAGMA user_version = {FORMAT}")
    execute(_ALEMBIC_TABLE)
    execute(f"INSERT INTO alembic_version (version_num) VALUES ('{SCHEMA_HEAD}')")


def _check_place(path: Path) -> None:
    if not path.exists():
        raise NotFoundFile(path)
    if path.is_dir():
        raise CannotOpen(path, "det är en mapp, inte en fil")
    if not path.is_file():
        raise CannotOpen(path, "det är inte en vanlig fil")
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise CannotOpen(path, "du har inte rätt att läsa den")
    if path.stat().st_size < _HEADER_BYTES:
        raise _too_short(path)


def _too_short(path: Path) -> FileError:
    """SQLite takes a file of less than a header for an empty database."""
    content = path.read_bytes()
    if not content:
        return NotOurs(path, "en tom fil")
    if content.startswith(_MAGIC):
        return Damaged(path, "the file ends within its header")
    return NotOurs(path, _kind_of(content))


def _marks_of_unreadable(path: Path, error: sqlite3.DatabaseError) -> tuple[int, int]:
    """Application and format of a file that waits for its journal; raises for one that is no good."""
    code = error.sqlite_errorcode
    if code != sqlite3.SQLITE_READONLY_ROLLBACK and code & 0xFF not in _UNREADABLE:
        raise error
    with path.open("rb") as stream:
        header = stream.read(_HEADER_BYTES)
    if not header.startswith(_MAGIC):
        raise NotOurs(path, _kind_of(header)) from error
    if header[21:24] != _PAYLOAD_FRACTIONS:
        raise Damaged(path, "the header holds impossible values") from error
    application, number = struct.unpack_from(">I", header, 68)[0], struct.unpack_from(">I", header, 60)[0]
    if code != sqlite3.SQLITE_READONLY_ROLLBACK and application == APPLICATION_ID:
        raise Damaged(path, str(error)) from error
    return application, number


def _kind_of(header: bytes) -> str:
    for start, words in _OTHER_KINDS:
        if header.startswith(start):
            return words
    if header.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        return "en webbsida"
    return "en fil av annat slag"


def _look(path: Path) -> sqlite3.Connection:
    uri = file_uri(path, mode="ro")
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)


def _read_marks(path: Path, look: sqlite3.Connection) -> tuple[int, int, str | None]:
    """Application, format and schema, read in one transaction so that nobody writes meanwhile."""
    look.execute("BEGIN")
    application, number = _pragma(look, "application_id"), _pragma(look, "user_version")
    if application != APPLICATION_ID:
        return application, number, None
    due = _pragma(look, "page_count") * _pragma(look, "page_size")
    if path.stat().st_size < due:
        raise Damaged(path, f"{path.stat().st_size} bytes where {due} should be")
    return application, number, _schema(path, look)


def _pragma(look: sqlite3.Connection, name: str) -> int:
    value: int = look.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _schema(path: Path, look: sqlite3.Connection) -> str:
    try:
        row = look.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise Damaged(path, "the table that names the schema is missing") from error
    if row is None:
        raise Damaged(path, "the file names no schema")
    return str(row[0])


def _writable(path: Path) -> bool:
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent))
