"""The years of an example, counted from its budget year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.exchange.example_format_base import Day, Moment
from app.services.exchange.example_time import Timeline


def test_the_sources_own_years_stand_when_the_budget_year_is_2011() -> None:
    time = Timeline(2011)
    title = time.words("Övergripande strategier och budget {år} och {år+1}–{år+2}")
    assert title == "Övergripande strategier och budget 2011 och 2012–2013"
    assert time.words("KS {år-1}/184") == "KS 2010/184"
    assert time.day(Day(year=-1, month=10, day=27)) == date(2010, 10, 27)


def test_a_fixed_year_stays_whatever_the_budget_year() -> None:
    assert Timeline(2027).year(2009) == 2009
    assert Timeline(2027).year(-1) == 2026


@pytest.mark.parametrize(
    ("budget_year", "meeting"),
    [(2011, date(2010, 10, 27)), (2029, date(2028, 10, 27)), (2031, date(2030, 10, 28))],
)
def test_a_decision_day_on_a_weekend_is_moved(budget_year: int, meeting: date) -> None:
    assert Timeline(budget_year).working_day(Day(year=-1, month=10, day=27)) == meeting


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 28))
def test_a_decision_day_is_a_weekday_at_most_one_day_off(year: int, month: int, day: int) -> None:
    found = Timeline(year).working_day(Day(year=0, month=month, day=day))
    assert found is not None
    assert found.weekday() < 5
    assert abs((found - date(year, month, day)).days) <= 1


def test_a_period_is_a_year_or_a_year_with_month() -> None:
    time = Timeline(2011)
    assert time.period(Moment(year=-2)) == "2009"
    assert time.period(Moment(year=-1, month=6)) == "2010-06"


def test_a_span_keeps_the_part_of_its_year() -> None:
    time = Timeline(2011)
    spans = {"-1-H1": "2010-H1", "0": "2011", "-2-12": "2009-12", "1-T3": "2012-T3", "2020-Q1": "2020-Q1"}
    assert {span: time.span(span) for span in spans} == spans


def test_text_without_years_is_left_alone() -> None:
    time = Timeline(2011)
    assert time.words("{chef} och {år} och {åren}") == "{chef} och 2011 och {åren}"
    assert time.known_words(None) is None
    assert time.known_day(None) is None
    assert time.working_day(None) is None
