"""Use cases on a proposal: begin it, its statement, what it is checked against, and when it was handed in."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.proposals import Proposal
from app.models.steering import Node
from app.models.types import new_id
from app.services.budget.frames import open_version
from app.services.budget.proposals.base import preliminary_of
from app.services.budget.proposals.errors import (
    AlreadyProposed,
    CannotCheckAgainst,
    NoFrame,
    NotForProposals,
)
from app.services.budget.proposals.words import FOLLOWS
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

STAGE = "needs"


def begin_proposal(session: Session, *, version_id: int, unit_id: int) -> int:
    """Begin the proposal of a unit, checked against the version's preliminary frames; gives its key."""
    version = open_version(session, version_id)
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    if version.stage != STAGE:
        raise NotForProposals(version.name)
    there = select(Proposal.id).where(Proposal.plan_version_id == version_id, Proposal.unit_id == unit_id)
    if session.scalar(there) is not None:
        raise AlreadyProposed(unit.name)
    if not _has_frame(session, version_id, unit_id):
        raise NoFrame(unit.name)
    preliminary = preliminary_of(session, version)
    row = Proposal(
        id=new_id(),
        plan_version_id=version_id,
        unit_id=unit_id,
        against_id=preliminary.id if preliminary is not None else None,
        example=unit.example and version.example,
    )
    session.add(row)
    describe(session, f"Påbörjade förslaget från {unit.name}")
    return row.id


def edit_statement(session: Session, *, proposal_id: int, text: str, expected_version: int) -> None:
    """Write the yttrande; an empty one takes it away."""
    row, name = open_proposal(session, proposal_id, expected_version)
    if optional(text) == row.statement:
        return
    row.statement = optional(text)
    touch(row)
    describe(session, f"Ändrade yttrandet från {name}")


def set_submitted(
    session: Session, *, proposal_id: int, submitted_on: date | None, expected_version: int
) -> None:
    """Say when a proposal was handed in; None when it has not been."""
    row, name = open_proposal(session, proposal_id, expected_version)
    if submitted_on == row.submitted_on:
        return
    row.submitted_on = submitted_on
    touch(row)
    describe(session, f"Ändrade när förslaget från {name} lämnades in")


def set_against(session: Session, *, proposal_id: int, against_id: int | None, expected_version: int) -> None:
    """Say which version's preliminary frames a proposal is checked against."""
    row, name = open_proposal(session, proposal_id, expected_version)
    if against_id == row.against_id:
        return
    if against_id is not None:
        other = session.get(PlanVersion, against_id)
        if other is None:
            raise NotFound("Budgetversionen")
        own = session.get_one(PlanVersion, row.plan_version_id)
        if other.id == own.id or other.plan_id != own.plan_id:
            raise CannotCheckAgainst(other.name)
    row.against_id = against_id
    touch(row)
    describe(session, f"Ändrade vad förslaget från {name} stäms av mot")


def set_directive(session: Session, *, proposal_id: int, node_id: int | None, expected_version: int) -> None:
    """Say which inriktningsbeslut a proposal is checked against; another one has not been judged."""
    row, name = open_proposal(session, proposal_id, expected_version, afterwards=True)
    if node_id == row.directive_id:
        return
    if node_id is not None and session.get(Node, node_id) is None:
        raise NotFound("Styrelementet")
    row.directive_id, row.follows, row.follows_note = node_id, None, None
    touch(row)
    describe(session, f"Ändrade inriktningsbeslutet för förslaget från {name}")


def judge(
    session: Session, *, proposal_id: int, follows: str | None, note: str | None, expected_version: int
) -> None:
    """Say whether a proposal follows the inriktningsbeslut, and why (`BUD-15`); None is not judged yet."""
    row, name = open_proposal(session, proposal_id, expected_version, afterwards=True)
    if follows is not None and follows not in FOLLOWS:
        raise ValueError(f"not a judgement: {follows}")
    if (follows, optional(note)) == (row.follows, row.follows_note):
        return
    row.follows, row.follows_note = follows, optional(note)
    touch(row)
    describe(session, f"Bedömde förslaget från {name} mot inriktningsbeslutet")


def remove_proposal(session: Session, *, proposal_id: int, expected_version: int) -> None:
    """Remove a proposal with everything in it; the amounts of the version stay."""
    row, name = open_proposal(session, proposal_id, expected_version)
    session.delete(row)
    describe(session, f"Tog bort förslaget från {name}")


def open_proposal(
    session: Session, proposal_id: int, expected_version: int, *, afterwards: bool = False
) -> tuple[Proposal, str]:
    """A proposal that may be changed, and whose it is; refused when its version is decided.

    What is noted `afterwards` (dialogues, and how it was judged) can be noted of a decided one too.
    """
    row = session.get(Proposal, proposal_id)
    if row is None:
        raise NotFound("Förslaget")
    if not afterwards:
        open_version(session, row.plan_version_id)
    name = session.get_one(Unit, row.unit_id).name
    check_version(row, expected_version, f"Förslaget från {name}")
    return row, name


def _has_frame(session: Session, version_id: int, unit_id: int) -> bool:
    parents = {row.id: row.parent_id for row in session.execute(select(Unit.id, Unit.parent_id))}
    framed = session.scalars(
        select(Frame.unit_id)
        .where(Frame.plan_version_id == version_id, Frame.unit_id.is_not(None))
        .distinct()
    )
    return any(unit_id in _upwards(parents, key) for key in framed)


def _upwards(parents: dict[int, int | None], key: int | None) -> set[int]:
    found: set[int] = set()
    while key is not None and key not in found:
        found.add(key)
        key = parents.get(key)
    return found
