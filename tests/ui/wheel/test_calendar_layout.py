"""A year as twelve months: what is a line, what a strip, and in which lane."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from app.services.wheel.times import by_day, by_month, day_timing, month_timing, part_timing
from app.ui.wheel.calendar_layout import Strip, calendar_of
from app.ui.wheel.calendar_paint import words_room
from app.ui.wheel.calendar_places import MOST_LANES, Measures, place_calendar
from app.ui.wheel.year_days import add_months, month_end, year_days
from tests.ui.wheel.sample_year import YEAR, activity, sample

YEAR_DAYS = year_days(YEAR)
MEASURES = Measures(24.0, 17.0, 16.0)


def test_months_are_lines_in_each_of_their_months_and_days_are_strips() -> None:
    calendar = calendar_of(sample().activities, YEAR_DAYS)
    lines = {
        month.first.month: [line.key for line in month.lines] for month in calendar.months if month.lines
    }
    assert lines == {3: [1], 8: [4], 9: [6], 10: [5], 11: [5]}
    april = calendar.months[3]
    strips = [(one.first.day, one.last.day) for week in april.weeks for one in week.strips]
    assert strips == [(13, 19), (20, 24)]
    assert calendar.undated == (7,)


def test_a_part_of_a_month_takes_its_part_of_the_line() -> None:
    (line,) = calendar_of((activity(1, "Mitten", part_timing(YEAR, 9, "middle")),), YEAR_DAYS).months[8].lines
    assert (round(line.start * 30), round(line.end * 30)) == (10, 20)


def test_a_last_day_alone_stands_on_that_day_and_a_last_month_fades_in() -> None:
    ones = (activity(1, "Dag", by_day(date(YEAR, 6, 30))), activity(2, "Månad", by_month(YEAR, 8)))
    calendar = calendar_of(ones, YEAR_DAYS)
    assert calendar.by_day == {date(YEAR, 6, 30): (1,)}
    assert calendar.months[7].lines[0].fade


def test_twelve_months_begin_in_the_start_month_and_leave_out_what_lies_outside() -> None:
    ones = (
        activity(1, "Före", day_timing(date(2026, 7, 31))),
        activity(2, "I", day_timing(date(2027, 7, 31))),
    )
    calendar = calendar_of(ones, year_days(2026, 8))
    assert (calendar.months[0].first, calendar.months[-1].first) == (date(2026, 8, 1), date(2027, 7, 1))
    assert calendar.outside == (1,)
    assert list(calendar.by_day) == [date(2027, 7, 31)]


def test_over_new_year_a_line_goes_on_only_in_the_months_that_are_shown() -> None:
    over = replace(month_timing(YEAR, 11), precision="manadsintervall", last=date(2027, 2, 28))
    calendar = calendar_of((activity(1, "Vinter", over),), YEAR_DAYS)
    assert [(m.first.month, line.begins, line.ends) for m in calendar.months for line in m.lines] == [
        (11, True, False),
        (12, False, False),
    ]


def test_swedish_weeks_number_the_days_and_hold_every_day_once() -> None:
    calendar = calendar_of((), year_days(2020))
    january, december = calendar.months[0], calendar.months[-1]
    assert (january.weeks[0].number, december.weeks[-1].number) == (1, 53)
    days = [day for month in calendar.months for week in month.weeks for day in week.days]
    assert days == [date(2020, 1, 1) + timedelta(days=number) for number in range(366)]


@given(st.lists(st.tuples(st.integers(0, 364), st.integers(0, 12)), max_size=40))
def test_no_two_strips_of_a_lane_meet_and_their_free_days_are_free(spans: list[tuple[int, int]]) -> None:
    first = YEAR_DAYS.first
    ones = [
        activity(key, "x", day_timing(first + timedelta(days=at), first + timedelta(days=at + length)))
        for key, (at, length) in enumerate(spans)
    ]
    for month in calendar_of(ones, YEAR_DAYS).months:
        for week in month.weeks:
            for one in week.strips:
                others = [two for two in week.strips if two is not one and two.lane == one.lane]
                assert all(two.last < one.first or two.first > one.last for two in others)
                start = one.first - timedelta(days=one.before)
                end = one.last + timedelta(days=one.after)
                assert start >= week.first
                assert end <= week.last
                assert all(two.last < start or two.first > end for two in others)


def test_every_day_stands_where_it_is_found_in_any_width() -> None:
    calendar = calendar_of(sample().activities, YEAR_DAYS)
    for width, columns in ((1200, 4), (800, 3), (500, 2)):
        places = place_calendar(calendar, width, 700, MEASURES)
        assert places.columns == columns
        for number in range(365):
            day = YEAR_DAYS.first + timedelta(days=number)
            area = places.area_of(day)
            assert area is not None
            assert area.right() <= width
            assert places.day_at(area.center()) == day


def test_what_has_no_room_is_offered_as_so_many_more() -> None:
    day = date(YEAR, 9, 15)
    ones = [activity(key, "Möte", day_timing(day)) for key in range(1, 6)]
    ones += [activity(key, "Månad", month_timing(YEAR, 2)) for key in range(10, 18)]
    places = place_calendar(calendar_of(ones, YEAR_DAYS), 800, 0, MEASURES)
    assert [(more.day, len(more.keys)) for more in places.mores] == [(None, 3), (day, 5 - MOST_LANES)]
    assert {piece.key for piece in places.pieces} | {key for more in places.mores for key in more.keys} == {
        one.key for one in ones
    }


@given(st.dates(date(1992, 1, 1), date(2090, 1, 1)), st.integers(-30, 30))
def test_months_are_counted_over_years(day: date, count: int) -> None:
    first = day.replace(day=1)
    there = add_months(first, count)
    assert add_months(there, -count) == first
    assert month_end(there) + timedelta(days=1) == add_months(there, 1)


_DAYS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), min_size=1, max_size=14)


@given(_DAYS, st.integers(400, 1400), st.integers(10, 400))
def test_words_never_run_over_other_words_or_over_the_edge_of_a_bar(
    days: list[tuple[int, int]], width: int, natural: int
) -> None:
    start = date(YEAR, 8, 24)
    ones = [
        activity(n, "Möte", day_timing(start + timedelta(days=first), start + timedelta(days=first + more)))
        for n, (first, more) in enumerate(days, start=1)
    ]
    pieces = place_calendar(calendar_of(ones, YEAR_DAYS), width, 0, MEASURES).pieces
    rooms = [(piece, words_room(piece, natural)[0]) for piece in pieces]
    for number, (piece, room) in enumerate(rooms):
        part = piece.part
        if isinstance(part, Strip) and part.first != part.last and part.ends:
            edge = QRectF(piece.area.right() - 3, piece.area.top(), 3, piece.area.height())
            assert not room.intersects(edge)
        for _other, beside in rooms[number + 1 :]:
            assert not room.intersects(beside)
