"""A working year as it is shown: few questions to the file, however many activities it has."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.models.agreements import AgreementKind
from app.models.budget import BudgetPlan
from app.models.errors import NotFound
from app.models.followup import ReportKind
from app.models.organisation import Municipality
from app.models.steering import ModelPart, Node, NodeVersion, SteeringModel
from app.models.wheel import (
    ActivityDocument,
    ActivityOrder,
    Wheel,
    WheelActivity,
)
from app.services.wheel import legal, times
from app.services.wheel.clashes import Surroundings, at_meeting, notices
from app.services.wheel.interim import interim_reports
from app.services.wheel.meetingplan import MeetingDay, deciding_days, meeting_days_of
from app.services.wheel.times import Timing, when_of
from app.services.wheel.views import (
    Activity,
    DocumentLink,
    LegalBound,
    LegalDay,
    NegotiationRow,
    Status,
    Step,
    WheelRow,
    WheelView,
    When,
)

#: The source's own number before a title: "8. Förvaltningsdialog" (`WHL-08`).
_STEP = re.compile(r"(\d{1,2})\. +\S")
#: The rhythm of what goes on all the time.
ENDLESS = "continuous"
_OPEN = frozenset({"planned", "ongoing"})
_SETTLED = frozenset({"done", "cancelled"})
_STATUSES: Mapping[str, Status] = {one: one for one in get_args(Status)}


@dataclass(frozen=True, slots=True)
class _Known:
    """What all activities of a view are read against."""

    today: date
    elections: frozenset[int]
    meetings: Mapping[int, MeetingDay]
    documents: Mapping[int, tuple[DocumentLink, ...]]
    reports: tuple[ReportKind, ...]


def wheel_view(
    session: Session, *, year: int, today: date, start_month: int | None = None, noticed: bool = True
) -> WheelView:
    """A working year in all its wheels.

    With another month at the top than January, the twelve months from it, with activities of both years;
    None is the month of the first wheel. Without `noticed` no collisions are looked for, which takes the
    calendar's holidays.
    """
    wheels = _wheels(session)
    month = start_month or (wheels[0].start_month if wheels else 1)
    years = (year,) if month == 1 else (year, year + 1)
    meetings = {key: one for each in years for key, one in meeting_days_of(session, year=each).items()}
    known = _Known(
        today, legal.elections_in(session), meetings, _documents(session, years), interim_reports(session)
    )
    rows = session.scalars(_asked(years)).all()
    activities = tuple(_activity(row, known) for row in rows)
    if month > 1:
        activities = tuple(one for one in activities if _inside(one, year, month))
    activities = _with_next(sorted(activities, key=time_order), today)
    orders = _orders(session, {one.key for one in activities})
    around = Surroundings(today, orders, meetings, known.elections)
    return WheelView(
        year=year,
        today=today,
        municipality=session.scalar(select(Municipality.name)) or "",
        wheels=wheels,
        activities=activities,
        legal=_legal(year, month, activities, known.elections),
        bodies=_bodies(session, activities),
        years=tuple(session.scalars(select(WheelActivity.year).distinct().order_by(WheelActivity.year))),
        orders=orders,
        notices=notices(activities, around) if noticed else {},
    )


def activity_of(session: Session, *, key: int, today: date) -> Activity:
    """An activity as it is shown; raises NotFound when it is gone."""
    row = session.get(WheelActivity, key)
    found = row and wheel_view(session, year=row.year, today=today, start_month=1).activity(key)
    if not found:
        raise NotFound("Aktiviteten")
    return found


def timing_of_row(row: WheelActivity) -> Timing:
    """When an activity is; a season without days has those of its year."""
    if row.precision == times.SEASON and row.season and row.ends is None:
        return replace(times.season_timing(row.year, row.season), source=row.timing_text)
    if row.ends is None:
        return Timing(times.UNKNOWN, tentative=_days(row), source=row.timing_text)
    return Timing(
        row.precision, row.starts, row.ends, row.month_part, row.season, _days(row), row.timing_text
    )


def time_order(activity: Activity) -> tuple[bool, date, date, int, int, int]:
    """A key that puts activities in the order of time, those without time last, in the source's order."""
    when = activity.when
    last = when.last or date.max
    return when.last is None, when.first or last, last, activity.position, activity.number, activity.key


def step_of(title: str) -> str | None:
    """The source's own number of a title: "8" of "8. Förvaltningsdialog"."""
    found = _STEP.match(title)
    return found[1] if found else None


def status_of(said: str, when: When, today: date, rhythm: str | None = None) -> Status:
    """How far an activity has come: late once its last day has passed without its being done.

    What goes on all the time is never late.
    """
    if said in _OPEN and when.last is not None and when.last < today and rhythm != ENDLESS:
        return "late"
    return _STATUSES[said]


def _asked(years: tuple[int, ...]) -> Select[WheelActivity]:
    return (
        select(WheelActivity)
        .where(WheelActivity.year.in_(years))
        .options(
            selectinload(WheelActivity.steps),
            selectinload(WheelActivity.negotiations),
            selectinload(WheelActivity.documents),
        )
    )


def _activity(row: WheelActivity, known: _Known) -> Activity:
    when = when_of(timing_of_row(row), row.year)
    bound = legal.bound_for(row, known.elections, known.reports)
    return Activity(
        key=row.id,
        version=row.version,
        wheel=row.wheel_id,
        year=row.year,
        position=row.position,
        number=row.number,
        form=row.form,
        title=row.title,
        short=row.short_title or row.title,
        when=when,
        concerns=None if row.year_offset is None else row.year + row.year_offset,
        offset=row.year_offset,
        phase=row.phase,
        status=status_of(row.status, when, known.today, row.rhythm),
        said=_STATUSES[row.status],
        done_on=row.done_on,
        bodies=tuple(row.bodies or ()),
        participants=tuple(row.participants or ()),
        responsible=row.responsible,
        deadline=row.deadline,
        rhythm=row.rhythm,
        recurrence=row.recurrence,
        step=step_of(row.title),
        law=row.law,
        bound=bound,
        red=bound is not None and _red(row, when, bound, known),
        documents=known.documents.get(row.id, ()),
        **_beside(row),
    )


def _beside(row: WheelActivity) -> dict[str, Any]:
    """What stands beside the wheel itself: notes, lists and links."""
    plain = ("exception_reason", "tax_rate_on", "place", "note", "learning", "outcome", "example",
             "foreign_uid")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        "meeting": row.meeting_id,
        "previous": row.previous_id,
        "pattern": row.pattern_id,
        "checklist": tuple(Step(one.id, one.text, one.done_on) for one in row.steps),
        "negotiations": tuple(
            NegotiationRow(
                one.id, one.kind, one.party, one.planned_on, one.held_on, one.protocol, one.outcome
            )
            for one in row.negotiations
        ),
    }


def _red(row: WheelActivity, when: When, bound: LegalBound, known: _Known) -> bool:
    until = legal.allowed_until(bound, row.exception_reason, row.tax_rate_on)
    meeting = None if row.meeting_id is None else known.meetings.get(row.meeting_id)
    bodies = legal.acting_bodies(row.law, row.bodies or ())
    said = None if row.year_offset is None else row.year + row.year_offset
    concerns = legal.concerned_year(bound.key, row.year, said)
    return legal.is_red(
        bound,
        at_meeting(when, meeting, row.year),
        today=known.today,
        settled=row.status in _SETTLED,
        reason=row.exception_reason,
        tax_rate_on=row.tax_rate_on,
        meetings=deciding_days(bodies, known.meetings.values(), until.year),
        earliest=None
        if concerns is None
        else legal.earliest_of(bound.key, concerns, mandates=known.elections),
    )


def _days(row: WheelActivity) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in row.tentative or ())


def _inside(activity: Activity, year: int, month: int) -> bool:
    """Whether an activity is in the twelve months from a month; without time it is of their first year."""
    when = activity.when
    if when.last is None:
        return activity.year == year
    return when.last >= date(year, month, 1) and (when.first or when.last) < date(year + 1, month, 1)


def _with_next(activities: Sequence[Activity], today: date) -> tuple[Activity, ...]:
    """The activities with the first that is still to begin or to be done marked."""
    coming = [
        (_coming(one, today), one.status == "ongoing", place)
        for place, one in enumerate(activities)
        if one.status in _OPEN and one.when.last is not None and one.rhythm != ENDLESS
    ]
    first = min(coming)[-1] if coming else None
    return tuple(replace(one, next=True) if place == first else one for place, one in enumerate(activities))


def _coming(activity: Activity, today: date) -> date:
    """The first day of an activity to come; of one that goes on already, its last."""
    first, last = activity.when.first, activity.when.last or date.max
    return first if first is not None and first >= today else last


def _legal(
    year: int, month: int, activities: Sequence[Activity], elections: Collection[int]
) -> tuple[LegalDay, ...]:
    days = legal.legal_days(year, activities, elections)
    if month == 1:
        return days
    both = (*days, *legal.legal_days(year + 1, activities, elections))
    return tuple(one for one in both if date(year, month, 1) <= one.day < date(year + 1, month, 1))


def _wheels(session: Session) -> tuple[WheelRow, ...]:
    rows = session.scalars(select(Wheel).order_by(Wheel.position, Wheel.id))
    return tuple(
        WheelRow(row.id, row.key, row.name, row.start_month, row.details.get("audience")) for row in rows
    )


def _bodies(session: Session, activities: Iterable[Activity]) -> tuple[str, ...]:
    """Every body of the model in its order, then those that only activities name."""
    part = (
        select(ModelPart.content)
        .join(SteeringModel, SteeringModel.id == ModelPart.model_id)
        .where(ModelPart.name == "bodies")
        .order_by(SteeringModel.edition.desc())
        .limit(1)
    )
    named = [str(body["name"]) for body in session.scalar(part) or ()]
    return tuple(dict.fromkeys((*named, *(body for one in activities for body in one.bodies))))


def _documents(session: Session, years: tuple[int, ...]) -> Mapping[int, tuple[DocumentLink, ...]]:
    """The documents of the years' activities, with their titles, in one question."""
    asked = (
        select(ActivityDocument, NodeVersion.title, BudgetPlan.name, AgreementKind.name, ReportKind.name)
        .join(WheelActivity, WheelActivity.id == ActivityDocument.activity_id)
        .outerjoin(Node, Node.id == ActivityDocument.node_id)
        .outerjoin(
            NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number)
        )
        .outerjoin(BudgetPlan, BudgetPlan.id == ActivityDocument.plan_id)
        .outerjoin(AgreementKind, AgreementKind.id == ActivityDocument.agreement_kind_id)
        .outerjoin(ReportKind, ReportKind.id == ActivityDocument.report_kind_id)
        .where(WheelActivity.year.in_(years))
        .order_by(ActivityDocument.id)
    )
    found: dict[int, list[DocumentLink]] = defaultdict(list)
    for row, node, plan, agreement, report in session.execute(asked):
        kind, target = target_of(row)
        title = node or plan or agreement or report or ""
        found[row.activity_id].append(DocumentLink(row.id, row.role, kind, target, title))
    return {key: tuple(links) for key, links in found.items()}


def target_of(row: ActivityDocument) -> tuple[str, int]:
    """What a document is and its row: ("node", 17)."""
    targets = {
        "node": row.node_id,
        "plan": row.plan_id,
        "agreement_kind": row.agreement_kind_id,
        "report_kind": row.report_kind_id,
    }
    return next((kind, key) for kind, key in targets.items() if key is not None)


def _orders(session: Session, keys: Collection[int]) -> tuple[tuple[int, int, int], ...]:
    rows = session.execute(select(ActivityOrder.before_id, ActivityOrder.after_id, ActivityOrder.least_days))
    return tuple(
        sorted((before, after, least) for before, after, least in rows if before in keys and after in keys)
    )
