"""A body's meetings of a year, added at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting
from app.services.formatting import write_count, write_years
from app.services.storage import describe
from app.services.typed import needed
from app.services.wheel.meetingdates import NoDates
from app.services.wheel.meetings import add_meeting
from app.services.wheel.workdays import day_notice, is_working


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A day for a meeting: whether it is worked, what is special with it, and whether the body meets then."""

    day: date
    working: bool
    notice: str | None
    taken: bool


def proposed_days(session: Session, *, body: str, days: Sequence[date]) -> tuple[ProposedDay, ...]:
    """What there is to know of days before meetings are put on them."""
    there = _days_of(session, body.strip())
    return tuple(ProposedDay(day, is_working(day), day_notice(day), day in there) for day in days)


def add_meetings(
    session: Session,
    *,
    body: str,
    days: Sequence[date],
    begins: str | None = None,
    place: str | None = None,
    tentative: bool = False,
) -> int:
    """Add a meeting on each day on which the body does not meet already; how many were added."""
    name = needed(body, "Organet")
    there = _days_of(session, name)
    new = sorted(set(days) - there)
    if not new:
        raise NoDates(min(days).year if days else date.max.year)
    for day in new:
        add_meeting(session, body=name, starts=day, begins=begins, place=place, tentative=tentative)
    count = write_count(len(new), "sammanträde", "sammanträden")
    describe(session, f"Lade till {count} med {name} {write_years(new[0].year, new[-1].year)}")
    return len(new)


def _days_of(session: Session, body: str) -> set[date]:
    asked = select(Meeting.starts).where(Meeting.body == body, Meeting.cancelled.is_(False))
    return set(session.scalars(asked))
