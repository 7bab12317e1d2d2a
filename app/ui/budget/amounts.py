"""Amounts as the grid writes and reads them, in tkr or kr."""

from decimal import Decimal
from typing import Literal

from app.services import formatting
from app.services.budget import arithmetic
from app.services.budget.frames import KEEP, Keep

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


def is_empty(text: str) -> bool:
    """Whether a text clears a cell: nothing, or a dash."""
    return text.strip() in _EMPTY


def read(text: str, unit: formatting.Unit) -> int | None:
    """A written amount in öre; an empty text or a dash clears. Raises with what to write."""
    if is_empty(text):
        return None
    digits = text.strip()
    if len(digits) < 9 and digits.isascii() and digits.isdigit():
        return int(digits) * formatting.ORE_PER_UNIT[unit]
    return arithmetic.read_plain(digits, unit)


def typed(text: str, unit: Unit, *, current: int, note: str | None) -> tuple[int | None, str | Keep | None]:
    """What is typed in a cell, which may be arithmetic; the amount in öre and what becomes of the note.

    The arithmetic is kept as the note; where only a number is typed, earlier arithmetic is no longer true.
    """
    if is_empty(text):
        return None, without_formula(note)
    reckoned = arithmetic.reckon(text, current=current, unit=unit)
    if reckoned.formula is None:
        return reckoned.amount, without_formula(note)
    return reckoned.amount, arithmetic.note_after(note, reckoned.formula)


def without_formula(note: str | None) -> str | Keep | None:
    """A note from which the arithmetic of an earlier amount is taken away; KEEP where there is none."""
    lines = (note or "").splitlines()
    if not lines or not arithmetic.is_formula(lines[-1]):
        return KEEP
    return "\n".join(lines[:-1]) or None
