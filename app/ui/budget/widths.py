"""How wide the columns of the grid are: as wide as their longest amount, or as somebody drew them."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtGui import QFontMetrics

from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import NAME, TOTAL, GridColumn, amount_of
from app.ui.budget.delegate import LEFT_PADDING
from app.ui.parts import icons, theme
from app.ui.parts.cells import PADDING
from app.ui.parts.memory import memory
from app.ui.parts.theme import font

_MEMORY = "budget/widths"
_LEAST = 30
_BEFORE = 0


class Widths:
    """Measures amounts when they are shown, and remembers what was drawn between runs."""

    def __init__(self) -> None:
        self._needed: dict[tuple[str, int], int] = {}
        self._first = _BEFORE
        kept = memory().get(_MEMORY, {})
        self._chosen: dict[str, int] = dict(kept) if isinstance(kept, dict) else {}

    def of(self, column: GridColumn) -> int:
        """How wide a column is."""
        own = self._chosen.get(self._name(column))
        return own if own is not None else self._needed.get(column.key, column.least_width)

    def chosen(self, column: GridColumn) -> bool:
        """Whether somebody drew it."""
        return self._name(column) in self._chosen

    def choose(self, column: GridColumn, width: int) -> None:
        """Somebody drew a column this wide."""
        self._chosen[self._name(column)] = max(_LEAST, width)
        memory().put(_MEMORY, dict(self._chosen))

    def forget(self, column: GridColumn) -> None:
        """Let a column be as wide as what it holds again."""
        self._chosen.pop(self._name(column), None)
        memory().put(_MEMORY, dict(self._chosen))

    def measure(self, rows: Sequence[Any], sums: Any, columns: Sequence[GridColumn], unit: Unit) -> None:
        """Find out how wide the columns must be for everything in them."""
        self._first = next((column.year for column in columns if column.year), _BEFORE)
        heading = QFontMetrics(font(theme.SECONDARY_POINTS))
        self._needed = {
            column.key: max(
                column.least_width, heading.horizontalAdvance(column.title) + LEFT_PADDING + PADDING
            )
            for column in columns
        }
        self.widen(rows, sums, columns, unit)

    def widen(self, rows: Sequence[Any], sums: Any, columns: Sequence[GridColumn], unit: Unit) -> None:
        """Make room for what some rows hold now; nothing gets narrower."""
        metrics = QFontMetrics(font(semibold=True))
        for column in columns:
            if not column.money:
                continue
            below = [sums.amount(row, column) or 0 for row in sums.rows]
            alarm = column.kind == TOTAL and min(below, default=0) < 0
            room = _room(metrics, (amount_of(row, column) for row in rows), unit)
            under = _room(metrics, below, unit) + (icons.STATUS_SIZE + 2 if alarm else 0)
            self._needed[column.key] = max(self._needed.get(column.key, 0), room, under)

    def _name(self, column: GridColumn) -> str:
        """A year's columns are known by how far ahead the year is, so that next year's plan is alike."""
        return column.kind if column.kind == NAME else f"{column.kind}+{column.year - self._first}"


def _room(metrics: QFontMetrics, amounts: Iterable[int], unit: Unit) -> int:
    """Room for the longest; the least and the greatest are the only ones that can be."""
    held = list(amounts)
    ends = (min(held), max(held)) if held else (0,)
    return max(metrics.horizontalAdvance(write(amount, unit)) for amount in ends) + LEFT_PADDING + PADDING
