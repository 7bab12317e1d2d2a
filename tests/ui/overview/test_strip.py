"""The year as a strip: nothing covers anything, what matters has room, and every place says what it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.services.wheel.legal import legal_days
from app.services.wheel.times import by_day, when_of
from app.services.wheel.views import Activity, WheelRow, WheelView
from app.ui.overview.places import Scale, place
from app.ui.overview.strip import HEAD, LANE, MOST_LANES, YearStrip
from tests.conftest import TODAY
from tests.services.wheel.activities import activity, on
from tests.ui.pages import _look

__all__ = ["_look"]
FIRST = date(2026, 1, 1)
SCALE = Scale(FIRST, 1000.0)


def view(*activities: Activity, month: int = 1) -> WheelView:
    wheel = WheelRow(1, "hjul", "Hjulet", month)
    return WheelView(2026, TODAY, "Norberg", (wheel,), activities, legal_days(2026, (), frozenset()), (), ())


@pytest.fixture
def strip(qtbot: QtBot) -> YearStrip:
    made = YearStrip()
    qtbot.addWidget(made)
    made.resize(1000, 200)
    return made


_spans = st.lists(st.tuples(st.integers(0, 364), st.integers(0, 120), st.integers(1, 40)), max_size=40)


@given(_spans, st.integers(200, 2000), st.integers(1, 9))
def test_no_two_bars_of_a_lane_meet(spans: list[tuple[int, int, int]], width: int, most: int) -> None:
    activities = [
        activity(n, on(FIRST + timedelta(days=start), FIRST + timedelta(days=start + days)), short="x" * name)
        for n, (start, days, name) in enumerate(spans)
    ]
    found = place(activities, Scale(FIRST, float(width)), lambda words: 6.0 * len(words), most)
    assert len(found.bars) + found.hidden == len(spans)
    assert found.lanes <= most
    for n, bar in enumerate(found.bars):
        assert 0 <= bar.left < bar.right <= bar.room <= width
        for other in found.bars[n + 1 :]:
            assert bar.lane != other.lane or bar.room <= other.left or other.room <= bar.left


def test_what_has_no_time_or_is_of_another_year_is_not_on_the_strip() -> None:
    activities = [activity(1), activity(2, on(date(2025, 12, 31))), activity(3, on(date(2027, 1, 1)))]
    assert place(activities, SCALE, lambda _words: 50.0, 5) == place([], SCALE, lambda _words: 50.0, 5)


def test_what_only_has_a_last_day_opens_before_it() -> None:
    deadline = activity(1, when_of(by_day(date(2026, 6, 30)), 2026))
    (bar,) = place([deadline], SCALE, lambda _words: 10.0, 5).bars
    assert bar.opens
    assert bar.left < SCALE.at(date(2026, 6, 20)) < bar.right == SCALE.at(date(2026, 7, 1))


def test_what_binds_by_law_has_room_before_other_things() -> None:
    whole = on(date(2026, 5, 1), date(2026, 10, 31))
    others = [activity(n, whole) for n in range(5)]
    bound = activity(9, on(date(2026, 10, 1)), law="board-proposal", concerns=2027)
    found = place([*others, bound], SCALE, lambda _words: 30.0, 1)
    assert [bar.activity.key for bar in found.bars] == [9]
    assert found.hidden == 5


def test_a_school_year_begins_with_its_own_month(strip: YearStrip) -> None:
    strip.show_year(view(activity(1, on(date(2026, 9, 1))), month=8))
    assert strip.scale.months()[0] == date(2026, 8, 1)
    assert strip.scale.months()[-1] == date(2027, 7, 1)
    assert strip.scale.at(date(2026, 8, 1)) == 0


def test_every_place_says_what_is_there(strip: YearStrip) -> None:
    one = activity(1, on(date(2026, 3, 1), date(2026, 3, 31)), title="Bokslut", phase="uppfoljning")
    strip.show_year(view(one))
    middle = QPointF(strip.scale.at(date(2026, 3, 15)), HEAD + LANE / 2)
    assert strip.activity_at(middle) == one
    assert strip.words_at(middle).startswith("Bokslut\n")
    assert "Uppföljning" in strip.words_at(middle)
    law = QPointF(strip.scale.at(date(2026, 12, 1)), HEAD - 6)
    assert "30 november 2026" in strip.words_at(law)
    assert strip.words_at(QPointF(2, HEAD + LANE / 2)) == ""


def test_a_click_opens_what_is_there(strip: YearStrip, qtbot: QtBot) -> None:
    one = activity(5, on(date(2026, 3, 1), date(2026, 3, 31)))
    strip.show_year(view(one))
    opened: list[object] = []
    strip.opened.connect(opened.append)
    strip.show()
    place_ = QPoint(int(strip.scale.at(date(2026, 3, 15))), HEAD + LANE // 2)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place_)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(1, HEAD + 3))
    assert opened == [5]


def test_its_height_follows_its_lanes_and_it_is_told_to_screen_readers(strip: YearStrip) -> None:
    whole = on(date(2026, 1, 1), date(2026, 12, 31))
    strip.show_year(view(*(activity(n, whole) for n in range(1, 12))))
    assert strip.strip.lanes == MOST_LANES
    assert strip.strip.hidden == 11 - MOST_LANES
    assert strip.height() == HEAD + LANE * MOST_LANES + 2
    assert "Aktivitet 1" in strip.accessibleDescription()


def test_it_is_painted_in_light_and_dark_with_everything_on_it(strip: YearStrip) -> None:
    from app.ui.parts.theme import theme

    whole = on(date(2026, 2, 1), date(2026, 4, 30))
    statuses = ("planned", "ongoing", "done", "late")
    strip.show_year(view(*(activity(n, whole, status=status) for n, status in enumerate(statuses, 1))))
    light = strip.grab().toImage()
    theme().set_appearance("dark")
    assert strip.grab().toImage() != light


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(500, 1600))
def test_a_month_s_name_is_clear_of_today_and_of_days_by_law(today: date, width: int) -> None:
    strip = YearStrip()
    strip.resize(width, 200)
    strip.show_year(replace(view(), today=today))
    scale = strip.scale
    marks = [scale.at(one.day + timedelta(days=1)) for one in strip._legal]
    marks.append(scale.at(today))
    for month in scale.months():
        start, name = strip._month_name(month, scale.at(month), lambda words: 6.0 * len(words))
        assert not name or all(not start <= mark <= start + 6.0 * len(name) for mark in marks)
    strip.deleteLater()


def test_a_name_beside_its_bar_is_whole_where_nothing_follows() -> None:
    long = "Nämndernas budgetförslag lämnas till kommunstyrelsen"
    ones = [activity(1, on(date(2026, 2, 3)), short=long), activity(2, on(date(2026, 10, 1)), short=long)]
    bars = place(ones, SCALE, lambda words: 6.0 * len(words), 1).bars
    assert bars[0].room - bars[0].right >= 6.0 * len(long)
    assert bars[1].room == SCALE.width
