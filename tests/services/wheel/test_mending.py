"""The times offered for what does not go together: near, worked, in order, at meetings, within the law."""

from datetime import date

import pytest

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import ActivityOrder, Negotiation, WheelActivity
from app.services.storage import describe
from app.services.wheel import meetings
from app.services.wheel.conflicts import Mend, mends
from app.services.wheel.times import DAY, MONTH
from tests.services.wheel.planned_year import TODAY, Year

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"


def _mends(year: Year, key: int, today: date = TODAY) -> tuple[Mend, ...]:
    return year.read(mends, activity_id=key, today=today)


def _days(found: tuple[Mend, ...]) -> list[date | None]:
    return [mend.timing.last for mend in found]


def _on(year: Year, day: date, last: date | None = None, **values: object) -> int:
    return year.activity(precision=DAY, starts=day, ends=last or day, **values)


def _order(year: Year, before: int, after: int, least: int = 0) -> None:
    def add(session):
        describe(session, "Ordnade")
        session.add(ActivityOrder(id=new_id(), before_id=before, after_id=after, least_days=least))

    year.database.write(add)


def _negotiate(year: Year, key: int, day: date) -> None:
    def add(session):
        describe(session, "Förhandling")
        row = session.get_one(WheelActivity, key)
        row.negotiations.append(Negotiation(kind="mbl11", planned_on=day))

    year.database.write(add)


def test_nothing_is_offered_where_nothing_is_wrong(year: Year) -> None:
    assert _mends(year, _on(year, date(2026, 11, 26))) == ()
    assert _mends(year, year.activity()) == ()
    with pytest.raises(NotFound):
        _mends(year, 4711)


def test_a_day_off_is_mended_by_the_working_days_around_it(year: Year) -> None:
    found = _mends(year, _on(year, date(2026, 4, 4)))
    assert _days(found) == [date(2026, 4, 2), date(2026, 4, 7)]
    assert [mend.words for mend in found] == ["Ändra till 2 april", "Ändra till 7 april"]


def test_a_squeezed_day_is_not_offered(year: Year) -> None:
    assert _days(_mends(year, _on(year, date(2026, 5, 14)))) == [date(2026, 5, 13), date(2026, 5, 18)]


def test_several_days_keep_their_length(year: Year) -> None:
    found = _mends(year, _on(year, date(2026, 4, 2), date(2026, 4, 3)))
    assert [(mend.timing.first, mend.timing.last) for mend in found] == [
        (date(2026, 4, 1), date(2026, 4, 2)), (date(2026, 4, 7), date(2026, 4, 8)),
    ]  # fmt: skip


def test_broken_order_is_mended_with_the_distance_it_needs(year: Year) -> None:
    union, board = _on(year, date(2026, 9, 25)), _on(year, date(2026, 9, 15))
    _order(year, union, board, 7)
    assert _days(_mends(year, board)) == [date(2026, 10, 2)]
    assert _days(_mends(year, union)) == [date(2026, 9, 8)]


def test_a_time_that_is_past_is_never_offered(year: Year) -> None:
    key = _on(year, date(2026, 4, 4))
    assert _days(_mends(year, key, today=date(2026, 4, 3))) == [date(2026, 4, 7)]


def test_past_the_law_is_mended_within_it(year: Year) -> None:
    key = _on(year, date(2026, 12, 14), law="council-decision", year_offset=1, bodies=[COUNCIL])
    assert _days(_mends(year, key)) == [date(2026, 11, 30)]
    assert _mends(year, key, today=date(2026, 12, 1)) == ()


def test_the_newly_elected_council_is_waited_for(year: Year) -> None:
    key = _on(year, date(2026, 6, 15), law="council-decision", year_offset=1, bodies=[COUNCIL])
    assert _days(_mends(year, key)) == [date(2026, 10, 15)]


def test_a_body_with_a_meeting_plan_is_offered_its_meetings(year: Year) -> None:
    days = (date(2026, 10, 22), date(2026, 11, 19), date(2026, 12, 17))
    made = {day: year.run(meetings.add_meeting, body=COUNCIL, starts=day) for day in days}
    key = _on(year, date(2026, 12, 1), law="council-decision", year_offset=1, bodies=[COUNCIL])
    (offered,) = _mends(year, key)
    assert (offered.timing.last, offered.meeting) == (days[1], made[days[1]])
    assert offered.words == "Behandla på sammanträdet med Kommunfullmäktige 19 november"
    year.run(meetings.treat_at, activity_id=key, meeting_id=offered.meeting)
    assert _mends(year, key) == ()


def test_negotiations_are_waited_for(year: Year) -> None:
    key = _on(year, date(2026, 11, 17), bodies=[BOARD])
    _negotiate(year, key, date(2026, 11, 19))
    assert _days(_mends(year, key)) == [date(2026, 11, 19)]


def test_months_are_mended_by_months(year: Year) -> None:
    before = _on(year, date(2026, 9, 15))
    after = year.activity(precision=MONTH, starts=date(2026, 6, 1), ends=date(2026, 6, 30))
    _order(year, before, after)
    (offered,) = _mends(year, after)
    assert (offered.timing.precision, offered.words) == (MONTH, "Ändra till september")


def test_a_month_that_reaches_past_the_law_is_given_its_last_day(year: Year) -> None:
    key = year.activity(
        precision=MONTH, starts=date(2026, 4, 1), ends=date(2026, 4, 30), law="annual-report", year_offset=-1
    )
    assert [mend.words for mend in _mends(year, key)] == ["Ändra till senast 15 april", "Ändra till mars"]


def test_what_is_done_is_not_mended(year: Year) -> None:
    assert _mends(year, _on(year, date(2026, 4, 4), status="done", done_on=date(2026, 4, 4))) == ()


def test_a_cancelled_meeting_is_mended_by_another_of_the_same_body(year: Year) -> None:
    days = (date(2026, 11, 26), date(2026, 12, 17))
    first, second = (year.run(meetings.add_meeting, body=COUNCIL, starts=day) for day in days)
    key = year.activity()
    year.run(meetings.treat_at, activity_id=key, meeting_id=first)
    year.run(meetings.set_meeting, meeting_id=first, expected_version=1, cancelled=True)
    assert [(mend.timing.last, mend.meeting) for mend in _mends(year, key)] == [(days[1], second)]


def test_a_meeting_of_another_body_is_not_mended_by_another_day(year: Year) -> None:
    meeting = year.run(meetings.add_meeting, body=COUNCIL, starts=date(2026, 11, 26))
    key = year.activity(bodies=[BOARD])
    year.run(meetings.treat_at, activity_id=key, meeting_id=meeting)
    assert _mends(year, key) == ()


def test_months_that_are_past_are_never_offered(year: Year) -> None:
    last = _on(year, date(2026, 10, 20))
    first = year.activity(precision=MONTH, starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    _order(year, first, last)
    assert [mend.words for mend in _mends(year, first)] == ["Ändra till oktober"]
    assert _mends(year, first, today=date(2026, 11, 2)) == ()


def test_the_last_day_of_the_law_is_not_offered_once_it_is_past(year: Year) -> None:
    key = year.activity(
        precision=MONTH, starts=date(2026, 10, 1), ends=date(2026, 11, 30), law="board-proposal",
        year_offset=1,
    )  # fmt: skip
    limit = "Ändra till senast 30 oktober"
    assert limit in [mend.words for mend in _mends(year, key)]
    assert limit not in [mend.words for mend in _mends(year, key, today=date(2026, 10, 31))]
