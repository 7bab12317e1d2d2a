"""Sixty agreements of eight pages with four charts in two processes, with the window alive meanwhile.

Two processes are held against one; each of them begins anew and loads what it needs, as for a user who
exports. What the calling process takes, with all of it loaded, is told beside it. The window's gap is the
longest time between two beats of a timer that repaints the program's own tree while the batch runs as a job
of the window, held against what nobody notices.
LibreOffice converts the same words, tables and four pictures of charts, sixty files in one start; the
conversion of an empty file is subtracted. Without LibreOffice that is left out, and told so.
"""

import gc
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import app
from app.services.agreements.document import AgreementDocument
from app.services.reports.batch import BatchResult, export_documents
from app.services.reports.uppdragshandling import render
from benchmarks.agreement_pile import CHARTS, COUNT, PAGES, pile, plainly, write_word_files
from benchmarks.measuring import Goal, Result, side_by_side, timed

PROGRAM: Final = "soffice"
_MOST_ROUNDS: Final = 3
_WHAT: Final = f"{COUNT} agreements of {PAGES} pages with {CHARTS} charts"
_BEAT_MS: Final = 5
_SETTLING_MS: Final = 300
"""The window is shown and laid out before the batch begins."""
_UNNOTICED: Final = 0.1
_ROWS: Final = 500
PROCESSES = Goal("a batch of agreements", f"{_WHAT} in 2 processes", "the same in one process", 0.65)
LOADED = Goal(PROCESSES.name, PROCESSES.measured, "the same in the calling process, with all of it loaded")
GAP = Goal("the window meanwhile", "the longest gap between two events of the window", "100 ms", 1.0)
OFFICE = Goal(
    "a batch beside LibreOffice",
    f"{_WHAT} in 2 processes",
    f"LibreOffice converts {COUNT} like .docx, an empty conversion subtracted",
    1 / 3,
)


def run(rounds: int) -> list[Result]:
    """Export in turns, listen to the window, and convert in turns where there is LibreOffice."""
    compile_dir(Path(app.__file__).parent, quiet=1)  # as for a user from the second start on
    documents = pile()
    _check(documents[0])
    rounds = min(rounds, _MOST_ROUNDS)
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as name:
        folder = Path(name)
        results = [
            side_by_side(
                goal,
                lambda: _export(documents, folder, 2),
                lambda workers=workers: _export(documents, folder, workers),
                rounds=rounds,
            )
            for goal, workers in ((PROCESSES, 1), (LOADED, 0))
        ]
        results.append(_gaps(documents, folder, rounds))
        program = shutil.which(PROGRAM)
        office = None if program is None else _Office(program, documents, folder)
        if office is None or not office.able:
            print(
                "the batch beside LibreOffice is left out: no LibreOffice Writer is installed",
                file=sys.stderr,
            )
            return results
        side = side_by_side(
            OFFICE, lambda: _export(documents, folder, 2), office.convert, rounds=min(rounds, 2)
        )
        return [*results, side]


def _check(document: AgreementDocument) -> None:
    """The papers are as large as they are said to be."""
    from pikepdf import Dictionary, Pdf

    with Pdf.open(BytesIO(render(document))) as pdf:
        figures = [
            each
            for each in pdf.objects
            if isinstance(each, Dictionary) and each.get("/S") == "/Figure" and "/Alt" in each
        ]
        if abs(len(pdf.pages) - PAGES) > 1 or len(figures) < CHARTS:
            raise RuntimeError(f"an agreement has {len(pdf.pages)} pages and {len(figures)} charts")


def _export(documents: Sequence[AgreementDocument], folder: Path, workers: int) -> float:
    taken = timed(lambda: _exported(export_documents(documents, folder / "ut", workers=workers)))
    shutil.rmtree(folder / "ut")
    return taken


def _exported(result: BatchResult) -> None:
    if result.failed or len(result.files) != COUNT:
        raise RuntimeError(f"{len(result.failed)} agreements were not written")


def _gaps(documents: Sequence[AgreementDocument], folder: Path, rounds: int) -> Result:
    """The largest gap of each round."""
    gaps = tuple(_largest_gap(documents, folder) for _ in range(rounds + 1))[1:]
    return Result(GAP, gaps, (_UNNOTICED,) * len(gaps))


def _largest_gap(documents: Sequence[AgreementDocument], folder: Path) -> float:
    from PySide6.QtCore import QEventLoop, QTimer

    from app.ui.parts.jobs import Job

    def work(handle: Any) -> BatchResult:
        return export_documents(
            documents, folder / "fönster", progress=handle.progress, cancelled=lambda: handle.cancelled
        )

    beats: list[float] = []
    outcome: list[Any] = []
    with _window() as view:

        def beat() -> None:
            view.repaint()
            beats.append(perf_counter())

        loop, timer, job = QEventLoop(), QTimer(), Job("Exporterar", work)
        job.finished.connect(outcome.append)
        job.failed.connect(outcome.append)
        job.ended.connect(loop.quit)
        timer.timeout.connect(beat)
        beat()
        timer.start(_BEAT_MS)
        job.start()
        loop.exec()
        timer.stop()
    shutil.rmtree(folder / "fönster", ignore_errors=True)
    if not outcome or not isinstance(outcome[0], BatchResult):
        raise RuntimeError(f"the batch failed: {outcome}")
    _exported(outcome[0])
    return max(later - earlier for earlier, later in pairwise(beats))


@contextmanager
def _window() -> Iterator[Any]:
    """What paints itself in a window that stands still, and looks for garbage as the program's does."""
    from PySide6.QtCore import QEventLoop, QTimer

    from app.ui.shell.collecting import Collector
    from benchmarks.painting import make_tree, rows

    tree, loop = make_tree(_ROWS), QEventLoop()
    tree.show_rows(rows(_ROWS))
    tree.show()
    gc.collect()
    gc.freeze()  # what all the benchmarks have loaded and made is no part of the window
    collector = Collector()
    QTimer.singleShot(_SETTLING_MS, loop.quit)
    loop.exec()
    try:
        yield tree.viewport()
    finally:
        collector.finish()
        tree.hide()
        tree.deleteLater()


class _Office:
    """LibreOffice with settings of its own, and the files that it converts."""

    def __init__(self, program: str, documents: Sequence[AgreementDocument], folder: Path) -> None:
        self._program, self._folder = program, folder / "office"
        for name in ("files", "empty", "out"):
            (self._folder / name).mkdir(parents=True)
        self._files = write_word_files(documents, self._folder / "files")
        self._empty = write_word_files([plainly(documents[0])], self._folder / "empty")
        self.able = self._convert(self._empty) == 1  # the first start makes the profile

    def convert(self) -> float:
        """How much longer all files take than an empty one, in seconds."""
        return timed(lambda: self._all(self._files)) - timed(lambda: self._all(self._empty))

    def _all(self, files: Sequence[Path]) -> None:
        made = self._convert(files)
        if made != len(files):
            raise RuntimeError(f"LibreOffice made {made} files of {len(files)}")

    def _convert(self, files: Sequence[Path]) -> int:
        """How many files were made."""
        out = self._folder / "out"
        words = [self._program, f"-env:UserInstallation={(self._folder / 'profile').as_uri()}", "--headless"]
        words += ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        subprocess.run(words, check=True, capture_output=True, timeout=1800)
        made = list(out.iterdir())
        for each in made:
            each.unlink()
        return len(made)
