"""The waterfall: from one sum to another by its parts, increases filled and decreases outlined.

Made like this by whoever has steps, in öre, with every text as it is to be shown:

    chart = Waterfall(
        (Step("Ram 2026", 1_964_000_000, "19 640", True), Step("Volym", 78_000_000, "+780"), …),
        Caption("Volymen står för 58 procent av ökningen", "Från ram 2026 till ram 2027, tkr.", "Källa: …"),
    )

In the window `app.ui.parts.chart.ChartView(chart)` shows it; `app.services.charts.output` makes pictures and
files of it. Steps may be many: each takes a line, and the figure is as high as its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table

if TYPE_CHECKING:
    from app.services.fonts import Style

ROW = 24
BAR_HEIGHT = 12
_LABEL_SHARE = 0.46
_GAP = 10.0
_AIR = 0.18
_BREAK_LEFT = 6.0
_SLASH_APART = 5.0
_SLASH = 2.0
_CLEARLY = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A line: a sum that stands by itself, or a change from the line above it. Amounts in öre."""

    label: str
    amount: int
    text: str
    is_sum: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in shares of the width, 0 to 1; `level` is where the next line takes over."""

    start: float
    end: float
    level: float
    is_sum: bool
    falls: bool


@dataclass(frozen=True, slots=True)
class Geometry:
    """All bars, whether the axis had to be broken to show them, and where zero is when it is within."""

    bars: tuple[Bar, ...]
    broken: bool
    zero: float | None = None


@dataclass(frozen=True, slots=True)
class Waterfall(Painted):
    """Label, bar and number on each line."""

    steps: tuple[Step, ...]
    caption: Caption = NO_CAPTION

    @property
    def broken(self) -> bool:
        """Whether the axis is broken."""
        return lay_out(self.steps).broken

    @property
    def height(self) -> int:
        """A line for each step."""
        return ROW * len(self.steps)

    def paint(self, board: Board) -> None:
        """Draw every line."""
        _draw(board, self.steps)

    def words(self) -> str:
        """Every line, the label and its number."""
        return "; ".join(f"{step.label} {step.text}" for step in self.steps)

    def table(self) -> Table:
        """A row for every line."""
        return Table(("Del", "Belopp"), tuple((step.label, step.text) for step in self.steps))


def lay_out(steps: Sequence[Step]) -> Geometry:
    """Place the bars; the axis starts at zero when the changes can still be seen, else it is broken."""
    levels, at = [], 0
    for step in steps:
        at = step.amount if step.is_sum else at + step.amount
        levels.append(at)
    if levels and max(levels) < 0:
        return _mirrored(lay_out([Step("", -step.amount, "", step.is_sum) for step in steps]), steps)
    low, high = min([0, *levels]), max([0, *levels])
    least, most = min(levels, default=0), max(levels, default=0)
    broken = least > 0 and (most - least) * _CLEARLY < most
    if broken:
        low = int(least - max(most - least, most // 100) * _AIR * 2)
    span = max(1, high - low)

    def place(ore: int) -> float:
        return (ore - low) / span

    bars, before = [], 0
    for step, level in zip(steps, levels, strict=True):
        start = 0.0 if step.is_sum and broken else place(0 if step.is_sum else before)
        ends = sorted((start, place(level)))
        bars.append(Bar(ends[0], ends[1], place(level), step.is_sum, step.amount < 0 and not step.is_sum))
        before = level
    return Geometry(tuple(bars), broken, place(0) if low < 0 else None)


def _mirrored(geometry: Geometry, steps: Sequence[Step]) -> Geometry:
    """Sums below zero grow from the right, so that less is still to the left."""
    bars = [
        Bar(1 - bar.end, 1 - bar.start, 1 - bar.level, bar.is_sum, step.amount < 0 and not bar.is_sum)
        for bar, step in zip(geometry.bars, steps, strict=True)
    ]
    return Geometry(tuple(bars), geometry.broken)


def _draw(board: Board, steps: Sequence[Step]) -> None:
    geometry, sheet = lay_out(steps), board.sheet
    numbers = max((text_width(step.text, sheet.points, _style(step)) for step in steps), default=0)
    labels = max((text_width(step.label, sheet.points, _style(step)) for step in steps), default=0)
    left = min(labels, sheet.width * _LABEL_SHARE) + _GAP
    room = max(1.0, sheet.width - numbers - _GAP - left)
    if geometry.zero is not None:
        x = left + geometry.zero * room
        board.line([(x, board.top), (x, board.top + ROW * len(steps))], board.palette.line)
    for place, (step, bar) in enumerate(zip(steps, geometry.bars, strict=True)):
        middle = board.top + (place + 0.5) * ROW
        _draw_words(board, step, middle, left - _GAP)
        _draw_bar(board, bar, left, room, middle, geometry)
        words = f"{step.label}: {step.text}"
        board.spot(0, middle - ROW / 2, sheet.width, middle + ROW / 2, words, step.key)
        if place + 1 < len(steps):
            x = left + bar.level * room
            board.line(
                [(x, middle + BAR_HEIGHT / 2), (x, middle + ROW - BAR_HEIGHT / 2)], board.palette.muted
            )


def _style(step: Step) -> Style:
    return "semibold" if step.is_sum else "regular"


def _draw_words(board: Board, step: Step, middle: float, width: float) -> None:
    points = board.sheet.points
    style = _style(step)
    board.text(0, middle, fitted(step.label, width, points, style), style=style)
    board.text(board.sheet.width, middle, step.text, style=style, align="right")


def _draw_bar(board: Board, bar: Bar, left: float, room: float, middle: float, geometry: Geometry) -> None:
    start, end = left + bar.start * room, left + bar.end * room
    top, bottom = middle - BAR_HEIGHT / 2, middle + BAR_HEIGHT / 2
    if bar.falls:
        board.outline(start, top, end, bottom, board.palette.ink)
        return
    board.fill(start, top, end, bottom, board.palette.ink if bar.is_sum else board.palette.muted)
    if bar.is_sum and geometry.broken:
        at = start + _BREAK_LEFT if bar.start == 0 else end - _BREAK_LEFT - _SLASH_APART
        for shift in (0.0, _SLASH_APART):
            ends = [(at + shift - _SLASH, bottom + 1), (at + shift + _SLASH, top - 1)]
            board.line(ends, board.palette.surface, 2.0)
