"""What there is to say about assignments, activities, acceptance, participation and obligatory figures."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.documents import Participation
from app.models.steering import Level, Node, NodeVersion
from app.services.assignments.rules import DONE
from app.services.assignments.views import AssignmentRow, activities_view, assignments_view
from app.services.checks.finding import Finding, Severity
from app.services.formatting import write_long_date
from app.services.scorecard.obligatory import lacking
from app.services.steering.goalextras.participation import ACCEPTANCE, STAFF

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
_ENDED = frozenset({"replaced", "revoked"})
#: The flags of a level in the model file, which stand among its details.
_ACCEPTED, _STAFF = "accepted_by_performer", "staff_participation"


def assignment_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Every finding of assignments, activities, participation and obligatory figures."""
    for row in assignments_view(session, today=today).rows:
        yield from _of_assignment(row)
    yield from _of_activities(session, today)
    yield from _of_participation(session)
    for lack in lacking(session, today=today):
        what = f"{lack.unit} har inget utfall för ”{lack.name}”, som är ålagt av {lack.owner}."
        yield Finding(
            "unit-lacks-obligatory-figure", "warning", f"Enhet: {lack.unit}", what, "unit", lack.unit_id
        )


def _of_assignment(row: AssignmentRow) -> Iterator[Finding]:
    if row.late and row.due is not None:
        yield _assignment(row, "assignment-late", f"skulle ha varit klart {write_long_date(row.due)}.")
    if row.open and row.receiver_id is None:
        yield _assignment(row, "assignment-without-receiver", "har ingen mottagare.")
    if row.status == DONE and row.awaits_report:
        yield _assignment(row, "assignment-report-overdue", "är slutfört men inte återrapporterat.")
    if row.open and row.warnings:
        words = f"{' och '.join(row.warnings)}."
        verb = "" if words.startswith("saknar") else "är "
        yield _assignment(row, "assignment-term", f"{verb}{words}", "note")


def _assignment(row: AssignmentRow, code: str, what: str, weight: Severity = "warning") -> Finding:
    return Finding(code, weight, f"Uppdrag: {row.title}", f"”{row.title}” {what}", "assignment", row.id)


def _of_activities(session: Session, today: date) -> Iterator[Finding]:
    for row in activities_view(session, today=today):
        if row.late and row.ends is not None:
            what = f"”{row.title}” skulle ha varit klar {write_long_date(row.ends)}."
            place = f"Aktivitet: {row.title}"
            yield Finding("activity-past-its-end", "warning", place, what, "activity", row.id)


def _of_participation(session: Session) -> Iterator[Finding]:
    """Elements of levels whose model demands that performers accept them or that staff take part."""
    levels = {
        level.id: level
        for level in session.scalars(select(Level))
        if level.details.get(_ACCEPTED) or level.details.get(_STAFF)
    }
    if not levels:
        return
    last_said, taken_part = _recorded(session)
    columns = select(Node.id, Node.level_id, NodeVersion.title).join(NodeVersion, _CURRENT)
    wanted = columns.where(Node.level_id.in_(levels), NodeVersion.status.not_in(_ENDED))
    for row in session.execute(wanted.order_by(Node.id)):
        level = levels[row.level_id]
        place = f"{level.short_name or level.name}: {row.title}"
        if level.details.get(_ACCEPTED) and not last_said.get(row.id):
            why = "har inte godtagits av den som ska utföra det."
            yield Finding("goal-not-accepted", "warning", place, f"”{row.title}” {why}", "node", row.id)
        if level.details.get(_STAFF) and row.id not in taken_part:
            why = "saknar anteckning om att personalen har deltagit."
            yield Finding("no-staff-participation", "note", place, f"”{row.title}” {why}", "node", row.id)


def _recorded(session: Session) -> tuple[dict[int, bool], set[int]]:
    """What the performer of each element said last, and the elements in which staff took part."""
    rows = session.scalars(select(Participation)).all()
    said = [row for row in rows if row.kind == ACCEPTANCE]
    said.sort(key=lambda row: (row.happened_on or date.min, row.id))
    return (
        {row.node_id: bool(row.accepted) for row in said},
        {row.node_id for row in rows if row.kind == STAFF},
    )
