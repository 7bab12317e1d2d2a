"""A first understanding of somebody else's sheet, from its headings and the names that the budget knows."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from app.models.budget import CHOICE_COMPONENTS, NEED_COMPONENTS
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.exchange.budgets.layout import key_of
from app.services.exchange.budgets.mapping import KINDS, SheetMapping, Target, headings_of
from app.services.exchange.budgets.matching import Names, folded, is_sum
from app.services.exchange.workbooks.cells import Sheet
from app.services.formatting import Unit as Money

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NOT_AMOUNTS = re.compile(
    r"%|procent|andel|per inv|antal|årsarb|utfall|avvik|diff|komment|anmärkn|\bnot\b|\bnoter|motiv|ansvar"
)
_WORDS: Final = (
    ("wages", r"\blön|personalkostn"),
    ("rents", r"\bhyr|lokal"),
    ("prices", r"\bpris|\binflation|\bindex"),
    ("volume", r"\bvolym|\bdemografi"),
    ("technical", r"\bteknisk"),
    ("efficiency", r"effektivi|besparing|\bsparkrav|rationalis"),
    ("assignment", r"\btillskott|\buppdrag"),
    ("priority", r"\bpriorit|\bsatsning|äskand|politisk"),
    ("rounding", r"\bavrund"),
    (PREVIOUS, r"\bföregående|\bförra|\bingående|\btidigare"),
    ("plan", r"\bförändr|\bändring"),
    (TOTAL, r"\bram|\bbudget|\bplan\b|\bkommunbidrag|\bnetto|\banslag|\bförslag|\btotal|\bsumma"),
)
_PARTS: Final = frozenset({*NEED_COMPONENTS, *CHOICE_COMPONENTS, "plan", "rounding"})
_MONEY: Final[tuple[tuple[Money, str], ...]] = (
    ("mnkr", r"\b(mnkr|mkr|msek|miljoner)\b"),
    ("tkr", r"\b(tkr|kkr|ksek|tsek|tusental|tusen)\b"),
    ("kr", r"\b(kr|kronor|sek)\b"),
)
_SEARCHED: Final = 400
_ABOVE: Final = 40


def guess(sheet: Sheet, names: Names, years: Sequence[int]) -> SheetMapping:
    """How a sheet is most likely meant; columns that say nothing are left out."""
    unit_column, first_row = _units(sheet, names)
    headings = headings_of(sheet, first_row)
    columns: dict[int, Target] = {}
    for column, heading in enumerate(headings):
        if column == unit_column or not _may_hold_amounts(sheet, column, first_row, heading):
            continue
        target = target_of(heading, years)
        if target is not None and target not in columns.values():
            columns[column] = target
    composed = {each.year for each in columns.values() if each.kind in _PARTS}
    columns = {
        column: each for column, each in columns.items() if each.kind != TOTAL or each.year not in composed
    }
    return SheetMapping(sheet.name, first_row, unit_column, _money(sheet, first_row), headings, columns)


def target_of(heading: str, years: Sequence[int]) -> Target | None:
    """The year and part that a heading speaks of; None when it is another year's or no amount.

    The year before the budget year is the previous frame, and a heading without a year is about the budget
    year. Carried frames and the change of the budget year are computed, so they are never meant.
    """
    own = next((key for word in heading.split() if (key := key_of(word)) is not None), None)
    if own is not None:
        return Target(*own) if own[0] in years and own[1] in KINDS else None
    text = folded(heading)
    if _NOT_AMOUNTS.search(text):
        return None
    told = [int(found) for found in _YEAR.findall(text)]
    year = next((each for each in reversed(told) if each in years), None)
    kind = next((kind for kind, words in _WORDS if re.search(words, text)), None)
    first = years[0]
    if year is None:
        if told:
            earlier = told[-1] == first - 1 and kind in (TOTAL, PREVIOUS, None)
            return Target(first, PREVIOUS) if earlier else None
        year = first if kind is not None else None
    if year is None:
        return None
    kind = kind or TOTAL
    if (kind == "plan" and year == first) or (kind == PREVIOUS and year != first):
        return None
    return Target(year, kind)


def score(mapping: SheetMapping, sheet: Sheet, names: Names) -> int:
    """How much of a sheet was understood, to choose among sheets."""
    rows = range(mapping.first_row, min(sheet.height, mapping.first_row + _SEARCHED))
    known = sum(names.knows(sheet.text(at, mapping.unit_column)) for at in rows)
    return (known + 1) * len(mapping.columns)


def _units(sheet: Sheet, names: Names) -> tuple[int, int]:
    """The column that names units, and the first line that is one."""
    found: Counter[int] = Counter()
    first: dict[int, int] = {}
    for at in range(min(sheet.height, _SEARCHED)):
        for column in range(min(sheet.width, _ABOVE)):
            if isinstance(sheet.cell(at, column), str) and names.knows(sheet.text(at, column)):
                found[column] += 1
                first.setdefault(column, at)
    if found:
        column = max(found, key=lambda each: (found[each], -each))
        return column, _first_line(sheet, column, first[column])
    return _unknown_units(sheet)


def _first_line(sheet: Sheet, column: int, known: int) -> int:
    """The first line with amounts: units that the budget does not know may stand before those it knows."""
    at = known
    while at > 0 and sheet.text(at - 1, column) and _numbers(sheet, at - 1, column):
        if _YEAR.fullmatch(_first_number(sheet, at - 1, column)):
            break
        at -= 1
    return at


def _unknown_units(sheet: Sheet) -> tuple[int, int]:
    """Without a known name: the first line with a text and amounts after it that are no years."""
    for at in range(min(sheet.height, _SEARCHED)):
        for column in range(min(sheet.width, _ABOVE)):
            cell = sheet.cell(at, column)
            if not isinstance(cell, str) or is_sum(cell) or not _numbers(sheet, at, column):
                continue
            if not _YEAR.fullmatch(_first_number(sheet, at, column)):
                return column, at
    return 0, min(1, sheet.height)


def _numbers(sheet: Sheet, at: int, after: int) -> bool:
    return bool(_first_number(sheet, at, after))


def _first_number(sheet: Sheet, at: int, after: int) -> str:
    for column in range(after + 1, sheet.width):
        text = sheet.text(at, column)
        if isinstance(sheet.cell(at, column), Decimal) or _looks_like_amount(text):
            return text
    return ""


def _looks_like_amount(text: str) -> bool:
    return re.fullmatch(r"[-−(]?\d[\d\s\u00a0\u202f]*(,\d+)?\)?", text) is not None


def _may_hold_amounts(sheet: Sheet, column: int, first_row: int, heading: str) -> bool:
    """Numbers, or whatever stands under a heading that names both a year and a part."""
    if _has_numbers(sheet, column, first_row):
        return True
    text = folded(heading)
    named = _YEAR.search(text) and any(re.search(words, text) for _, words in _WORDS)
    return bool(named) and any(sheet.text(at, column) for at in range(first_row, sheet.height))


def _has_numbers(sheet: Sheet, column: int, first_row: int) -> bool:
    rows = range(first_row, min(sheet.height, first_row + _SEARCHED))
    for at in rows:
        cell = sheet.cell(at, column)
        if isinstance(cell, Decimal | date):
            return True
        if isinstance(cell, str) and _looks_like_amount(cell.strip()):
            return True
        if (at, column) in sheet.errors:
            return True
    return False


def _money(sheet: Sheet, first_row: int) -> Money:
    """What the amounts are in, as the words above them say; kronor when they say nothing."""
    above = " ".join(
        folded(sheet.text(at, column))
        for at in range(min(first_row, _ABOVE))
        for column in range(min(sheet.width, _ABOVE))
    )
    said = f"{above} {folded(sheet.name)}"
    return next((money for money, words in _MONEY if re.search(words, said)), "kr")
