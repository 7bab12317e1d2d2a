"""What a calendar file would add and change, row by row, before anything is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.storage import FileInfo
from app.services.exchange.calendars.content import key_in
from app.services.exchange.calendars.found import FoundCalendar, FoundEvent, LeftOut
from app.services.exchange.calendars.ical import summary_of
from app.services.exchange.calendars.naming import bodies_among, body_of
from app.services.wheel.legal import check_time
from app.services.wheel.meetingplan import MeetingPlan, MeetingRow, meeting_plan
from app.services.wheel.reading import wheel_view
from app.services.wheel.times import day_timing, when_words
from app.services.wheel.views import Activity, WheelView

Kind = Literal["meeting", "activity"]
GONE: Final = "finns inte längre i filen"
TWICE: Final = "är samma organ och dag som en annan rad"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A meeting or an activity that would be added or changed; `before` is "" for a new one."""

    kind: Kind
    key: int | None
    version: int
    name: str
    before: str
    after: str
    event: FoundEvent
    body: str | None = None
    title: str | None = None
    bodies: tuple[str, ...] = ()

    @property
    def new(self) -> bool:
        """Whether it is not in the file yet."""
        return self.key is None


@dataclass(frozen=True, slots=True)
class CalendarDryRun:
    """The whole answer: `same` rows say what the file says already."""

    name: str
    year: int
    rows: tuple[ImportRow, ...]
    same: int
    left_out: tuple[LeftOut, ...]

    @property
    def added(self) -> int:
        """How many rows are new."""
        return sum(row.new for row in self.rows)

    @property
    def changed(self) -> int:
        """How many rows are changed."""
        return len(self.rows) - self.added


def look_at(
    session: Session, *, calendar: FoundCalendar, year: int, today: date, body: str | None = None
) -> CalendarDryRun:
    """What a calendar would change in a working year; with `body` every event is one of its meetings."""
    view = wheel_view(session, year=year, today=today, start_month=1)
    plan = meeting_plan(session, year=year)
    file_key = session.scalars(select(FileInfo.file_key)).one()
    looking = _Looking(calendar, view, plan, file_key, body)
    return looking.answer()


class _Looking:
    """Holds every event of a calendar against the file."""

    def __init__(
        self, calendar: FoundCalendar, view: WheelView, plan: MeetingPlan, file_key: str, body: str | None
    ) -> None:
        self._calendar, self._view, self._file_key = calendar, view, file_key
        self._known = tuple(dict.fromkeys((*view.bodies, *plan.bodies)))
        self._body = next(iter(bodies_among((body,), self._known)), body) if body else None
        self._meetings = {row.key: row for row in plan.rows}
        self._activities = {each.key: each for each in view.activities}
        self._foreign_meetings = {row.foreign_uid: row for row in plan.rows if row.foreign_uid}
        self._foreign = {each.foreign_uid: each for each in view.activities if each.foreign_uid}
        self._days = {(row.body, row.starts): row for row in plan.rows if not row.cancelled}
        self._taken: set[tuple[str, date]] = set()
        self._changed: set[int] = set()
        self._left_out: list[LeftOut] = list(calendar.left_out)
        self._same = 0

    def answer(self) -> CalendarDryRun:
        """The rows in the order of days."""
        rows = [row for event in self._calendar.events for row in self._row(event)]
        return CalendarDryRun(
            self._calendar.name, self._view.year, tuple(rows), self._same, tuple(self._left_out)
        )

    def _row(self, event: FoundEvent) -> Iterator[ImportRow]:
        key, possible = key_in(event.uid or "", self._file_key)
        if possible:
            self._same += 1
        elif key is not None and key in self._meetings:
            yield from self._known_meeting(event, self._meetings[key])
        elif key is not None and key in self._activities:
            yield from self._known_activity(event, self._activities[key])
        elif key is not None:
            self._leave(event, GONE)
        elif event.uid in self._foreign_meetings:
            yield from self._known_meeting(event, self._foreign_meetings[event.uid])
        elif event.uid in self._foreign:
            yield from self._known_activity(event, self._foreign[event.uid])
        else:
            yield from self._unknown(event)

    def _unknown(self, event: FoundEvent) -> Iterator[ImportRow]:
        """An event that the file has not seen: a meeting where it names a body, else an activity."""
        named, title = body_of(event, self._known)
        if self._body is not None and named != self._body:
            named, title = self._body, event.summary or None
        if named is None:
            yield from self._new_activity(event)
            return
        there = self._days.get((named, event.first))
        if there is not None and (there.foreign_uid is None or event.uid is None):
            yield from self._known_meeting(event, there, body=named, title=title)
        elif event.cancelled:
            self._leave(event, "är inställd och finns inte i filen")
        elif (named, event.first) in self._taken or there is not None:
            self._leave(event, TWICE)
        else:
            self._taken.add((named, event.first))
            after = _meeting_words(event)
            yield ImportRow("meeting", None, 0, named, "", after, event, body=named, title=title)

    def _new_activity(self, event: FoundEvent) -> Iterator[ImportRow]:
        if event.cancelled:
            self._leave(event, "är inställd och finns inte i filen")
        elif not event.summary:
            self._leave(event, "saknar rubrik")
        elif not self._view.wheels:
            self._leave(event, "har inget årshjul att stå i")
        else:
            bodies = bodies_among(event.categories, self._known)
            after = when_words(day_timing(event.first, event.last), self._view.year)
            yield ImportRow(
                "activity", None, 0, event.summary, "", after, event, title=event.summary, bodies=bodies
            )

    def _known_meeting(
        self, event: FoundEvent, row: MeetingRow, *, body: str | None = None, title: str | None = None
    ) -> Iterator[ImportRow]:
        if body is None:
            named, title = body_of(event, (row.body, *self._known))
            body = named or row.body
        begins = event.begins or row.begins
        where = event.where or row.place
        before = (row.starts, row.last, row.begins, row.place, row.title, row.tentative, row.cancelled)
        after = (event.first, event.last, begins, where, title or row.title, event.tentative, event.cancelled)
        if before == after and body == row.body:
            self._same += 1
            return
        other = self._days.get((body, event.first))
        taken = other is not None and other.key != row.key and not event.cancelled
        if taken or row.key in self._changed:
            self._leave(event, TWICE)
            return
        if (event.first, event.last) != (row.starts, row.last) and self._refused(event, row):
            return
        self._changed.add(row.key)
        yield ImportRow(
            "meeting", row.key, row.version, body, _row_words(row), _meeting_words(event), event,
            body=body, title=title or row.title,
        )  # fmt: skip

    def _refused(self, event: FoundEvent, row: MeetingRow) -> bool:
        """Whether the law, or the working year, forbids moving the activities treated at a meeting."""
        for treated in row.activities:
            activity = self._activities.get(treated.key)
            if activity is not None and self._against_law(event, activity):
                return True
        if row.activities and event.first.year != self._view.year:
            self._leave(event, f"har aktiviteter som hör till {self._view.year}")
            return True
        return False

    def _known_activity(self, event: FoundEvent, activity: Activity) -> Iterator[ImportRow]:
        when = activity.when
        summary = _unfolded(event.summary, activity)
        unmoved = (event.first, event.last) == (when.first or when.last, when.last)
        cancelled = activity.status == "cancelled"
        if unmoved and summary == " ".join(activity.title.split()) and event.cancelled == cancelled:
            self._same += 1
            return
        if not unmoved and self._against_law(event, activity):
            return
        after = when.words if unmoved else when_words(day_timing(event.first, event.last), self._view.year)
        before = f"{when.words}, inställd" if cancelled else when.words
        after = f"{after}, inställd" if event.cancelled else after
        title = summary or activity.title
        yield ImportRow("activity", activity.key, activity.version, title, before, after, event, title=title)

    def _against_law(self, event: FoundEvent, activity: Activity) -> bool:
        """Whether the law forbids a time; then the event is left out with what it says."""
        if activity.bound is None or activity.status in ("done", "cancelled") or event.cancelled:
            return False
        try:
            check_time(activity.bound, event.last, activity.exception_reason, activity.tax_rate_on)
        except DomainError as refused:
            self._leave(event, f"flyttas inte. {refused.message}")
            return True
        return False

    def _leave(self, event: FoundEvent, reason: str) -> None:
        self._left_out.append(LeftOut(event.place, reason))


def _unfolded(summary: str, activity: Activity) -> str:
    """The title in a summary, without the words of the time that the file itself puts after it."""
    title, whole = " ".join(activity.title.split()), summary_of(activity)
    if summary == whole:
        return title
    before, _, after = whole.partition(title) if title else ("", "", "")
    bare = summary.removeprefix(before) if before else summary
    return bare.removesuffix(after).strip() if after else bare


def _meeting_words(event: FoundEvent) -> str:
    return _words(event.first, event.last, event.begins, event.where, event.tentative, event.cancelled)


def _row_words(row: MeetingRow) -> str:
    return _words(row.starts, row.last, row.begins, row.place, row.tentative, row.cancelled)


def _words(
    first: date, last: date, begins: str | None, where: str | None, tentative: bool, cancelled: bool
) -> str:
    """A meeting in words: "13 januari kl. 18.30, Tingshuset, preliminärt"."""
    day = when_words(day_timing(first, last), first.year)
    told = [f"{day} kl. {begins.replace(':', '.')}" if begins else day]
    told += [where] if where else []
    told += ["preliminärt"] if tentative else []
    told += ["inställt"] if cancelled else []
    return ", ".join(told)
