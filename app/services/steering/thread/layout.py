"""Where the elements of a thread stand: layers beside each other, nothing overlapping, few lines crossing.

The order within the layers is that of igraph's Sugiyama layout. Where in its layer each element stands is
then the least-squares answer to standing beside its neighbours with no less than the needed room.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

#: The room between the middles of two elements of a layer is 1; a line that passes through needs less.
BOX: Final = 1.0
PASSING: Final = 0.34
_CROSSING_ROUNDS: Final = 24
_SWEEPS: Final = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """The place of each element across its layer, and of each line where it passes a layer.

    `places` has one number for each element; `passes` has, for each edge, the layers between its ends as
    pairs of layer and place, from the lower layer number to the higher. `extent` is first and last place.
    """

    places: tuple[float, ...]
    passes: tuple[tuple[tuple[int, float], ...], ...]
    extent: tuple[float, float]


def lay_out(layers: Sequence[int], edges: Sequence[tuple[int, int]]) -> Layout:
    """Lay out elements whose layer is given; an edge may run in any direction, also within its layer."""
    if not layers:
        return Layout((), tuple(() for _ in edges), (0.0, 0.0))
    points = list(layers)
    links: list[tuple[int, int]] = []
    chains: list[list[int]] = []
    for one, other in edges:
        first, last = (one, other) if layers[one] <= layers[other] else (other, one)
        chain = list(range(len(points), len(points) + max(0, layers[last] - layers[first] - 1)))
        points += range(layers[first] + 1, layers[last])
        chains.append(chain)
        if layers[first] != layers[last]:
            way = [first, *chain, last]
            links += pairwise(way)
    order = _order(points, links)
    places = _settle(order, links, len(layers), len(points))
    least, most = min(places[: len(layers)]), max(places[: len(layers)])
    passes = tuple(tuple((points[key], places[key]) for key in chain) for chain in chains)
    return Layout(tuple(places[: len(layers)]), passes, (least, most))


def _order(points: Sequence[int], links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The points of each layer in an order with few crossings."""
    numbers = {layer: number for number, layer in enumerate(sorted(set(points)))}
    compact = [numbers[layer] for layer in points]
    graph = _igraph().Graph(n=len(points), edges=list(links), directed=True)
    found = graph.layout_sugiyama(layers=compact, maxiter=_CROSSING_ROUNDS)
    order: list[list[int]] = [[] for _ in numbers]
    for key in sorted(range(len(points)), key=lambda key: (found[key][0], key)):
        order[compact[key]].append(key)
    return order


def _settle(
    order: Sequence[Sequence[int]], links: Sequence[tuple[int, int]], boxes: int, count: int
) -> list[float]:
    """The place of every point: beside its neighbours in turn, first those before, then those after."""
    places = [0.0] * count
    gaps: list[list[float]] = []
    for layer in order:
        gaps.append(_offsets(layer, boxes))
        for key, offset in zip(layer, gaps[-1], strict=True):
            places[key] = offset - gaps[-1][-1] / 2
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for first, last in links:
        before[last].append(first)
        after[first].append(last)
    for sweep in range(_SWEEPS):
        ahead = sweep % 2 == 0
        turn = range(len(order)) if ahead else range(len(order) - 1, -1, -1)
        last_round = sweep >= _SWEEPS - 2
        for number in turn:
            layer = order[number]
            wanted = []
            for key in layer:
                beside = before[key] + after[key] if last_round else (before[key] if ahead else after[key])
                beside = beside or before[key] + after[key]
                wanted.append(sum(places[one] for one in beside) / len(beside) if beside else places[key])
            for key, place in zip(layer, _apart(wanted, gaps[number]), strict=True):
                places[key] = place
    return places


def _offsets(layer: Sequence[int], boxes: int) -> list[float]:
    """How far from the first each point of a layer must at least stand."""
    found = [0.0]
    for one, other in pairwise(layer):
        boxed = (one < boxes) + (other < boxes)
        found.append(found[-1] + (PASSING, (BOX + PASSING) / 2, BOX)[boxed])
    return found


def _apart(wanted: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones, by least squares, that keep the order and the room.

    Without the offsets it is a regression that only must not fall: neighbours that would are pooled.
    """
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wanted, offsets, strict=True):
        total, size = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / size:
            other, more = pools.pop()
            total, size = total + other, size + more
        pools.append((total, size))
    levelled = [total / size for total, size in pools for _ in range(size)]
    return [place + offset for place, offset in zip(levelled, offsets, strict=True)]


@cache
def _igraph() -> Any:
    """The graph library, without the drawing library that it would load for its own pictures."""
    with _without("matplotlib"):
        import igraph

    return igraph


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Let an import believe that an optional library is not there: what it loads of it takes a second."""
    kept = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if kept is None:
            del sys.modules[name]
        else:
            sys.modules[name] = kept
