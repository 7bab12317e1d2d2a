"""Bullets: an outcome as a bar, its target a tick, last year a ring; to the right is always better.

The width is the normalised score: the limit lies at a third and the target at two thirds, whichever way is
better and whatever the measure, so that bullets under each other can be read together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.services.charts.board import Board, fitted, rows_within
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.scorecard.score import MOST, score
from app.services.scorecard.views import STANDING_WORDS, Figure, Standing

ROW: Final = 26
LIMIT_SHARE, TARGET_SHARE = 1 / 3, 2 / 3
_FOOT = 24
_GAP = 10.0
_GROUND_HALF, _BAR_HALF, _TICK_HALF = 6.0, 2.5, 7.5
_RING = 2.5
_LEAST_BAR = 70.0
_WIDE, _MIDDLING = 560, 400
_MOST_BAR = 220.0
_BAR_SHARE, _LABEL_SHARE = 0.17, 0.28
"""How much of the width the bars take from long names, and what the names keep at least."""
_TARGET_OF_ROOM = Decimal(3) / 2
_WEAKEST: Final = {"unmet": 0, "partly": 1}


@dataclass(frozen=True, slots=True)
class BulletPlaces:
    """Where everything lies in shares of the width, 0 to 1; None is not shown."""

    value: float | None = None
    target: float | None = None
    before: float | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class BulletRow:
    """A figure on a line, or a heading with its score; `why` stands where no bar can be drawn."""

    label: str
    text: str = ""
    target_text: str = ""
    score_text: str = ""
    places: BulletPlaces = BulletPlaces()
    standing: Standing = "missing"
    why: str = ""
    before_text: str = ""
    heading: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class Bullets(Painted):
    """Figures under each other, under headings where there are groups."""

    rows: tuple[BulletRow, ...]
    caption: Caption = NO_CAPTION
    before_word: str = "förra året"
    row_word: str = "Mått"

    @property
    def height(self) -> int:
        """A line for each row and one for how to read them."""
        return ROW * max(1, len(self.rows)) + _FOOT

    def paint(self, board: Board) -> None:
        """Draw every line."""
        _Drawing(board, self).draw()

    def words(self) -> str:
        """Every figure with its numbers."""
        return "; ".join(said(row) for row in self.rows)

    def table(self) -> Table:
        """A row for every line."""
        heads = (self.row_word, "Utfall", "Mål", "Året före", "Poäng", "Status")
        return Table(heads, tuple(_cells(row) for row in self.rows))


def bullet_places(figure: Figure) -> BulletPlaces:
    """Where a figure of a scorecard lies on its bullet."""
    posts, direction = figure.goalposts, figure.direction
    bare = posts.threshold is None and posts.threshold_upper is None

    def share(value: Decimal | None) -> float | None:
        target = posts.value
        if value is None or target is None:
            return None
        if bare and target > 0 and direction in ("higher", "lower"):
            along = value / (target * _TARGET_OF_ROOM)
            kept = along if direction == "higher" else 1 - along / 2
            return float(min(max(kept, Decimal(0)), Decimal(1)))
        found = score(value, posts, direction, steps=len(figure.scale))
        return None if found is None else float(found / MOST)

    shown = figure.standing in ("met", "partly", "unmet", "unowned")
    value = share(figure.outcome) if shown else None
    if value is None and figure.direction == "yes_no" and figure.score is not None:
        value = float(figure.score / MOST)
    has_target = posts.value is not None or (figure.direction == "yes_no" and value is not None)
    return BulletPlaces(
        value, TARGET_SHARE if has_target else None, share(figure.before), None if bare else LIMIT_SHARE
    )


def said(row: BulletRow) -> str:
    """A line in words, for those who do not see it and for the pointer."""
    if row.heading:
        return f"{row.label} {row.score_text or '–'}"
    parts = [row.text or "uppgift saknas"]
    if row.target_text:
        parts.append(f"mål {row.target_text}")
    if row.before_text:
        parts.append(f"året före {row.before_text}")
    if row.score_text:
        parts.append(f"poäng {row.score_text}")
    status = STANDING_WORDS[row.standing].lower()
    if status not in parts:
        parts.append(status)
    if row.why:
        parts.append(row.why)
    return f"{row.label}: {', '.join(parts)}"


def _cells(row: BulletRow) -> tuple[str, ...]:
    if row.heading:
        return (row.label, "", "", "", row.score_text or "–", STANDING_WORDS[row.standing])
    numbers = (row.text or "–", row.target_text or "–", row.before_text or "–", row.score_text or "–")
    return (row.label, *numbers, STANDING_WORDS[row.standing])


def _within(room: float, rows: Sequence[BulletRow]) -> tuple[float, tuple[BulletRow, ...]]:
    """How high rows are and which are shown: where not all have room no headings, and then the weakest."""
    high, shown = rows_within(room, len(rows), ROW)
    if shown >= len(rows):
        return high, tuple(rows)
    figures = [row for row in rows if not row.heading]
    high, shown = rows_within(room, len(figures), ROW)
    weakest = sorted(range(len(figures)), key=lambda at: _WEAKEST.get(figures[at].standing, len(_WEAKEST)))
    return high, tuple(figures[at] for at in sorted(weakest[:shown]))


class _Drawing:
    """Bullets on their board: which columns there is room for, and where they stand."""

    def __init__(self, board: Board, chart: Bullets) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.row, self.rows = _within(board.room - _FOOT, chart.rows)
        self.left_out = sum(not row.heading for row in chart.rows)
        self.left_out -= sum(not row.heading for row in self.rows)
        width, points = float(self.sheet.width), self.sheet.points
        every = [row for row in self.rows if not row.heading]
        self.word = width >= _WIDE
        words = [STANDING_WORDS[row.standing] for row in self.rows] if self.word else []
        self.sign = width - max((text_width(word, self.sheet.small) for word in words), default=0.0)
        self.sign -= _GAP + 4
        self.score = self.sign - _GAP - 4
        scores = max((text_width(row.score_text, points, "semibold") for row in self.rows), default=0.0)
        bar_right = self.score - (scores + _GAP if scores else 0.0)
        texts = max((text_width(row.text or "–", points) for row in every), default=0.0)
        targets = max((text_width(row.target_text, points) for row in every), default=0.0)
        if width < _MIDDLING:
            targets = 0.0
        numbers = texts + _GAP + (targets + _GAP if targets else 0.0)
        labels = max((text_width(row.label, points) for row in every), default=0.0)
        least = _LEAST_BAR if width >= _MIDDLING else _LEAST_BAR * 0.7
        wanted = max(least, min(_MOST_BAR, width * _BAR_SHARE))
        self.label = max(24.0, width * _LABEL_SHARE, bar_right - numbers - wanted - 2 * _GAP)
        self.label = max(24.0, min(labels, self.label, bar_right - numbers - least - 2 * _GAP))
        self.names = board.names((row.label for row in every), self.label, self.row)
        spare = bar_right - numbers - self.label - 2 * _GAP
        self.bar_left, self.bar_right = bar_right - max(least, min(spare, _MOST_BAR)), bar_right
        self.target = self.bar_left - _GAP if targets else None
        self.text = self.bar_left - _GAP - (targets + _GAP if targets else 0.0)

    def draw(self) -> None:
        """Draw every line, and under them how they are read."""
        at = self.board.top
        if not self.chart.rows:
            self.board.text(0, at + ROW / 2, "Inga mått att visa.", colour=self.board.palette.muted)
            return
        for row in self.rows:
            (self._heading if row.heading else self._line)(row, at + self.row / 2)
            self.board.spot(0, at, self.sheet.width, at + self.row, said(row), row.key)
            at += self.row
        if self.left_out:
            words = f"och {self.left_out} till i styrkortet, som står bättre eller saknar uppgift"
            muted = self.board.palette.muted
            self.board.text(0, at + self.row / 2, words, points=self.sheet.small, colour=muted)
            at += self.row
        self._legend(at + _FOOT / 2 + 2)

    def _heading(self, row: BulletRow, middle: float) -> None:
        board = self.board
        under = middle + self.row / 2 - 1
        board.line([(0, under), (self.sheet.width, under)], board.palette.line)
        width = self.score - text_width(row.score_text, self.sheet.points, "semibold") - 2 * _GAP
        label = fitted(row.label, width, self.sheet.points, "semibold")
        board.text(0, middle, label, style="semibold")
        board.text(self.score, middle, row.score_text or "–", style="semibold", align="right")
        self._status(row, middle)

    def _line(self, row: BulletRow, middle: float) -> None:
        board, muted = self.board, self.board.palette.muted
        board.name(0, middle, row.label, self.names)
        board.text(self.text, middle, row.text or "–", align="right", colour="" if row.text else muted)
        if self.target is not None:
            board.text(self.target, middle, row.target_text, align="right", colour=muted)
        if row.score_text:
            board.text(self.score, middle, row.score_text, align="right")
        self._status(row, middle)
        if row.places.value is None and row.why:
            room = self.sign - _GAP - self.bar_left
            words = fitted(row.why, room, self.sheet.small, "italic")
            board.text(self.bar_left, middle, words, points=self.sheet.small, style="italic", colour=muted)
        else:
            draw_bullet(board, row.places, self.bar_left, self.bar_right, middle)

    def _status(self, row: BulletRow, middle: float) -> None:
        self.board.sign(self.sign, middle, row.standing)
        if self.word:
            colour = getattr(self.board.palette, row.standing, self.board.palette.missing)
            word = STANDING_WORDS[row.standing]
            self.board.text(self.sign + _GAP, middle, word, points=self.sheet.small, colour=colour)

    def _legend(self, middle: float) -> None:
        """What bar, tick, ring and grey are, as far as there is room."""
        board, small, x = self.board, self.sheet.small, 0.0
        for sample, words in (
            (BulletPlaces(value=1.0), "utfall"),
            (BulletPlaces(target=0.5), "mål"),
            (BulletPlaces(before=0.5), self.chart.before_word),
            (BulletPlaces(threshold=1.0), "under gränsvärdet"),
        ):
            wide = 16.0
            if x + wide + 6 + text_width(words, small) > self.sheet.width:
                return
            draw_bullet(board, sample, x, x + wide, middle, ground=False)
            board.text(x + wide + 6, middle, words, points=small, colour=board.palette.muted)
            x += wide + 6 + text_width(words, small) + 16


def draw_bullet(
    board: Board, places: BulletPlaces, left: float, right: float, middle: float, *, ground: bool = True
) -> None:
    """One bullet between two sides."""
    width, palette = right - left, board.palette
    if ground:
        board.fill(left, middle - _GROUND_HALF, right, middle + _GROUND_HALF, palette.inner_line)
    if places.threshold is not None:
        limit = left + places.threshold * width
        board.fill(left, middle - _GROUND_HALF, limit, middle + _GROUND_HALF, _grey(board))
    if places.value is not None:
        board.fill(left, middle - _BAR_HALF, left + places.value * width, middle + _BAR_HALF, palette.ink)
    if places.target is not None:
        x = left + places.target * width
        board.line([(x, middle - _TICK_HALF), (x, middle + _TICK_HALF)], palette.ink, 2.5)
    if places.before is not None:
        x = min(max(left + places.before * width, left + _RING), right - _RING)
        board.dot(x, middle, _RING, palette.ink, hollow=True)


def _grey(board: Board) -> str:
    """The ground of what is not acceptable: clearly darker than the rest, in print as well."""
    from app.services.palette import blend

    return blend(board.palette.muted, board.palette.surface, 0.34)
