"""A bullet alone: the same as on a line, large, with the numbers of target and limit written out."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.charts.board import Board, fitted
from app.services.charts.bullet import BulletRow, said
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.fonts import Style
from app.services.palette import blend
from app.services.scorecard.views import STANDING_WORDS

HEIGHT = 96
_MIDDLE = 44.0
_HALF, _BAR_HALF, _TICK_HALF = 14.0, 5.5, 19.0
_RING = 4.5
_ABOVE, _BELOW = 30.0, 34.0


@dataclass(frozen=True, slots=True)
class FigureBullet(Painted):
    """One figure; the words of its target above the bar, its outcome below."""

    row: BulletRow
    limit_text: str = ""
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """Always the same."""
        return HEIGHT

    def paint(self, board: Board) -> None:
        """Draw the ground, the bar and the words around them."""
        row, palette = self.row, board.palette
        width, middle = float(board.sheet.width), board.top + _MIDDLE
        board.spot(0, board.top, width, board.top + HEIGHT, said(row), row.key)
        if row.places.value is None and row.places.target is None:
            words = row.why or "Inget mål att hålla utfallet mot."
            board.sign(8, middle, row.standing)
            board.text(22, middle, fitted(f"{row.text or '–'} {words}", width - 22, board.sheet.points))
            return
        grey = blend(palette.muted, palette.surface, 0.34)
        board.fill(0, middle - _HALF, width, middle + _HALF, palette.inner_line)
        if row.places.threshold is not None:
            board.fill(0, middle - _HALF, row.places.threshold * width, middle + _HALF, grey)
        if row.places.value is not None:
            board.fill(0, middle - _BAR_HALF, row.places.value * width, middle + _BAR_HALF, palette.ink)
        if row.places.target is not None:
            x = row.places.target * width
            board.line([(x, middle - _TICK_HALF), (x, middle + _TICK_HALF)], palette.ink, 3.0, over=True)
        if row.places.before is not None:
            x = min(max(row.places.before * width, _RING), width - _RING)
            board.dot(x, middle, _RING, palette.ink, hollow=True)
        self._words(board, middle)

    def _words(self, board: Board, middle: float) -> None:
        row, muted, small = self.row, board.palette.muted, board.sheet.small
        width, places = float(board.sheet.width), row.places
        target = fitted(f"mål {row.target_text}", width * 0.5, small, "semibold")
        if places.target is not None:
            _centred(board, target, places.target * width, middle - _ABOVE, "semibold", board.palette.ink)
        if places.threshold is not None and self.limit_text:
            free = (places.target or 1.0) * width - text_width(target, small, "semibold") / 2 - 12
            words = f"gräns {self.limit_text}"
            if places.threshold * width + text_width(words, small) / 2 < free:
                _centred(board, words, places.threshold * width, middle - _ABOVE, "regular", muted)
        outcome = f"{row.text or '–'}, {STANDING_WORDS[row.standing].lower()}"
        outcome += f", poäng {row.score_text}" if row.score_text else ""
        board.sign(7, middle + _BELOW, row.standing)
        outcome = fitted(outcome, width - 20, board.sheet.points, "semibold")
        board.text(20, middle + _BELOW, outcome, style="semibold")
        before = f"ring: året före {row.before_text}" if row.before_text else ""
        taken = 20 + text_width(outcome, board.sheet.points, "semibold") + 16
        if before and taken + text_width(before, small) <= width:
            board.text(width, middle + _BELOW, before, points=small, colour=muted, align="right")

    def words(self) -> str:
        """The figure with its numbers."""
        return said(self.row)

    def table(self) -> Table:
        """A row for each number."""
        row = self.row
        told = (
            ("Utfall", row.text),
            ("Mål", row.target_text),
            ("Gränsvärde", self.limit_text),
            ("Året före", row.before_text),
            ("Poäng", row.score_text),
            ("Status", STANDING_WORDS[row.standing]),
        )
        return Table(("Mått", row.label), tuple((name, text or "–") for name, text in told))


def _centred(board: Board, words: str, x: float, middle: float, style: Style, colour: str) -> None:
    """Words over a place, moved in where they would stand outside."""
    small = board.sheet.small
    half = text_width(words, small, style) / 2
    at = min(max(x, half), board.sheet.width - half)
    board.text(at, middle, words, points=small, style=style, colour=colour, align="center")
