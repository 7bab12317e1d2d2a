"""Starting a program of its own and timing when it says that something is seen."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_PATIENCE = 60.0
"""A program that has not ended after so many seconds never will."""


class Starter:
    """Starts programs with settings of their own in a folder that is thrown away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # As for a user from the second start on: modules are compiled once, which the round for warmth does.
        self._environment = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE} | {
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
            "RODATRADEN_SETTINGS_DIR": str(folder / "settings"),
        }

    def time_to(self, word: str, program: str, *words: str) -> float:
        """Seconds from the start of a program in `benchmarks.starts` until it says a word."""
        command = [sys.executable, "-m", f"benchmarks.starts.{program}", *words]
        begun = perf_counter()
        with subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            stuck = Timer(_PATIENCE, process.kill)
            stuck.start()
            said = {line.strip(): perf_counter() - begun for line in process.stdout}
            stuck.cancel()
        taken = said.get(word)
        if taken is None or process.returncode:
            raise RuntimeError(f"{program} never said {word} (exit code {process.returncode})")
        return taken


@contextmanager
def starter() -> Iterator[Starter]:
    """A starter for the length of a measurement."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        yield Starter(Path(folder))
