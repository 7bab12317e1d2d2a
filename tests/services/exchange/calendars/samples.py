"""Calendar files as other programs write them, and a year to hold them against."""

from datetime import UTC, date, datetime

from app.services.exchange.calendars.content import CalendarContent
from app.services.wheel.meetingplan import MeetingPlan, MeetingRow
from app.services.wheel.views import WheelView
from tests.services.reports.wheel_samples import USUAL

YEAR = 2026
FILE_KEY = "0f0e"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def meeting(key: int, body: str, day: date, **values: object) -> MeetingRow:
    """A meeting without rules."""
    usual: dict[str, object] = {
        "key": key, "version": 1, "body": body, "starts": day, "ends": None, "begins": "18:30",
        "place": "Tingshuset", "title": None, "tentative": False, "cancelled": False, "adjusted_on": None,
        "noticed_on": None, "note": None, "foreign_uid": None, "example": False, "documents_on": None,
        "summons_on": None, "adjust_by": None, "appeal_until": None, "in_force_on": None, "expected": False,
        "notices": (), "activities": (),
    }  # fmt: skip
    return MeetingRow(**{**usual, **values})


MEETINGS = (
    meeting(101, "Kommunfullmäktige", date(YEAR, 3, 30)),
    meeting(102, "Kommunfullmäktige", date(YEAR, 11, 30), tentative=True),
    meeting(103, "Kommunstyrelsen", date(YEAR, 5, 5), ends=date(YEAR, 5, 6)),
    meeting(104, "Nämnder", date(YEAR, 6, 1), cancelled=True, begins=None, title="extra, ”Å; ä”\nrad"),
)


def content(view: WheelView = USUAL, meetings: tuple[MeetingRow, ...] = MEETINGS) -> CalendarContent:
    """A year as it goes out."""
    plan = MeetingPlan(YEAR, meetings, ())
    return CalendarContent(view, plan, "Norbergs kommun", False, FILE_KEY, NOW, NOW.date())


def ics(*events: str, zone: str = "") -> bytes:
    """A calendar of events, each given as its lines."""
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//SV", *zone.strip().splitlines()]
    for each in events:
        lines = [line.strip() for line in each.strip().splitlines()]
        parts += ["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"]
    return "\r\n".join((*parts, "END:VCALENDAR", "")).encode()
