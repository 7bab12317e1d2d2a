"""Search over everything: finds while typing, keys choose, Enter opens."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parts.fields import SearchField
from app.ui.shell.search_popup import SearchPopup


@dataclass(frozen=True)
class Hit:
    kind: str
    id: int
    title: str
    context: str


HITS = (
    Hit("unit", 1, "Hemtjänst Kopparberg", "Omsorg"),
    Hit("node", 2, "Brukarna är trygga med sin hemtjänst", "Verksamhetsmål"),
    Hit("annat", 3, "Kostenhet", ""),
)


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.resize(700, 500)
        self.field = SearchField("Sök", "Ctrl+K")
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addStretch(1)
        self.asked: list[str] = []
        self.popup = SearchPopup(self.field, self.find, self)
        self.opened: list[Hit] = []
        self.popup.hit_chosen.connect(self.opened.append)

    def find(self, text: str) -> list[Hit]:
        self.asked.append(text)
        return [hit for hit in HITS if text.casefold() in hit.title.casefold()]


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    window.field.setFocus()
    return window


def test_what_is_typed_is_searched_once_after_a_pause(window: Window, qtbot: QtBot) -> None:
    for text in ("h", "he", "hem"):
        window.field.setText(text)
        window.field.textEdited.emit(text)
    qtbot.waitUntil(lambda: window.popup.isVisible())
    assert window.asked == ["hem"]
    assert window.popup.hits == HITS[:2]


def test_down_and_enter_open_the_second_hit_and_empty_the_field(window: Window) -> None:
    window.field.setText("hem")
    window.popup.find_now()
    QTest.keyClick(window.field, Qt.Key.Key_Down)
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    assert window.opened == [HITS[1]]
    assert window.field.text() == ""
    assert not window.popup.isVisible()


def test_enter_before_the_pause_searches_at_once(window: Window) -> None:
    window.field.setText("kost")
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    assert window.opened == [HITS[2]]


def test_nothing_found_is_said(window: Window) -> None:
    window.field.setText("xyz")
    window.popup.find_now()
    assert window.popup.hits == ()
    assert "Inget hittades för ”xyz”." in window.popup._nothing.text()


def test_esc_closes_and_empties(window: Window) -> None:
    window.field.setText("hem")
    window.popup.find_now()
    QTest.keyClick(window.field, Qt.Key.Key_Escape)
    assert not window.popup.isVisible()
    assert window.field.text() == ""


def test_an_emptied_field_closes_the_list(window: Window) -> None:
    window.field.setText("hem")
    window.popup.find_now()
    window.field.clear()
    window.popup.find_now()
    assert not window.popup.isVisible()


def test_the_hits_are_drawn(window: Window) -> None:
    window.field.setText("hem")
    window.popup.find_now()
    assert window.popup.height() > 80
    assert not window.popup.grab().isNull()
