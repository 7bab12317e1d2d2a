"""Use cases on assignments: from the council with extra funds or within the frame, or from a committee."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment
from app.models.budget import AssignmentFunding, CentralPot, Frame
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.models.scenarios import Scenario, ScenarioStep
from app.models.steering import Node
from app.models.types import new_id
from app.services.assignments import rules
from app.services.assignments.errors import (
    AmountWithoutFunds,
    EndsBeforeStart,
    Funded,
    NegativeAmount,
    NotForAssignments,
    NotYetHappened,
    ReportWithoutDay,
    ServesOwnElement,
    StillServed,
    Tried,
)
from app.services.formatting import write_count
from app.services.steering import deleting, nodes
from app.services.steering import rules as steering_rules
from app.services.steering.errors import NotBelow, StillHolds
from app.services.steering.views import level_rows
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_TITLE = "Uppdragets namn"


def add_assignment(
    session: Session,
    *,
    title: str,
    kind: str,
    giver: str | None = None,
    receiver_id: int | None = None,
    due: date | None = None,
    level_id: int | None = None,
    parent_id: int | None = None,
    serves_id: int | None = None,
) -> int:
    """Add an assignment; gives its id.

    With `level_id` it gets an element of its own on that level, under `parent_id`, in the same step;
    otherwise it may serve an element.
    """
    title = needed(title, _TITLE)
    _check_unit(session, receiver_id)
    node_id = None
    if level_id is not None:
        node_id = _make_element(session, level_id, parent_id, title, receiver_id)
    elif serves_id is not None:
        nodes.get_node(session, serves_id)
    row = Assignment(
        id=new_id(),
        title=title,
        kind=kind,
        giver=optional(giver),
        receiver_id=receiver_id,
        due=due,
        node_id=node_id,
        serves_id=serves_id if node_id is None else None,
        status=rules.PLANNED,
    )
    session.add(row)
    session.flush()
    describe(session, f"Gav uppdraget ”{title}”")
    return row.id


def rename_assignment(session: Session, *, assignment_id: int, title: str, expected_version: int) -> None:
    """Give an assignment another title, and its own element with it."""
    row = _open(session, assignment_id, expected_version)
    title = needed(title, _TITLE)
    node, before = _own_element(session, row), _called(session, row)
    if row.title == title and before == title:
        return
    if node is not None:
        if node.current.locked:
            raise Locked(f"”{node.current.title}”")
        node.current.title = title
        touch(node)
    describe(session, f"Döpte om uppdraget ”{before}” till ”{title}”")
    row.title = title
    touch(row)


def edit_text(session: Session, *, assignment_id: int, text: str, expected_version: int) -> None:
    """Say what is to be done."""
    row = _open(session, assignment_id, expected_version)
    if row.text == text.strip():
        return
    row.text = text.strip()
    _changed(session, row, "beskrivningen av")


def set_kind(
    session: Session, *, assignment_id: int, kind: str, giver: str | None, expected_version: int
) -> None:
    """Say who gives an assignment: the council, or a committee to its administration."""
    row = _open(session, assignment_id, expected_version)
    if (row.kind, row.giver) == (kind, optional(giver)):
        return
    row.kind, row.giver = kind, optional(giver)
    _changed(session, row, "vem som gav")


def set_receiver(session: Session, *, assignment_id: int, unit_id: int | None, expected_version: int) -> None:
    """Say which unit does it; its own element gets the same unit."""
    row = _open(session, assignment_id, expected_version)
    if row.receiver_id == unit_id:
        return
    _check_unit(session, unit_id)
    row.receiver_id = unit_id
    node = _own_element(session, row)
    if node is not None:
        node.unit_id = unit_id
        touch(node)
    _changed(session, row, "mottagare av")


def set_term(
    session: Session, *, assignment_id: int, starts: date | None, due: date | None, expected_version: int
) -> None:
    """Say from when to when an assignment lasts; longer than three years is warned of, never refused."""
    row = _open(session, assignment_id, expected_version)
    if (row.starts, row.due) == (starts, due):
        return
    if starts is not None and due is not None and due < starts:
        raise EndsBeforeStart(_called(session, row))
    row.starts, row.due = starts, due
    _changed(session, row, "tiden för")


def set_funding(
    session: Session, *, assignment_id: int, funding: str | None, amount: int | None, expected_version: int
) -> None:
    """Say how an assignment is paid: extra funds with their amount in öre, or within the frame."""
    row = _open(session, assignment_id, expected_version)
    if (row.funding, row.amount) == (funding, amount):
        return
    if amount is not None and funding != rules.EXTRA:
        raise AmountWithoutFunds(_called(session, row))
    if amount is not None and amount < 0:
        raise NegativeAmount(_called(session, row))
    row.funding, row.amount = funding, amount
    _changed(session, row, "finansieringen av")


def set_served(session: Session, *, assignment_id: int, serves_id: int | None, expected_version: int) -> None:
    """Say which element an assignment serves, beside the place that its own element may have."""
    row = _open(session, assignment_id, expected_version)
    if row.serves_id == serves_id:
        return
    if serves_id is not None:
        nodes.get_node(session, serves_id)
        if serves_id == row.node_id:
            raise ServesOwnElement(_called(session, row))
    row.serves_id = serves_id
    _changed(session, row, "vad som uppnås med")


def set_status(session: Session, *, assignment_id: int, status: str, expected_version: int) -> None:
    """Say how far an assignment has come."""
    row = _open(session, assignment_id, expected_version)
    if row.status == status:
        return
    row.status = status
    state = rules.ASSIGNMENT_STATUS[status].lower()
    describe(session, f"Markerade uppdraget ”{_called(session, row)}” som {state}")
    touch(row)


def set_decision(
    session: Session,
    *,
    assignment_id: int,
    decided_on: date | None,
    paragraph: str | None,
    registration_number: str | None,
    today: date,
    expected_version: int,
) -> None:
    """Record the facts of the decision that gave an assignment, each as far as it is known."""
    row = _open(session, assignment_id, expected_version)
    facts = (decided_on, optional(paragraph), optional(registration_number))
    if (row.decided_on, row.paragraph, row.registration_number) == facts:
        return
    if decided_on is not None and decided_on > today:
        raise NotYetHappened("Beslutet om", _called(session, row))
    row.decided_on, row.paragraph, row.registration_number = facts
    _changed(session, row, "beslutet om")


def set_report(
    session: Session,
    *,
    assignment_id: int,
    reported_on: date | None,
    report: str | None,
    today: date,
    expected_version: int,
) -> None:
    """Record that an assignment was reported back, and what was said."""
    row = _open(session, assignment_id, expected_version)
    words = optional(report)
    if (row.reported_on, row.report) == (reported_on, words):
        return
    if words is not None and reported_on is None:
        raise ReportWithoutDay(_called(session, row))
    if reported_on is not None and reported_on > today:
        raise NotYetHappened("Återrapporteringen av", _called(session, row))
    row.reported_on, row.report = reported_on, words
    _changed(session, row, "återrapporteringen av")


def remove_assignment(session: Session, *, assignment_id: int, expected_version: int) -> None:
    """Remove an assignment with its activities, and its own element, which must never have been decided."""
    row = _open(session, assignment_id, expected_version)
    title, node = _called(session, row), _own_element(session, row)
    _check_funding(session, row.id, title)
    activities = session.scalars(select(Activity).where(Activity.assignment_id == row.id)).all()
    for activity in activities:
        session.delete(activity)
    session.flush()
    session.delete(row)
    session.flush()
    if node is not None:
        _remove_element(session, node, title)
    also = f" och {write_count(len(activities), 'aktivitet', 'aktiviteter')}" if activities else ""
    describe(session, f"Tog bort uppdraget ”{title}”{also}")


def _check_funding(session: Session, assignment_id: int, title: str) -> None:
    rows = select(Unit.name, CentralPot.name, Frame.year).select_from(AssignmentFunding)
    rows = rows.join(Frame, Frame.id == AssignmentFunding.frame_id)
    rows = rows.outerjoin(Unit, Unit.id == Frame.unit_id).outerjoin(CentralPot, CentralPot.id == Frame.pot_id)
    funded = rows.where(AssignmentFunding.assignment_id == assignment_id).order_by(Frame.year)
    found = session.execute(funded.limit(1)).first()
    if found is not None:
        unit, pot, year = found
        raise Funded(title, unit or pot or "", year)
    tried = select(Scenario.name).join(ScenarioStep, ScenarioStep.scenario_id == Scenario.id)
    scenario = session.scalar(tried.where(ScenarioStep.assignment_id == assignment_id).limit(1))
    if scenario is not None:
        raise Tried(title, scenario)


def get_assignment(session: Session, assignment_id: int) -> Assignment:
    """The assignment, or a sentence that it is gone."""
    row = session.get(Assignment, assignment_id)
    if row is None:
        raise NotFound("Uppdraget")
    return row


def _open(session: Session, assignment_id: int, expected_version: int) -> Assignment:
    row = get_assignment(session, assignment_id)
    check_version(row, expected_version, f"Uppdraget ”{_called(session, row)}”")
    return row


def _changed(session: Session, row: Assignment, what: str) -> None:
    describe(session, f"Ändrade {what} uppdraget ”{_called(session, row)}”")
    touch(row)


def _called(session: Session, row: Assignment) -> str:
    """What an assignment is called: its own element may have got another title since."""
    node = _own_element(session, row)
    return row.title if node is None else node.current.title


def _own_element(session: Session, row: Assignment) -> Node | None:
    return None if row.node_id is None else session.get(Node, row.node_id)


def _remove_element(session: Session, node: Node, title: str) -> None:
    try:
        deleting.remove_nodes(session, versions={node.id: node.version})
    except StillHolds as held:
        raise StillServed(title) from held


def _check_unit(session: Session, unit_id: int | None) -> None:
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")


def _make_element(
    session: Session, level_id: int, parent_id: int | None, title: str, unit_id: int | None
) -> int:
    """Put an element on a level for assignments, where the model lets it stand."""
    above = None if parent_id is None else nodes.get_node(session, parent_id)
    levels = level_rows(session)
    level = next((one for one in levels if one.id == level_id), None)
    if level is None:
        raise NotFound("Nivån")
    if level.form != "assignment":
        raise NotForAssignments(level.name)
    used = set(session.scalars(select(Node.level_id).distinct()))
    if level not in steering_rules.allowed_levels(above.level_id if above else None, levels, used):
        raise NotBelow(level.short_name, above.current.title if above else None)
    node = nodes.make_node(
        session, level_id=level_id, parent_id=parent_id, title=title, unit_id=unit_id, owner_role=None
    )
    return node.id
