"""Outcomes over time: a line with gaps, the area where the target is met, and a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.charts.trend import crosses
from app.services.fonts import Style
from app.services.palette import blend

HEIGHT = 168
_TOP, _BOTTOM = 16.0, 24.0
_DOT, _FORECAST_DOT = 3.5, 3.5
_SIDE = 12.0
_AIR = Decimal("0.12")
_GAP = 8.0
_REACH = 10.0
_HALF_TEXT = 7.0
_AWAY = (-13.0, 13.0, -19.0, 19.0)
_TICK_HALF = 6.0
_FEW = 7
_SIGN = 9.0


@dataclass(frozen=True, slots=True)
class OutcomePoint:
    """An outcome at a time, in years; None is not known. A forecast is a ring on a dashed line."""

    label: str
    at: Decimal
    value: Decimal | None
    text: str
    forecast: bool = False
    target: Decimal | None = None
    about: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Level:
    """A height that outcomes are held against, with its words: the target dashed, a limit dotted."""

    value: Decimal
    words: str
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Where the target is met; None is open upwards or downwards."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class OutcomeTrend(Painted):
    """One figure over the years, with what it is held against."""

    grows: ClassVar[bool] = True
    points: tuple[OutcomePoint, ...]
    levels: tuple[Level, ...] = ()
    band: Band | None = None
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """The same however many points there are."""
        return HEIGHT

    def paint(self, board: Board) -> None:
        """Draw the band, the levels, the line and its numbers."""
        if any(point.value is not None for point in self.points):
            _Drawing(board, self).draw()
        else:
            words = "Inga utfall att visa."
            board.text(0, board.top + _TOP, words, colour=board.palette.muted)

    def words(self) -> str:
        """Every outcome, and what it is held against."""
        told = [_said(point) for point in self.points]
        return "; ".join((*told, *(level.words for level in self.levels)))

    def table(self) -> Table:
        """A row for every time."""
        rows = tuple(
            (
                point.label + (" (prognos)" if point.forecast else ""),
                point.text or "uppgift saknas",
                point.about,
            )
            for point in self.points
        )
        return Table(("Period", "Utfall", "Kommentar"), rows)


def _said(point: OutcomePoint) -> str:
    word = "prognos " if point.forecast else ""
    about = f", {point.about}" if point.about else ""
    return f"{point.label}: {word}{point.text or 'uppgift saknas'}{about}"


def reach_of(values: Sequence[Decimal], air: Decimal = _AIR) -> tuple[Decimal, Decimal]:
    """The least and the most that is shown, with some air."""
    least, most = min(values), max(values)
    air = (most - least) * air or max(abs(most) * air, Decimal(1))
    return least - air, most + air


def shown_labels(lefts: Sequence[float], rights: Sequence[float], first: int | None = None) -> set[int]:
    """Labels on a line that do not run into each other: the last or `first`, the outermost, and others."""
    last = len(lefts) - 1
    taken: list[int] = []
    for place in (last if first is None else first, 0, *range(last, 0, -1)):
        free = all(
            rights[place] + _GAP <= lefts[other] or lefts[place] >= rights[other] + _GAP for other in taken
        )
        if place not in taken and free:
            taken.append(place)
    return set(taken)


class _Drawing:
    """One trend on its board."""

    def __init__(self, board: Board, chart: OutcomeTrend) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        small = self.sheet.small
        heights = [point.value for point in chart.points if point.value is not None]
        heights += [point.target for point in chart.points if point.target is not None]
        heights += [level.value for level in chart.levels]
        self.least, self.most = reach_of(heights)
        share = self.sheet.width * 0.3
        self.named = [(level, fitted(level.words, share, small)) for level in chart.levels]
        names = max((text_width(words, small) for _, words in self.named), default=0.0)
        last = max((text_width(p.text, small, "semibold") / 2 for p in chart.points), default=0.0)
        first = text_width(chart.points[0].label, small) / 2
        ends = max(last, text_width(chart.points[-1].label, small) / 2)
        self.left = max(_SIDE, first, last)
        self.right = self.sheet.width - max(_SIDE, ends) - (names + _GAP if names else 0.0)
        self.edge = self.sheet.width - (names + _GAP if names else 0.0)
        self.top, self.bottom = board.top + _TOP, board.bottom - _BOTTOM

    def _x(self, at: Decimal) -> float:
        first, last = self.chart.points[0].at, self.chart.points[-1].at
        if first == last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * float((at - first) / (last - first))

    def _y(self, value: Decimal) -> float:
        share = float((self.most - value) / (self.most - self.least))
        return self.top + (self.bottom - self.top) * share

    def draw(self) -> None:
        """Draw from the ground up."""
        self._draw_band()
        self._draw_levels()
        self.board.line([(0, self.bottom), (self.edge, self.bottom)], self.board.palette.line)
        self._draw_line()
        self._draw_times()
        for point in self.chart.points:
            x = self._x(point.at)
            y = self.bottom if point.value is None else self._y(point.value)
            self.board.spot(x - _REACH, y - _REACH, x + _REACH, y + _REACH, _said(point), point.key)

    def _draw_band(self) -> None:
        band, palette = self.chart.band, self.board.palette
        if band is None:
            return
        top = self.top if band.high is None else self._y(band.high)
        bottom = self.bottom if band.low is None else self._y(band.low)
        colour = blend(palette.muted, palette.surface, 0.13)
        self.board.fill(0, max(top, self.top), self.edge, min(bottom, self.bottom), colour)

    def _draw_levels(self) -> None:
        palette, small = self.board.palette, self.sheet.small
        wanted = [self._y(level.value) for level, _ in self.named]
        middles = _spread(wanted, self.top, self.bottom)
        for (level, words), y, middle in zip(self.named, wanted, middles, strict=True):
            colour = palette.muted if level.limit else palette.ink
            self.board.line([(0, y), (self.edge, y)], colour, 0.8 if level.limit else 1.0, dashed=True)
            self.board.text(self.edge + _GAP, middle, words, points=small, colour=colour)

    def _draw_line(self) -> None:
        palette, points = self.board.palette, self.chart.points
        actual = [point for point in points if not point.forecast]
        for one, other in (*pairwise(actual), *self._led(actual)):
            if one.value is None or other.value is None:
                continue
            ends = [(self._x(one.at), self._y(one.value)), (self._x(other.at), self._y(other.value))]
            colour = palette.muted if other.forecast else palette.ink
            self.board.line(ends, colour, 2.0 if not other.forecast else 1.5, dashed=other.forecast)
        for point in points:
            if point.target is not None:
                x, y = self._x(point.at), self._y(point.target)
                self.board.line([(x - _TICK_HALF, y), (x + _TICK_HALF, y)], palette.ink, 2.0)
            if point.value is None:
                self.board.sign(self._x(point.at), self.bottom - 8, "missing", _SIGN)
            else:
                place = self._x(point.at), self._y(point.value)
                self.board.dot(*place, _DOT, palette.ink, hollow=point.forecast)
        self._draw_numbers()

    def _led(self, actual: Sequence[OutcomePoint]) -> list[tuple[OutcomePoint, OutcomePoint]]:
        """Each forecast with the outcome that it goes on from: the last at the same time of a year."""
        found = []
        for coming in (point for point in self.chart.points if point.forecast):
            same = [point for point in actual if point.at % 1 == coming.at % 1 and point.at < coming.at]
            known = [point for point in same if point.value is not None]
            found += [(known[-1], coming)] if known else []
        return found

    def _draw_numbers(self) -> None:
        known = [point for point in self.chart.points if point.value is not None]
        widths = [text_width(point.text, self.sheet.small, "semibold") / 2 for point in known]
        lefts = [self._x(point.at) - half for point, half in zip(known, widths, strict=True)]
        rights = [self._x(point.at) + half for point, half in zip(known, widths, strict=True)]
        last = max((at for at, point in enumerate(known) if not point.forecast), default=None)
        labelled = shown_labels(lefts, rights, last)
        if len(known) > _FEW:
            labelled &= {0, last, len(known) - 1}
        for at in sorted(labelled):
            point = known[at]
            assert point.value is not None
            middle = self._clear(lefts[at], rights[at], self._y(point.value))
            colour = self.board.palette.muted if point.forecast else self.board.palette.ink
            x, small = self._x(point.at), self.sheet.small
            style: Style = "semibold" if at == last else "regular"
            self.board.text(x, middle, point.text, points=small, style=style, colour=colour, align="center")

    def _clear(self, left: float, right: float, y: float) -> float:
        """The height near a point where its number is crossed by the fewest lines."""
        known = [point for point in self.chart.points if point.value is not None]
        places = [(self._x(point.at), self._y(point.value or Decimal(0))) for point in known]
        lines = [*pairwise(places)]
        lines += [((0.0, self._y(level.value)), (self.edge, self._y(level.value))) for level, _ in self.named]
        ticks = [(self._x(p.at), self._y(p.target)) for p in self.chart.points if p.target is not None]
        lines += [((x - _TICK_HALF, at), (x + _TICK_HALF, at)) for x, at in ticks]
        heights = [y + away for away in _AWAY if self.board.top <= y + away <= self.bottom - _HALF_TEXT]

        def crossings(middle: float) -> int:
            upper, lower = (left, middle - _HALF_TEXT), (right, middle + _HALF_TEXT)
            return sum(crosses(*ends, upper, lower) for ends in lines)

        return min(heights or [y - 13.0], key=crossings)

    def _draw_times(self) -> None:
        small = self.sheet.small
        spots = [(self._x(point.at), text_width(point.label, small) / 2) for point in self.chart.points]
        shown = shown_labels([x - half for x, half in spots], [x + half for x, half in spots])
        for place in shown:
            label, muted = self.chart.points[place].label, self.board.palette.muted
            x = spots[place][0]
            self.board.text(x, self.bottom + 13, label, points=small, colour=muted, align="center")


def _spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights of names near the wanted ones, apart from each other and within the chart."""
    found, order = list(wanted), sorted(range(len(wanted)), key=lambda place: wanted[place])
    at = top - 2 * _HALF_TEXT
    for place in order:
        at = found[place] = max(wanted[place], at + 2 * _HALF_TEXT)
    over = max(0.0, at - bottom)
    return [height - over for height in found]
