"""What is near, what is late, and what is counted down to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Wheel
from app.services.checks.ahead import Ahead, put_together, read_ahead
from app.services.storage import Database, describe
from app.services.wheel.legal import legal_days
from app.services.wheel.views import Activity, LegalDay, Step, WheelView
from tests.conftest import TODAY
from tests.services.wheel.activities import activity, on


def view(*activities: Activity, legal: Sequence[LegalDay] = (), year: int = 2026) -> WheelView:
    return WheelView(year, TODAY, "Norberg", (), activities, tuple(legal), (), (year,))


def ahead(*views: WheelView) -> Ahead:
    return put_together(views[0], views, TODAY)


def after(days: int, **values: object) -> Activity:
    return activity(days + 1000, on(TODAY + timedelta(days=days)), **values)


def test_thirty_days_ahead_are_due_and_no_more() -> None:
    found = ahead(view(after(31), after(30), after(0), after(-1, status="late")))
    assert [one.days for one in found.due] == [0, 30]
    assert [one.days for one in found.late] == [-1]


def test_what_is_done_or_cancelled_is_neither_due_nor_late() -> None:
    found = ahead(view(after(3, status="done"), after(4, status="cancelled"), after(-3, status="done")))
    assert found.due == found.late == ()


def test_what_somebody_calls_late_is_late_before_its_day() -> None:
    found = ahead(view(after(5, status="late")))
    assert (len(found.due), [one.days for one in found.late]) == (0, [5])


def test_undated_activities_have_no_day_to_be_late() -> None:
    assert ahead(view(activity(1))).due == ()


def test_next_year_is_near_in_december_and_an_activity_is_told_once() -> None:
    shared = after(20)
    found = ahead(view(shared), view(shared, after(25), year=2027))
    assert [one.days for one in found.due] == [20, 25]


def test_a_checklist_says_how_far_it_has_come() -> None:
    steps = (Step(1, "a", TODAY), Step(2, "b", None), Step(3, "c", TODAY))
    assert ahead(view(after(2, checklist=steps))).due[0].note == "2 av 3 punkter klara"


def test_a_day_by_law_is_due_when_no_activity_carries_it_out() -> None:
    found = ahead(view(legal=legal_days(2026, (), frozenset())))
    assert [(one.kind, one.key, one.day) for one in found.due] == [("legal", None, date(2026, 11, 30))]
    assert found.countdown is not None
    assert found.countdown.note == "9 dagar till fullmäktiges budgetbeslut."


def test_an_activity_that_carries_out_the_law_stands_for_its_day() -> None:
    council = activity(7, on(date(2026, 11, 24)), law="council-decision", concerns=2027)
    found = ahead(view(council, legal=legal_days(2026, (council,), frozenset())))
    assert [(one.kind, one.key) for one in found.due] == [("wheel_activity", 7)]
    assert "11 kap. 10" in found.due[0].law
    assert found.countdown is not None
    assert found.countdown.key == 7


def test_nothing_is_counted_down_to_when_it_is_done_or_far_away() -> None:
    done = activity(7, on(date(2026, 11, 10)), law="council-decision", concerns=2027, status="done",
                    done_on=date(2026, 11, 10))  # fmt: skip
    assert ahead(view(done, legal=legal_days(2026, (done,), frozenset()))).countdown is None
    far = legal_days(2026, (), frozenset())
    assert put_together(view(legal=far), (view(legal=far),), date(2026, 5, 1)).countdown is not None
    assert put_together(view(legal=far), (view(legal=far),), date(2026, 1, 1)).countdown is None


def test_the_last_day_itself_is_today() -> None:
    legal = legal_days(2026, (), frozenset())
    found = put_together(view(legal=legal), (view(legal=legal),), date(2026, 11, 30))
    assert found.countdown is not None
    assert found.countdown.note == "I dag är sista dagen för fullmäktiges budgetbeslut."


def test_what_is_next_is_what_the_wheel_marks() -> None:
    marked = replace(after(9), next=True)
    found = ahead(view(after(3), marked))
    assert found.upcoming is not None
    assert found.upcoming.key == marked.key


def test_another_working_year_is_shown_but_today_decides_what_is_due(example: Database) -> None:
    found = example.read(lambda session: read_ahead(session, year=2027, today=TODAY))
    assert found.wheel.year == 2027
    assert {one.day.year for one in found.due} == {2026}
    assert found.due


def test_a_wheel_that_begins_in_december_has_the_same_days_ahead(example: Database) -> None:
    before = example.read(partial(read_ahead, year=2026, today=TODAY))

    def turn(session: Session) -> None:
        describe(session, "Prov")
        for wheel in session.scalars(select(Wheel)):
            wheel.start_month = 12

    example.write(turn)
    found = example.read(partial(read_ahead, year=2026, today=TODAY))
    assert before.due
    assert [one.key for one in found.due] == [one.key for one in before.due]
    assert [one.key for one in found.late] == [one.key for one in before.late]
