"""An amount in a cell as öre, exactly, or the reason why it is none with the cell's address."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from app.services.exchange.workbooks.cells import UNCOMPUTED, Area, Sheet, address
from app.services.exchange.workbooks.errors import NoAmount
from app.services.formatting import ORE_PER_UNIT, NotANumber, Unit, read_amount, write_number

LARGEST: Final = 10**14
"""The largest amount in öre: a thousand billion kronor."""
_DASHES: Final = frozenset({"-", "–", "—", "−"})
_ERRORS: Final = frozenset(
    {
        "#DIV/0!", "#DIVISION/0!", "#N/A", "#SAKNAS!", "#NAME?", "#NAMN?", "#NULL!", "#SKÄRNING!", "#NUM!",
        "#OGILTIGT!", "#REF!", "#REFERENS!", "#VALUE!", "#VÄRDEFEL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in öre, None for an empty cell; `remark` says what had to be done with it."""

    ore: int | None
    remark: str = ""


def amount_at(sheet: Sheet, row: int, column: int, unit: Unit) -> Amount:
    """Read the amount in a cell; raises NoAmount with the address of what is none.

    A computed number is rounded half up to whole öre and the remark says so; a number typed as text with
    too many decimals is refused. A dash is zero, as in printed budgets.
    """
    error = sheet.errors.get((row, column))
    if error is not None:
        raise _refused(sheet, row, column, _said_of_error(error))
    value = sheet.cell(row, column)
    area = sheet.merged_at(row, column) if sheet.merged else None
    if value is None or (area is not None and area[0] != (row, column)):
        return Amount(None)  # what stands under a merged area is not seen by anyone
    merged = _merged(area) if area is not None else ""
    if isinstance(value, bool):
        raise _refused(sheet, row, column, "är SANT eller FALSKT och inget belopp.")
    if isinstance(value, date):
        day = value.isoformat()[:10]
        raise _refused(sheet, row, column, f"är ett datum ({day}) och inget belopp.")
    if isinstance(value, time | timedelta):
        raise _refused(sheet, row, column, "är ett klockslag och inget belopp.")
    if isinstance(value, Decimal):
        return _number(sheet, row, column, value, unit, merged)
    return Amount(_typed(sheet, row, column, value, unit), merged)


def _number(sheet: Sheet, row: int, column: int, value: Decimal, unit: Unit, merged: str) -> Amount:
    ore = value * ORE_PER_UNIT[unit]
    if abs(ore) > LARGEST:
        raise _refused(sheet, row, column, _too_large(unit))
    whole = ore.to_integral_value(ROUND_HALF_UP)
    rounded = f"{write_number(value)} {unit} är avrundat till hela ören" if whole != ore else ""
    return Amount(int(whole), "; ".join(said for said in (rounded, merged) if said))


def _typed(sheet: Sheet, row: int, column: int, text: str, unit: Unit) -> int | None:
    trimmed = text.strip()
    if not trimmed:
        return None
    if trimmed in _DASHES:
        return 0
    if trimmed.upper() in _ERRORS:
        raise _refused(sheet, row, column, _said_of_error(trimmed))
    if trimmed.startswith("="):
        raise _refused(sheet, row, column, "är en formel skriven som text och inget belopp.")
    try:
        ore = read_amount(trimmed, unit)
    except NotANumber as error:
        reason = error.message[:1].lower() + error.message[1:]
        raise _refused(sheet, row, column, f"är inget belopp: {reason}") from error
    if abs(ore) > LARGEST:
        raise _refused(sheet, row, column, _too_large(unit))
    return ore


def _too_large(unit: Unit) -> str:
    return f"är mer än tusen miljarder kronor; kontrollera om beloppen verkligen är i {unit}."


def _said_of_error(error: str) -> str:
    if error == UNCOMPUTED:
        return (
            "är en formel som inte är uträknad; öppna arbetsboken i Excel eller LibreOffice och spara om den."
        )
    return f"visar felet {error} i stället för ett belopp."


def _merged(area: Area) -> str:
    (top, left), (bottom, right) = area
    return f"cellen är sammanfogad ({address(top, left)}:{address(bottom, right)})"


def _refused(sheet: Sheet, row: int, column: int, reason: str) -> NoAmount:
    return NoAmount(sheet.name, address(row, column), reason)
