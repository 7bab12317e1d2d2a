"""What stands on a version of a plan, so that it cannot be taken away."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.internalbudget import InternalBudget
from app.models.proposals import Proposal
from app.services.formatting import write_count

_STANDING: Final[tuple[tuple[Any, Any, str, str], ...]] = (
    (Proposal, Proposal.plan_version_id, "förslag", "förslag"),
    (Proposal, Proposal.against_id, "förslag som stäms av mot den", "förslag som stäms av mot den"),
    (Agreement, Agreement.plan_version_id, "uppdragshandling", "uppdragshandlingar"),
    (InternalBudget, InternalBudget.plan_version_id, "internbudget", "internbudgetar"),
)


def what_stands_on(session: Session, version_id: int) -> tuple[str, ...]:
    """How many proposals, agreements and internal budgets need a version, in words."""
    return tuple(_counted(session, version_id))


def _counted(session: Session, version_id: int) -> Iterator[str]:
    for model, column, one, several in _STANDING:
        count = session.scalar(select(func.count()).select_from(model).where(column == version_id))
        if count:
            yield write_count(count, one, several)
