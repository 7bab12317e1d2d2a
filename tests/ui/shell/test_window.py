"""The window: pages, commands, keys, messages, what it remembers, and names for everything."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.settings import load_settings
from app.ui.parts.theme import theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PAGES, page_for
from app.ui.shell.preferences import Preferences
from app.ui.shell.workspace import Workspace
from tests.ui.shell.conftest import Ledger, PlainPage


def page_of(window: MainWindow) -> PlainPage:
    page = window.page
    assert isinstance(page, PlainPage)
    return page


def unnamed(root: QWidget) -> list[str]:
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)
    found = [
        w for kind in kinds for w in root.findChildren(kind) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    bare = [w for w in found if not w.accessibleName() and not getattr(w, "text", str)()]
    return [type(w).__name__ for w in bare if not w.objectName().startswith("qt_")]


def test_without_a_file_only_what_can_be_done_is_enabled(window: MainWindow) -> None:
    window.show_start()
    commands = window.commands
    assert commands.new.isEnabled()
    assert commands.open.isEnabled()
    for action in (commands.copy_as, commands.restore, commands.undo, commands.redo, commands.search):
        assert not action.isEnabled()
    assert window.windowTitle() == "Röda tråden"


def test_a_file_shows_its_first_page_loaded_once(working: MainWindow) -> None:
    assert page_of(working).loads == 1
    assert working.work is not None
    assert working.work.status.text == "Allt är sparat · läst 1"
    assert working.windowTitle() == "Ljusnarsberg.styr – Röda tråden"


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
def test_every_page_is_reached_by_its_shortcut(working: MainWindow, number: int) -> None:
    action = working.commands.pages[PAGES[number - 1].key]
    assert action.shortcut() == QKeySequence(f"Ctrl+{number}")
    action.trigger()
    assert working.work is not None
    assert working.work.current == PAGES[number - 1].key


def test_undo_names_what_it_undoes_and_the_line_says_when_it_was_saved(
    working: MainWindow, space: Workspace
) -> None:
    space.run(lambda _session: "Ändrade ramen")
    assert working.commands.undo.text() == "Ångra: Ändrade ramen"
    assert working.commands.undo.toolTip() == "Ångra: Ändrade ramen (Ctrl+Z)"
    assert working.work is not None
    assert working.work.status.text.startswith("Sparat 13.00")
    working.commands.undo.trigger()
    assert not working.commands.undo.isEnabled()
    assert working.commands.redo.text() == "Gör om: Ändrade ramen"
    assert working.work.messages.text == "Ångrade: Ändrade ramen"


def test_a_change_refreshes_the_page_that_is_shown(working: MainWindow, space: Workspace) -> None:
    space.run(lambda _session: "Bytte namn")
    assert page_of(working).loads == 2


def test_a_link_opens_the_page_of_its_row(working: MainWindow, space: Workspace) -> None:
    space.open_place("unit", 7)
    assert working.work is not None
    assert working.work.current == "organisation"
    assert page_of(working).places == [("unit", 7)]


def test_a_row_that_no_page_shows_is_said(working: MainWindow, space: Workspace) -> None:
    assert working.work is not None
    for kind, key in (("okänd", 1), ("unit", 404)):
        working.work.messages.clear()
        space.open_place(kind, key)
        assert "visas inte på någon sida" in working.work.messages.text


def test_ctrl_k_and_ctrl_f_go_to_their_fields(working: MainWindow) -> None:
    assert working.commands.search.shortcut() == QKeySequence("Ctrl+K")
    assert working.commands.filter.shortcut() == QKeySequence("Ctrl+F")
    assert working.work is not None
    working.commands.search.trigger()
    assert working.focusWidget() is working.work.top.search
    working.commands.filter.trigger()
    assert working.focusWidget() is page_of(working).filter_field


def test_navigation_and_details_can_be_folded_away(working: MainWindow) -> None:
    assert working.work is not None
    working.commands.navigation.trigger()
    working.commands.details.trigger()
    assert not working.work.navigation.isVisible()
    assert not working.work.inspectors.isVisible()
    working.commands.details.trigger()
    assert working.work.inspectors.isVisible()


def test_another_year_reaches_the_workspace_and_the_page(working: MainWindow, space: Workspace) -> None:
    assert working.work is not None
    year = next(a for a in working.work.top.year.menu().actions() if a.text() == "2027")
    year.trigger()
    assert space.working_year == 2027
    assert page_of(working).loads == 2


def test_up_and_down_move_between_the_pages_in_the_list(working: MainWindow) -> None:
    assert working.work is not None
    buttons = working.work.navigation.findChildren(QAbstractButton)
    buttons[0].setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    assert working.focusWidget() is buttons[1]
    QTest.keyClick(buttons[1], Qt.Key.Key_Space)
    assert working.work.current == PAGES[1].key


def test_a_page_tells_what_waits_beside_its_name(working: MainWindow) -> None:
    page_of(working).badge_changed.emit(6)
    assert working.work is not None
    first = working.work.navigation.findChildren(QAbstractButton)[0]
    assert first.accessibleName() == f"{PAGES[0].title}, 6 väntar"


def test_light_and_dark_are_remembered(working: MainWindow) -> None:
    dark = next(a for a in working.commands.appearance.actions() if a.data() == "dark")
    dark.trigger()
    assert theme().dark
    assert load_settings().appearance == "dark"


def test_the_scale_is_used_from_the_next_start(working: MainWindow) -> None:
    scale = next(a for a in working.commands.scale.actions() if a.data() == 150)
    scale.trigger()
    assert load_settings().scale == 150
    assert working.work is not None
    assert "nästa gång" in working.work.messages.text


def test_the_last_page_and_the_size_are_remembered(working: MainWindow, qtbot: QtBot, ledger: Ledger) -> None:
    working.commands.pages["organisation"].trigger()
    working.resize(780, 600)
    working.close_workspace()
    again = MainWindow(Preferences())
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (780, 600)
    assert again.preferences.window("page") == "organisation"


def test_settings_that_make_no_sense_give_an_ordinary_window(qtbot: QtBot) -> None:
    preferences = Preferences()
    preferences._state = {"geometry": "inte base64 !", "widths": "breda", "page": 3}
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    assert window.width() == 1440


def test_closing_the_window_asks_its_owner(working: MainWindow) -> None:
    asked: list[QEvent] = []

    def stay(event: QEvent) -> None:
        asked.append(event)
        event.ignore()

    working.closing.connect(stay)
    assert not working.close()
    assert len(asked) == 1
    working.closing.disconnect(stay)


def test_the_export_menu_says_when_there_is_nothing(working: MainWindow) -> None:
    menu = working.commands._export
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()] == ["Inget att exportera på den här sidan"]


def test_everything_that_takes_focus_has_a_name(working: MainWindow) -> None:
    assert unnamed(working) == []
    working.close_workspace()
    working.show_start()
    assert unnamed(working) == []


def test_no_shortcut_stands_twice(working: MainWindow) -> None:
    keys = [
        key.toString()
        for action in working.actions() + [a for m in working.menuBar().actions() for a in m.menu().actions()]
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_every_table_belongs_to_one_page_at_most() -> None:
    kinds = [kind for spec in PAGES for kind in spec.kinds]
    assert len(kinds) == len(set(kinds))
    assert page_for("unit") is PAGES[-1]
    assert page_for("change_entry") is None
