"""The calendar by pointer and keys: choosing, opening, moving, copying and adding."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.times import day_timing
from app.ui.parts.theme import theme
from app.ui.wheel.calendar_face import CalendarFace
from tests.ui.wheel.hands import CONTROL, click, double_click, drag
from tests.ui.wheel.sample_year import DAYS, MARCH, SPRING, TODAY, YEARLY, activity, sample, year_view

KEY = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
MEETING = date(2026, 5, 12)


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> CalendarFace:
    theme().install(qapp, "light")
    made = CalendarFace()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_view(sample(), WheelOptions())
    qapp.processEvents()
    return made


def middle(face: CalendarFace, day: date) -> QPointF:
    assert face.sheet.places is not None
    area = face.sheet.places.area_of(day)
    assert area is not None
    return area.center()


def strip(face: CalendarFace, key: int) -> QPointF:
    assert face.sheet.places is not None
    return face.sheet.places.pieces_of(key)[0].area.center()


def heard(signal: object) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *said: found.append(said))  # type: ignore[attr-defined]
    return found


def test_a_click_on_a_strip_chooses_it_and_a_click_beside_chooses_nothing(face: CalendarFace) -> None:
    said = heard(face.selected)
    click(face.sheet, strip(face, SPRING))
    click(face.sheet, middle(face, date(2026, 1, 14)))
    assert said == [(SPRING,), (None,)]


def test_a_choice_made_elsewhere_is_shown_without_being_told(face: CalendarFace) -> None:
    said = heard(face.selected)
    face.area.verticalScrollBar().setValue(0)
    face.select(YEARLY)
    assert said == []
    assert face.area.verticalScrollBar().value() > 0
    assert "Medarbetarsamtal" in face.sheet.accessibleDescription()


def test_a_double_click_opens_an_activity_or_asks_for_a_new_one(face: CalendarFace) -> None:
    opened, wanted = heard(face.activated), heard(face.day_wanted)
    double_click(face.sheet, strip(face, MARCH))
    double_click(face.sheet, middle(face, date(2026, 7, 8)))
    assert (opened, wanted) == ([(MARCH,)], [(date(2026, 7, 8),)])


def test_a_drag_moves_exact_days_and_ctrl_copies_them(face: CalendarFace) -> None:
    moved, copied = heard(face.time_wanted), heard(face.copy_wanted)
    there = middle(face, date(2026, 5, 20))
    drag(face.sheet, strip(face, SPRING), there)
    drag(face.sheet, strip(face, SPRING), there, CONTROL)
    timing = day_timing(date(2026, 5, 20))
    assert moved == [(SPRING, timing)]
    assert copied == [(SPRING, timing)]


def test_several_days_keep_their_length_when_moved_by_another_than_the_first(face: CalendarFace) -> None:
    moved = heard(face.time_wanted)
    second_week = face.sheet.places.pieces_of(DAYS)[1].area.left() + 4
    start = QPointF(second_week, face.sheet.places.pieces_of(DAYS)[1].area.center().y())
    assert face.sheet.places.day_at(start) == date(2026, 4, 20)
    drag(face.sheet, start, middle(face, date(2026, 4, 22)))
    assert moved == [(DAYS, day_timing(date(2026, 4, 15), date(2026, 4, 26)))]


def test_a_file_that_is_only_read_is_neither_moved_nor_added_to(face: CalendarFace) -> None:
    face.read_only = True
    face.show_view(sample(), WheelOptions())
    said = [heard(signal) for signal in (face.time_wanted, face.copy_wanted, face.day_wanted)]
    drag(face.sheet, strip(face, SPRING), middle(face, date(2026, 5, 20)))
    double_click(face.sheet, middle(face, date(2026, 7, 8)))
    assert said == [[], [], []]


def test_keys_walk_days_months_and_activities(face: CalendarFace, qtbot: QtBot) -> None:
    said, sheet = heard(face.selected), face.sheet
    assert sheet.day == TODAY
    for key, day in (
        (KEY.Key_Left, date(2026, 11, 20)),
        (KEY.Key_Up, date(2026, 11, 13)),
        (KEY.Key_PageUp, date(2026, 10, 13)),
        (KEY.Key_End, date(2026, 10, 31)),
        (KEY.Key_PageDown, date(2026, 11, 30)),
    ):
        qtbot.keyClick(sheet, key)
        assert sheet.day == day
    qtbot.keyClick(sheet, KEY.Key_Home, CONTROL)
    qtbot.keyClick(sheet, KEY.Key_Left)
    assert sheet.day == date(2026, 1, 1)
    qtbot.keyClick(sheet, KEY.Key_Right, CONTROL)
    qtbot.keyClick(sheet, KEY.Key_Right, CONTROL)
    assert said == [(MARCH,), (DAYS,)]
    assert sheet.day == date(2026, 4, 13)


def test_keys_choose_open_move_and_stretch(face: CalendarFace, qtbot: QtBot) -> None:
    opened, moved = heard(face.activated), heard(face.time_wanted)
    face.select(SPRING)
    qtbot.keyClick(face.sheet, KEY.Key_Return)
    qtbot.keyClick(face.sheet, KEY.Key_Right, ALT)
    qtbot.keyClick(face.sheet, KEY.Key_Down, ALT)
    qtbot.keyClick(face.sheet, KEY.Key_Right, SHIFT)
    qtbot.keyClick(face.sheet, KEY.Key_Left, SHIFT)
    assert opened == [(SPRING,)]
    assert moved == [
        (SPRING, day_timing(date(2026, 5, 13))),
        (SPRING, day_timing(date(2026, 5, 19))),
        (SPRING, day_timing(MEETING, date(2026, 5, 13))),
    ]


def test_the_day_is_told_to_those_who_hear(face: CalendarFace, qtbot: QtBot) -> None:
    qtbot.keyClick(face.sheet, KEY.Key_Home, CONTROL)
    qtbot.keyClick(face.sheet, KEY.Key_Right)
    said = face.sheet.accessibleDescription()
    assert said.startswith("fredag 2 januari 2026, vecka 1. klämdag")


def test_tooltips_tell_of_activities_holidays_and_law(face: CalendarFace) -> None:
    sheet = face.sheet
    assert "Budgetdialog &lt;alla&gt;" in sheet.words_at(strip(face, DAYS))
    assert "Krockar med sportlovet." in sheet.words_at(strip(face, DAYS))
    assert "Långfredagen" in sheet.words_at(middle(face, date(2026, 4, 3)))
    assert "KL 11 kap. 10 §" in sheet.words_at(middle(face, date(2026, 11, 30)))


def test_a_list_offers_what_a_day_has_no_room_for(
    face: CalendarFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: shown.append(menu))
    ones = [activity(key, f"Möte & {key}", day_timing(MEETING)) for key in range(1, 6)]
    face.show_view(year_view(ones), WheelOptions())
    (more,) = face.sheet.places.mores
    click(face.sheet, more.area.center())
    assert [one.text().split("\t")[0] for one in shown[0].actions()] == ["Möte && 4", "Möte && 5"]
    said = heard(face.selected)
    shown[0].actions()[1].trigger()
    assert said == [(5,)]


def test_the_twelve_months_follow_the_start_month(face: CalendarFace) -> None:
    face.show_view(sample(), WheelOptions(start_month=8))
    assert face.sheet.places.blocks[0].month.first == date(2026, 8, 1)
    assert face.sheet.day == TODAY


def test_three_thousand_activities_and_a_long_title_are_painted(face: CalendarFace) -> None:
    ones = [
        activity(
            key, "📅 Långt " * 60, day_timing(date.fromordinal(date(2026, 1, 1).toordinal() + key % 365))
        )
        for key in range(3000)
    ]
    face.show_view(replace(year_view(ones), notices={}), WheelOptions(colour="status"))
    assert not face.sheet.grab().isNull()
    assert len(face.sheet.places.mores) == 365
