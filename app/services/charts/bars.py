"""Small bars beside each other: one value for each, the chosen one in ink, what falls outlined."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Sheet, Table

if TYPE_CHECKING:
    from app.services.fonts import Style

ROW = 22
_BAR_HEIGHT = 10
_GAP = 10.0
_LEAST_ROOM = 40.0


@dataclass(frozen=True, slots=True)
class BarRow:
    """A line: its bar, the bar's number, and another number beside it; None has no bar."""

    label: str
    value: Decimal | None
    text: str
    beside: str = ""
    chosen: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class Bars(Painted):
    """Lines under the heads of their numbers."""

    rows: tuple[BarRow, ...]
    heads: tuple[str, str, str] = ("", "", "")
    """What the lines, the bars and the numbers beside them are; "" has no such numbers."""
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """A line for each row, and one for the heads."""
        return ROW * (len(self.rows) + any(self.heads[1:]))

    def paint(self, board: Board) -> None:
        """Draw every line."""
        _draw(board, self)

    def words(self) -> str:
        """Every line with its numbers."""
        beside = self.heads[2]
        return "; ".join(
            f"{row.label} {row.text}" + (f", {beside} {row.beside}" if beside else "") for row in self.rows
        )

    def table(self) -> Table:
        """A row for every line."""
        width = 3 if self.heads[2] else 2
        return Table(
            self.heads[:width], tuple((row.label, row.text, row.beside)[:width] for row in self.rows)
        )


def ends(value: Decimal | None, least: Decimal, most: Decimal) -> tuple[float, float]:
    """Where a bar begins and ends in shares of the room, which holds zero and every value."""
    span = most - least
    if value is None or not span:
        return 0.0, 0.0
    zero, at = float(-least / span), float((value - least) / span)
    return min(zero, at), max(zero, at)


def _draw(board: Board, chart: Bars) -> None:
    sheet = board.sheet
    values = [Decimal(0), *(row.value for row in chart.rows if row.value is not None)]
    least, most = min(values), max(values)
    beside = _width(sheet, [row.beside for row in chart.rows], chart.heads[2])
    number_right = sheet.width - (beside + _GAP if chart.heads[2] else 0)
    bars_right = number_right - _width(sheet, [row.text for row in chart.rows], chart.heads[1]) - _GAP
    labels = max((text_width(row.label, sheet.points, _style(row)) for row in chart.rows), default=0.0)
    left = max(1.0, min(labels, bars_right - _LEAST_ROOM - _GAP))
    start = left + _GAP
    room = max(1.0, bars_right - start)
    at = _draw_heads(board, chart, number_right)
    zero = start + ends(Decimal(0), least, most)[0] * room
    board.line([(zero, at + 2), (zero, at + ROW * len(chart.rows) - 2)], board.palette.line)
    for place, row in enumerate(chart.rows):
        middle = at + (place + 0.5) * ROW
        style = _style(row)
        board.text(0, middle, fitted(row.label, left, sheet.points, style), style=style)
        board.text(number_right, middle, row.text, style=style, align="right")
        if chart.heads[2]:
            board.text(sheet.width, middle, row.beside, style=style, align="right")
        _draw_bar(board, row, start, room, middle, ends(row.value, least, most))
        words = f"{row.label}: {row.text}" + (f", {chart.heads[2]} {row.beside}" if chart.heads[2] else "")
        board.spot(0, middle - ROW / 2, sheet.width, middle + ROW / 2, words, row.key)


def _draw_heads(board: Board, chart: Bars, number_right: float) -> float:
    """Name the numbers; gives where the lines begin."""
    if not any(chart.heads[1:]):
        return board.top
    for right, head in ((number_right, chart.heads[1]), (float(board.sheet.width), chart.heads[2])):
        middle, muted = board.top + ROW / 2, board.palette.muted
        board.text(right, middle, head, points=board.sheet.small, colour=muted, align="right")
    return board.top + ROW


def _draw_bar(
    board: Board, row: BarRow, start: float, room: float, middle: float, places: tuple[float, float]
) -> None:
    if not row.value:
        return
    left, right = start + places[0] * room, start + places[1] * room
    top, bottom = middle - _BAR_HEIGHT / 2, middle + _BAR_HEIGHT / 2
    colour = board.palette.ink if row.chosen else board.palette.muted
    (board.outline if row.value < 0 else board.fill)(left, top, right, bottom, colour)


def _width(sheet: Sheet, texts: list[str], head: str) -> float:
    widest = max((text_width(text, sheet.points, "semibold") for text in texts), default=0.0)
    return max(widest, text_width(head, sheet.small))


def _style(row: BarRow) -> Style:
    return "semibold" if row.chosen else "regular"
