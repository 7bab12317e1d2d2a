"""Use cases on staff dialogues: how many were planned and held in a unit, and what was agreed there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import StaffDialogue
from app.models.errors import ChangedSince, NotFound
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.assignments.activities import make_activity
from app.services.assignments.errors import NotACount
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

#: The version of a unit and year that nothing is noted for yet.
NOTHING_YET = 0


def set_counts(
    session: Session,
    *,
    unit_id: int,
    year: int,
    planned: int | None,
    held: int | None,
    expected_version: int,
) -> None:
    """Say how many dialogues a unit planned and held in a year; the first number makes the row."""
    unit, row = _find(session, unit_id, year, expected_version)
    if any(count is not None and count < 0 for count in (planned, held)):
        raise NotACount(unit.name)
    if (planned, held) == ((None, None) if row is None else (row.planned, row.held)):
        return
    row = row or _make(session, unit_id, year)
    row.planned, row.held = planned, held
    describe(session, f"Ändrade antalet medarbetarsamtal {year} för {unit.name}")
    touch(row)


def edit_note(session: Session, *, unit_id: int, year: int, note: str, expected_version: int) -> None:
    """Note something about the dialogues of a unit in a year."""
    unit, row = _find(session, unit_id, year, expected_version)
    if optional(note) == (None if row is None else row.note):
        return
    row = row or _make(session, unit_id, year)
    row.note = optional(note)
    describe(session, f"Ändrade anteckningen om medarbetarsamtalen {year} för {unit.name}")
    touch(row)


def add_agreed(session: Session, *, unit_id: int, year: int, title: str, expected_version: int) -> int:
    """Add an activity that was agreed in the dialogues of a unit in a year; gives its id."""
    _unit, row = _find(session, unit_id, year, expected_version)
    title = needed(title, "Aktivitetens namn")
    row = row or _make(session, unit_id, year)
    activity = make_activity(session, title=title, dialogue_id=row.id, unit_id=unit_id)
    describe(session, f"Lade till aktiviteten ”{title}”")
    touch(row)
    return activity.id


def _find(
    session: Session, unit_id: int, year: int, expected_version: int
) -> tuple[Unit, StaffDialogue | None]:
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    named = f"Medarbetarsamtalen {year} för {unit.name}"
    wanted = select(StaffDialogue).where(StaffDialogue.unit_id == unit_id, StaffDialogue.year == year)
    row = session.scalars(wanted).one_or_none()
    if row is not None:
        check_version(row, expected_version, named)
    elif expected_version != NOTHING_YET:
        raise ChangedSince(named)
    return unit, row


def _make(session: Session, unit_id: int, year: int) -> StaffDialogue:
    row = StaffDialogue(id=new_id(), unit_id=unit_id, year=year)
    session.add(row)
    session.flush()
    return row
