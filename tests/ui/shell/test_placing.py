"""The window never opens larger than the screen or outside it."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.main_window import MainWindow
from app.ui.shell.placing import bring_inside, inside, place_first
from app.ui.shell.preferences import Preferences

SCREEN = QRect(0, 0, 1280, 800)
sides = st.integers(200, 5000)
places = st.integers(-6000, 6000)


@given(places, places, sides, sides, places, places, sides, sides)
def test_a_window_is_always_wholly_on_the_screen(
    left: int, top: int, width: int, height: int, x: int, y: int, wide: int, high: int
) -> None:
    screen = QRect(x, y, wide, high)
    found = inside(QRect(left, top, width, height), screen)
    assert screen.contains(found)
    assert found.width() == min(width, wide)


def test_a_window_that_has_room_is_left_where_it_is() -> None:
    wanted = QRect(100, 60, 1000, 700)
    assert inside(wanted, SCREEN) == wanted


def test_a_window_from_a_larger_screen_is_made_smaller_and_moved() -> None:
    assert inside(QRect(300, 100, 1440, 900), SCREEN) == QRect(0, 32, 1280, 768)


def test_the_first_size_fits_the_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    place_first(window, QSize(screen.width() + 500, screen.height() + 500))
    assert window.width() == screen.width()
    assert window.height() < screen.height()


def test_a_window_left_outside_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    window.setGeometry(QRect(QPoint(screen.right() - 50, screen.bottom() - 50), QSize(400, 300)))
    bring_inside(window)
    assert screen.contains(window.geometry())
    assert window.size() == QSize(400, 300)


def test_a_remembered_window_larger_than_the_screen_opens_inside_it(qtbot: QtBot) -> None:
    before = QWidget()
    qtbot.addWidget(before)
    screen = before.screen().availableGeometry()
    before.setGeometry(QRect(40, 40, screen.width() + 600, screen.height() + 600))
    preferences = Preferences()
    preferences.remember_window(before)
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    assert screen.contains(window.geometry())
