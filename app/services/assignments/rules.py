"""Words and judgements about assignments and activities: pure, no session."""

from collections.abc import Mapping
from datetime import date

from app.services.steering import progress

PLANNED, ONGOING, DONE, CANCELLED = progress.PLANNED, progress.ONGOING, progress.DONE, progress.CANCELLED
ASSIGNMENT_STATUS, ACTIVITY_STATUS = progress.ASSIGNMENT_STATUS, progress.ACTIVITY_STATUS
is_open, is_late = progress.is_open, progress.is_late
#: From the council, or from a committee to its administration (särskilt uppdrag).
COUNCIL, COMMITTEE = "council", "committee"
KIND_WORDS: Mapping[str, str] = {COUNCIL: "Från fullmäktige", COMMITTEE: "Särskilt uppdrag"}
EXTRA, WITHIN = "extra", "within"
FUNDING_WORDS: Mapping[str | None, str] = {
    None: "Inte angivet",
    EXTRA: "Med tillskott",
    WITHIN: "Inom ram",
}
#: An assignment from the council is done within one to three years (`HIE-26`).
LONGEST_YEARS = 3
_LEAP_DAY = (2, 29)


def awaits_report(status: str, due: date | None, reported_on: date | None, today: date) -> bool:
    """Whether an assignment should have been reported back: it is done, or its last day has passed."""
    if status == CANCELLED or reported_on is not None:
        return False
    return status == DONE or is_late(status, due, today)


def is_long(starts: date | None, due: date | None) -> bool:
    """Whether an assignment lasts longer than an assignment should."""
    return starts is not None and due is not None and due > _years_after(starts, LONGEST_YEARS)


def warnings(kind: str, starts: date | None, due: date | None) -> tuple[str, ...]:
    """What speaks against the time of an assignment, without refusing it."""
    found = []
    if is_long(starts, due):
        found.append(f"längre än {LONGEST_YEARS} år")
    if kind == COMMITTEE and due is None:
        found.append("saknar slutdag")
    return tuple(found)


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == _LEAP_DAY:
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)
