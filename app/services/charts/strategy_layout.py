"""The order of goals on a strategy map: rows of each perspective, turned so that few arrows cross."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Key = Hashable
Segment = tuple[Key, Key]
_SWEEPS = 8
_SWAPS = 6


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an arrow goes through a row on its way to another; `link` is its number."""

    link: int
    row: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows from above with their keys and passages from the left, the lane of each, and what still crosses.

    `ways` holds for each link the keys and passages it goes by, row by row; within one row just its ends.
    """

    rows: tuple[tuple[Key, ...], ...]
    lanes: tuple[int, ...]
    ways: tuple[tuple[Key, ...], ...]
    crossings: int


def lay_out(lanes: Sequence[Sequence[Key]], links: Sequence[tuple[Key, Key]], *, per_row: int = 6) -> Layout:
    """Rows of at most so many goals, ordered by their arrows; those to unknown goals are left out."""
    rows: list[list[Key]] = []
    owners: list[int] = []
    for number, lane in enumerate(lanes):
        for row in _chunks(lane, max(1, per_row)):
            rows.append(row)
            owners.append(number)
    where = {key: at for at, row in enumerate(rows) for key in row}
    ways = tuple(_way(number, ends, where, rows) for number, ends in enumerate(links))
    segments = [
        pair for way in ways for pair in pairwise(way) if _depth(pair[0], where) != _depth(pair[1], where)
    ]
    ordered, crossings = _ordered(rows, _by_gap(segments, where))
    return Layout(tuple(map(tuple, ordered)), tuple(owners), ways, crossings)


def crossings_of(rows: Sequence[Sequence[Key]], gaps: Sequence[Sequence[Segment]]) -> int:
    """How many pairs of segments cross between neighbouring rows."""
    found = 0
    for (upper, lower), segments in zip(pairwise(rows), gaps, strict=True):
        over = {key: at for at, key in enumerate(upper)}
        under = {key: at for at, key in enumerate(lower)}
        ends = sorted((over[one], under[other]) for one, other in segments)
        found += sum(
            first[0] < second[0] and first[1] > second[1]
            for at, first in enumerate(ends)
            for second in ends[at + 1 :]
        )
    return found


def _chunks(lane: Sequence[Key], most: int) -> list[list[Key]]:
    """A lane in rows as even as they can be."""
    if not lane:
        return []
    count = -(-len(lane) // most)
    size = -(-len(lane) // count)
    return [list(lane[at : at + size]) for at in range(0, len(lane), size)]


def _way(
    number: int, ends: tuple[Key, Key], where: Mapping[Key, int], rows: list[list[Key]]
) -> tuple[Key, ...]:
    """What an arrow goes by; its passages get places in the rows between."""
    cause, effect = ends
    if cause not in where or effect not in where:
        return ()
    first, last = where[cause], where[effect]
    step = 1 if last > first else -1
    passages = [Passage(number, row) for row in range(first + step, last, step)] if first != last else []
    for passage in passages:
        rows[passage.row].append(passage)
    return (cause, *passages, effect)


def _depth(key: Key, where: Mapping[Key, int]) -> int:
    return key.row if isinstance(key, Passage) else where[key]


def _by_gap(segments: Sequence[Segment], where: Mapping[Key, int]) -> list[list[Segment]]:
    """The segments between each row and the next, from above."""
    deepest = max(where.values(), default=0)
    gaps: list[list[Segment]] = [[] for _ in range(deepest)]
    for one, other in segments:
        upper, lower = (one, other) if _depth(one, where) < _depth(other, where) else (other, one)
        gaps[_depth(upper, where)].append((upper, lower))
    return gaps


def _ordered(rows: list[list[Key]], gaps: list[list[Segment]]) -> tuple[list[list[Key]], int]:
    """Rows swept down and up by the middle of what they hang together with; the best order found is kept."""
    current = [list(row) for row in rows]
    best, least = current, crossings_of(current, gaps)
    for sweep in range(_SWEEPS):
        if not least:
            break
        current = _swept(current, gaps, down=sweep % 2 == 0)
        _swap(current, gaps)
        found = crossings_of(current, gaps)
        if found < least:
            best, least = [list(row) for row in current], found
    return best, least


def _swept(rows: list[list[Key]], gaps: list[list[Segment]], *, down: bool) -> list[list[Key]]:
    made = [list(row) for row in rows]
    depths = range(1, len(made)) if down else range(len(made) - 2, -1, -1)
    for depth in depths:
        fixed = {key: at for at, key in enumerate(made[depth - 1 if down else depth + 1])}
        tied: dict[Key, list[int]] = {}
        for upper, lower in gaps[depth - 1 if down else depth]:
            mine, other = (lower, upper) if down else (upper, lower)
            tied.setdefault(mine, []).append(fixed[other])
        wanted = {
            key: sum(tied[key]) / len(tied[key]) if key in tied else float(at)
            for at, key in enumerate(made[depth])
        }
        made[depth].sort(key=lambda key: wanted[key])
    return made


def _swap(rows: list[list[Key]], gaps: list[list[Segment]]) -> None:
    """Let neighbours change places as long as that undoes a crossing."""
    for _ in range(_SWAPS):
        changed = False
        for depth, row in enumerate(rows):
            near = slice(max(0, depth - 1), depth + 2)
            between = gaps[max(0, depth - 1) : depth + 1]
            for at in range(len(row) - 1):
                before = crossings_of(rows[near], between)
                row[at], row[at + 1] = row[at + 1], row[at]
                if crossings_of(rows[near], between) < before:
                    changed = True
                else:
                    row[at], row[at + 1] = row[at + 1], row[at]
        if not changed:
            return


def spread(
    wanted: Sequence[float], widths: Sequence[float], gaps: Sequence[float], left: float, right: float
) -> list[float]:
    """Middles near the wanted ones, in their order, gaps apart, within two sides if there is room."""
    if not widths:
        return []
    spare, apart = right - left - sum(widths), sum(gaps)
    kept = [*(gap * min(1.0, max(0.1, spare / apart)) for gap in gaps), 0.0] if apart else [0.0] * len(widths)
    rightwards = _in_line(wanted, widths, kept)
    mirrored = _in_line([-each for each in reversed(wanted)], widths[::-1], [*kept[-2::-1], 0.0])
    found = [(one - other) / 2 for one, other in zip(rightwards, reversed(mirrored), strict=True)]
    at = left
    for place, wide in enumerate(widths):
        found[place] = max(found[place], at + wide / 2)
        at = found[place] + wide / 2 + kept[place]
    at = right
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], at - widths[place] / 2)
        at = found[place] - widths[place] / 2 - (kept[place - 1] if place else 0.0)
    return found


def _in_line(wanted: Sequence[float], widths: Sequence[float], gaps: Sequence[float]) -> list[float]:
    """Middles no further to the left than wanted, each clear of the one before."""
    found: list[float] = []
    at = float("-inf")
    for middle, wide, gap in zip(wanted, widths, gaps, strict=True):
        found.append(max(middle, at + wide / 2))
        at = found[-1] + wide / 2 + gap
    return found
