"""A tree whose rows can be dragged to another place; who owns it says where they may come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from app.ui.parts.theme import color
from app.ui.parts.tree_view import TreeView

_MOVE = Qt.DropAction.MoveAction
_EDGE = 0.25
_LINE = 2
_IN = 10
"""Where the delegate begins to draw in a row, which leaves the chevron room."""
_OPENS_AFTER_MS = 700
_ROUND = 4.0


@dataclass(frozen=True, slots=True)
class Drop:
    """Where dragged rows would come: under a row (None: at the top), before one of its children or last."""

    rows: tuple[Any, ...]
    above: Any = None
    before: Any = None


@dataclass(frozen=True, slots=True)
class _Target:
    """A drop with what is drawn for it: a line between rows, or a frame around the row above."""

    drop: Drop
    place: QRect
    between: bool


class MovableTree(TreeView):
    """Rows are dragged onto a row or between rows; a place that is refused says why."""

    drop_wanted = Signal(object)
    """A `Drop` that nothing speaks against."""
    drop_refused = Signal(str)
    """Why rows cannot be dragged, or cannot come where they were dropped."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._may_drag: Callable[[Sequence[Any]], str] | None = None
        self._refusal: Callable[[Drop], str] = _nothing_against
        self._dragged: tuple[Any, ...] = ()
        self._target: _Target | None = None
        self._asked: tuple[Drop, str] | None = None
        self.setDropIndicatorShown(False)  # Qt's own does not know what is refused
        self.setAutoExpandDelay(_OPENS_AFTER_MS)

    def let_move(
        self, may_drag: Callable[[Sequence[Any]], str] | None, refusal: Callable[[Drop], str] | None = None
    ) -> None:
        """Let rows be dragged; both say why not in a sentence, or "". None lets nothing be dragged."""
        self._may_drag = may_drag
        self._refusal = refusal or _nothing_against
        movable = may_drag is not None
        self.rows.let_drag(movable)
        self.setDragEnabled(movable)
        self.setAcceptDrops(movable)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.DragDrop if movable else mode.NoDragDrop)

    def begin_drag(self) -> bool:
        """Take up the selected rows; False when they cannot be dragged, which has then been said."""
        rows = self.selected_rows()
        if self._may_drag is None or not rows:
            return False
        why = self._may_drag(rows)
        if why:
            self.drop_refused.emit(why)
            return False
        self._dragged = tuple(rows)
        return True

    def end_drag(self) -> None:
        """Let go of what was taken up."""
        self._dragged, self._asked = (), None
        self._show_target(None)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the selected rows under the hand."""
        if not self.begin_drag():
            return
        drag, words = QDrag(self), QMimeData()
        words.setText("\n".join(self.rows.columns[0].text(row) for row in self._dragged))
        drag.setMimeData(words)
        name = self.visualRect(self.currentIndex().siblingAtColumn(0))
        drag.setPixmap(self.viewport().grab(name.intersected(self.viewport().rect())))
        drag.setHotSpot(QPoint(-_LINE * 4, 0))
        try:
            drag.exec(_MOVE)
        finally:
            self.end_drag()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only the tree's own rows come in."""
        super().dragEnterEvent(event)
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the rows would come, or say why they cannot."""
        super().dragMoveEvent(event)  # scrolls and opens branches
        point = event.position().toPoint()
        target = self._target_at(point)
        why = self._why_not(target.drop) if target is not None else ""
        self._show_target(target if not why else None)
        if why:
            QToolTip.showText(self.viewport().mapToGlobal(point), why, self)
        else:
            QToolTip.hideText()
        self._answer(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Outside nothing is shown."""
        super().dragLeaveEvent(event)
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the rows are wanted, or why they cannot come there."""
        target = self._target_at(event.position().toPoint())
        self._answer(event)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if target is None:
            return
        why = self._why_not(target.drop)
        self.end_drag()
        QToolTip.hideText()
        if why:
            self.drop_refused.emit(why)
        else:
            self.drop_wanted.emit(target.drop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw over the rows where the dragged ones would come."""
        super().paintEvent(event)
        if self._target is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), _LINE))
        place = self._target.place
        if self._target.between:
            painter.drawLine(place.left(), place.top(), place.right(), place.top())
        else:
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _ROUND, _ROUND)
        painter.end()

    def _answer(self, event: QDropEvent) -> None:
        if self._dragged:
            event.setDropAction(_MOVE)
            event.accept()
        else:
            event.ignore()

    def _why_not(self, drop: Drop) -> str:
        """The answer for a place is asked once, while the hand rests on it."""
        if self._asked is None or self._asked[0] != drop:
            self._asked = drop, self._refusal(drop)
        return self._asked[1]

    def _show_target(self, target: _Target | None) -> None:
        if target != self._target:
            self._target = target
            self.viewport().update()

    def _target_at(self, point: QPoint) -> _Target | None:
        if not self._dragged:
            return None
        index = self.indexAt(point).siblingAtColumn(0)
        if not index.isValid():
            return self._last_at_top()
        row = self.visualRect(index).adjusted(_IN, 0, 0, 0)
        part = (point.y() - row.top()) / max(row.height(), 1)
        if part < _EDGE:
            return self._between(index.parent(), index, row.left(), row.top())
        if part <= 1 - _EDGE:
            return _Target(Drop(self._dragged, self.rows.value(index)), self._wide(row), between=False)
        if self.isExpanded(index) and self.rows.hasChildren(index):
            first = self.rows.index(0, 0, index)
            return self._between(index, first, self.visualRect(first).left() + _IN, row.bottom() + 1)
        following = self.rows.index(index.row() + 1, 0, index.parent())
        return self._between(index.parent(), following, row.left(), row.bottom() + 1)

    def _between(self, above: QModelIndex, before: QModelIndex, left: int, y: int) -> _Target:
        drop = Drop(self._dragged, self.rows.value(above), self.rows.value(before))
        return _Target(drop, QRect(left, y, self.viewport().width() - left - _LINE, 0), between=True)

    def _last_at_top(self) -> _Target:
        count = self.rows.rowCount()
        bottom = self.rows.index(count - 1, 0) if count else QModelIndex()
        while self.isExpanded(bottom) and self.rows.hasChildren(bottom):
            bottom = self.rows.index(self.rows.rowCount(bottom) - 1, 0, bottom)
        y = self.visualRect(bottom).bottom() + 1 if bottom.isValid() else 0
        return self._between(QModelIndex(), QModelIndex(), 0, y)

    def _wide(self, row: QRect) -> QRect:
        return QRect(row.left(), row.top(), self.viewport().width() - row.left() - _LINE, row.height())


def _nothing_against(_drop: Drop) -> str:
    return ""
