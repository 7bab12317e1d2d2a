"""Where an activity and its words are, before anything is drawn."""

from dataclasses import dataclass
from math import pi

from app.services.wheel.picture.lanes import Lane
from app.services.wheel.picture.occasions import Occasion


@dataclass(frozen=True, slots=True)
class Box:
    """An activity in its ring: `start` to `end` is itself, `label_start` to `label_end` its words, in turns.

    A mark has its middle at `at` and is `mark` in radius. The words lie inside an arc or beside it.
    """

    occasion: Occasion
    ring: int
    lane: Lane
    inner: float
    outer: float
    start: float
    end: float
    label_start: float
    label_end: float
    inside: bool
    mark: float
    row: int | None = None
    """The number that it shares with the other occurrences of its pattern, which are drawn alike."""

    @property
    def at(self) -> float:
        """The middle of it in turns."""
        return (self.start + self.end) / 2

    @property
    def radius(self) -> float:
        """Halfway out."""
        return (self.inner + self.outer) / 2

    @property
    def after(self) -> bool:
        """Whether words beside it stand clockwise from it."""
        return self.label_start + self.label_end > self.start + self.end

    @property
    def half(self) -> float:
        """Half of what a mark takes up of its circle, in turns."""
        return self.mark / (2 * pi * max(1.0, self.radius))
