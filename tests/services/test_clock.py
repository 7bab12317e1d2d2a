"""The one source of time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.clock import (
    TODAY_VARIABLE,
    Clock,
    NotADay,
    fixed_clock,
    read_day,
    swedish_time,
    system_clock,
    working_year_default,
)


def test_a_fixed_clock_says_noon_of_its_day_every_time() -> None:
    clock = fixed_clock(date(2026, 11, 21))

    assert clock.today() == date(2026, 11, 21)
    assert clock.now() == clock.now() == datetime(2026, 11, 21, 12, tzinfo=UTC)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_fixed_clock_has_the_same_day_in_sweden(day: date) -> None:
    assert swedish_time(fixed_clock(day).now()).date() == day


def test_the_system_clock_gives_aware_utc_instants_that_move_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TODAY_VARIABLE, raising=False)
    clock = system_clock()

    first = later = clock.now()
    assert first.utcoffset() == timedelta(0)
    while later == first:
        later = clock.now()
    assert later > first


class _LateEvening(Clock):
    def now(self) -> datetime:
        return datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_today_is_the_day_in_sweden_and_not_in_utc() -> None:
    assert _LateEvening().today() == date(2027, 1, 1)
    assert working_year_default(_LateEvening()) == 2027


def test_summer_and_winter_have_their_own_offset() -> None:
    assert swedish_time(datetime(2026, 7, 1, 12, tzinfo=UTC)).hour == 14
    assert swedish_time(datetime(2026, 1, 1, 12, tzinfo=UTC)).hour == 13


def test_the_environment_sets_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "2010-10-05")

    assert system_clock().today() == date(2010, 10, 5)
    assert working_year_default(system_clock()) == 2010


def test_an_empty_environment_variable_means_the_computers_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "")

    assert system_clock().now() > datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["imorgon", "2026-13-01", "20261121", "2026-W47-6", "21/11 2026", "", "2026-2-3"]
)
def test_a_day_in_any_other_form_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotADay, match="--today") as refused:
        read_day(text, "--today")

    assert "2026-11-21" in refused.value.message


def test_a_wrong_environment_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "i går")

    with pytest.raises(NotADay, match=TODAY_VARIABLE):
        system_clock()


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert read_day(f" {day.isoformat()} ", "här") == day
