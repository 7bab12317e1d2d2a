"""Whether the frames of each budget add up to what there is to distribute."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.services.budget.checks import as_sentence, findings_of
from app.services.checks.finding import Finding, Severity


@dataclass(frozen=True)
class _Version:
    """The newest version of a plan; earlier ones are history."""

    key: int
    name: str
    first_year: int


def sum_findings(session: Session) -> Iterator[Finding]:
    """What the newest version of each plan has to put right.

    Only the budget year binds: what is too much in a later year is a warning.
    """
    for version in _versions(session):
        for found in findings_of(session, version.key):
            later = found.code == "over-distributed" and found.year != version.first_year
            severity: Severity = "warning" if later else found.severity
            place = f"Budget {found.year or version.first_year}: {version.name}"
            yield Finding(found.code, severity, place, as_sentence(found), "plan_version", version.key)


def _versions(session: Session) -> list[_Version]:
    statement = (
        select(PlanVersion.plan_id, PlanVersion.id, BudgetPlan.name, PlanVersion.name, BudgetPlan.first_year)
        .join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
        .order_by(PlanVersion.position)
    )
    newest = {
        plan: _Version(key, f"{title}, {name}", first_year)
        for plan, key, title, name, first_year in session.execute(statement)
    }
    return list(newest.values())
