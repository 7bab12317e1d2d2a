"""A tree is painted as soon, however many elements it has; only what is seen may cost anything.

What cannot be seen at first is opened when the window has been painted; the time until that is done too,
and the time to take the rows in, grow with the tree and are told without a goal.
"""

from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application, drop, make_tree, rows, spaced, until_painted

SMALL, LARGE, HUGE = 500, 5_000, 100_000
_HUGE_ROUNDS = 3
_PAINTED, _IDLE = 0, 1


def run(rounds: int) -> list[Result]:
    """Show trees in turns."""
    application()
    few = min(rounds, _HUGE_ROUNDS)
    return [
        _compare("first paint of a tree", "shown and painted", LARGE, _PAINTED, rounds, 1.5),
        _compare("first paint of a very large tree", "shown and painted", HUGE, _PAINTED, few),
        _compare("a tree all open", "shown until nothing waits", LARGE, _IDLE, rounds),
        side_by_side(
            Goal("rows taken in", f"{spaced(LARGE)} rows", f"{spaced(SMALL)} rows"),
            lambda: _take_in(LARGE),
            lambda: _take_in(SMALL),
            rounds=rounds,
        ),
    ]


def _compare(name: str, how: str, count: int, moment: int, rounds: int, limit: float | None = None) -> Result:
    goal = Goal(name, f"{spaced(count)} elements {how}", f"{spaced(SMALL)} elements {how}", limit)
    return side_by_side(goal, lambda: _show(count, moment), lambda: _show(SMALL, moment), rounds=rounds)


def _show(count: int, moment: int) -> float:
    tree = make_tree(count)
    taken = until_painted(tree, tree.show)[moment]
    drop(tree)
    return taken


def _take_in(count: int) -> float:
    rows(count)
    tree = make_tree(0)
    taken = timed(lambda: tree.show_rows(rows(count)))
    drop(tree)
    return taken
