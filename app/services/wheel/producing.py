"""Which documents the model says that its activities lead to: reports, agreements, and the budget plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.budget import BudgetPlan
from app.models.followup import ReportKind
from app.models.steering import DocumentKind, Level
from app.models.wheel import ActivityDocument, WheelActivity, WheelPattern

#: The steps that the budget plan comes out of.
_BUDGET_STEPS: Final = frozenset({"board-proposal", "council-decision"})


@dataclass(frozen=True, slots=True)
class Producing:
    """Kinds of reports and agreements by the key of the pattern, and budget plans by their first year."""

    reports: Mapping[str, tuple[int, ...]]
    agreements: Mapping[str, tuple[int, ...]]
    by_level: Mapping[str, int]
    plans: Mapping[int, int]


def producing_of(session: Session) -> Producing:
    """What the model's decision steps and levels say, in few questions."""
    levels = select(Level.key, AgreementKind.id).join(Level, Level.id == AgreementKind.level_id)
    by_level = dict(session.execute(levels.order_by(AgreementKind.position.desc())).all())
    reports_of: dict[str, list[int]] = defaultdict(list)
    for row in session.scalars(select(ReportKind).order_by(ReportKind.position)):
        reports_of[str(row.details.get("document_kind"))].append(row.id)
    reports: dict[str, list[int]] = defaultdict(list)
    agreements: dict[str, list[int]] = defaultdict(list)
    kinds = select(DocumentKind.key, Level.key, DocumentKind.decision_steps).outerjoin(
        Level, Level.id == DocumentKind.level_id
    )
    for kind, level, steps in session.execute(kinds.order_by(DocumentKind.position)):
        for pattern in {str(step.get("wheel_pattern")): None for step in steps or ()}:
            reports[pattern] += reports_of.get(kind, ())
            if level in by_level:
                agreements[pattern].append(by_level[level])
    plans = session.execute(select(BudgetPlan.first_year, BudgetPlan.id).order_by(BudgetPlan.id.desc()))
    return Producing(_frozen(reports), _frozen(agreements), by_level, dict(plans.all()))


def give_documents(row: WheelActivity, pattern: WheelPattern, known: Producing) -> None:
    """Link a new activity to what its pattern leads to; to what it follows up as its ground."""
    level = known.by_level.get(str(pattern.details.get("level")))
    agreements = dict.fromkeys((*known.agreements.get(pattern.key, ()), *([level] if level else ())))
    role = "basis" if pattern.phase == "uppfoljning" else "produces"
    row.documents += [ActivityDocument(role=role, agreement_kind_id=key) for key in agreements]
    row.documents += [ActivityDocument(report_kind_id=key) for key in known.reports.get(pattern.key, ())]
    give_plan(row, known)


def give_plan(row: WheelActivity, known: Producing) -> None:
    """Link a decision on the budget to the plan of the year that it is about, where there is one."""
    if row.law in _BUDGET_STEPS and row.year_offset is not None:
        plan = known.plans.get(row.year + row.year_offset)
        if plan is not None:
            row.documents.append(ActivityDocument(plan_id=plan))


def _frozen(found: Mapping[str, list[int]]) -> Mapping[str, tuple[int, ...]]:
    return {pattern: tuple(dict.fromkeys(keys)) for pattern, keys in found.items()}
