"""The inspector: facts, fields and links; what is being typed is never disturbed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.parts.detail_widgets import widget_for
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Custom,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Text,
    Thread,
    Tick,
)
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import TitleField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark
from app.ui.parts.thread_line import ThreadLine, ThreadStep, geometry
from tests.ui.parts.test_views import type_text


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    panel = Inspector()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    panel.activateWindow()
    return panel


def details(
    key: int = 1,
    text: str = "Före",
    commit: Callable[[str], bool] = lambda _text: True,
    owner: int = 1,
    choose: Callable[[object], bool] = lambda _key: True,
) -> Details:
    return Details(
        key,
        "Åtagande · Hemtjänst",
        "Högst tio medarbetare",
        (
            Facts((Fact("Ägare", "Enhetschef"), Fact("Resultat", "delvis", mark=Mark.PARTLY))),
            Field("text", "Beskrivning", text, commit, lines=3),
            Choice("owner", "Ägare", ((1, "Enhetschef"), (2, "Rektor")), owner, choose),
        ),
    )


def description(panel: Inspector) -> QTextEdit:
    return next(f for f in panel.findChildren(QTextEdit) if f.accessibleName() == "Beskrivning")


def shown_texts(panel: Inspector) -> str:
    QApplication.processEvents()
    labels = [w for w in panel.findChildren(QLabel) if w.isVisibleTo(panel)]
    return "\n".join(w.plain_text() if isinstance(w, Sentence) else w.text() for w in labels)


def test_nothing_selected_says_what_to_do(inspector: Inspector) -> None:
    inspector.show_details(details())
    inspector.show_details(None)
    assert "Välj en rad" in shown_texts(inspector)
    assert inspector.parts == ()


def test_every_kind_of_part_is_shown(inspector: Inspector) -> None:
    parts = (
        Heading("Rubrik", "not"),
        Text("<b>inte fet</b>"),
        Facts((Fact("Status", "Beslutad, låst", "lock"), Fact("Enhet", "Kostenhet", on_click=lambda: None))),
        Tick("t", "Gäller", True, lambda _on: True),
        Links((Link("Äldreomsorgsplan", lambda: None),)),
        Thread((ThreadStep("Vision", "Vision 2020", True),)),
        Notice("Saknar mått."),
        Commands((Command("Gör om", lambda: None, enabled=False, why_not="Beslutad"),)),
        Custom(lambda: QLabel("eget")),
    )
    inspector.show_details(Details(1, "Slag", "Titel", parts, example=True))
    said = shown_texts(inspector)
    expected = ("Rubrik", "<b>inte fet</b>", "Beslutad, låst", "Äldreomsorgsplan", "Saknar mått.", "eget")
    for text in (*expected, "Exempel, påhittat"):
        assert text in said
    button = next(b for b in inspector.findChildren(QPushButton) if b.text() == "Gör om")
    assert button.toolTip() == "Beslutad"


def test_the_same_thing_is_updated_in_place_while_a_field_is_typed_in(inspector: Inspector) -> None:
    inspector.show_details(details())
    field = description(inspector)
    field.setFocus()
    field.selectAll()
    type_text(field, "på väg")
    inspector.show_details(details(text="Annans"))
    assert description(inspector) is field
    assert field.toPlainText() == "på väg"


def test_showing_another_thing_first_settles_what_was_typed(inspector: Inspector) -> None:
    given: list[str] = []
    inspector.show_details(details(commit=lambda text: given.append(text) is None))
    field = description(inspector)
    field.setFocus()
    field.selectAll()
    type_text(field, "klart")
    inspector.show_details(details(key=2))
    assert given == ["klart"]


def test_a_refused_choice_goes_back(inspector: Inspector) -> None:
    asked: list[object] = []
    inspector.show_details(details(choose=lambda key: bool(asked.append(key))))
    box = inspector.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert asked == [2]
    assert box.currentIndex() == 0


def test_a_title_that_can_be_renamed_is_a_field(inspector: Inspector) -> None:
    given: list[str] = []
    inspector.show_details(Details(1, "Mål", "Gammalt", rename=lambda text: given.append(text) is None))
    inspector.edit_title()
    field = inspector.focusWidget()
    assert isinstance(field, TitleField)
    type_text(field, "Nytt")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert given == ["Nytt"]


def test_a_locked_field_cannot_be_typed_in_and_says_why(inspector: Inspector) -> None:
    part = Field("text", "Text", "x", lambda _text: True, locked="Beslutad, låst")
    inspector.show_details(Details(1, "Mål", "T", (part,)))
    field = next(f for f in inspector.findChildren(QLineEdit) if f.accessibleName() == "Text")
    assert field.isReadOnly()
    assert "Beslutad, låst" in shown_texts(inspector)


def test_every_field_is_named_for_screen_readers(inspector: Inspector) -> None:
    inspector.show_details(details())
    for kind in (QTextEdit, QComboBox):
        for widget in inspector.findChildren(kind):
            assert widget.accessibleName()


def test_a_step_of_the_thread_opens_its_place_by_keyboard(qtbot: QtBot) -> None:
    opened: list[str] = []
    line = ThreadLine(
        (
            ThreadStep("Vision", "Vision 2020", on_click=lambda: opened.append("vision")),
            ThreadStep("Mål", "M", True),
        )
    )
    qtbot.addWidget(line)
    line.show()
    first, second = line.buttons()
    assert isinstance(first, QAbstractButton)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert opened == ["vision"]
    assert second.accessibleName() == "Mål: M, du är här"
    assert not line.grab().isNull()


def test_the_line_runs_between_the_first_and_the_last_ring() -> None:
    first = geometry(200, 16, 20, current=False, first=True, last=False)
    middle = geometry(200, 16, 20, current=True, first=False, last=False)
    last = geometry(200, 16, 20, current=False, first=False, last=True)
    assert first.line_top == first.ring.center().y()
    assert (middle.line_top, middle.line_bottom) == (0, middle.height)
    assert last.line_bottom == last.ring.center().y()
    assert middle.ring.width() > first.ring.width()


def test_user_text_in_a_sentence_is_never_markup(qtbot: QtBot) -> None:
    sentence = Sentence()
    qtbot.addWidget(sentence)
    opened: list[int] = []
    sentence.show_parts("<i>A</i> & ", Link("<b>länk</b>", lambda: opened.append(1)))
    assert sentence.plain_text() == "<i>A</i> & <b>länk</b>"
    assert "<i>" not in sentence.text()
    sentence.linkActivated.emit("0")
    assert opened == [1]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kommunstyrelsen, 27 oktober 2026, § 131", "Kommunstyrelsen, 27_oktober_2026, §_131"),
        ("1 januari 2027–31 december 2029", "1_januari_2027–|31_december_2029"),
        ("5 kap. 9 §, 12 mål", "5 kap. 9_§, 12 mål"),
    ],
)
def test_a_day_and_a_paragraph_stand_on_one_line(qtbot: QtBot, text: str, kept: str) -> None:
    sentence = Sentence()
    qtbot.addWidget(sentence)
    sentence.show_parts(text)
    assert sentence.plain_text() == text
    assert kept.replace("_", "\u00a0").replace("|", "\u200b") in sentence.text()


def test_a_long_tick_takes_more_lines_in_a_narrow_panel_and_keeps_its_name(qtbot: QtBot) -> None:
    words = "Medborgarnas och brukarnas upplevda kvalitet i verksamheten"
    box = widget_for(Tick("seen", words, True, lambda _on: True))
    qtbot.addWidget(box)
    box.resize(200, 80)
    box.show()
    shown = box.findChild(QCheckBox)
    assert isinstance(shown, QCheckBox)
    assert shown.text().count("\n") >= 1
    assert shown.text().replace("\n", " ") == words == shown.accessibleName()
    box.resize(900, 80)
    assert shown.text() == words


def test_shift_tab_goes_back_through_the_links_and_leaves(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    column = QVBoxLayout(held)
    first, said, last = QLineEdit(), Sentence(), QLineEdit()
    said.show_parts(Link("Mål", list), " och ", Link("mått", list))
    for widget in (first, said, last):
        column.addWidget(widget)
    held.show()
    held.activateWindow()
    last.setFocus()
    for _ in range(6):
        if held.focusWidget() is first:
            break
        qtbot.keyClick(held.focusWidget(), Qt.Key.Key_Backtab)
    assert held.focusWidget() is first


def test_what_is_said_of_nothing_is_never_a_window_of_its_own(qtbot: QtBot) -> None:
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    empty = EmptyState("Inget än", "Börja här.", icon="target", action="Börja", on_action=list)
    QApplication.instance().removeEventFilter(watch)
    qtbot.addWidget(empty)
    assert shown == []
