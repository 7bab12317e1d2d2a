"""What screen, paper and checks read about assignments, activities and staff dialogues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from app.models.assignments import Activity, Assignment, StaffDialogue
from app.models.organisation import Unit, UnitKind
from app.models.steering import Level, Node, NodeVersion
from app.services.assignments import rules
from app.services.organisation.rules import valid_on
from app.services.textorder import sort_key

#: Categories of units that have staff to talk with.
_EMPLOYERS = frozenset({"administration", "unit", "company"})
NODE, ASSIGNMENT, DIALOGUE = "node", "assignment", "dialogue"


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment; `element` is its own, `serves` what it serves, both with their titles.

    `late` and `awaits_report` hold on the day of the view; `warnings` speak against its time.
    """

    id: int
    version: int
    title: str
    text: str
    kind: str
    giver: str | None
    receiver_id: int | None
    receiver: str | None
    element_id: int | None
    element_level: str | None
    element_locked: bool
    serves_id: int | None
    serves: str | None
    funding: str | None
    amount: int | None
    starts: date | None
    due: date | None
    status: str
    decided_on: date | None
    paragraph: str | None
    registration_number: str | None
    reported_on: date | None
    report: str | None
    example: bool
    late: bool
    awaits_report: bool
    warnings: tuple[str, ...]
    activities: int
    activities_done: int

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return rules.is_open(self.status)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity; `home` says what it is done for: an element, an assignment or a unit's dialogues."""

    id: int
    version: int
    title: str
    home: str
    home_id: int
    home_title: str
    unit_id: int | None
    unit: str | None
    responsible: str | None
    person_name: str | None
    starts: date | None
    ends: date | None
    status: str
    note: str | None
    position: int
    example: bool
    late: bool

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return rules.is_open(self.status)


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """The staff dialogues of a unit in a year; version 0 where nothing is noted yet."""

    unit_id: int
    unit: str
    above: str | None
    year: int
    version: int
    planned: int | None
    held: int | None
    note: str | None
    example: bool
    agreed: tuple[ActivityRow, ...]


@dataclass(frozen=True, slots=True)
class AssignmentsView:
    """All assignments, those with the earliest last day first."""

    rows: tuple[AssignmentRow, ...]

    @property
    def open(self) -> tuple[AssignmentRow, ...]:
        """Those that are not done."""
        return tuple(row for row in self.rows if row.open)

    @property
    def late(self) -> tuple[AssignmentRow, ...]:
        """Those that should have been done."""
        return tuple(row for row in self.rows if row.late)

    @property
    def to_report(self) -> tuple[AssignmentRow, ...]:
        """Those that should be reported back."""
        return tuple(row for row in self.rows if row.awaits_report)


@dataclass(frozen=True, slots=True)
class DialoguesView:
    """The dialogues of a year, unit by unit in Swedish order."""

    year: int
    rows: tuple[DialogueRow, ...]

    @property
    def planned(self) -> int:
        """How many were planned, of what is noted."""
        return sum(row.planned or 0 for row in self.rows)

    @property
    def held(self) -> int:
        """How many were held, of what is noted."""
        return sum(row.held or 0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class NodeWork:
    """What is done for one element."""

    assignments: tuple[AssignmentRow, ...]
    activities: tuple[ActivityRow, ...]


def assignments_view(session: Session, *, today: date) -> AssignmentsView:
    """Every assignment as of a day."""
    return AssignmentsView(_assignments(session, today))


def activities_view(session: Session, *, today: date) -> tuple[ActivityRow, ...]:
    """Every activity as of a day, those of the same thing in their order."""
    return _activities(session, today)


def assignment_row(session: Session, *, assignment_id: int, today: date) -> AssignmentRow | None:
    """One assignment; None when it is gone."""
    return next(iter(_assignments(session, today, Assignment.id == assignment_id)), None)


def activity_row(session: Session, *, activity_id: int, today: date) -> ActivityRow | None:
    """One activity; None when it is gone."""
    return next(iter(_activities(session, today, Activity.id == activity_id)), None)


def activities_of(session: Session, *, assignment_id: int, today: date) -> tuple[ActivityRow, ...]:
    """The activities of an assignment, in order."""
    return _activities(session, today, Activity.assignment_id == assignment_id)


def work_of_node(session: Session, *, node_id: int, today: date) -> NodeWork:
    """The assignments that serve an element or are it, and its activities."""
    served = (Assignment.serves_id == node_id) | (Assignment.node_id == node_id)
    return NodeWork(
        _assignments(session, today, served), _activities(session, today, Activity.node_id == node_id)
    )


def work_of_unit(session: Session, *, unit_id: int, today: date) -> NodeWork:
    """The assignments that a unit has been given, and its activities."""
    given = _assignments(session, today, Assignment.receiver_id == unit_id)
    return NodeWork(given, _activities(session, today, Activity.unit_id == unit_id))


def dialogues_view(session: Session, *, year: int, today: date) -> DialoguesView:
    """The units that have staff, and whatever is noted of their dialogues in a year."""
    above = aliased(Unit)
    columns = (
        Unit.id, Unit.name, Unit.valid_from, Unit.valid_to, UnitKind.category, above.name.label("above"),
        StaffDialogue.id.label("row"), StaffDialogue.version, StaffDialogue.planned, StaffDialogue.held,
        StaffDialogue.note, StaffDialogue.example,
    )  # fmt: skip
    noted = and_(StaffDialogue.unit_id == Unit.id, StaffDialogue.year == year)
    statement = select(*columns).join(UnitKind, Unit.kind_id == UnitKind.id)
    statement = statement.outerjoin(above, Unit.parent_id == above.id).outerjoin(StaffDialogue, noted)
    agreed: dict[int, list[ActivityRow]] = {}
    for activity in _activities(session, today, Activity.dialogue_id.is_not(None)):
        agreed.setdefault(activity.home_id, []).append(activity)
    rows = [
        DialogueRow(
            row.id, row.name, row.above, year, row.version or 0, row.planned, row.held, row.note,
            bool(row.example), tuple(agreed.get(row.row or 0, ())),
        )
        for row in session.execute(statement)
        if row.row is not None or _has_staff(row, today)
    ]  # fmt: skip
    return DialoguesView(year, tuple(sorted(rows, key=lambda row: (sort_key(row.unit), row.unit_id))))


def unit_of_dialogue(session: Session, *, dialogue_id: int) -> tuple[int, int] | None:
    """The unit and the year of a row of dialogues; None when it is gone."""
    found = session.get(StaffDialogue, dialogue_id)
    return None if found is None else (found.unit_id, found.year)


def _has_staff(row: Any, today: date) -> bool:
    return row.category in _EMPLOYERS and valid_on(row.valid_from, row.valid_to, today)


def _assignments(session: Session, today: date, *only: Any) -> tuple[AssignmentRow, ...]:
    own, own_words, served = aliased(Node), aliased(NodeVersion), aliased(NodeVersion)
    goal = aliased(Node)
    columns = (
        Assignment, Unit.name.label("receiver"), own_words.title.label("element_title"),
        own_words.locked.label("element_locked"), Level.short_name, Level.name.label("level"),
        served.title.label("serves"),
    )  # fmt: skip
    statement = (
        select(*columns)
        .outerjoin(Unit, Unit.id == Assignment.receiver_id)
        .outerjoin(own, own.id == Assignment.node_id)
        .outerjoin(own_words, _current(own_words, own))
        .outerjoin(Level, Level.id == own.level_id)
        .outerjoin(goal, goal.id == Assignment.serves_id)
        .outerjoin(served, _current(served, goal))
        .where(*only)
    )
    counts = _counts(session)
    rows = [_assignment(row, today, counts) for row in session.execute(statement)]
    return tuple(sorted(rows, key=_by_due))


def _assignment(row: Any, today: date, counts: dict[int, tuple[int, int]]) -> AssignmentRow:
    one: Assignment = row.Assignment
    same = (
        "id", "version", "text", "kind", "giver", "receiver_id", "serves_id", "funding", "amount", "starts",
        "due", "status", "decided_on", "paragraph", "registration_number", "reported_on", "report", "example",
    )  # fmt: skip
    activities, done = counts.get(one.id, (0, 0))
    return AssignmentRow(
        **{name: getattr(one, name) for name in same},
        title=row.element_title or one.title,
        receiver=row.receiver,
        element_id=one.node_id,
        element_level=row.short_name or row.level,
        element_locked=bool(row.element_locked),
        serves=row.serves,
        late=rules.is_late(one.status, one.due, today),
        awaits_report=rules.awaits_report(one.status, one.due, one.reported_on, today),
        warnings=rules.warnings(one.kind, one.starts, one.due),
        activities=activities,
        activities_done=done,
    )


def _counts(session: Session) -> dict[int, tuple[int, int]]:
    """How many activities each assignment has, and how many of them are done."""
    done = func.sum(Activity.status == rules.DONE)
    statement = select(Activity.assignment_id, func.count(), done).group_by(Activity.assignment_id)
    found = session.execute(statement.where(Activity.assignment_id.is_not(None)))
    return {key: (count, int(ended or 0)) for key, count, ended in found if key is not None}


def _activities(session: Session, today: date, *only: Any) -> tuple[ActivityRow, ...]:
    element, words, host = aliased(Node), aliased(NodeVersion), aliased(Unit)
    own, own_words = aliased(Node), aliased(NodeVersion)
    columns = (
        Activity, Unit.name.label("unit"), words.title.label("element"),
        func.coalesce(own_words.title, Assignment.title).label("assignment"),
        host.name.label("host"), StaffDialogue.year,
    )  # fmt: skip
    statement = (
        select(*columns)
        .outerjoin(Unit, Unit.id == Activity.unit_id)
        .outerjoin(element, element.id == Activity.node_id)
        .outerjoin(words, _current(words, element))
        .outerjoin(Assignment, Assignment.id == Activity.assignment_id)
        .outerjoin(own, own.id == Assignment.node_id)
        .outerjoin(own_words, _current(own_words, own))
        .outerjoin(StaffDialogue, StaffDialogue.id == Activity.dialogue_id)
        .outerjoin(host, host.id == StaffDialogue.unit_id)
        .where(*only)
    )
    rows = [_activity(row, today) for row in session.execute(statement)]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.home_title), row.home_id, row.position, row.id)))


def _activity(row: Any, today: date) -> ActivityRow:
    one: Activity = row.Activity
    same = (
        "id", "version", "title", "unit_id", "responsible", "person_name", "starts", "ends", "status", "note",
        "position", "example",
    )  # fmt: skip
    homes = (
        (NODE, one.node_id, row.element),
        (ASSIGNMENT, one.assignment_id, row.assignment),
        (DIALOGUE, one.dialogue_id, f"Medarbetarsamtal {row.year}, {row.host}"),
    )
    home, key, title = next((each for each in homes if each[1] is not None), (NODE, 0, ""))
    return ActivityRow(
        **{name: getattr(one, name) for name in same},
        home=home,
        home_id=key or 0,
        home_title=title,
        unit=row.unit,
        late=rules.is_late(one.status, one.ends, today),
    )


def _current(version: Any, node: Any) -> Any:
    return and_(version.node_id == node.id, version.number == node.current_number)


def _by_due(row: AssignmentRow) -> tuple[bool, date, tuple[Any, ...]]:
    return row.due is None, row.due or date.max, (sort_key(row.title), row.id)


def ordered(rows: Iterable[ActivityRow]) -> tuple[ActivityRow, ...]:
    """Activities with the earliest last day first; what has none comes last."""
    return tuple(sorted(rows, key=lambda row: (row.ends is None, row.ends or date.max, sort_key(row.title))))
