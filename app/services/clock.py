"""The only source of now and today."""

import os
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from app.models.errors import DomainError

TODAY_VARIABLE = "RODATRADEN_TODAY"
SWEDEN = ZoneInfo("Europe/Stockholm")


class NotADay(DomainError):
    """A text that should name a day does not."""

    def __init__(self, text: str, place: str) -> None:
        self.text = text
        self.place = place
        super().__init__(f"{place}: ”{text}” är inte ett datum. Skriv år-månad-dag, till exempel 2026-11-21.")


class Clock:
    """Tells the time; handed to every use case that depends on it."""

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day it is in Sweden, whatever the computer's own time zone."""
        return swedish_time(self.now()).date()


class _FixedClock(Clock):
    """A clock that has stopped, for reproducible papers, pictures and tests."""

    def __init__(self, day: date) -> None:
        self._day = day

    def now(self) -> datetime:
        return datetime.combine(self._day, time(12), tzinfo=UTC)

    def today(self) -> date:
        return self._day


def fixed_clock(day: date) -> Clock:
    """A clock that always says noon UTC of the given day."""
    return _FixedClock(day)


def system_clock() -> Clock:
    """The computer's clock, or the day that RODATRADEN_TODAY names."""
    text = os.environ.get(TODAY_VARIABLE, "")
    return fixed_clock(read_day(text, TODAY_VARIABLE)) if text else Clock()


def read_day(text: str, place: str) -> date:
    """Read a day as YYYY-MM-DD, the only form accepted; `place` tells the user where it was written."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise NotADay(text, place) from None
    if day.isoformat() != text.strip():
        raise NotADay(text, place)
    return day


def swedish_time(instant: datetime) -> datetime:
    """An instant as the clock on a Swedish wall shows it."""
    return instant.astimezone(SWEDEN)


def working_year_default(clock: Clock) -> int:
    """The working year a file opens in when none has been chosen."""
    return clock.today().year
