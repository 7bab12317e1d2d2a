"""Use cases on whole working years: begin one from the model, plan the next from the one before."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.types import new_id
from app.models.wheel import ActivityDocument, ActivityOrder, ActivityStep, Negotiation, WheelActivity
from app.services import formatting
from app.services.storage import describe
from app.services.wheel.occurrences import (
    Made,
    make_activity,
    make_year,
    previous_of,
    put_time,
    sequences,
)
from app.services.wheel.placing import same_day
from app.services.wheel.producing import Producing, give_plan, producing_of
from app.services.wheel.refusals import NothingToPlan, YearHasActivities
from app.services.wheel.rows import check_year
from app.services.wheel.times import DAY
from app.services.wheel.workdays import working_before
from app.services.wheel.yearplans import Carried, Fresh, PlannedRow, YearPlan, plan_of, shown

__all__ = ["PlannedRow", "YearPlan", "next_year", "plan_year", "start_year"]

#: What the coming year keeps of an activity; how far it came, its day and its reasons are its own.
_KEPT = (
    "pattern_id", "wheel_id", "position", "number", "form", "bodies", "participants", "responsible", "rhythm",
    "recurrence", "deadline", "year_offset", "phase", "law", "place", "example",
)  # fmt: skip


def start_year(session: Session, *, year: int) -> int:
    """Give a working year without activities those of the model's patterns; gives how many."""
    check_year(year)
    if _begun(session, year):
        raise YearHasActivities(year)
    count = sum(len(rows) for rows in make_year(session, year=year).values())
    if not count:
        raise NothingToPlan(year)
    describe(session, f"Lade in styrmodellens {_counted(count)} i årshjulet {year}")
    return count


def next_year(session: Session, *, year: int) -> YearPlan:
    """What planning a year from the one before would make of it; nothing is changed."""
    check_year(year)
    return shown(plan_of(session, year), year)


def plan_year(session: Session, *, year: int, leave_out: frozenset[int] | None = None) -> int:
    """Plan a year from the one before, as previewed, in one step; gives how many activities were made.

    `leave_out` are keys of the preview's rows; None leaves out those that are not chosen there.
    """
    check_year(year)
    plan = plan_of(session, year)
    if leave_out is None:
        leave_out = frozenset(one.pattern.id for one in plan.fresh if not one.chosen)
    carried = [one for one in plan.carried if one.row.id not in leave_out]
    fresh = [one for one in plan.fresh if one.pattern.id not in leave_out]
    known = producing_of(session)
    made = {one.row.id: _made(one, year, known) for one in carried}
    new = _fresh(session, fresh, year, known)
    rows = [*made.values(), *(row for found in new.values() for row in found)]
    if not rows:
        raise YearHasActivities(year) if _begun(session, year) else NothingToPlan(year)
    session.add_all(rows)
    session.flush()
    session.add_all((*_orders(session, made, year), *sequences(session, new)))
    describe(session, f"Planerade {year} från {year - 1}: {_counted(len(rows))}")
    return len(rows)


def _begun(session: Session, year: int) -> bool:
    asked = select(WheelActivity.id).where(WheelActivity.year == year).limit(1)
    return session.scalars(asked).first() is not None


def _made(one: Carried, year: int, known: Producing) -> WheelActivity:
    old = one.row
    row = WheelActivity(
        id=new_id(),
        previous_id=old.id,
        meeting_id=one.placed.meeting,
        year=year,
        title=one.title,
        short_title=one.short,
        note=_note(old),
        **{name: getattr(old, name) for name in _KEPT},
    )
    put_time(row, one.placed.timing)
    row.steps = [ActivityStep(position=step.position, text=step.text) for step in old.steps]
    row.documents = [_linked(link) for link in old.documents if _recurs(link)]
    give_plan(row, known)
    row.negotiations = [_negotiated(made, old, row) for made in old.negotiations]
    return row


def _fresh(session: Session, fresh: Sequence[Fresh], year: int, known: Producing) -> Made:
    """What the year before did not have, with what was learned when it was done last."""
    before = previous_of(session, year)
    made = {
        one.pattern.key: [make_activity(one.pattern, found, year, before, known) for found in one.occurrences]
        for one in fresh
    }
    for row in (row for rows in made.values() for row in rows):
        old = None if row.previous_id is None else session.get(WheelActivity, row.previous_id)
        row.note = None if old is None else _learned(old)
    return made


def _note(old: WheelActivity) -> str | None:
    """The note with what was learned, so that it is read when the work is done again."""
    return "\n".join(part for part in (old.note, _learned(old)) if part) or None


def _learned(old: WheelActivity) -> str | None:
    return f"Lärdom från {old.year}: {old.learning}" if old.learning else None


def _recurs(link: ActivityDocument) -> bool:
    """Whether a document comes every year: a kind of it, or what the work is grounded on."""
    recurring = link.agreement_kind_id is not None or link.report_kind_id is not None
    return link.role != "outcome" and (recurring or (link.node_id is not None and link.role == "basis"))


def _linked(link: ActivityDocument) -> ActivityDocument:
    return ActivityDocument(
        role=link.role,
        node_id=link.node_id,
        agreement_kind_id=link.agreement_kind_id,
        report_kind_id=link.report_kind_id,
    )


def _negotiated(made: Negotiation, old: WheelActivity, new: WheelActivity) -> Negotiation:
    """The same weekday a year later, or as long before the decision as last time when that is after it."""
    day = made.planned_on or made.held_on
    if day is None:
        return Negotiation(kind=made.kind, party=made.party)
    later = same_day(day, day.year + new.year - old.year)
    before, decided = _decided(old), _decided(new)
    if before is not None and decided is not None and day <= before and later > decided:
        later = working_before(decided - (before - day))
    return Negotiation(kind=made.kind, party=made.party, planned_on=later)


def _decided(row: WheelActivity) -> date | None:
    return row.starts if row.precision == DAY else row.ends


def _orders(session: Session, made: Mapping[int, WheelActivity], year: int) -> list[ActivityOrder]:
    """The sequences of the year before, between what is carried now and what was carried already."""
    asked = select(WheelActivity.previous_id, WheelActivity.id).where(WheelActivity.year == year)
    now = {old: new for old, new in session.execute(asked) if old is not None}
    rows = session.scalars(select(ActivityOrder).order_by(ActivityOrder.id)).all()
    return [
        ActivityOrder(before_id=now[row.before_id], after_id=now[row.after_id], least_days=row.least_days)
        for row in rows
        if row.before_id in now and row.after_id in now and (row.before_id in made or row.after_id in made)
    ]


def _counted(count: int) -> str:
    return formatting.write_count(count, "aktivitet", "aktiviteter")
