"""What an activity can be linked to: plans, kinds of agreements and reports, and the register's documents."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.budget import BudgetPlan
from app.models.followup import ReportKind
from app.services.budget.words import plan_title
from app.services.steering.documents.register import register_view


@dataclass(frozen=True, slots=True)
class Linkable:
    """Something that can be linked, as `link_document` names it, in words."""

    kind: str
    target: int
    words: str


def linkable(session: Session, *, today: date) -> tuple[Linkable, ...]:
    """Everything that can be linked: the plans first, then the model's kinds, then each document."""
    plans = session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year.desc()))
    agreements = session.scalars(select(AgreementKind).order_by(AgreementKind.position))
    reports = session.scalars(select(ReportKind).order_by(ReportKind.position))
    documents = register_view(session, today=today).rows
    return (
        *(Linkable("plan", plan.id, plan_title(plan.first_year, plan.years)) for plan in plans),
        *(Linkable("agreement_kind", kind.id, kind.name) for kind in agreements),
        *(Linkable("report_kind", kind.id, f"Rapport: {kind.name}") for kind in reports),
        *(Linkable("node", row.id, f"{row.kind}: {row.title}") for row in documents),
    )
