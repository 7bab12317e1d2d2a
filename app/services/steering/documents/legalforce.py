"""When a decision gains legal force: three weeks from the notice of the adjusted minutes (KL 13 kap. 5 §)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_WEEKS = timedelta(weeks=3)
_DAY = timedelta(days=1)
_SATURDAY = 5
_FRIDAY = 4
#: Holidays on the same day each year, with the eves that the law on computing time counts as such.
_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
#: Days from Easter Sunday: Good Friday, Easter Monday, Ascension Day.
_BY_EASTER = (-2, 1, 39)


@dataclass(frozen=True, slots=True)
class LegalForce:
    """The last day to appeal, and the day from which the decision has legal force unless somebody did."""

    last_day: date
    gained_on: date


def legal_force(notice_on: date | None) -> LegalForce | None:
    """Counted from the notice; None while the notice is not known.

    A last day on a Saturday, a Sunday or a holiday moves to the next working day (lag 1930:173, 2 §).
    """
    if notice_on is None:
        return None
    last = notice_on + _WEEKS
    while not _is_working_day(last):
        last += _DAY
    return LegalForce(last, last + _DAY)


def _is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    found = {date(year, month, day) for month, day in _FIXED}
    found |= {easter + timedelta(days=days) for days in _BY_EASTER}
    found.add(_midsummer_eve(year))
    return frozenset(found)


def _midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    first = date(year, 6, 19)
    return first + timedelta(days=(_FRIDAY - first.weekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Butcher's rule."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
