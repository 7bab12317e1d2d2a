"""Tree and table as the user meets them: place kept, keys, copying, columns remembered."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyleOptionViewItem, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts import icons
from app.ui.parts.cells import _fitting, paint_text
from app.ui.parts.columns import CellLook
from app.ui.parts.frozen import FrozenColumns
from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView
from app.ui.parts.tree_view import TreeView
from tests.ui.parts.conftest import ROWS, Row, columns


def type_text(widget: QWidget, text: str) -> None:
    """Type any letters; QTest.keyClicks cannot type å ä ö."""
    for char in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char)
        QGuiApplication.sendEvent(widget, event)


@pytest.fixture
def tree(qtbot: QtBot) -> TreeView:
    view = TreeView(columns(), key=lambda r: r.id, parent_key=lambda r: r.up, name="Träd", remember_as="t")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_rows(ROWS)
    return view


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    view = TableView(columns(), key=lambda r: r.id, name="Tabell", remember_as="x")
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_rows(ROWS)
    return view


def test_open_rows_and_the_current_one_are_kept_when_rows_come_and_go(tree: TreeView) -> None:
    tree.expandAll()
    tree.select(4)
    tree.collapse(tree.rows.index_of(1))
    tree.expand(tree.rows.index_of(1))
    tree.show_rows((Row(10, None, "Först"), *ROWS))
    assert tree.current_row() == ROWS[3]
    assert {1, 3} <= tree.open_keys()


def test_the_current_row_is_told_anew_when_its_values_change(tree: TreeView) -> None:
    told: list[object] = []
    tree.current_changed.connect(told.append)
    tree.expandAll()
    tree.select(4)
    changed = tuple(Row(r.id, r.up, "Hemvård" if r.id == 4 else r.name, r.amount) for r in ROWS)
    tree.show_rows(changed)
    assert [getattr(row, "name", None) for row in told] == ["Hemtjänst", "Hemvård"]


def test_a_removed_current_row_is_told_as_nothing(tree: TreeView) -> None:
    tree.select(6)
    told: list[object] = []
    tree.current_changed.connect(told.append)
    tree.show_rows(ROWS[:5])
    assert told == [None]


def test_clearing_the_filter_gives_back_what_was_open_and_current(tree: TreeView) -> None:
    tree.expand(tree.rows.index_of(1))
    tree.select(3)
    tree.set_filter("hemtj")
    assert tree.isExpanded(tree.rows.index_of(3))
    tree.set_filter("zon")
    tree.set_filter("")
    assert tree.open_keys() == {1}
    assert tree.current_row() == ROWS[2]


def test_f2_edits_the_name_and_enter_hands_it_over(qtbot: QtBot) -> None:
    given: list[str] = []
    view = TreeView(
        columns(commit=lambda _row, text: given.append(text) is None),
        key=lambda r: r.id,
        parent_key=lambda r: r.up,
        name="Träd",
    )
    qtbot.addWidget(view)
    view.show()
    view.show_rows(ROWS)
    view.select(6)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Zon"
    editor.selectAll()
    type_text(editor, "Åäö")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: given == ["Åäö"])


def test_a_press_on_the_chevron_opens_the_row(tree: TreeView) -> None:
    place = tree.visualRect(tree.rows.index_of(1))
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left(), place.center().y()))
    assert tree.isExpanded(tree.rows.index_of(1))


def test_enter_activates_the_row(tree: TreeView) -> None:
    activated: list[object] = []
    tree.row_activated.connect(activated.append)
    tree.select(6)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert activated == [ROWS[5]]


def test_letters_find_a_row(tree: TreeView) -> None:
    tree.setFocus()
    type_text(tree, "Z")
    assert tree.current_row() == ROWS[5]


def test_copying_rows_gives_headings_and_bare_numbers(table: TableView) -> None:
    table.selectAll()
    table.copy_selection()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Benämning\tBelopp"
    assert lines[4] == "Hemtjänst\t20"


def test_the_table_keeps_its_row_when_sorted_by_its_header(table: TableView) -> None:
    table.select(4)
    table.sort_by(1, Qt.SortOrder.DescendingOrder)
    assert table.current_row() == ROWS[3]
    assert table.currentIndex().row() == 0


def test_enter_in_a_grid_goes_down(qtbot: QtBot) -> None:
    grid = TableView(columns(), key=lambda r: r.id, name="Ramar", cells=True, sortable=False)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_rows(ROWS)
    grid.setCurrentIndex(grid.rows.index(1, 1))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, 1)


def test_enter_in_an_editor_goes_down_once_what_was_typed_has_been_taken(qtbot: QtBot) -> None:
    told: list[object] = []

    def commit(row: Row, text: str) -> bool:
        told.append((row.id, text, grid.currentIndex().row()))
        grid.show_rows([replace(each, name=text) if each == row else each for each in ROWS])
        return True

    editable = columns(edit_text=lambda row: row.name, editable=lambda _row: True, commit=commit)
    grid = TableView(editable, key=lambda r: r.id, name="Ramar", cells=True, sortable=False)
    qtbot.addWidget(grid)
    grid.show()
    grid.show_rows(ROWS)
    grid.setCurrentIndex(grid.rows.index(1, 0))
    grid.edit(grid.currentIndex())
    editor = grid.findChild(QLineEdit)
    editor.setText("Plan")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 2)
    QTest.qWait(0)
    assert told == [(2, "Plan", 1)]
    assert grid.currentIndex().data() == "Ål"


def test_a_block_of_cells_is_copied_without_headings(qtbot: QtBot) -> None:
    grid = TableView(columns(), key=lambda r: r.id, name="Ramar", cells=True)
    qtbot.addWidget(grid)
    grid.show_rows(ROWS)
    model = grid.selectionModel()
    for row in (1, 3):
        model.select(grid.rows.index(row, 1), model.SelectionFlag.Select)
    grid.copy_selection()
    assert QGuiApplication.clipboard().text() == "5\n20"


def test_hidden_columns_and_widths_are_remembered(table: TableView, qtbot: QtBot) -> None:
    table.columns_shown.show_column(1, False)
    table.setColumnWidth(0, 222)
    memory().load(memory().dump())
    again = TableView(columns(), key=lambda r: r.id, name="Tabell", remember_as="x")
    qtbot.addWidget(again)
    assert again.isColumnHidden(1)
    assert again.columnWidth(0) == 222


def test_the_column_menu_never_hides_the_first_column(table: TableView) -> None:
    first, second = table.columns_shown.menu().actions()
    assert not first.isEnabled()
    second.trigger()
    assert table.isColumnHidden(1)


def test_frozen_columns_come_to_rest_when_they_are_laid_out(
    table: TableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = FrozenColumns(table, 1)
    dressed: list[str] = []
    monkeypatch.setattr(frozen, "setStyleSheet", dressed.append)
    QGuiApplication.sendEvent(table, QEvent(QEvent.Type.LayoutRequest))
    assert dressed == []  # each would ask the table to be laid out once more


def test_frozen_columns_share_the_selection_and_never_take_focus(table: TableView) -> None:
    frozen = FrozenColumns(table, 1)
    QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 40))
    assert table.current_row() == ROWS[1]
    assert frozen.focusPolicy() is Qt.FocusPolicy.NoFocus
    table.setColumnWidth(0, 180)
    assert frozen.columnWidth(0) == 180
    assert frozen.width() == 180


def test_painting_asks_the_model_and_draws_something(tree: TreeView) -> None:
    tree.expandAll()
    image = tree.grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 5


def test_all_matches_are_opened_soon_however_many(tree: TreeView, qtbot: QtBot) -> None:
    rows = tuple(Row(n, None if n < 10 else (n - 10) // 3, f"Mål {n}", n) for n in range(600))
    tree.show_rows(rows)
    tree.set_filter("mål")
    assert tree.isExpanded(tree.rows.index_of(0))
    last = tree.rows.index_of(rows[599].up)
    qtbot.waitUntil(lambda: tree.isExpanded(last))
    tree.set_filter("")
    assert tree.open_keys() == set()


MANY = tuple(Row(n, None if n < 10 else (n - 10) // 3, f"Mål {n}", n) for n in range(600))


def _all_open_to(tree: TreeView, depth: int) -> bool:
    wanted = {node.key for node in tree.rows.walk() if node.children and node.depth < depth}
    return tree.open_keys() == wanted


def test_a_large_tree_is_opened_where_it_is_seen_and_then_all_of_it(tree: TreeView, qtbot: QtBot) -> None:
    tree.show_rows(MANY)
    tree.open_to(3)
    assert tree.isExpanded(tree.rows.index_of(0))
    assert not _all_open_to(tree, 3)
    tree.select(599)  # far down: its own way there is opened at once, and stays open
    qtbot.waitUntil(lambda: tree.isExpanded(tree.rows.index_of(9)))
    above = tree.rows.index_of(599).parent()
    assert tree.isExpanded(above)
    assert {node.key for node in tree.rows.walk() if node.children and node.depth < 3} <= tree.open_keys()


def test_a_filter_that_comes_before_the_rest_is_open_still_gives_it_back(
    tree: TreeView, qtbot: QtBot
) -> None:
    tree.show_rows(MANY)
    tree.open_to(3)
    tree.set_filter("599")
    tree.set_filter("")
    qtbot.waitUntil(lambda: _all_open_to(tree, 3))


def test_the_current_row_stays_where_it_is_when_the_rest_opens(tree: TreeView, qtbot: QtBot) -> None:
    tree.show_rows(MANY)
    tree.open_to(3)
    qtbot.waitUntil(lambda: _all_open_to(tree, 3))
    tree.set_filter("599")
    tree.select(599)
    tree.set_filter("")
    tree.repaint()
    place = tree.visualRect(tree.currentIndex())
    assert tree.viewport().rect().intersects(place)
    qtbot.waitUntil(lambda: tree.isExpanded(tree.rows.index_of(9)))
    assert tree.current_row() == MANY[599]
    assert tree.visualRect(tree.currentIndex()) == place


def test_a_refresh_in_a_filtered_tree_leaves_every_match_open(tree: TreeView) -> None:
    tree.show_rows(MANY)
    tree.set_filter("mål")
    tree.show_rows((*MANY, Row(1000, 599, "Mål 1000")))
    assert tree.isExpanded(tree.rows.index_of(599))


def test_rows_that_come_before_the_rest_is_open_keep_it(tree: TreeView) -> None:
    tree.show_rows(MANY)
    tree.open_to(2)
    tree.show_rows((*MANY, Row(1000, None, "Ny")))
    assert _all_open_to(tree, 2)


def test_opening_to_the_top_closes_everything(tree: TreeView) -> None:
    tree.show_rows(MANY)
    tree.expandAll()
    tree.open_to(0)
    assert tree.open_keys() == set()


@pytest.fixture
def renaming(qtbot: QtBot) -> TreeView:
    view = TreeView(
        columns(commit=lambda _row, _text: True), key=lambda r: r.id, parent_key=lambda r: r.up, name="Träd"
    )
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_rows(ROWS)
    view.select(6)
    return view


def test_the_editor_of_a_name_leaves_chevron_and_icon_in_sight(renaming: TreeView) -> None:
    cell = renaming.visualRect(renaming.currentIndex().siblingAtColumn(0))
    renaming.edit_current()
    editor = renaming.findChild(QLineEdit)
    assert editor is not None
    assert editor.x() >= cell.x() + icons.TREE_SIZE
    assert editor.geometry().right() == cell.right()


def test_enter_in_the_editor_does_not_also_activate_the_row(renaming: TreeView, qtbot: QtBot) -> None:
    activated: list[object] = []
    renaming.row_activated.connect(activated.append)
    renaming.edit_current()
    QTest.keyClick(renaming, Qt.Key.Key_Return)
    assert activated == []
    editor = renaming.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: renaming.state() != renaming.State.EditingState)
    QTest.keyClick(renaming, Qt.Key.Key_Return)
    assert activated == [ROWS[5]]


@pytest.mark.parametrize("width", [40, 90, 120, 170])
def test_in_a_narrow_column_nothing_is_painted_over_the_next(table: TableView, width: int) -> None:
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    table.setColumnWidth(0, width)
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 28)  # type: ignore[attr-defined]
    table.itemDelegate().paint(painter, option, table.rows.index(0, 0))
    painter.end()
    white = QColor(Qt.GlobalColor.white).rgb()
    assert all(image.pixel(x, y) == white for x in range(width, 400) for y in range(40))
    assert any(image.pixel(x, y) != white for x in range(width) for y in range(28))


def test_a_warning_gives_up_its_words_before_the_name_does() -> None:
    look = CellLook(example=True, warning="saknar uppföljning")
    assert _fitting(look, 300, 100) == look
    assert _fitting(look, 140, 100).warning == " "
    assert not _fitting(look, 80, 100).example
    alone = _fitting(CellLook(warning="uppdrag, omfattning och uppföljning"), 110, 0).warning
    assert (alone[:4], alone[-1:]) == ("uppd", "…")


def test_a_cut_text_is_told_whole_and_another_is_not(
    table: TableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_rest: told.append(text))
    option = QStyleOptionViewItem()
    for width in (60, 400):
        option.rect = QRect(0, 0, width, 28)  # type: ignore[attr-defined]
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
        table.itemDelegate().helpEvent(event, table, option, table.rows.index(1, 0))
    assert told == ["Översiktsplan", ""]


def test_names_that_differ_only_at_their_end_are_told_apart_where_there_is_no_room(qtbot: QtBot) -> None:
    def painted(name: str, middle: bool) -> QImage:
        image = QImage(120, 28, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_text(painter, image.rect(), name, CellLook(middle=middle), False)
        painter.end()
        return image

    first, second = "Gemensamma nämnden för bygg och miljö", "Gemensamma nämnden för räddningstjänst"
    assert painted(first, False) == painted(second, False)
    assert painted(first, True) != painted(second, True)
