"""A time no more exact than a month or a limit keeps its meeting, and the law is held against that day."""

from datetime import date

import pytest

from app.models.wheel import WheelActivity
from app.services.wheel import editing, meetings
from app.services.wheel.errors import NeedsReason
from app.services.wheel.refusals import NoWheelYear
from app.services.wheel.times import by_day, by_month, day_timing, month_timing
from app.services.wheel.timing import Timing
from tests.services.wheel.planned_year import Year

COUNCIL = "Kommunfullmäktige"
DECEMBER = date(2026, 12, 14)


def _treated(year: Year, day: date, **given: object) -> int:
    meeting = year.run(meetings.add_meeting, body=COUNCIL, starts=day)
    key = year.activity(bodies=[COUNCIL], law="council-decision", year_offset=1)
    year.run(meetings.treat_at, activity_id=key, meeting_id=meeting, **given)
    return key


def _set_time(year: Year, key: int, timing: Timing, **given: object) -> WheelActivity:
    version = year.row(WheelActivity, key).version
    year.run(editing.set_time, activity_id=key, expected_version=version, timing=timing, **given)
    row: WheelActivity = year.row(WheelActivity, key)
    return row


@pytest.mark.parametrize(
    "timing", [by_day(date(2026, 11, 30)), by_month(2026, 11), month_timing(2026, 10, 11)]
)
def test_a_limit_or_a_month_keeps_its_meeting(year: Year, timing: Timing) -> None:
    key = _treated(year, date(2026, 11, 26))
    assert _set_time(year, key, timing).meeting_id is not None
    assert _set_time(year, key, by_day(date(2026, 11, 25))).meeting_id is None


def test_a_month_with_a_december_meeting_keeps_its_reasons(year: Year) -> None:
    key = _treated(year, DECEMBER, reason="Statsbidragen kom sent", tax_rate_on=date(2026, 11, 23))
    row = _set_time(year, key, month_timing(2026, 11, 12))
    assert (row.exception_reason, row.tax_rate_on) == ("Statsbidragen kom sent", date(2026, 11, 23))
    without = _set_time(year, key, month_timing(2026, 11))
    assert (without.meeting_id, without.exception_reason) == (None, None)


def test_a_month_does_not_hide_a_meeting_past_the_law(year: Year) -> None:
    key = _treated(year, date(2026, 11, 26))
    meeting = year.row(WheelActivity, key).meeting_id
    _set_time(year, key, month_timing(2026, 11, 12))
    with pytest.raises(NeedsReason):
        year.run(meetings.move_meeting, meeting_id=meeting, expected_version=1, starts=DECEMBER)


def test_only_the_days_of_a_meeting_in_its_own_year_put_an_activity_there(year: Year) -> None:
    day, january = date(2026, 11, 26), date(2027, 1, 14)
    there = {each: year.run(meetings.add_meeting, body=COUNCIL, starts=each) for each in (day, january)}
    key, network = year.activity(bodies=[COUNCIL]), year.activity(bodies=[COUNCIL], form="network")
    assert _set_time(year, key, day_timing(day, date(2026, 11, 27))).meeting_id is None
    assert _set_time(year, key, day_timing(january)).meeting_id is None
    assert _set_time(year, network, day_timing(day)).meeting_id is None
    assert _set_time(year, key, day_timing(day)).meeting_id == there[day]
    _set_time(year, key, day_timing(january))
    moved = date(2027, 1, 21)
    year.run(meetings.move_meeting, meeting_id=there[january], expected_version=1, starts=moved)


def test_reasons_for_one_year_are_none_for_another(year: Year) -> None:
    key = _treated(year, DECEMBER, reason="Statsbidragen kom sent", tax_rate_on=date(2026, 11, 23))
    version = year.row(WheelActivity, key).version
    year.run(editing.set_fields, activity_id=key, expected_version=version, year_offset=2)
    row = year.row(WheelActivity, key)
    assert (row.exception_reason, row.tax_rate_on) == (None, None)


@pytest.mark.parametrize("day", [date(202, 11, 26), date(9999, 12, 31)])
def test_a_year_that_nothing_counts_with_is_refused(year: Year, day: date) -> None:
    key = year.activity()
    with pytest.raises(NoWheelYear):
        _set_time(year, key, day_timing(day))
