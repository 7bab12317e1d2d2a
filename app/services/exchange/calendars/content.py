"""What a calendar file holds: a year's activities and meetings, and who they are to other programs."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.storage import ChangeEntry, FileInfo
from app.services.clock import Clock
from app.services.exchange.calendars.lastchange import LastChanges, last_changes
from app.services.exchange.calendars.naming import bodies_among
from app.services.organisation.brief import municipality_brief
from app.services.textorder import fold
from app.services.wheel.meetingplan import MeetingPlan, meeting_plan
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity, WheelView

_DOMAIN = "rodatraden"


class NoSuchBody(DomainError):
    """No body, or more than one, is called what was written."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        listed = ", ".join(f"”{each}”" for each in known)
        said = f" Organ: {listed}." if known else " Årshjulet har inga organ."
        super().__init__(f"Inget organ heter ”{name}”.{said}")


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """A year's activities and meetings.

    `changed` is when the file was last changed, for rows that `changes` says nothing of.
    """

    view: WheelView
    plan: MeetingPlan
    municipality: str
    example: bool
    file_key: str
    changed: datetime
    today: date
    changes: LastChanges = field(default_factory=lambda: LastChanges({}))

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that have an activity or a meeting, in the model's order."""
        found = {body for each in self.view.activities for body in each.bodies}
        met = [row.body for row in self.plan.rows]
        named = (*(body for body in self.view.bodies if body in found or body in met), *met)
        return tuple(dict.fromkeys(named))

    def activities_of(self, body: str | None) -> tuple[Activity, ...]:
        """The activities of a body, or all of them."""
        return tuple(each for each in self.view.activities if body is None or body in each.bodies)

    def undated(self, body: str | None = None) -> int:
        """How many activities have no time, and therefore stand in no calendar."""
        return sum(not each.when.dated for each in self.activities_of(body))

    def uid(self, key: int, part: str = "") -> str:
        """Who a row is to other programs: the same each time, so that a re-import updates it."""
        return f"{key}{part}@{self.file_key}.{_DOMAIN}"


def read_calendar(session: Session, *, year: int, clock: Clock) -> CalendarContent:
    """A working year as it goes out in calendars."""
    brief = municipality_brief(session)
    changed = session.scalar(select(func.max(ChangeEntry.made_at)))
    info = session.scalars(select(FileInfo)).one()
    return CalendarContent(
        view=wheel_view(session, year=year, today=clock.today(), start_month=1),
        plan=meeting_plan(session, year=year),
        municipality=brief.official_name,
        example=brief.example,
        file_key=info.file_key,
        changed=changed or info.created_at,
        today=clock.today(),
        changes=last_changes(session),
    )


def key_in(uid: str, file_key: str) -> tuple[int | None, bool]:
    """The row that a UID of this file names, and whether it is only one of its possible days."""
    match = re.fullmatch(rf"([0-9]{{1,19}})(-[0-9]{{8}})?@{re.escape(file_key)}\.{_DOMAIN}", uid)
    return (None, False) if match is None else (int(match[1]), match[2] is not None)


def body_named(known: tuple[str, ...], name: str) -> str:
    """The body of a name as typed; raises NoSuchBody."""
    wanted = fold(name.strip())
    found = list(bodies_among((name,), known)) or [each for each in known if wanted and wanted in fold(each)]
    if len(found) != 1:
        raise NoSuchBody(name, known)
    return found[0]
