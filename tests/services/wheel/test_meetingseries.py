"""A body's meetings added at once: one step, days that are taken passed over."""

from datetime import date

import pytest

from app.models.errors import DomainError
from app.services.wheel.meetings import meeting_plan
from app.services.wheel.meetingseries import add_meetings, proposed_days
from tests.services.wheel.planned_year import Year

DAYS = (date(2026, 4, 7), date(2026, 5, 1), date(2026, 5, 15))


def test_all_days_become_meetings_in_one_step(year: Year) -> None:
    assert year.run(add_meetings, body=" Kommunstyrelsen ", days=DAYS, begins="13.15", place="A") == 3
    assert year.database.undo_words == "Lade till 3 sammanträden med Kommunstyrelsen 2026"
    rows = year.read(meeting_plan, year=2026).rows
    assert [(row.body, row.starts, row.begins, row.place) for row in rows] == [
        ("Kommunstyrelsen", day, "13:15", "A") for day in DAYS
    ]
    year.database.undo()
    assert year.read(meeting_plan, year=2026).rows == ()


def test_a_day_on_which_the_body_meets_already_is_passed_over(year: Year) -> None:
    year.run(add_meetings, body="Kommunstyrelsen", days=DAYS[:1])
    assert year.run(add_meetings, body="Kommunstyrelsen", days=DAYS) == 2
    with pytest.raises(DomainError, match="inga dagar"):
        year.run(add_meetings, body="Kommunstyrelsen", days=DAYS)


def test_days_are_looked_through_before_they_are_added(year: Year) -> None:
    year.run(add_meetings, body="Kommunstyrelsen", days=DAYS[:1])
    found = year.read(proposed_days, body="Kommunstyrelsen", days=DAYS)
    assert [(one.working, one.notice, one.taken) for one in found] == [
        (True, None, True), (False, "Första maj", False), (True, "klämdag", False),
    ]  # fmt: skip


def test_a_time_of_day_that_is_none_adds_nothing(year: Year) -> None:
    with pytest.raises(DomainError, match="klockslag"):
        year.run(add_meetings, body="Kommunstyrelsen", days=DAYS, begins="kvällen")
    assert year.read(meeting_plan, year=2026).rows == ()
