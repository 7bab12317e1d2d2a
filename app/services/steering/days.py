"""Reads a day as people type it in a field of the steering model."""

from datetime import date

from app.models.errors import DomainError

_YEAR_DIGITS = 4


class NotADay(DomainError):
    """What was typed is not a day of the calendar."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text}” är inte ett datum. Skriv till exempel 2011-01-01, eller bara 2011.")


def read_day(text: str, *, end: bool = False) -> date | None:
    """A day written 2011-01-01 or 20110101, or the first (`end`: the last) day of a year; "" is no day."""
    typed = text.strip()
    if not typed:
        return None
    try:
        if len(typed) == _YEAR_DIGITS and typed.isascii() and typed.isdigit():
            return date(int(typed), 12, 31) if end else date(int(typed), 1, 1)
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADay(typed) from None


def read_year(text: str) -> int | None:
    """A year in four digits; "" is no year."""
    typed = text.strip()
    if not typed:
        return None
    if len(typed) != _YEAR_DIGITS or not (typed.isascii() and typed.isdigit()) or int(typed) == 0:
        raise NotADay(typed)
    return int(typed)
