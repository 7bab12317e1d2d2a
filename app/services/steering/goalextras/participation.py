"""Use cases on who accepted an element and who took part in making it (`GOAL-14`, `ROL-10`): no names."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.documents import Participation
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Node
from app.models.types import new_id
from app.services.steering.goalextras.errors import NotANumberOfPeople, NothingSaid, NotYetHappened
from app.services.steering.nodes import known_node
from app.services.storage import describe, touch
from app.services.typed import optional

ACCEPTANCE, STAFF = "acceptance", "staff"


def record_acceptance(
    session: Session,
    *,
    node_id: int,
    accepted: bool,
    unit_id: int | None = None,
    happened_on: date | None = None,
    forum: str | None = None,
    note: str | None = None,
    today: date,
    expected_version: int,
) -> int:
    """Record that the performer accepted an element or did not; gives the row's id.

    It is a fact beside the element's wording, so that it can be recorded of a decided one too.
    """
    node = known_node(session, node_id, expected_version)
    _check(session, happened_on, unit_id, today)
    row = Participation(
        kind=ACCEPTANCE, unit_id=unit_id, happened_on=happened_on, forum=forum, accepted=accepted, note=note
    )
    words = "godtogs" if accepted else "inte godtogs"
    return _record(session, node, row, f"Antecknade att ”{node.current.title}” {words} av utföraren")


def record_staff(
    session: Session,
    *,
    node_id: int,
    unit_id: int | None = None,
    happened_on: date | None = None,
    forum: str | None = None,
    participants: int | None = None,
    note: str | None = None,
    today: date,
    expected_version: int,
) -> int:
    """Record that staff took part in the work with an element: when, where and how many; gives the id."""
    node = known_node(session, node_id, expected_version)
    _check(session, happened_on, unit_id, today)
    if participants is not None and participants < 1:
        raise NotANumberOfPeople
    if happened_on is None and participants is None and not optional(forum):
        raise NothingSaid(node.current.title)
    row = Participation(
        kind=STAFF,
        unit_id=unit_id,
        happened_on=happened_on,
        forum=forum,
        participants=participants,
        note=note,
    )
    told = f"Antecknade att personal deltog i arbetet med ”{node.current.title}”"
    return _record(session, node, row, told)


def remove_participation(session: Session, *, participation_id: int, expected_version: int) -> None:
    """Take away what was recorded by mistake; the version is that of the element."""
    row = session.get(Participation, participation_id)
    if row is None:
        raise NotFound("Anteckningen")
    node = known_node(session, row.node_id, expected_version)
    what = "godtagandet av" if row.kind == ACCEPTANCE else "personalens deltagande i"
    describe(session, f"Tog bort anteckningen om {what} ”{node.current.title}”")
    session.delete(row)
    touch(node)


def _record(session: Session, node: Node, row: Participation, words: str) -> int:
    """Put a row beside an element; without a unit of its own it is about the element's."""
    row.id, row.node_id = new_id(), node.id
    row.unit_id = row.unit_id if row.unit_id is not None else node.unit_id
    row.forum, row.note = optional(row.forum), optional(row.note)
    session.add(row)
    describe(session, words)
    touch(node)
    return row.id


def _check(session: Session, happened_on: date | None, unit_id: int | None, today: date) -> None:
    if happened_on is not None and happened_on > today:
        raise NotYetHappened
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
