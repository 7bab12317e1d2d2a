"""What is typed in the fields of the page, read as values; raises a DomainError that says what to write."""

from datetime import date
from decimal import Decimal

from app.services import formatting
from app.services.clock import read_day
from app.services.organisation.errors import BadYear

_ONE_HUNDRED = Decimal(100)


def day(text: str, place: str) -> date:
    """A day that must be there."""
    return read_day(text, place)


def optional_day(text: str, place: str) -> date | None:
    """A day, or None when nothing is typed."""
    return read_day(text, place) if text.strip() else None


def year(text: str, place: str) -> int:
    """A year of four digits."""
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) == 4):
        raise BadYear(place, text.strip())
    return int(text.strip())


def optional_year(text: str, place: str) -> int | None:
    """A year, or None when nothing is typed."""
    return year(text, place) if text.strip() else None


def optional_number(text: str) -> Decimal | None:
    """An exact number, or None when nothing is typed."""
    return formatting.read_number(text) if text.strip() else None


def optional_kronor(text: str) -> int | None:
    """An amount in öre, or None when nothing is typed; a bare number is kronor."""
    return formatting.read_amount(text, "kr") if text.strip() else None


def optional_share(text: str) -> Decimal | None:
    """A share of one from a percentage, or None when nothing is typed."""
    return formatting.read_percent(text) / _ONE_HUNDRED if text.strip() else None


def names(text: str) -> list[str]:
    """Names typed one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def write_optional_day(value: date | None) -> str:
    """A day as it is typed, "" for none."""
    return "" if value is None else formatting.write_date(value)
