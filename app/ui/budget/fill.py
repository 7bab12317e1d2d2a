"""Filling: what stands in some cells is repeated down, up or sideways, as one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect
from PySide6.QtGui import QPainter

from app.ui.budget.amounts import without_formula
from app.ui.budget.block import Block
from app.ui.budget.columns import STAFF, GridColumn
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.ui.budget.amount_view import AmountView

SIDE = 7
_REACH = 3
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from a corner to the opposite one, both within."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def grown_to(self, row: int, column: int) -> Area:
        """The area reaching to a cell, in the one direction in which that is farther away."""
        down = max(row - self.bottom, self.top - row, 0)
        across = max(column - self.right, self.left - column, 0)
        if down >= across:
            return Area(min(self.top, row), self.left, max(self.bottom, row), self.right)
        return Area(self.top, min(self.left, column), self.bottom, max(self.right, column))


def plan_fill(model: AmountModel, source: Area, target: Area) -> Block:
    """Repeat the cells of the source over the rest of the target."""
    tall, wide = source.bottom - source.top + 1, source.right - source.left + 1
    edits, computed = [], 0
    for row in range(target.top, target.bottom + 1):
        for column in range(target.left, target.right + 1):
            if source.holds(row, column):
                continue
            from_row = model.rows[source.top + (row - source.top) % tall]
            from_column = model.columns[source.left + (column - source.left) % wide]
            at, under = model.rows[row], model.columns[column]
            if not model.typed(row, column) or from_column.money != under.money:
                computed += 1
                continue
            note = without_formula(model.note(at, under))
            edits.append(Edit(at, under, _value(model, from_row, from_column), note))
    return Block(tuple(edits), computed)


def _value(model: AmountModel, row: Any, column: GridColumn) -> Any:
    return row.staff(column.year) if column.kind == STAFF else model.amount(row, column)


class FillHandle:
    """The small square at the corner of what is selected, and what happens while it is dragged."""

    def __init__(self, view: AmountView) -> None:
        self._view = view
        self._source: Area | None = None

    @property
    def dragged(self) -> bool:
        """Whether it is being dragged."""
        return self._source is not None

    def draw(self, painter: QPainter, selected: QRect) -> None:
        """Draw the square at the corner of the frame."""
        square = _square(selected)
        painter.fillRect(square.adjusted(-1, -1, 1, 1), color("surface"))
        painter.fillRect(square, color("accent"))

    def is_at(self, place: QPoint, selected: QRect | None) -> bool:
        """Whether the pointer is on it."""
        return selected is not None and _square(selected).adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(
            place
        )

    def take(self, source: Area) -> None:
        """Begin to drag."""
        self._source = source

    def drag(self, index: QModelIndex) -> None:
        """Select what would be filled."""
        if self._source is None or not index.isValid() or index.column() < self._view.amounts.first:
            return
        area = self._source.grown_to(index.row(), index.column())
        model = self._view.amounts
        corners = model.index(area.top, area.left), model.index(area.bottom, area.right)
        self._view.selectionModel().select(QItemSelection(*corners), _CHOOSE)

    def drop(self, target: Area | None) -> Block | None:
        """End the drag; gives what to change."""
        source, self._source = self._source, None
        if source is None or target is None or source == target:
            return None
        return plan_fill(self._view.amounts, source, target)


def _square(selected: QRect) -> QRect:
    return QRect(selected.right() - SIDE // 2 - 1, selected.bottom() - SIDE // 2 - 1, SIDE, SIDE)
