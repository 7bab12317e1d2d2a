"""A year's activities and meetings as iCalendar (RFC 5545), for calendar programs to subscribe to."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from app.services.clock import SWEDEN
from app.services.exchange.calendars.content import CalendarContent
from app.services.exchange.calendars.lastchange import LastChange
from app.services.exchange.calendars.naming import standing_before
from app.services.filenames import safe_file_name
from app.services.formatting import write_long_date
from app.services.wheel.meetingplan import MeetingRow
from app.services.wheel.views import Activity

if TYPE_CHECKING:
    from icalendar import Event

SUFFIX: Final = ".ics"
PRODUCER: Final = "-//Röda tråden//Årshjul//SV"
_ZONE: Final = "Europe/Stockholm"
_ONE_DAY: Final = timedelta(days=1)
_FETCHED_EACH: Final = _ONE_DAY
"""How often a subscribing program is asked to fetch the calendar anew."""
_SPRING, _AUTUMN = datetime(1996, 3, 31, 2), datetime(1996, 10, 27, 3)
_WINTER_OFFSET, _SUMMER_OFFSET = timedelta(hours=1), timedelta(hours=2)
_PHASE_WORDS: Final = {
    "planering": "Planering", "genomforande": "Genomförande", "uppfoljning": "Uppföljning",
}  # fmt: skip


def file_name(content: CalendarContent, body: str | None) -> str:
    """A name for the file of a body, or of all."""
    return f"{safe_file_name(_name(content, body))}{SUFFIX}"


def calendar_bytes(
    content: CalendarContent, body: str | None = None, *, meetings_only: bool = False
) -> bytes:
    """The calendar of a body, or of all; activities without time are left out.

    With `meetings_only`, the meeting plan alone.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _name(content, body))
    calendar.add("x-wr-calname", _name(content, body))
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add("refresh-interval", _FETCHED_EACH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    meetings = [row for row in content.plan.rows if body is None or row.body == body]
    if any(_clock_time(row) is not None for row in meetings):
        calendar.add_component(_swedish_time())
    for row in meetings:
        calendar.add_component(_meeting(row, content))
    for activity in () if meetings_only else content.activities_of(body):
        for event in _activity(activity, content):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_files(content: CalendarContent, *, meetings_only: bool = False) -> tuple[tuple[str, bytes], ...]:
    """A file for each body that has something in the calendar, with its name."""
    names: set[str] = set()
    files = []
    for body in content.bodies:
        dated = not meetings_only and any(each.when.dated for each in content.activities_of(body))
        if not dated and not any(row.body == body for row in content.plan.rows):
            continue
        name, number = file_name(content, body), 1
        while name.casefold() in names:
            number += 1
            name = f"{file_name(content, body).removesuffix(SUFFIX)} ({number}){SUFFIX}"
        names.add(name.casefold())
        files.append((name, calendar_bytes(content, body, meetings_only=meetings_only)))
    return tuple(files)


def summary_of(activity: Activity) -> str:
    """What an activity is called in a calendar: with its time in words where that is no day."""
    title = f"{standing_before('d', cancelled=activity.status == 'cancelled')}{_line(activity.title)}"
    when = activity.when
    if when.precision == "senast_dag" or (when.first is None and when.exact):
        return f"{title} (sista dag)"
    return title if when.exact else f"{title} ({when.words})"


def _name(content: CalendarContent, body: str | None) -> str:
    whole = f"Årshjul {content.view.year}"
    return f"{whole} {body}" if body else f"{whole} {content.municipality}".strip()


def _activity(activity: Activity, content: CalendarContent) -> Iterator["Event"]:
    """The days of an activity, and each day that is only possible as an event of its own."""
    when = activity.when
    if when.last is None:
        return
    change = content.changes.of_activity(activity.key)
    event = _event(content.uid(activity.key), activity.version, change, content)
    _all_day(event, when.first or when.last, when.last)
    event.add("summary", summary_of(activity))
    event.add("status", "CANCELLED" if activity.status == "cancelled" else "CONFIRMED")
    _describe(event, _told(activity), activity.place, activity.bodies)
    yield event
    for day in when.tentative:
        extra = _event(content.uid(activity.key, f"-{day:%Y%m%d}"), activity.version, change, content)
        _all_day(extra, day, day)
        extra.add("summary", f"Eventuellt: {_line(activity.title)}")
        extra.add("status", "CANCELLED" if activity.status == "cancelled" else "TENTATIVE")
        _describe(extra, _told(activity), activity.place, activity.bodies)
        yield extra


def _meeting(row: MeetingRow, content: CalendarContent) -> "Event":
    event = _event(content.uid(row.key), row.version, content.changes.of_meeting(row.key), content)
    begins = _clock_time(row)
    if begins is None:
        _all_day(event, row.starts, row.last)
    else:
        # No end: nobody has said when it ends, and RFC 5545 3.6.1 and Outlook take it as a moment.
        event.add("dtstart", datetime.combine(row.starts, begins, tzinfo=SWEDEN))
    before = standing_before("t", cancelled=row.cancelled, tentative=row.tentative)
    named = f"{row.body}: {row.title}" if row.title else row.body
    event.add("summary", f"{before}{_line(named)}")
    status = "CANCELLED" if row.cancelled else "TENTATIVE" if row.tentative else "CONFIRMED"
    event.add("status", status)
    _describe(event, _told_of_meeting(row), row.place, (row.body,))
    return event


def _event(uid: str, version: int, change: LastChange | None, content: CalendarContent) -> "Event":
    """An event as it is told apart from others and from itself earlier.

    The number of its last change rises also when that is an undoing, as the row's version does not.
    What is written twice on a day from the same file is the same to the byte.
    """
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    changed = _utc(change.made_at if change else content.changed)
    event.add("dtstamp", max(changed, datetime.combine(content.today, time(), tzinfo=UTC)))
    event.add("last-modified", changed)
    event.add("sequence", change.number if change else version)
    return event


def _all_day(event: "Event", first: date, last: date) -> None:
    """Whole days; the end that a calendar is told is the day after the last."""
    event.add("dtstart", first)
    event.add("dtend", last + _ONE_DAY if last < date.max else last)
    event.add("transp", "TRANSPARENT")


def _describe(event: "Event", told: list[str], place: str | None, bodies: tuple[str, ...]) -> None:
    if told:
        event.add("description", "\n".join(told))
    if place:
        event.add("location", place)
    if bodies:
        event.add("categories", list(bodies))


def _told(activity: Activity) -> list[str]:
    """The facts of an activity, a line each."""
    facts = [
        ("Tid", activity.when.words),
        ("Organ", ", ".join(activity.bodies)),
        ("Ansvarig", activity.responsible or ""),
        ("Fas", _PHASE_WORDS.get(activity.phase or "", "")),
        ("Avser", str(activity.concerns) if activity.concerns else ""),
    ]
    if activity.bound is not None:
        bound = activity.bound
        facts.append(("Senast enligt lag", f"{write_long_date(bound.deadline)} ({bound.paragraph})"))
    told = [f"{label}: {text}" for label, text in facts if text]
    return [*told, activity.note] if activity.note else told


def _told_of_meeting(row: MeetingRow) -> list[str]:
    days = (
        ("Handlingar senast", row.documents_on),
        ("Kallelse senast", row.summons_on),
        ("Justeras senast", row.adjust_by),
        ("Överklagas senast", row.appeal_until),
    )
    told = [f"{label}: {write_long_date(day)}" for label, day in days if day is not None]
    if row.activities:
        told += ["Behandlas:", *(f"– {one.title}" for one in row.activities)]
    if row.begins and row.last > row.starts:
        told.insert(0, f"Börjar kl. {row.begins.replace(':', '.')}")
    return [*told, row.note] if row.note else told


def _clock_time(row: MeetingRow) -> time | None:
    """When a meeting begins; one over several days is whole days in a calendar."""
    if not row.begins or row.last > row.starts:
        return None
    hour, _, minute = row.begins.partition(":")
    return time(int(hour), int(minute or 0))


def _line(text: str) -> str:
    return " ".join(text.split())


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _swedish_time() -> Any:
    """Swedish time by its rule, so that it holds for every year."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", _ZONE)
    for made, name, begins, month, offsets in (
        (TimezoneDaylight(), "CEST", _SPRING, 3, (_WINTER_OFFSET, _SUMMER_OFFSET)),
        (TimezoneStandard(), "CET", _AUTUMN, 10, (_SUMMER_OFFSET, _WINTER_OFFSET)),
    ):
        made.add("dtstart", begins)
        made.add("tzoffsetfrom", offsets[0])
        made.add("tzoffsetto", offsets[1])
        made.add("tzname", name)
        made.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(made)
    return zone
