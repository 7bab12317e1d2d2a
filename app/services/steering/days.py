"""Reads a day as people type it in a field of the steering model."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.errors import DomainError
from app.services.formatting import MONTHS, write_month

_YEAR_DIGITS = 4
_SHORT_DAY = 6
#: Two digits of a year from here on are of the last century.
_LAST_CENTURY = 70
_MONTH_WORD = re.compile(r"([a-zåäö]+)\.?\s+(\d{4})", re.IGNORECASE)
_DAY_WORDS = re.compile(r"(\d{1,2})\s+(.+)")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_LEAST_MONTH: Final = 3


class NotADay(DomainError):
    """What was typed is not a day of the calendar."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"”{text}” är inte ett datum. Skriv till exempel 2011-01-01, 1 januari 2011 eller bara 2011."
        )


class NotAMoment(DomainError):
    """What was typed is neither a day, a month nor a year."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"”{text}” är inte ett datum. Skriv till exempel 2010-12-08, 101208, december 2010 eller 2010."
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a month or year in words where no more is known (`META-09`)."""

    day: date | None = None
    words: str | None = None


def read_day(text: str, *, end: bool = False) -> date | None:
    """A day (2011-01-01, 110101, 1 januari 2011), or the first (`end`: the last) of a year; "" is no day."""
    typed = text.strip()
    if not typed:
        return None
    try:
        if len(typed) == _YEAR_DIGITS and typed.isascii() and typed.isdigit():
            return date(int(typed), 12, 31) if end else date(int(typed), 1, 1)
        return _in_words(typed) or date.fromisoformat(_with_century(typed))
    except ValueError:
        raise NotADay(typed) from None


def _in_words(typed: str) -> date | None:
    """A day as it is written in a text: 1 januari 2011, 1 jan. 2011."""
    found = _DAY_WORDS.fullmatch(typed)
    month = _month_of(found[2]) if found is not None else None
    return None if found is None or month is None else date(*month, int(found[1]))


def read_year(text: str) -> int | None:
    """A year in four digits; "" is no year."""
    typed = text.strip()
    if not typed:
        return None
    if len(typed) != _YEAR_DIGITS or not (typed.isascii() and typed.isdigit()) or int(typed) == 0:
        raise NotADay(typed)
    return int(typed)


def read_moment(text: str) -> Moment:
    """A day (2010-12-08, 20101208, 101208), a month (dec 2010, 2010-12) or a year (2010); "" is neither."""
    typed = text.strip()
    if not typed:
        return Moment()
    month = _month_of(typed)
    if month is not None:
        return Moment(words=write_month(*month))
    if typed.isascii() and typed.isdigit() and len(typed) == _YEAR_DIGITS and int(typed):
        return Moment(words=typed)
    try:
        return Moment(day=date.fromisoformat(_with_century(typed)))
    except ValueError:
        raise NotAMoment(typed) from None


def span_of(moment: Moment) -> tuple[date, date] | None:
    """The first and last day that a moment can be; None when nothing is known or the words say no time."""
    if moment.day is not None:
        return moment.day, moment.day
    words = (moment.words or "").strip()
    month = _month_of(words)
    if month is not None:
        return date(*month, 1), date(*month, monthrange(*month)[1])
    if len(words) == _YEAR_DIGITS and words.isascii() and words.isdigit() and int(words):
        return date(int(words), 1, 1), date(int(words), 12, 31)
    return None


def write_moment(moment: Moment) -> str:
    """A moment as it is typed in a field: a day in ISO form, else its words."""
    return moment.day.isoformat() if moment.day is not None else moment.words or ""


def _month_of(typed: str) -> tuple[int, int] | None:
    found = _YEAR_MONTH.fullmatch(typed)
    if found is not None:
        year, month = int(found[1]), int(found[2])
        return (year, month) if year and 1 <= month <= len(MONTHS) else None
    found = _MONTH_WORD.fullmatch(typed)
    if found is None or len(found[1]) < _LEAST_MONTH or not int(found[2]):
        return None
    named = [n for n, name in enumerate(MONTHS, start=1) if name.startswith(found[1].casefold())]
    return (int(found[2]), named[0]) if len(named) == 1 else None


def _with_century(typed: str) -> str:
    if len(typed) != _SHORT_DAY or not (typed.isascii() and typed.isdigit()):
        return typed
    return f"{'19' if int(typed[:2]) >= _LAST_CENTURY else '20'}{typed}"
