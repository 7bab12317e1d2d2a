"""Agreements that are not decided yet follow the version of the plan that is (`UH-05`)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.budget import PlanVersion
from app.models.steering import Node, NodeVersion
from app.services.budget.decisions import in_force
from app.services.formatting import write_count
from app.services.storage import describe, touch


def lagging(session: Session, *, plan_id: int | None = None) -> int:
    """How many undecided agreements have their frames from another version than the decided one."""
    return sum(1 for _ in _lagging(session, plan_id))


def follow_decided(session: Session, *, plan_id: int | None = None) -> int:
    """Let every undecided agreement take its frames from the decided version of its plan; gives how many."""
    changed = list(_lagging(session, plan_id))
    for agreement, version in changed:
        agreement.plan_version_id = version.id
        touch(agreement)
    if changed:
        words = write_count(len(changed), "uppdragshandling", "uppdragshandlingar")
        names = dict.fromkeys(f"”{version.name}”" for _, version in changed)
        describe(session, f"Ramarna i {words} följer nu {' och '.join(names)}")
    return len(changed)


def _lagging(session: Session, plan_id: int | None) -> Iterator[tuple[Agreement, PlanVersion]]:
    plans: dict[int, list[PlanVersion]] = {}
    for version in session.scalars(select(PlanVersion).order_by(PlanVersion.position)):
        if plan_id in (None, version.plan_id):
            plans.setdefault(version.plan_id, []).append(version)
    decided = {plan: in_force(versions) for plan, versions in plans.items()}
    plan_of = {version.id: plan for plan, versions in plans.items() for version in versions}
    rows = (
        select(Agreement)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .where(Agreement.plan_version_id.in_(list(plan_of)), NodeVersion.locked.is_(False))
        .order_by(Agreement.id)
    )
    for agreement in session.scalars(rows).all():
        followed = decided[plan_of[agreement.plan_version_id or 0]]
        if followed is not None and followed.id != agreement.plan_version_id:
            yield agreement, followed
