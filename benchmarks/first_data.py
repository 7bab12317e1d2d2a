"""What the file holds is seen soon after: the command with 500 elements, until tree or year is painted."""

from functools import partial

from benchmarks.hierarchy import make_file
from benchmarks.measuring import Goal, Result, side_by_side
from benchmarks.starting import starter

GOAL = Goal(
    "first data",
    "`rodatraden FILE` until 500 rows are painted",
    "a script with the same shell, the ORM and 500 rows",
    1.25,
)


OVERVIEW = Goal(
    "first page",
    "`rodatraden FILE` until Översikt's year and days are painted",
    "the same script",
    1.25,
)


def run(rounds: int) -> list[Result]:
    """Start both programs in turns."""
    with starter() as start:
        path = make_file(start.folder / "kommun.styr", 500)
        return [
            side_by_side(
                goal,
                partial(start.time_to, "filled", "program", str(path), page),
                partial(start.time_to, "filled", "bare", str(path)),
                rounds=rounds,
            )
            for goal, page in ((GOAL, "steering"), (OVERVIEW, "overview"))
        ]
