"""Agreements that lack a part they must have (`UH-10`)."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.services.agreements.rules import missing_parts
from app.services.agreements.sources import read_sources
from app.services.checks.finding import Finding

_ENDED = frozenset({"replaced", "revoked"})


def paper_findings(session: Session) -> Iterator[Finding]:
    """A finding for each part that is missing: an error once the agreement has been decided."""
    for source in read_sources(session):
        if source.version.status in _ENDED:
            continue
        for sentence in missing_parts(source):
            yield Finding(
                "agreement-part-missing",
                "error" if source.version.locked else "warning",
                f"{source.agreement.kind.name}: {source.unit.name}",
                sentence,
                "agreement",
                source.agreement.id,
            )
