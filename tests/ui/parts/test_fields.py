"""Typing: a draft each second, one change when the field is left, Esc takes back."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts.buttons import SegmentedControl, icon_button, primary_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField, LineField, SearchField, TextField, TitleField
from tests.ui.parts.test_views import type_text


class Form(QWidget):
    """A field and another widget to leave it for."""

    def __init__(self, field: LineField | TextField) -> None:
        super().__init__()
        self.field, self.other = field, QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.other)
        self.committed: list[str] = []
        self.drafts: list[str | None] = []
        self.accepts = True
        field.draft.on_commit = self._commit
        field.draft.on_draft = self.drafts.append
        field.show_text("Före")

    def _commit(self, text: str) -> bool:
        self.committed.append(text)
        return self.accepts


@pytest.fixture(params=[LineField, TextField])
def form(request: pytest.FixtureRequest, qtbot: QtBot) -> Form:
    form = Form(request.param("Beskrivning"))
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    form.field.setFocus()
    form.field.selectAll()
    return form


def text_of(form: Form) -> str:
    return form.field.text()


def test_leaving_the_field_makes_one_change(form: Form) -> None:
    type_text(form.field, "Räkna å")
    form.other.setFocus()
    form.field.setFocus()
    form.other.setFocus()
    assert form.committed == ["Räkna å"]


@pytest.mark.parametrize(
    "stored", ["90\u00a0procent av\u202f1\u00a0000", "två\nrader", "två\r\nrader", "a\tb", "  mellan  "]
)
def test_a_stored_text_that_is_only_shown_is_never_a_change(form: Form, stored: str) -> None:
    form.field.show_text(stored)
    form.other.setFocus()
    form.field.show_text(stored)
    assert form.field.draft.commit()
    assert form.committed == []


def test_unbreakable_spaces_survive_typing(qtbot: QtBot) -> None:
    field = TextField("Beskrivning")
    qtbot.addWidget(field)
    field.show_text("90\u00a0procent\nnästa rad")
    assert field.text() == "90\u00a0procent\nnästa rad"


def test_leaving_without_typing_changes_nothing(form: Form) -> None:
    form.other.setFocus()
    assert form.committed == []


def test_a_draft_is_told_once_after_the_pause(form: Form, qtbot: QtBot) -> None:
    form.field.draft._timer.setInterval(20)
    type_text(form.field, "Öl")
    qtbot.waitUntil(lambda: form.drafts == ["Öl"])
    assert form.committed == []


def test_a_draft_is_forgotten_when_it_becomes_a_change_or_is_taken_back(form: Form, qtbot: QtBot) -> None:
    form.field.draft._timer.setInterval(10)
    type_text(form.field, "Öl")
    qtbot.waitUntil(lambda: form.drafts == ["Öl"])
    form.other.setFocus()
    assert form.drafts == ["Öl", None]
    form.field.setFocus()
    form.field.selectAll()
    type_text(form.field, "Ål")
    qtbot.waitUntil(lambda: len(form.drafts) == 3)
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    assert form.drafts == ["Öl", None, "Ål", None]
    assert form.committed == ["Öl"]


def test_esc_takes_back_what_was_typed(form: Form) -> None:
    type_text(form.field, "fel")
    QTest.keyClick(form.field, Qt.Key.Key_Escape)
    form.other.setFocus()
    assert text_of(form) == "Före"
    assert form.committed == []


def test_a_refused_text_stays_as_typed_and_can_be_tried_again(form: Form) -> None:
    form.accepts = False
    type_text(form.field, "Nej")
    form.other.setFocus()
    assert text_of(form) == "Nej"
    assert form.field.draft.pending
    form.accepts = True
    assert form.field.draft.commit()
    assert form.committed == ["Nej", "Nej"]


def test_a_refresh_does_not_disturb_typing(form: Form) -> None:
    type_text(form.field, "halv")
    form.field.show_text("Någon annans")
    assert text_of(form) == "halv"


def test_a_refresh_shows_the_stored_text_when_nothing_is_typed(form: Form) -> None:
    form.field.show_text("Nytt")
    assert text_of(form) == "Nytt"


def test_a_text_grows_with_its_lines(qtbot: QtBot) -> None:
    field = TextField("Text")
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    field.show_text("en rad")
    low = field.height()
    field.show_text("\n".join("rad" for _ in range(8)))
    assert field.height() > low


def test_pasted_markup_is_plain_text(qtbot: QtBot) -> None:
    field = TextField("Text")
    qtbot.addWidget(field)
    field.show_text("<b>fet</b>")
    assert field.toPlainText() == "<b>fet</b>"


def test_the_filter_is_emptied_by_esc_and_left_by_down(qtbot: QtBot) -> None:
    target = QLineEdit()
    field = FilterField(target)
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(field)
    column.addWidget(target)
    host.show()
    host.activateWindow()
    told: list[str] = []
    field.filter_changed.connect(told.append)
    field.setFocus()
    type_text(field, "må")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert told == ["m", "må", ""]
    assert host.focusWidget() is target


def test_the_search_shows_its_shortcut_only_while_empty(qtbot: QtBot) -> None:
    field = SearchField("Sök", "Ctrl+K")
    qtbot.addWidget(field)
    field.show()
    assert field._hint.isVisible()
    field.setText("x")
    assert not field._hint.isVisible()


def test_a_segment_is_chosen_by_click_and_told_once(qtbot: QtBot) -> None:
    control = SegmentedControl([("tkr", "tkr"), ("kr", "kr")], name="Enhet")
    qtbot.addWidget(control)
    told: list[object] = []
    control.chosen.connect(told.append)
    control.choose("kr")
    assert told == []
    control._group.button(0).click()
    assert told == ["tkr"]
    assert control.choice == "tkr"


def test_a_combo_button_names_its_choice(qtbot: QtBot) -> None:
    button = ComboButton("Version")
    qtbot.addWidget(button)
    button.set_choices([(1, "KS förslag"), (2, "Preliminär & juni")], 1)
    told: list[object] = []
    button.chosen.connect(told.append)
    assert button.accessibleName() == "Version: KS förslag"
    button.menu().actions()[1].trigger()
    assert told == [2]
    assert button.words == "Preliminär & juni"
    assert button.grab().width() >= button.sizeHint().width()


def test_buttons_call_without_arguments_and_are_named(qtbot: QtBot) -> None:
    calls: list[str] = []
    button = primary_button("Lägg till", "plus", lambda: calls.append("ny"))
    more = icon_button("more", "Fler kommandon", lambda: calls.append("mer"))
    for widget in (button, more):
        qtbot.addWidget(widget)
        widget.click()
    assert calls == ["ny", "mer"]
    assert more.accessibleName() == "Fler kommandon"


def test_a_text_has_a_scroll_bar_only_when_it_is_longer_than_the_field_can_grow(qtbot: QtBot) -> None:
    field = TextField("Text")
    qtbot.addWidget(field)
    field.resize(270, 40)
    field.show()
    for lines in (1, 3, 9):
        field.show_text("\n".join("rad" for _ in range(lines)))
        assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        assert field.verticalScrollBar().maximum() == 0
    field.show_text("\n".join("rad" for _ in range(80)))
    assert field.verticalScrollBar().maximum() > 0


def test_a_long_title_wraps_enter_commits_and_pasted_lines_become_one(qtbot: QtBot) -> None:
    field = TitleField("Benämning")
    qtbot.addWidget(field)
    given: list[str] = []
    field.draft.on_commit = lambda text: given.append(text) is None
    field.resize(270, 30)
    field.show()
    field.show_text("Kort")
    low = field.height()
    field.show_text("Övergripande strategier och budget 2027 och 2028–2029 med bilagor")
    assert field.height() > low
    field.selectAll()
    pasted = QMimeData()
    pasted.setText("Två\n  rader ")
    field.insertFromMimeData(pasted)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert given == ["Två rader"]
    assert field.text() == "Två rader"
