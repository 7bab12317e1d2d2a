"""Days of one year in another: weekdays stay weekdays, dates stay dates, and nothing leaves its year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.placing import on_working_days, years_later
from app.services.wheel.times import day_timing
from app.services.wheel.timing import Timing
from app.services.wheel.workdays import is_working

DAYS = st.integers(0, 2500).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


def test_the_last_day_of_a_month_is_a_date_only_where_it_is_meant_so() -> None:
    last = day_timing(date(2027, 8, 31))
    assert years_later(last, 1).first == date(2028, 8, 31)
    assert years_later(last, 1, dated=False).first == date(2028, 8, 29)


@pytest.mark.parametrize("start", [date(2026, 8, 25), date(2026, 11, 24), date(2027, 3, 31)])
def test_a_weekday_stays_that_weekday_over_the_years(start: date) -> None:
    timing = day_timing(start)
    for _ in range(10):
        timing = years_later(timing, 1, dated=False)
        assert timing.first is not None
        assert is_working(timing.first)
        assert timing.first.month == start.month
        assert timing.first.weekday() == start.weekday() or not is_working(
            timing.first + timedelta(days=(start.weekday() - timing.first.weekday()) % 7)
        )


def test_days_that_are_only_possible_keep_their_distance() -> None:
    source = day_timing(date(2026, 8, 25))
    possible = Timing("dag", source.first, source.last, tentative=(date(2026, 8, 26),))
    later = years_later(possible, 1, dated=False)
    assert (later.first, later.tentative) == (date(2027, 8, 31), (date(2027, 9, 1),))


@given(DAYS, st.integers(0, 4))
def test_a_day_is_put_on_a_working_day_of_its_own_year(first: date, days: int) -> None:
    placed = on_working_days(day_timing(first, first + timedelta(days=days)))
    assert placed.first is not None
    assert placed.first.year == first.year


def test_new_years_day_is_not_moved_to_the_year_before() -> None:
    assert on_working_days(day_timing(date(2027, 1, 1))).first == date(2027, 1, 4)
