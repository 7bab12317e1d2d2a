"""A budget document and the plan it decides: it is not ready while the plan's sums do not add up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.steering import DocumentKind, Node
from app.services.budget.checks import findings_of
from app.services.steering import nodes
from app.services.steering.errors import NotReady

_BUDGET, _REPORTING, _COUNCIL = "budget", "redovisande", "fullmäktige"


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
    if plan is None or not plan.versions:
        return ()
    newest = plan.versions[-1]
    wrong = [
        found.message for found in findings_of(session, newest.id)
        if found.severity == "error" and found.year in (None, plan.first_year)
    ]  # fmt: skip
    return tuple(f"summorna i budgeten går inte ihop ({message.rstrip('.')})" for message in wrong)


def plan_of(session: Session, node: Node) -> BudgetPlan | None:
    """The plan of the year that a budget document begins to apply."""
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
