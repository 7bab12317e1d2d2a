"""Kompassen: cost per user against quality, quadrants in words; up and to the right is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import ClassVar

from app.services.charts.board import Board, fitted, wrapped
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import reach_of
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.fonts import Style

HEIGHT = 330
_FOOT = 26.0
_CORNER, _CORNER_LINE = 11.0, 15.0
_DOT, _CHOSEN = 4.0, 5.5
_REACH = 9.0
_HALF_TEXT = 7.5
_LABEL_SHARE = 0.34
_MANY = 24
_AIR = Decimal("0.24")
QUADRANTS = (
    "Hög kvalitet, hög kostnad",
    "Hög kvalitet, låg kostnad",
    "Låg kvalitet, hög kostnad",
    "Låg kvalitet, låg kostnad",
)
"""Upper left, upper right, lower left, lower right."""
ECONOMY = (
    "Hög kvalitet, svag ekonomi",
    "Hög kvalitet, god ekonomi",
    "Låg kvalitet, svag ekonomi",
    "Låg kvalitet, god ekonomi",
)
"""The same where a higher figure is the better one, as a result against the budget."""
_FAR = (22.0, 34.0)
"""So far above or below its point a name may stand, tied to it by a line."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CompassPoint:
    """A unit or municipality; without one of the values it has no place and is named below."""

    label: str
    cost: Decimal | None
    quality: Decimal | None
    cost_text: str
    quality_text: str
    chosen: bool = False
    key: object = None


@dataclass(frozen=True, slots=True)
class Compass(Painted):
    """Points around a middle, which is the median of each value."""

    grows: ClassVar[bool] = True
    points: tuple[CompassPoint, ...]
    cost_word: str = "Kostnad per brukare"
    quality_word: str = "Kvalitet"
    middle: tuple[Decimal, Decimal] | None = None
    middle_texts: tuple[str, str] = ("", "")
    economy: bool = False
    """Whether a higher cost figure is better: then it tells of economy, not of cost."""
    inverse: bool = False
    """Whether a lower figure of quality is better."""
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """The same however many points there are."""
        return HEIGHT

    @property
    def placed(self) -> tuple[CompassPoint, ...]:
        """Those that have both values."""
        return tuple(point for point in self.points if point.cost is not None and point.quality is not None)

    def quadrant(self, point: CompassPoint) -> str:
        """Where a point lies, in words; "" without a middle or a place."""
        if self.middle is None or point.cost is None or point.quality is None:
            return ""
        cost, quality = self.middle
        cheap = point.cost >= cost if self.economy else point.cost <= cost
        good = point.quality <= quality if self.inverse else point.quality >= quality
        return self.quadrants[(0 if good else 2) + (1 if cheap else 0)]

    @property
    def quadrants(self) -> tuple[str, str, str, str]:
        """The corners in words."""
        return ECONOMY if self.economy else QUADRANTS

    def paint(self, board: Board) -> None:
        """Draw the cross, the quadrants, the points and their names."""
        if self.placed and self.middle is not None:
            _Drawing(board, self, self.middle).draw()
        else:
            words = "Det behövs både kostnad och kvalitet för minst en enhet."
            board.text(0, board.top + 12, words, colour=board.palette.muted)

    def words(self) -> str:
        """Every point with its values and its quadrant."""
        return "; ".join(self.said(point) for point in self.points)

    def said(self, point: CompassPoint) -> str:
        """A point in words."""
        where = self.quadrant(point).lower()
        cost, quality = point.cost_text or "uppgift saknas", point.quality_text or "uppgift saknas"
        told = f"{point.label}: {self.cost_word.lower()} {cost}, {self.quality_word.lower()} {quality}"
        return f"{told}, {where}" if where else told

    def table(self) -> Table:
        """A row for each point."""
        rows = tuple(
            (point.label, point.cost_text or "–", point.quality_text or "–", self.quadrant(point) or "–")
            for point in self.points
        )
        return Table(("Enhet", self.cost_word, self.quality_word, "Läge"), rows)


class _Drawing:
    """A compass on its board; a low cost is to the right."""

    def __init__(self, board: Board, chart: Compass, middle: tuple[Decimal, Decimal]) -> None:
        self.board, self.chart, self.sheet, self.middle = board, chart, board.sheet, middle
        costs = [point.cost for point in chart.placed if point.cost is not None]
        qualities = [point.quality for point in chart.placed if point.quality is not None]
        self.costs = reach_of([*costs, middle[0]])
        self.qualities = reach_of([*qualities, middle[1]], _AIR)
        self.top, self.bottom = board.top + 2, board.bottom - _FOOT
        self.taken: list[Box] = []

    def _x(self, cost: Decimal) -> float:
        least, most = self.costs
        along = (cost - least) if self.chart.economy else (most - cost)
        return self.sheet.width * float(along / (most - least))

    def _y(self, quality: Decimal) -> float:
        least, most = self.qualities
        down = (quality - least) if self.chart.inverse else (most - quality)
        return self.top + (self.bottom - self.top) * float(down / (most - least))

    def draw(self) -> None:
        """Draw from the ground up, the chosen point last."""
        palette, width = self.board.palette, float(self.sheet.width)
        x, y = self._x(self.middle[0]), self._y(self.middle[1])
        self.board.fill(x, self.top, width, y, palette.raised)
        for ends in ([(x, self.top), (x, self.bottom)], [(0.0, y), (width, y)]):
            self.board.line(ends, palette.muted, 1.0, dashed=True)
        self.board.line([(0, self.bottom), (width, self.bottom)], palette.line)
        self._draw_corners(x)
        self._draw_foot()
        points = sorted(self.chart.placed, key=lambda point: point.chosen)
        places = [(self._x(p.cost or Decimal(0)), self._y(p.quality or Decimal(0))) for p in points]
        self.taken += [(px - 6, py - 6, px + 6, py + 6) for px, py in places]
        for point, place in zip(reversed(points), reversed(places), strict=True):
            self._draw_point(point, *place)

    def _draw_corners(self, x: float) -> None:
        """The quadrants in words, where they have room."""
        small, width = self.sheet.small, float(self.sheet.width)
        rooms = (x, width - x, x, width - x)
        for place, (words, room) in enumerate(zip(self.chart.quadrants, rooms, strict=True)):
            lines = wrapped(words, room - 8, small, "italic", 2)
            right, low = place % 2 == 1, place > 1
            for at, told in enumerate(reversed(lines) if low else lines):
                wide = text_width(told, small, "italic")
                left = width - 4 - wide if right else 4.0
                away = _CORNER + at * _CORNER_LINE
                middle = self.bottom - away if low else self.top + away
                self.taken.append((left, middle - _HALF_TEXT, left + wide, middle + _HALF_TEXT))
                muted = self.board.palette.muted
                self.board.text(left, middle, told, points=small, style="italic", colour=muted)

    def _draw_foot(self) -> None:
        small, muted, width = self.sheet.small, self.board.palette.muted, float(self.sheet.width)
        cost, quality = self.chart.middle_texts
        left = f"Streckat: median, {cost} och {quality}" if cost and quality else ""
        right = "Uppåt och åt höger är bättre"
        if text_width(left + right, small) + 16 > width:
            right = ""
        middle = self.bottom + 14
        self.board.text(0, middle, fitted(left, width, small), points=small, colour=muted)
        self.board.text(width, middle, right, points=small, colour=muted, align="right")

    def _draw_point(self, point: CompassPoint, x: float, y: float) -> None:
        board, palette = self.board, self.board.palette
        radius = _CHOSEN if point.chosen else _DOT
        board.dot(x, y, radius, palette.ink if point.chosen else palette.muted, hollow=not point.chosen)
        board.spot(x - _REACH, y - _REACH, x + _REACH, y + _REACH, self.chart.said(point), point.key)
        if len(self.chart.placed) > _MANY and not point.chosen:
            return
        style: Style = "semibold" if point.chosen else "regular"
        label = fitted(point.label, self.sheet.width * _LABEL_SHARE, self.sheet.small, style)
        wide = text_width(label, self.sheet.small, style)
        box = self._free(x, y, wide, radius)
        if box is not None:
            self.taken.append(box)
            self._tie(box, x, y, radius)
            board.text(box[0], (box[1] + box[3]) / 2, label, points=self.sheet.small, style=style)

    def _tie(self, box: Box, x: float, y: float, radius: float) -> None:
        """A thin line to a name that stands away from its point."""
        near = box[3] if box[3] < y else box[1]
        if box[1] - radius - 8 > y or box[3] + radius + 8 < y:
            end = min(max(x, box[0]), box[2])
            turn = -1 if near < y else 1
            self.board.line([(x, y + turn * radius), (end, near)], self.board.palette.muted)

    def _free(self, x: float, y: float, wide: float, radius: float) -> Box | None:
        """A place for a name beside its point where nothing else stands."""
        away = radius + 5
        over = min(max(x - wide / 2, 0.0), self.sheet.width - wide)
        starts = (
            (x + away, y), (x - away - wide, y), (over, y - away - 5), (over, y + away + 5),
            (x + away - 3, y - 11), (x + away - 3, y + 11),
            (x - away + 3 - wide, y - 11), (x - away + 3 - wide, y + 11),
            *((left, y + turn * far) for far in _FAR for turn in (-1, 1)
              for left in (over, x + away, x - away - wide)),
        )  # fmt: skip
        x0, y0 = self._x(self.middle[0]), self._y(self.middle[1])
        cross = [(x0, self.top, x0 + 1, self.bottom), (0.0, y0, float(self.sheet.width), y0 + 1)]
        for avoided, (left, middle) in product((cross, []), starts):
            box = (left, middle - _HALF_TEXT, left + wide, middle + _HALF_TEXT)
            inside = left >= 0 and box[2] <= self.sheet.width and box[1] >= self.top and box[3] <= self.bottom
            own = (x - 6, y - 6, x + 6, y + 6)
            if inside and not any(_meet(box, other) for other in (*self.taken, *avoided) if other != own):
                return box
        return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
