"""The days around a meeting: backwards to a working day before, forwards to laga kraft."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.wheel.errors import NotATimeOfDay
from app.services.wheel.meetingdays import appeal_end, days_around, is_council, read_time_of_day
from app.services.wheel.workdays import is_working

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"


@dataclass(frozen=True)
class Rule:
    documents_days: int | None = None
    summons_days: int | None = None
    adjusting_days: int | None = None


def test_the_council_is_summoned_a_week_before_even_without_a_rule() -> None:
    found = days_around(COUNCIL, date(2026, 11, 26), None, None)
    assert found.summons_on == date(2026, 11, 19)
    assert (found.documents_on, found.adjust_by, found.appeal_until) == (None, None, None)


def test_a_body_without_a_rule_has_no_days() -> None:
    found = days_around(BOARD, date(2026, 11, 26), None, None)
    assert (found.documents_on, found.summons_on, found.in_force_on) == (None, None, None)


@pytest.mark.parametrize(
    ("body", "council"),
    [
        (COUNCIL, True), ("fullmäktige", True), (BOARD, False),
        ("Fullmäktiges beredningar", False), ("Fullmäktigeberedningen", False),
    ],
)  # fmt: skip
def test_the_council_is_told_from_its_drafting_bodies(body: str, council: bool) -> None:
    assert is_council(body) is council


def test_days_before_fall_on_the_working_day_before() -> None:
    # A week before 13 January is Trettondedag jul.
    found = days_around(COUNCIL, date(2026, 1, 13), None, Rule(14, 7, 10))
    assert found.summons_on == date(2026, 1, 5)
    assert found.documents_on == date(2025, 12, 30)


def test_days_after_are_counted_from_the_last_day_and_the_notice() -> None:
    rule = Rule(adjusting_days=7)
    expected = days_around(BOARD, date(2026, 5, 5), date(2026, 5, 6), rule)
    assert expected.adjust_by == date(2026, 5, 13)
    assert expected.appeal_until == date(2026, 6, 3)
    assert expected.in_force_on == date(2026, 6, 4)
    assert expected.expected
    known = days_around(
        BOARD, date(2026, 5, 5), date(2026, 5, 6), rule,
        adjusted_on=date(2026, 5, 8), noticed_on=date(2026, 5, 11),
    )  # fmt: skip
    assert (known.appeal_until, known.in_force_on) == (date(2026, 6, 1), date(2026, 6, 2))
    assert not known.expected


@pytest.mark.parametrize(
    ("noticed", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 5, 29), date(2026, 6, 22)),  # three weeks later is Midsommarafton
        (date(2026, 12, 3), date(2026, 12, 28)),  # Julafton, a holiday, a holiday and a Sunday
        (date(2026, 3, 13), date(2026, 4, 7)),  # Långfredagen to Annandag påsk
    ],
)
def test_the_time_for_appeal_ends_on_a_working_day(noticed: date, last: date) -> None:
    assert appeal_end(noticed) == last


_COUNTS = st.none() | st.integers(0, 180)


@given(st.dates(date(2000, 1, 1), date(2080, 12, 31)), _COUNTS, _COUNTS, _COUNTS, st.integers(0, 3))
def test_derived_days_are_worked_and_at_least_as_far_away_as_the_rule_says(
    starts: date, documents: int | None, summons: int | None, adjusting: int | None, length: int
) -> None:
    last = starts + timedelta(days=length)
    found = days_around(COUNCIL, starts, last, Rule(documents, summons, adjusting))
    every = (found.documents_on, found.summons_on, found.adjust_by, found.appeal_until)
    assert all(is_working(day) for day in every if day is not None)
    assert found.summons_on is not None
    assert (starts - found.summons_on).days >= max(7, summons or 0)
    if documents is not None and found.documents_on is not None:
        assert (starts - found.documents_on).days >= documents
    if adjusting is not None and found.adjust_by is not None and found.appeal_until is not None:
        assert (found.adjust_by - last).days >= adjusting
        assert (found.appeal_until - found.adjust_by).days >= 21


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18.30", "18:30"), ("18:30", "18:30"), ("1830", "18:30"), ("18", "18:00"), ("9", "09:00"),
        ("kl. 13.00", "13:00"), ("kl 8.15", "08:15"), (" ", None), (None, None), ("0.00", "00:00"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(typed: str | None, kept: str | None) -> None:
    assert read_time_of_day(typed) == kept


@pytest.mark.parametrize("typed", ["24.00", "12.60", "kväll", "18.3", "-1", "18.30.00", "٣"])
def test_what_is_no_time_of_day_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(NotATimeOfDay) as refused:
        read_time_of_day(typed)
    assert typed in refused.value.message


@given(st.text(max_size=12))
def test_any_text_is_a_time_of_day_or_refused(typed: str) -> None:
    try:
        kept = read_time_of_day(typed)
    except NotATimeOfDay:
        return
    assert kept is None or (len(kept) == 5 and read_time_of_day(kept) == kept)
