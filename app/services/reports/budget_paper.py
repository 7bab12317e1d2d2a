"""What the appendix with the budget's tables says: plain values, ready for paper and for a hash."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, Literal

from app.models.canonical import canonical_json

SCHEMA: Final = "budgettabeller/1"
"""The shape of what is hashed, so that papers printed from an older shape still verify."""
Money = Literal["tkr", "kr"]
ColumnKind = Literal["amount", "percent", "number", "words"]
Value = int | Decimal | str | None


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column after the names; `band` is what it stands under, "" when it stands alone."""

    title: str
    kind: ColumnKind = "amount"
    band: str = ""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A line of a table: a unit, a `group` over others, or one of the `sums` below them all.

    Amounts are in öre. `notes` are the numbers of footnotes by column, `mark` what the name is marked with.
    """

    name: str
    values: tuple[Value, ...]
    depth: int = 0
    group: bool = False
    sums: bool = False
    mark: str = ""
    notes: Mapping[int, int] = field(default_factory=dict)
    plain: bool = False
    """One of the sums that is no sum of the table's: what is held back, what there is to give."""

    @property
    def strong(self) -> bool:
        """Whether it is set in semibold."""
        return (self.group or self.sums) and not self.plain


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with what is said before and after it."""

    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...]
    lead: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetPaper:
    """The tables of a version of the budget, or of what one unit has in it."""

    municipality: str
    title: str
    version: str
    stage: str
    day: date
    money: Money
    decided: str | None = None
    """The decision in words; None while there is none, which marks the paper as a draft."""
    registration_number: str | None = None
    unit: str | None = None
    example: bool = False
    tables: tuple[PaperTable, ...] = ()
    footnotes: tuple[str, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the version is not decided."""
        return self.decided is None

    @property
    def full_title(self) -> str:
        """The title with the unit it is about."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


def content_hash(paper: BudgetPaper) -> str:
    """SHA-256 over what the tables say, as 64 hex digits; the same amounts always give the same code."""
    return sha256(canonical_json(_said(paper)).encode()).hexdigest()


def _said(paper: BudgetPaper) -> Mapping[str, Any]:
    return {
        "schema": SCHEMA,
        "municipality": paper.municipality,
        "title": paper.full_title,
        "version": [paper.version, paper.stage, paper.decided or ""],
        "money": paper.money,
        "tables": [
            [
                table.title,
                [[column.band, column.title] for column in table.columns],
                [[row.name, row.depth, [_exact(value) for value in row.values]] for row in table.rows],
                list(table.after),
            ]
            for table in paper.tables
        ],
        "footnotes": list(paper.footnotes),
    }


def _exact(value: Value) -> str | int | None:
    return format(value, "f") if isinstance(value, Decimal) else value
