"""Whether internal budgets come to their frames, and follow the frames that are decided now."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.services.budget.internal.checks import internal_findings
from app.services.checks.finding import Finding


def internal_budget_findings(session: Session) -> Iterator[Finding]:
    """What the internal budgets of every plan have to put right."""
    plans = select(BudgetPlan.id, BudgetPlan.name).order_by(BudgetPlan.first_year)
    for plan_id, name in session.execute(plans).all():
        for found in internal_findings(session, plan_id):
            yield Finding(found.code, found.severity, name, found.message, found.kind, found.key)
