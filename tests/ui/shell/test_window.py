"""The window: pages, commands, keys, messages, what it remembers, and names for everything."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services.settings import Settings, load_settings
from app.ui.parts.details import Details, Field
from app.ui.parts.theme import theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PAGES, page_for, shortcut_of
from app.ui.shell.preferences import Preferences
from app.ui.shell.preferences_dialog import PreferencesDialog
from app.ui.shell.workspace import Workspace
from tests.services.storage import towns
from tests.ui.shell.conftest import PlainPage, rename, said


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


def test_the_first_ten_pages_have_a_digit_each() -> None:
    keys = [shortcut_of(number) for number in range(1, 13)]
    assert keys == [*(f"Ctrl+{number}" for number in range(1, 10)), "Ctrl+0", "", ""]


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
def test_every_page_is_reached_by_its_command(working: MainWindow, number: int) -> None:
    action = working.commands.pages[PAGES[number - 1].key]
    assert action.shortcut() == QKeySequence(shortcut_of(number))
    action.trigger()
    assert working.work is not None
    assert working.work.current == PAGES[number - 1].key


def test_undo_names_what_it_undoes_and_the_line_says_when_it_was_saved(
    working: MainWindow, space: Workspace
) -> None:
    space.run(rename("Ängskolan"))
    words = said("Ängskolan")
    assert working.commands.undo.text() == f"Ångra: {words}"
    assert working.commands.undo.toolTip() == f"Ångra: {words} (Ctrl+Z)"
    assert working.work is not None
    assert working.work.status.text.startswith("Sparat 13.00")
    working.commands.undo.trigger()
    assert not working.commands.undo.isEnabled()
    assert working.commands.redo.text() == f"Gör om: {words}"
    assert f"Ångrade: {words}" in working.work.status.text
    assert working.work.messages.text == ""


def test_a_change_refreshes_the_page_that_is_shown(working: MainWindow, space: Workspace) -> None:
    space.run(rename("Ängskolan"))
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


def test_the_search_finds_in_the_file_and_opens_the_place(working: MainWindow, space: Workspace) -> None:
    assert working.work is not None
    field, popup = working.work.top.search, working.work.popup
    field.setText("kyrk")
    popup.find_now()
    assert [(hit.kind, hit.title) for hit in popup.hits] == [("unit", "Kyrkskolan")]
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert working.work.current == "organisation"
    assert page_of(working).places == [("unit", towns.SCHOOL)]
    space.run(rename("Ängskolan"))
    field.setText("ÄNGS")
    popup.find_now()
    assert [hit.title for hit in popup.hits] == ["Ängskolan"]


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


def test_in_a_narrow_window_the_pages_are_icons_with_names(working: MainWindow) -> None:
    assert working.work is not None
    navigation = working.work.navigation
    working.resize(1280, 800)
    assert navigation.width() >= 208
    assert "Exempelkommun." in navigation._foot.text()
    working.resize(853, 533)
    assert working.width() == 853
    assert navigation.width() == 52
    assert working.work.splitter.sizes()[0] == 52
    assert navigation._foot.isHidden()
    assert [button.accessibleName() for button in navigation.findChildren(QAbstractButton)] == [
        spec.title for spec in PAGES
    ]
    working.resize(1280, 800)
    assert navigation.width() >= 208


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


def test_what_was_undone_is_said_for_a_while(working: MainWindow, space: Workspace) -> None:
    assert working.work is not None
    space.run(rename("Ängskolan"))
    working.commands.undo.trigger()
    working.work.status._note_timer.timeout.emit()
    assert working.work.status.text == "Sparat 13.00 · läst 3"


def choose_preferences(choose: Callable[[PreferencesDialog], object], button: str = "Spara") -> None:
    """Fill in the dialog that opens next and press a button."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PreferencesDialog)
        choose(dialog)
        next(each for each in dialog.findChildren(QPushButton) if each.text() == button).click()

    QTimer.singleShot(0, now)


def test_the_preferences_are_used_and_kept(working: MainWindow) -> None:
    bare: list[str] = []

    def choose(dialog: PreferencesDialog) -> None:
        bare.extend(unnamed(dialog))
        dialog.name.setText("  Ekonomichefen ")
        dialog.role.setText("ekonomichef")
        dialog.appearance.setCurrentIndex(2)
        dialog.limit.setValue(5)

    choose_preferences(choose)
    working.commands.preferences.trigger()
    assert bare == []
    kept = load_settings()
    assert (kept.display_name, kept.role, kept.appearance) == ("Ekonomichefen", "ekonomichef", "dark")
    assert kept.backup_limit_bytes == 5 * 10**9
    assert theme().dark
    assert [a.data() for a in working.commands.appearance.actions() if a.isChecked()] == ["dark"]


def test_preferences_without_a_name_or_not_saved_change_nothing(working: MainWindow) -> None:
    before = working.preferences.settings
    could_be_saved: list[bool] = []

    def choose(dialog: PreferencesDialog) -> None:
        dialog.role.setText("någon annan")
        dialog.name.setText("  ")
        save = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Spara")
        could_be_saved.append(save.isEnabled())

    choose_preferences(choose, "Avbryt")
    working.commands.preferences.trigger()
    assert could_be_saved == [False]
    assert working.preferences.settings == before


def test_a_backup_limit_of_odd_size_is_kept_when_it_is_not_touched(qtbot: QtBot) -> None:
    odd = Settings(display_name="A", backup_limit_bytes=2_500_000_001)
    dialog = PreferencesDialog(None, odd)
    qtbot.addWidget(dialog)
    assert dialog.value == odd


def test_the_last_page_and_the_size_are_remembered(working: MainWindow, qtbot: QtBot) -> None:
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
    assert window.width() == min(1440, window.screen().availableGeometry().width())


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
    assert page_for("glossary_term") is PAGES[-1]
    assert page_for("change_entry") is None


def test_f6_goes_round_the_parts_of_the_window(working: MainWindow) -> None:
    work = working.work
    assert work is not None
    assert working.commands.next_area.shortcut() == QKeySequence("F6")
    inspector = page_of(working).inspector
    assert inspector is not None
    inspector.show_details(Details(1, "", "Mål", (Field("text", "Text", "x", lambda _text: True),)))
    QApplication.processEvents()  # shows what was just made
    areas = (work.navigation, page_of(working), inspector)
    work.top.search.setFocus()
    been = []
    for _ in range(4):
        working.commands.next_area.trigger()
        focus = working.focusWidget()
        been.append(next((n for n, area in enumerate(areas) if area.isAncestorOf(focus)), None))
    assert been == [0, 1, 2, 0]


def test_a_page_without_anything_takes_the_room_of_the_details(working: MainWindow) -> None:
    work = working.work
    assert work is not None
    page_of(working).want_details(False)
    assert work.inspectors.isHidden()
    page_of(working).want_details(True)
    assert not work.inspectors.isHidden()


def test_a_refusal_goes_away_when_something_is_done_after_all(working: MainWindow, space: Workspace) -> None:
    work = working.work
    assert work is not None
    space.tell("Namnet finns redan.", "error")
    space.run(rename("Ängskolan"))
    assert work.messages.text == ""
    work.messages.say("Kopian är sparad.")
    space.run(rename("Åskolan"))
    assert work.messages.text == "Kopian är sparad."
