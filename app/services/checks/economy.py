"""What the economy of the plans breaks of the law, and what there is to say of the balance requirement."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.economy import VersionEconomy
from app.services.budget.decisions import in_force
from app.services.checks.finding import Finding, Severity
from app.services.economy.balance.views import inquiry
from app.services.economy.law.checks import legal
from app.services.lawrules import rule_now

_PLACE = "Balanskravsutredningen"
#: What `law` finds in every plan, also in one that says nothing of its economy.
_ELSEWHERE = "plan-years"
#: What is told of each deficit from the inquiry.
_LEDGER = "deficit-recovery"


def economy_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """What each plan breaks of the law, as decided and as it is worked on; then deficits and the reserve."""
    for version, plan in _told(session):
        place = f"Budget {plan.first_year}: {plan.name}, {version.name}"
        for check in legal(session, version_id=version.id, today=today):
            too_short = check.rule == _ELSEWHERE and plan.years < (rule_now(_ELSEWHERE).years or 0)
            told_elsewhere = too_short or check.in_time or check.rule == _LEDGER
            if check.status == "broken" and not told_elsewhere:
                severity: Severity = "error" if check.grave else "warning"
                yield Finding(f"law-{check.rule}", severity, place, check.sentence, "economy")
    for found in inquiry(session, today=today).findings:
        kind = "balance_year" if found.key is not None else "economy"
        yield Finding(found.code, found.severity, f"{_PLACE} {found.year}", found.message, kind, found.key)


def _told(session: Session) -> Iterator[tuple[PlanVersion, BudgetPlan]]:
    """The version that holds and the newest of each plan, where they say anything of their economy."""
    said = set(session.scalars(select(VersionEconomy.plan_version_id)))
    for plan in session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year)):
        holds = in_force(plan.versions)
        for version in plan.versions:
            if version.id in said and (version is holds or version is plan.versions[-1]):
                yield version, plan
