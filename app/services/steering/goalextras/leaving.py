"""What becomes of a removed element's extras, activities and assignments: nothing is lost unsaid."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, CauseLink, Improvement
from app.models.assignments import Activity, Assignment
from app.models.budget import PlanVersion
from app.models.documents import (
    Attachment,
    Citation,
    DocumentSection,
    NodeTag,
    Participation,
    Referral,
    Replacement,
)
from app.models.longterm import LongTermPlan
from app.models.proposals import Proposal
from app.models.scorecard import Scorecard, ScorecardRow
from app.models.statements import Guideline
from app.models.steering import Node
from app.models.wheel import ActivityDocument, WheelActivity
from app.services.storage import bulk, touch

_CHUNK = 500


def count_activities(session: Session, node_ids: Sequence[int]) -> int:
    """How many activities are done for some elements."""
    return len(_keys(session, Activity.id, Activity.node_id, node_ids))


def count_assignments(session: Session, node_ids: Sequence[int]) -> int:
    """How many assignments are some elements or serve them."""
    own = _keys(session, Assignment.id, Assignment.node_id, node_ids)
    return len({*own, *_keys(session, Assignment.id, Assignment.serves_id, node_ids)})


def count_assessments(session: Session, node_ids: Sequence[int]) -> int:
    """How many assessments have been written of some elements."""
    return len(_keys(session, Assessment.id, Assessment.node_id, node_ids))


def clear(session: Session, gone: Sequence[int], heir_id: int | None = None) -> None:
    """Make elements free to be removed.

    Their participation, citations, tags, assessments, arrows of the strategy map and rows in scorecards go
    with them. Their activities and the assignments that serve
    them go to the heir; without one the activities go too, and the assignments stand alone. Whoever cited
    them keeps the words, and budgets that they carried or were judged by name no element; the year wheel's
    activities lose their link to them.
    """
    session.flush()
    for part in (Participation, Citation, NodeTag):
        bulk.delete_rows(session, part, _keys(session, part.id, part.node_id, gone))
    for citation in _rows(session, Citation, Citation.cited_node_id, gone):
        citation.cited_node_id = None
        touch(session.get_one(Node, citation.node_id))
    for assignment in _rows(session, Assignment, Assignment.serves_id, gone):
        assignment.serves_id = None if heir_id == assignment.node_id else heir_id
        touch(assignment)
    for assignment in _rows(session, Assignment, Assignment.node_id, gone):
        assignment.node_id = None
        touch(assignment)
    _clear_budget(session, gone)
    _clear_scorecard(session, gone)
    for link in _rows(session, ActivityDocument, ActivityDocument.node_id, gone):
        touch(session.get_one(WheelActivity, link.activity_id))
        session.delete(link)
    if heir_id is None:
        bulk.delete_rows(session, Activity, _keys(session, Activity.id, Activity.node_id, gone))
    else:
        _hand_over(session, gone, heir_id)
    session.flush()


def _clear_budget(session: Session, gone: Sequence[int]) -> None:
    """What named an element as its document names none; another one was not what was meant."""
    for version in _rows(session, PlanVersion, PlanVersion.node_id, gone):
        version.node_id = None
        touch(version)
    for proposal in _rows(session, Proposal, Proposal.directive_id, gone):
        proposal.directive_id = None
        touch(proposal)
    for guideline in _rows(session, Guideline, Guideline.node_id, gone):
        guideline.node_id = None
    for long_term in _rows(session, LongTermPlan, LongTermPlan.node_id, gone):
        long_term.node_id = None
        touch(long_term)


def _clear_scorecard(session: Session, gone: Sequence[int]) -> None:
    """Take away what was concluded of elements; an action that became one of them stays as words."""
    for action in _rows(session, Improvement, Improvement.node_id, gone):
        action.node_id = None
        touch(session.get_one(Assessment, action.assessment_id))
    for row in _rows(session, ScorecardRow, ScorecardRow.node_id, gone):
        touch(session.get_one(Scorecard, row.scorecard_id))
        session.delete(row)
    session.flush()
    assessed = _keys(session, Assessment.id, Assessment.node_id, gone)
    actions = _keys(session, Improvement.id, Improvement.assessment_id, assessed)
    bulk.delete_rows(session, Improvement, actions)
    bulk.delete_rows(session, Assessment, assessed)
    arrows = (CauseLink.cause_id, CauseLink.effect_id)
    tied = {key for end in arrows for key in _keys(session, CauseLink.id, end, gone)}
    bulk.delete_rows(session, CauseLink, sorted(tied))


def clear_versions(session: Session, versions: Sequence[int]) -> None:
    """Take away what belongs to drafts: sections, attachments, referrals, and what they would replace."""
    for part in (DocumentSection, Attachment, Referral, Replacement):
        bulk.delete_rows(session, part, _keys(session, part.id, part.node_version_id, versions))
    replaced = _keys(session, Replacement.id, Replacement.replaced_id, versions)
    bulk.delete_rows(session, Replacement, replaced)


def _hand_over(session: Session, gone: Sequence[int], heir_id: int) -> None:
    last = session.scalar(select(func.max(Activity.position)).where(Activity.node_id == heir_id)) or 0
    for place, activity in enumerate(_rows(session, Activity, Activity.node_id, gone), start=1):
        activity.node_id, activity.position = heir_id, last + place
        touch(activity)


def _rows(session: Session, model: Any, column: Any, owners: Sequence[int]) -> Iterator[Any]:
    for some in _chunks(owners):
        yield from session.scalars(select(model).where(column.in_(some)).order_by(model.id)).all()


def _keys(session: Session, key: Any, owner: Any, owners: Sequence[int]) -> list[int]:
    return [one for some in _chunks(owners) for one in session.scalars(select(key).where(owner.in_(some)))]


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
