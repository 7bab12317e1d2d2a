"""Dialogs and messages: verbs on the buttons, OK follows what is valid."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.messages import MessageBar, Question, confirm


def press(text: str) -> None:
    """Press a button of the dialog that opens next."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()

    QTimer.singleShot(0, now)


def test_a_question_answers_with_the_place_of_its_verb(qtbot: QtBot) -> None:
    press("Flytta")
    assert Question.ask(None, "Vad ska hända?", "Två mål hör hit.", "Ta bort", "Flytta") == 1
    press("Avbryt")
    assert Question.ask(None, "Vad ska hända?", "Två mål hör hit.", "Ta bort", "Flytta") is None


def test_a_dangerous_question_has_avbryt_as_its_default(qtbot: QtBot) -> None:
    dialog = Question(None, "Ta bort?", "Det går inte att ångra.", ("Ta bort",), danger=True)
    qtbot.addWidget(dialog)
    default = [b.text() for b in dialog.findChildren(QPushButton) if b.isDefault()]
    assert default == ["Avbryt"]
    press("Ta bort")
    assert confirm(None, "Ta bort?", "Det går inte att ångra.", "Ta bort", danger=True)


def test_ok_follows_what_is_filled_in(qtbot: QtBot) -> None:
    dialog = FormDialog(
        None,
        "Ny enhet",
        [
            TextInput("name", "Namn"),
            TextInput("note", "Anteckning", required=False),
            ChoiceInput("kind", "Slag", (("e", "Enhet"), ("f", "Förvaltning"))),
        ],
        "Lägg till",
    )
    qtbot.addWidget(dialog)
    ok = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Lägg till")
    name, kind = dialog.field("name"), dialog.field("kind")
    assert isinstance(name, QLineEdit)
    assert isinstance(kind, QComboBox)
    assert not ok.isEnabled()
    name.setText("  Kostenhet ")
    assert not ok.isEnabled()
    kind.setCurrentIndex(1)
    assert ok.isEnabled()
    assert dialog.values == {"name": "Kostenhet", "note": "", "kind": "f"}
    name.setText("   ")
    assert not ok.isEnabled()


def test_changing_ones_mind_gives_nothing(qtbot: QtBot) -> None:
    press("Avbryt")
    assert FormDialog.ask(None, "Ny", [TextInput("name", "Namn")], "Lägg till") is None


def test_information_goes_away_and_errors_stay(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar._timer.setInterval(10)
    bar.say("Kopian är sparad.")
    assert bar.text == "Kopian är sparad."
    qtbot.waitUntil(lambda: bar.text == "")
    bar.say("Disken är full.", "error")
    assert not bar._timer.isActive()
    bar.clear()
    assert bar.text == ""


def test_a_message_can_offer_what_to_do(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[int] = []
    bar.say("Två texter hann inte sparas.", "warning", "Visa", lambda: done.append(1))
    bar._sentence.linkActivated.emit("0")
    assert done == [1]


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    started: list[int] = []
    state = EmptyState(
        "Inga enheter",
        "Här står enheterna.",
        icon="people",
        action="Lägg till",
        on_action=lambda: started.append(1),
    )
    qtbot.addWidget(state)
    state.show()
    state.button.setFocus()
    QTest.keyClick(state.button, Qt.Key.Key_Space)
    assert started == [1]


def test_a_form_is_no_higher_than_its_words_need(qtbot: QtBot) -> None:
    heights = []
    for text in (
        "",
        "Kort.",
        "En längre text som behöver två rader " * 3,
    ):
        dialog = FormDialog(None, "Ny", [TextInput("name", "Namn")], "Lägg till", text)
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())
        heights.append(dialog.height())
    assert heights == sorted(set(heights))
    assert heights[-1] - heights[0] < 60


def test_why_it_was_refused_is_shown_and_taken_away(qtbot: QtBot) -> None:
    dialog = FormDialog(None, "Ny", [TextInput("name", "Namn")], "Lägg till")
    qtbot.addWidget(dialog)
    dialog.show()
    low = dialog.height()
    dialog.say_refused("Namnet finns redan.")
    dialog.hide()
    dialog.show()
    assert dialog.refused == "Namnet finns redan."
    assert dialog.height() > low
    dialog.say_refused("")
    assert dialog.refused == ""


def test_suggestions_are_offered_while_typing(qtbot: QtBot) -> None:
    spec = TextInput("body", "Beslutat av", suggestions=("Kommunfullmäktige", "Kommunstyrelsen"))
    dialog = FormDialog(None, "Beslut", [spec], "Registrera")
    qtbot.addWidget(dialog)
    field = dialog.field("body")
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    completer.setCompletionPrefix("STYR")
    assert completer.currentCompletion() == "Kommunstyrelsen"
