"""Fills a file with the example's assignments, activities and staff dialogues."""

from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment, StaffDialogue
from app.models.organisation import Unit
from app.models.steering import Node
from app.models.types import new_id
from app.services.exchange import example_format as shape
from app.services.exchange.example_time import Timeline

_ORE_PER_THOUSAND = 100_000


def load_work(
    session: Session, example: shape.Example, time: Timeline, units: dict[str, Unit], nodes: dict[str, Node]
) -> None:
    """Everything that is done for the goals; units and steering elements must be there."""
    for row in example.assignments:
        assignment = _assignment(row, time, units[row.unit], nodes[row.serves])
        session.add(assignment)
        session.flush()
        for place, one in enumerate(row.activities, start=1):
            activity = _activity(one, time, place, assignment.receiver_id)
            activity.assignment_id = assignment.id
            session.add(activity)
    for place, one in enumerate(example.activities, start=1):
        served = nodes[one.node] if one.node else None
        activity = _activity(one, time, place, served.unit_id if served else None)
        activity.node_id = served.id if served else None
        session.add(activity)
    session.add_all(
        StaffDialogue(
            unit_id=units[one.unit].id, year=time.year(-1), planned=one.planned, held=one.held, example=True
        )
        for one in example.dialogues
    )
    session.flush()


def _assignment(row: shape.WorkAssignment, time: Timeline, unit: Unit, served: Node) -> Assignment:
    return Assignment(
        id=new_id(),
        title=time.words(row.title),
        text=time.words(row.text),
        kind=row.kind,
        giver=row.giver,
        receiver_id=unit.id,
        serves_id=served.id,
        funding="within" if row.amount_tkr is None else "extra",
        amount=None if row.amount_tkr is None else row.amount_tkr * _ORE_PER_THOUSAND,
        starts=time.day(row.starts),
        due=time.day(row.due),
        status=row.status,
        reported_on=time.working_day(row.reported_on),
        report=time.known_words(row.report),
        example=True,
    )


def _activity(row: shape.WorkActivity, time: Timeline, place: int, unit_id: int | None) -> Activity:
    return Activity(
        id=new_id(),
        unit_id=unit_id,
        position=place,
        title=time.words(row.title),
        responsible=row.responsible,
        ends=time.day(row.ends),
        status="planned",
        example=True,
    )
