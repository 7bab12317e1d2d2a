"""Reads the assignments and activities that agreements hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment, StaffDialogue

_CANCELLED = "cancelled"
_LAST = date.max


@dataclass(frozen=True)
class WorkWish:
    """Whose assignments and activities in which term an agreement holds.

    `elements` are the titles of its elements by key; `assignment_kind` None is any; `dialogues` when it
    holds what was agreed in staff dialogues, and nothing else.
    """

    agreement_id: int
    unit_id: int
    starts: date | None
    ends: date | None
    assignments: bool
    activities: bool
    elements: Mapping[int, str]
    assignment_kind: str | None = None
    dialogues: bool = False

    def spans(self, starts: date | None, ends: date | None) -> bool:
        """Whether something that is done between two days is done in the term; what has no day is."""
        early = self.starts is not None and ends is not None and ends < self.starts
        late = self.ends is not None and starts is not None and starts > self.ends
        return not early and not late


@dataclass(frozen=True)
class ActivityFact:
    """An activity by role, never by name, and what it serves."""

    id: int
    title: str
    responsible: str | None
    starts: date | None
    ends: date | None
    serves: str | None


@dataclass(frozen=True)
class Work:
    """What is to be done: assignments and activities, the one that ends first before the others."""

    assignments: tuple[Assignment, ...] = field(default=())
    activities: tuple[ActivityFact, ...] = field(default=())


def read_work(session: Session, wishes: Sequence[WorkWish]) -> dict[int, Work]:
    """The work of each agreement."""
    given = _assignments(session, [wish for wish in wishes if wish.assignments])
    done = _activities(session, [wish for wish in wishes if wish.activities], given)
    return {
        wish.agreement_id: Work(given.get(wish.agreement_id, ()), done.get(wish.agreement_id, ()))
        for wish in wishes
    }


def _assignments(session: Session, wishes: Sequence[WorkWish]) -> dict[int, tuple[Assignment, ...]]:
    if not wishes:
        return {}
    units = {wish.unit_id for wish in wishes}
    rows = session.scalars(
        select(Assignment)
        .where(Assignment.receiver_id.in_(units), Assignment.status != _CANCELLED)
        .order_by(Assignment.id)
    ).all()
    return {
        wish.agreement_id: tuple(
            sorted((row for row in rows if _is_given(wish, row)), key=lambda row: (row.due or _LAST, row.id))
        )
        for wish in wishes
    }


def _is_given(wish: WorkWish, row: Assignment) -> bool:
    fits = wish.assignment_kind in (None, row.kind)
    return row.receiver_id == wish.unit_id and fits and wish.spans(row.starts, row.due)


def _activities(
    session: Session, wishes: Sequence[WorkWish], given: Mapping[int, tuple[Assignment, ...]]
) -> dict[int, tuple[ActivityFact, ...]]:
    if not wishes:
        return {}
    units = {wish.unit_id for wish in wishes}
    elements = {node_id for wish in wishes for node_id in wish.elements}
    assignments = {row.id for rows in given.values() for row in rows}
    statement = (
        select(Activity, StaffDialogue.unit_id, Assignment.title)
        .outerjoin(StaffDialogue, StaffDialogue.id == Activity.dialogue_id)
        .outerjoin(Assignment, Assignment.id == Activity.assignment_id)
        .where(
            Activity.status != _CANCELLED,
            or_(
                Activity.unit_id.in_(units),
                Activity.node_id.in_(elements),
                Activity.assignment_id.in_(assignments),
                StaffDialogue.unit_id.in_(units),
            ),
        )
        .order_by(Activity.position, Activity.id)
    )
    rows = [(row, dialogue_unit, title) for row, dialogue_unit, title in session.execute(statement)]
    found = {}
    for wish in wishes:
        mine = {row.id for row in given.get(wish.agreement_id, ())}
        facts = (_fact(wish, row, title) for row, unit, title in rows if _is_done(wish, row, unit, mine))
        found[wish.agreement_id] = _in_order(facts)
    return found


def _is_done(wish: WorkWish, row: Activity, dialogue_unit: int | None, mine: set[int]) -> bool:
    if not wish.spans(row.starts, row.ends):
        return False
    if wish.dialogues or row.dialogue_id is not None:
        return wish.dialogues and dialogue_unit == wish.unit_id
    if row.unit_id is not None:
        return row.unit_id == wish.unit_id
    return row.node_id in wish.elements or row.assignment_id in mine


def _fact(wish: WorkWish, row: Activity, assignment: str | None) -> ActivityFact:
    serves = wish.elements.get(row.node_id or 0) or assignment
    return ActivityFact(row.id, row.title, row.responsible, row.starts, row.ends, serves)


def _in_order(facts: Iterable[ActivityFact]) -> tuple[ActivityFact, ...]:
    return tuple(sorted(facts, key=lambda fact: fact.ends or fact.starts or _LAST))
