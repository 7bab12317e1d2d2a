"""Rows dragged in a tree: where they may come is shown and told, where they may not it is said why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from app.ui.parts.columns import Column
from app.ui.parts.movable_tree import Drop, MovableTree

_MOVE = Qt.DropAction.MoveAction
_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True)
class _Row:
    id: str
    parent_id: str | None = None


_ROWS = (
    _Row("a"), _Row("b"), _Row("a1", "a"), _Row("a2", "a"), _Row("b1", "b"), _Row("a11", "a1"),
)  # fmt: skip


class _Tree(MovableTree):
    """Begins a drag without the hand of a window system."""

    begun = 0

    def startDrag(self, _actions: Qt.DropAction) -> None:
        self.begun += 1


class _Hand:
    """Drags over a tree and keeps what it tells."""

    def __init__(self, tree: MovableTree) -> None:
        self.tree = tree
        self.wanted: list[Drop] = []
        self.refused: list[str] = []
        self.no_place = ""
        tree.let_move(self._may, self._refusal)
        tree.drop_wanted.connect(self.wanted.append)
        tree.drop_refused.connect(self.refused.append)

    def _may(self, rows: Sequence[Any]) -> str:
        return "a11 ligger fast." if any(row.id == "a11" for row in rows) else ""

    def _refusal(self, drop: Drop) -> str:
        return "Inte dit." if drop.above is not None and drop.above.id == self.no_place else ""

    def point(self, key: str, part: float) -> QPoint:
        """A point in the upper, middle or lower part of a row."""
        place = self.tree.visualRect(self.tree.rows.index_of(key))
        return QPoint(place.left() + 30, int(place.top() + place.height() * part))

    def over(self, point: QPoint) -> QDragMoveEvent:
        """Rest over a point."""
        event = QDragMoveEvent(point, _MOVE, QMimeData(), _LEFT, _PLAIN)
        self.tree.dragMoveEvent(event)
        return event

    def drop(self, point: QPoint) -> None:
        """Let go over a point."""
        event = QDropEvent(QPointF(point), _MOVE, QMimeData(), _LEFT, _PLAIN)
        self.tree.dropEvent(event)


@pytest.fixture
def hand(qtbot: QtBot) -> _Hand:
    tree = _Tree(
        [Column("id", "Namn", lambda row: row.id, 300, stretch=True)],
        key=lambda row: row.id,
        parent_key=lambda row: row.parent_id,
        name="Träd",
    )
    qtbot.addWidget(tree)
    tree.resize(400, 400)
    tree.show_rows(_ROWS)
    tree.expandAll()
    tree.show()
    QApplication.processEvents()
    return _Hand(tree)


def _places(drop: Drop) -> tuple[str | None, str | None]:
    return (drop.above.id if drop.above else None, drop.before.id if drop.before else None)


@pytest.mark.parametrize(
    ("key", "part", "above", "before"),
    [
        ("b", 0.5, "b", None),
        ("b", 0.1, None, "b"),
        ("a2", 0.1, "a", "a2"),
        ("a2", 0.95, "a", None),
        ("a", 0.95, "a", "a1"),  # under an open row is before its first child
        ("a1", 0.5, "a1", None),
    ],
)
def test_a_drop_is_on_a_row_or_between_two(
    hand: _Hand, key: str, part: float, above: str | None, before: str | None
) -> None:
    hand.tree.select("b1")
    assert hand.tree.begin_drag()
    assert hand.over(hand.point(key, part)).isAccepted()
    hand.drop(hand.point(key, part))
    assert [_places(drop) for drop in hand.wanted] == [(above, before)]
    assert [row.id for row in hand.wanted[0].rows] == ["b1"]


def test_below_all_rows_is_last_at_the_top(hand: _Hand) -> None:
    hand.tree.select("b1")
    assert hand.tree.begin_drag()
    hand.drop(QPoint(100, 380))
    assert [_places(drop) for drop in hand.wanted] == [(None, None)]


def test_selected_rows_are_dragged_together_from_the_top_down(hand: _Hand) -> None:
    select = hand.tree.selectionModel().SelectionFlag
    for key in ("b1", "a2"):
        hand.tree.selectionModel().select(hand.tree.rows.index_of(key), select.Select | select.Rows)
    assert hand.tree.begin_drag()
    hand.drop(hand.point("b", 0.5))
    assert [row.id for row in hand.wanted[0].rows] == ["a2", "b1"]


def test_a_refused_place_says_why_while_the_hand_rests_and_when_it_lets_go(hand: _Hand) -> None:
    hand.no_place = "b"
    hand.tree.select("a1")
    assert hand.tree.begin_drag()
    hand.over(hand.point("b", 0.5))
    assert QToolTip.text() == "Inte dit."
    assert hand.tree._target is None
    hand.drop(hand.point("b", 0.5))
    assert (hand.wanted, hand.refused) == ([], ["Inte dit."])


def test_what_lies_fast_is_not_taken_up_and_says_why(hand: _Hand) -> None:
    hand.tree.select("a11")
    assert not hand.tree.begin_drag()
    assert hand.refused == ["a11 ligger fast."]


def test_where_the_rows_would_come_is_drawn(hand: _Hand) -> None:
    hand.tree.select("a1")
    plain = hand.tree.viewport().grab().toImage()
    assert hand.tree.begin_drag()
    hand.over(hand.point("b", 0.5))
    framed = hand.tree.viewport().grab().toImage()
    hand.over(hand.point("b", 0.1))
    lined = hand.tree.viewport().grab().toImage()
    assert plain != framed != lined != plain
    hand.tree.dragLeaveEvent(QDragLeaveEvent())
    assert hand.tree.viewport().grab().toImage() == plain


def test_what_comes_from_elsewhere_is_not_let_in(hand: _Hand) -> None:
    enter = QDragEnterEvent(QPoint(50, 50), _MOVE, QMimeData(), _LEFT, _PLAIN)
    hand.tree.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert not hand.over(QPoint(50, 50)).isAccepted()
    hand.drop(QPoint(50, 50))
    assert hand.wanted == hand.refused == []


def test_a_pull_with_the_mouse_begins_a_drag_only_where_rows_may_be_moved(hand: _Hand) -> None:
    tree = hand.tree
    assert isinstance(tree, _Tree)
    _pull(tree, hand.point("a2", 0.5))
    assert tree.begun == 1
    tree.let_move(None)
    _pull(tree, hand.point("a2", 0.5))
    assert tree.begun == 1


def _pull(tree: MovableTree, start: QPoint) -> None:
    QTest.mousePress(tree.viewport(), _LEFT, _PLAIN, start)
    for step in (10, 30, 60):
        QTest.mouseMove(tree.viewport(), start + QPoint(0, step))
    QTest.mouseRelease(tree.viewport(), _LEFT, _PLAIN, start)


def test_the_model_keeps_its_rules_while_rows_can_be_dragged(hand: _Hand) -> None:
    tester = QAbstractItemModelTester(hand.tree.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    flags = hand.tree.rows.flags(hand.tree.rows.index_of("a1"))
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    hand.tree.show_rows((*_ROWS, _Row("c"), _Row("c1", "c")))
    hand.tree.show_rows(_ROWS[:2])
    hand.tree.let_move(None)
    assert not hand.tree.rows.flags(hand.tree.rows.index_of("a")) & Qt.ItemFlag.ItemIsDragEnabled
    assert tester.model() is hand.tree.rows


def test_a_row_that_is_gone_to_is_alone_selected_while_a_key_is_held(hand: _Hand) -> None:
    hand.tree.select("a")
    QTest.keyPress(hand.tree, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    hand.tree.select("b")
    QTest.keyRelease(hand.tree, Qt.Key.Key_Control)
    assert [row.id for row in hand.tree.selected_rows()] == ["b"]
