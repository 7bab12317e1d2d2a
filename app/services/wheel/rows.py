"""The rows of the year wheel as use cases open them."""

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.wheel import WheelActivity
from app.services.storage import check_version, touch
from app.services.typed import needed
from app.services.wheel.refusals import LONGEST_TITLE, NoWheelYear, TitleTooLong, quoted

YEARS = range(1900, 2201)


def get_activity(session: Session, activity_id: int) -> WheelActivity:
    """An activity; raises NotFound when it is gone."""
    row = session.get(WheelActivity, activity_id)
    if row is None:
        raise NotFound("Aktiviteten")
    return row


def open_activity(session: Session, activity_id: int, expected_version: int) -> WheelActivity:
    """An activity to change; raises ChangedSince when it was changed after it was shown."""
    row = get_activity(session, activity_id)
    check_version(row, expected_version, f"Aktiviteten {quoted(row.title)}")
    return row


def changed(row: WheelActivity) -> None:
    """Somebody has made the activity their own: it is no example any more, and its version rises."""
    row.example = False
    touch(row)


def title_of(text: str) -> str:
    """A title as it is kept: in one line, not empty and not endless."""
    title = " ".join(needed(text, "Aktivitetens namn").split())
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(len(title))
    return title


def check_year(year: int) -> None:
    """Refuse a year that the program does not count with."""
    if year not in YEARS:
        raise NoWheelYear
