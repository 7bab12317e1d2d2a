"""The dashboard: several charts on one sheet of A4 landscape, under their common title and key numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from app.services.charts.board import Board, Page, captions_height, fitted
from app.services.charts.library import pixels, text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Chart, Sheet, Spot, Table
from app.services.scorecard.views import STANDING_WORDS, Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MM: Final = 96 / 25.4
PAGE: Final = Page(297 * _MM, 210 * _MM, 18 * _MM, 14 * _MM)
WIDTH: Final = int((297 - 2 * 18) * _MM)
HEIGHT: Final = int((210 - 14 - 14) * _MM)
_TITLE, _HEADING = 16.0, 9.0
_TITLE_ROW, _ABOUT_ROW, _FACTS_ROW = 27.0, 18.0, 26.0
_SOURCE_ROW = 18.0
_ACROSS, _DOWN = 26.0, 20.0
_RULE = 8.0
_FACT_GAP = 26.0
_MANY: Final = {"met": "uppfyllda", "partly": "delvis", "unmet": "ej uppfyllda"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A key number with its words, and a sign where it has one."""

    text: str
    words: str
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A chart and the room it has, in shares of the sheet below its head: from 0 to 1."""

    chart: Chart
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Charts in their cells; it is itself a chart, and fills a whole page where it stands alone."""

    cells: tuple[Cell, ...]
    caption: Caption = NO_CAPTION
    facts: tuple[Fact, ...] = ()

    @property
    def height(self) -> int:
        """That of the page within its margins."""
        return HEIGHT

    def height_at(self, width: int) -> int:
        """In the same proportion as on paper."""
        return max(1, round(width * HEIGHT / WIDTH))

    def paint(self, board: Board) -> None:
        """Draw the head, then every chart in its cell."""
        _Drawing(board, self).draw()

    def draw(self, sheet: Sheet) -> Figure:
        """The figure: a page with captions, else just its content."""
        board = self._board(sheet, blank=False)
        self.paint(board)
        return board.figure

    def spots(self, sheet: Sheet) -> tuple[Spot, ...]:
        """What can be pointed at in every chart."""
        board = self._board(sheet, blank=True)
        self.paint(board)
        return tuple(board.spots)

    def words(self) -> str:
        """Every chart: its finding and its values."""
        told = [f"{fact.text} {fact.words}" for fact in self.facts]
        told += [f"{cell.chart.caption.title}: {cell.chart.words()}" for cell in self.cells]
        return ". ".join(told)

    def table(self) -> Table:
        """The tables of all charts under each other, each under its finding."""
        rows: list[tuple[str, ...]] = [(fact.words, fact.text) for fact in self.facts]
        for cell in self.cells:
            found = cell.chart.table()
            rows += [(cell.chart.caption.title,), found.heads, *found.rows]
        width = max((len(row) for row in rows), default=2)
        heads = (self.caption.title or "Instrumentpanel", *[""] * (width - 1))
        return Table(heads, tuple((*row, *[""] * (width - len(row))) for row in rows))

    def _board(self, sheet: Sheet, *, blank: bool) -> Board:
        if sheet.captions:
            page = replace(sheet, width=WIDTH, height=HEIGHT, captions=False)
            return Board(page, HEIGHT, NO_CAPTION, blank=blank, page=PAGE)
        return Board(sheet, sheet.height or self.height_at(sheet.width), NO_CAPTION, blank=blank)


class _Drawing:
    """A dashboard on its board."""

    def __init__(self, board: Board, dashboard: Dashboard) -> None:
        self.board, self.dashboard, self.sheet = board, dashboard, board.sheet

    def draw(self) -> None:
        """Draw the head, the charts and the source."""
        top = self._draw_head()
        bottom = self.board.bottom - (_SOURCE_ROW if self.dashboard.caption.source else 0)
        for cell in self.dashboard.cells:
            self._draw_cell(cell, top, bottom)
        source = fitted(self.dashboard.caption.source, self.sheet.width, _HEADING - 0.5)
        middle, muted = self.board.bottom - 5, self.board.palette.muted
        self.board.text(0, middle, source, points=_HEADING - 0.5, colour=muted)

    def _draw_head(self) -> float:
        caption, width, at = self.dashboard.caption, self.sheet.width, self.board.top
        muted = self.board.palette.muted
        if caption.title:
            about = fitted(caption.about, width * 0.4, _HEADING)
            room = width - text_width(about, _HEADING) - 20
            title = fitted(caption.title, room, _TITLE, "semibold")
            self.board.text(0, at + _TITLE_ROW / 2, title, points=_TITLE, style="semibold")
            self.board.text(width, at + _TITLE_ROW / 2, about, points=_HEADING, colour=muted, align="right")
            at += _TITLE_ROW
        if caption.note:
            note = fitted(caption.note, width, self.sheet.points)
            self.board.text(0, at + _ABOUT_ROW / 2, note, colour=muted)
            at += _ABOUT_ROW
        if self.dashboard.facts:
            self._draw_facts(at + _FACTS_ROW / 2 + 2)
            at += _FACTS_ROW
        return at + _RULE

    def _draw_facts(self, middle: float) -> None:
        x = 0.0
        for fact in self.dashboard.facts:
            sign = 18.0 if fact.standing else 0.0
            number, words = text_width(fact.text, 12.0, "semibold"), text_width(fact.words, _HEADING + 0.5)
            if x + sign + number + 6 + words > self.sheet.width:
                return
            if fact.standing:
                self.board.sign(x + 6, middle, fact.standing)
            self.board.text(x + sign, middle, fact.text, points=12.0, style="semibold")
            self.board.text(x + sign + number + 6, middle, fact.words, points=_HEADING + 0.5)
            x += sign + number + 6 + words + _FACT_GAP

    def _draw_cell(self, cell: Cell, top: float, bottom: float) -> None:
        width, room = float(self.sheet.width), bottom - top
        left = cell.left * width + (_ACROSS / 2 if cell.left > 0 else 0)
        right = cell.right * width - (_ACROSS / 2 if cell.right < 1 else 0)
        upper, lower = top + cell.top * room, top + cell.bottom * room - (_DOWN if cell.bottom < 1 else 0)
        self.board.line([(left, upper), (right, upper)], self.board.palette.line)
        caption = replace(cell.chart.caption, about="", source="")
        sheet = Sheet(int(right - left), self.sheet.palette, True, _HEADING + 0.5)
        high = lower - upper - _RULE - captions_height(caption, sheet)
        if high < pixels(sheet.points):
            return
        inner = Board(sheet, high, caption, within=(self.board, left, upper + _RULE))
        cell.chart.paint(inner)


def standing_fact(count: int, standing: Literal["met", "partly", "unmet"]) -> Fact:
    """How many goals stand like that."""
    return Fact(str(count), STANDING_WORDS[standing].lower() if count == 1 else _MANY[standing], standing)
