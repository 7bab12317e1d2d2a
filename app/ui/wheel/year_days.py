"""The twelve months that calendar and timeline show, and where in them an activity begins."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.services.formatting import MONTHS

if TYPE_CHECKING:
    from app.services.wheel.views import When

DAY = timedelta(days=1)
WEEK = 7
#: Months where there is little room; those that are short already are whole, and September has four letters.
SHORT_MONTHS = tuple(
    name if len(name) <= len("april") else name[:4] if name == "september" else name[:3] for name in MONTHS
)


@dataclass(frozen=True, slots=True)
class YearDays:
    """Twelve whole months from `first` to `last`."""

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """The first day of each month."""
        return tuple(add_months(self.first, number) for number in range(12))

    @property
    def count(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day lies within them."""
        return self.first <= day <= self.last

    def nearest(self, day: date) -> date:
        """The day itself, or the nearest within."""
        return min(max(day, self.first), self.last)


def year_days(year: int, start_month: int = 1) -> YearDays:
    """The twelve months of a working year from its start month on."""
    first = date(year, start_month, 1)
    return YearDays(first, add_months(first, 12) - DAY)


def add_months(first: date, count: int) -> date:
    """The first day of another month."""
    number = first.year * 12 + first.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def beginning(when: "When") -> date | None:
    """The first day to draw: a last day alone is drawn as that day, a last month as that month."""
    if when.last is None:
        return None
    if when.first is not None:
        return min(when.first, when.last)
    return when.last if when.exact else when.last.replace(day=1)
