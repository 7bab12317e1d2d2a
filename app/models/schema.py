"""The whole schema: every room imported, so that `Base.metadata` is complete."""

from app.models import (  # noqa: F401 (imported for their tables)
    agreements,
    allocation,
    assessments,
    assignments,
    balance,
    budget,
    budgetchanges,
    comparisons,
    documents,
    economy,
    exchange,
    followup,
    internalbudget,
    investments,
    longterm,
    organisation,
    proposals,
    scenarios,
    scorecard,
    statements,
    steering,
    storage,
    wheel,
)
from app.models.base import Base, add_money_checks

add_money_checks(Base.metadata)

__all__ = ["Base"]
