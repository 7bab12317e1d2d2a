"""What is special about the days of a year: holidays, squeezed days, days by law and possible days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.ui.wheel.year_days import DAY, WEEK, YearDays

if TYPE_CHECKING:
    from app.services.wheel.views import LegalDay, WheelView

_SATURDAY = 5
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class SpecialDays:
    """What is known of the days of a year."""

    today: date
    holidays: Mapping[date, str] = field(default_factory=dict)
    squeezes: frozenset[date] = frozenset()
    law: Mapping[date, tuple["LegalDay", ...]] = field(default_factory=dict)
    tentative: Mapping[date, tuple[int, ...]] = field(default_factory=dict)
    """The activities that may be on a day."""

    def off(self, day: date) -> bool:
        """Whether nobody works."""
        return day.weekday() >= _SATURDAY or day in self.holidays

    def red(self, day: date) -> bool:
        """Whether a printed calendar has it in red."""
        return day.weekday() == WEEK - 1 or day in self.holidays


def special_days(view: "WheelView", year: YearDays) -> SpecialDays:
    """The special days of twelve months."""
    from app.services.wheel.workdays import holidays_of, is_squeeze

    holidays: dict[date, str] = {}
    for number in sorted({year.first.year, year.last.year}):
        holidays.update(holidays_of(number))
    all_days = (year.first + DAY * number for number in range(year.count))
    squeezes = frozenset(day for day in all_days if is_squeeze(day))
    law = _grouped((one.day, one) for one in view.legal)
    tentative = _grouped((day, one.key) for one in view.activities for day in one.when.tentative)
    return SpecialDays(view.today, holidays, squeezes, law, tentative)


def _grouped(pairs: Iterable[tuple[date, _Kind]]) -> dict[date, tuple[_Kind, ...]]:
    found: dict[date, tuple[_Kind, ...]] = {}
    for day, one in pairs:
        found[day] = (*found.get(day, ()), one)
    return found
