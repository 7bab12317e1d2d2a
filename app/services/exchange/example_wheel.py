"""Fills a file with the example's year: the wheel's activities, the meetings and what is known of them."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.followup import ReportKind
from app.models.wheel import (
    ActivityDocument,
    ActivityOrder,
    ActivityStep,
    Meeting,
    MeetingRule,
    Negotiation,
    Wheel,
    WheelActivity,
)
from app.services.exchange import example_format_wheel as shape
from app.services.exchange.example_time import Timeline
from app.services.wheel.occurrences import make_year

_Meetings = dict[tuple[str, date], Meeting]
#: The year before the budget year: the plan is made in it, and the next one is planned by the user.
_YEAR = -1


def load_wheel(session: Session, calendar: shape.Calendar, time: Timeline) -> None:
    """The year's occurrences of every pattern, the office's own activities, and the meeting plan."""
    meetings = {(row.body, row.starts): row for row in _meetings(calendar, time)}
    session.add_all(meetings.values())
    session.add_all(_rules(calendar))
    session.flush()
    made = make_year(session, year=time.year(_YEAR))
    named = {key: rows[0] for key, rows in made.items()}
    for known in calendar.known:
        _tell(named[known.pattern], known, time, meetings)
    reports = {row.key: row.id for row in session.scalars(select(ReportKind)).all()}
    wheel_id = session.scalars(select(Wheel.id).order_by(Wheel.position)).first()
    last = max((row.position for row in named.values()), default=0)
    for place, row in enumerate(calendar.own, start=last + 1):
        activity = _own(row, time, meetings)
        activity.wheel_id, activity.position = wheel_id or 0, place
        if row.report is not None:
            activity.documents.append(ActivityDocument(report_kind_id=reports[row.report]))
        named[row.title] = activity
        session.add(activity)
    session.flush()
    _order(session, calendar, named)


def _meetings(calendar: shape.Calendar, time: Timeline) -> Iterator[Meeting]:
    for row in calendar.sessions:
        for day in (*row.days, *row.maybe):
            starts = time.working_day(day) or time.day(day)
            yield Meeting(
                body=row.body,
                starts=starts,
                begins=row.begins,
                place=row.place,
                tentative=day in row.maybe,
                example=True,
            )


def _rules(calendar: shape.Calendar) -> Iterator[MeetingRule]:
    for place, row in enumerate(calendar.rules):
        yield MeetingRule(
            body=row.body,
            position=place,
            documents_days=row.documents,
            summons_days=row.summons,
            adjusting_days=row.adjusting,
            example=True,
        )


def _tell(activity: WheelActivity, known: shape.Known, time: Timeline, meetings: _Meetings) -> None:
    """What is known of an activity of the model."""
    done, planned = time.working_day(known.on), time.working_day(known.planned)
    activity.status = "done" if done else "ongoing" if known.ongoing else "planned"
    activity.done_on = done
    activity.responsible, activity.note, activity.learning = known.responsible, known.note, known.learning
    activity.law = known.law or activity.law
    activity.example = True
    if known.at is not None:
        activity.meeting_id = _meeting_id(meetings, known.at, planned or done)
    for place, text in enumerate(known.checklist):
        ticked = time.day(known.planned) if known.planned and place < known.ticked else None
        activity.steps.append(
            ActivityStep(
                position=place, text=text, done_on=ticked and ticked.replace(day=min(20, ticked.day))
            )
        )
    activity.negotiations += [_negotiation(row, time) for row in known.negotiations]


def _negotiation(row: shape.Negotiated, time: Timeline) -> Negotiation:
    return Negotiation(
        kind=row.kind,
        party=row.party,
        planned_on=time.working_day(row.planned),
        held_on=time.working_day(row.held),
        protocol=time.known_words(row.protocol),
        outcome=row.outcome,
    )


def _own(row: shape.OwnActivity, time: Timeline, meetings: _Meetings) -> WheelActivity:
    starts, ends, done = time.working_day(row.starts), time.working_day(row.ends), time.working_day(row.done)
    return WheelActivity(
        year=time.year(_YEAR),
        form=row.form,
        title=row.title,
        short_title=row.short,
        bodies=list(row.bodies) or None,
        responsible=row.responsible,
        precision="senast_dag" if row.by else "dag",
        starts=None if row.by else starts,
        ends=ends,
        deadline=row.by,
        year_offset=row.offset,
        phase=row.phase,
        rhythm="yearly",
        status="done" if done else "planned",
        done_on=done,
        law=row.law,
        place=row.place,
        outcome=row.outcome,
        meeting_id=None if row.at is None else _meeting_id(meetings, row.at, ends),
        example=True,
    )


def _meeting_id(meetings: _Meetings, body: str, day: date | None) -> int | None:
    meeting = None if day is None else meetings.get((body, day))
    return None if meeting is None else meeting.id


def _order(session: Session, calendar: shape.Calendar, named: dict[str, WheelActivity]) -> None:
    """Which activities come one after another, where the model has not said it already."""
    known = {(row.before_id, row.after_id): row for row in session.scalars(select(ActivityOrder)).all()}
    for row in calendar.orders:
        pair = named[row.before].id, named[row.after].id
        if pair in known:
            known[pair].least_days = row.days
        else:
            session.add(ActivityOrder(before_id=pair[0], after_id=pair[1], least_days=row.days))
    session.flush()
