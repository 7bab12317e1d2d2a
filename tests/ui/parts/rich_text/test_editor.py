"""The editor keeps a draft while it is typed in and makes one change when it is left."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from app.services import richtext
from app.ui.parts.drafts import DRAFT_AFTER_MS
from app.ui.parts.theme import theme
from tests.ui.parts.rich_text.conftest import Hands

STORED = richtext.write(richtext.from_plain("Gammal text"))


class Store:
    """What has been made of what was typed."""

    def __init__(self, *, accepts: bool = True) -> None:
        self.changes: list[str] = []
        self.drafts: list[str | None] = []
        self.accepts = accepts

    def commit(self, text: str) -> bool:
        self.changes.append(text)
        return self.accepts


def saving(hands: Hands, *, accepts: bool = True) -> Store:
    store = Store(accepts=accepts)
    hands.editor.set_saving(store.commit, store.drafts.append)
    hands.editor.show_text(STORED)
    return store


def words(text: str | None) -> str:
    return richtext.plain(richtext.read(text or "", limited=False))


def test_leaving_makes_one_change_of_what_was_typed(hands: Hands, qtbot: QtBot) -> None:
    store = saving(hands)
    hands.type("Ny ")
    with qtbot.waitSignal(hands.editor.committed):
        hands.other.setFocus()
    assert [words(text) for text in store.changes] == ["Ny Gammal text"]
    hands.area.setFocus()
    hands.other.setFocus()
    assert len(store.changes) == 1


def test_a_draft_is_kept_each_second_and_forgotten_when_it_is_a_change(hands: Hands, qtbot: QtBot) -> None:
    store = saving(hands)
    hands.type("Ny ")
    qtbot.waitUntil(lambda: bool(store.drafts), timeout=5 * DRAFT_AFTER_MS)
    assert words(store.drafts[-1]) == "Ny Gammal text"
    assert store.changes == []
    assert hands.editor.settle()
    assert store.drafts[-1] is None


def test_what_is_refused_stays_as_typed(hands: Hands) -> None:
    store = saving(hands, accepts=False)
    hands.type("Ny ")
    assert not hands.editor.settle()
    assert hands.editor.draft.pending
    hands.editor.show_text(STORED)
    assert words(hands.editor.text()) == "Ny Gammal text"
    assert len(store.changes) == 1


def test_going_to_a_command_is_not_leaving_but_going_on_from_there_is(hands: Hands) -> None:
    store = saving(hands)
    hands.type("Ny ")
    button = hands.editor.toolbar.findChildren(QToolButton)[0]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert store.changes == []
    hands.other.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(store.changes) == 1


def test_every_command_is_reached_by_the_keyboard(hands: Hands) -> None:
    saving(hands)
    hands.other.setFocus(Qt.FocusReason.TabFocusReason)
    reached = []
    while hands.window.focusWidget() is not hands.area:
        QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(hands.window.focusWidget())
    commands = hands.editor.toolbar.findChildren(QToolButton)
    assert set(commands) < set(reached)
    assert any(isinstance(one, QComboBox) for one in reached)


def test_ctrl_enter_makes_the_change_without_leaving(hands: Hands) -> None:
    store = saving(hands)
    hands.type("Ny ")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [words(text) for text in store.changes] == ["Ny Gammal text"]
    assert hands.area.hasFocus()


def test_a_crash_leaves_a_draft_to_go_on_with(hands: Hands) -> None:
    store = saving(hands)
    draft = richtext.write(richtext.from_plain("Halvfärdig"), limited=False)
    hands.editor.resume(draft)
    assert hands.editor.draft.pending
    assert hands.editor.settle()
    assert words(store.changes[-1]) == "Halvfärdig"
    assert store.drafts == [None]


def test_a_draft_in_another_form_is_gone_on_with_as_words(hands: Hands) -> None:
    saving(hands)
    hands.editor.resume("Bara ord <b>")
    assert words(hands.editor.text()) == "Bara ord <b>"


def test_a_text_above_the_limit_can_be_typed_and_is_counted(hands: Hands) -> None:
    saving(hands)
    hands.area.show_content(richtext.from_plain("\n\n".join(["å" * 1_998] * 100) + "åå"))
    hands.type("mer")
    hands.editor._on_count_due()
    assert hands.editor.toolbar.said.text() == "200\u00a0003 tecken, högst 200\u00a0000"
    assert len(words(hands.editor.text())) == richtext.MAX_CHARACTERS + 3


def test_the_same_text_shown_again_keeps_the_cursor_and_what_can_be_undone(hands: Hands) -> None:
    saving(hands)
    hands.type("Ny ")
    text = hands.editor.text()
    assert hands.editor.settle()
    place = hands.area.textCursor().position()
    hands.editor.show_text(text)
    assert hands.area.textCursor().position() == place
    hands.area.undo()
    assert words(hands.editor.text()) != words(text)


def test_light_and_dark_change_nothing_in_the_text(hands: Hands, qapp: QApplication) -> None:
    table = richtext.Table(True, (((richtext.Run("a"),), ()),) * 2)
    hands.editor.show_text(richtext.write(richtext.Document((table,))))
    before = hands.editor.text()
    theme().set_appearance("dark")
    assert hands.editor.text() == before
    assert not hands.editor.draft.pending
    theme().set_appearance("light")


def test_everything_that_takes_the_keyboard_has_a_name(hands: Hands) -> None:
    widgets = [*hands.editor.findChildren(QToolButton), *hands.editor.findChildren(QComboBox), hands.area]
    assert all(widget.accessibleName() for widget in widgets)


def test_the_commands_show_what_the_cursor_stands_in(hands: Hands) -> None:
    toolbar = hands.editor.toolbar
    hands.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert toolbar._styles.currentText() == "Rubrik"
    hands.type("Mål\n")
    hands.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert (toolbar._styles.currentText(), toolbar._bold.isChecked()) == ("Brödtext", True)
    hands.area.insert_table()
    assert not toolbar._styles.isEnabled()
    toolbar._on_menu_about_to_show()
    assert [each.isEnabled() for each in (toolbar._insert, toolbar._header)] == [False, True]
