"""Days and times as the meeting plan writes them."""

from datetime import date
from typing import TYPE_CHECKING

from app.services.formatting import write_day_month
from app.ui.wheel.year_days import SHORT_MONTHS

if TYPE_CHECKING:
    from app.services.wheel.meetingplan import MeetingRow

LOCKED = "Filen är öppen för läsning."
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")


def weekday(day: date) -> str:
    """The weekday in short."""
    return _WEEKDAYS[day.weekday()]


def short_day(day: date) -> str:
    """A day for a narrow column: "24 nov"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def meeting_day(row: "MeetingRow") -> str:
    """The day of a meeting with its weekday, or its days."""
    if row.ends is None:
        return f"{weekday(row.starts)} {short_day(row.starts)}"
    if row.starts.month == row.ends.month:
        return f"{row.starts.day}–{short_day(row.ends)}"
    return f"{short_day(row.starts)}–{short_day(row.ends)}"


def clock(begins: str | None) -> str:
    """A time of day as Swedish papers write it: 18.30."""
    return (begins or "").replace(":", ".")


def remarks(row: "MeetingRow", of_activities: tuple[str, ...] = ()) -> str:
    """All that is remarked on a meeting."""
    said = []
    if row.cancelled:
        said.append("Inställt")
    elif row.tentative:
        said.append("Preliminärt")
    said += row.notices
    said += of_activities
    if row.note:
        said.append(row.note)
    return ". ".join(said)


def named(row: "MeetingRow") -> str:
    """A meeting in a sentence: "Kommunstyrelsen 24 november"."""
    return f"{row.body} {write_day_month(row.starts)}"
