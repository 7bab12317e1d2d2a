"""A body's days as people say them: patterns, lists, and what cannot be read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.wheel.meetingdates import WEEKDAYS, UnreadableDates, read_days


def days(text: str, year: int = 2027) -> list[str]:
    return [day.isoformat()[5:] for day in read_days(text, year)]


def test_every_other_tuesday_begins_where_it_is_said() -> None:
    found = read_days("varannan tisdag från 13 januari till 30 juni", 2027)
    assert found[:2] == (date(2027, 1, 19), date(2027, 2, 2))
    assert found[-1] <= date(2027, 6, 30)
    assert {day.weekday() for day in found} == {1}
    assert {(later - day).days for day, later in pairwise(found)} == {14}


def test_the_last_monday_of_the_month_without_the_summer() -> None:
    found = days("Sista måndagen i månaden utom juni–augusti")
    assert found == ["01-25", "02-22", "03-29", "04-26", "05-31", "09-27", "10-25", "11-29", "12-27"]


def test_the_first_thursday_is_that_of_each_month() -> None:
    assert days("första torsdagen")[:3] == ["01-07", "02-04", "03-04"]


def test_odd_weeks_are_those_of_the_calendar_also_after_a_long_year() -> None:
    found = read_days("varje onsdag i udda veckor", 2027)
    assert all(day.isocalendar().week % 2 == 1 for day in found)
    assert date(2027, 1, 13) not in found
    assert date(2027, 1, 6) in found


def test_pasted_dates_in_any_usual_form_come_in_order_and_once() -> None:
    text = "14/4; 2027-05-12\n13 januari,\n3 februari och 13 jan\nons 3 mars"
    assert days(text) == ["01-13", "02-03", "03-03", "04-14", "05-12"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "hej", "varannan tisdag hej", "januari", "10–11 mars", "utom juli", "varannan", "x" * 5000],
)
def test_what_is_neither_pattern_nor_days_says_what_to_write(text: str) -> None:
    with pytest.raises(UnreadableDates) as refused:
        read_days(text, 2027)
    assert "varannan tisdag" in refused.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("29 februari", "finns inte"),
        ("tis 3 mars", "är en onsdag, inte en tisdag"),
        ("varje måndag från 1 augusti till 1 februari", "inga dagar 2027"),
        ("varje måndag\nvarje tisdag", "går inte att läsa"),
    ],
)
def test_days_that_do_not_exist_are_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_days(text, 2027)
    assert said in refused.value.message


def test_more_days_than_a_body_meets_are_refused() -> None:
    first = date(2027, 1, 1)
    text = "\n".join((first + timedelta(days=n)).isoformat() for n in range(200))
    with pytest.raises(DomainError, match="glesare"):
        read_days(text, 2027)


@given(st.sampled_from(WEEKDAYS), st.sampled_from(["varje", "varannan", "var tredje", "var fjärde"]),
       st.integers(2000, 2100))  # fmt: skip
def test_every_day_of_a_pattern_is_that_weekday_of_the_year(name: str, every: str, year: int) -> None:
    found = read_days(f"{every} {name}", year)
    assert {WEEKDAYS[day.weekday()] for day in found} == {name}
    assert {day.year for day in found} == {year}
    assert found[0] <= date(year, 1, 7)


@given(st.lists(st.dates(date(2027, 1, 1), date(2027, 12, 31)), min_size=1, max_size=40))
def test_dates_are_read_as_they_are_written(written: list[date]) -> None:
    text = "\n".join(day.isoformat() for day in written)
    assert read_days(text, 2027) == tuple(sorted(set(written)))
