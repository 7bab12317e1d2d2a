"""Use cases on activities of the year wheel: add, change, move, copy and remove them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import (
    ACTIVITY_FORMS,
    ACTIVITY_STATUSES,
    ActivityDocument,
    ActivityOrder,
    ActivityStep,
    Meeting,
    Wheel,
    WheelActivity,
)
from app.services.storage import describe, touch
from app.services.typed import optional
from app.services.wheel import legal, times
from app.services.wheel.occurrences import put_time
from app.services.wheel.reading import timing_of_row
from app.services.wheel.refusals import DoneWithoutDay, EndsBeforeStart, NotAValue, quoted
from app.services.wheel.rows import changed, check_year, get_activity, open_activity, title_of
from app.services.wheel.timing import Timing, when_words
from app.services.wheel.views import LegalBound

PHASES = ("planering", "genomforande", "uppfoljning")
#: How often something is done, in the words of the model's files.
RHYTHMS = (
    "monthly", "several_a_year", "half_yearly", "yearly", "school_year", "every_other_year",
    "every_third_year", "mandate_period", "with_report", "continuous", "irregular",
)  # fmt: skip
STATUS_WORDS: Mapping[str, str] = {
    "planned": "planerad", "ongoing": "pågående", "done": "klar", "late": "försenad", "cancelled": "inställd",
}  # fmt: skip
_SETTLED = frozenset({"done", "cancelled"})
_OFFSETS = range(-2, 4)
_LIMITS = frozenset({times.BY_DAY, times.BY_MONTH})


def add_activity(
    session: Session,
    *,
    wheel_id: int,
    year: int,
    title: str,
    timing: Timing,
    phase: str | None = None,
    bodies: Sequence[str] = (),
    year_offset: int | None = None,
    form: str = "activity",
) -> int:
    """Add an activity of the user's own to a working year, last in the order of its wheel; gives its id."""
    check_year(year)
    title = title_of(title)
    _known_wheel(session, wheel_id)
    _check_in_order(title, timing)
    row = WheelActivity(
        id=new_id(),
        wheel_id=wheel_id,
        year=year,
        position=_last_position(session, year) + 1,
        title=title,
        phase=_phase(phase),
        bodies=_names(bodies),
        year_offset=_offset(year_offset),
        form=_form(form),
        rhythm="yearly",
    )
    put_time(row, timing)
    row.deadline = timing.precision in _LIMITS
    meeting = _meeting_on(session, row, timing)
    row.meeting_id = meeting.id if meeting else None
    session.add(row)
    session.flush()
    describe(session, f"Lade till {quoted(title)} i årshjulet {year}")
    return row.id


def set_fields(session: Session, *, activity_id: int, expected_version: int, **values: Any) -> None:
    """Change what is said of an activity, all but its time and how far it has come; the rest stays.

    The fields are those of `FIELDS`.
    """
    row = open_activity(session, activity_id, expected_version)
    read = {name: FIELDS[name](value) for name, value in values.items()}
    if "wheel_id" in read:
        _known_wheel(session, read["wheel_id"])
    different = {name: value for name, value in read.items() if getattr(row, name) != value}
    if not different:
        return
    title = row.title
    for name, value in different.items():
        setattr(row, name, value)
    if not {"law", "year_offset"}.isdisjoint(different):
        row.exception_reason = row.tax_rate_on = None
    if "title" in different:
        describe(session, f"Döpte om {quoted(title)} till {quoted(row.title)} i årshjulet")
    else:
        describe(session, f"Ändrade {quoted(title)} i årshjulet")
    changed(row)


def set_time(
    session: Session,
    *,
    activity_id: int,
    expected_version: int,
    timing: Timing,
    reason: str | None = None,
    tax_rate_on: date | None = None,
) -> None:
    """Move an activity; past a bound of the law only as far and with what the law asks for.

    Raises `NeedsReason` where särskilda skäl are allowed and not given, and `PastLaw` after the last day.
    The words of the source stay, unless the time brings words of its own.
    """
    row = open_activity(session, activity_id, expected_version)
    _check_in_order(row.title, timing)
    kept = row.exception_reason, row.tax_rate_on
    meeting = _meeting_on(session, row, timing)
    if row.status not in _SETTLED:
        given = optional(reason) or row.exception_reason
        _hold_to_law(session, row, timing, meeting, given, tax_rate_on or row.tax_rate_on)
    timing = replace(timing, source=timing.source or row.timing_text)
    stays = timing == timing_of_row(row)
    if stays and (row.exception_reason, row.tax_rate_on) == kept:
        return
    if row.precision in _LIMITS or timing.precision in _LIMITS:
        row.deadline = timing.precision in _LIMITS
    put_time(row, timing)
    row.meeting_id = meeting.id if meeting else None
    changed(row)
    moved_to = f"Flyttade {quoted(row.title)} till {when_words(timing, row.year)}"
    describe(session, f"Angav särskilda skäl för {quoted(row.title)}" if stays else moved_to)


def _hold_to_law(
    session: Session,
    row: WheelActivity,
    timing: Timing,
    meeting: Meeting | None,
    reason: str | None,
    tax_rate_on: date | None,
) -> None:
    """Refuse a time that the law does not allow; past its first bound the reasons are kept."""
    bound = legal.bound_for(row, legal.elections_in(session))
    if bound is None:
        return
    day = _law_day(row, timing, meeting, bound)
    if day is not None:
        legal.check_time(bound, day, reason, tax_rate_on)
    late = day is not None and day > bound.deadline
    row.exception_reason, row.tax_rate_on = (reason, tax_rate_on) if late else (None, None)


def _law_day(row: WheelActivity, timing: Timing, meeting: Meeting | None, bound: LegalBound) -> date | None:
    """The day that the law is held against: that of the meeting where the time is no more exact.

    Months are held to their first day, since they may end well, unless it is only now that they reach past.
    """
    if meeting is not None and timing.precision != times.DAY:
        return meeting.ends or meeting.starts
    if timing.last is None or timing.precision in (times.DAY, times.BY_DAY):
        return timing.last
    if timing.last > bound.deadline and row.ends is not None and row.ends <= bound.deadline:
        return timing.last
    return timing.first or timing.last.replace(day=1)


def set_status(
    session: Session, *, activity_id: int, expected_version: int, status: str, done_on: date | None = None
) -> None:
    """Say how far an activity has come; what is done has its day, also when that is late."""
    row = open_activity(session, activity_id, expected_version)
    if status not in ACTIVITY_STATUSES:
        raise NotAValue("Status")
    if status == "done" and done_on is None:
        raise DoneWithoutDay(row.title)
    after = status, done_on if status == "done" else None
    if (row.status, row.done_on) == after:
        return
    row.status, row.done_on = after
    describe(session, f"Markerade {quoted(row.title)} som {STATUS_WORDS[status]} i årshjulet")
    changed(row)


def copy_activity(
    session: Session,
    *,
    activity_id: int,
    timing: Timing,
    reason: str | None = None,
    tax_rate_on: date | None = None,
) -> int:
    """A copy of an activity at another time, with its checklist and documents to do anew; gives its id.

    The law binds it as it binds what is moved.
    """
    row = get_activity(session, activity_id)
    _check_in_order(row.title, timing)
    kept = ("wheel_id", "year", "form", "title", "short_title", "bodies", "participants", "responsible",
            "rhythm", "recurrence", "deadline", "year_offset", "phase", "place", "note", "law")  # fmt: skip
    copied = WheelActivity(
        id=new_id(),
        position=row.position,
        number=1 + _last_number(session, row),
        pattern_id=row.pattern_id,
        **{name: getattr(row, name) for name in kept},
    )
    copied.steps = [ActivityStep(position=step.position, text=step.text) for step in row.steps]
    copied.documents = [_copied(link) for link in row.documents if link.role != "outcome"]
    put_time(copied, timing)
    meeting = _meeting_on(session, copied, timing)
    _hold_to_law(session, copied, timing, meeting, optional(reason), tax_rate_on)
    copied.meeting_id = meeting.id if meeting else None
    session.add(copied)
    session.flush()
    describe(session, f"Kopierade {quoted(row.title)} till {when_words(timing, row.year)}")
    return copied.id


def remove_activity(session: Session, *, activity_id: int, expected_version: int) -> None:
    """Remove an activity with its checklist, links and sequences."""
    row = open_activity(session, activity_id, expected_version)
    describe(session, f"Tog bort {quoted(row.title)} ur årshjulet {row.year}")
    orders = select(ActivityOrder).where(
        (ActivityOrder.before_id == row.id) | (ActivityOrder.after_id == row.id)
    )
    for order in session.scalars(orders).all():
        session.delete(order)
    for later in session.scalars(select(WheelActivity).where(WheelActivity.previous_id == row.id)).all():
        later.previous_id = row.previous_id
        touch(later)
    session.flush()
    session.delete(row)


def _copied(link: ActivityDocument) -> ActivityDocument:
    return ActivityDocument(
        role=link.role,
        node_id=link.node_id,
        plan_id=link.plan_id,
        agreement_kind_id=link.agreement_kind_id,
        report_kind_id=link.report_kind_id,
    )


def _meeting_on(session: Session, row: WheelActivity, timing: Timing) -> Meeting | None:
    """The meeting that an activity is treated at: its own while the time holds it, else one on its day."""
    if timing.last is None:
        return None
    first = timing.first or timing.last
    own = None if row.meeting_id is None else session.get(Meeting, row.meeting_id)
    since = None if timing.precision in _LIMITS else first
    if own is not None and (since is None or since <= own.starts) and own.starts <= timing.last:
        return own
    if timing.precision != times.DAY or not row.bodies or row.form != "activity" or first.year != row.year:
        return None
    same = select(Meeting).where(
        Meeting.body.in_(row.bodies), Meeting.starts == first, Meeting.cancelled.is_(False)
    )
    meetings = session.scalars(same.order_by(Meeting.id))
    return next((one for one in meetings if (one.ends or one.starts) == timing.last), None)


def _known_wheel(session: Session, wheel_id: int) -> None:
    if session.get(Wheel, wheel_id) is None:
        raise NotFound("Årshjulet")


def _check_in_order(title: str, timing: Timing) -> None:
    if timing.first is not None and (timing.last is None or timing.last < timing.first):
        raise EndsBeforeStart(title)
    for day in (timing.first, timing.last):
        if day is not None:
            check_year(day.year)


def _last_position(session: Session, year: int) -> int:
    return session.scalar(select(func.max(WheelActivity.position)).where(WheelActivity.year == year)) or 0


def _last_number(session: Session, row: WheelActivity) -> int:
    """The highest number of the occurrences of the same pattern, or of the same title, in the year."""
    same = WheelActivity.pattern_id == row.pattern_id
    if row.pattern_id is None:
        same = WheelActivity.title == row.title
    return (
        session.scalar(select(func.max(WheelActivity.number)).where(WheelActivity.year == row.year, same))
        or 1
    )


# ---- fields ----------------------------------------------------------------------------------------


def _names(value: Iterable[str] | None) -> list[str] | None:
    named = [name.strip() for name in value or () if name.strip()]
    return list(dict.fromkeys(named)) or None


def _among(what: str, allowed: Collection[Any], *, none: bool) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if value not in allowed and not (none and value is None):
            raise NotAValue(what)
        return value

    return read


_phase = _among("Fas", PHASES, none=True)
_form = _among("Slag av aktivitet", ACTIVITY_FORMS, none=False)
_offset = _among("Året som arbetet gäller", _OFFSETS, none=True)

#: The fields that `set_fields` changes, with how each is read.
FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "title": title_of,
    "short_title": optional,
    "bodies": _names,
    "participants": _names,
    "responsible": optional,
    "phase": _phase,
    "year_offset": _offset,
    "form": _form,
    "place": optional,
    "note": optional,
    "learning": optional,
    "outcome": optional,
    "law": _among("Steget enligt lag", legal.LEGAL_STEPS, none=True),
    "wheel_id": int,
    "rhythm": _among("Hur ofta", RHYTHMS, none=True),
    "recurrence": optional,
    "deadline": bool,
}
