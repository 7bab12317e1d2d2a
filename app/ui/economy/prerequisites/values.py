"""Values of lines as a sheet writes and reads them: kronor in the page's unit, the rest as they are."""

from __future__ import annotations

from decimal import Decimal

from app.services.economy.prerequisites.arithmetic import to_ore
from app.services.economy.prerequisites.lines import UNIT_WORDS, Line
from app.services.formatting import read_amount, read_number, read_percent, write_number, write_percent
from app.ui.economy.money import Unit, bare, shown

_MISSING = frozenset({"", "–", "-", "−", ".."})


def write(line: Line, value: Decimal | None, unit: Unit) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return "–"
    if line.unit == "kr":
        return shown(to_ore(value), unit)
    return write_percent(value, None) if line.unit == "percent" else write_number(value)


def edit_text(line: Line, value: Decimal | None, unit: Unit) -> str:
    """What the editor begins with, exact."""
    if value is None:
        return ""
    if line.unit == "kr" and unit == "tkr":
        value = value.scaleb(-3)
        value = value.normalize() if value != value.to_integral_value() else Decimal(int(value))
    return write_number(value)


def copied(line: Line, value: Decimal | None, unit: Unit) -> Decimal | int | str:
    """The bare number for the clipboard."""
    if value is None:
        return ""
    return bare(to_ore(value), unit) if line.unit == "kr" else value


def read(line: Line, text: str, unit: Unit) -> Decimal | None:
    """What was typed; None where the cell was emptied. Raises one sentence."""
    typed = text.strip()
    if typed in _MISSING:
        return None
    if line.unit == "kr":
        value = Decimal(read_amount(typed, unit)).scaleb(-2)
        return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
    if line.unit == "percent":
        return read_percent(typed)
    return read_number(typed.casefold().removesuffix("kr").rstrip())


def heading_of(line: Line, unit: Unit) -> str:
    """What a line's values are in."""
    return unit if line.unit == "kr" else UNIT_WORDS[line.unit]


def with_unit(line: Line, value: Decimal | None, unit: Unit) -> str:
    """A value with what it is in, for a sentence."""
    text = write(line, value, unit)
    return text if value is None or line.unit == "percent" else f"{text} {heading_of(line, unit)}"
