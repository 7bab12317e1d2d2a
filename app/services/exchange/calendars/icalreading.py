"""Reading iCalendar files of other programs: time zones, recurrences, changed and cancelled occasions."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app.services.clock import SWEDEN
from app.services.exchange.calendars.found import (
    MOST_BYTES,
    MOST_EVENTS,
    CalendarNotFound,
    FoundCalendar,
    FoundEvent,
    LeftOut,
    NotACalendar,
    TooLargeCalendar,
    UnreadableCalendar,
    text_of,
)
from app.services.exchange.calendars.naming import standing_of
from app.services.exchange.calendars.recurrence import Unfit, occasions, work_of
from app.services.formatting import write_count

_BEGINS: Final = b"BEGIN:VCALENDAR"
_HEAD: Final = 512
_WIDE: Final = (
    ((b"\xff\xfe", b"\xfe\xff"), "utf-16"),
    ((b"B\0",), "utf-16-le"),
    ((b"\0B",), "utf-16-be"),
)
"""What files in UTF-16 begin with: their mark, or the first letter of every calendar."""
_MOST_WORK: Final = 200_000
"""So many occasions are counted forward from where recurrences begin; more would take minutes."""
_ONE_DAY: Final = timedelta(days=1)
_LONGEST_NOTE: Final = 2_000
_YEARS: Final = range(1990, 2200)


def read_ical(data: bytes, name: str, year: int) -> FoundCalendar:
    """The events of a calendar file that have a day in a year; raises what says why it cannot be read."""
    if len(data) > MOST_BYTES:
        raise TooLargeCalendar(name, size=len(data))
    data = _in_utf8(data)
    _refuse_others(data, name)
    upper = data.upper()
    if upper.count(b"END:VCALENDAR") < upper.count(b"BEGIN:VCALENDAR"):
        raise UnreadableCalendar(name)
    count = upper.count(b"BEGIN:VEVENT")
    if count > MOST_EVENTS:
        raise TooLargeCalendar(name, events=count)
    return _Reader(name, year).read(_parsed(data, name))


def is_ical(data: bytes) -> bool:
    """Whether a file says of itself that it is a calendar."""
    head = _in_utf8(data[:_HEAD])
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().upper().startswith(_BEGINS)


def _in_utf8(data: bytes) -> bytes:
    """The same in UTF-8 when it is in UTF-16, with lines that end as lines do."""
    for marks, coding in _WIDE:
        if data.startswith(marks):
            data = data.decode(coding, errors="replace").encode()
            break
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def _refuse_others(data: bytes, name: str) -> None:
    if is_ical(data):
        return
    if not data.strip():
        raise NotACalendar(name, "en tom fil")
    kinds = ((b"%PDF", "en PDF"), (b"PK\x03\x04", "en packad fil"), (b"<", "en webbsida eller XML-fil"))
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    raise NotACalendar(name, next((words for sign, words in kinds if head.startswith(sign)), "en annan fil"))


def _parsed(data: bytes, name: str) -> list[Any]:
    from icalendar import Calendar

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise UnreadableCalendar(name) from None


class _Reader:
    """Reads one file, keeping what is left out with its reason."""

    def __init__(self, name: str, year: int) -> None:
        self._name, self._year = name, year
        self._left_out: list[LeftOut] = []
        self._outside = 0
        self._work = 0

    def read(self, events: list[Any]) -> FoundCalendar:
        """The events of the year, each UID once, each recurrence as its days."""
        masters: dict[str, tuple[int, Any, str]] = {}
        changed: dict[str, dict[date, FoundEvent]] = {}
        for number, event in enumerate(events, 1):
            place = _place(event, number)
            uid = text_of(event.get("uid") or f"utan-uid-{number}")
            try:
                if event.get("recurrence-id") is not None:
                    day = _swedish(event["recurrence-id"].dt)[0]
                    changed.setdefault(uid, {})[day] = _event(event, place, uid)
                    continue
                sequence = int(event.get("sequence") or 0)
            except (ValueError, TypeError, AttributeError, OverflowError):
                self._leave(place, "har en dag som inte går att läsa")
                continue
            if uid in masters:
                older = masters[uid] if masters[uid][0] < sequence else (sequence, event, place)
                self._leave(older[2], "har samma UID som en annan händelse i filen")
            if uid not in masters or masters[uid][0] < sequence:
                masters[uid] = (sequence, event, place)
        found: list[FoundEvent] = []
        for uid, (_, event, place) in masters.items():
            found += self._occasions(event, place, uid, changed.pop(uid, {}))
            if len(found) > MOST_EVENTS:
                raise TooLargeCalendar(self._name, events=len(found))
        alone = [one for days in changed.values() for one in days.values()]
        found += [one for one in alone if self._inside(one)]
        if self._outside:
            outside = write_count(self._outside, "händelse", "händelser")
            self._left_out.append(LeftOut(outside, f"ligger inte i {self._year}", expected=True))
        found.sort(key=lambda one: (one.first, one.begins or "", one.summary))
        return FoundCalendar(self._name, tuple(found), tuple(self._left_out))

    def _occasions(
        self, event: Any, place: str, uid: str, changed: dict[date, FoundEvent]
    ) -> Iterator[FoundEvent]:
        try:
            first = _event(event, place, uid)
            if event.get("rrule") is None and event.get("rdate") is None:
                if self._inside(first):
                    yield first
                return
            self._work += work_of(event, self._year)
            if self._work > _MOST_WORK:
                raise Unfit("återkommer så ofta och sedan så länge att dagarna inte räknas fram")
            days = occasions(event, self._year)
        except Unfit as unfit:
            self._leave(place, unfit.reason)
            return
        except (ValueError, TypeError, AttributeError, OverflowError, KeyError):
            self._leave(place, "har en dag som inte går att läsa")
            return
        length = first.last - first.first
        for day in days:
            moved = replace(first, first=day, last=day + length, uid=f"{uid}/{day:%Y%m%d}")
            other = changed.pop(day, None)
            one = moved if other is None else replace(other, uid=moved.uid)
            if self._inside(one):
                yield one
        for day, other in changed.items():  # moved here from a day of another year
            if self._inside(other):
                yield replace(other, uid=f"{uid}/{day:%Y%m%d}")

    def _inside(self, one: FoundEvent) -> bool:
        inside = one.first.year <= self._year <= one.last.year
        self._outside += not inside
        return inside

    def _leave(self, place: str, reason: str) -> None:
        self._left_out.append(LeftOut(place, reason))


def _place(event: Any, number: int) -> str:
    summary = text_of(event.get("summary") or "")
    return f"”{summary[:60]}”" if summary else f"händelse {number}"


def _event(event: Any, place: str, uid: str) -> FoundEvent:
    start = event["dtstart"].dt
    first, begins = _swedish(start)
    last = _last(event, start, first)
    if first.year not in _YEARS or last.year not in _YEARS:
        raise ValueError("a year that no plan has")
    status = str(event.get("status") or "").upper()
    summary = text_of(event.get("summary") or "")
    said = standing_of(summary)[0]
    cancelled = status == "CANCELLED" or said == "cancelled"
    note = str(event.get("description") or "")[:_LONGEST_NOTE].strip()
    return FoundEvent(
        place=place,
        summary=summary,
        first=first,
        last=max(first, last),
        begins=begins,
        uid=uid,
        where=text_of(event.get("location") or "") or None,
        note=note or None,
        categories=_categories(event),
        tentative=not cancelled and (status == "TENTATIVE" or said == "tentative"),
        cancelled=cancelled,
    )


def _last(event: Any, start: date, first: date) -> date:
    """The last day: the end that a calendar says is the day, or the moment, after."""
    end = None
    if event.get("dtend") is not None:
        end = event["dtend"].dt
    elif event.get("duration") is not None:
        end = start + event["duration"].dt
    if end is None:
        return first
    day, begins = _swedish(end)
    midnight = begins == "00:00" and isinstance(end, datetime)
    return day - _ONE_DAY if (begins is None or midnight) and day > first else day


def _swedish(moment: date) -> tuple[date, str | None]:
    """The Swedish day and time of day; a moment without a zone is local everywhere."""
    if not isinstance(moment, datetime):
        return moment, None
    local = moment.astimezone(SWEDEN) if moment.tzinfo is not None else moment
    return local.date(), local.time().replace(tzinfo=None).isoformat("minutes")


def _categories(event: Any) -> tuple[str, ...]:
    found: list[str] = []
    with suppress(AttributeError, TypeError):
        value = event.get("categories")
        for part in value if isinstance(value, list) else [value] if value is not None else []:
            found += [text_of(one) for one in part.cats]
    return tuple(found)


def read_file(path: Path) -> bytes:
    """The bytes of a calendar file; raises CalendarNotFound."""
    try:
        if path.stat().st_size > 20 * MOST_BYTES:
            raise TooLargeCalendar(path.name, size=path.stat().st_size)
        return bytes(path.read_bytes())
    except OSError:
        raise CalendarNotFound(path.name) from None
