"""Follows the thread of one element: up to the vision and down to the last activity."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.services.formatting import write_number
from app.services.steering.rules import LevelRow
from app.services.steering.thread.reading import ThreadMap
from app.services.steering.thread.working import KINDS, Work, count_words
from app.services.steering.views import NodeRow

#: More than this and a graph cannot be taken in.
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ThreadNode:
    """An element of a thread; `distance` counts the steps from the centre, below 0 upwards."""

    row: NodeRow
    distance: int


@dataclass(frozen=True, slots=True)
class ThreadWork:
    """What is done for an element of a thread, or for an assignment in it."""

    work: Work
    distance: int


@dataclass(frozen=True, slots=True)
class ThreadEdge:
    """What joins two elements: the lower stands under the upper, or contributes to it.

    What is done for an element stands under it.
    """

    lower: int
    upper: int
    contributes: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """One thread, its elements in the order of levels and siblings, and what is done for them.

    `total` and `total_works` count those left out too.
    """

    centre: int
    nodes: tuple[ThreadNode, ...]
    edges: tuple[ThreadEdge, ...]
    levels: tuple[LevelRow, ...]
    total: int
    works: tuple[ThreadWork, ...] = ()
    total_works: int = 0

    @property
    def limit_words(self) -> str:
        """The sentence that says how much is left out; "" when nothing is."""
        shown, total = len(self.nodes), self.total
        what = "styrelement"
        if len(self.works) < self.total_works:
            shown, total = shown + len(self.works), total + self.total_works
            what = "styrelement, uppdrag och aktiviteter"
        if shown == total:
            return ""
        return f"Visar {write_number(shown)} av {write_number(total)} {what}, de som står närmast."

    @property
    def work_words(self) -> str:
        """How much of what is done is shown; "" when nothing is."""
        return count_words(tuple(each.work for each in self.works))

    @property
    def above_count(self) -> int:
        """How many of the shown elements the centre stands under or contributes to."""
        return sum(node.distance < 0 for node in self.nodes)

    @property
    def below_count(self) -> int:
        """How many of the shown elements stand under the centre or contribute to it."""
        return sum(node.distance > 0 for node in self.nodes)


def follow(threads: ThreadMap, centre: int, *, most: int = MOST_SHOWN) -> Thread:
    """The thread of an element; the way up is kept whole, then what stands nearest below.

    What is done is followed downwards only: for the element itself and for all below it.
    """
    upwards = _reached(centre, threads.above)
    downwards = _reached(centre, threads.below)
    distances = {centre: 0} | {key: -far for key, far in upwards.items()}
    distances |= {key: far for key, far in downwards.items() if key not in distances}
    works = _done(threads, {key: far for key, far in distances.items() if far >= 0})
    ways = distances | {each.work.id: each.distance for each in works}
    chosen = set(sorted(ways, key=lambda key: max(ways[key], 0))[:most])
    place = {level.id: number for number, level in enumerate(threads.levels)}
    among = [ThreadNode(row, distances[key]) for key, row in threads.rows.items() if key in chosen]
    among.sort(key=lambda node: place[node.row.level_id])
    used = {node.row.level_id for node in among}
    shown = tuple(each for each in works if each.work.id in chosen)
    done = (ThreadEdge(each.work.id, each.work.home_id, False) for each in shown)
    return Thread(
        centre,
        tuple(among),
        (*_edges(threads, chosen), *done),
        tuple(level for level in threads.levels if level.id in used),
        len(distances),
        shown,
        len(works),
    )


def _done(threads: ThreadMap, distances: Mapping[int, int]) -> list[ThreadWork]:
    """What is done for elements, assignments before activities, and the activities of these assignments."""
    found = [
        ThreadWork(work, far + 1) for key, far in distances.items() for work in threads.works.get(key, ())
    ]
    for each in tuple(found):
        if each.work.kind == "assignment":
            own = threads.works.get(each.work.id, ())
            found += (ThreadWork(work, each.distance + 1) for work in own)
    found.sort(key=lambda each: KINDS.index(each.work.kind))
    return found


def _reached(start: int, onward: Callable[[int], Iterable[int]]) -> dict[int, int]:
    """Everything that can be reached, the nearest first, with how many steps it takes."""
    found: dict[int, int] = {start: 0}
    front = [start]
    while front:
        following: list[int] = []
        for key in front:
            for other in onward(key):
                if other not in found:
                    found[other] = found[key] + 1
                    following.append(other)
        front = following
    del found[start]
    return found


def _edges(threads: ThreadMap, chosen: set[int]) -> Iterable[ThreadEdge]:
    for key in threads.rows:
        parent = threads.rows[key].parent_id if key in chosen else None
        if parent in chosen and parent is not None:
            yield ThreadEdge(key, parent, False)
    for giver, taker, note in threads.servings:
        if giver in chosen and taker in chosen:
            yield ThreadEdge(giver, taker, True, note)
