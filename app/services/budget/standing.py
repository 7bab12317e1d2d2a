"""What stands on a version of a plan, so that it cannot be taken away."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.balance import BalanceYear
from app.models.budgetchanges import BudgetChange
from app.models.internalbudget import InternalBudget
from app.models.longterm import LongTermPlan
from app.models.proposals import Proposal
from app.models.scenarios import Scenario
from app.services.formatting import write_count

_STANDING: Final[tuple[tuple[Any, Any, str, str], ...]] = (
    (Proposal, Proposal.plan_version_id, "förslag", "förslag"),
    (Proposal, Proposal.against_id, "förslag som stäms av mot den", "förslag som stäms av mot den"),
    (Agreement, Agreement.plan_version_id, "uppdragshandling", "uppdragshandlingar"),
    (InternalBudget, InternalBudget.plan_version_id, "internbudget", "internbudgetar"),
    (BudgetChange, BudgetChange.plan_version_id, "ändringsbeslut", "ändringsbeslut"),
    (Scenario, Scenario.plan_version_id, "scenario", "scenarier"),
    (Scenario, Scenario.proposal_id, "scenario som blev den", "scenarier som blev den"),
    (LongTermPlan, LongTermPlan.plan_version_id, "långsiktig plan", "långsiktiga planer"),
    (BalanceYear, BalanceYear.plan_version_id, "år i balanskravet", "år i balanskravet"),
)


def what_stands_on(session: Session, version_id: int) -> tuple[str, ...]:
    """How many proposals, agreements, internal budgets and more need a version, in words."""
    return tuple(_counted(session, version_id))


def _counted(session: Session, version_id: int) -> Iterator[str]:
    for model, column, one, several in _STANDING:
        count = session.scalar(select(func.count()).select_from(model).where(column == version_id))
        if count:
            yield write_count(count, one, several)
