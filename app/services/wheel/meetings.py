"""Use cases on the meeting plan: meetings, their rules, and what is treated at them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import Meeting, MeetingRule, WheelActivity
from app.services.formatting import write_long_date
from app.services.lawrules import rule_now
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional
from app.services.wheel.errors import (
    AdjustedBeforeMeeting,
    BadDays,
    CancelledMeeting,
    EndsBeforeStart,
    MeetingTaken,
    NoMeetingYear,
    NoticeTooShort,
    TreatedInAnotherYear,
)
from app.services.wheel.legal import bound_for, check_time, elections_in
from app.services.wheel.meetingdays import MOST_DAYS, least_summons_days, read_time_of_day
from app.services.wheel.meetingplan import MeetingPlan, MeetingRow, RuleRow, TreatedRow, meeting_plan
from app.services.wheel.refusals import quoted
from app.services.wheel.rows import YEARS, changed

__all__ = [
    "MeetingPlan",
    "MeetingRow",
    "RuleRow",
    "TreatedRow",
    "add_meeting",
    "meeting_plan",
    "move_meeting",
    "remove_meeting",
    "set_meeting",
    "set_rule",
    "treat_at",
]

#: What `set_meeting` leaves as it is.
KEEP: Any = object()
_SETTLED = frozenset({"done", "cancelled"})


def add_meeting(
    session: Session,
    *,
    body: str,
    starts: date,
    ends: date | None = None,
    begins: str | None = None,
    place: str | None = None,
    title: str | None = None,
    tentative: bool = False,
    note: str | None = None,
    foreign_uid: str | None = None,
) -> int:
    """Add a meeting of a body; `begins` is a time of day as typed."""
    name = needed(body, "Organet")
    _refuse_taken(session, name, starts)
    row = Meeting(
        id=new_id(),
        body=name,
        starts=starts,
        ends=_last(starts, ends),
        begins=read_time_of_day(begins),
        place=optional(place),
        title=optional(title),
        tentative=tentative,
        note=optional(note),
        foreign_uid=optional(foreign_uid),
        example=False,
    )
    session.add(row)
    session.flush()
    describe(session, f"Lade till {_named(row)}")
    return row.id


def set_meeting(
    session: Session,
    *,
    meeting_id: int,
    expected_version: int,
    body: str = KEEP,
    begins: str | None = KEEP,
    place: str | None = KEEP,
    title: str | None = KEEP,
    tentative: bool = KEEP,
    cancelled: bool = KEEP,
    adjusted_on: date | None = KEEP,
    noticed_on: date | None = KEEP,
    note: str | None = KEEP,
) -> None:
    """Change what is said of a meeting, all but its day; what is not named stays."""
    row = _meeting(session, meeting_id, expected_version)
    if body is not KEEP:
        row.body = needed(body, "Organet")
    if begins is not KEEP:
        row.begins = read_time_of_day(begins)
    for name, text in (("place", place), ("title", title), ("note", note)):
        if text is not KEEP:
            setattr(row, name, optional(text))
    for name, value in (
        ("tentative", tentative), ("cancelled", cancelled),
        ("adjusted_on", adjusted_on), ("noticed_on", noticed_on),
    ):  # fmt: skip
        if value is not KEEP:
            setattr(row, name, value)
    if not row.cancelled:
        _refuse_taken(session, row.body, row.starts, besides=row.id)
    _check_minutes(row)
    row.example = False
    touch(row)
    describe(session, f"Ställde in {_named(row)}" if cancelled is True else f"Ändrade {_named(row)}")


def move_meeting(
    session: Session,
    *,
    meeting_id: int,
    expected_version: int,
    starts: date,
    ends: date | None = None,
    reason: str | None = None,
    tax_rate_on: date | None = None,
) -> None:
    """Move a meeting to other days, and the activities treated there with it, as far as the law lets them.

    Without `ends` it keeps its length. `reason` and `tax_rate_on` are the särskilda skäl and the day of
    the tax rate, for the activities that are moved past the first bound of the law.
    """
    row = _meeting(session, meeting_id, expected_version)
    if ends is None and row.ends is not None:
        ends = starts + (row.ends - row.starts)
    if not row.cancelled:
        _refuse_taken(session, row.body, starts, besides=row.id)
    row.starts, row.ends, row.example = starts, _last(starts, ends), False
    _check_minutes(row)
    for activity in _treated(session, row.id):
        _place(session, activity, row, reason, tax_rate_on)
    touch(row)
    describe(session, f"Flyttade {_named(row)}")


def remove_meeting(session: Session, *, meeting_id: int, expected_version: int) -> None:
    """Remove a meeting; the activities treated there keep their day."""
    row = _meeting(session, meeting_id, expected_version)
    for activity in _treated(session, row.id):
        activity.meeting_id = None
        touch(activity)
    session.flush()
    describe(session, f"Tog bort {_named(row)}")
    session.delete(row)


def set_rule(
    session: Session,
    *,
    body: str,
    expected_version: int,
    documents_days: int | None,
    summons_days: int | None,
    adjusting_days: int | None,
    note: str | None = None,
) -> None:
    """Set the days around a body's meetings (`expected_version` 0 for a new rule); all empty removes it."""
    name = needed(body, "Organet")
    row = session.scalars(select(MeetingRule).where(MeetingRule.body == name)).one_or_none()
    if row is not None:
        check_version(row, expected_version, f"Reglerna för {name}")
    _check_days(name, documents_days, summons_days, adjusting_days)
    values = (documents_days, summons_days, adjusting_days, optional(note))
    if all(value is None for value in values):
        _remove_rule(session, name, row)
        return
    if row is None:
        most = session.scalar(select(func.max(MeetingRule.position)))
        row = MeetingRule(id=new_id(), body=name, position=0 if most is None else most + 1)
        session.add(row)
    else:
        touch(row)
    row.documents_days, row.summons_days, row.adjusting_days, row.note = values
    row.example = False
    describe(session, f"Ändrade dagarna runt sammanträdena med {name}")


def treat_at(
    session: Session,
    *,
    activity_id: int,
    meeting_id: int | None,
    expected_version: int | None = None,
    reason: str | None = None,
    tax_rate_on: date | None = None,
) -> None:
    """Let an activity be treated at a meeting, whose days it gets; None takes it from its meeting."""
    activity = session.get(WheelActivity, activity_id)
    if activity is None:
        raise NotFound("Aktiviteten")
    if expected_version is not None:
        check_version(activity, expected_version, "Aktiviteten")
    if meeting_id is None:
        activity.meeting_id = None
        touch(activity)
        describe(session, f"Tog {quoted(activity.title)} från sitt sammanträde")
        return
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotFound("Sammanträdet")
    if meeting.cancelled:
        raise CancelledMeeting(meeting.body, meeting.starts)
    activity.meeting_id = meeting.id
    _place(session, activity, meeting, reason, tax_rate_on)
    describe(session, f"Lade {quoted(activity.title)} på {_named(meeting)}")


def _place(
    session: Session, activity: WheelActivity, meeting: Meeting, reason: str | None, tax_rate_on: date | None
) -> None:
    """Give an activity the days of its meeting, where the law allows it."""
    last = meeting.ends or meeting.starts
    bound = None if activity.status in _SETTLED else bound_for(activity, elections_in(session))
    if bound is not None:
        given = optional(reason) or activity.exception_reason
        taxed = tax_rate_on or activity.tax_rate_on
        check_time(bound, last, given, taxed)
        late = last > bound.deadline
        activity.exception_reason, activity.tax_rate_on = (given, taxed) if late else (None, None)
    if meeting.starts.year != activity.year:
        raise TreatedInAnotherYear(activity.title, activity.year, meeting.starts)
    activity.precision, activity.starts, activity.ends = "dag", meeting.starts, last
    activity.month_part = activity.season = activity.tentative = None
    changed(activity)


def _meeting(session: Session, meeting_id: int, expected_version: int) -> Meeting:
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise NotFound("Sammanträdet")
    check_version(row, expected_version, "Sammanträdet")
    return row


def _treated(session: Session, meeting_id: int) -> Sequence[WheelActivity]:
    there = select(WheelActivity).where(WheelActivity.meeting_id == meeting_id)
    return session.scalars(there.order_by(WheelActivity.id)).all()


def _last(starts: date, ends: date | None) -> date | None:
    _check_years(starts, ends)
    if ends is not None and ends < starts:
        raise EndsBeforeStart("Sammanträdet")
    return None if ends == starts else ends


def _refuse_taken(session: Session, body: str, day: date, besides: int | None = None) -> None:
    same = select(Meeting.id).where(Meeting.body == body, Meeting.starts == day, Meeting.cancelled.is_(False))
    if any(key != besides for key in session.scalars(same)):
        raise MeetingTaken(body, day)


def _check_years(*days: date | None) -> None:
    for day in days:
        if day is not None and day.year not in YEARS:
            raise NoMeetingYear(day)


def _check_minutes(row: Meeting) -> None:
    _check_years(row.adjusted_on, row.noticed_on)
    last = row.ends or row.starts
    if row.adjusted_on is not None and row.adjusted_on < last:
        raise AdjustedBeforeMeeting("Justeringen", last)
    earliest = row.adjusted_on or last
    if row.noticed_on is not None and row.noticed_on < earliest:
        raise AdjustedBeforeMeeting("Anslaget", earliest)


def _check_days(body: str, documents: int | None, summons: int | None, adjusting: int | None) -> None:
    for what, days in (
        ("Sista dagen för handlingar", documents), ("Kallelsen", summons), ("Justeringen", adjusting),
    ):  # fmt: skip
        if days is not None and not 0 <= days <= MOST_DAYS:
            raise BadDays(what, MOST_DAYS)
    least = least_summons_days(body)
    if summons is not None and summons < least:
        raise NoticeTooShort(body, least, rule_now("council-notice").paragraph)


def _remove_rule(session: Session, body: str, row: MeetingRule | None) -> None:
    describe(session, f"Tog bort dagarna runt sammanträdena med {body}")
    if row is not None:
        session.delete(row)


def _named(row: Meeting) -> str:
    return f"sammanträdet med {row.body} {write_long_date(row.starts)}"
