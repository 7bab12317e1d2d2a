"""Catching up: what has passed in a year is marked as done at once, when the year is begun in its middle."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import WheelActivity
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.wheel.clashes import at_meeting
from app.services.wheel.interim import interim_reports
from app.services.wheel.legal import bound_for, elections_in, reaches_past
from app.services.wheel.meetingplan import meeting_days_of
from app.services.wheel.reading import ENDLESS, timing_of_row
from app.services.wheel.rows import changed, check_year
from app.services.wheel.times import when_of

_OPEN = ("planned", "ongoing", "late")


def close_passed(session: Session, *, year: int, today: date) -> int:
    """Mark every activity whose last day has passed as done on that day; gives how many there were.

    What is treated at a meeting was done on its day. What goes on all the time is left, and so is a month
    that reaches past a day by law: nobody knows on which side of it the work was done.
    """
    check_year(year)
    passed = select(WheelActivity).where(
        WheelActivity.year == year, WheelActivity.status.in_(_OPEN), WheelActivity.ends < today
    )
    meetings, elections = meeting_days_of(session, year=year), elections_in(session)
    reports = interim_reports(session)
    days: dict[WheelActivity, date | None] = {}
    for row in session.scalars(passed.order_by(WheelActivity.id)):
        when, bound = when_of(timing_of_row(row), row.year), bound_for(row, elections, reports)
        when = at_meeting(when, meetings.get(row.meeting_id or 0), row.year)
        if row.rhythm != ENDLESS and not (bound and reaches_past(when, bound.deadline)):
            days[row] = when.last
    rows = tuple(days)
    for row, day in days.items():
        row.status, row.done_on = "done", day
        changed(row)
    if rows:
        count = write_count(len(rows), "passerad aktivitet som klar", "passerade aktiviteter som klara")
        describe(session, f"Markerade {count} i årshjulet {year}")
    return len(rows)
