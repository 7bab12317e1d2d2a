"""Amounts in the unit that the page shows: written, copied and typed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from app.services.budget.arithmetic import read_plain
from app.services.formatting import write_number, write_ore, write_tkr

Unit = Literal["tkr", "kr"]
_POWER = {"tkr": 5, "kr": 2}
MISSING = "–"


def shown(ore: int | None, unit: Unit, *, plus: bool = False, dash: bool = False) -> str:
    """An amount without its unit; a dash where it is missing, or with `dash` where it is zero."""
    if ore is None or (dash and not ore):
        return MISSING
    return write_tkr(ore, plus) if unit == "tkr" else write_ore(ore, plus=plus, unit=False)


def bare(ore: int, unit: Unit) -> int | Decimal:
    """An amount as a spreadsheet takes it."""
    value = Decimal(ore).scaleb(-_POWER[unit])
    return int(value) if value == value.to_integral_value() else value.normalize()


def typed(ore: int | None, unit: Unit) -> str:
    """An amount as an editor begins with it, exact."""
    return "" if not ore else write_number(bare(ore, unit))


def read(text: str, unit: Unit) -> int | None:
    """An amount that was typed, in öre; None where the cell was emptied. Raises one sentence."""
    return read_plain(text, unit) if text.strip() else None
