"""A file of 50 MB from Kolada is looked through in the memory that its wanted figures take."""

import json
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure_file import TOWNS, YEARS, look, open_town, write_bytes
from benchmarks.measuring import Goal, Result

LIMIT = 1 / 4
SIZE = 50_000_000
FIGURES = 10
MEGABYTE = 1_000_000


def run(_rounds: int) -> list[Result]:
    """The highest memory of either side; told in the text, since a result's own numbers are times."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "data.json"
        write_bytes(path, SIZE)
        size = path.stat().st_size
        with open_town(Path(made), FIGURES) as database:
            ours = _peak(lambda: _agree(look(database, path).added, size))
        whole = _peak(lambda: json.loads(path.read_text("utf-8")))
    goal = Goal(
        "kolada memory",
        f"a file of {size / MEGABYTE:.0f} MB looked through in {ours / MEGABYTE:.1f} MB; as if a MB were",
        f"parsed whole in {whole / MEGABYTE:.0f} MB; as if a MB were",
        LIMIT,
    )
    return [Result(goal, (ours / MEGABYTE / 1000,), (whole / MEGABYTE / 1000,))]


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _agree(added: int, size: int) -> None:
    """Every value of the wanted figures was read, where the file is large enough to hold them all."""
    if size >= 50 * MEGABYTE and added != FIGURES * TOWNS * len(YEARS):
        raise AssertionError("not every value was read")
