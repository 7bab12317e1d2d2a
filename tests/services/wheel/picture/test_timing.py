"""Spans of the year are no more exact than the source, and the words say the same."""

from dataclasses import dataclass
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.picture.timing import (
    LEAST_SPAN,
    MONTH,
    MONTH_STARTS,
    Span,
    span_of,
    time_order,
    time_words,
)

MONTHS, DAYS = st.integers(1, 12), st.integers(1, 31)


@dataclass(frozen=True)
class Given:
    precision: str
    start_month: int | None = None
    start_day: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    month_part: str | None = None
    season: str | None = None


def month(first: int, last: int) -> Given:
    return Given("manad" if first == last else "manadsintervall", start_month=first, end_month=last)


@pytest.mark.parametrize(
    ("timed", "words"),
    [
        (month(3, 3), "mars"),
        (month(9, 11), "september–november"),
        (Given("del_av_manad", 2, None, 2, None, "middle"), "mitten av februari"),
        (Given("arstid", season="spring"), "våren"),
        (Given("senast_manad", end_month=6), "senast juni"),
        (Given("senast_dag", end_month=6, end_day=15), "senast 15 juni"),
        (Given("dag", 3, 17, 3, 17), "17 mars"),
        (Given("dag", 3, 10, 3, 11), "10–11 mars"),
        (Given("dag", 3, 31, 4, 1), "31 mars–1 april"),
        (Given("okand"), "utan angiven tid"),
    ],
)
def test_the_words_say_what_is_known(timed: Given, words: str) -> None:
    assert time_words(timed) == words


def test_a_month_fills_its_part_of_the_circle() -> None:
    span = span_of(month(1, 1))
    assert span is not None
    assert span == Span(0.0, MONTH_STARTS[1])
    december = span_of(month(12, 12))
    assert december is not None
    assert isclose(december.end, 1.0)


def test_what_is_not_timed_has_no_place_on_the_circle() -> None:
    assert span_of(Given("okand")) is None


def test_the_winter_goes_over_new_year() -> None:
    span = span_of(Given("arstid", season="winter"))
    assert span is not None
    assert span.start == MONTH_STARTS[11]
    assert isclose(span.end, 1 + MONTH_STARTS[2])
    january = span_of(month(1, 1))
    assert january is not None
    assert span.meets(january)
    assert january.meets(span)


def test_only_the_last_day_of_a_limit_is_known() -> None:
    span = span_of(Given("senast_manad", end_month=6))
    assert span is not None
    assert span.open_start
    assert isclose(span.end, MONTH_STARTS[6])
    assert isclose(span.end - span.start, MONTH)


def test_parts_of_a_month_share_it_without_meeting() -> None:
    spans = [span_of(Given("del_av_manad", 2, None, 2, None, part)) for part in ("early", "middle", "late")]
    early, middle, late = (span for span in spans if span is not None)
    assert early.start == MONTH_STARTS[1]
    assert isclose(early.end, middle.start)
    assert isclose(middle.end, late.start)
    assert isclose(late.end, MONTH_STARTS[2])


@given(MONTHS, DAYS)
def test_a_day_is_a_point_with_room_to_be_seen_in_its_month(number: int, day: int) -> None:
    span = span_of(Given("dag", number, day, number, day))
    assert span is not None
    assert span.point
    assert isclose(span.end - span.start, LEAST_SPAN)
    last = (*MONTH_STARTS, 1.0)[number]
    assert MONTH_STARTS[number - 1] <= span.middle < last


@given(MONTHS, MONTHS)
def test_every_interval_starts_on_the_circle_and_ends_at_most_a_turn_later(first: int, last: int) -> None:
    span = span_of(month(first, last))
    assert span is not None
    assert 0 <= span.start < 1
    assert span.start < span.end <= span.start + 1 + 1e-9


def test_the_order_is_the_year_with_what_has_no_time_last() -> None:
    late, early, never = month(11, 11), month(2, 3), Given("okand")
    limit = Given("senast_manad", end_month=6)
    assert sorted([never, late, limit, early], key=time_order) == [early, limit, late, never]
