"""Catching up: what has passed in a year is marked as done at once, when the year is begun in its middle."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import WheelActivity
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.wheel.rows import changed, check_year

_OPEN = ("planned", "ongoing", "late")


def close_passed(session: Session, *, year: int, today: date) -> int:
    """Mark every activity whose last day has passed as done on that day; gives how many there were."""
    check_year(year)
    passed = select(WheelActivity).where(
        WheelActivity.year == year, WheelActivity.status.in_(_OPEN), WheelActivity.ends < today
    )
    rows = session.scalars(passed.order_by(WheelActivity.id)).all()
    for row in rows:
        row.status, row.done_on = "done", row.ends
        changed(row)
    if rows:
        count = write_count(len(rows), "passerad aktivitet som klar", "passerade aktiviteter som klara")
        describe(session, f"Markerade {count} i årshjulet {year}")
    return len(rows)
