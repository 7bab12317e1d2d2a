"""What is typed about a project: when it is taken into use, shares and lives."""

import re
from decimal import Decimal
from typing import Final

from app.models.errors import DomainError
from app.services.economy.investments.arithmetic import InUse
from app.services.formatting import MONTHS, NotANumber, read_percent

_NUMBERS: Final = re.compile(r"(\d{4})(?:[-/. ](\d{1,2}))?|(\d{1,2})[/. ](\d{4})")
_WORDS: Final = re.compile(r"([a-zåäö]{3,})\.? (\d{4})")


class NotAMonthAndYear(DomainError):
    """What was typed as the time of use is neither a year nor a month."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"”{text.strip()}” är inget år och ingen månad. Skriv till exempel 2028-08 eller augusti 2028."
        )


class NotYears(DomainError):
    """What was typed as a life is no whole number of years."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text.strip()}” är inget antal år. Skriv ett heltal, eller inget alls för mark.")


def read_use(text: str) -> InUse | None:
    """A year with or without its month: 2028, 2028-08, 8/2028, augusti 2028; None for nothing."""
    said = text.strip().lower()
    if not said:
        return None
    found = _NUMBERS.fullmatch(said)
    if found is not None:
        year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
        return InUse(int(year), int(month or 1))
    named = _WORDS.fullmatch(said)
    months = [place for place, name in enumerate(MONTHS, start=1) if named and name.startswith(named[1])]
    if named is None or len(months) != 1:
        raise NotAMonthAndYear(text)
    return InUse(int(named[2]), months[0])


def write_use(year: int | None, month: int | None) -> str:
    """The same as it is typed: 2028-08."""
    if year is None:
        return ""
    return f"{year}-{month:02}" if month is not None else str(year)


def read_life(text: str) -> int | None:
    """A life in whole years; None for nothing."""
    said = text.strip().lower().removesuffix("år").strip()
    if not said:
        return None
    if not re.fullmatch(r"-?\d{1,6}", said):
        raise NotYears(text)
    return int(said)


def read_share(text: str) -> Decimal:
    """A share in percent."""
    if not text.strip():
        raise NotANumber(text, "Skriv andelen i procent.")
    return read_percent(text)
