"""Which columns the grid has: bands that fold, each with its parts, years with their frames."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from app.services.budget.words import PART_NAMES

NAME = "name"
PREVIOUS, TOTAL, PERCENT = "previous", "total", "percent"
NEED, CHOICE, STAFF = "need", "choice", "staff"
_NEED = (
    ("wages", "Lön"),
    ("prices", "Pris"),
    ("rents", "Hyra"),
    ("volume", "Volym"),
    ("technical", "Teknisk"),
)
_CHOICE = (
    ("priority", "Prio."),
    ("assignment", "Uppdrag"),
    ("efficiency", "Effekt."),
    ("rounding", "Avrund."),
)
SELDOM = frozenset({"rents", "rounding", STAFF})
"""Columns that are shown only when they are used or asked for."""
COLUMN_NAMES = {
    "wages": "Lön", "prices": "Pris", "rents": "Hyra", "volume": "Volym", "technical": "Teknisk justering",
    "priority": "Prioritering", "assignment": "Tillskott för uppdrag", "efficiency": "Effektiviseringskrav",
    "rounding": "Avrundning", STAFF: "Årsarbetare", PERCENT: "Ändring i procent",
}  # fmt: skip
"""Columns that can be shown and hidden, as the menus call them."""
FRAME_WORDS = {"net": "Ram", "income": "Intäkt", "cost": "Kostnad"}
PARTS_OF = {NEED: tuple(kind for kind, _ in _NEED), CHOICE: tuple(kind for kind, _ in _CHOICE)}
_LONGEST_NAME = "assignment"
_NARROW, _MIDDLE, _WIDE = 0, 1, 2
_WIDTHS = (52, 57, 62)
NAME_WIDTH = 190


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: the year and kind of amount it holds, and the band it stands in."""

    kind: str
    year: int
    title: str
    words: str
    """The whole name, for tooltips and screen readers."""
    band: str = ""
    size: int = _NARROW
    closes: bool = False
    """The last of its band, followed by a vertical hairline."""

    @property
    def key(self) -> tuple[str, int]:
        """What the column is known by when others come and go."""
        return self.kind, self.year

    @property
    def money(self) -> bool:
        """Whether it holds amounts."""
        return self.kind not in (NAME, PERCENT, STAFF)

    @property
    def least_width(self) -> int:
        """How wide it is when its amounts are short."""
        return NAME_WIDTH if self.kind == NAME else _WIDTHS[self.size]


@dataclass(frozen=True, slots=True)
class Band:
    """A group of columns with a heading of its own that folds it."""

    key: str
    title: str
    short: str
    folded: bool


def bands(years: tuple[int, ...], folded: Collection[str]) -> dict[str, Band]:
    """The bands of a plan by key."""
    named = [(NEED, "Behov och kostnader", "Behov"), (CHOICE, "Prioritering", "Prio.")]
    named += [(str(year), str(year), str(year)) for year in years]
    return {key: Band(key, title, short, key in folded) for key, title, short in named}


def folded_at_first(years: tuple[int, ...]) -> set[str]:
    """Plan years show only their frame until they are unfolded."""
    return {str(year) for year in years[1:]}


def grid_columns(
    years: tuple[int, ...],
    folded: Collection[str],
    shown: Callable[[str], bool],
    *,
    hidden: Collection[str] = (),
    measure: str = "net",
) -> tuple[GridColumn, ...]:
    """All columns from left to right; `shown` says whether a seldom used one is wanted."""

    def present(kind: str) -> bool:
        return shown(kind) if kind in SELDOM else kind not in hidden

    first, word = years[0], FRAME_WORDS[measure]
    before = f"{word} {first - 1}"
    made = [
        GridColumn(NAME, 0, "Enhet", "Enhet", closes=True),
        GridColumn(PREVIOUS, first, before, before, size=_WIDE, closes=True),
    ]
    made += _composition(NEED, "Behov och kostnader", _NEED, first, folded, present)
    made += _composition(CHOICE, "Prioritering", _CHOICE, first, folded, present)
    for year in years:
        made += _year(year, word, year == first, str(year) in folded, present)
    return tuple(made)


def _composition(
    band: str,
    words: str,
    parts: tuple[tuple[str, str], ...],
    year: int,
    folded: Collection[str],
    present: Callable[[str], bool],
) -> list[GridColumn]:
    if band in folded:
        return [GridColumn(band, year, "Summa", words, band, _WIDE, True)]
    there = [(kind, name) for kind, name in parts if present(kind)]
    return [
        GridColumn(
            kind,
            year,
            name,
            f"{PART_NAMES[kind].capitalize()} {year}",
            band,
            _MIDDLE if kind == _LONGEST_NAME else _NARROW,
            place == len(there),
        )
        for place, (kind, name) in enumerate(there, start=1)
    ]


def _year(
    year: int, word: str, first: bool, folded: bool, present: Callable[[str], bool]
) -> list[GridColumn]:
    band, called = str(year), f"{word} {year}"
    made = [GridColumn(TOTAL, year, called, called, band, _WIDE)]
    if not folded:
        if not first:
            made.insert(0, GridColumn("plan", year, "Ändring", f"Ändring {year}", band, _NARROW))
        if present(PERCENT):
            made.append(GridColumn(PERCENT, year, "Ändr. %", f"Ändring {year} i procent", band, _NARROW))
        if present(STAFF):
            made.append(GridColumn(STAFF, year, "Årsarb.", f"Årsarbetare {year}", band, _NARROW))
    made[-1] = replace(made[-1], closes=True)
    return made


def amount_of(row: Any, column: GridColumn) -> int:
    """What stands in a column of a row, in öre; folded bands hold the sum of their parts."""
    parts = PARTS_OF.get(column.kind)
    if parts is None:
        return row.amount(column.year, column.kind)
    return sum(row.amount(column.year, kind) for kind in parts)
