"""A budget document and the plan it decides: it is not ready while the plan's sums do not add up."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models.budget import BudgetPlan, PlanVersion
from app.models.steering import DocumentKind, Node
from app.services.budget.checks import findings_of
from app.services.steering import nodes
from app.services.steering.errors import NotReady
from app.services.textorder import sort_key

_BUDGET, _REPORTING, _COUNCIL = "budget", "redovisande", "fullmäktige"
#: What documents that carry frames have in their names.
_CARRIERS = ("budget", "planeringsdirektiv", "ramar")


def mark_ready(session: Session, *, node_id: int, expected_version: int) -> None:
    """Put an element up for decision; refused with what it lacks, and with the sums of its plan."""
    node = nodes.get_node(session, node_id)
    broken = () if node.current.locked else broken_sums(session, node_id=node_id)
    if broken:
        raise NotReady(node.current.title, (*nodes.missing_parts(session, node), *broken))
    nodes.mark_ready(session, node_id=node_id, expected_version=expected_version)


def broken_sums(session: Session, *, node_id: int) -> tuple[str, ...]:
    """What does not add up in the plan that a budget document decides; nothing for any other element."""
    node = session.get(Node, node_id)
    plan = None if node is None else plan_of(session, node)
    if node is None or plan is None or not plan.versions:
        return ()
    shown = linked_version(session, node_id) or plan.versions[-1]
    wrong = [
        found.message for found in findings_of(session, shown.id)
        if found.severity == "error" and found.year in (None, plan.first_year)
    ]  # fmt: skip
    return tuple(f"summorna i budgeten går inte ihop ({message.rstrip('.')})" for message in wrong)


def linked_version(session: Session, node_id: int) -> PlanVersion | None:
    """The version that a document carries, the newest where several are linked to it (`BUD-09`)."""
    rows = select(PlanVersion).join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    newest = rows.where(PlanVersion.node_id == node_id)
    return session.scalars(newest.order_by(BudgetPlan.first_year.desc(), PlanVersion.position.desc())).first()


def carrying_documents(session: Session) -> tuple[tuple[int, str], ...]:
    """Documents that can carry a version: directives and budgets, by title."""
    kinds = {kind.id: kind for kind in session.scalars(select(DocumentKind))}
    nodes_of = select(Node).where(Node.document_kind_id.is_not(None))
    found = [
        (node.id, node.current.title)
        for node in session.scalars(nodes_of.options(joinedload(Node.level), selectinload(Node.versions)))
        if _can_carry(kinds[node.document_kind_id or 0], node)
    ]
    return tuple(sorted(found, key=lambda each: sort_key(each[1])))


def _can_carry(kind: DocumentKind, node: Node) -> bool:
    if kind.details.get("stance") == _REPORTING:
        return False
    words = (kind.name, node.level.name, node.current.title)
    return kind.category == _BUDGET or any(
        carried in text.casefold() for text in words for carried in _CARRIERS
    )


def plan_of(session: Session, node: Node) -> BudgetPlan | None:
    """The plan that a document carries a version of, else that of the year a budget begins to apply."""
    linked = linked_version(session, node.id)
    if linked is not None:
        return session.get_one(BudgetPlan, linked.plan_id)
    starts = node.current.valid_from
    if starts is None or not _decides_a_budget(session, node):
        return None
    plans = select(BudgetPlan).join(PlanVersion).where(BudgetPlan.first_year == starts.year)
    return session.scalars(plans.order_by(BudgetPlan.id).limit(1)).first()


def _decides_a_budget(session: Session, node: Node) -> bool:
    """Whether the kind is a budget, or one that the council decides and that holds the budget."""
    kind = None if node.document_kind_id is None else session.get(DocumentKind, node.document_kind_id)
    if kind is None or kind.details.get("stance") == _REPORTING or node.level.scope:
        return False
    if kind.category == _BUDGET:
        return True
    words = (kind.name, node.level.name, *(kind.content or ()))
    bodies = kind.decided_by or node.level.decided_by or ()
    holds = any(_BUDGET in text.casefold() for text in words)
    return holds and any(_COUNCIL in name.casefold() for name in bodies)
