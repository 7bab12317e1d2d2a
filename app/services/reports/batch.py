"""Many papers into a folder: rendered in spawned processes, each file written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from app.models.errors import DomainError
from app.services.agreements.document import AgreementDocument
from app.services.filenames import safe_file_name
from app.services.reports import steering_document, uppdragshandling
from app.services.reports.document_view import SteeringDocument
from app.services.reports.scorecard_paper import CardPaper, SummaryPaper

Progress = Callable[[int, int, str], None]
"""Called with how many papers are done, how many there are, and the file's name."""

Printed = AgreementDocument | SteeringDocument | CardPaper | SummaryPaper
"""What a batch can hold."""

HANDFUL: Final = 40
"""Up to so many papers are rendered in the calling process; starting others takes longer."""
_MOST_WORKERS: Final = 4
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that is in place, with its length and its SHA-256 in hex."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that was not written, and the reason in a sentence."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch; when it was cancelled, files already written stay."""

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
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Disken är full. Frigör utrymme och försök igen."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "Stäng filen om den är öppen i ett annat program, eller välj en mapp som du får skriva i."
    return "Kontrollera att mappen finns och går att skriva i."


def render(document: Printed) -> bytes:
    """The PDF of a document of any sort."""
    if isinstance(document, SteeringDocument):
        return steering_document.render(document)
    if isinstance(document, AgreementDocument):
        return uppdragshandling.render(document)
    from app.services.reports.scorecard_papers import render_paper

    return render_paper(document)


def file_names(documents: Sequence[Printed]) -> list[str]:
    """A name for each document, told apart by a number where two would meet."""
    taken: set[str] = set()
    names = []
    for document in documents:
        stem = safe_file_name(_called(document))
        name, number = f"{stem}.pdf", 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number}).pdf"
        taken.add(name.casefold())
        names.append(name)
    return names


def _called(document: Printed) -> str:
    if isinstance(document, AgreementDocument):
        return f"{document.title} {document.performer}"
    return document.full_title


def write_file(path: Path, content: bytes) -> WrittenFile:
    """Put a file in its place in one step; raises FileNotWritten and then leaves nothing half-written."""
    half = path.with_name(f".{hashlib.sha256(path.name.encode()).hexdigest()[:16]}-{os.getpid()}.del")
    try:
        try:
            with half.open("wb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            half.replace(path)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)
    except OSError as error:
        raise FileNotWritten(path, error) from error
    return WrittenFile(path, len(content), hashlib.sha256(content).hexdigest())


def export_documents(
    documents: Sequence[Printed],
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> BatchResult:
    """Write the PDF of each document into a folder, which is made if it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder) from error
    files: list[WrittenFile] = []
    failed: list[Failure] = []
    names = file_names(documents)
    with _rendering(documents) as results:
        for done, (document, name, result) in enumerate(zip(documents, names, results, strict=True)):
            if cancelled is not None and cancelled():
                return BatchResult(tuple(files), tuple(failed), cancelled=True)
            if progress is not None:
                progress(done, len(documents), name)
            try:
                files.append(write_file(folder / name, result()))
            except DomainError as error:
                failed.append(Failure(document.full_title, error.message))
            except Exception:
                _log.exception("a paper of a batch could not be rendered")
                failed.append(Failure(document.full_title, "Handlingen kunde inte skapas. Se loggen."))
    if progress is not None and documents:
        progress(len(documents), len(documents), names[-1])
    return BatchResult(tuple(files), tuple(failed), cancelled=False)


@contextmanager
def _rendering(documents: Sequence[Printed]) -> Iterator[list[Callable[[], bytes]]]:
    """For each document a call that gives its bytes; what is left undone at the end is called off."""
    workers = min(len(documents) // HANDFUL, os.cpu_count() or 1, _MOST_WORKERS)
    if workers < 1 or len(documents) <= HANDFUL:
        yield [_Rendered(document) for document in documents]
        return
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        yield [_Rendered(document, executor.submit(render, document)) for document in documents]
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A document being rendered elsewhere, or here when it is asked for."""

    document: Printed
    future: Future[bytes] | None = None

    def __call__(self) -> bytes:
        if self.future is not None:
            try:
                return self.future.result()
            except BrokenProcessPool:
                _log.info("a rendering process ended early; the paper is rendered in this one")
        return render(self.document)
