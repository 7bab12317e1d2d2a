"""The timeline: its rows and groups, and what pointer and keys do."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.wheel.picture.options import WheelOptions
from app.services.wheel.times import by_month, day_timing, month_timing, undated, when_of
from app.ui.parts.theme import theme
from app.ui.wheel import timeline_paint
from app.ui.wheel.timeline_bars import words_area
from app.ui.wheel.timeline_face import TimelineFace
from app.ui.wheel.timeline_places import HEADER
from app.ui.wheel.timeline_rows import FADE_DAYS, bar_of, broken, rows_of
from tests.ui.wheel.hands import CONTROL, NONE, click, double_click, drag
from tests.ui.wheel.sample_year import (
    AUTUMN,
    DAYS,
    DEADLINE,
    MARCH,
    SPRING,
    YEAR,
    activity,
    sample,
    year_view,
)

KEY = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
MAY = (date(2026, 5, 1), date(2026, 5, 31))


@pytest.fixture
def face(qapp: QApplication, qtbot: QtBot) -> TimelineFace:
    theme().install(qapp, "light")
    made = TimelineFace()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_view(sample(), WheelOptions())
    qapp.processEvents()
    return made


def bar(face: TimelineFace, key: int, part: float = 0.5) -> QPointF:
    """A place on the bar of an activity, from its start (0) to its end (1)."""
    sheet = face.sheet
    place = sheet.rows.place_of(key)
    assert place is not None
    area = sheet.sight.bar_area(place)
    return QPointF(area.left() + part * area.width(), area.center().y())


def beside(face: TimelineFace, key: int, day: date) -> QPointF:
    """The middle of a day in the row of an activity."""
    scale = face.sheet.sight.scale
    return QPointF(scale.x(day) + scale.day / 2, bar(face, key).y())


def heard(signal: object) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *said: found.append(said))  # type: ignore[attr-defined]
    return found


def titles(options: WheelOptions) -> list[str]:
    return [row.title for row in rows_of(sample(), options) if row.activity is None]


def test_rows_are_grouped_as_the_rings_are_and_hold_every_activity_once() -> None:
    assert titles(WheelOptions()) == ["Kommande år 2027"]
    assert titles(WheelOptions(rings="phase")) == ["Planering", "Genomförande", "Uppföljning"]
    assert titles(WheelOptions(rings="body")) == ["Kommunfullmäktige", "Utan angivet organ"]
    assert titles(WheelOptions(rings="wheel")) == ["Årshjul"]
    keys = {one.key for one in sample().activities}
    for rings in ("year", "phase", "body", "wheel"):
        rows = rows_of(sample(), WheelOptions(rings=rings))
        shown = [row.key for row in rows if row.key is not None]
        assert len(shown) == len(keys)
        assert set(shown) == keys


def test_a_bar_has_its_days_fades_into_a_deadline_and_is_none_without_time() -> None:
    assert bar_of(when_of(month_timing(YEAR, 3), YEAR)).days == 31
    fading = bar_of(when_of(by_month(YEAR, 8), YEAR))
    assert (fading.last, fading.fades, fading.days) == (date(2026, 8, 31), True, FADE_DAYS + 1)
    assert bar_of(when_of(undated(), YEAR)) is None


def test_an_order_is_broken_by_days_and_by_months_that_lie_before() -> None:
    march, april = (when_of(month_timing(YEAR, month), YEAR) for month in (3, 4))
    tenth, twelfth = (when_of(day_timing(date(YEAR, 3, day)), YEAR) for day in (10, 12))
    assert broken(april, march, 0)
    assert not broken(march, april, 0)
    assert not broken(march, tenth, 0)
    assert not broken(tenth, twelfth, 2)
    assert broken(tenth, twelfth, 3)
    assert not broken(when_of(undated(), YEAR), march, 0)


def test_the_whole_year_fills_the_width_and_a_month_fills_it_when_zoomed(face: TimelineFace) -> None:
    sight = face.sheet.sight
    assert sight.scale.x(date(2026, 12, 31)) + sight.scale.day == pytest.approx(sight.area.right(), abs=1)
    face.show_view(sample(), WheelOptions(zoom=MAY))
    sight = face.sheet.sight
    assert sight.scale.x(MAY[0]) == pytest.approx(sight.names, abs=1)
    assert sight.scale.x(MAY[1]) + sight.scale.day == pytest.approx(sight.area.right(), abs=2)


def test_a_click_chooses_a_row_also_by_its_name(face: TimelineFace) -> None:
    said = heard(face.selected)
    click(face.sheet.viewport(), bar(face, MARCH))
    click(face.sheet.viewport(), QPointF(60, bar(face, SPRING).y()))
    assert said == [(MARCH,), (SPRING,)]


def test_a_drag_moves_weeks_in_a_year_and_days_in_a_month(face: TimelineFace) -> None:
    moved = heard(face.time_wanted)
    drag(face.sheet.viewport(), bar(face, SPRING), beside(face, SPRING, date(2026, 6, 3)))
    face.show_view(sample(), WheelOptions(zoom=MAY))
    drag(face.sheet.viewport(), bar(face, SPRING), beside(face, SPRING, date(2026, 5, 15)))
    assert moved == [
        (SPRING, day_timing(date(2026, 6, 2))),
        (SPRING, day_timing(date(2026, 5, 15))),
    ]


def test_the_end_of_a_bar_stretches_it_and_never_past_its_beginning(face: TimelineFace) -> None:
    moved = heard(face.time_wanted)
    end = bar(face, MARCH, 1.0) - QPointF(2, 0)
    drag(face.sheet.viewport(), end, beside(face, MARCH, date(2026, 5, 10)))
    drag(face.sheet.viewport(), end, beside(face, MARCH, date(2026, 1, 10)))
    assert [(key, timing.first, timing.last) for key, timing in moved] == [
        (MARCH, date(2026, 3, 1), date(2026, 5, 31)),
    ]


def test_the_beginning_of_a_bar_can_be_drawn_too(face: TimelineFace) -> None:
    moved = heard(face.time_wanted)
    start = bar(face, AUTUMN, 0.0) + QPointF(2, 0)
    drag(face.sheet.viewport(), start, beside(face, AUTUMN, date(2026, 9, 4)))
    ((key, timing),) = moved
    assert (key, timing.first, timing.last) == (AUTUMN, date(2026, 9, 1), date(2026, 11, 30))


def test_ctrl_copies_instead_of_moving(face: TimelineFace) -> None:
    moved, copied = heard(face.time_wanted), heard(face.copy_wanted)
    drag(face.sheet.viewport(), bar(face, MARCH), beside(face, MARCH, date(2026, 6, 16)), CONTROL)
    ((key, timing),) = copied
    assert (key, timing.first, moved) == (MARCH, date(2026, 6, 1), [])


def test_a_double_click_opens_a_bar_and_asks_for_a_new_one_beside_it(face: TimelineFace) -> None:
    opened, wanted = heard(face.activated), heard(face.day_wanted)
    double_click(face.sheet.viewport(), bar(face, MARCH))
    double_click(face.sheet.viewport(), beside(face, MARCH, date(2026, 9, 9)))
    assert (opened, wanted) == ([(MARCH,)], [(date(2026, 9, 9),)])


def test_nothing_is_moved_or_added_in_a_file_that_is_only_read(face: TimelineFace, qtbot: QtBot) -> None:
    face.read_only = True
    face.show_view(sample(), WheelOptions())
    said = [heard(signal) for signal in (face.time_wanted, face.copy_wanted, face.day_wanted)]
    drag(face.sheet.viewport(), bar(face, MARCH), beside(face, MARCH, date(2026, 6, 16)))
    double_click(face.sheet.viewport(), beside(face, MARCH, date(2026, 9, 9)))
    face.select(MARCH)
    qtbot.keyClick(face.sheet, KEY.Key_Right, ALT)
    assert said == [[], [], []]


def test_keys_walk_rows_move_stretch_and_open(face: TimelineFace, qtbot: QtBot) -> None:
    chosen, moved, opened = heard(face.selected), heard(face.time_wanted), heard(face.activated)
    qtbot.keyClick(face.sheet, KEY.Key_Down)
    qtbot.keyClick(face.sheet, KEY.Key_Down)
    qtbot.keyClick(face.sheet, KEY.Key_Right, ALT | SHIFT)
    qtbot.keyClick(face.sheet, KEY.Key_Right, SHIFT)
    qtbot.keyClick(face.sheet, KEY.Key_F2)
    assert chosen == [(MARCH,), (DAYS,)]
    assert moved == [
        (DAYS, day_timing(date(2026, 4, 20), date(2026, 5, 1))),
        (DAYS, day_timing(date(2026, 4, 13), date(2026, 4, 25))),
    ]
    assert opened == [(DAYS,)]
    assert "2 av 7" in face.sheet.accessibleDescription()


def test_a_month_moves_a_month_by_a_key(face: TimelineFace, qtbot: QtBot) -> None:
    moved = heard(face.time_wanted)
    face.select(MARCH)
    qtbot.keyClick(face.sheet, KEY.Key_Left, ALT)
    assert [timing for _, timing in moved] == [month_timing(YEAR, 2)]


def test_ctrl_and_the_wheel_zoom_to_quarter_and_month_and_back(face: TimelineFace, qtbot: QtBot) -> None:
    said = heard(face.zoom_wanted)
    place = beside(face, SPRING, date(2026, 5, 12))
    for _ in range(2):
        QApplication.sendEvent(face.sheet.viewport(), _turned(face, place))
        place = beside(face, SPRING, date(2026, 5, 12))
    assert said == [((date(2026, 4, 1), date(2026, 6, 30)),), (MAY,)]
    qtbot.keyClick(face.sheet, KEY.Key_Minus)
    qtbot.keyClick(face.sheet, KEY.Key_0)
    assert said[2:] == [((date(2026, 4, 1), date(2026, 6, 30)),), (None,)]


def _turned(face: TimelineFace, place: QPointF) -> QWheelEvent:
    there = QPointF(face.sheet.viewport().mapToGlobal(place.toPoint()))
    phase = Qt.ScrollPhase.NoScrollPhase
    return QWheelEvent(place, there, QPoint(), QPoint(0, 120), NONE, CONTROL, phase, False)


def test_a_zoom_scrolls_to_the_first_row_that_has_a_bar_there(face: TimelineFace) -> None:
    ones = [activity(key, f"Aktivitet {key}", month_timing(YEAR, key // 6 + 1)) for key in range(1, 72)]
    face.show_view(replace(year_view(ones), notices={}), WheelOptions())
    assert face.sheet.verticalScrollBar().value() == 0
    face.show_view(replace(year_view(ones), notices={}), WheelOptions(zoom=MAY))
    place = face.sheet.rows.place_of(24)
    assert place in face.sheet.sight.seen
    assert face.sheet.rows.place_of(20) not in face.sheet.sight.seen


def test_the_law_is_told_over_its_triangle(face: TimelineFace) -> None:
    scale = face.sheet.sight.scale
    place = QPointF(scale.x(date(2026, 11, 30)) + scale.day / 2, HEADER - 5)
    assert "KL 11 kap. 10 §" in face.sheet.words_at(place)
    assert "Delårsrapport" in face.sheet.words_at(bar(face, DEADLINE))


def test_only_what_is_seen_is_painted(face: TimelineFace, monkeypatch: pytest.MonkeyPatch) -> None:
    ones = [activity(key, f"Aktivitet {key}", month_timing(YEAR, key % 12 + 1)) for key in range(1, 301)]
    orders = tuple((key, key + 1, 0) for key in range(1, 300))
    face.show_view(replace(year_view(ones), orders=orders, notices={}), WheelOptions())
    painted: list[int] = []
    draw = timeline_paint.draw_bar

    def counted(*said: object) -> None:
        painted.append(said[3])  # type: ignore[arg-type]
        draw(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(timeline_paint, "draw_bar", counted)
    face.select(200)
    painted.clear()
    assert not face.sheet.viewport().grab().isNull()
    assert 15 < len(painted) < 40
    assert face.sheet.rows.place_of(200) in painted


def test_long_names_wrap_to_four_lines_and_undated_rows_say_so(face: TimelineFace) -> None:
    ones = [activity(1, "Ett mycket långt namn 🎉 " * 20, undated()), activity(2, "Kort", undated())]
    face.show_view(year_view(ones), WheelOptions())
    tops = face.sheet.rows.tops
    assert tops[2] - tops[1] > tops[3] - tops[2]
    assert tops[2] - tops[1] < 90
    assert not face.sheet.viewport().grab().isNull()
    assert face.sheet.activity(1).when.words == "utan angiven tid"


def test_a_filter_that_leaves_nothing_shows_an_empty_timeline(face: TimelineFace, qtbot: QtBot) -> None:
    face.show_view(replace(sample(), activities=()), WheelOptions())
    qtbot.keyClick(face.sheet, KEY.Key_Down)
    assert not face.sheet.viewport().grab().isNull()


def test_the_keyboard_walk_stays_in_the_order_of_the_rows(face: TimelineFace, qtbot: QtBot) -> None:
    face.show_view(sample(), WheelOptions(rings="phase"))
    chosen = heard(face.selected)
    for _ in face.sheet.keys:
        qtbot.keyClick(face.sheet, KEY.Key_Down)
    assert [key for (key,) in chosen] == face.sheet.keys


@pytest.mark.parametrize("right", [200.0, 2000.0])
def test_words_stand_clear_of_the_bar_and_of_days_that_may_come_instead(right: float) -> None:
    marks = [QRectF(140, 0, 12, 20), QRectF(156, 4, 12, 12)]
    words = words_area(marks, 60.0, QRectF(0, 0, right, 20))
    assert not any(words.intersects(mark) for mark in marks)
    assert 0 <= words.left() < words.right() <= right
