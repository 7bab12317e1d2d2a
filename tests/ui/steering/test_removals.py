"""Removing elements on the page: asked when something hangs on them, refused for what is decided."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from app.services.steering.nodes import add_node
from tests.ui.steering.conftest import Hands, OpenPage, Shown, see_pick

_CARE, _SCHOOL = "Trygg omsorg nära hemmet", "Utbildning som leder vidare"
_AGREEMENT = "Uppdragshandling Musikskola"


def _titles(shown: Shown) -> set[str]:
    return {row.title for row in shown.page._rows()}


def _delete(shown: Shown, title: str) -> None:
    shown.choose(title)
    QTest.keyClick(shown.tree, Qt.Key.Key_Delete)


def _add_goal(shown: Shown, title: str) -> None:
    level = next(one for one in shown.page._view.levels if one.key == "verksamhetsmal")  # type: ignore[union-attr]
    call = partial(add_node, level_id=level.id, parent_id=shown.row(_SCHOOL).id, title=title)
    assert shown.space.run(call) is not None


def test_delete_removes_a_single_element_at_once_and_says_how_to_get_it_back(
    shown: Shown, told: list[str]
) -> None:
    _add_goal(shown, "Ett mål för mycket")
    _delete(shown, "Ett mål för mycket")
    assert "Ett mål för mycket" not in _titles(shown)
    assert told == ["”Ett mål för mycket” togs bort. Ctrl+Z ångrar."]
    assert shown.current.title == _SCHOOL
    shown.space.undo()
    assert "Ett mål för mycket" in _titles(shown)


def test_what_hangs_on_an_element_can_go_with_it(shown: Shown, hands: Hands) -> None:
    before = _titles(shown)
    hands.will("Ta bort allt")
    _delete(shown, _AGREEMENT)
    assert hands.seen[0].startswith(f"Ta bort ”{_AGREEMENT}”?")
    assert "ligger under. Det kan flyttas till ett annat styrelement eller tas bort." in hands.seen[0]
    assert "1 uppdragshandling tas bort med sina texter och underskriftsrader." in hands.seen[0]
    assert _AGREEMENT not in _titles(shown)
    shown.space.undo()
    assert _titles(shown) == before


def test_nothing_is_removed_when_the_user_changes_their_mind(shown: Shown, hands: Hands) -> None:
    hands.will("Avbryt")
    _delete(shown, _AGREEMENT)
    assert _AGREEMENT in _titles(shown)
    assert shown.space.undo_words is None


def test_what_hangs_on_an_element_can_be_moved_to_another(shown: Shown, hands: Hands) -> None:
    held = [row.title for row in shown.page._rows() if row.parent_id == shown.row(_CARE).id]
    seen: dict[str, Any] = {}
    hands.will("Flytta till…")
    see_pick(seen, _SCHOOL)
    _delete(shown, _CARE)
    assert "är beslutad och bidrar dit" in hands.seen[0]  # so it is only moved, and the words say why
    assert _SCHOOL in seen["possible"]
    assert _CARE not in seen["possible"]
    assert f"Sedan tas ”{_CARE}” bort." in seen["words"]
    assert _CARE not in _titles(shown)
    under = [row.title for row in shown.page._rows() if row.parent_id == shown.row(_SCHOOL).id]
    assert under[-len(held) :] == held
    assert shown.space.undo_words == f"Tog bort ”{_CARE}”"
    shown.space.undo()
    assert _CARE in _titles(shown)


def test_a_heir_that_is_not_chosen_leaves_everything(shown: Shown, hands: Hands) -> None:
    seen: dict[str, Any] = {}
    hands.will("Flytta till…")
    see_pick(seen, None)
    _delete(shown, _CARE)
    assert _CARE in _titles(shown)
    assert shown.space.undo_words is None


def test_what_is_decided_is_never_removed_and_the_dialog_says_so(shown: Shown, hands: Hands) -> None:
    hands.will("Stäng")
    _delete(shown, "Vision 2020")
    assert "”Vision 2020” kan inte tas bort" in hands.seen[0]
    assert "det som är beslutat tas aldrig bort" in hands.seen[0]
    hands.will("Stäng")
    _delete(shown, "Översiktsplan")
    assert "”Översiktsplan” kan inte tas bort" in hands.seen[1]
    assert "5 styrelement ligger under" in hands.seen[1]
    assert shown.space.undo_words is None


def test_the_menu_removes_too(shown: Shown, hands: Hands) -> None:
    shown.choose(_AGREEMENT)
    menu = QMenu(shown.page)
    shown.page._fill_menu(menu, shown.current)
    hands.will("Ta bort allt")
    next(one for one in menu.actions() if one.text() == "Ta bort…").trigger()
    assert _AGREEMENT not in _titles(shown)


def test_delete_works_in_every_tree_and_never_on_a_heading(shown: Shown, hands: Hands) -> None:
    _add_goal(shown, "Ett mål för mycket")
    shown.page.tree_choice.chosen.emit("level")
    _delete(shown, "Ett mål för mycket")
    assert "Ett mål för mycket" not in _titles(shown)
    count = len(_titles(shown))
    shown.tree.setCurrentIndex(shown.tree.rows.index(0, 0))
    QTest.keyClick(shown.tree, Qt.Key.Key_Delete)
    assert QApplication.activeModalWidget() is None
    assert len(_titles(shown)) == count


def test_a_file_open_for_reading_loses_nothing(open_page: OpenPage) -> None:
    shown = open_page(read_only=True)
    _delete(shown, _AGREEMENT)
    assert QApplication.activeModalWidget() is None
    assert _AGREEMENT in _titles(shown)
    assert not any(one.text() == "Lägg till…" for one in shown.inspector.findChildren(QPushButton))
