"""Use cases on activities: what is done for an element or an assignment, or was agreed in a dialogue."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, Improvement
from app.models.assignments import Activity
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.types import new_id
from app.services.assignments import rules
from app.services.assignments.assignments import get_assignment
from app.services.assignments.errors import AtTheEnd, EndsBeforeStart, OneHome
from app.services.steering.nodes import get_node
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_TITLE = "Aktivitetens namn"


def add_activity(
    session: Session,
    *,
    title: str,
    node_id: int | None = None,
    assignment_id: int | None = None,
    unit_id: int | None = None,
    responsible: str | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> int:
    """Add an activity to an element or an assignment, last in its list; gives its id.

    The unit is that of what it is done for, unless another is given.
    """
    title = needed(title, _TITLE)
    if (node_id is None) == (assignment_id is None):
        raise OneHome(title)
    if unit_id is None and node_id is not None:
        unit_id = get_node(session, node_id).unit_id
    elif unit_id is None and assignment_id is not None:
        unit_id = get_assignment(session, assignment_id).receiver_id
    _check_span(title, starts, ends)
    row = make_activity(session, title=title, node_id=node_id, assignment_id=assignment_id, unit_id=unit_id)
    row.responsible, row.starts, row.ends = optional(responsible), starts, ends
    describe(session, f"Lade till aktiviteten ”{title}”")
    return row.id


def make_activity(
    session: Session,
    *,
    title: str,
    node_id: int | None = None,
    assignment_id: int | None = None,
    dialogue_id: int | None = None,
    unit_id: int | None,
) -> Activity:
    """Put a new activity last among those of the same thing; a part of other use cases."""
    row = Activity(
        id=new_id(),
        node_id=node_id,
        assignment_id=assignment_id,
        dialogue_id=dialogue_id,
        unit_id=_known_unit(session, unit_id),
        title=title,
        status=rules.PLANNED,
    )
    row.position = 1 + max((one.position for one in _siblings(session, row)), default=0)
    session.add(row)
    session.flush()
    return row


def rename_activity(session: Session, *, activity_id: int, title: str, expected_version: int) -> None:
    """Give an activity another title."""
    row = _open(session, activity_id, expected_version)
    title = needed(title, _TITLE)
    if row.title == title:
        return
    describe(session, f"Döpte om aktiviteten ”{row.title}” till ”{title}”")
    row.title = title
    touch(row)


def set_responsible(
    session: Session,
    *,
    activity_id: int,
    responsible: str | None,
    person_name: str | None,
    unit_id: int | None,
    expected_version: int,
) -> None:
    """Say which role and unit do it; a person's name is kept only if somebody typed it."""
    row = _open(session, activity_id, expected_version)
    values = (optional(responsible), optional(person_name), unit_id)
    if (row.responsible, row.person_name, row.unit_id) == values:
        return
    _known_unit(session, unit_id)
    row.responsible, row.person_name, row.unit_id = values
    _changed(session, row, "ansvarig för")


def set_dates(
    session: Session, *, activity_id: int, starts: date | None, ends: date | None, expected_version: int
) -> None:
    """Say from when to when it is done."""
    row = _open(session, activity_id, expected_version)
    if (row.starts, row.ends) == (starts, ends):
        return
    _check_span(row.title, starts, ends)
    row.starts, row.ends = starts, ends
    _changed(session, row, "tiden för")


def set_status(session: Session, *, activity_id: int, status: str, expected_version: int) -> None:
    """Say how far an activity has come."""
    row = _open(session, activity_id, expected_version)
    if row.status == status:
        return
    row.status = status
    describe(session, f"Markerade aktiviteten ”{row.title}” som {rules.ACTIVITY_STATUS[status].lower()}")
    touch(row)


def edit_note(session: Session, *, activity_id: int, note: str, expected_version: int) -> None:
    """Change what is noted of an activity."""
    row = _open(session, activity_id, expected_version)
    if row.note == optional(note):
        return
    row.note = optional(note)
    _changed(session, row, "anteckningen till")


def shift_activity(session: Session, *, activity_id: int, step: int, expected_version: int) -> None:
    """Move an activity one place up (-1) or down (1) in its list."""
    row = _open(session, activity_id, expected_version)
    order = _siblings(session, row)
    place = order.index(row)
    if not 0 <= place + step < len(order):
        raise AtTheEnd(row.title, first=step < 0)
    order.insert(place + step, order.pop(place))
    for position, one in enumerate(order, start=1):
        if one.position != position:
            one.position = position
            touch(one)
    describe(session, f"Flyttade aktiviteten ”{row.title}”")


def remove_activity(session: Session, *, activity_id: int, expected_version: int) -> None:
    """Remove an activity; an action of an analysis that had become it stays as words."""
    row = _open(session, activity_id, expected_version)
    describe(session, f"Tog bort aktiviteten ”{row.title}”")
    for action in session.scalars(select(Improvement).where(Improvement.activity_id == row.id)).all():
        action.activity_id = None
        touch(session.get_one(Assessment, action.assessment_id))
    session.flush()
    session.delete(row)


def _open(session: Session, activity_id: int, expected_version: int) -> Activity:
    row = session.get(Activity, activity_id)
    if row is None:
        raise NotFound("Aktiviteten")
    check_version(row, expected_version, f"Aktiviteten ”{row.title}”")
    return row


def _siblings(session: Session, row: Activity) -> list[Activity]:
    """The activities of the same thing, in order."""
    same = (
        Activity.node_id.is_not_distinct_from(row.node_id),
        Activity.assignment_id.is_not_distinct_from(row.assignment_id),
        Activity.dialogue_id.is_not_distinct_from(row.dialogue_id),
    )
    return list(session.scalars(select(Activity).where(*same).order_by(Activity.position, Activity.id)))


def _known_unit(session: Session, unit_id: int | None) -> int | None:
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    return unit_id


def _check_span(title: str, starts: date | None, ends: date | None) -> None:
    if starts is not None and ends is not None and ends < starts:
        raise EndsBeforeStart(title)


def _changed(session: Session, row: Activity, what: str) -> None:
    describe(session, f"Ändrade {what} aktiviteten ”{row.title}”")
    touch(row)
