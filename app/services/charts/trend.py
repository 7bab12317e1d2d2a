"""The trend: a frame over years, decided whole and planned dashed, a line for each version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.services.charts.board import STROKE, Board, fitted, wrapped
from app.services.charts.library import text_width
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table

if TYPE_CHECKING:
    from app.services.fonts import Style

Place = tuple[float, float]
HEIGHT = 84
_MORE_LINES = 28
_SIDE = 20.0
_TOP, _BOTTOM = 24.0, 24.0
_DOT, _SMALL_DOT = 3.5, 2.0
_NAME_GAP = 8.0
_NAME_SHARE = 0.41
_LEADING, _WITHIN = 15.0, 12.0
_AWAY = (-13.0, 13.0, -18.0)
"""How far from its point an amount may stand, the usual first."""
_HALF_TEXT = 6.0
_REACH = 9.0
"""So far from its point a value can be pointed at."""


@dataclass(frozen=True, slots=True)
class Point:
    """A year's amount in öre; `planned` is a ring on a dashed line."""

    year: int
    amount: int
    text: str
    planned: bool
    key: object = None


@dataclass(frozen=True, slots=True)
class Line:
    """The years of one version; the main one is in ink, with its amounts written."""

    name: str
    points: tuple[Point, ...]
    main: bool = False


@dataclass(frozen=True, slots=True)
class Trend(Painted):
    """Lines over the same years, named where they end."""

    lines: tuple[Line, ...]
    caption: Caption = NO_CAPTION
    unseen: tuple[Line, ...] = ()
    """Lines without room in the chart, told in the table only."""

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that has a point."""
        return tuple(sorted({point.year for line in self.lines for point in line.points}))

    @property
    def says_something(self) -> bool:
        """Whether any year has an amount."""
        return any(point.amount for line in self.lines for point in line.points)

    @property
    def height(self) -> int:
        """Low, and higher where lines have to be told apart."""
        return HEIGHT + (_MORE_LINES if len(self.lines) > 1 else 0)

    def paint(self, board: Board) -> None:
        """Draw every line."""
        if self.years:
            _Drawing(board, self).draw()

    def words(self) -> str:
        """Every line with its years."""
        several = len(self.lines) > 1
        return ". ".join(
            (f"{line.name}: " if several else "")
            + "; ".join(f"{point.year} {point.text}" for point in line.points)
            for line in self.lines
        )

    def table(self) -> Table:
        """A row for each line, a column for each year."""
        every = (*self.lines, *self.unseen)
        years = sorted({point.year for line in every for point in line.points})
        rows = []
        for line in every:
            texts = {point.year: point.text for point in line.points}
            rows.append((line.name, *(texts.get(year, "–") for year in years)))
        return Table(("Version", *map(str, years)), tuple(rows))


def places(amounts: Sequence[int], height: float, least: int, most: int) -> list[float]:
    """How far down each amount stands, the largest at the top."""
    tall = most - least
    return [height * (most - amount) / tall if tall else height / 2 for amount in amounts]


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Heights of labels near the wanted ones, in their order and never closer than `least`."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    for above, below in pairwise(order):
        found[below] = max(found[below], found[above] + least)
    if not order:
        return found
    moved = sum(found[place] - wanted[place] for place in order) / len(order)
    return [height - moved for height in found]


def crosses(begin: Place, end: Place, upper: Place, lower: Place) -> bool:
    """Whether a line from left to right goes through the room between two corners."""
    left, right = max(begin[0], upper[0]), min(end[0], lower[0])
    if left > right:
        return False
    wide = end[0] - begin[0]
    slope = (end[1] - begin[1]) / wide if wide else 0.0
    heights = [begin[1] + slope * (x - begin[0]) for x in (left, right)]
    return max(heights) > upper[1] and min(heights) < lower[1]


class _Drawing:
    """One trend on its board."""

    def __init__(self, board: Board, trend: Trend) -> None:
        self.board, self.trend, self.sheet = board, trend, board.sheet
        self.lines = sorted(trend.lines, key=lambda line: line.main)
        amounts = [point.amount for line in self.lines for point in line.points]
        self.least, self.most = min(amounts), max(amounts)
        points = [point for line in self.lines if line.main for point in line.points]
        widest = max((text_width(point.text, self.sheet.small) for point in points), default=0.0)
        side = max(_SIDE, widest / 2)
        self.rows = self._name_rows()
        self.names = self._name_width()
        self.left = max(_SIDE, widest - _DOT)
        self.right = self.sheet.width - max(side, self.names + _NAME_GAP + _DOT)
        self.height = board.room - _TOP - _BOTTOM

    def draw(self) -> None:
        """Draw the ground, the lines, the labels and the years."""
        bottom = self.board.top + _TOP + self.height + 6
        self.board.line([(0, bottom), (self.right + _DOT, bottom)], self.board.palette.line)
        for year in self.trend.years:
            self.board.text(
                self._x(year),
                bottom + 12,
                str(year),
                points=self.sheet.small,
                colour=self.board.palette.muted,
                align="center",
            )
        for line in self.lines:
            self._draw_line(line)
        if len(self.lines) > 1:
            self._draw_names()

    def _name_width(self) -> float:
        if len(self.lines) < 2:
            return 0.0
        return max(text_width(row, self.sheet.small, "semibold") for rows in self.rows for row in rows)

    def _name_rows(self) -> list[list[str]]:
        """Each name in at most two rows."""
        share, found = self.sheet.width * _NAME_SHARE, []
        for line in self.lines:
            rows = wrapped(line.name, share, self.sheet.small, "semibold")
            rows = [*rows[:1], *([" ".join(rows[1:])] if rows[1:] else [])]
            found.append([fitted(row, share, self.sheet.small, "semibold") for row in rows])
        return found

    def _x(self, year: int) -> float:
        years = self.trend.years
        if len(years) == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (year - years[0]) / (years[-1] - years[0])

    def _spots(self, line: Line) -> list[tuple[float, float]]:
        amounts = [point.amount for point in line.points]
        heights = places(amounts, self.height, self.least, self.most)
        top = self.board.top + _TOP
        return [
            (self._x(point.year), top + height) for point, height in zip(line.points, heights, strict=True)
        ]

    def _draw_line(self, line: Line) -> None:
        spots, palette = self._spots(line), self.board.palette
        colour, width = (palette.ink, STROKE) if line.main else (palette.muted, 1.0)
        for place in range(1, len(spots)):
            dashed = line.points[place].planned
            self.board.line(spots[place - 1 : place + 1], colour, width, dashed=dashed)
        labelled = self._labelled(line) if line.main else set()
        for place, ((x, y), point) in enumerate(zip(spots, line.points, strict=True)):
            self.board.dot(x, y, _DOT if line.main else _SMALL_DOT, colour, hollow=point.planned)
            self._tell(line, point, x, y)
            if place in labelled:
                left, right = self._sides(line, place)
                self.board.text(
                    left,
                    self._clear_of_lines(left, right, y),
                    point.text,
                    points=self.sheet.small,
                    ground=True,
                )

    def _tell(self, line: Line, point: Point, x: float, y: float) -> None:
        name = f"{line.name}, " if len(self.lines) > 1 else ""
        words = f"{name}{point.year}: {point.text}" + (" (plan)" if point.planned else "")
        self.board.spot(x - _REACH, y - _REACH, x + _REACH, y + _REACH, words, point.key)

    def _sides(self, line: Line, place: int) -> tuple[float, float]:
        """Where an amount begins and ends: over its point, but at the ends of a line away from it."""
        x, width = self._x(line.points[place].year), text_width(line.points[place].text, self.sheet.small)
        last = len(line.points) - 1
        aside = last and (not place or (self.names and place == last))
        left = x + _DOT - width if aside else x - width / 2
        return left, left + width

    def _clear_of_lines(self, left: float, right: float, y: float) -> float:
        """The height near a point where an amount is crossed by the fewest lines, above it when it can be."""
        floor = self.board.top + _TOP + self.height
        heights = [y + away for away in _AWAY if y + away <= floor - _HALF_TEXT]

        def crossings(middle: float) -> int:
            top, bottom = middle - _HALF_TEXT, middle + _HALF_TEXT
            lines = (pairwise(self._spots(line)) for line in self.lines)
            return sum(crosses(*ends, (left, top), (right, bottom)) for line in lines for ends in line)

        return min(heights, key=crossings)

    def _labelled(self, line: Line) -> set[int]:
        """The ends and the first planned year, as far as they do not run into each other."""
        last = len(line.points) - 1
        planned = next((place for place, point in enumerate(line.points) if point.planned), last)
        taken: dict[int, tuple[float, float]] = {}
        for place in (last, 0, planned):
            left, right = self._sides(line, place)
            right += _NAME_GAP / 2
            if all(right <= other[0] or left >= other[1] for other in taken.values()):
                taken[place] = (left, right)
        return set(taken)

    def _draw_names(self) -> None:
        ends = [self._spots(line)[-1] for line in self.lines]
        most = max(len(rows) for rows in self.rows)
        leading = _LEADING + (most - 1) * _WITHIN
        middles = self._within(apart([y for _, y in ends], leading), most * _WITHIN / 2)
        for line, rows, (x, _), middle in zip(self.lines, self.rows, ends, middles, strict=True):
            style: Style = "semibold" if line.main else "regular"
            top = middle - (len(rows) - 1) * _WITHIN / 2
            for place, words in enumerate(rows):
                self.board.text(
                    x + _NAME_GAP + _DOT,
                    top + place * _WITHIN,
                    words,
                    points=self.sheet.small,
                    style=style,
                    colour=self.board.palette.ink if line.main else self.board.palette.muted,
                )

    def _within(self, middles: list[float], half: float) -> list[float]:
        """Heights moved together so that no name stands outside the chart."""
        top, bottom = self.board.top + half, self.board.top + _TOP + self.height + _HALF_TEXT - half
        moved = max(0.0, top - min(middles)) or min(0.0, bottom - max(middles))
        return [middle + moved for middle in middles]
