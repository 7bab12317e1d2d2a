"""Which columns a budget workbook has, and where its lines stand."""

from dataclasses import dataclass
from typing import Final

from app.models.budget import CHOICE_COMPONENTS, NEED_COMPONENTS
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.budget.words import PART_NAMES
from app.services.exchange.budgets.content import WorkbookContent

PERCENT: Final = "percent"
PLAN: Final = "plan"
ROUNDING: Final = "rounding"
NEED: Final = "Behov och kostnader"
CHOICE: Final = "Prioritering"

TITLE_ROW, VERSION_ROW, ABOUT_ROW, KEY_ROW, BAND_ROW, HEAD_ROW, FIRST_ROW = range(7)
KEY_COLUMN, NAME_COLUMN, FIRST_COLUMN = range(3)
_ENDS: Final = ("kompensation", "krav")
_SELDOM: Final = frozenset({"rents", ROUNDING})


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """A column of amounts: its year and kind, its heading, and the band over it."""

    place: int
    year: int
    kind: str
    title: str
    band: str

    @property
    def key(self) -> str:
        """What the column is known by wherever it is moved."""
        return f"{self.kind}:{self.year}"


def columns_of(content: WorkbookContent) -> tuple[WorkColumn, ...]:
    """The columns from left to right: those of the grid, and in plan years what is used."""
    made: list[WorkColumn] = []

    def add(year: int, kind: str, title: str, band: str) -> None:
        made.append(WorkColumn(FIRST_COLUMN + len(made), year, kind, title, band))

    used = _used(content)
    for place, year in enumerate(content.years):
        first = place == 0
        if first:
            add(year, PREVIOUS, f"Ram {year - 1}", str(year - 1))
        for band, kinds in ((NEED, NEED_COMPONENTS), (CHOICE, (*CHOICE_COMPONENTS, ROUNDING))):
            for kind in kinds:
                if (year, kind) in used or (first and kind not in _SELDOM):
                    add(year, kind, _heading(kind), f"{band} {year}")
        if not first:
            add(year, PLAN, PART_NAMES[PLAN].capitalize(), str(year))
        add(year, TOTAL, f"Ram {year}", str(year))
        add(year, PERCENT, "Ändring %", str(year))
    return tuple(made)


def key_of(text: str) -> tuple[int, str] | None:
    """The year and kind that a column's key says; None when it says nothing."""
    kind, _, year = text.partition(":")
    return (int(year), kind) if year.isdigit() and kind else None


def _heading(kind: str) -> str:
    """A part's name in capitals; a long one is parted where its words meet."""
    name = PART_NAMES[kind].capitalize()
    for end in _ENDS:
        if name.endswith(end) and len(name) > len(end):
            return f"{name.removesuffix(end)}-\n{end}"
    return name


def _used(content: WorkbookContent) -> set[tuple[int, str]]:
    return {
        column
        for row in content.rows
        if not row.group
        for column, cell in row.cells.items()
        if cell.amount or cell.note or cell.income
    }
