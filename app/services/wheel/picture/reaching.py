"""Labels beside days and short arcs, drawn out into whatever is free beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import pi
from typing import Final

from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.curves import is_below

#: In a ring with more than this nothing is left to draw labels out into.
_MOST: Final = 260
_AWAY: Final = 3.0
_SLIVER: Final = 0.01
_ENOUGH: Final = 0.9
_ENOUGH_INSIDE: Final = 0.75


def reach_out(
    boxes: Sequence[Box], wanted: Callable[[Box], float], inside: Callable[[Box], float]
) -> tuple[Box, ...]:
    """The boxes, with labels as long as `wanted` where nothing is in their way.

    A label of which enough has room `inside` its arc stands there; else it moves out if it can.
    """
    rings: dict[int, list[int]] = {}
    for place, box in enumerate(boxes):
        rings.setdefault(box.ring, []).append(place)
    found = list(boxes)
    for places in rings.values():
        if len(places) > _MOST:
            continue
        for place in places:
            box = found[place]
            if box.label_end <= box.label_start:
                continue
            others = [found[other] for other in places if other != place]
            found[place] = _settled(box, others, wanted(box), inside)
    return tuple(found)


def _settled(box: Box, others: Sequence[Box], wanted: float, inside: Callable[[Box], float]) -> Box:
    turns = wanted / (2 * pi * box.radius)
    within = replace(box, inside=True, label_start=box.start, label_end=box.end)
    share = inside(within) if box.occasion.kind == "arc" else 0.0
    if share >= (_ENOUGH_INSIDE if box.inside else 1.0):
        return within
    if not box.inside:
        more = turns - (box.label_end - box.label_start)
        return _longer(box, others, more) if more > 0 else box
    edge = box.start if is_below(box.at) else box.end
    out = _longer(replace(box, inside=False, label_start=edge, label_end=edge), others, turns)
    return out if out.label_end - out.label_start >= max(turns * _ENOUGH, box.end - box.start) else box


def _longer(box: Box, others: Sequence[Box], more: float) -> Box:
    below = is_below(box.at)
    low, high = reach(box)
    more = min(more, 1.0 - (high - low) - _SLIVER)
    away = _AWAY / (2 * pi * box.radius)
    for other in others:
        if other.inner >= box.outer - _SLIVER or other.outer <= box.inner + _SLIVER:
            continue
        first, last = reach(other)
        free = _between(last, low) if below else _between(high, first)
        more = min(more, free - away)
    if more <= 0:
        return box
    if below:
        return replace(box, label_start=box.label_start - more)
    return replace(box, label_end=box.label_end + more)


def reach(box: Box) -> tuple[float, float]:
    """From where to where a box and its label lie."""
    return min(box.start - box.half, box.label_start), max(box.end + box.half, box.label_end)


def _between(last: float, first: float) -> float:
    """The turns from an end on to a beginning; what meets, or lies over each other a little, has none."""
    return (first - last + _SLIVER) % 1.0 - _SLIVER
