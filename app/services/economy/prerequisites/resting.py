"""What rests on a line of the prerequisites is reckoned anew in the same change as the line."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import ComponentBasis, VersionEconomy


def rest_again_on_round(session: Session, round_id: int, lines: Collection[str]) -> None:
    """Reckon what rests on lines in every open version that rests on a round."""
    rows = (
        select(PlanVersion.id)
        .join(VersionEconomy, VersionEconomy.plan_version_id == PlanVersion.id)
        .where(VersionEconomy.round_id == round_id, PlanVersion.locked.is_(False))
    )
    rest_again(session, session.scalars(rows).all(), lines)


def rest_again(session: Session, version_ids: Iterable[int], lines: Collection[str] | None = None) -> None:
    """Reckon what rests on lines of the prerequisites of versions, or on any line."""
    for version_id in version_ids:
        rows = select(ComponentBasis.line).where(
            ComponentBasis.plan_version_id == version_id, ComponentBasis.line.is_not(None)
        )
        rests = set(session.scalars(rows)) & set(lines) if lines is not None else set(session.scalars(rows))
        for line in sorted(key for key in rests if key is not None):
            from app.services.economy.reckoning import recompute

            recompute(session, version_id=version_id, line=line)
