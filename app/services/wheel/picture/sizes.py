"""The measures of a wheel in an area: radii, type sizes and distances, larger or smaller with the text."""

from dataclasses import dataclass
from math import pi
from typing import Final

from app.services.wheel.picture.measure import LINE

#: Nothing is written smaller than this.
SMALLEST: Final = 8.0
_LABEL: Final = 11.5
_TICKS, _ZOOMED_TICKS, _MONTHS, _SEASONS = 8.0, 19.0, 20.0, 13.0
#: Words beside the wheel stand where it leaves room for them, above or below its middle line.
_SIDE_LEAST, _SIDE_SHARE, _CROWDED_SHARE = 46.0, 0.066, 0.105
_WORDS: Final = (178.0, 150.0, 125.0, 102.0, 82.0)
_MARGIN: Final = 4.0
#: Words in the middle need a radius of so many sizes.
_HUB_WORDS: Final = 7.2
_HUB_LEAST, _HUB_CROWDED, _HUB_MOST = 0.285, 0.155, 0.40
#: In a smaller area than this the months shrink too.
_WHOLE: Final = 340.0
_TINY: Final = 12.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Radii outwards: `hub` (least), `rim`, `ticks`, middle of `months` and `seasons`, `beyond` it all."""

    width: float
    height: float
    scale: float
    rim: float
    ticks: float
    months: float
    seasons: float
    beyond: float
    sides: bool
    """Whether words stand beside the wheel."""
    crowded: bool = False
    """Whether the middle gives way to the rings."""
    slim: bool = False
    """Whether the middle is no larger than its words need."""

    @property
    def words(self) -> tuple[float, ...]:
        """How wide words beside the wheel may be, above or below its middle line and beside it."""
        side = self.width / 2 - self.beyond - 2 * _MARGIN
        return tuple(max(side, one * max(1.0, self.scale)) for one in _WORDS)

    @property
    def label(self) -> float:
        """The type size of labels where there is room."""
        return max(SMALLEST, _LABEL * self.scale)

    @property
    def small(self) -> float:
        """The type size of months, rings and seasons."""
        return max(SMALLEST, 0.86 * self.label)

    @property
    def hub(self) -> float:
        """The least radius of the middle."""
        if self.crowded:
            return _HUB_CROWDED * self.rim
        usual = _HUB_LEAST * self.rim
        return min(usual, _HUB_WORDS * self.label) if self.slim else usual

    @property
    def hub_most(self) -> float:
        """The largest radius of the middle."""
        return _HUB_MOST * self.rim

    @property
    def line(self) -> float:
        """From base line to base line of a label."""
        return self.label * LINE

    def length(self, turns: float, radius: float) -> float:
        """The length of a piece of a circle."""
        return turns * 2 * pi * radius

    def turns(self, length: float, radius: float) -> float:
        """The turns that a length takes up on a circle."""
        return length / (2 * pi * max(radius, 1.0))


def sizes_for(
    width: float, height: float, scale: float, *, seasons: bool, sides: float | None, zoomed: bool = False,
    crowded: bool = False,
) -> Sizes:  # fmt: skip
    """The measures of the largest wheel with room for months and for words beside it.

    `sides` is None for no words, or which part of the usual room is kept free for them, down to nought.
    """
    scale = min(scale, min(width, height) / _WHOLE)
    unit = max(0.45, scale)
    depth = _ZOOMED_TICKS if zoomed else _TICKS
    outside = (depth + _MONTHS + (_SEASONS if seasons else 0.0)) * unit
    share = _CROWDED_SHARE if crowded else _SIDE_SHARE
    side = max(_SIDE_LEAST * unit, share * width) * (sides or 0.0)
    half = min(width / 2 - side, height / 2 - _MARGIN) - _MARGIN
    rim = max(_TINY, half - outside)
    ticks = rim + depth * unit
    months = ticks + _MONTHS * unit / 2
    season = ticks + _MONTHS * unit + _SEASONS * unit * 0.4
    beyond = rim + outside
    return Sizes(width, height, scale, rim, ticks, months, season, beyond, sides is not None, crowded)
