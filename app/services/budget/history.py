"""Who changed a part of a frame last, read from the change log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.storage import ChangeEntry
from app.services.storage import changelog

_TABLE = "frame_component"
_SOUGHT = 200


@dataclass(frozen=True, slots=True)
class Change:
    """Who, and when."""

    made_by: str
    made_at: datetime


def last_change(session: Session, *, part_id: int | None) -> Change | None:
    """The newest entry among the latest that touched a part; None when it is older or erased."""
    if part_id is None:
        return None
    rows = select(ChangeEntry.id, ChangeEntry.kinds, ChangeEntry.made_by, ChangeEntry.made_at)
    latest = session.execute(rows.order_by(ChangeEntry.number.desc()).limit(_SOUGHT)).all()
    for entry_id, kinds, made_by, made_at in latest:
        if _TABLE in kinds and _touched(session, entry_id, part_id):
            return Change(made_by, made_at)
    return None


def _touched(session: Session, entry_id: int, part_id: int) -> bool:
    rows = changelog.rows_of(session, entry_id) or []
    return any(row.table == _TABLE and row.key == part_id for row in rows)
