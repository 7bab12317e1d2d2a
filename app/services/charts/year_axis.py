"""Years beside each other over a scale of amounts: where they stand, and which heights are worth a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.charts.board import Board
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import shown_labels

_STEPS = (1, 2, 5, 10)
_AIR = 0.06
_WORTH = 6
UNDER = 22.0
"""The room for the years under the chart."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The least and the most of a scale, and the amounts between that are worth a line."""

    least: int
    most: int
    ticks: tuple[int, ...]

    def share(self, amount: int) -> float:
        """How far down an amount stands, 0 at the top and 1 at the bottom."""
        return (self.most - amount) / max(1, self.most - self.least)


def scale_of(amounts: Sequence[int], *, zero: bool = False) -> Scale:
    """A scale that holds every amount with a little air, and zero where it must be seen."""
    every = [*amounts, *([0] if zero or not amounts else [])]
    least, most = min(every), max(every)
    span = (most - least) or max(1, abs(most) // 10)
    step = step_of(span)
    air = int(span * _AIR) + 1
    low = 0 if zero and least == 0 else least - air
    high = 0 if zero and most == 0 else most + air
    first = -(-low // step) * step
    return Scale(low, high, tuple(range(first, high + 1, step)))


def step_of(span: int) -> int:
    """An even step that parts a span in a few."""
    power = 1
    while power * 10 * _WORTH <= span:
        power *= 10
    return next((power * step for step in _STEPS if power * step * _WORTH >= span), power * 10)


@dataclass(frozen=True, slots=True)
class YearAxis:
    """Where years stand from left to right between two edges; columns have half a step outside."""

    years: tuple[int, ...]
    left: float
    right: float
    columns: bool = False

    @property
    def step(self) -> float:
        """From one year to the next."""
        count = len(self.years) if self.columns else len(self.years) - 1
        return (self.right - self.left) / max(1, count)

    def x(self, year: int) -> float:
        """The middle of a year."""
        place = self.years.index(year)
        if self.columns:
            return self.left + (place + 0.5) * self.step
        return self.left + place * self.step if len(self.years) > 1 else (self.left + self.right) / 2

    def write(self, board: Board, middle: float) -> None:
        """The years that have room, muted, with the first and the last."""
        small = board.sheet.small
        halves = [text_width(str(year), small) / 2 for year in self.years]
        lefts = [self.x(year) - half for year, half in zip(self.years, halves, strict=True)]
        rights = [self.x(year) + half for year, half in zip(self.years, halves, strict=True)]
        for place in sorted(shown_labels(lefts, rights)):
            year, muted = self.years[place], board.palette.muted
            board.text(self.x(year), middle, str(year), points=small, colour=muted, align="center")
