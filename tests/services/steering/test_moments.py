"""A day, a month or a year, as precise as it is known (`META-09`)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.days import Moment, NotAMoment, read_moment, span_of, write_moment


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("", Moment()),
        ("2010-12-08", Moment(day=date(2010, 12, 8))),
        ("20101208", Moment(day=date(2010, 12, 8))),
        ("101208", Moment(day=date(2010, 12, 8))),
        ("991208", Moment(day=date(1999, 12, 8))),
        ("dec 2010", Moment(words="december 2010")),
        ("Dec. 2010", Moment(words="december 2010")),
        ("nov 2010", Moment(words="november 2010")),
        ("2010-12", Moment(words="december 2010")),
        (" 2010 ", Moment(words="2010")),
    ],
)
def test_moments_are_read(typed: str, moment: Moment) -> None:
    assert read_moment(typed) == moment


@pytest.mark.parametrize("typed", ["våren 2010", "2010-13", "101332", "ju 2010", "2010-02-30", "0000"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(NotAMoment):
        read_moment(typed)


@given(st.dates(date(1000, 1, 1)))
def test_a_moment_is_read_back_as_written(day: date) -> None:
    assert read_moment(write_moment(Moment(day=day))) == Moment(day=day)
    month = read_moment(f"{day.year}-{day.month}")
    span = span_of(month)
    assert span is not None
    assert span[0] <= day <= span[1]
    assert read_moment(write_moment(month)) == month


def test_words_that_say_no_time_have_no_span() -> None:
    assert span_of(Moment(words="långt tillbaka")) is None
    assert span_of(Moment()) is None
    assert span_of(Moment(words="2010")) == (date(2010, 1, 1), date(2010, 12, 31))
