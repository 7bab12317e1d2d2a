"""How somebody else's workbook is understood: which columns hold what, and who its names mean."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.models.budget import COMPONENTS
from app.models.canonical import canonical_json
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.exchange.budgets.layout import key_of
from app.services.exchange.budgets.matching import folded
from app.services.exchange.workbooks.cells import Sheet
from app.services.formatting import Unit as Money

KIND: Final = "budget"
KINDS: Final = (PREVIOUS, *COMPONENTS, TOTAL)
_MONEYS: Final[tuple[Money, ...]] = ("kr", "tkr", "mnkr")


@dataclass(frozen=True, slots=True)
class Target:
    """The year and part that a column's amounts belong to."""

    year: int
    kind: str


@dataclass(frozen=True)
class SheetMapping:
    """A sheet, where its lines begin, which column names the unit and which hold amounts.

    `units` answers for names that the budget does not know: a line's key, or None to leave the name out.
    """

    sheet: str
    first_row: int
    unit_column: int
    money: Money
    headings: tuple[str, ...] = ()
    columns: Mapping[int, Target] = field(default_factory=dict)
    units: Mapping[str, int | None] = field(default_factory=dict)


def signature(headings: Sequence[str]) -> str:
    """What a workbook with the same headings is known again by."""
    return hashlib.sha256(canonical_json([folded(text) for text in headings]).encode()).hexdigest()


def labels_of(headings: Sequence[str]) -> list[str]:
    """What each column is known by: its heading, with a number where several have the same."""
    seen: dict[str, int] = {}
    labels = []
    for text in headings:
        seen[text] = seen.get(text, 0) + 1
        labels.append(text if seen[text] == 1 else f"{text} #{seen[text]}")
    return labels


def remembered(mapping: SheetMapping) -> dict[str, Any]:
    """The mapping as it is kept in the file: by headings and names, so that rows may come and go."""
    labels = labels_of(mapping.headings)
    return {
        "unit": labels[mapping.unit_column],
        "money": mapping.money,
        "columns": {
            labels[column]: f"{target.kind}:{target.year}"
            for column, target in sorted(mapping.columns.items())
        },
        "units": {name: None if key is None else str(key) for name, key in sorted(mapping.units.items())},
    }


def recalled(guessed: SheetMapping, content: Mapping[str, Any]) -> SheetMapping:
    """A guessed mapping as it was understood the last time; what no longer fits stays guessed."""
    places = {text: column for column, text in enumerate(labels_of(guessed.headings))}
    columns: dict[int, Target] = {}
    for heading, text in content.get("columns", {}).items():
        key = key_of(text)
        if heading in places and key is not None and key[1] in KINDS:
            columns[places[heading]] = Target(*key)
    units = {name: None if key is None else int(key) for name, key in content.get("units", {}).items()}
    money = next((each for each in _MONEYS if each == content.get("money")), guessed.money)
    unit_column = places.get(content.get("unit", ""), guessed.unit_column)
    return replace(guessed, unit_column=unit_column, money=money, columns=columns, units=units)


def headings_of(sheet: Sheet, first_row: int, rows_above: int = 6) -> tuple[str, ...]:
    """What stands over each column: the texts above its first line that are not a title of the sheet.

    A year or band over several columns counts for those under it; columns without any heading are told
    apart by their letters.
    """
    texts: list[list[str]] = [[] for _ in range(sheet.width)]
    for at in range(max(0, first_row - rows_above), first_row):
        line = [sheet.text(at, column) for column in range(sheet.width)]
        if sum(bool(text) for text in line) < 2:
            continue
        over = ""
        below = [sheet.text(at + 1, column) for column in range(sheet.width)] if at + 1 < first_row else []
        for column, text in enumerate(line):
            over = text or (over if column < len(below) and below[column] else "")
            if text or (over and column):
                texts[column].append(over)
    made = [" ".join(dict.fromkeys(parts)) for parts in texts]
    return tuple(text or f"#{column}" for column, text in enumerate(made))
