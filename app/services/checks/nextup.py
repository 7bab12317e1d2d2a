"""The next thing to be done by the wheel, for the status line: one question to the file."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.models.wheel import WheelActivity
from app.services.formatting import write_day_month
from app.services.wheel.legal import bound_for, elections_in
from app.services.wheel.reading import timing_of_row
from app.services.wheel.times import when_of

_OPEN = ("planned", "ongoing")


@dataclass(frozen=True, slots=True)
class NextUp:
    """The activity that is next, and when, as exactly as is known."""

    key: int
    title: str
    when: str

    @property
    def words(self) -> str:
        """What the status line says."""
        return f"Nästa: {self.title}, {self.when}"


def read_next(session: Session, *, today: date) -> NextUp | None:
    """The first activity that is still to begin or, of those that go on, to be done; None without any."""
    begins = func.coalesce(WheelActivity.starts, WheelActivity.ends)
    coming = case((WheelActivity.starts >= today, WheelActivity.starts), else_=WheelActivity.ends)
    later = (getattr(WheelActivity, name) for name in ("ends", "position", "number", "id"))
    order = (coming, WheelActivity.status == "ongoing", begins, *later)
    open_ones = select(WheelActivity).where(WheelActivity.status.in_(_OPEN), WheelActivity.ends >= today)
    row = session.scalars(open_ones.order_by(*order).limit(1)).first()
    if row is None:
        return None
    bound = bound_for(row, elections_in(session)) if row.law is not None else None
    when = when_of(timing_of_row(row), row.year)
    by_law = bound is not None and not when.exact and row.ends is not None and row.ends >= bound.deadline
    words = f"senast {write_day_month(bound.deadline)}" if bound is not None and by_law else when.words
    return NextUp(row.id, row.short_title or row.title, words)
