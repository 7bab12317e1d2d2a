"""Stretches of a circle packed in lanes, so that no two in a lane meet, and grown into what is left free."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

#: The places of stretches that belong together.
Row = tuple[int, ...]


class Stretch(NamedTuple):
    """A piece of a circle in whole parts: from `start` up to but not with `end`, at most one turn later."""

    start: int
    end: int
    grows: bool = True


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a stretch lies: its lowest lane, how many it fills outwards, and how many there are."""

    first: int
    width: int = 1
    count: int = 1

    @property
    def last(self) -> int:
        """The outermost lane that it fills."""
        return self.first + self.width - 1


def meet(one: Stretch, other: Stretch, turn: int) -> bool:
    """Whether two stretches have some of the circle in common, also over the top."""
    if max(one.end - one.start, other.end - other.start) >= turn:
        return True
    between = (other.start - one.start) % turn
    return between < one.end - one.start or turn - between < other.end - other.start


def arrange(stretches: Sequence[Stretch], turn: int, rows: Sequence[Row] = ()) -> tuple[Lane, ...]:
    """The lanes of all, packed and grown, each group that hangs together by itself.

    A row is the places of stretches that do not meet: they get one lane and grow alike.
    """
    found = [Lane(0)] * len(stretches)
    for group in _joined(groups(stretches, turn), rows):
        members = [stretches[place] for place in group]
        here = _rows_within(rows, group)
        lanes = pack_rows(members, turn, here) if here else pack(members, turn)
        for place, lane in zip(group, grow(members, lanes, turn, here), strict=True):
            found[place] = lane
    return tuple(found)


def _joined(found: list[list[int]], rows: Sequence[Row]) -> list[list[int]]:
    """The groups, with those together that have a row in common."""
    for row in rows:
        having = [group for group in found if not set(row).isdisjoint(group)]
        if len(having) > 1:
            together = [place for group in having for place in group]
            found = [*(group for group in found if group not in having), together]
    return found


def _rows_within(rows: Sequence[Row], group: Sequence[int]) -> tuple[Row, ...]:
    """The rows of a group, counted in its own places."""
    if not rows:
        return ()
    own = {place: number for number, place in enumerate(group)}
    return tuple(tuple(own[place] for place in row) for row in rows if row[0] in own)


def pack_rows(stretches: Sequence[Stretch], turn: int, rows: Sequence[Row]) -> tuple[int, ...]:
    """The lane of each stretch: rows outermost, others beside them where they are free, the rest inside."""
    found: dict[int, int] = {}
    lanes: list[_Filled] = []
    inside = {place for row in rows for place in row}
    alone = sorted(set(range(len(stretches))) - inside, key=lambda one: stretches[one].start)
    for places in (*rows, *((place,) for place in alone)):
        bounds = [_bounds(stretches[place], turn) for place in places]
        number = next((n for n, lane in enumerate(lanes) if lane.are_free(bounds, turn)), None)
        if number is None and places[0] not in inside:
            continue
        if number is None:
            number = len(lanes)
            lanes.append(_Filled())
        for place, piece in zip(places, bounds, strict=True):
            lanes[number].add(*piece)
            found[place] = number
    rest = [place for place in alone if place not in found]
    packed = pack([stretches[place] for place in rest], turn)
    deepest = max(packed, default=-1) + len(lanes)
    own = dict(zip(rest, packed, strict=True))
    return tuple(own[n] if n in own else deepest - found[n] for n in range(len(stretches)))


def _bounds(one: Stretch, turn: int) -> tuple[int, int]:
    start = one.start % turn
    return start, start + min(turn, one.end - one.start)


def depth(stretches: Sequence[Stretch], turn: int) -> int:
    """How many lie over each other where they are most: no fewer lanes can hold them."""
    events: list[tuple[int, int]] = []
    over = 0
    for one in stretches:
        start = one.start % turn
        end = start + min(turn, one.end - one.start)
        events.append((start, 1))
        events.append((end % turn if end != turn else turn, -1))
        over += end > turn
    most = over
    for _, change in sorted(events):
        over += change
        most = max(most, over)
    return most


def groups(stretches: Sequence[Stretch], turn: int) -> list[list[int]]:
    """The places of stretches that hang together because they meet, one after another."""
    found: list[list[int]] = []
    bounds: list[tuple[int, int]] = []
    for place in sorted(range(len(stretches)), key=lambda one: stretches[one].start % turn):
        start = stretches[place].start % turn
        end = start + min(turn, stretches[place].end - stretches[place].start)
        if found and start < bounds[-1][1]:
            found[-1].append(place)
            bounds[-1] = (bounds[-1][0], max(bounds[-1][1], end))
        else:
            found.append([place])
            bounds.append((start, end))
    while len(found) > 1 and bounds[-1][1] - turn > bounds[0][0]:
        _, end = bounds.pop(0)
        found[-1] += found.pop(0)
        bounds[-1] = (bounds[-1][0], max(bounds[-1][1], end + turn))
    return found


def pack(stretches: Sequence[Stretch], turn: int) -> tuple[int, ...]:
    """The lane of each stretch: the innermost that is free, in the order of the circle, longer ones first.

    The circle is cut where fewest lie over the cut; those take a lane each.
    """
    cut = _cut(stretches, turn)
    found = [0] * len(stretches)
    ends: list[tuple[int, int]] = []
    free: list[int] = []
    limits: list[int] = []
    placed = sorted(
        ((one.start - cut) % turn, -min(turn, one.end - one.start), place)
        for place, one in enumerate(stretches)
    )
    for start, length, place in placed:
        if start - length > turn:
            found[place] = len(limits)
            heappush(ends, (start - length - turn, len(limits)))
            limits.append(start)
    for start, length, place in placed:
        if start - length > turn:
            continue
        while ends and ends[0][0] <= start:
            heappush(free, heappop(ends)[1])
        lane = _free_lane(free, limits, start - length)
        if lane is None:
            lane = len(limits)
            limits.append(turn)
        found[place] = lane
        heappush(ends, (start - length, lane))
    return tuple(found)


def _free_lane(free: list[int], limits: Sequence[int], end: int) -> int | None:
    passed: list[int] = []
    found = None
    while free:
        lane = heappop(free)
        if end <= limits[lane]:
            found = lane
            break
        passed.append(lane)
    for lane in passed:
        heappush(free, lane)
    return found


def _cut(stretches: Sequence[Stretch], turn: int) -> int:
    """The start of a stretch over which fewest others lie."""
    starts = sorted(one.start % turn for one in stretches)
    ends = sorted((one.start % turn + min(turn, one.end - one.start)) for one in stretches)
    over = sum(end > turn for end in ends)
    wrapped = sorted(end % turn if end < 2 * turn else turn for end in ends if end > turn)
    ended = passed = 0
    best, fewest = 0, len(stretches) + 1
    for place, start in enumerate(starts):
        while ended < len(ends) and ends[ended] <= start:
            ended += 1
        while passed < len(wrapped) and wrapped[passed] <= start:
            passed += 1
        lying = place - ended + over - passed
        if lying < fewest:
            best, fewest = start, lying
    return best


class _Filled:
    """What a lane holds, in order around the circle."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Take a free piece; starts from 0 up to a turn."""
        place = bisect_left(self.starts, start)
        self.starts.insert(place, start)
        self.ends.insert(place, end)

    def is_free(self, start: int, end: int, turn: int) -> bool:
        """Whether nothing lies there, also over the top."""
        if not self.starts:
            return True
        place = bisect_left(self.starts, start)
        before = self.ends[place - 1] if place else self.ends[-1] - turn
        after = self.starts[place] if place < len(self.starts) else self.starts[0] + turn
        return before <= start and end <= after

    def are_free(self, pieces: Sequence[tuple[int, int]], turn: int) -> bool:
        """Whether nothing lies in any of the pieces."""
        return all(self.is_free(*piece, turn) for piece in pieces)


def grow(
    stretches: Sequence[Stretch], lanes: Sequence[int], turn: int, rows: Sequence[Row] = ()
) -> tuple[Lane, ...]:
    """Let each stretch that grows fill the free lanes outside it; those of a row do so alike."""
    count = max(lanes, default=-1) + 1
    filled = [_Filled() for _ in range(count)]
    bounds: list[tuple[int, int]] = []
    for one, lane in zip(stretches, lanes, strict=True):
        bounds.append(_bounds(one, turn))
        filled[lane].add(*bounds[-1])
    found = [Lane(lane, 1, count) for lane in lanes]
    together = {row[0]: row for row in rows}
    followers = {place for row in rows for place in row[1:]}
    for first in sorted(set(range(len(stretches))) - followers, key=lambda one: (lanes[one], one)):
        places = together.get(first, (first,))
        pieces = [bounds[place] for place in places]
        outer = lanes[first] + 1
        grows = any(stretches[place].grows for place in places)
        while grows and outer < count and filled[outer].are_free(pieces, turn):
            for piece in pieces:
                filled[outer].add(*piece)
            outer += 1
        for place in places:
            found[place] = Lane(lanes[place], outer - lanes[place], count)
    return tuple(found)
