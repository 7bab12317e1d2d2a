"""Status signs as lines and areas in a square of side 1: tick, half-filled disc, cross and dash."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Final

from app.services.scorecard.views import Standing

Line = tuple[tuple[float, float], ...]

_TICK: Final[tuple[Line, ...]] = (((0.14, 0.54), (0.4, 0.8), (0.88, 0.22)),)
_CROSS: Final[tuple[Line, ...]] = (((0.18, 0.18), (0.82, 0.82)), ((0.82, 0.18), (0.18, 0.82)))
_DASH: Final[tuple[Line, ...]] = (((0.12, 0.5), (0.88, 0.5)),)
_STEPS = 24


def _arc(begin: float, end: float) -> Line:
    turns = [begin + (end - begin) * step / _STEPS for step in range(_STEPS + 1)]
    return tuple((0.5 + 0.4 * cos(turn), 0.5 - 0.4 * sin(turn)) for turn in turns)


#: The lines to stroke and the area to fill.
SIGNS: Final[Mapping[str, tuple[tuple[Line, ...], Line]]] = {
    "met": (_TICK, ()),
    "partly": ((_arc(0, 2 * pi),), _arc(pi / 2, 3 * pi / 2)),
    "unmet": (_CROSS, ()),
    "missing": (_DASH, ()),
}


def sign_of(standing: Standing) -> str:
    """Which sign a standing has; whatever has no score has the dash."""
    return standing if standing in SIGNS else "missing"
