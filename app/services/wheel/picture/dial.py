"""The circle as a calendar: days to turns and back, for twelve months from any month, or a part of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.views import WheelView

#: Parts of a day, so that lanes are packed in whole numbers.
PARTS = 24
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dial:
    """The days that fill the circle, from `first` at the top clockwise; `whole` when it is a full year."""

    first: date
    days: int
    whole: bool

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def parts(self) -> int:
        """The parts of a whole turn."""
        return self.days * PARTS

    def place(self, day: date) -> int:
        """The parts from the top to the beginning of a day, which may lie outside of the circle."""
        return (day.toordinal() - self.first.toordinal()) * PARTS

    def turn(self, day: date) -> float:
        """The beginning of a day in turns from the top."""
        return self.place(day) / self.parts

    def day(self, turn: float) -> date:
        """The day that a turn lies in."""
        return self.first + timedelta(days=min(floor(turn % 1.0 * self.days), self.days - 1))

    def holds(self, day: date) -> bool:
        """Whether the day is on the circle."""
        return self.first <= day <= self.last

    def months(self) -> tuple[tuple[date, date], ...]:
        """The first and last day of each month, or the part of it that is on the circle."""
        found: list[tuple[date, date]] = []
        start = self.first
        while start <= self.last:
            end = min(next_month(start) - timedelta(days=1), self.last)
            found.append((start, end))
            start = end + timedelta(days=1)
        return tuple(found)

    def mondays(self) -> tuple[date, ...]:
        """The first day of each week."""
        start = self.first + timedelta(days=-self.first.weekday() % _WEEK)
        count = ceil((self.last.toordinal() - start.toordinal() + 1) / _WEEK)
        return tuple(start + timedelta(days=_WEEK * week) for week in range(max(0, count)))


def dial_of(view: WheelView, options: WheelOptions) -> Dial:
    """The circle of a view: the zoomed days, or twelve months from the start month."""
    if options.zoom is not None:
        first, last = min(options.zoom), max(options.zoom)
        return Dial(first, last.toordinal() - first.toordinal() + 1, False)
    month = min(12, max(1, options.start_month))
    first = date(view.year, month, 1)
    return Dial(first, date(view.year + 1, month, 1).toordinal() - first.toordinal(), True)


def next_month(day: date) -> date:
    """The first day of the following month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
