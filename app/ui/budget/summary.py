"""Short sentences about amounts: what a selection adds up to, what a change was."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.services.budget.words import STAGES
from app.services.formatting import write_day_month, write_instant, write_number
from app.ui.budget.amounts import Unit, write

ROUNDED = "Kolumnen visar avrundade tkr; summan är räknad på exakta belopp."
_TKR = 100_000


def of_selection(chosen: Sequence[int], unit: Unit) -> str:
    """Sum, mean and count of selected cells: Summa 900  Medel 450  Antal 2  tkr."""
    mean = int((Decimal(sum(chosen)) / len(chosen)).to_integral_value(ROUND_HALF_UP))
    parts = (f"Summa {write(sum(chosen), unit)}", f"Medel {write(mean, unit)}")
    return "   ".join([*parts, f"Antal {write_number(len(chosen))}", unit])


def of_change(before: int, version: str, made: Any, unit: Unit) -> str:
    """What a cell was in the compared version, and who changed it when."""
    said = f"{write(before, unit)} {unit} i {version}"
    if made is not None:
        said += f"\nÄndrad av {made.made_by}, {write_instant(made.made_at)}"
    return said


def stage_words(stage: str) -> str:
    """What a stage is called in a sentence; a stage of the municipality's own stands as it is."""
    return STAGES.get(stage, stage)


def version_words(version: Any) -> str:
    """Whose a version is: Beslutad av kommunfullmäktige 20 november, § 131, och låst."""
    if version.body is None:
        return f"{version.name}."
    day = write_day_month(version.decided_on) if version.decided_on else ""
    body = version.body[0].lower() + version.body[1:]
    if version.locked:
        whose = f"{body} {day}" if day else body
        paragraph = f", {version.paragraph}," if version.paragraph else ""
        return f"Beslutad av {whose}{paragraph} och låst."
    return f"{stage_words(version.stage)} från {body}{f', {day}' if day else ''}."


def rounded_apart(shown: Iterable[int], total: int) -> bool:
    """Whether amounts that are each rounded to tkr come to something else than their rounded sum."""
    return sum(map(_to_tkr, shown)) != _to_tkr(total)


def _to_tkr(ore: int) -> int:
    whole = (abs(ore) + _TKR // 2) // _TKR
    return whole if ore >= 0 else -whole
