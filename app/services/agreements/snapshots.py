"""Keeps what an agreement said when it was decided, so that it can be printed for ever (`UH-05`)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementSnapshot
from app.services.agreements.builder import from_rows
from app.services.agreements.document import to_plain
from app.services.agreements.fingerprint import content_hash, impersonal
from app.services.agreements.sources import read_sources
from app.services.clock import Clock


def take_snapshots(session: Session, *, agreement_ids: Iterable[int] | None = None, clock: Clock) -> int:
    """Keep each decided version that is not kept yet; gives how many were."""
    kept = set(session.scalars(select(AgreementSnapshot.node_version_id)))
    taken = 0
    for source in read_sources(session, agreement_ids):
        if not source.version.locked or source.version.id in kept:
            continue
        document = impersonal(from_rows(source, clock=clock))
        session.add(
            AgreementSnapshot(
                agreement_id=source.agreement.id,
                node_version_id=source.version.id,
                taken_at=clock.now(),
                content_hash=content_hash(document),
                document=to_plain(document),
            )
        )
        taken += 1
    session.flush()
    return taken
