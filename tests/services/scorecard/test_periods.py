"""Periods: what is stored, what people type, and in which years a figure is measured."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.scorecard.periods import (
    FREQUENCIES,
    NotAPeriod,
    before,
    next_measured,
    period_short,
    period_words,
    periods_of,
    read_period,
    report_periods,
    report_words,
)

YEARS = st.integers(1900, 2198)


@given(YEARS, st.sampled_from(sorted(FREQUENCIES)))
def test_the_periods_of_a_year_follow_each_other_and_fill_it(year: int, frequency: str) -> None:
    periods = periods_of(year, frequency)
    for earlier, later in pairwise(periods):
        assert later.first == earlier.last + timedelta(days=1)
    assert (periods[-1].last - periods[0].first).days in (364, 365)
    for period in periods:
        assert period.year == year
        assert read_period(period.text) == period
        assert read_period(period_words(period.text)) == period
        assert before(period).year == year - 1
        assert before(period).last < period.first


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("T1 2027", "2027-T1"), ("tertial 1", "2026-T1"), ("kv 2", "2026-Q2"), ("jan", "2026-01"),
        ("Januari 2027", "2027-01"), ("läsåret 2027/28", "2027/28"), ("27/28", "2027/28"),
        ("2027/2028", "2027/28"), ("1999/00", "1999/00"), ("delår", "2026-H1"), ("helår", "2026"),
        ("första halvåret 2027", "2027-H1"), ("2:a kvartalet 2027", "2027-Q2"), ("2027M01", "2027-01"),
        ("2027K1", "2027-Q1"), ("jan-27", "2027-01"), ("okt. 2027", "2027-10"), ("VT 2027", "2027-H1"),
        ("202701", "2027-01"), ("1/2027", "2027-01"), ("  Tertial 2,  2027 ", "2027-T2"), ("år 2027", "2027"),
    ],
)  # fmt: skip
def test_what_people_type_is_understood(typed: str, stored: str) -> None:
    assert read_period(typed, year=2026).text == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("T4 2027", "Ett år har 3 tertial"), ("2027-13", "Ett år har 12 månader"), ("T1", "vilket år"),
        ("", "Skriv till exempel"), ("12,5", "Skriv till exempel"), ("2027-03-31", "Skriv till exempel"),
        ("2027/29", "Ett år har 12 månader"), ("jan 0000", "mellan 1900 och 2199"), ("T" * 10_000, "…”"),
        ("ca 2027", "Skriv till exempel"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_advice(typed: str, why: str) -> None:
    with pytest.raises(NotAPeriod, match=why):
        read_period(typed)


@given(st.text(max_size=40), st.one_of(st.none(), YEARS))
def test_any_text_is_a_period_or_a_sentence(text: str, year: int | None) -> None:
    with suppress(NotAPeriod):
        period = read_period(text, year=year)
        assert read_period(period.text) == period


@given(YEARS, YEARS, st.sampled_from(sorted(FREQUENCIES)))
def test_the_next_year_of_measuring_is_the_first_one_after(first: int, after: int, frequency: str) -> None:
    following = next_measured(frequency, first, after)
    assert following is not None
    assert following > after
    assert following >= first
    assert periods_of(following, frequency, first_year=first)
    assert not any(
        periods_of(year, frequency, first_year=first)
        for year in range(max(after + 1, following - 4), following)
    )


def test_what_is_measured_every_third_year_has_no_period_between() -> None:
    found = [
        year for year in range(2024, 2034) if periods_of(year, "three_years", first_year=2026, last_year=2030)
    ]
    assert found == [2026, 2029]
    assert next_measured(None, 2026, 2026) is None


def test_a_report_is_told_from_january_to_its_end() -> None:
    assert [report_words(period.text) for period in report_periods(2027)] == [
        "Helår", "Kvartal 1, januari–mars", "Tertial 1, januari–april", "Delår, januari–juni",
        "Tertial 2, januari–augusti", "Kvartal 3, januari–september",
    ]  # fmt: skip
    assert report_words("2027-03") == "Januari–mars"
    assert [period_short(text) for text in ("2027", "2027-H1", "2027-Q2", "2027-05", "2027/28")] == [
        "2027", "H1", "Kv 2", "maj", "2027/28",
    ]  # fmt: skip
    assert read_period("2027-T2").last == date(2027, 8, 31)
