"""The filter follows the typing: a tree is filtered and painted at little more than the least that it takes.

Matches that are not seen are opened when the window has been painted; the time until that is done too is
told without a goal.
"""

from app.services.textorder import fold
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import WatchedTree, application, drop, make_tree, rows, spaced, until_painted

LARGE, HUGE = 5_000, 100_000
TYPED = ("s", "sk", "sko", "skol", "skola", "")
_HUGE_ROUNDS = 5
_PAINTED, _IDLE = 0, 1


def run(rounds: int) -> list[Result]:
    """Type in each tree, in turns with a bare pass over its titles and one repaint."""
    application()
    few = min(rounds, _HUGE_ROUNDS)
    return [
        _typing("filter as you type", "until painted", LARGE, _PAINTED, rounds, 3.0),
        _typing("filter a very large tree", "until painted", HUGE, _PAINTED, few),
        _typing("filter until all is open", "until nothing waits", LARGE, _IDLE, rounds),
    ]


def _typing(name: str, how: str, count: int, moment: int, rounds: int, limit: float | None = None) -> Result:
    goal = Goal(
        name,
        f"a key typed over {spaced(count)} elements {how}",
        f"a bare pass over {spaced(count)} titles and one repaint",
        limit,
    )
    tree = make_tree(count)
    until_painted(tree, tree.show)
    titles = [row.title for row in rows(count)]
    result = side_by_side(goal, lambda: _type(tree, moment), lambda: _bare(tree, titles), rounds=rounds)
    drop(tree)
    return result


def _type(tree: WatchedTree, moment: int) -> float:
    """The mean of a key, over a word that is typed letter by letter and taken away again."""
    keys = (until_painted(tree, lambda typed=typed: tree.set_filter(typed))[moment] for typed in TYPED)
    return sum(keys) / len(TYPED)


def _bare(tree: WatchedTree, titles: list[str]) -> float:
    words = [fold(typed) for typed in TYPED]
    passes = sum(timed(lambda word=word: sum(word in title.casefold() for title in titles)) for word in words)
    return passes / len(words) + timed(tree.viewport().repaint)
