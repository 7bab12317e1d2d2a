"""A small line for a row of a table: each outcome with its number, the times of its ends, the target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from app.services.charts.board import Board
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import shown_labels
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table

HEIGHT: Final = 55
_TOP, _BOTTOM = 17.0, 19.0
_DOT = 2.5
_STROKE = 1.5
_NUMBER = 10.5
_CLOSE = 8.0
_LIFT = 2.0
_TIMES = 10.0


@dataclass(frozen=True, slots=True)
class SparkPoint:
    """An outcome of a period; None is not known."""

    label: str
    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class SparkLine(Painted):
    """The outcomes of one figure in even steps; the target is a dashed line, said in words beside it."""

    points: tuple[SparkPoint, ...]
    target: Decimal | None = None
    target_words: str = ""
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """The same for every figure, so that rows are alike."""
        return HEIGHT

    def paint(self, board: Board) -> None:
        """Draw the target, the line, its numbers and the times of its ends."""
        if any(point.value is not None for point in self.points):
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every outcome and what it is held against."""
        told = [f"{point.label}: {point.text or 'uppgift saknas'}" for point in self.points]
        return "; ".join([*told, *([f"mål {self.target_words}"] if self.target_words else [])])

    def table(self) -> Table:
        """A row for every time."""
        rows = tuple((point.label, point.text or "uppgift saknas") for point in self.points)
        return Table(("Period", "Utfall"), rows)


class _Drawing:
    """One line on its board."""

    def __init__(self, board: Board, chart: SparkLine) -> None:
        self.board, self.chart, self.small = board, chart, board.sheet.small
        heights = [point.value for point in chart.points if point.value is not None]
        heights += [chart.target] if chart.target is not None else []
        self.least, self.most = min(heights), max(heights)
        first, last = (text_width(chart.points[end].text, self.small, "semibold") / 2 for end in (0, -1))
        self.left, self.right = max(first, _DOT), board.sheet.width - max(last, _DOT)
        self.top, self.bottom = board.top + _TOP, board.bottom - _BOTTOM
        self.known = [
            (self._x(place), self._y(point.value), point.text)
            for place, point in enumerate(chart.points)
            if point.value is not None
        ]

    def _x(self, place: int) -> float:
        steps = len(self.chart.points) - 1
        return self.left + (self.right - self.left) * (place / steps if steps else 0.5)

    def _y(self, value: Decimal) -> float:
        if self.most == self.least:
            return (self.top + self.bottom) / 2
        return self.top + (self.bottom - self.top) * float((self.most - value) / (self.most - self.least))

    def draw(self) -> None:
        """Draw from the ground up."""
        board, palette, points = self.board, self.board.palette, self.chart.points
        if self.chart.target is not None:
            at = self._y(self.chart.target)
            board.line([(0, at), (board.sheet.width, at)], palette.ink, dashed=True)
        for place, (one, other) in enumerate(pairwise(points)):
            if one.value is not None and other.value is not None:
                ends = [(self._x(place), self._y(one.value)), (self._x(place + 1), self._y(other.value))]
                board.line(ends, palette.ink, _STROKE)
        for x, y, _ in self.known:
            board.dot(x, y, _DOT, palette.ink)
        self._draw_numbers()
        self._draw_times()

    def _draw_numbers(self) -> None:
        halves = [text_width(text, self.small, "semibold") / 2 for _, _, text in self.known]
        lefts = [x - half for (x, _, _), half in zip(self.known, halves, strict=True)]
        rights = [x + half for (x, _, _), half in zip(self.known, halves, strict=True)]
        last = len(self.known) - 1
        for place in sorted(shown_labels(lefts, rights)):
            x, y, text = self.known[place]
            middle, crossed = self._clear(y)
            self.board.text(
                x,
                middle,
                text,
                points=self.small,
                style="semibold" if place == last else "regular",
                align="center",
                ground=crossed,
            )

    def _clear(self, y: float) -> tuple[float, bool]:
        """Above a point, or below it where the target would cross its number; and whether it does there."""
        above, below = y - _NUMBER, y + _NUMBER
        if self.chart.target is None:
            return above, False
        target = self._y(self.chart.target)
        if abs(target - above) >= _CLOSE:
            return above, False
        free = below < self.bottom and abs(target - below) >= _CLOSE
        return (below, False) if free else (above - _LIFT, True)

    def _draw_times(self) -> None:
        muted, width = self.board.palette.muted, self.board.sheet.width
        first, last = self.chart.points[0].label, self.chart.points[-1].label
        middle = self.board.bottom - _TIMES + 4
        self.board.text(width, middle, last, points=self.small, colour=muted, align="right")
        if text_width(first, self.small) + text_width(last, self.small) + _CLOSE < width:
            self.board.text(0, middle, first, points=self.small, colour=muted)
