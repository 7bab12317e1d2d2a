"""Many papers into a folder: made in spawned processes, each file written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.models.errors import DomainError
from app.services.reports.printed import Printed, file_names, render
from app.services.reports.workshop import Outcome, Unmade, make_papers

__all__ = [
    "BatchResult", "Failure", "FileNotWritten", "FolderNotWritable", "Printed", "Progress",
    "WrittenFile", "export_documents", "file_names", "render", "write_file",
]  # fmt: skip

Progress = Callable[[int, int, str], None]
"""Called with how many papers are done, how many there are, and the name of a file."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that is in place, with its length and its SHA-256 in hex."""

    path: Path
    size: int
    sha256: str
    replaced: bool = False
    """Whether a file stood there before."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that was not written, the reason in a sentence, and its place among those asked for."""

    what: str
    reason: str
    place: int = -1


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch, in its order; when it was cancelled, files already written stay."""

    files: tuple[WrittenFile, ...]
    failed: tuple[Failure, ...]
    cancelled: bool


class FolderNotWritable(DomainError):
    """The folder for the files cannot be made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"Mappen {folder} går inte att skapa. Välj en annan mapp.")


class FileNotWritten(DomainError):
    """A file could not be written; what stood there before is untouched."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.path = path
        super().__init__(f"{path.name} skrevs inte. {_advice(error)}")


def _advice(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "Disken är full. Frigör utrymme och försök igen."
    if isinstance(error, IsADirectoryError):
        return "Där ligger redan en mapp med det namnet. Byt namn på den eller välj en annan mapp."
    if error.errno == errno.EFBIG:
        return "Disken tar inte emot så stora filer. Välj en mapp på en annan disk."
    if error.errno == errno.ENAMETOOLONG:
        return "Namnet är för långt med mappen. Välj en mapp som ligger högre upp."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Stäng filen om den är öppen i ett annat program, eller välj en mapp som du får skriva i."
    return "Kontrollera att mappen finns och går att skriva i."


def write_file(path: Path, content: bytes) -> WrittenFile:
    """Put a file in its place in one step; raises FileNotWritten and then leaves nothing half-written."""
    half = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}-{os.getpid()}.del")
    try:
        try:
            with half.open("wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            replaced = path.exists()
            half.replace(path)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
    except OSError as error:
        raise FileNotWritten(path, error) from error
    return WrittenFile(path, len(content), hashlib.sha256(content).hexdigest(), replaced)


def export_documents(
    documents: Sequence[Printed],
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int | None = None,
) -> BatchResult:
    """Write the file of each document into a folder, which is made if it is missing.

    What cannot be made or written is told in the result and stops no other; see `make_papers` for `workers`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder) from error
    told = progress if progress is not None else _silent
    names = file_names(documents)
    written: dict[int, WrittenFile] = {}
    failed: dict[int, Failure] = {}
    if documents:
        told(0, len(documents), names[0])
    for place, outcome in make_papers(documents, cancelled=cancelled, workers=workers):
        try:
            written[place] = write_file(folder / names[place], _content(outcome))
        except DomainError as error:
            failed[place] = Failure(documents[place].full_title, error.message, place)
        told(len(written) + len(failed), len(documents), names[place])
    return BatchResult(
        tuple(written[place] for place in sorted(written)),
        tuple(failed[place] for place in sorted(failed)),
        cancelled=len(written) + len(failed) < len(documents),
    )


class _NotMade(DomainError):
    """A paper could not be made."""


def _content(outcome: Outcome) -> bytes:
    if isinstance(outcome, Unmade):
        raise _NotMade(outcome.reason)
    return outcome


def _silent(_done: int, _total: int, _name: str) -> None:
    """Tell nobody."""
