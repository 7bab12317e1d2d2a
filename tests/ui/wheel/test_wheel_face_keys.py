"""The wheel by keyboard and for a screen reader: walking, moving, editing, copying and zooming."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.times import day_timing, month_timing
from app.ui.parts.theme import theme
from app.ui.wheel.wheel_face import WheelFace
from tests.ui.wheel.sample_year import AUTUMN, DAYS, MARCH, PART, SPRING, YEAR, YEARLY, sample

KEY = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
MARCH_DAYS = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> Iterator[WheelFace]:
    theme().install(qapp, "light")
    made = WheelFace()
    qtbot.addWidget(made)
    made.resize(800, 800)
    made.show_view(sample(), WheelOptions())
    made.zoom_wanted.connect(lambda days: made.show_view(sample(), replace(WheelOptions(), zoom=days)))
    made.show()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    yield made
    QGuiApplication.clipboard().clear()


def test_arrows_walk_in_time_order_and_stop_at_the_ends(face: WheelFace, qtbot: QtBot) -> None:
    chosen = []
    face.selected.connect(chosen.append)
    for key in (
        KEY.Key_Right,
        KEY.Key_Down,
        KEY.Key_Left,
        KEY.Key_Up,
        KEY.Key_Up,
        KEY.Key_End,
        KEY.Key_Right,
    ):
        qtbot.keyClick(face, key)
    assert chosen == [MARCH, DAYS, MARCH, YEARLY]
    qtbot.keyClick(face, KEY.Key_Home)
    assert face.chosen == MARCH


def test_going_backwards_begins_with_the_last(face: WheelFace, qtbot: QtBot) -> None:
    qtbot.keyClick(face, KEY.Key_Left)
    assert face.chosen == YEARLY


@pytest.mark.parametrize(("keys", "days"), [(ALT, 1), (ALT | SHIFT, 7)], ids=["a day", "a week"])
def test_alt_and_an_arrow_move_what_is_exact(
    face: WheelFace, qtbot: QtBot, keys: Qt.KeyboardModifier, days: int
) -> None:
    wanted = []
    face.time_wanted.connect(lambda key, timing: wanted.append((key, timing)))
    face.select(SPRING)
    qtbot.keyClick(face, KEY.Key_Right, keys)
    qtbot.keyClick(face, KEY.Key_Left, keys)
    assert wanted == [
        (SPRING, day_timing(date(2026, 5, 12 + days))),
        (SPRING, day_timing(date(2026, 5, 12 - days))),
    ]


def test_what_is_a_month_moves_by_a_month(face: WheelFace, qtbot: QtBot) -> None:
    wanted = []
    face.time_wanted.connect(lambda _key, timing: wanted.append(timing))
    face.select(MARCH)
    qtbot.keyClick(face, KEY.Key_Right, ALT)
    qtbot.keyClick(face, KEY.Key_Up, ALT)
    assert wanted == [month_timing(YEAR, 4), month_timing(YEAR, 2)]


def test_what_has_no_time_is_not_moved_and_nothing_in_a_file_for_reading(
    face: WheelFace, qtbot: QtBot
) -> None:
    wanted = []
    face.time_wanted.connect(lambda _key, timing: wanted.append(timing))
    face.select(YEARLY)
    qtbot.keyClick(face, KEY.Key_Right, ALT)
    face.read_only = True
    face.select(MARCH)
    qtbot.keyClick(face, KEY.Key_Right, ALT)
    assert wanted == []


def test_return_edits_and_a_menu_comes_at_what_is_chosen(face: WheelFace, qtbot: QtBot) -> None:
    edited = []
    face.activated.connect(edited.append)
    qtbot.keyClick(face, KEY.Key_Return)
    face.select(PART)
    qtbot.keyClick(face, KEY.Key_Return)
    qtbot.keyClick(face, KEY.Key_F2)
    assert edited == [PART, PART]
    assert face.key_at(face.place_of(PART).toPointF()) == PART


def test_control_c_copies_words(face: WheelFace, qtbot: QtBot) -> None:
    face.select(AUTUMN)
    qtbot.keyClick(face, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().replace("\xa0", " ").splitlines()
    assert lines[0] == "Fullmäktige beslutar om budget"
    assert "Tid: oktober–november" in lines
    assert "Organ: Kommunfullmäktige" in lines
    assert "Lag: Fullmäktige antar budget, KL 11 kap. 10 §: senast 30 november 2026" in lines


def test_plus_and_minus_zoom_around_what_is_chosen_and_backspace_goes_back(
    face: WheelFace, qtbot: QtBot
) -> None:
    asked = []
    face.zoom_wanted.connect(asked.append)
    face.select(MARCH)
    for key in (
        KEY.Key_Plus,
        KEY.Key_Plus,
        KEY.Key_Plus,
        KEY.Key_Minus,
        KEY.Key_Backspace,
        KEY.Key_Backspace,
    ):
        qtbot.keyClick(face, key)
    quarter = (date(2026, 1, 1), date(2026, 3, 31))
    assert asked == [quarter, MARCH_DAYS, quarter, None]
    qtbot.keyClick(face, KEY.Key_Plus)
    qtbot.keyClick(face, KEY.Key_Plus)
    qtbot.keyClick(face, KEY.Key_0)
    assert asked[-1] is None


def test_pages_turn_to_the_next_month_and_stop_at_the_ends_of_the_year(face: WheelFace, qtbot: QtBot) -> None:
    face.show_view(sample(), WheelOptions(zoom=(date(2026, 11, 1), date(2026, 11, 30))))
    asked = []
    face.zoom_wanted.connect(asked.append)
    for _ in range(3):
        qtbot.keyClick(face, KEY.Key_PageDown)
    assert asked == [(date(2026, 12, 1), date(2026, 12, 31))]
    qtbot.keyClick(face, KEY.Key_PageUp)
    assert asked[-1] == (date(2026, 11, 1), date(2026, 11, 30))


def test_the_zoom_follows_to_what_is_chosen(face: WheelFace, qtbot: QtBot) -> None:
    face.show_view(sample(), WheelOptions(zoom=MARCH_DAYS))
    asked = []
    face.zoom_wanted.connect(asked.append)
    face.select(MARCH)
    qtbot.keyClick(face, KEY.Key_Right)
    face.select(YEARLY)
    assert asked == [(date(2026, 4, 1), date(2026, 4, 30))]


def test_keys_that_mean_something_here_are_kept_from_shortcuts(face: WheelFace) -> None:
    face.select(MARCH)
    kept = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_Right, ALT)
    other = QKeyEvent(QEvent.Type.ShortcutOverride, KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    for event in (kept, other):
        event.ignore()
        QApplication.sendEvent(face, event)
    assert kept.isAccepted()
    assert not other.isAccepted()


def test_the_wheel_has_a_name_and_points_to_the_list(face: WheelFace) -> None:
    told = QAccessible.queryAccessibleInterface(face)
    assert told is not None
    assert told.text(QAccessible.Text.Name) == "Årshjul 2026 med 7 aktiviteter"
    assert "listan Aktiviteter" in told.text(QAccessible.Text.Description)


def test_a_screen_reader_is_told_what_was_chosen(face: WheelFace, qtbot: QtBot) -> None:
    qtbot.keyClick(face, KEY.Key_End)
    qtbot.keyClick(face, KEY.Key_Left)
    told = QAccessible.queryAccessibleInterface(face)
    assert told is not None
    said = told.text(QAccessible.Text.Description).replace("\xa0", " ")
    assert said.startswith("Vald: Fullmäktige beslutar om budget, oktober–november, Pågår, Kommunfullmäktige")
    assert "6 av 7" in said


def test_the_ring_of_the_keyboard_is_seen_only_where_the_keyboard_is(face: WheelFace, qtbot: QtBot) -> None:
    accent = theme().palette.accent
    corner = (400, 1)
    face.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(face, KEY.Key_Home)
    assert face.grab().toImage().pixelColor(*corner).name().upper() == accent
    face.clearFocus()
    assert face.grab().toImage().pixelColor(*corner).name().upper() != accent


def test_the_bar_zooms_turns_and_goes_back_without_a_wheel_on_the_mouse(
    face: WheelFace, qtbot: QtBot
) -> None:
    bar = face.bar
    assert bar.closer.isVisible()
    assert not bar.whole.isVisible()
    assert not bar.farther.isEnabled()
    face.select(MARCH)
    bar.closer.click()
    assert bar.words.text().replace("\xa0", " ") == "januari–mars 2026"
    assert not bar.before.isEnabled()
    bar.closer.click()
    assert bar.words.text().replace("\xa0", " ") == "mars 2026"
    assert not bar.closer.isEnabled()
    face.select(YEARLY)
    bar.after.click()
    assert face.options == WheelOptions(zoom=(date(2026, 4, 1), date(2026, 4, 30)))
    assert face.picture is not None
    assert face.picture.height <= bar.geometry().top()
    bar.farther.click()
    bar.whole.click()
    assert face.options == WheelOptions()
    assert bar.geometry().bottom() < face.height()
