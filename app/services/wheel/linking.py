"""Use cases on the documents of an activity: what it produces and what it is grounded on."""

from typing import Final

from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.base import Base
from app.models.budget import BudgetPlan
from app.models.errors import NotFound
from app.models.followup import ReportKind
from app.models.steering import Node
from app.models.types import new_id
from app.models.wheel import DOCUMENT_ROLES, ActivityDocument
from app.services.storage import describe
from app.services.wheel.refusals import LinkedAlready, NotAValue, OneDocument, quoted
from app.services.wheel.rows import changed, open_activity

#: What an activity can be linked to: the column of its link and the row there is.
_TARGETS: Final[dict[str, tuple[str, type[Base], str]]] = {
    "node": ("node_id", Node, "Styrdokumentet"),
    "plan": ("plan_id", BudgetPlan, "Budgeten"),
    "agreement_kind": ("agreement_kind_id", AgreementKind, "Avtalsslaget"),
    "report_kind": ("report_kind_id", ReportKind, "Rapporten"),
}


def link_document(
    session: Session,
    *,
    activity_id: int,
    expected_version: int,
    kind: str,
    target: int,
    role: str = "produces",
) -> int:
    """Link a document to an activity; `kind` is "node", "plan", "agreement_kind" or "report_kind"."""
    row = open_activity(session, activity_id, expected_version)
    if kind not in _TARGETS:
        raise OneDocument
    if role not in DOCUMENT_ROLES:
        raise NotAValue("Kopplingen")
    column, table, name = _TARGETS[kind]
    if session.get(table, target) is None:
        raise NotFound(name)
    if any(getattr(one, column) == target and one.role == role for one in row.documents):
        raise LinkedAlready(row.title)
    link = ActivityDocument(id=new_id(), activity_id=row.id, role=role, **{column: target})
    row.documents.append(link)
    describe(session, f"Kopplade ett dokument till {quoted(row.title)} i årshjulet")
    changed(row)
    return link.id


def unlink_document(session: Session, *, activity_id: int, expected_version: int, link_id: int) -> None:
    """Take away the link to a document; the document stays."""
    row = open_activity(session, activity_id, expected_version)
    link = next((one for one in row.documents if one.id == link_id), None)
    if link is None:
        raise NotFound("Kopplingen")
    row.documents.remove(link)
    describe(session, f"Tog bort en koppling från {quoted(row.title)} i årshjulet")
    changed(row)
