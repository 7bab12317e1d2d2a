"""When rows were last changed, by the change log: what other programs tell a newer event from an older by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.storage import ChangeEntry, ChangePayload
from app.models.wheel import Meeting, MeetingRule, WheelActivity
from app.services.storage.changelog import unpack

_ACTIVITIES, _MEETINGS = WheelActivity.__tablename__, Meeting.__tablename__
_RULES: Final = MeetingRule.__tablename__
_KINDS: Final = frozenset({_ACTIVITIES, _MEETINGS})


@dataclass(frozen=True, slots=True)
class LastChange:
    """The number of an entry of the log, which rises also when a change is undone, and its instant."""

    number: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class LastChanges:
    """The last change of each row; `of_all` is the last whose rows the log no longer tells."""

    rows: Mapping[int, LastChange]
    meetings: LastChange | None = None
    of_all: LastChange | None = None

    def of_activity(self, key: int) -> LastChange | None:
        """The last change of an activity; None when the log knows none."""
        return _later(self.rows.get(key), self.of_all)

    def of_meeting(self, key: int) -> LastChange | None:
        """The last change of a meeting or of the rules that its days follow from."""
        return _later(_later(self.rows.get(key), self.meetings), self.of_all)


def last_changes(session: Session) -> LastChanges:
    """The last change of every activity and meeting."""
    entries = session.execute(
        select(ChangeEntry.id, ChangeEntry.number, ChangeEntry.made_at, ChangeEntry.kinds).order_by(
            ChangeEntry.number
        )
    ).all()
    told = [entry for entry in entries if not _KINDS.isdisjoint(entry.kinds)]
    rules = [LastChange(entry.number, entry.made_at) for entry in entries if _RULES in entry.kinds]
    rows: dict[int, LastChange] = {}
    of_all: LastChange | None = None
    for entry in told:
        change = LastChange(entry.number, entry.made_at)
        statement = select(ChangePayload.payload).where(ChangePayload.entry_id == entry.id)
        payload = session.scalar(statement)
        changed = None if payload is None else unpack(payload)
        if changed is None:  # erased: it may have been any of them
            of_all = change
            continue
        rows.update({row.key: change for row in changed if row.table in _KINDS})
    return LastChanges(rows, rules[-1] if rules else None, of_all)


def _later(one: LastChange | None, other: LastChange | None) -> LastChange | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda change: change.number)
