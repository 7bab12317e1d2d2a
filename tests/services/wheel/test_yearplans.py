"""A year planned from the one before keeps weekdays, meetings, sequences, negotiations and learnings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import ActivityOrder, Negotiation, WheelActivity
from app.services.wheel import editing, meetings, negotiations, ordering
from app.services.wheel.planning import next_year, plan_year, start_year
from app.services.wheel.times import DAY
from tests.services.wheel.files import new_file
from tests.services.wheel.planned_year import Year

COUNCIL = "Kommunfullmäktige"


def _own(year: Year, day: date, **values: object) -> int:
    made = {"year": day.year, "precision": DAY, "starts": day, "ends": day, "rhythm": "yearly", **values}
    return year.activity(**made)


def _plan(year: Year, number: int, *without: int) -> None:
    """Plan a year from the one before with its own activities only."""
    new = year.read(next_year, year=number).new
    year.run(plan_year, year=number, leave_out=frozenset((*without, *(row.key for row in new))))


def _rows(year: Year, number: int) -> Sequence[WheelActivity]:
    def take(session: Session) -> Sequence[WheelActivity]:
        asked = select(WheelActivity).where(WheelActivity.year == number).order_by(WheelActivity.title)
        rows = session.scalars(asked).all()
        session.expunge_all()
        return rows

    found: Sequence[WheelActivity] = year.read(take)
    return found


def _orders(year: Year) -> list[tuple[int, int, int]]:
    def take(session: Session) -> list[tuple[int, int, int]]:
        rows = session.scalars(select(ActivityOrder)).all()
        return [(row.before_id, row.after_id, row.least_days) for row in rows]

    found: list[tuple[int, int, int]] = year.read(take)
    return found


def test_a_weekday_that_came_last_in_its_month_stays_that_weekday(year: Year) -> None:
    _own(year, date(2026, 11, 24))
    found = []
    for number in range(2027, 2031):
        _plan(year, number)
        found += [row.starts for row in _rows(year, number)]
    assert found == [date(2027, 11, 30), date(2028, 11, 28), date(2029, 11, 27), date(2030, 11, 26)]


def test_the_last_day_of_a_month_that_somebody_has_said_stays(year: Year) -> None:
    _own(year, date(2026, 8, 31))
    for number in (2027, 2028):
        _plan(year, number)
    assert [row.starts for row in _rows(year, 2028)] == [date(2028, 8, 31)]


def test_the_models_own_day_decides_whether_it_is_a_date(year: Year) -> None:
    year.run(start_year, year=2026)
    for number in range(2027, 2031):
        year.run(plan_year, year=number)
    found = {row.short_title or row.title: row.starts for row in _rows(year, 2030)}
    assert found["Nämndernas budgetförslag lämnas"] == date(2030, 6, 30)
    assert found["KSAU: budgetberedning"] == date(2030, 8, 27)


def test_it_follows_the_meeting_though_a_holiday_moved_the_day_before(year: Year) -> None:
    first = _own(year, date(2025, 1, 2), bodies=[COUNCIL])  # the first Thursday: New Year's Day 2026
    _own(year, date(2026, 1, 2), bodies=[COUNCIL], previous_id=first)
    year.run(meetings.add_meeting, body=COUNCIL, starts=date(2026, 1, 2))
    (row,) = year.read(next_year, year=2027).rows
    assert row.after is not None
    assert row.after.first == date(2027, 1, 7)
    year.run(meetings.add_meeting, body=COUNCIL, starts=date(2027, 1, 12))
    (row,) = year.read(next_year, year=2027).rows
    assert row.after is not None
    assert (row.after.first, row.how) == (date(2027, 1, 12), "Kommunfullmäktige sammanträder 12 januari")


def test_a_sequence_is_kept_when_a_year_is_planned_in_two_rounds(year: Year) -> None:
    board, council = _own(year, date(2026, 9, 1), title="A"), _own(year, date(2026, 9, 15), title="B")
    year.run(ordering.set_order, before_id=board, after_id=council, least_days=7)
    _plan(year, 2027, council)
    assert len(_orders(year)) == 1
    _plan(year, 2027)
    first, second = (row.id for row in _rows(year, 2027))
    assert set(_orders(year)) == {(board, council, 7), (first, second, 7)}
    year.run(ordering.remove_order, before_id=first, after_id=second)
    _own(year, date(2026, 10, 6), title="C")
    _plan(year, 2027)
    assert _orders(year) == [(board, council, 7)]


@pytest.mark.parametrize(
    ("meets", "negotiated"),
    [(date(2027, 11, 11), date(2027, 11, 9)), (date(2027, 11, 25), date(2027, 11, 16))],
)
def test_a_negotiation_stays_before_its_decision(year: Year, meets: date, negotiated: date) -> None:
    key = _own(year, date(2026, 11, 19), bodies=[COUNCIL])
    year.run(
        negotiations.add_negotiation, activity_id=key, expected_version=1, kind="mbl11",
        planned_on=date(2026, 11, 17),
    )  # fmt: skip
    for day in (date(2026, 11, 19), meets):
        year.run(meetings.add_meeting, body=COUNCIL, starts=day)
    _plan(year, 2027)
    (row,) = _rows(year, 2027)
    assert row.starts == meets
    planned = select(Negotiation.planned_on).where(Negotiation.activity_id == row.id)
    assert year.read(lambda session: session.scalars(planned).one()) == negotiated


def test_what_passes_years_over_remembers_when_it_was_done_last(tmp_path: Path) -> None:
    database = new_file(tmp_path, "vansbro")
    year = Year(database)
    year.run(start_year, year=2026)
    (survey,) = (row for row in _rows(year, 2026) if row.title.startswith("Enkäter"))
    learned = {"activity_id": survey.id, "expected_version": 1, "learning": "Skicka ut tidigare"}
    year.run(editing.set_fields, **learned)
    year.run(plan_year, year=2027)
    year.run(plan_year, year=2028)
    (again,) = (row for row in _rows(year, 2028) if row.title.startswith("Enkäter"))
    assert (again.previous_id, again.note) == (survey.id, "Lärdom från 2026: Skicka ut tidigare")
    database.close()


def test_a_year_planned_from_an_empty_one_has_the_sequences_of_the_model(year: Year) -> None:
    year.run(plan_year, year=2027)
    planned = len(_orders(year))
    year.database.undo()
    assert _orders(year) == []
    year.run(start_year, year=2027)
    assert planned == len(_orders(year)) > 0
