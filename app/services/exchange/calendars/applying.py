"""Reading a calendar in: opened by what it is, and what it adds and changes taken as one step."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.wheel import Meeting, Wheel, WheelActivity
from app.services.exchange.calendars.dryrun import ImportRow
from app.services.exchange.calendars.found import FoundCalendar
from app.services.exchange.calendars.icalreading import is_ical, read_file, read_ical
from app.services.exchange.calendars.sheetreading import read_meeting_sheets
from app.services.exchange.workbooks.reading import SUFFIXES, book_of
from app.services.formatting import write_count
from app.services.storage import check_version, describe
from app.services.wheel import editing, meetings
from app.services.wheel.timing import day_timing

READ: Final = (".ics", ".ical", *SUFFIXES)
"""What can be chosen; what a file is, its content says."""
_CALENDARS: Final = frozenset({".ics", ".ical"})


def read_calendar_file(path: Path, year: int) -> FoundCalendar:
    """The events of a calendar or a workbook that have a day in a year; raises what says why not."""
    data = read_file(path)
    if is_ical(data) or path.suffix.casefold() in _CALENDARS:
        return read_ical(data, path.name, year)
    return read_meeting_sheets(book_of(data, path.name), year)


def import_calendar(session: Session, *, rows: Sequence[ImportRow], year: int, file: str) -> int:
    """Take meetings and activities of a calendar into a working year as one step; gives how many.

    A time that the law does not allow stops all of it.
    """
    for row in rows:
        if row.kind == "meeting":
            _take_meeting(session, row)
        else:
            _take_activity(session, row, year)
    counts = [sum(row.kind == kind for row in rows) for kind in ("meeting", "activity")]
    told = [
        write_count(counts[0], "sammanträde", "sammanträden") if counts[0] else "",
        write_count(counts[1], "aktivitet", "aktiviteter") if counts[1] else "",
    ]
    words = " och ".join(part for part in told if part) or "en kalender utan nyheter"
    describe(session, f"Läste in {words} ur {file}")
    return len(rows)


def _take_meeting(session: Session, row: ImportRow) -> None:
    event = row.event
    last = event.last if event.last > event.first else None
    if row.key is None:
        meetings.add_meeting(
            session,
            body=row.body or row.name,
            starts=event.first,
            ends=last,
            begins=event.begins,
            place=event.where,
            title=row.title,
            tentative=event.tentative,
            note=event.note,
            foreign_uid=event.uid,
        )
        return
    there = session.get_one(Meeting, row.key)
    check_version(there, row.version, "Sammanträdet")
    if (there.starts, there.ends) != (event.first, last):
        meetings.move_meeting(
            session, meeting_id=row.key, expected_version=there.version, starts=event.first, ends=event.last
        )
    meetings.set_meeting(
        session,
        meeting_id=row.key,
        expected_version=there.version,
        body=row.body or there.body,
        begins=event.begins or there.begins,
        place=event.where or there.place,
        title=row.title,
        tentative=event.tentative,
        cancelled=event.cancelled,
    )


def _take_activity(session: Session, row: ImportRow, year: int) -> None:
    event = row.event
    timing = day_timing(event.first, event.last)
    if row.key is None:
        wheel = _first_wheel(session)
        key = editing.add_activity(
            session, wheel_id=wheel, year=year, title=row.title or row.name, timing=timing, bodies=row.bodies
        )
        added = session.get_one(WheelActivity, key)
        added.foreign_uid, added.note, added.place = event.uid, event.note, event.where
        return
    there = session.get_one(WheelActivity, row.key)
    check_version(there, row.version, "Aktiviteten")
    if row.title and row.title != " ".join(there.title.split()):
        editing.set_fields(session, activity_id=row.key, expected_version=there.version, title=row.title)
    if (there.starts or there.ends, there.ends) != (event.first, event.last):
        editing.set_time(session, activity_id=row.key, expected_version=there.version, timing=timing)
    if event.cancelled != (there.status == "cancelled"):
        status = "cancelled" if event.cancelled else "planned"
        editing.set_status(session, activity_id=row.key, expected_version=there.version, status=status)


def _first_wheel(session: Session) -> int:
    return session.scalars(select(Wheel.id).order_by(Wheel.position, Wheel.id)).first() or 0
