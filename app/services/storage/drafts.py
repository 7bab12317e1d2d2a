"""Texts still being written: kept each second, not logged, offered again after a crash."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.storage import Draft
from app.services.clock import Clock


@dataclass(frozen=True)
class DraftView:
    """A text that was being written in `field`; `label` is what the user knows the field as."""

    field: str
    label: str
    text: str
    saved_at: datetime


def save_draft(session: Session, *, field: str, label: str, text: str, clock: Clock) -> None:
    """Keep the text of a field as it stands; the one kept before is written over."""
    draft = _find(session, field)
    if draft is None:
        session.add(Draft(field=field, label=label, text=text, saved_at=clock.now()))
    else:
        draft.label, draft.text, draft.saved_at = label, text, clock.now()


def drop_draft(session: Session, *, field: str) -> None:
    """Forget the draft of a field that was left; nothing happens when there is none."""
    draft = _find(session, field)
    if draft is not None:
        session.delete(draft)


def list_drafts(session: Session) -> tuple[DraftView, ...]:
    """The drafts that a crash left behind, the newest first."""
    drafts = session.scalars(select(Draft).order_by(Draft.saved_at.desc(), Draft.field))
    return tuple(DraftView(each.field, each.label, each.text, each.saved_at) for each in drafts)


def _find(session: Session, field: str) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.field == field))
