"""Nöjd-Kund-Index: an index from 0 to 100 with the steps of the usual scale, and what it rests on below."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.palette import blend

#: Where the words of the scale begin.
STEPS: Final = (
    (Decimal(0), "inte godkänt"),
    (Decimal(40), "godkänt"),
    (Decimal(55), "nöjd"),
    (Decimal(75), "mycket nöjd"),
)
MOST: Final = Decimal(100)
_WHOLE, _ROW = 66.0, 26
_FOOT = 24.0
_GAP = 12.0
_LABEL_SHARE = 0.36
_BAND_HALF, _THIN_HALF = 13.0, 5.0
_SHADES = (0.42, 0.3, 0.19, 0.1)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An index with last year's and what it aims at; None is missing."""

    label: str
    value: Decimal | None
    text: str
    before: Decimal | None = None
    before_text: str = ""
    target: Decimal | None = None
    target_text: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Satisfaction(Painted):
    """An index on the whole scale, and others under each other below it."""

    whole: IndexRow
    parts: tuple[IndexRow, ...] = ()
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """A wide scale for the whole, and a line for each part."""
        return int(_WHOLE + _ROW * len(self.parts) + _FOOT)

    def paint(self, board: Board) -> None:
        """Draw the scale and every line."""
        _Drawing(board, self).draw()

    def words(self) -> str:
        """Every index."""
        return "; ".join(_said(row) for row in (self.whole, *self.parts))

    def table(self) -> Table:
        """A row for each index."""
        rows = tuple(
            (
                row.label,
                row.text or "–",
                row.before_text or "–",
                row.target_text or "–",
                step_word(row.value) or "Uppgift saknas",
            )
            for row in (self.whole, *self.parts)
        )
        return Table(("", "Index", "Året före", "Mål", "Omdöme"), rows)


def step_word(value: Decimal | None) -> str:
    """What an index is called on the scale; "" where there is none."""
    return next((word for start, word in reversed(STEPS) if value is not None and value >= start), "")


def _said(row: IndexRow) -> str:
    parts = [row.text or "uppgift saknas"]
    parts += [step_word(row.value)] if row.value is not None else []
    parts += [f"året före {row.before_text}"] if row.before_text else []
    parts += [f"mål {row.target_text}"] if row.target_text else []
    return f"{row.label}: {', '.join(parts)}"


class _Drawing:
    """The indexes on their board."""

    def __init__(self, board: Board, chart: Satisfaction) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        points, width = self.sheet.points, float(self.sheet.width)
        lines = max(0, int((board.room - _WHOLE - _FOOT) // _ROW))
        self.parts = chart.parts if len(chart.parts) <= lines else chart.parts[: max(0, lines - 1)]
        numbers = [text_width(row.text or "–", points, "semibold") for row in (chart.whole, *chart.parts)]
        self.right = width - max(numbers) - _GAP
        labels = max((text_width(row.label, points) for row in chart.parts), default=0.0)
        if chart.parts:
            labels = max(labels, text_width(chart.whole.label, points, "semibold"))
        self.label = min(labels, width * _LABEL_SHARE)
        self.left = self.label + _GAP if labels else 4.0
        self.names = board.names(
            (row.label for row in (chart.whole, *chart.parts)), self.label, _ROW, "semibold"
        )

    def _x(self, value: Decimal) -> float:
        return self.left + (self.right - self.left) * float(min(max(value, Decimal(0)), MOST) / MOST)

    def draw(self) -> None:
        """Draw the whole with the words of its scale, then the parts."""
        middle = self.board.top + 36
        self._steps(middle - _BAND_HALF, middle + _BAND_HALF, named=True)
        self._line(self.chart.whole, middle, _BAND_HALF, whole=True)
        self._ends(middle + _BAND_HALF + 10)
        at = self.board.top + _WHOLE
        for row in self.parts:
            self._steps(at + _ROW / 2 - _THIN_HALF, at + _ROW / 2 + _THIN_HALF)
            self._line(row, at + _ROW / 2, _THIN_HALF, whole=False)
            at += _ROW
        left_out, small, muted = (
            len(self.chart.parts) - len(self.parts),
            self.sheet.small,
            self.board.palette.muted,
        )
        if left_out:
            self.board.text(0, at + _ROW / 2, f"och {left_out} till, se tabellen", points=small, colour=muted)
            at += _ROW
        words = fitted("Stapel: index. Streck: mål. Ring: året före.", self.sheet.width, small)
        self.board.text(0, at + _FOOT / 2 + 2, words, points=small, colour=muted)

    def _steps(self, top: float, bottom: float, *, named: bool = False) -> None:
        """The scale from dark to light, its words above."""
        palette, small = self.board.palette, self.sheet.small
        ends = [*(start for start, _ in STEPS[1:]), MOST]
        for (start, word), end, strength in zip(STEPS, ends, _SHADES, strict=True):
            left, right = self._x(start), self._x(end)
            self.board.fill(left, top, right - 1, bottom, blend(palette.muted, palette.surface, strength))
            if named and text_width(word, small) <= right - left - 2:
                self.board.text(left, top - 10, word, points=small, colour=palette.muted)

    def _ends(self, middle: float) -> None:
        small, muted = self.sheet.small - 0.5, self.board.palette.muted
        for value in (*(start for start, _ in STEPS), MOST):
            self.board.text(self._x(value), middle, str(value), points=small, colour=muted, align="center")

    def _line(self, row: IndexRow, middle: float, half: float, *, whole: bool) -> None:
        board, palette, width = self.board, self.board.palette, float(self.sheet.width)
        if not whole or self.label:
            board.name(0, middle, row.label, self.names, "semibold" if whole else "regular")
        if row.value is not None:
            bar = half * 0.42
            board.fill(self._x(Decimal(0)), middle - bar, self._x(row.value), middle + bar, palette.ink)
        else:
            board.sign((self.left + self.right) / 2, middle, "missing")
        if row.target is not None:
            x = self._x(row.target)
            board.line([(x, middle - half), (x, middle + half)], palette.ink, 2.5, over=True)
        if row.before is not None:
            board.dot(self._x(row.before), middle, 3.0, palette.ink, hollow=True)
        board.text(width, middle, row.text or "–", style="semibold", align="right")
        board.spot(0, middle - _ROW / 2, width, middle + _ROW / 2, _said(row), row.key)
