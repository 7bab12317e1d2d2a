"""The heat map: units by perspectives or goals; a sign and a number in each cell, the tint only helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.charts.board import Board, rows_within, wrapped
from app.services.charts.library import pixels, text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.signs import sign_of
from app.services.fonts import Style
from app.services.scorecard.views import STANDING_WORDS, Standing

ROW = 26
_HEAD_LINES = 4
_HEAD = 64
_TALL_HEAD = 134
_GAP = 8.0
_SEAM = 1.0
_SIGN = 10.0
_BESIDE = 48.0
"""A narrower cell has no room for a sign beside its number."""
_LEAST_CELL, _MOST_CELL = 30.0, 108.0
_LABEL_SHARE = 0.36
_LONGEST_WORD = 16
_INDENT = 12.0
_LETTER = 5.8
"""About how wide a letter of a head is; a head with a word that has no room in its column stands on end."""
_USUAL = 720


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A number, or nothing, with how it stands; `about` says what it rests on."""

    text: str
    standing: Standing
    about: str = ""
    key: object = None
    bare: bool = False
    """Whether nothing is to be measured there: then the cell is left empty."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A unit with its cells in the order of the heads; `depth` below the first, `strong` when chosen."""

    label: str
    cells: tuple[HeatCell, ...]
    depth: int = 0
    strong: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class HeatMap(Painted):
    """Rows under heads; the last column may be the whole of a row."""

    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    caption: Caption = NO_CAPTION
    row_word: str = "Enhet"

    @property
    def height(self) -> int:
        """As high as it is at an ordinary width."""
        return self.height_at(_USUAL)

    def height_at(self, width: int) -> int:
        """A line for each row below the heads, which stand on end where columns are narrow."""
        return ROW * max(1, len(self.rows)) + head_height(width, self.heads)

    def paint(self, board: Board) -> None:
        """Draw the heads and every cell."""
        if self.rows and self.heads:
            _Drawing(board, self).draw()
        else:
            board.text(0, board.top + ROW / 2, "Inga enheter att visa.", colour=board.palette.muted)

    def words(self) -> str:
        """Every row with its cells."""
        return "; ".join(
            f"{row.label}: "
            + ", ".join(f"{head} {_cell(cell)}" for head, cell in zip(self.heads, row.cells, strict=True))
            for row in self.rows
        )

    def table(self) -> Table:
        """A row for each unit."""
        rows = tuple((row.label, *(_cell(cell) for cell in row.cells)) for row in self.rows)
        return Table((self.row_word, *self.heads), rows)


def _cell(cell: HeatCell) -> str:
    if cell.bare:
        return "inget att mäta"
    word = STANDING_WORDS[cell.standing].lower()
    return f"{cell.text} ({word})" if cell.text else word


def head_height(width: float, heads: Sequence[str]) -> int:
    """How high the heads are."""
    column = min(_MOST_CELL, width * (1 - _LABEL_SHARE) / max(1, len(heads)))
    words = (word for head in heads for part in head.split() for word in part.split("/"))
    longest = min(max((len(word) for word in words), default=0), _LONGEST_WORD)
    return _TALL_HEAD if longest * _LETTER > column - 3 else _HEAD


class _Drawing:
    """A heat map on its board: as many rows and columns as have room."""

    def __init__(self, board: Board, chart: HeatMap) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.small = self.sheet.small
        width = float(self.sheet.width)
        labels = max(
            text_width(row.label, self.sheet.points, "semibold") + row.depth * _INDENT for row in chart.rows
        )
        self.label = min(labels, width * _LABEL_SHARE)
        room = width - self.label - _GAP
        self.columns = min(len(chart.heads), max(1, int(room // _LEAST_CELL)))
        self.cell = min(_MOST_CELL, room / self.columns)
        self.start = self.label + _GAP
        self.head = float(head_height(width, chart.heads))
        self.upwards = self.head > _HEAD
        self.row, shown = rows_within(board.room - self.head, len(chart.rows), ROW)
        self.rows = chart.rows[:shown]

    def _lines(self, head: str) -> list[str]:
        return wrapped(head, self.cell - 3, self.small - 1, most=_HEAD_LINES)

    def draw(self) -> None:
        """Draw the heads, the rows, and what had no room in words."""
        at = self.board.top + self.head
        self._draw_heads(at)
        for row in self.rows:
            self._draw_row(row, at)
            at += self.row
        left_out = self._left_out()
        if left_out:
            muted = self.board.palette.muted
            self.board.text(0, at + self.row / 2, left_out, points=self.small, colour=muted)

    def _left_out(self) -> str:
        rows, columns = len(self.chart.rows) - len(self.rows), len(self.chart.heads) - self.columns
        parts = [f"{rows} rader till"] * (rows > 0) + [f"{columns} kolumner till"] * (columns > 0)
        return f"och {' och '.join(parts)}, se tabellen" if parts else ""

    def _draw_heads(self, bottom: float) -> None:
        muted = self.board.palette.muted
        for place, head in enumerate(self.chart.heads[: self.columns]):
            middle = self.start + (place + 0.5) * self.cell
            leading = pixels(self.small - 1) * 1.2
            if self.upwards:
                lines = wrapped(head, self.head - _GAP, self.small - 1, most=2)
                for at, words in enumerate(lines):
                    x = middle + (at - (len(lines) - 1) / 2) * leading
                    self.board.text(
                        x, bottom - _GAP / 2, words, points=self.small - 1, colour=muted, upwards=True
                    )
                continue
            lines = self._lines(head)
            for back, words in enumerate(reversed(lines)):
                height = bottom - _GAP / 2 - (back + 0.5) * leading
                self.board.text(middle, height, words, points=self.small - 1, colour=muted, align="center")

    def _draw_row(self, row: HeatRow, at: float) -> None:
        style: Style = "semibold" if row.strong else "regular"
        indent = min(row.depth * _INDENT, self.label / 3)
        words = row.label
        name = self.board.names((words,), self.label - indent, self.row, style)
        self.board.name(indent, at + self.row / 2, words, name, style)
        self.board.spot(0, at, self.label, at + self.row, row.label, row.key)
        for place, cell in enumerate(row.cells[: self.columns]):
            left = self.start + place * self.cell
            self._draw_cell(cell, left, at, row.strong)
            words = f"{row.label}, {self.chart.heads[place]}: {_cell(cell)}"
            words += f", {cell.about}" if cell.about and not cell.bare else ""
            self.board.spot(left, at, left + self.cell, at + self.row, words, cell.key)

    def _draw_cell(self, cell: HeatCell, left: float, top: float, strong: bool) -> None:
        board, palette = self.board, self.board.palette
        if cell.bare:
            return
        right, bottom = left + self.cell - _SEAM, top + self.row - _SEAM
        board.fill(
            left + _SEAM, top + _SEAM, right, bottom, getattr(palette, f"{sign_of(cell.standing)}_tint")
        )
        middle, centre = top + self.row / 2, (left + _SEAM + right) / 2
        if not cell.text:
            board.sign(centre, middle, cell.standing, _SIGN)
            return
        wide, points, apart = self._content(cell.text)
        x = centre - wide / 2
        board.sign(x + _SIGN * apart / 2, middle, cell.standing, _SIGN * apart)
        style: Style = "semibold" if strong else "regular"
        board.text(x + wide, middle, cell.text, points=points, style=style, align="right")

    def _content(self, text: str) -> tuple[float, float, float]:
        """How wide sign and number are beside each other, the number's size, and how large the sign is."""
        if self.cell >= _BESIDE:
            return _SIGN + 5 + text_width(text, self.sheet.points), self.sheet.points, 1.0
        return _SIGN * 0.8 + 2 + text_width(text, self.small - 1), self.small - 1, 0.8
