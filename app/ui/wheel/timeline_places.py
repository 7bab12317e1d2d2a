"""Where rows and days of a timeline stand: its scale across, and its rows down, in points of the viewport."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from PySide6.QtCore import QRectF

from app.ui.wheel.timeline_rows import Bar, Row, bar_of
from app.ui.wheel.year_days import YearDays

HEADER = 52.0
#: Narrower than this is a disc, as a bar would not be seen.
LEAST_BAR = 9.0
BAR_HEIGHT = 18.0
_MOST_NAMES, _LEAST_NAMES, _NAMES_PART = 340.0, 200.0, 0.36
_DAYS_FROM = 4.0
_GRIP, _PART = 7.0, 0.3


def names_width(width: float) -> float:
    """How much of the width the names take."""
    return max(_LEAST_NAMES, min(_MOST_NAMES, width * _NAMES_PART))


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places across: `left` is where the first day begins in the viewport, `day` a day's width."""

    year: YearDays
    left: float
    day: float

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.year.first).days * self.day

    def day_at(self, x: float) -> date:
        """The day at a place, which may lie outside of the year."""
        return self.year.first + timedelta(days=int((x - self.left) // self.day))

    @property
    def fine(self) -> bool:
        """Whether a day is wide enough to be pointed at; otherwise weeks are."""
        return self.day >= _DAYS_FROM

    def snapped(self, way: float, *, days: bool) -> int:
        """How many days a way across is: whole weeks where days are narrow and not asked for."""
        count = round(way / self.day)
        return count if self.fine or days else round(count / 7) * 7

    def area(self, bar: Bar, top: float, height: float) -> QRectF:
        """A bar in a row; a few days are a square as high as a bar."""
        start, end = self.x(bar.first), self.x(bar.last) + self.day
        bar_height = min(BAR_HEIGHT, height - 6)
        if end - start < LEAST_BAR:
            middle, side = (start + end) / 2, bar_height * 0.72
            return QRectF(middle - side / 2, top + (height - side) / 2, side, side)
        return QRectF(start, top + (height - bar_height) / 2, end - start, bar_height)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under each other; `tops` has one more than there are rows, the whole height."""

    rows: tuple[Row, ...]
    tops: tuple[float, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], heights: Sequence[float]) -> "Rows":
        """Put rows under each other."""
        return cls(tuple(rows), (0.0, *accumulate(heights)))

    @property
    def height(self) -> float:
        """All of them."""
        return self.tops[-1]

    def at(self, y: float) -> int | None:
        """The row at a place."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self.tops, y) - 1

    def between(self, top: float, bottom: float) -> range:
        """The rows that are seen, wholly or partly."""
        first = max(0, bisect_right(self.tops, top) - 1)
        last = min(len(self.rows), bisect_right(self.tops, bottom))
        return range(first, last)

    def place_of(self, key: int | None) -> int | None:
        """The row of an activity."""
        if key is None:
            return None
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)


def grip_at(row: Row, area: QRectF, x: float) -> str:
    """What of a bar a place holds: "move", or the end that can be drawn; "" beside it."""
    if not area.left() - 3 <= x <= area.right() + 3:
        return ""
    bar = bar_of(row.activity.when) if row.activity is not None else None
    if bar is None:
        return ""
    reach = min(_GRIP, area.width() * _PART)
    square = area.width() == area.height()
    if not square and x >= area.right() - reach:
        return "last"
    if not square and not bar.fades and x <= area.left() + reach:
        return "first"
    return "move"
