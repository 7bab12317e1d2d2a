"""What a decision about a budget does to the calculations that it rests on."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationVersion
from app.models.budget import Frame, FrameComponent
from app.services.storage import touch


def rest_on_calculations(session: Session, plan_version_id: int) -> None:
    """Touch every calculation that amounts were fetched from; a part of deciding.

    Changes of them can then not be undone: the decided frames would rest on other factors.
    """
    used = select(FrameComponent.allocation_version_id).join(Frame, Frame.id == FrameComponent.frame_id)
    used = used.where(Frame.plan_version_id == plan_version_id)
    for version in session.scalars(select(AllocationVersion).where(AllocationVersion.id.in_(used))):
        touch(version)
