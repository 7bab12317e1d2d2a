"""The same elements in three trees: the current one and what is open stay, headings are no elements."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.services.organisation import units
from app.ui.steering import trees
from tests.ui.steering.conftest import OpenPage, Shown

_GOAL = "Anhöriga får stöd i tid"


def _choose_tree(shown: Shown, words: str) -> None:
    button = next(one for one in shown.page.tree_choice.findChildren(QPushButton) if one.text() == words)
    button.click()


def _path(shown: Shown) -> list[str]:
    """The titles above the current row, from the top."""
    found: list[str] = []
    index = shown.tree.currentIndex().parent()
    while index.isValid():
        found.append(shown.tree.rows.value(index).title)
        index = index.parent()
    return found[::-1]


def test_by_level_and_by_organisation_the_current_element_stays(shown: Shown) -> None:
    tester = QAbstractItemModelTester(shown.tree.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.choose(_GOAL)
    _choose_tree(shown, "Nivå")
    assert shown.current.title == _GOAL
    assert len(_path(shown)) == 1
    assert _path(shown)[0].endswith(f"({sum(row.level == 'Verksamhetsmål' for row in shown.page._rows())})")
    _choose_tree(shown, "Organisation")
    assert shown.current.title == _GOAL
    assert _path(shown)[-1] == "Trygg omsorg nära hemmet"
    assert _path(shown)[-2].startswith("Omsorg (")
    assert not shown.tree.visualRect(shown.tree.currentIndex()).isEmpty()
    _choose_tree(shown, "Hierarki")
    assert _path(shown)[0] == "Kommunens värdegrund"
    assert shown.inspector.details is not None
    assert shown.inspector.details.title == _GOAL
    assert tester.model() is shown.tree.rows


def test_what_was_open_in_a_tree_is_open_when_it_comes_back(shown: Shown) -> None:
    shown.choose(_GOAL)
    agreement = shown.row("Uppdragshandling Hemtjänst Kopparberg").id
    shown.tree.setExpanded(shown.tree.rows.index_of(agreement), True)
    opened = shown.tree.open_keys()
    _choose_tree(shown, "Nivå")
    _choose_tree(shown, "Hierarki")
    assert shown.tree.open_keys() == opened


def test_the_status_counts_elements_and_not_headings(shown: Shown, qtbot: QtBot) -> None:
    for words in ("Nivå", "Organisation"):
        _choose_tree(shown, words)
        assert shown.page.status == "128 av 128 styrelement visas"
        qtbot.keyClicks(shown.page.filter_field, "65 proc")
        assert shown.page.status == "1 av 128 styrelement visas"
        shown.page.filter_field.clear()
        shown.page._show_gaps(True)
        assert shown.page.status == "2 av 128 styrelement visas"
        shown.page._show_all()


def test_a_heading_says_what_it_is_and_leads_to_its_unit(shown: Shown) -> None:
    places: list[tuple[str, object]] = []
    shown.space.place_requested.connect(lambda kind, key: places.append((kind, key)))
    _choose_tree(shown, "Organisation")
    shown.tree.setCurrentIndex(shown.tree.rows.index(0, 0))
    details = shown.inspector.details
    assert details is not None
    assert (details.kicker, details.title) == ("Enhet", "Kommunfullmäktige")
    shown.button("Öppna enheten").click()
    assert places == [("unit", shown.tree.current_row().key)]
    _choose_tree(shown, "Nivå")
    shown.tree.setCurrentIndex(shown.tree.rows.index(0, 0))
    assert shown.inspector.details is not None
    assert shown.inspector.details.kicker == "Nivå"


def test_a_heading_is_neither_renamed_nor_moved_and_its_menu_says_nothing_of_it(shown: Shown) -> None:
    _choose_tree(shown, "Organisation")
    index = shown.tree.rows.index(0, 0)
    shown.tree.setCurrentIndex(index)
    shown.tree.setFocus()
    assert not shown.tree.rows.flags(index) & Qt.ItemFlag.ItemIsEditable
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(shown.tree, key)
    menu = QMenu(shown.page)
    shown.page._fill_menu(menu, shown.tree.current_row())
    words = {one.text() for one in menu.actions()}
    assert {"Fäll ut alla", "Fäll ihop alla"} <= words
    assert not {"Byt namn", "Ta bort…", "Klipp ut"} & words
    assert shown.space.undo_words is None


def test_a_change_elsewhere_is_seen_in_the_tree_that_is_shown(shown: Shown) -> None:
    _choose_tree(shown, "Organisation")
    group = next(
        node.value for node in shown.tree.rows.walk() if node.value.title.startswith("Hemtjänst Kopparberg (")
    )
    call = partial(units.rename_unit, unit_id=group.key, name="Hemtjänst norr", expected_version=1)
    assert shown.space.run(call) is not None
    assert "Hemtjänst norr (5)" in shown.titles


def test_an_element_is_found_from_the_search_in_every_tree(shown: Shown) -> None:
    for words in ("Nivå", "Organisation", "Hierarki"):
        _choose_tree(shown, words)
        shown.choose("Minst 65")
        assert trees.is_element(shown.current)
        assert shown.current.title.startswith("Minst")


def test_an_empty_file_shows_its_first_step_and_no_choice_of_trees(open_page: OpenPage) -> None:
    shown = open_page("empty")
    assert not shown.page.tree_choice.isVisibleTo(shown.page)
