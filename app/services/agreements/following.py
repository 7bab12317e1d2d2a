"""Agreements and revisions that are not decided yet follow the version of the plan that is (`UH-05`)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementRevision
from app.models.budget import PlanVersion
from app.models.steering import Node, NodeVersion
from app.services.agreements.kinds import kind_words
from app.services.budget.decisions import in_force
from app.services.formatting import write_count
from app.services.storage import describe, touch

_Follower = Agreement | AgreementRevision


def lagging(session: Session, *, plan_id: int | None = None) -> int:
    """How many undecided agreements have their frames from another version than the decided one."""
    return sum(isinstance(row, Agreement) for row, _ in _lagging(session, plan_id))


def follow_decided(session: Session, *, plan_id: int | None = None) -> int:
    """Let every undecided agreement take its frames from the decided version of its plan; gives how many.

    Revisions that are being written follow too, and count with their agreements.
    """
    changed = list(_lagging(session, plan_id))
    for row, version in changed:
        row.plan_version_id = version.id
        touch(row)
    if changed:
        names = dict.fromkeys(f"”{version.name}”" for _, version in changed)
        told = _told([row for row, _ in changed])
        describe(session, f"Ramarna i {told} följer nu {' och '.join(names)}")
    return len(changed)


def _told(rows: list[_Follower]) -> str:
    """What follows, counted: by the kind's word where there is one kind."""
    agreements = [row for row in rows if isinstance(row, Agreement)]
    revisions = len(rows) - len(agreements)
    kinds = {row.kind_id: kind_words(row.kind) for row in agreements}
    parts = []
    if len(kinds) == 1:
        words = next(iter(kinds.values()))
        parts.append(write_count(len(agreements), words.one, words.many))
    elif agreements:
        parts.append(write_count(len(agreements), "överenskommelse", "överenskommelser"))
    if revisions:
        parts.append(write_count(revisions, "ramrevidering", "ramrevideringar"))
    return " och ".join(parts)


def _lagging(session: Session, plan_id: int | None) -> Iterator[tuple[_Follower, PlanVersion]]:
    plans: dict[int, list[PlanVersion]] = {}
    for version in session.scalars(select(PlanVersion).order_by(PlanVersion.position)):
        if plan_id in (None, version.plan_id):
            plans.setdefault(version.plan_id, []).append(version)
    decided = {plan: in_force(versions) for plan, versions in plans.items()}
    plan_of = {version.id: plan for plan, versions in plans.items() for version in versions}
    agreements = (
        select(Agreement)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .where(Agreement.plan_version_id.in_(list(plan_of)), NodeVersion.locked.is_(False))
        .order_by(Agreement.id)
    )
    revisions = (
        select(AgreementRevision)
        .where(AgreementRevision.plan_version_id.in_(list(plan_of)), AgreementRevision.locked.is_(False))
        .order_by(AgreementRevision.id)
    )
    rows: list[_Follower] = [*session.scalars(agreements), *session.scalars(revisions)]
    for row in rows:
        followed = decided[plan_of[row.plan_version_id or 0]]
        if followed is not None and followed.id != row.plan_version_id:
            yield row, followed
