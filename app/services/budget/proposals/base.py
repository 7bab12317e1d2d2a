"""The version that a version for proposals rests on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion

PRELIMINARY = "preliminary"


def preliminary_of(session: Session, version: PlanVersion) -> PlanVersion | None:
    """The preliminary frames that proposals answer: those it was copied from, or the latest before."""
    before = select(PlanVersion).where(
        PlanVersion.plan_id == version.plan_id, PlanVersion.position < version.position
    )
    rows = list(session.scalars(before.order_by(PlanVersion.position)))
    source = next((row for row in rows if row.id == version.source_id), None)
    if source is not None and source.stage != version.stage:
        return source
    return next((row for row in reversed(rows) if row.stage == PRELIMINARY), None)
