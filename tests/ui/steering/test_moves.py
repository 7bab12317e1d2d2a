"""Moving elements on the page: dragged, cut and pasted, by keys, to a chosen place; each one step of undo."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Level, Node, NodeVersion
from app.models.types import new_id
from app.services.storage import describe
from app.ui.steering.picking import PickDialog
from tests.ui.steering.conftest import OpenPage, Shown, see_pick

_CARE, _SCHOOL = "Trygg omsorg nära hemmet", "Utbildning som leder vidare"
_GOAL = "Anhöriga får stöd i tid"
_REFUSED = (
    "”Anhöriga får stöd i tid” kan inte ligga under ”Vision 2020”, "
    "eftersom Verksamhetsmål ligger under Strategiskt område."
)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def _under(shown: Shown, title: str) -> list[str]:
    above = shown.row(title).id
    assert shown.page._view is not None
    return [row.title for row in shown.page._view.rows if row.parent_id == above]


def _press(shown: Shown, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(shown.tree, key, modifier)


def _cut_and_paste(shown: Shown, title: str, to: str) -> None:
    shown.choose(title)
    _press(shown, Qt.Key.Key_X, _CTRL)
    shown.choose(to)
    _press(shown, Qt.Key.Key_V, _CTRL)


def _drop(shown: Shown, title: str, to: str, part: float = 0.5) -> None:
    """Drag a row and let go over another."""
    shown.choose(title)
    assert shown.tree.begin_drag()
    place = shown.tree.visualRect(shown.tree.rows.index_of(shown.row(to).id))
    point = QPointF(place.left() + 40, place.top() + place.height() * part)
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown.tree.dropEvent(QDropEvent(point, Qt.DropAction.MoveAction, QMimeData(), left, plain))


def test_a_row_dropped_on_another_stands_under_it_and_is_current(shown: Shown) -> None:
    tester = QAbstractItemModelTester(shown.tree.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    _drop(shown, _GOAL, _SCHOOL)
    assert _under(shown, _SCHOOL)[-1] == _GOAL
    assert shown.current.title == _GOAL
    assert not shown.tree.visualRect(shown.tree.currentIndex()).isEmpty()
    assert shown.space.undo_words == f"Flyttade ”{_GOAL}” till ”{_SCHOOL}”"
    shown.space.undo()
    assert _GOAL in _under(shown, _CARE)
    assert tester.model() is shown.tree.rows


def test_a_row_dropped_between_two_stands_there(shown: Shown) -> None:
    first = _under(shown, _CARE)[0]
    _drop(shown, "Resurserna ger mer", first, part=0.05)
    assert _under(shown, _CARE)[0].startswith("Resurserna ger mer")
    shown.space.undo()
    assert _under(shown, _CARE)[0] == first


def test_a_drop_that_the_model_has_no_place_for_says_why(shown: Shown, told: list[str]) -> None:
    _drop(shown, _GOAL, "Vision 2020")
    assert told == [_REFUSED]
    assert _GOAL in _under(shown, _CARE)
    assert shown.space.undo_words is None


def test_a_decided_row_is_not_dragged_and_says_why(shown: Shown, told: list[str]) -> None:
    shown.choose("Skolplan")
    assert not shown.tree.begin_drag()
    assert told == ["”Skolplan” är beslutad och låst. Gör en ny version för att ändra."]


def test_cut_and_paste_moves_what_was_pale_meanwhile(shown: Shown, told: list[str]) -> None:
    shown.choose(_GOAL)
    _press(shown, Qt.Key.Key_X, _CTRL)
    assert told[-1] == f"”{_GOAL}” väntar på att klistras in. Markera den nya platsen och tryck Ctrl+V."
    column = shown.tree.rows.columns[0]
    assert column.look is not None
    assert column.look(shown.row(_GOAL)).muted
    shown.choose(_SCHOOL)
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert _GOAL in _under(shown, _SCHOOL)
    assert shown.current.title == _GOAL
    assert not column.look(shown.row(_GOAL)).muted
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert told[-1] == "Det finns inget att klistra in. Markera ett styrelement och tryck Ctrl+X."


def test_several_rows_are_cut_and_pasted_in_one_step(shown: Shown) -> None:
    goals = _under(shown, _CARE)
    shown.choose(goals[0])
    flags = shown.tree.selectionModel().SelectionFlag
    for title in goals[1:3]:
        index = shown.tree.rows.index_of(shown.row(title).id)
        shown.tree.selectionModel().select(index, flags.Select | flags.Rows)
    _press(shown, Qt.Key.Key_X, _CTRL)
    shown.choose(_SCHOOL)
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert _under(shown, _SCHOOL)[-3:] == goals[:3]
    shown.space.undo()
    assert _under(shown, _CARE) == goals
    assert shown.space.undo_words is None


def test_a_refused_paste_says_why_and_can_be_tried_elsewhere(shown: Shown, told: list[str]) -> None:
    _cut_and_paste(shown, _GOAL, "Vision 2020")
    assert told[-1] == _REFUSED
    shown.choose(_SCHOOL)
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert _GOAL in _under(shown, _SCHOOL)


def test_escape_leaves_what_was_cut_where_it_is(shown: Shown, told: list[str]) -> None:
    shown.choose(_GOAL)
    _press(shown, Qt.Key.Key_X, _CTRL)
    _press(shown, Qt.Key.Key_Escape)
    assert not shown.page._moving.has_cut
    shown.choose(_SCHOOL)
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert _GOAL in _under(shown, _CARE)


def test_what_was_removed_since_it_was_cut_is_not_pasted(shown: Shown, told: list[str]) -> None:
    shown.page._moving._cut = frozenset({1})
    shown.choose(_SCHOOL)
    _press(shown, Qt.Key.Key_V, _CTRL)
    assert told == ["Det som klipptes ut finns inte längre."]
    assert not shown.page._moving.has_cut


def test_alt_and_arrows_move_among_siblings(shown: Shown, told: list[str]) -> None:
    goals = _under(shown, _CARE)
    shown.choose(goals[0])
    _press(shown, Qt.Key.Key_Up, _ALT)
    assert told == [f"”{goals[0]}” ligger redan först på sin nivå här."]
    _press(shown, Qt.Key.Key_Down, _ALT)
    assert _under(shown, _CARE)[:2] == [goals[1], goals[0]]
    assert shown.current.title == goals[0]
    _press(shown, Qt.Key.Key_Up, _ALT)
    assert _under(shown, _CARE) == goals


def test_a_place_is_chosen_in_a_tree_that_holds_only_possible_ones(shown: Shown) -> None:
    row = shown.choose(_GOAL)
    seen: dict[str, Any] = {}
    see_pick(seen, _SCHOOL)
    assert shown.page._moving.choose_place(row, shown.page._icons, shown.page)
    assert _SCHOOL in seen["possible"]
    assert _CARE not in seen["possible"]
    assert "Skolplan" not in seen["shown"]
    assert _GOAL in _under(shown, _SCHOOL)


def test_a_row_on_the_way_to_a_possible_place_says_why_it_is_none(shown: Shown) -> None:
    dialog = PickDialog(
        shown.page, "Flytta till", "", "Flytta", shown.page._rows(), shown.page._icons,
        lambda above: "Inte dit." if above.level != "Strategiskt område" else "",
    )  # fmt: skip
    assert dialog.why.plain_text() == "Välj ett styrelement i trädet."
    assert not dialog.ok.isEnabled()
    dialog.tree.select(shown.row("Vision 2020").id)
    assert dialog.why.plain_text() == "Inte dit."
    assert not dialog.ok.isEnabled()
    dialog.filter_field.setText("utbildning")
    assert dialog.tree.current_row().title == _SCHOOL
    assert dialog.ok.isEnabled()
    dialog.filter_field.setText("finns inte")
    assert dialog.why.plain_text() == "Det finns inget styrelement att välja."
    dialog.deleteLater()


def test_in_the_other_trees_nothing_is_moved_and_it_is_said_where_it_is(
    shown: Shown, told: list[str]
) -> None:
    shown.page.tree_choice.chosen.emit("organisation")
    shown.choose(_GOAL)
    assert not shown.tree.begin_drag()
    for key, modifier in (
        (Qt.Key.Key_X, _CTRL), (Qt.Key.Key_Up, _ALT),
    ):  # fmt: skip
        _press(shown, key, modifier)
    assert told == ["Flyttar gör du i trädet Hierarki, där platsen syns."] * 3


def test_a_file_open_for_reading_moves_nothing(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    shown.choose(_GOAL)
    assert not shown.tree.begin_drag()
    assert not shown.tree.dragEnabled()
    menu = QMenu(shown.page)
    shown.page._fill_menu(menu, shown.current)
    assert not {"Klipp ut", "Flytta till…", "Ta bort…"} & {one.text() for one in menu.actions()}


def test_the_menu_offers_to_paste_when_something_is_cut(shown: Shown) -> None:
    def words(row: Any) -> list[str]:
        menu = QMenu(shown.page)
        shown.page._fill_menu(menu, row)
        return [one.text() for one in menu.actions()]

    row = shown.choose(_GOAL)
    assert not any(word.startswith("Klistra in") for word in (*words(row), *words(None)))
    shown.page._moving.cut()
    assert "Klistra in här under" in words(shown.row(_SCHOOL))
    assert "Klistra in överst" in words(None)


def test_a_subtree_of_500_is_moved_in_one_step_with_one_refresh(shown: Shown, qtbot: QtBot) -> None:
    area = shown.row(_CARE)
    shown.space.run(partial(_fill, above=area.id, count=500))
    assert len(_under(shown, _CARE)) == 505
    moved, loaded = shown.row(_CARE), []
    load = shown.page.load
    shown.page.load = lambda: (loaded.append(1), load())  # type: ignore[method-assign, assignment, func-returns-value]
    depth = len(shown.space.database._undo.done)
    other = next(row for row in shown.page._rows() if row.title == "ÖSB 2")
    assert shown.page._moving.move([moved], other)
    assert loaded == [1]
    assert len(shown.space.database._undo.done) == depth + 1
    assert _under(shown, "ÖSB 2") == [_CARE]
    assert len(_under(shown, _CARE)) == 505
    shown.space.undo()
    assert loaded == [1, 1]
    assert _under(shown, "ÖSB 2") == []


def _fill(session: Session, *, above: int, count: int) -> None:
    describe(session, "Fyllde på")
    keys = {key: session.scalars(select(Level.id).where(Level.key == key)).one() for key in _LEVELS}
    osb = session.get_one(Node, session.get_one(Node, above).parent_id)
    places = [("osb", osb.parent_id, "ÖSB 2"), *(("verksamhetsmal", above, f"Mål {n}") for n in range(count))]
    for place, (level, under, title) in enumerate(places):
        node = Node(id=new_id(), level_id=keys[level], parent_id=under, position=100 + place)
        node.versions.append(NodeVersion(number=1, title=title))
        session.add(node)


_LEVELS = ("osb", "verksamhetsmal")


@pytest.fixture(autouse=True)
def _no_dialog_left(qapp: QApplication) -> Any:
    yield
    assert QApplication.activeModalWidget() is None
