"""A version is not ready for decision while its sums, or the law, say that something is wrong."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.steering import Node
from app.services.budget import checks, readiness, versions
from app.services.budget.checks import Finding, Severity
from app.services.budget.versionerrors import VersionNotReady
from app.services.economy.law.checks import LegalCheck, legal
from app.services.economy.law.demand import stopping as breaking
from app.services.economy.own import economy_of, version_of
from app.services.steering import nodes
from app.services.steering.errors import NotReady
from app.services.storage import check_version

#: What a finding is about when it is put right on the page Ekonomi.
ECONOMY: Final = "economy"
_CODE: Final = "law-"


def mark_ready(session: Session, *, version_id: int, expected_version: int, today: date) -> None:
    """Say that a version is ready for decision; refused with every sum and demand of law to put right."""
    version = version_of(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    if not version.locked and not version.ready:
        wrong = hindrances(session, version_id=version_id, today=today)
        if wrong:
            raise VersionNotReady(version.name, wrong)
    versions.mark_ready(session, version_id=version_id, expected_version=expected_version)


def mark_element_ready(session: Session, *, node_id: int, expected_version: int, today: date) -> None:
    """Put an element up for decision; a budget document also while the law says that its plan is wrong."""
    node = nodes.get_node(session, node_id)
    broken = () if node.current.locked else broken_law(session, node_id=node_id, today=today)
    if broken:
        sums = readiness.broken_sums(session, node_id=node_id)
        raise NotReady(node.current.title, (*nodes.missing_parts(session, node), *sums, *broken))
    readiness.mark_ready(session, node_id=node_id, expected_version=expected_version)


def broken_law(session: Session, *, node_id: int, today: date) -> tuple[str, ...]:
    """What the plan that a budget document decides breaks of the law; nothing for any other element."""
    node = session.get(Node, node_id)
    plan = None if node is None else readiness.plan_of(session, node)
    if node is None or plan is None or not plan.versions:
        return ()
    shown = readiness.linked_version(session, node_id) or plan.versions[-1]
    found = breaking(legal(session, version_id=shown.id, today=today))
    return tuple(f"{check.sentence[0].lower()}{check.sentence[1:].rstrip('.')}" for check in found)


def hindrances(session: Session, *, version_id: int, today: date) -> tuple[Finding, ...]:
    """What keeps a version from being ready for decision."""
    plan = session.get_one(BudgetPlan, version_of(session, version_id).plan_id)
    found = all_findings(session, version_id=version_id, today=today)
    return checks.stopping(found, plan.first_year)


def all_findings(session: Session, *, version_id: int, today: date) -> tuple[Finding, ...]:
    """Everything to put right in a version: its sums, and what it breaks of the law."""
    law = law_findings(session, version_id=version_id, today=today)
    return checks.in_order((*checks.findings_of(session, version_id), *law))


def law_findings(session: Session, *, version_id: int, today: date) -> tuple[Finding, ...]:
    """The demands of law that a version does not meet, as findings of the budget.

    Nothing for a version that says nothing of its economy: what it lacks stops nobody.
    """
    if economy_of(session, version_id) is None:
        return ()
    broken = (each for each in legal(session, version_id=version_id, today=today) if each.status == "broken")
    return as_findings(broken, version_of(session, version_id).plan_id)


def as_findings(broken: Iterable[LegalCheck], plan_id: int) -> tuple[Finding, ...]:
    """Demands that are not met as findings; `part` is the face of the page Ekonomi where it is put right."""
    return tuple(_finding(check, plan_id) for check in broken)


def _finding(check: LegalCheck, plan_id: int) -> Finding:
    severity: Severity = "error" if check.stops else "warning"
    code = f"{_CODE}{check.rule}"
    if not check.face:
        return Finding(code, severity, check.sentence, kind="budget_plan", key=plan_id)
    return Finding(code, severity, check.sentence, kind=ECONOMY, part=check.face, tab=ECONOMY)
