"""Others as dots on one scale with their quartiles and median, and oneself marked among them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import reach_of, shown_labels
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.fonts import Style
from app.services.palette import blend

ROW = 19
HEIGHT = 148
_FEW = 40
"""More than this many get no line each."""
_AXIS = 34.0
_TOP = 20.0
_GAP = 10.0
_DOT, _OWN = 3.5, 5.5
_APART = 9.0
_REACH = 7.0
_LABEL_SHARE = 0.34


@dataclass(frozen=True, slots=True)
class DotRow:
    """One of those compared, in order from best; without a value it has no dot."""

    label: str
    value: Decimal | None
    text: str
    own: bool = False
    place: str = ""
    target: Decimal | None = None
    key: object = None


@dataclass(frozen=True, slots=True)
class DotPlot(Painted):
    """A line for each where there is room and they are not too many, else all on one line."""

    rows: tuple[DotRow, ...]
    lower: Decimal | None = None
    median: Decimal | None = None
    upper: Decimal | None = None
    texts: tuple[str, str, str] = ("", "", "")
    """The quartiles and the median in words: lower, median, upper."""
    caption: Caption = NO_CAPTION
    better: str = ""
    """Which way is better, in words."""
    row_word: str = "Kommun"

    @property
    def height(self) -> int:
        """A line for each, or one for all when they are many."""
        return int(ROW * len(self.rows) + _AXIS + _TOP) if len(self.rows) <= _FEW else HEIGHT

    def paint(self, board: Board) -> None:
        """Draw the quartiles, the dots and the names."""
        if not any(row.value is not None for row in self.rows):
            board.text(0, board.top + _TOP, "Inga värden att jämföra.", colour=board.palette.muted)
        elif len(self.rows) <= _FEW and board.room >= self.height - 1:
            _Lines(board, self).draw()
        else:
            _Strip(board, self).draw()

    def words(self) -> str:
        """One's own first, then the median and the others."""
        own = [_said(row) for row in self.rows if row.own]
        others = [_said(row) for row in self.rows if not row.own]
        median = [f"medianen {self.texts[1]}"] if self.texts[1] else []
        return "; ".join((*own, *median, *others))

    def table(self) -> Table:
        """A row for each, in order from best."""
        rows = tuple((row.label, row.text or "–", row.place or "–") for row in self.rows)
        told = zip(("Undre kvartil", "Median", "Övre kvartil"), self.texts, strict=True)
        return Table(
            (self.row_word, "Värde", "Plats"), (*rows, *((name, text, "") for name, text in told if text))
        )


def _said(row: DotRow) -> str:
    place = f", plats {row.place}" if row.place else ""
    return f"{row.label}: {row.text or 'uppgift saknas'}{place}"


class _Scale:
    """The scale that all dots share, with its quartiles."""

    def __init__(self, board: Board, chart: DotPlot, left: float, right: float) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        values = [value for row in chart.rows for value in (row.value, row.target) if value is not None]
        self.least, self.most = reach_of(values)
        self.left, self.right = left, right
        self.top, self.bottom = board.top + _TOP, board.bottom - _AXIS
        self.own_name = (0.0, 0.0, "")
        """The middle of one's own name above all dots, half its width, and its words; "" has none there."""

    def name_own(self, row: DotRow) -> None:
        """Let one's own name stand above the dots."""
        assert row.value is not None
        small = self.sheet.small
        words = fitted(f"{row.label} {row.text}", self.sheet.width * 0.5, small, "semibold")
        half = text_width(words, small, "semibold") / 2
        self.own_name = min(max(self.x(row.value), half), self.sheet.width - half), half, words

    def _beside_own(self, at: float, half: float) -> float:
        """Where the median is named, so that one's own name has room."""
        own, own_half, words = self.own_name
        away = own_half + half + _GAP - abs(at - own)
        if not words or away <= 0:
            return at
        left, right = own - own_half - _GAP - half, own + own_half + _GAP + half
        if (at <= own or right + half > self.sheet.width) and left >= half:
            return left
        return right

    def x(self, value: Decimal) -> float:
        """How far to the right a value is."""
        return self.left + (self.right - self.left) * float((value - self.least) / (self.most - self.least))

    def ground(self) -> None:
        """The quartiles as a band, the median as a line, each with its number."""
        chart, palette, small = self.chart, self.board.palette, self.sheet.small
        known = [
            (value, text)
            for value, text in zip((chart.lower, chart.median, chart.upper), chart.texts, strict=True)
            if value is not None
        ]
        if chart.lower is not None and chart.upper is not None:
            grey = blend(palette.muted, palette.surface, 0.16)
            self.board.fill(self.x(chart.lower), self.top, self.x(chart.upper), self.bottom, grey)
        if chart.median is not None:
            at = self.x(chart.median)
            self.board.line([(at, self.top), (at, self.bottom)], palette.muted, 1.5)
            words = f"median {chart.texts[1]}"
            half = text_width(words, small) / 2
            middle = min(max(self._beside_own(at, half), half), self.sheet.width - half)
            self.board.text(
                middle, self.board.top + 8, words, points=small, colour=palette.muted, align="center"
            )
        self.board.line([(self.left, self.bottom), (self.right, self.bottom)], palette.line)
        self._numbers([pair for pair in known if pair[0] != chart.median])

    def _numbers(self, quartiles: list[tuple[Decimal, str]]) -> None:
        """The numbers of the quartiles and of the ends below the scale, without running into each other."""
        small, muted = self.sheet.small, self.board.palette.muted
        known = sorted((row.value, row.text) for row in self.chart.rows if row.value is not None)
        told = dict([known[0], known[-1], *quartiles])
        spots = [(self.x(value), text_width(text, small) / 2, text) for value, text in sorted(told.items())]
        shown = shown_labels([x - half for x, half, _ in spots], [x + half for x, half, _ in spots])
        for place in shown:
            x, half, text = spots[place]
            middle = min(max(x, half), self.sheet.width - half)
            self.board.text(middle, self.bottom + 12, text, points=small, colour=muted, align="center")
        if self.chart.better:
            words = fitted(self.chart.better, self.right - self.left, small, "italic")
            self.board.text(
                self.right, self.bottom + 27, words, points=small, style="italic", colour=muted, align="right"
            )

    def dot(self, row: DotRow, y: float) -> None:
        """One dot, and what is read there."""
        assert row.value is not None
        x, palette = self.x(row.value), self.board.palette
        self.board.dot(
            x, y, _OWN if row.own else _DOT, palette.ink if row.own else palette.muted, hollow=not row.own
        )
        self.board.spot(x - _REACH, y - _REACH, x + _REACH, y + _REACH, _said(row), row.key)


class _Lines:
    """A line with a name for each."""

    def __init__(self, board: Board, chart: DotPlot) -> None:
        self.board, self.chart = board, chart
        small, width = board.sheet.small, float(board.sheet.width)
        labels = max(text_width(row.label, small, "semibold") for row in chart.rows)
        numbers = max(text_width(row.text or "–", small, "semibold") for row in chart.rows)
        self.label = min(labels, width * _LABEL_SHARE)
        self.scale = _Scale(board, chart, self.label + _GAP + _OWN, width - numbers - _GAP - _OWN)

    def draw(self) -> None:
        """Draw every line."""
        self.scale.ground()
        board, small = self.board, self.board.sheet.small
        leading = (self.scale.bottom - self.scale.top) / len(self.chart.rows)
        for place, row in enumerate(self.chart.rows):
            middle = self.scale.top + (place + 0.5) * leading
            style: Style = "semibold" if row.own else "regular"
            board.text(0, middle, fitted(row.label, self.label, small, style), points=small, style=style)
            board.text(board.sheet.width, middle, row.text or "–", points=small, style=style, align="right")
            left, right = self.scale.left, self.scale.right
            board.line([(left, middle), (right, middle)], board.palette.inner_line, 0.75)
            if row.target is not None:
                x = self.scale.x(row.target)
                board.line([(x, middle - 6), (x, middle + 6)], board.palette.ink, 2.0)
            if row.value is None:
                board.sign((left + right) / 2, middle, "missing", 9.0)
                board.spot(
                    0, middle - leading / 2, board.sheet.width, middle + leading / 2, _said(row), row.key
                )
            else:
                self.scale.dot(row, middle)


class _Strip:
    """All on one line, moved apart where they would cover each other."""

    def __init__(self, board: Board, chart: DotPlot) -> None:
        self.board, self.chart = board, chart
        self.scale = _Scale(board, chart, _OWN + 2, board.sheet.width - _OWN - 2)

    def draw(self) -> None:
        """Draw the dots, and one's own number."""
        known = [row for row in self.chart.rows if row.value is not None]
        mine = next((row for row in known if row.own), None)
        if mine is not None:
            self.scale.name_own(mine)
        self.scale.ground()
        xs = [self.scale.x(row.value or Decimal(0)) for row in known]
        own = next((place for place, row in enumerate(known) if row.own), None)
        lanes = stacked(xs, _APART, first=own)
        room = (self.scale.bottom - self.scale.top) / 2 - _OWN
        deepest = max((abs(lane) for lane in lanes), default=0)
        step = min(_APART, room / deepest) if deepest else 0.0
        middle = (self.scale.top + self.scale.bottom) / 2
        for row, lane in zip(known, lanes, strict=True):
            self.scale.dot(row, middle + lane * step)
        if own is not None:
            self._own(xs[own], middle)

    def _own(self, x: float, y: float) -> None:
        """One's own name above the dots, with a line down to its dot."""
        at, _, words = self.scale.own_name
        small, ink = self.board.sheet.small, self.board.palette.ink
        self.board.line([(x, self.board.top + 15), (x, y - _OWN)], ink, 1.0)
        self.board.text(at, self.board.top + 8, words, points=small, style="semibold", align="center")


def stacked(xs: list[float], apart: float, *, first: int | None = None) -> list[int]:
    """How many steps up (negative) or down each dot is moved so that none covers another; `first` stays."""
    order = sorted(range(len(xs)), key=lambda place: (place != first, xs[place]))
    lanes: dict[int, list[float]] = {}
    found = [0] * len(xs)
    for place in order:
        lane = 0
        while any(abs(xs[place] - other) < apart for other in lanes.get(lane, ())):
            lane = -lane if lane > 0 else 1 - lane
        lanes.setdefault(lane, []).append(xs[place])
        found[place] = lane
    return found
