"""Use cases on the checklist of an activity."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import ActivityStep, WheelActivity
from app.services.storage import describe
from app.services.typed import needed
from app.services.wheel.refusals import AtTheEnd, quoted
from app.services.wheel.rows import changed, open_activity

_TEXT = "Punkten i checklistan"


def add_step(session: Session, *, activity_id: int, expected_version: int, text: str) -> int:
    """Add a line last in the checklist; gives its id."""
    row = open_activity(session, activity_id, expected_version)
    text = needed(text, _TEXT)
    last = max((one.position for one in row.steps), default=-1)
    step = ActivityStep(id=new_id(), activity_id=row.id, position=last + 1, text=text)
    row.steps.append(step)
    describe(session, f"Lade till {quoted(text)} i checklistan för {quoted(row.title)}")
    changed(row)
    return step.id


def set_step(session: Session, *, activity_id: int, expected_version: int, step_id: int, text: str) -> None:
    """Change what a line says."""
    row, step = _open(session, activity_id, expected_version, step_id)
    text = needed(text, _TEXT)
    if step.text == text:
        return
    step.text = text
    describe(session, f"Ändrade {quoted(text)} i checklistan för {quoted(row.title)}")
    changed(row)


def tick_step(
    session: Session, *, activity_id: int, expected_version: int, step_id: int, done_on: date | None
) -> None:
    """Say on what day a line was done; None takes the tick away."""
    row, step = _open(session, activity_id, expected_version, step_id)
    if step.done_on == done_on:
        return
    step.done_on = done_on
    verb = "Bockade av" if done_on else "Tog bort bocken för"
    describe(session, f"{verb} {quoted(step.text)} i {quoted(row.title)}")
    changed(row)


def move_step(session: Session, *, activity_id: int, expected_version: int, step_id: int, by: int) -> None:
    """Move a line up (-1) or down (1) in the checklist."""
    row, step = _open(session, activity_id, expected_version, step_id)
    order = sorted(row.steps, key=lambda one: one.position)
    place = order.index(step)
    if not 0 <= place + by < len(order):
        raise AtTheEnd(step.text, first=by < 0)
    if by == 0:
        return
    order.insert(place + by, order.pop(place))
    for position, one in enumerate(order):
        one.position = position
    describe(session, f"Flyttade {quoted(step.text)} i checklistan för {quoted(row.title)}")
    changed(row)


def remove_step(session: Session, *, activity_id: int, expected_version: int, step_id: int) -> None:
    """Remove a line from the checklist."""
    row, step = _open(session, activity_id, expected_version, step_id)
    describe(session, f"Tog bort {quoted(step.text)} ur checklistan för {quoted(row.title)}")
    row.steps.remove(step)
    changed(row)


def _open(
    session: Session, activity_id: int, expected_version: int, step_id: int
) -> tuple[WheelActivity, ActivityStep]:
    row = open_activity(session, activity_id, expected_version)
    step = next((one for one in row.steps if one.id == step_id), None)
    if step is None:
        raise NotFound(_TEXT)
    return row, step
