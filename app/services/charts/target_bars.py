"""Bars on one scale, each with its target as a tick, a sign for how it stands, and its number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.services.charts.bars import ends
from app.services.charts.board import Board, fitted, rows_within
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.palette import blend
from app.services.scorecard.views import STANDING_WORDS, Standing

ROW = 26
_FOOT = 22
_GAP = 10.0
_BAR_HALF, _TICK_HALF = 5.0, 9.0
_SIGN = 12.0
_LABEL_SHARE = 0.46
_LEAST_BAR = 60.0


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A value against its target on a line, or a heading; None is missing and has no bar."""

    label: str
    value: Decimal | None = None
    text: str = ""
    target: Decimal | None = None
    target_text: str = ""
    standing: Standing = "missing"
    about: str = ""
    heading: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class TargetBars(Painted):
    """Lines on one scale; `least` and `most` hold it where it is given, as 0 to 10 for scores."""

    rows: tuple[TargetRow, ...]
    caption: Caption = NO_CAPTION
    least: Decimal | None = None
    most: Decimal | None = None
    limit: Decimal | None = None
    """Where what is not acceptable ends, shown as a grey ground."""
    heads: tuple[str, str, str] = ("", "Utfall", "Mål")
    legend: str = ""

    @property
    def height(self) -> int:
        """A line for each row, and one for how to read them."""
        return ROW * max(1, len(self.rows)) + (_FOOT if self.legend else 0)

    def paint(self, board: Board) -> None:
        """Draw every line."""
        if self.rows:
            _Drawing(board, self).draw()
        else:
            board.text(0, board.top + ROW / 2, "Inget att visa.", colour=board.palette.muted)

    def words(self) -> str:
        """Every line with its numbers."""
        return "; ".join(_said(row) for row in self.rows if not row.heading)

    def table(self) -> Table:
        """A row for every line."""
        rows = tuple(
            (row.label, "", "", "")
            if row.heading
            else (row.label, row.text or "–", row.target_text or "–", STANDING_WORDS[row.standing])
            for row in self.rows
        )
        return Table((*self.heads, "Status"), rows)


def _said(row: TargetRow) -> str:
    parts = [row.text] if row.text else []
    if row.target_text:
        parts.append(f"mål {row.target_text}")
    parts.append(STANDING_WORDS[row.standing].lower())
    if row.about:
        parts.append(row.about)
    return f"{row.label}: {', '.join(parts)}"


class _Drawing:
    """The lines on their board."""

    def __init__(self, board: Board, chart: TargetBars) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        foot = _FOOT if chart.legend else 0
        self.row, shown = rows_within(board.room - foot, len(chart.rows), ROW)
        while 0 < shown < len(chart.rows) and chart.rows[shown - 1].heading:
            shown -= 1
        self.rows = chart.rows[:shown]
        self.tick = min(_TICK_HALF, self.row / 2 - 2)
        bars = [row for row in chart.rows if not row.heading]
        values = [value for row in bars for value in (row.value, row.target) if value is not None]
        self.least = min([Decimal(0), *values]) if chart.least is None else chart.least
        self.most = max([Decimal(0), *values]) if chart.most is None else chart.most
        points, width = self.sheet.points, float(self.sheet.width)
        texts = max((text_width(row.text or "–", points, "semibold") for row in bars), default=0.0)
        self.sign = width - texts - _GAP / 2 - _SIGN / 2
        self.right = self.sign - _SIGN / 2 - _GAP
        labels = max((text_width(row.label, points) for row in bars), default=0.0)
        self.label = min(labels, max(width * _LABEL_SHARE, self.right - 320), self.right - _LEAST_BAR - _GAP)
        self.label = max(20.0, self.label)
        self.left = self.label + _GAP
        self.names = board.names((row.label for row in bars), self.label, self.row)

    def _x(self, value: Decimal) -> float:
        span = self.most - self.least
        share = float((value - self.least) / span) if span else 0.0
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def draw(self) -> None:
        """Draw every line, and below them how they are read."""
        at, muted = self.board.top, self.board.palette.muted
        for row in self.rows:
            (self._heading if row.heading else self._line)(row, at + self.row / 2)
            if not row.heading:
                self.board.spot(0, at, self.sheet.width, at + self.row, _said(row), row.key)
            at += self.row
        left_out = sum(not row.heading for row in self.chart.rows[len(self.rows) :])
        if left_out:
            words = f"och {left_out} till, se tabellen"
            self.board.text(0, at + self.row / 2, words, points=self.sheet.small, colour=muted)
            at += self.row
        if self.chart.legend:
            words = self._legend()
            self.board.text(0, at + _FOOT / 2 + 2, words, points=self.sheet.small, colour=muted)

    def _legend(self) -> str:
        """As many of its sentences as have room."""
        said = self.chart.legend.split(". ")
        while len(said) > 1 and text_width(". ".join(said), self.sheet.small) > self.sheet.width:
            said.pop()
        return fitted(". ".join(said).rstrip(".") + ".", self.sheet.width, self.sheet.small)

    def _heading(self, row: TargetRow, middle: float) -> None:
        under = middle + self.row / 2 - 1
        self.board.line([(0, under), (self.sheet.width, under)], self.board.palette.line)
        label = fitted(row.label, self.sheet.width, self.sheet.points, "semibold")
        self.board.text(0, middle, label, style="semibold")

    def _line(self, row: TargetRow, middle: float) -> None:
        board, palette = self.board, self.board.palette
        board.name(0, middle, row.label, self.names)
        if row.value is None:
            self._draw_missing(row, middle)
            return
        if self.chart.limit is not None:
            grey = blend(palette.muted, palette.surface, 0.18)
            ends_at = self._x(self.chart.limit)
            board.fill(self.left, middle - self.tick, ends_at, middle + self.tick, grey)
        zero = self._x(Decimal(0))
        board.line([(zero, middle - self.row / 2), (zero, middle + self.row / 2)], palette.line)
        first, last = ends(row.value, self.least, self.most)
        left, right = (self.left + min(share, 1.0) * (self.right - self.left) for share in (first, last))
        draw = board.outline if row.value < 0 else board.fill
        draw(left, middle - _BAR_HALF, right, middle + _BAR_HALF, palette.ink)
        if row.target is not None:
            x = self._x(row.target)
            board.line([(x, middle - self.tick), (x, middle + self.tick)], palette.surface, 5.0)
            board.line([(x, middle - self.tick), (x, middle + self.tick)], palette.ink, 2.5, over=True)
        board.sign(self.sign, middle, row.standing, _SIGN)
        board.text(self.sheet.width, middle, row.text or "–", style="semibold", align="right")

    def _draw_missing(self, row: TargetRow, middle: float) -> None:
        """No bar and no ground that could be taken for one, but words."""
        board, muted, small = self.board, self.board.palette.muted, self.sheet.small
        words = STANDING_WORDS["missing"].lower()
        if text_width(words, small, "italic") > self.right - self.left:
            words = ""
        board.text(self.left, middle, words, points=small, style="italic", colour=muted)
        board.sign(self.sign, middle, row.standing, _SIGN)
        board.text(self.sheet.width, middle, "–", style="semibold", align="right")
