"""The levels of a model as a diagram: a tree by primary parent, and lanes for what else is built on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.services.steering.modelviews import LevelView


@dataclass(frozen=True, slots=True)
class DiagramRow:
    """A level on its line: how deep it stands and the line of its primary parent."""

    level: LevelView
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class SourceLane:
    """A level that others build on besides the tree: its line, theirs, and the lane they are joined in."""

    source: int
    targets: tuple[int, ...]
    lane: int

    @property
    def reach(self) -> tuple[int, int]:
        """The first and last line that the lane passes."""
        lines = (self.source, *self.targets)
        return min(lines), max(lines)


@dataclass(frozen=True, slots=True)
class LevelDiagram:
    """Lines from top to bottom, and lanes beside them; lanes of one number never meet."""

    rows: tuple[DiagramRow, ...]
    lanes: tuple[SourceLane, ...]

    @property
    def lane_count(self) -> int:
        """How many lanes stand beside each other."""
        return max((one.lane for one in self.lanes), default=-1) + 1


def level_diagram(levels: Sequence[LevelView]) -> LevelDiagram:
    """Place levels given in their order; a level stands below its primary parent."""
    below: dict[str | None, list[LevelView]] = {}
    for level in levels:
        below.setdefault(level.parent, []).append(level)
    rows = tuple(_placed(below))
    lines = {row.level.key: place for place, row in enumerate(rows)}
    return LevelDiagram(rows, _lanes(rows, lines))


def _placed(below: dict[str | None, list[LevelView]]) -> Iterator[DiagramRow]:
    stack: list[tuple[LevelView, int, int | None]] = [(one, 0, None) for one in reversed(below.get(None, []))]
    place = 0
    while stack:
        level, depth, parent = stack.pop()
        yield DiagramRow(level, depth, parent)
        stack += [(child, depth + 1, place) for child in reversed(below.get(level.key, []))]
        place += 1


def _lanes(rows: Sequence[DiagramRow], lines: dict[str, int]) -> tuple[SourceLane, ...]:
    targets: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        for key in row.level.sources:
            targets.setdefault(lines[key], []).append(place)
    bundles = sorted(targets.items(), key=lambda found: (_length(found), found[0]))
    free: list[list[tuple[int, int]]] = []
    made = []
    for source, ends in bundles:
        reach = min(source, *ends), max(source, *ends)
        lane = next((n for n, taken in enumerate(free) if not _meets(reach, taken)), len(free))
        if lane == len(free):
            free.append([])
        free[lane].append(reach)
        made.append(SourceLane(source, tuple(ends), lane))
    return tuple(sorted(made, key=lambda one: one.source))


def _length(found: tuple[int, list[int]]) -> int:
    return max(found[0], *found[1]) - min(found[0], *found[1])


def _meets(reach: tuple[int, int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(reach[0] <= last and first <= reach[1] for first, last in taken)
