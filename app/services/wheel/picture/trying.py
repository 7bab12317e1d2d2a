"""The best of several ways to place what a wheel holds: that in which most of all labels can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.services.wheel.picture.placing import LEAST_INSIDE, Placed, Placing

_SHARES: Final = (2.0, 1.0, 0.8, 0.48)
_TRIED_LITTLE, _TRIED_TWICE = 45, 90
#: A ring's lanes are made so much thicker, while less than this part of the words can be read.
_HEAVIER, _READ = 1.4, 0.98


@dataclass(frozen=True, slots=True)
class _Try:
    """One way, and how many labels can be read so."""

    placing: Placing
    share: float | None
    placed: Placed
    shown: float


def best_placed(placing: Placing) -> tuple[Placing, float | None, Placed]:
    """The places of a few activities are tried in several ways; those of many in one."""
    count = sum(len(ring.placed) for ring in placing.rings)
    if count > _TRIED_TWICE:
        return placing, None, placing.find(None)
    shares = (None,) if count > _TRIED_LITTLE else _SHARES
    ways = [placing, placing.varied(inside=LEAST_INSIDE[1])] if count else [placing]
    best = max((_tried(way, share) for way in ways for share in shares), key=lambda one: one.shown)
    if count <= _TRIED_LITTLE:
        best = _weighed(best)
    return best.placing, best.share, best.placed


def _tried(placing: Placing, share: float | None) -> _Try:
    placed = placing.find(share)
    return _Try(placing, share, placed, round(placing.shown(placed), 2))


def _weighed(best: _Try) -> _Try:
    """Rings whose labels have less room than others' get thicker lanes when more can be read so."""
    full = sum(one.occasion.kind != "maybe" for one in best.placed.boxes)
    for place, ring in enumerate(best.placing.rings):
        if not ring.placed or best.shown >= _READ * full:
            continue
        weights = _heavier(best.placing.weights, place)
        other = _tried(best.placing.varied(weights=weights), best.share)
        best = other if other.shown > best.shown else best
    return best


def _heavier(weights: Sequence[float], place: int) -> tuple[float, ...]:
    return tuple(one * _HEAVIER if number == place else one for number, one in enumerate(weights))
