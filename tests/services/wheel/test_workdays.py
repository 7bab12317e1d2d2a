"""Working days: holidays and eves by their Swedish names, squeezed days, and the closest working day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.workdays import (
    day_notice,
    holiday_name,
    holidays_of,
    is_squeeze,
    is_working,
    nearest_working,
    working_after,
    working_before,
)

_DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_the_holidays_of_2026_have_their_swedish_names() -> None:
    assert {day.isoformat(): name for day, name in holidays_of(2026).items()} == {
        "2026-01-01": "Nyårsdagen",
        "2026-01-06": "Trettondedag jul",
        "2026-04-03": "Långfredagen",
        "2026-04-05": "Påskdagen",
        "2026-04-06": "Annandag påsk",
        "2026-05-01": "Första maj",
        "2026-05-14": "Kristi himmelsfärdsdag",
        "2026-05-24": "Pingstdagen",
        "2026-06-06": "Nationaldagen",
        "2026-06-19": "Midsommarafton",
        "2026-06-20": "Midsommardagen",
        "2026-10-31": "Alla helgons dag",
        "2026-12-24": "Julafton",
        "2026-12-25": "Juldagen",
        "2026-12-26": "Annandag jul",
        "2026-12-31": "Nyårsafton",
    }


@pytest.mark.parametrize("year", [1, 2023, 2024, 9999])
def test_any_year_can_be_asked_for(year: int) -> None:
    assert all(day.year == year for day in holidays_of(year))


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2026, 1, 2), "klämdag"),
        (date(2026, 1, 5), "klämdag"),
        (date(2026, 5, 15), "klämdag"),
        (date(2026, 5, 13), None),
        (date(2026, 6, 18), None),
        (date(2026, 6, 19), "Midsommarafton"),
        (date(2026, 6, 6), "Nationaldagen"),
        (date(2026, 11, 21), "lördag"),
        (date(2026, 11, 22), "söndag"),
        (date(2026, 11, 23), None),
        (date(2027, 5, 7), "klämdag"),
        (date(2030, 12, 23), "klämdag"),
        (date(2030, 12, 30), "klämdag"),
    ],
)
def test_a_day_says_why_it_is_no_ordinary_working_day(day: date, notice: str | None) -> None:
    assert day_notice(day) == notice
    assert is_squeeze(day) is (notice == "klämdag")


@given(_DAYS)
def test_the_closest_working_days_are_worked_and_nothing_between_is(day: date) -> None:
    before, after = working_before(day), working_after(day)
    assert before <= day <= after
    assert is_working(before)
    assert is_working(after)
    between = (before + timedelta(days=count) for count in range(1, (after - before).days))
    assert not any(is_working(each) for each in between)
    nearest = nearest_working(day)
    assert nearest in (before, after)
    assert abs(nearest - day) == min(day - before, after - day)


@given(_DAYS)
def test_a_squeezed_day_is_worked_between_two_days_that_are_not(day: date) -> None:
    if is_squeeze(day):
        assert is_working(day)
        around = (day - timedelta(days=1), day + timedelta(days=1))
        assert not any(is_working(each) for each in around)
        assert any(holiday_name(each) for each in around)


def test_the_first_and_last_day_there_is_are_no_squeezed_days() -> None:
    assert not is_squeeze(date.min)
    assert not is_squeeze(date.max)
