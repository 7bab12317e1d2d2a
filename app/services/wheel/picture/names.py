"""The names of rings: near the top, in a gap between arcs, or in a strip of their own."""

from collections.abc import Sequence
from typing import Final

from app.services.wheel.picture.boxes import Box
from app.services.wheel.picture.curves import centred, curved_width
from app.services.wheel.picture.placing import Placed, RingPlace
from app.services.wheel.picture.reaching import reach
from app.services.wheel.picture.shapes import Paint, Shape
from app.services.wheel.picture.sizes import SMALLEST, Sizes

_MUTED: Final = Paint("muted")
_SPACING: Final = 0.09
#: Where a name is looked for first, in turns from the top.
_WANTED: Final = 0.0
_STEPS: Final = 240
_PAD: Final = 7.0


def unnamed(placed: Placed, sizes: Sizes) -> frozenset[int]:
    """The rings that have no gap for their name."""
    found = (
        place
        for place, ring in enumerate(placed.rings)
        if _place_of(ring, _boxes(placed, place), sizes) is None
    )
    return frozenset(found)


def draw_names(placed: Placed, sizes: Sizes, hand: float | None) -> list[Shape]:
    """The name of each ring that has room for one."""
    shapes: list[Shape] = []
    for place, ring in enumerate(placed.rings):
        text = ring.content.name.upper()
        size = max(SMALLEST, sizes.small * 0.9)
        if ring.outer - ring.name > 1:
            radius = (ring.name + ring.outer) / 2
            turn: float | None = _WANTED
            half = sizes.turns(_length(ring, sizes) / 2 + _PAD, radius)
            if hand is not None and abs((hand + 0.5) % 1.0 - 0.5) < half:
                turn = hand + half
        else:
            found = _place_of(ring, _boxes(placed, place), sizes, hand)
            turn, radius = found if found is not None else (None, 0.0)
        if turn is not None:
            shapes.append(
                centred(text, turn, radius, size, _MUTED, style="semibold", layer="rim", spacing=_SPACING)
            )
    return shapes


def _length(ring: RingPlace, sizes: Sizes) -> float:
    size = max(SMALLEST, sizes.small * 0.9)
    return curved_width(ring.content.name.upper(), size, "semibold", _SPACING)


def _boxes(placed: Placed, ring: int) -> list[Box]:
    return [box for box in placed.boxes if box.ring == ring]


def _place_of(
    ring: RingPlace, boxes: Sequence[Box], sizes: Sizes, hand: float | None = None
) -> tuple[float, float] | None:
    """The turn nearest to the top, and the radius, where a name touches no box; outermost first."""
    height = sizes.small * 1.35
    if ring.name - ring.lanes < height:
        return None
    for radius in (ring.name - height * 0.62, ring.lanes + height * 0.62):
        half = sizes.turns(_length(ring, sizes) / 2 + _PAD, radius)
        near = [
            reach(box) for box in boxes if box.inner < radius + height / 2 and box.outer > radius - height / 2
        ]
        if hand is not None:
            near.append((hand, hand))
        for step in range(_STEPS):
            away = (step + 1) // 2 / _STEPS * (1 if step % 2 else -1)
            turn = _WANTED + away
            if not any(_touches(turn - half, turn + half, *piece) for piece in near):
                return turn, radius
    return None


def _touches(start: float, end: float, other: float, other_end: float) -> bool:
    return any(start < other_end + turn and other + turn < end for turn in (-2.0, -1.0, 0.0, 1.0, 2.0))
