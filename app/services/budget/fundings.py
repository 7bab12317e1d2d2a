"""Funds for assignments: how much of a frame's part for assignments each of them is given (`BUD-10`)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import AssignmentFunding, Frame
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.services.budget import rules
from app.services.budget.entries import OpenFrames
from app.services.budget.errors import TooLarge
from app.services.budget.panelerrors import FundedAlready, NotFunds, WithinFrame
from app.services.storage import describe, touch

_EXTRA, _WITHIN = "extra", "within"
_OPEN = ("planned", "ongoing")


@dataclass(frozen=True, slots=True)
class Funding:
    """What an assignment is given in a frame, in öre; `wanted` is the amount it was decided with."""

    frame_id: int
    assignment_id: int
    title: str
    amount: int
    wanted: int | None


@dataclass(frozen=True, slots=True)
class FundingChoice:
    """An assignment that may be given funds; `own` when the unit of the frame is to carry it out."""

    assignment_id: int
    title: str
    receiver: str | None
    wanted: int | None
    own: bool


def fundings_of(session: Session, *, frame_ids: Collection[int]) -> tuple[Funding, ...]:
    """What assignments are given in some frames, in the order they were tied."""
    rows = (
        select(
            AssignmentFunding.frame_id,
            AssignmentFunding.assignment_id,
            Assignment.title,
            AssignmentFunding.amount,
            Assignment.amount,
        )
        .join(Assignment, Assignment.id == AssignmentFunding.assignment_id)
        .where(AssignmentFunding.frame_id.in_(frame_ids))
        .order_by(AssignmentFunding.id)
    )
    return tuple(Funding(*row) for row in session.execute(rows))


def funding_choices(session: Session, *, frame_id: int) -> tuple[FundingChoice, ...]:
    """Open assignments that are not within the frame and have no funds in it; the unit's own first."""
    frame = session.get(Frame, frame_id)
    if frame is None:
        raise NotFound("Ramen")
    tied = select(AssignmentFunding.assignment_id).where(AssignmentFunding.frame_id == frame_id)
    rows = (
        select(Assignment.id, Assignment.title, Assignment.receiver_id, Assignment.amount, Unit.name)
        .outerjoin(Unit, Unit.id == Assignment.receiver_id)
        .where(Assignment.funding.is_(None) | (Assignment.funding == _EXTRA))
        .where(Assignment.status.in_(_OPEN), Assignment.id.not_in(tied))
        .order_by(Assignment.id)
    )
    found = [
        FundingChoice(key, title, receiver, wanted, frame.unit_id is not None and unit_id == frame.unit_id)
        for key, title, unit_id, wanted, receiver in session.execute(rows)
    ]
    return tuple(sorted(found, key=lambda choice: not choice.own))


def link_assignment(
    session: Session, *, frame_id: int, assignment_id: int, amount: int, expected_version: int
) -> None:
    """Say how much of a frame is for an assignment."""
    frame, where = _open(session, frame_id, expected_version)
    assignment = _assignment(session, assignment_id)
    if assignment.funding == _WITHIN:
        raise WithinFrame(assignment.title)
    if _tied(frame, assignment_id) is not None:
        raise FundedAlready(assignment.title)
    funds = _funds(assignment, amount)
    frame.fundings.append(AssignmentFunding(assignment_id=assignment_id, amount=funds))
    touch(frame)
    describe(session, f"Kopplade ”{assignment.title}” till {where}")


def set_funds(
    session: Session, *, frame_id: int, assignment_id: int, amount: int, expected_version: int
) -> None:
    """Change how much of a frame is for an assignment."""
    frame, where = _open(session, frame_id, expected_version)
    assignment = _assignment(session, assignment_id)
    _needed(frame, assignment).amount = _funds(assignment, amount)
    touch(frame)
    describe(session, f"Ändrade tillskottet för ”{assignment.title}” i {where}")


def unlink_assignment(session: Session, *, frame_id: int, assignment_id: int, expected_version: int) -> None:
    """Let an assignment have no funds in a frame; the frame's part stays as it is."""
    frame, where = _open(session, frame_id, expected_version)
    assignment = _assignment(session, assignment_id)
    frame.fundings.remove(_needed(frame, assignment))
    touch(frame)
    describe(session, f"Tog bort kopplingen mellan ”{assignment.title}” och {where}")


def _open(session: Session, frame_id: int, expected_version: int) -> tuple[Frame, str]:
    opened = OpenFrames(session, [frame_id])
    frame = opened.take(frame_id, expected_version)
    return frame, f"ramen {frame.year} för {opened.name(frame)}"


def _assignment(session: Session, assignment_id: int) -> Assignment:
    row = session.get(Assignment, assignment_id)
    if row is None:
        raise NotFound("Uppdraget")
    return row


def _tied(frame: Frame, assignment_id: int) -> AssignmentFunding | None:
    return next((row for row in frame.fundings if row.assignment_id == assignment_id), None)


def _needed(frame: Frame, assignment: Assignment) -> AssignmentFunding:
    row = _tied(frame, assignment.id)
    if row is None:
        raise NotFound(f"Tillskottet för ”{assignment.title}”")
    return row


def _funds(assignment: Assignment, amount: int) -> int:
    if amount <= 0:
        raise NotFunds(assignment.title)
    if amount > rules.LARGEST:
        raise TooLarge(f"Tillskottet för ”{assignment.title}”")
    return amount
