"""Fills a file with the example's year: the wheel's activities around the budget year."""

from calendar import monthrange
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import WheelActivity, WheelPattern
from app.services.exchange import example_format as shape
from app.services.exchange.example_time import Timeline

#: The year before the budget year, in which the plan is made, and the budget year itself.
_YEARS = (-1, 0)


def load_wheel(session: Session, example: shape.Example, time: Timeline) -> None:
    """The occurrences of every pattern, and which of them were carried out in the year before."""
    done = {row.pattern: row for row in example.done}
    patterns = session.scalars(select(WheelPattern).order_by(WheelPattern.position)).all()
    for offset in _YEARS:
        for pattern in patterns:
            made = done.get(pattern.key) if offset == -1 else None
            session.add(_activity(pattern, time.year(offset), made, time))
    session.flush()


def _activity(pattern: WheelPattern, year: int, done: shape.Done | None, time: Timeline) -> WheelActivity:
    return WheelActivity(
        pattern_id=pattern.id,
        wheel_id=pattern.wheel_id,
        year=year,
        title=pattern.title,
        bodies=pattern.bodies,
        starts=_first_day(year, pattern.start_month, pattern.start_day),
        ends=_last_day(year, pattern.end_month, pattern.end_day),
        deadline=pattern.deadline,
        year_offset=pattern.year_offset,
        phase=pattern.phase,
        done_on=time.working_day(done.on) if done else None,
        note=done.note if done else None,
        example=done is not None,
    )


def _first_day(year: int, month: int | None, day: int | None) -> date | None:
    return None if month is None else date(year, month, day or 1)


def _last_day(year: int, month: int | None, day: int | None) -> date | None:
    return None if month is None else date(year, month, day or monthrange(year, month)[1])
