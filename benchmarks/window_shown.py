"""The window is seen soon: the command with a file, until its window is painted."""

from benchmarks.hierarchy import make_file
from benchmarks.measuring import Goal, Result, side_by_side
from benchmarks.starting import starter

GOAL = Goal("window shown", "`rodatraden FILE` until painted", "an empty QMainWindow until painted", 1.9)


def run(rounds: int) -> list[Result]:
    """Start both programs in turns."""
    with starter() as start:
        path = make_file(start.folder / "kommun.styr", 500)
        return [
            side_by_side(
                GOAL,
                lambda: start.time_to("seen", "program", str(path)),
                lambda: start.time_to("seen", "empty"),
                rounds=rounds,
            )
        ]
