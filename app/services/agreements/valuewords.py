"""Words that stand in the papers themselves, for those who write the words and those who draw the papers."""

from decimal import Decimal
from typing import Final

from app.services.formatting import write_number, write_percent

PREVIOUS: Final = "Föregående års ram"
"""The row that a table of frames begins with."""


def value_words(value: Decimal | None, unit_of_measure: str | None) -> str | None:
    """A value with a unit of measure in words; None when there is no value."""
    if value is None:
        return None
    unit = (unit_of_measure or "").strip()
    if unit in ("procent", "%"):
        return write_percent(value, None)
    if unit in ("", "st", "antal", "index"):
        return write_number(value)
    return f"{write_number(value)} {unit}"
