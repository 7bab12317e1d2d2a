"""Use cases on sequences: one activity comes before another, by at least so many days (`WHL-11`)."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import ActivityOrder, WheelActivity
from app.services.storage import describe, touch
from app.services.wheel.occurrences import leads_to
from app.services.wheel.refusals import GoesRound, NotACount, SameActivity, quoted
from app.services.wheel.rows import get_activity

_MOST_DAYS = 730


def set_order(session: Session, *, before_id: int, after_id: int, least_days: int = 0) -> int:
    """Say that an activity comes before another, or change the least distance; gives the order's id."""
    before, after = get_activity(session, before_id), get_activity(session, after_id)
    if before is after:
        raise SameActivity(before.title)
    if not 0 <= least_days <= _MOST_DAYS:
        raise NotACount
    row = _find(session, before_id, after_id)
    if row is not None and row.least_days == least_days:
        return row.id
    if row is None:
        _refuse_round(session, before, after)
        row = ActivityOrder(id=new_id(), before_id=before_id, after_id=after_id, least_days=least_days)
        session.add(row)
    row.least_days = least_days
    describe(session, f"Satte {quoted(before.title)} före {quoted(after.title)} i årshjulet")
    touch(after)
    return row.id


def remove_order(session: Session, *, before_id: int, after_id: int) -> None:
    """Let two activities come in any order."""
    before, after = get_activity(session, before_id), get_activity(session, after_id)
    row = _find(session, before_id, after_id)
    if row is None:
        raise NotFound("Ordningen")
    describe(session, f"Tog bort ordningen {quoted(before.title)} före {quoted(after.title)}")
    touch(after)
    session.delete(row)


def _find(session: Session, before_id: int, after_id: int) -> ActivityOrder | None:
    same = (ActivityOrder.before_id == before_id, ActivityOrder.after_id == after_id)
    return session.scalars(select(ActivityOrder).where(*same)).one_or_none()


def _refuse_round(session: Session, before: WheelActivity, after: WheelActivity) -> None:
    following: dict[int, set[int]] = defaultdict(set)
    for first, second in session.execute(select(ActivityOrder.before_id, ActivityOrder.after_id)):
        following[first].add(second)
    if leads_to(following, after.id, before.id):
        raise GoesRound(before.title, after.title)
