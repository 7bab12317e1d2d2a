"""Labels beside days and short arcs, drawn out into whatever is free beside them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import pi
from typing import Final

from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.curves import is_below
from app.services.wheel.picture.lettering import WHOLE_BUT_SMALL

#: In a ring with more than this nothing is left to draw labels out into.
_MOST: Final = 260
#: Labels of so many at most are drawn out in two rounds.
_TWICE: Final = 60
_AWAY: Final = 3.0
_SLIVER: Final = 0.01
_ENOUGH: Final = 0.9
_ENOUGH_INSIDE: Final = 0.75


def reach_out(
    boxes: Sequence[Box],
    wanted: Callable[[Box], tuple[float, float]],
    inside: Callable[[Box], float],
    hand: float | None = None,
) -> tuple[Box, ...]:
    """The boxes, with labels as long as `wanted` where nothing is in their way, nor today's hand.

    A label of which enough has room `inside` its arc stands there; else it moves out if it can, or in
    though small, when the second number of `wanted` is not there. Those of a row all do the same.
    """
    found = list(boxes)
    for box_row in _rows(boxes):
        within = [_within(boxes[place]) for place in box_row]
        if all(box.occasion.kind == "arc" and inside(box) >= WHOLE_BUT_SMALL for box in within):
            for place, box in zip(box_row, within, strict=True):
                found[place] = box
    rings: dict[int, list[int]] = {}
    for place, box in enumerate(found):
        rings.setdefault(box.ring, []).append(place)
    for places in rings.values():
        if len(places) <= _MOST:
            for last in (False, True) if len(places) <= _TWICE else (True,):
                _reach(found, places, wanted, inside, hand, last)
    return tuple(found)


def _reach(
    found: list[Box],
    places: Sequence[int],
    wanted: Callable[[Box], tuple[float, float]],
    inside: Callable[[Box], float],
    hand: float | None,
    last: bool,
) -> None:
    """Let the labels of a ring have what each needs at least, or in the `last` round all that they want."""
    for place in places:
        box = found[place]
        if box.label_end <= box.label_start or (box.row is not None and box.inside):
            continue
        others = [
            found[other]
            for other in places
            if other != place and found[other].inner < box.outer and found[other].outer > box.inner
        ]
        full, least = wanted(box)
        found[place] = _settled(box, others, (full if last else least, least), inside, hand)


def _rows(boxes: Sequence[Box]) -> list[list[int]]:
    """The places of boxes that are drawn alike."""
    found: dict[int, list[int]] = {}
    for place, box in enumerate(boxes):
        if box.row is not None:
            found.setdefault(box.row, []).append(place)
    return list(found.values())


def _within(box: Box) -> Box:
    """A box with its words inside its arc."""
    return replace(box, inside=True, label_start=box.start, label_end=box.end)


def _settled(
    box: Box,
    others: Sequence[Box],
    wanted: tuple[float, float],
    inside: Callable[[Box], float],
    hand: float | None,
) -> Box:
    turns = wanted[0] / (2 * pi * box.radius)
    share = inside(_within(box)) if box.occasion.kind == "arc" and box.row is None else 0.0
    if share >= (_ENOUGH_INSIDE if box.inside else 1.0):
        return _within(box)
    if not box.inside:
        more = turns - (box.label_end - box.label_start)
        out = _longer(box, others, more, box.after, hand) if more > 0 else box
        least = wanted[1] / (2 * pi * box.radius)
        if out.label_end - out.label_start >= least:
            return out
        if share >= WHOLE_BUT_SMALL:
            return _within(box)
        turned = _turned(box, others, turns, hand) if box.row is None else out
        return turned if turned.label_end - turned.label_start >= least else out
    for after in (not is_below(box.at), is_below(box.at)):
        edge = box.end if after else box.start
        bare = replace(box, inside=False, label_start=edge, label_end=edge)
        out = _longer(bare, others, turns, after, hand)
        if out.label_end - out.label_start >= max(turns * _ENOUGH, box.end - box.start):
            return out
    return box


def _turned(box: Box, others: Sequence[Box], turns: float, hand: float | None) -> Box:
    """The same with its words on the other side."""
    edge = box.start if box.after else box.end
    bare = replace(box, label_start=edge, label_end=edge)
    return _longer(bare, others, turns, not box.after, hand)


def _longer(box: Box, others: Sequence[Box], more: float, after: bool, hand: float | None) -> Box:
    low, high = reach(box)
    more = min(more, 1.0 - (high - low) - _SLIVER)
    away = _AWAY / (2 * pi * box.radius)
    if hand is not None and (hand - low) % 1.0 > high - low:
        more = min(more, ((hand - high) % 1.0 if after else (low - hand) % 1.0) - 2 * away)
    for other in others:
        if other.inner >= box.outer - _SLIVER or other.outer <= box.inner + _SLIVER:
            continue
        first, last = reach(other)
        free = _between(high, first) if after else _between(last, low)
        more = min(more, free - away)
    if more <= 0:
        return box
    if after:
        return replace(box, label_end=box.label_end + more)
    return replace(box, label_start=box.label_start - more)


def reach(box: Box) -> tuple[float, float]:
    """From where to where a box and its label lie."""
    return min(box.start - box.half, box.label_start), max(box.end + box.half, box.label_end)


def _between(last: float, first: float) -> float:
    """The turns from an end on to a beginning; what meets, or lies over each other a little, has none."""
    return (first - last + _SLIVER) % 1.0 - _SLIVER
