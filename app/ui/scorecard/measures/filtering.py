"""Which rows of measuring are shown: by words, by who answers for them, and by what there is to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.services.textorder import fold

ALL, WAITS, EMPTY, MARKED, MISSING = "all", "waits", "empty", "marked", "missing"
SHOWS = (
    (ALL, "allt"),
    (WAITS, "det som ska fyllas i"),
    (EMPTY, "det som är tomt"),
    (MARKED, "det som är märkt"),
    (MISSING, "uppgift saknas"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; `owner` "" is everybody."""

    text: str = ""
    owner: str = ""
    show: str = ALL

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.owner or self.show != ALL)


def wanted_keys(rows: Iterable[Any], wanted: Wanted) -> frozenset[Any] | None:
    """The keys of the rows that are wanted; None where all are."""
    if not wanted:
        return None
    words = tuple(fold(wanted.text).split())
    return frozenset(row.key for row in rows if _passes(row, wanted, words))


def _passes(row: Any, wanted: Wanted, words: tuple[str, ...]) -> bool:
    if wanted.owner and row.owner != wanted.owner:
        return False
    if words:
        text = fold(f"{row.name}\n{row.whose}\n{row.owner}\n{row.unit_of_measure or ''}")
        if not all(word in text for word in words):
            return False
    cells = row.cells.values()
    if wanted.show == WAITS:
        return row.waits
    if wanted.show == EMPTY:
        return any(cell.typed and cell.reading.empty for cell in cells)
    if wanted.show == MARKED:
        return any(cell.warnings for cell in cells)
    return wanted.show != MISSING or any(cell.missing for cell in cells)
