"""An editor in a window, and keys that Qt's own test helper cannot type."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts.rich_text.editor import RichTextEditor
from app.ui.parts.theme import theme


class Hands:
    """The editor beside another field, and what someone does with it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.other = QLineEdit()
        self.editor = RichTextEditor("Text i avsnittet Mål")
        self.area = self.editor.area
        column = QVBoxLayout(self.window)
        column.addWidget(self.other)
        column.addWidget(self.editor)
        qtbot.addWidget(self.window)
        self.window.resize(700, 500)
        self.window.show()
        self.window.activateWindow()
        self.area.setFocus()

    def type(self, text: str) -> None:
        """Type letters; a newline is Enter."""
        for letter in text:
            if letter == "\n":
                self.press(Qt.Key.Key_Return)
            elif letter == " ":
                self.press(Qt.Key.Key_Space, text=" ")
            else:
                self.press(Qt.Key.Key_unknown, text=letter)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        """Press a key as the window system would."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.area, QKeyEvent(kind, key, modifiers, text))


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot) -> Iterator[Hands]:
    theme().install(qapp, "light")
    made = Hands(qtbot)
    yield made
    made.window.hide()
