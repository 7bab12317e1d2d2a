"""Spans of a circle packed in lanes, so that no two in a lane meet, and grown into what is left free."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.wheel.picture.timing import Span


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a span lies: its lowest lane, and how many lanes it fills outwards from there."""

    first: int
    width: int = 1

    @property
    def last(self) -> int:
        """The outermost lane it fills."""
        return self.first + self.width - 1


def pack(spans: Sequence[Span]) -> tuple[int, ...]:
    """The lane of each span: the innermost that is free, longer spans first at the same start."""
    order = sorted(range(len(spans)), key=lambda place: (spans[place].start, -spans[place].end, place))
    lanes: list[list[Span]] = []
    found = [0] * len(spans)
    for place in order:
        span = spans[place]
        lane = next((n for n, taken in enumerate(lanes) if not any(map(span.meets, taken))), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(span)
        found[place] = lane
    return tuple(found)


def grow(spans: Sequence[Span], lanes: Sequence[int]) -> tuple[Lane, ...]:
    """Let each span, but no point, fill the free lanes outside it."""
    count = max(lanes, default=-1) + 1
    placed = [Lane(lane) for lane in lanes]
    for place in sorted(range(len(spans)), key=lambda one: (lanes[one], one)):
        width = 1
        while (
            not spans[place].point
            and lanes[place] + width < count
            and _is_free(lanes[place] + width, place, spans, placed)
        ):
            width += 1
        placed[place] = Lane(lanes[place], width)
    return tuple(placed)


def _is_free(lane: int, place: int, spans: Sequence[Span], placed: Sequence[Lane]) -> bool:
    return not any(
        other != place and one.first <= lane <= one.last and spans[other].meets(spans[place])
        for other, one in enumerate(placed)
    )
