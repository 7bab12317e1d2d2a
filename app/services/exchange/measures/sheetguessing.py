"""A first understanding of a sheet of outcomes, from its headings and the names that the file knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.services.exchange.budgets.mapping import headings_of
from app.services.exchange.budgets.matching import folded
from app.services.exchange.measures.sheetmapping import (
    AT,
    COMMENT,
    GENDER,
    INDICATOR,
    ONCE,
    PERIOD,
    SOURCE,
    UNIT,
    VALUE,
    WHOLE,
    SheetMapping,
)
from app.services.exchange.measures.standing import IndicatorRow
from app.services.exchange.workbooks.cells import Sheet
from app.services.scorecard.periods import NotAPeriod, read_period

_WORDS: Final = (
    (COMMENT, r"komment|anmärkn|\bnot\b|förklar|analys"),
    (SOURCE, r"källa|\bsource"),
    (GENDER, r"\bkön\b|gender"),
    (PERIOD, r"^(period|år|tid|tidpunkt|mätperiod|månad|tertial|kvartal|årtal|year)$"),
    (INDICATOR, r"nyckeltal|\bmått|styrtal|styrmått|indikator|\bkpi\b|mätetal"),
    (UNIT, r"\benhet(en)?$|^enhet\b(?!.*mått)|verksamhet|förvaltning|\bunit\b|kommun\b|organisation"),
    (VALUE, r"utfall|värde|resultat|\bvalue\b"),
)
_NOT_READ: Final = re.compile(r"måltal|målvärde|\bmål\b|prognos|budget|enhet för|måttenhet|sort\b")
_LEADS: Final = re.compile(r"^(utfall|värde|resultat)\s+", re.IGNORECASE)
_WHOLE_WORDS: Final = frozenset({"kommunen", "hela kommunen", "kommunen totalt", "kommunen som helhet"})
_HEADS: Final = 40
_SEARCHED: Final = 200


@dataclass(frozen=True)
class Names:
    """Indicators by name and code, and units by name and abbreviation; what several share means none."""

    indicators: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    shared_indicators: frozenset[str] = frozenset()
    shared_units: frozenset[str] = frozenset()


def names_of(
    indicators: Sequence[IndicatorRow], units: Mapping[int, tuple[str, str | None]], home: Sequence[str]
) -> Names:
    """What the names of a file mean."""
    called: dict[str, set[int]] = {}
    for row in indicators:
        for name in (row.name, row.code):
            if name:
                called.setdefault(folded(name), set()).add(row.id)
    placed: dict[str, set[int]] = {}
    for key, names in units.items():
        for name in names:
            if name:
                placed.setdefault(folded(name), set()).add(key)
    known = _single(placed)
    for name in (*home, *_WHOLE_WORDS):
        known.setdefault(folded(name), WHOLE)
    return Names(_single(called), known, _shared(called), _shared(placed))


def guess(sheet: Sheet, names: Names, year: int) -> SheetMapping:
    """How a sheet is most likely meant; columns that say nothing are left out."""
    head = _head_row(sheet, year)
    first = 0 if head is None else head + 1
    headings = headings_of(sheet, first, rows_above=2) if head is not None else _unnamed(sheet)
    columns: dict[int, str] = {}
    if head is not None:
        for column in range(sheet.width):
            role = role_of(sheet.text(head, column), year)
            if role is not None and not (role in ONCE and role in columns.values()):
                columns[column] = role
    for role, known in ((INDICATOR, names.indicators), (UNIT, names.units)):
        if role not in columns.values():
            found = _named_column(sheet, first, known, columns)
            if found is not None:
                columns[found] = role
    return SheetMapping(sheet.name, first, headings, columns)


def role_of(heading: str, year: int) -> str | None:
    """What a heading says that its column holds; a period for a column of values."""
    text = folded(heading)
    if not text or len(text) > 200 or _NOT_READ.search(text):
        return None
    role = next((role for role, words in _WORDS if re.search(words, text)), None)
    rest = _LEADS.sub("", heading.strip())
    if role is not None and (role != VALUE or rest == heading.strip()):
        return role
    try:
        return AT + read_period(rest, year=year).text
    except NotAPeriod:
        return role


def score(mapping: SheetMapping, sheet: Sheet, names: Names) -> int:
    """How much of a sheet was understood, to choose among sheets."""
    if not mapping.value_columns:
        return 0
    column = mapping.column_of(INDICATOR)
    rows = range(mapping.first_row, min(sheet.height, mapping.first_row + _SEARCHED))
    known = 0 if column is None else sum(folded(sheet.text(at, column)) in names.indicators for at in rows)
    return (known + 1) * len(mapping.columns)


def _single(found: Mapping[str, set[int]]) -> dict[str, int]:
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _shared(found: Mapping[str, set[int]]) -> frozenset[str]:
    return frozenset(name for name, keys in found.items() if len(keys) > 1)


def _head_row(sheet: Sheet, year: int) -> int | None:
    """The row with most headings that say something; None when no row has two."""
    counts = [
        sum(role_of(sheet.text(at, column), year) is not None for column in range(min(sheet.width, 200)))
        for at in range(min(sheet.height, _HEADS))
    ]
    most = max(counts, default=0)
    return counts.index(most) if most >= 2 else None


def _unnamed(sheet: Sheet) -> tuple[str, ...]:
    return tuple(f"#{column}" for column in range(sheet.width))


def _named_column(sheet: Sheet, first: int, known: Mapping[str, int], taken: Mapping[int, str]) -> int | None:
    """The column where most cells name something that is known."""
    rows = range(first, min(sheet.height, first + _SEARCHED))
    counts = {
        column: sum(folded(sheet.text(at, column)) in known for at in rows)
        for column in range(min(sheet.width, 40))
        if column not in taken
    }
    best = max(counts, key=lambda column: (counts[column], -column), default=None)
    return best if best is not None and counts[best] else None
