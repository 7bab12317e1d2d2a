"""Amounts as the grid writes and reads them, in tkr or kr."""

from decimal import Decimal
from typing import Literal

from app.services import formatting

Unit = Literal["tkr", "kr"]
NOTHING = "–"
_EMPTY = frozenset({"", "–", "-", "−"})


def write(ore: int, unit: Unit, *, plus: bool = False) -> str:
    """An amount as it stands in a cell: rounded to tkr, or exact in kronor."""
    if unit == "tkr":
        return formatting.write_tkr(ore, plus)
    return formatting.write_ore(ore, plus=plus, unit=False)


def exact(ore: int, unit: Unit) -> Decimal | int:
    """The bare number for the clipboard, with every digit."""
    value = Decimal(ore).scaleb(-5 if unit == "tkr" else -2)
    return int(value) if value == value.to_integral_value() else value.normalize()


def edit_text(ore: int, unit: Unit) -> str:
    """What the editor starts with: exact, so that opening and closing it changes nothing."""
    return formatting.write_number(exact(ore, unit))


def read(text: str, unit: Unit) -> int | None:
    """A typed amount in öre; an empty text or a dash clears. Raises `NotANumber` with what to write."""
    return None if text.strip() in _EMPTY else formatting.read_amount(text, unit)
