"""Which columns the grid has: bands that fold, each with its parts, years with their frames."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from app.services.budget.words import PART_NAMES

NAME = "name"
PREVIOUS, TOTAL, PERCENT = "previous", "total", "percent"
NEED, CHOICE = "need", "choice"
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
SELDOM = frozenset({"rents", "rounding"})
"""Parts that are shown only when they are used or asked for."""
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
    years: tuple[int, ...], folded: Collection[str], shown: Callable[[str], bool]
) -> tuple[GridColumn, ...]:
    """All columns from left to right; `shown` says whether a seldom used part is wanted."""
    first = years[0]
    made = [
        GridColumn(NAME, 0, "Enhet", "Enhet", closes=True),
        GridColumn(PREVIOUS, first, f"Ram {first - 1}", f"Ram {first - 1}", size=_WIDE, closes=True),
    ]
    made += _composition(NEED, "Summa", "Behov och kostnader", _NEED, first, folded, shown)
    made += _composition(CHOICE, "Summa", "Prioritering", _CHOICE, first, folded, shown)
    for year in years:
        made += _year(year, year == first, str(year) in folded)
    return tuple(made)


def _composition(
    band: str,
    title: str,
    words: str,
    parts: tuple[tuple[str, str], ...],
    year: int,
    folded: Collection[str],
    shown: Callable[[str], bool],
) -> list[GridColumn]:
    if band in folded:
        return [GridColumn(band, year, title, words, band, _WIDE, True)]
    present = [(kind, name) for kind, name in parts if kind not in SELDOM or shown(kind)]
    return [
        GridColumn(
            kind,
            year,
            name,
            f"{PART_NAMES[kind].capitalize()} {year}",
            band,
            _MIDDLE if kind == _LONGEST_NAME else _NARROW,
            place == len(present),
        )
        for place, (kind, name) in enumerate(present, start=1)
    ]


def _year(year: int, first: bool, folded: bool) -> list[GridColumn]:
    band = str(year)
    total = GridColumn(TOTAL, year, f"Ram {year}", f"Ram {year}", band, _WIDE, folded)
    if folded:
        return [total]
    percent = GridColumn(PERCENT, year, "Ändr. %", f"Ändring {year} i procent", band, _NARROW, True)
    if first:
        return [total, percent]
    change = GridColumn("plan", year, "Ändring", f"Ändring {year}", band, _NARROW)
    return [change, total, percent]


def amount_of(row: Any, column: GridColumn) -> int:
    """What stands in a column of a row, in öre; folded bands hold the sum of their parts."""
    parts = PARTS_OF.get(column.kind)
    if parts is None:
        return row.amount(column.year, column.kind)
    return sum(row.amount(column.year, kind) for kind in parts)
