"""What is late, what awaits a report and what is too long, told from plain values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.assignments import rules
from tests.conftest import TODAY

_DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
_STATUS = st.sampled_from(tuple(rules.ASSIGNMENT_STATUS))


@pytest.mark.parametrize(
    ("status", "due", "late"),
    [
        ("ongoing", TODAY - timedelta(days=1), True),
        ("planned", TODAY - timedelta(days=1), True),
        ("ongoing", TODAY, False),
        ("ongoing", None, False),
        ("done", TODAY - timedelta(days=1), False),
        ("cancelled", TODAY - timedelta(days=1), False),
    ],
)
def test_late_is_what_is_open_the_day_after(status: str, due: date | None, late: bool) -> None:
    assert rules.is_late(status, due, TODAY) is late


@given(_STATUS, st.none() | _DAYS, st.none() | _DAYS, _DAYS)
def test_what_is_reported_or_cancelled_never_awaits_a_report(
    status: str, due: date | None, reported: date | None, today: date
) -> None:
    awaits = rules.awaits_report(status, due, reported, today)
    if reported is not None or status == "cancelled":
        assert not awaits
    else:
        assert awaits == (status == "done" or rules.is_late(status, due, today))


@given(_DAYS, st.integers(0, 1095), st.integers(1097, 4000))
def test_three_years_are_not_too_long_and_more_is(starts: date, short: int, long: int) -> None:
    assert not rules.is_long(starts, starts + timedelta(days=short))
    assert rules.is_long(starts, starts + timedelta(days=long))


def test_three_years_end_on_the_same_day() -> None:
    assert not rules.is_long(date(2027, 1, 1), date(2030, 1, 1))
    assert rules.is_long(date(2027, 1, 1), date(2030, 1, 2))


def test_a_leap_day_has_its_three_years_too() -> None:
    assert not rules.is_long(date(2028, 2, 29), date(2031, 3, 1))
    assert rules.is_long(date(2028, 2, 29), date(2031, 3, 2))


def test_warnings_tell_what_speaks_against_the_time() -> None:
    assert rules.warnings("council", date(2026, 1, 1), date(2030, 1, 1)) == ("längre än 3 år",)
    assert rules.warnings("committee", None, None) == ("saknar slutdag",)
    assert rules.warnings("council", None, None) == ()


def test_every_status_has_a_word_in_both_lists() -> None:
    assert set(rules.ASSIGNMENT_STATUS) == set(rules.ACTIVITY_STATUS)
