"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.formatting import write_long_date
from app.services.steering.days import NotADay, read_day, read_year


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(f"  {day.isoformat()} ") == day
    assert read_day(day.isoformat().replace("-", "")) == day
    if day.year > 999:
        assert read_day(write_long_date(day)) == day


@given(st.integers(1, 9999))
def test_a_year_alone_is_its_first_or_its_last_day(year: int) -> None:
    assert read_day(f"{year:04d}") == date(year, 1, 1)
    assert read_day(f"{year:04d}", end=True) == date(year, 12, 31)
    assert read_year(f"{year:04d}") == year


def test_nothing_typed_is_no_day() -> None:
    assert read_day("  ") is None
    assert read_year("") is None


@pytest.mark.parametrize("text", ["igår", "2011-13-01", "2011-02-29", "0000", "²⁰¹¹", "11", "20110101x"])
def test_what_is_no_day_is_said_with_an_example(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        read_day(text)
    assert refused.value.message == (
        f"”{text}” är inte ett datum. Skriv till exempel 2011-01-01, 1 januari 2011 eller bara 2011."
    )


@pytest.mark.parametrize("text", ["2011-01-01", "11", "0000", "två"])
def test_a_year_has_four_digits(text: str) -> None:
    with pytest.raises(NotADay):
        read_year(text)
