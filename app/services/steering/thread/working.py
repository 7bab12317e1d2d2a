"""What is done for the elements of a thread: the assignments that serve them, and the activities."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import func, literal, null, select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment
from app.models.organisation import Unit
from app.services.formatting import write_count, write_date, write_long_date
from app.services.steering.progress import ACTIVITY_STATUS, ASSIGNMENT_STATUS, is_late

WorkKind = Literal["assignment", "activity"]
KINDS: Final[tuple[WorkKind, ...]] = ("assignment", "activity")
"""From the left in a graph: an assignment may have activities of its own."""
HEADS: Final[Mapping[WorkKind, str]] = {"assignment": "Uppdrag", "activity": "Aktiviteter"}
WORDS: Final[Mapping[WorkKind, str]] = {"assignment": "Uppdrag", "activity": "Aktivitet"}
_LATE: Final[Mapping[WorkKind, str]] = {"assignment": "Försenat", "activity": "Försenad"}


class Work(NamedTuple):
    """An assignment or activity at the end of a thread; `home_id` is the element or assignment it is for.

    `person` is a typed name, which is shown on the screen alone.
    """

    id: int
    kind: WorkKind
    home_id: int
    title: str
    responsible: str | None
    person: str | None
    unit: str | None
    starts: date | None
    ends: date | None
    status: str
    late: bool
    example: bool

    @property
    def status_word(self) -> str:
        """How far it has come."""
        return (ASSIGNMENT_STATUS if self.kind == "assignment" else ACTIVITY_STATUS)[self.status]

    @property
    def late_word(self) -> str:
        """That it should have been done by now; "" otherwise."""
        return _LATE[self.kind] if self.late else ""

    @property
    def level(self) -> str:
        """What it is called where an element is called by its level."""
        return WORDS[self.kind]

    @property
    def last_day(self) -> str:
        """The day when it should be done; "" where it is not said."""
        return "" if self.ends is None else write_long_date(self.ends)

    @property
    def days(self) -> str:
        """From when until when, as far as it is said."""
        if self.starts is None:
            return "" if self.ends is None else f"till {write_date(self.ends)}"
        if self.ends is None:
            return f"från {write_date(self.starts)}"
        return f"{write_date(self.starts)}–{write_date(self.ends)}"


def read_works(session: Session, *, today: date) -> tuple[Work, ...]:
    """Every assignment and activity that is done for an element, in their order, in one statement.

    An assignment that has an element of its own is shown as that; its activities are done for it.
    """
    found = session.connection().execute(_rows()).all()
    works = (
        Work(
            row.id, row.kind, row.home, row.title, row.responsible, row.person_name, row.unit, row.starts,
            row.ends, row.status, is_late(row.status, row.ends, today), row.example,
        )
        for row in found
    )  # fmt: skip
    return tuple(sorted(works, key=lambda work: KINDS.index(work.kind)))


def count_words(works: tuple[Work, ...]) -> str:
    """How many there are of each kind; "" when there are none."""
    assignments = sum(work.kind == "assignment" for work in works)
    activities = len(works) - assignments
    told = []
    if assignments:
        told.append(write_count(assignments, "uppdrag", "uppdrag"))
    if activities:
        told.append(write_count(activities, "aktivitet", "aktiviteter"))
    return " och ".join(told)


def _rows() -> Any:
    home = func.coalesce(Activity.node_id, Assignment.node_id, Activity.assignment_id)
    activities = (
        select(
            Activity.id, _word("activity"), home.label("home"), Activity.title, Activity.responsible,
            Activity.person_name, Unit.name.label("unit"), Activity.starts, Activity.ends.label("ends"),
            Activity.status, Activity.example, Activity.position.label("position"),
        )
        .outerjoin(Assignment, Assignment.id == Activity.assignment_id)
        .outerjoin(Unit, Unit.id == Activity.unit_id)
        .where(home.is_not(None))
    )  # fmt: skip
    assignments = (
        select(
            Assignment.id, _word("assignment"), Assignment.serves_id, Assignment.title,
            null(), null(), Unit.name, Assignment.starts, Assignment.due,
            Assignment.status, Assignment.example, literal(0),
        )
        .outerjoin(Unit, Unit.id == Assignment.receiver_id)
        .where(Assignment.node_id.is_(None), Assignment.serves_id.is_not(None))
    )  # fmt: skip
    both = activities.union_all(assignments).subquery()
    return select(both).order_by(both.c.position, both.c.id)


def _word(kind: WorkKind) -> Any:
    return literal(kind).label("kind")
