"""Tables of the economy as they were decided: kept in a form that gives back the very same cells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.services.economy.snapshots import kept_part
from app.services.economy.tables import Cell, EconomyTable, TableRow

_WHOLE: Final = "i"
_EXACT: Final = "d"
_WORDS: Final = "w"


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table without its cells, and the cells of each row as words that say what they are."""

    table: EconomyTable
    cells: tuple[tuple[str | None, ...], ...]


def keepable(tables: Iterable[EconomyTable]) -> tuple[KeptTable, ...]:
    """Tables as they are kept."""
    return tuple(
        KeptTable(
            replace(table, rows=tuple(replace(row, cells=()) for row in table.rows)),
            tuple(tuple(map(_written, row.cells)) for row in table.rows),
        )
        for table in tables
    )


def kept_tables(session: Session, version_id: int, name: str) -> tuple[EconomyTable, ...] | None:
    """The tables that were kept under a name when a version was decided; None where none were."""
    found = kept_part(session, version_id, name, tuple[KeptTable, ...])
    return None if found is None else tuple(map(_restored, found))


def _restored(kept: KeptTable) -> EconomyTable:
    rows: list[TableRow] = [
        replace(row, cells=tuple(map(_read, cells)))
        for row, cells in zip(kept.table.rows, kept.cells, strict=True)
    ]
    return replace(kept.table, rows=tuple(rows))


def _written(cell: Cell) -> str | None:
    if cell is None:
        return None
    kind = _WHOLE if isinstance(cell, int) else _EXACT if isinstance(cell, Decimal) else _WORDS
    return f"{kind}{cell}"


def _read(text: str | None) -> Cell:
    if text is None:
        return None
    kind, said = text[:1], text[1:]
    return int(said) if kind == _WHOLE else Decimal(said) if kind == _EXACT else said
