"""Which days are worked: holidays with their Swedish names, days off by custom, and squeezed days."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Public holidays of Sweden and the eves that are days off by custom, with their names."""
    from holidays import country_holidays

    found = country_holidays("SE", language="sv", categories=("public", "de_facto"), years=year)
    days = {day: name for day, name in found.items() if day.year == year}
    return MappingProxyType(dict(sorted(days.items())))


def holiday_name(day: date) -> str | None:
    """The name of the holiday that a day is, None for an ordinary day."""
    return holidays_of(day.year).get(day)


def is_working(day: date) -> bool:
    """Whether municipal offices work that day: no weekend, no holiday, no eve that is a day off."""
    return day.weekday() < _SATURDAY and day not in holidays_of(day.year)


def is_squeeze(day: date) -> bool:
    """Whether it is a working day between a holiday and a weekend or another holiday."""
    if not is_working(day) or day in (date.min, date.max):
        return False
    before, after = day - _DAY, day + _DAY
    if is_working(before) or is_working(after):
        return False
    return holiday_name(before) is not None or holiday_name(after) is not None


def working_before(day: date) -> date:
    """The day itself when it is worked, else the closest working day before it."""
    while not is_working(day):
        day -= _DAY
    return day


def working_after(day: date) -> date:
    """The day itself when it is worked, else the closest working day after it."""
    while not is_working(day):
        day += _DAY
    return day


def nearest_working(day: date) -> date:
    """The closest working day, the earlier of two that are as close."""
    before, after = working_before(day), working_after(day)
    return before if day - before <= after - day else after


def day_notice(day: date) -> str | None:
    """Why a day is not an ordinary working day: "Långfredagen", "lördag", "klämdag"; None when it is."""
    name = holiday_name(day)
    if name is not None:
        return name
    if day.weekday() >= _SATURDAY:
        return "lördag" if day.weekday() == _SATURDAY else "söndag"
    return "klämdag" if is_squeeze(day) else None
