"""What can be wrong with a file or its place, each with its own Swedish message."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.models.errors import DomainError, Locked

#: First words of the messages that the file's own triggers raise.
LOCKED_PREFIX = "låst: "
PROTECTED_PREFIX = "skyddad: "

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_PRIMARY = 0xFF


class FileError(DomainError):
    """Something with the file `path` itself; what was in it is untouched."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path


class NotFoundFile(FileError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"Filen ”{path.name}” finns inte i ”{path.parent}”. Välj en annan fil.")


class NotOurs(FileError):
    """The file holds something else than a steering model; `what` says what, when it can be seen."""

    def __init__(self, path: Path, what: str = "en fil av annat slag") -> None:
        super().__init__(
            path,
            f"”{path.name}” är {what}, inte en styrmodell. Filen är orörd. Välj en fil som slutar på .styr.",
        )


class Damaged(FileError):
    """The file is ours but cannot be read whole; `detail` is for the log and for support."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"”{path.name}” är skadad och kan inte öppnas. Filen är orörd. "
            "Återställ den från en säkerhetskopia.",
        )
        self.detail = detail


class NewerFile(FileError):
    """The file demands a newer program than this; `needed` is the format number it demands."""

    def __init__(self, path: Path, needed: int, known: int) -> None:
        super().__init__(
            path,
            f"”{path.name}” är gjord med en nyare version av Röda tråden. Den kräver filformat {needed}, "
            f"det här programmet klarar filformat {known}. Filen är orörd. Installera en nyare version.",
        )
        self.needed = needed


class OldReadOnly(FileError):
    """The file is of an older schema and nothing can be written where it lies."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"”{path.name}” är gjord med en äldre version och måste uppdateras, men kan inte skrivas här. "
            "Filen är orörd. Kopiera den till en mapp där du får skriva och öppna kopian.",
        )


class ReadOnlyPlace(FileError):
    """The file or its folder refuses writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"Det går inte att skriva ”{path.name}” i ”{path.parent}”. Inget har ändrats. "
            "Välj en mapp där du får skriva, eller öppna filen skrivskyddad.",
        )


class DiskFull(FileError):
    """There is no room left; the change was taken back whole."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"Disken är full, så ”{path.name}” kunde inte skrivas. Allt som var sparat tidigare finns kvar. "
            "Frigör utrymme och gör om ändringen.",
        )


class CannotOpen(FileError):
    """The place cannot be read or used for another reason, said by `why`."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, f"”{path.name}” kan inte öppnas: {why}. Filen är orörd. Välj en annan fil.")
        self.why = why


class InUse(FileError):
    """Another program has the file open for writing; `holder` says who, if it is known."""

    def __init__(self, path: Path, holder: str | None = None) -> None:
        who = holder or "någon annan"
        super().__init__(
            path,
            f"”{path.name}” är öppen hos {who}. Inget har ändrats. "
            "Öppna filen skrivskyddad eller vänta tills den är stängd.",
        )
        self.holder = holder


class Busy(FileError):
    """Somebody writes in the file just now, for longer than we wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"”{path.name}” är upptagen just nu. Inget har ändrats. Försök igen om en liten stund."
        )


class HotJournal(FileError):
    """An interrupted change must be rolled back, which nobody may do here."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"En ändring i ”{path.name}” avbröts och måste tas tillbaka innan filen kan läsas, "
            "men den kan inte skrivas här. Filen är orörd. Öppna den från en plats där du får skriva.",
        )


class AlreadyExists(FileError):
    """Something lies where a new file should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"”{path.name}” finns redan i ”{path.parent}” och har inte rörts. Välj ett annat namn."
        )


class NoFolder(FileError):
    """The folder where a file should be made is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"Mappen ”{path.parent}” finns inte, så ”{path.name}” kunde inte sparas. Inget har ändrats. "
            "Välj en annan mapp.",
        )


class BadName(FileError):
    """The name cannot be used for a file and for what lies beside it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, f"Filen kan inte heta så: {why}. Inget har skapats. Välj ett annat namn.")


class MigrationFailed(FileError):
    """The update to the newest schema failed on the copy; `detail` is for the log."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            path,
            f"”{path.name}” kunde inte uppdateras till den här versionen. Filen är orörd och kan öppnas med "
            "den version som den är gjord med. Säg till den som sköter programmet hos er.",
        )
        self.detail = detail


def as_domain_error(error: BaseException, path: Path) -> DomainError | None:
    """What a failure of SQLite or the operating system means to a user; None when it is a fault of ours.

    SQLAlchemy's wrapping is looked through.
    """
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return _from_sqlite(cause, path)
    if isinstance(cause, OSError):
        return _from_system(cause, path)
    return None


def _from_sqlite(error: sqlite3.Error, path: Path) -> DomainError | None:
    message = str(error)
    if message.startswith(LOCKED_PREFIX):
        return Locked(message.removeprefix(LOCKED_PREFIX))
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        return HotJournal(path)
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return ReadOnlyPlace(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(path, message)
        case sqlite3.SQLITE_CANTOPEN:
            return CannotOpen(path, "platsen går inte att läsa eller skriva")
        case sqlite3.SQLITE_IOERR:
            return CannotOpen(path, "platsen svarar inte som den ska")
    return None


def _from_system(error: OSError, path: Path) -> DomainError:
    if error.errno in _FULL:
        return DiskFull(path)
    if error.errno in _REFUSED:
        return ReadOnlyPlace(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFoundFile(path)
    if error.errno == errno.ENAMETOOLONG:
        return BadName(path, "namnet är för långt")
    return CannotOpen(path, "platsen svarar inte som den ska")


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Let failures of SQLite and the operating system around `path` reach the user as sentences."""
    try:
        yield
    except Exception as error:  # SQLAlchemy's own wrapping cannot be named before it is loaded
        known = as_domain_error(error, path)
        if known is None:
            raise
        raise known from error
