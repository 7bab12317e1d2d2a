"""What a factor can be, and how it is read as people type it; each refusal is one sentence."""

from decimal import Decimal
from typing import Final

from app.services.budget.allocation.errors import NotAFactor
from app.services.formatting import NBSP, NotANumber, read_number, read_percent

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
MOST_DECIMALS: Final = 8
_MOST_PRICE = Decimal(10) ** 10
_MOST_VOLUME = Decimal(10) ** 9
_MOST_PERCENT = Decimal(1000)
_WHOLE = Decimal(100)
_EMPTY = frozenset({"", "–", "-", "−"})
_UNITS = {"tkr": 3, "mnkr": 6, "kr": 0}


def check_year(year: int, what: str) -> int:
    """A year that can be calculated with."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAFactor(what, f"ska vara ett år mellan {FIRST_YEAR} och {LAST_YEAR}.")
    return year


def check_price(price: Decimal, what: str) -> Decimal:
    """A part of a price; it can be a deduction."""
    if abs(price) > _MOST_PRICE:
        raise NotAFactor(what, "är för stort. Kontrollera om priset ska vara i kr eller tkr.")
    return _fine(price, what)


def check_volume(volume: Decimal, what: str) -> Decimal:
    """A volume: zero or more."""
    if volume < 0:
        raise NotAFactor(what, "kan inte vara mindre än noll.")
    if volume > _MOST_VOLUME:
        raise NotAFactor(what, "är för stor. Skriv högst en miljard.")
    return _fine(volume, what)


def check_index(percent: Decimal, what: str) -> Decimal:
    """An index in percent: prices can fall, but not to nothing."""
    if not -_WHOLE < percent <= _MOST_PERCENT:
        raise NotAFactor(what, f"ska vara mellan −100 och 1{NBSP}000 procent, till exempel 3,1.")
    return _fine(percent, what)


def check_subsidy(percent: Decimal, what: str) -> Decimal:
    """The percent of a price that is paid."""
    if not 0 <= percent <= _WHOLE:
        raise NotAFactor(what, "ska vara mellan 0 och 100 procent.")
    return _fine(percent, what)


def read_volume(text: str) -> Decimal | None:
    """A typed volume; an empty text or a dash clears."""
    return None if text.strip() in _EMPTY else read_number(text)


def read_share(text: str) -> Decimal | None:
    """A typed index or subsidy in percent, with or without the sign; an empty text or a dash clears."""
    return None if text.strip() in _EMPTY else read_percent(text)


def read_price(text: str, price_unit: str) -> Decimal | None:
    """A typed price in the version's unit; a unit written after the number goes before it."""
    trimmed = text.strip()
    if trimmed in _EMPTY:
        return None
    if trimmed.endswith("%"):
        raise NotANumber(text, "Här väntas ett pris i kronor, inte procent.")
    lowered = trimmed.casefold()
    unit = next((each for each in _UNITS if lowered.endswith(each)), None)
    if unit is None:
        return read_number(trimmed)
    number = read_number(trimmed[: -len(unit)])
    return _moved(number, _UNITS[unit] - _UNITS[price_unit])


def _moved(number: Decimal, places: int) -> Decimal:
    """A number with its decimal sign moved, keeping every digit and no more."""
    sign, digits, exponent = number.as_tuple()
    moved = Decimal((sign, digits, int(exponent) + places))
    return Decimal(format(moved, "f")) if places >= 0 else moved


def _fine(value: Decimal, what: str) -> Decimal:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent > MOST_DECIMALS:
        raise NotAFactor(what, f"har för många decimaler. Skriv högst {MOST_DECIMALS}.")
    return value
