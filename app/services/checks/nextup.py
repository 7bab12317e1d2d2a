"""What is next by the wheel and how much is near, for the status line: few questions to the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.models.wheel import WheelActivity
from app.services.checks.ahead import DAYS, is_within, years_ahead
from app.services.formatting import write_day_month
from app.services.wheel.legal import bound_for, concerned_year, elections_in, legal_days
from app.services.wheel.reading import timing_of_row
from app.services.wheel.times import SEASON, when_of

_OPEN = ("planned", "ongoing")
_ENDLESS = "continuous"


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
    endless = func.coalesce(WheelActivity.rhythm, "") == _ENDLESS
    open_ones = select(WheelActivity).where(
        WheelActivity.status.in_(_OPEN), WheelActivity.ends >= today, ~endless
    )
    row = session.scalars(open_ones.order_by(*order).limit(1)).first()
    if row is None:
        return None
    bound = bound_for(row, elections_in(session)) if row.law is not None else None
    when = when_of(timing_of_row(row), row.year)
    by_law = bound is not None and not when.exact and row.ends is not None and row.ends >= bound.deadline
    words = f"senast {write_day_month(bound.deadline)}" if bound is not None and by_law else when.words
    if row.year != today.year:
        words = f"{words} {row.year}"
    return NextUp(row.id, row.short_title or row.title, words)


def count_ahead(session: Session, *, year: int, today: date) -> int:
    """How much Översikt has under Kommande 30 dagar, without reading whole years of the wheel."""
    from app.services.checks.overview import meeting_days

    years = years_ahead(year, today)
    activities = sum(is_within(day, today) for day in _last_days(session, years, today))
    legal = sum(is_within(day, today) for day in _unplanned(session, years))
    return activities + legal + sum(1 for _ in meeting_days(session, today))


def _last_days(session: Session, years: list[int], today: date) -> Iterator[date | None]:
    """The last days of what is open and may be near; a season may have no days of its own."""
    ends, until = WheelActivity.ends, today + timedelta(days=DAYS)
    near = ends.between(today, until) | (ends.is_(None) & (WheelActivity.precision == SEASON))
    asked = select(WheelActivity).where(WheelActivity.year.in_(years), WheelActivity.status.in_(_OPEN), near)
    return (timing_of_row(row).last for row in session.scalars(asked))


def _unplanned(session: Session, years: list[int]) -> Iterator[date]:
    """The days by law of some years that no activity carries out."""
    columns = WheelActivity.year, WheelActivity.law, WheelActivity.year_offset
    asked = select(*columns).where(WheelActivity.year.in_(years), WheelActivity.law.is_not(None))
    carried = {
        (year, law, concerned_year(law or "", year, None if offset is None else year + offset))
        for year, law, offset in session.execute(asked)
    }
    elections = elections_in(session)
    found = {
        (one.key, one.concerns): (one.day, (each, one.key, one.concerns) in carried)
        for each in years
        for one in legal_days(each, (), elections)
    }
    return (day for day, planned in found.values() if not planned)
