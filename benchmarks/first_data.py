"""The file's rows are seen soon after: the command with a file of 500 elements, until its tree is painted."""

from benchmarks.hierarchy import make_file
from benchmarks.measuring import Goal, Result, side_by_side
from benchmarks.starting import starter

GOAL = Goal(
    "first data",
    "`rodatraden FILE` until 500 rows are painted",
    "a script with the same shell, the ORM and 500 rows",
    1.25,
)


def run(rounds: int) -> list[Result]:
    """Start both programs in turns."""
    with starter() as start:
        path = make_file(start.folder / "kommun.styr", 500)
        return [
            side_by_side(
                GOAL,
                lambda: start.time_to("filled", "program", str(path)),
                lambda: start.time_to("filled", "bare", str(path)),
                rounds=rounds,
            )
        ]
