"""The days of a recurring event within one year; a rule that could be endless work is not followed."""

from datetime import date, datetime, time
from typing import Any, Final

from app.services.clock import SWEDEN

#: What a rule may be made of; the rest could be asked for endlessly without ever giving a day.
_PARTS: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
)
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_EARLIEST: Final = 1990
_MOST_ORDINAL: Final = 5
_DAYS_A_YEAR: Final = 366
_MONTHS_A_YEAR: Final = 12
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNREADABLE: Final = "återkommer på ett sätt som inte går att läsa"


class Unfit(Exception):
    """A recurrence that is not followed, and why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def occasions(event: Any, year: int) -> tuple[date, ...]:
    """The first days of a recurring event's occasions in a year, without those that are taken away."""
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    start = _local(event["dtstart"].dt)
    if start.year < _EARLIEST:
        raise Unfit(f"återkommer sedan {start.year}, och så långt tillbaka räknas inte")
    first, last = datetime(year, 1, 1), datetime(year, 12, 31, 23, 59, 59)
    days: set[datetime] = {start} if event.get("rrule") is None and first <= start <= last else set()
    for rule in _listed(event.get("rrule")):
        text = _checked(rule)
        try:
            days |= set(rrulestr(text, dtstart=start).between(first, last, inc=True))
        except (ValueError, TypeError, OverflowError):
            raise Unfit(_UNREADABLE) from None
    days |= {day for day in _days(event.get("rdate")) if first <= day <= last}
    gone = {day.date() for day in _days(event.get("exdate"))}
    return tuple(sorted({day.date() for day in days} - gone))


def work_of(event: Any, year: int) -> int:
    """How many days must be gone through, at most, to know those of a year."""
    years = max(0, year - _local(event["dtstart"].dt).year) + 1
    rules = _listed(event.get("rrule"))
    daily = sum(str(rule.get("FREQ", [""])[0]).upper() in ("DAILY", "WEEKLY") for rule in rules)
    return years * (daily * _DAYS_A_YEAR + len(rules) * _MONTHS_A_YEAR)


def _checked(rule: Any) -> str:
    """The rule as text, in Swedish time; raises Unfit for what is no rule of days."""
    parts = {str(key).upper(): value if isinstance(value, list) else [value] for key, value in rule.items()}
    frequency = str(parts.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES or not _PARTS.issuperset(parts):
        raise Unfit(_UNREADABLE)
    months = [int(month) for month in parts.get("BYMONTH", range(1, 13))]
    dates = [int(day) for day in parts.get("BYMONTHDAY", [1])]
    positions = [abs(int(place)) for place in parts.get("BYSETPOS", [1])]
    ordinals = [_ordinal(str(day)) for day in parts.get("BYDAY", [])]
    longest = max((_MONTH_DAYS[month - 1] for month in months if 1 <= month <= 12), default=0)
    never = not longest or min(map(abs, dates), default=1) > longest or 0 in dates
    sparse = max(positions) > _MOST_ORDINAL or ("BYSETPOS" in parts and any(ordinals))
    if never or sparse or any(abs(one) > _MOST_ORDINAL for one in ordinals):
        raise Unfit(_UNREADABLE)
    if "BYMONTHDAY" in parts and ordinals:
        raise Unfit(_UNREADABLE)
    return ";".join(f"{key}={','.join(map(_written, value))}" for key, value in parts.items())


def _ordinal(day: str) -> int:
    """The number before a weekday: 2 in 2TU, 0 in TU."""
    number = day.strip()[:-2]
    if not number:
        return 0
    if not number.lstrip("+-").isdigit():
        raise Unfit(_UNREADABLE)
    return int(number)


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{_local(value):%Y%m%dT%H%M%S}"
    return f"{value:%Y%m%d}T235959" if isinstance(value, date) else str(value)


def _days(value: Any) -> list[datetime]:
    """The moments of EXDATE or RDATE."""
    found = []
    for part in _listed(value):
        for one in part.dts:
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            found.append(_local(moment))
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _local(moment: date) -> datetime:
    """A moment in Swedish time without its zone; a day from its beginning."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    local = moment.astimezone(SWEDEN) if moment.tzinfo is not None else moment
    return local.replace(tzinfo=None)
