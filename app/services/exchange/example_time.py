"""The years of an example: from "the year before" to the year it becomes around a budget year."""

import re
from datetime import date, timedelta

from app.services.exchange.example_format_base import Day, Moment

_FIXED_FROM = 1000
_FIELD = re.compile(r"\{år([+-]\d+)?\}")
_SATURDAY = 5


class Timeline:
    """Places an example around its budget year."""

    def __init__(self, budget_year: int) -> None:
        self.budget_year = budget_year

    def year(self, year: int) -> int:
        """The calendar year; a number from 1000 is a year already."""
        return year if year >= _FIXED_FROM else self.budget_year + year

    def day(self, day: Day) -> date:
        """The calendar day."""
        return date(self.year(day.year), day.month, day.day)

    def known_day(self, day: Day | None) -> date | None:
        """The calendar day, or None where none is given."""
        return None if day is None else self.day(day)

    def working_day(self, day: Day | None) -> date | None:
        """The calendar day, moved to Friday or Monday when nobody would meet on it."""
        if day is None:
            return None
        found = self.day(day)
        if found.weekday() == _SATURDAY:
            return found - timedelta(days=1)
        return found + timedelta(days=1) if found.weekday() > _SATURDAY else found

    def period(self, moment: Moment) -> str:
        """A year as `2010`, a month as `2010-06`."""
        year = self.year(moment.year)
        return f"{year}" if moment.month is None else f"{year}-{moment.month:02}"

    def span(self, span: str) -> str:
        """A period counted from the budget year, as it is stored: `-1-H1` as `2010-H1`."""
        year, dash, part = span[1:].partition("-") if span.startswith("-") else span.partition("-")
        sign = -1 if span.startswith("-") else 1
        return f"{self.year(sign * int(year))}{dash}{part}"

    def words(self, text: str) -> str:
        """The text with its years filled in."""
        return _FIELD.sub(lambda field: str(self.budget_year + int(field[1] or 0)), text)

    def known_words(self, text: str | None) -> str | None:
        """The text with its years filled in, or None where there is none."""
        return None if text is None else self.words(text)
