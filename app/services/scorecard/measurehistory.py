"""What has stood in a cell of measuring: who changed it, when and how, from the change log.

An update in the log names only the row and the columns that became others, so the log is read backwards from
what stands now; a row that was taken away is met whole, and is then followed further back under its own key.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.scorecard import Measurement
from app.models.storage import ChangeEntry, ChangePayload
from app.services.scorecard.outcomes_typed import Reading
from app.services.storage import changelog
from app.services.storage.capture import RowChange

MOST: Final = 500
"""How many changes of a cell are told at most, the newest of them."""
_TABLE = "measurement"
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in a cell: the outcome, its note and its source."""

    reading: Reading
    comment: str | None = None
    source: str | None = None


NOTHING: Final = Stood(Reading())


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a cell: what stood before and after, who did what, and when."""

    before: Stood
    after: Stood
    who: str
    when: datetime
    words: str


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """The changes of a cell, the oldest first; `cut` when there were more, `erased` when some are gone."""

    changes: tuple[Change, ...]
    cut: bool = False
    erased: int = 0


def log_length(session: Session) -> int:
    """How many entries there may be to read."""
    return changelog.last_number(session)


def cell_history(
    session: Session, *, indicator_id: int, unit_id: int | None, period: str, gender: str = "T"
) -> tuple[Change, ...]:
    """The changes of a cell, the oldest first."""
    found = history_of(session, indicator_id=indicator_id, unit_id=unit_id, period=period, gender=gender)
    return found.changes


def history_of(
    session: Session,
    *,
    indicator_id: int,
    unit_id: int | None,
    period: str,
    gender: str = "T",
    check: Callable[[], object] = lambda: None,
    most: int = MOST,
) -> MeasureHistory:
    """The changes of a cell; `check` is called now and then, and may raise to stop."""
    place = {"indicator_id": indicator_id, "unit_id": unit_id, "period": period, "gender": gender}
    walk = _Walk(session, place)
    changes: list[Change] = []
    for entry, payload in _entries(session):
        check()
        change = walk.back(entry, payload)
        changes += [change] if change is not None else []
        if len(changes) > most:
            break
    return MeasureHistory(tuple(reversed(changes[:most])), len(changes) > most, walk.erased)


class _Walk:
    """Goes back through the log with what stood in the cell after the entry at hand."""

    def __init__(self, session: Session, place: Mapping[str, Any]) -> None:
        self._place = place
        self._keys: set[int] = set()
        self._stood = NOTHING
        self.erased = 0
        for row in session.scalars(select(Measurement).filter_by(**place)):
            self._keys.add(row.id)
            self._stood = Stood(Reading(row.value, row.missing, row.text), row.comment, row.source)

    def back(self, entry: Any, payload: bytes) -> Change | None:
        """What an entry changed; afterwards the state is the one before it."""
        if payload == changelog.ERASED:
            self.erased += 1
            return None
        if not _mentions(payload, (self._place["indicator_id"], *self._keys)):
            return None
        after = self._stood
        rows = changelog.unpack(payload) or []
        # What was made is taken away before what was taken away comes back: a row may be made anew at once.
        for row in sorted(rows, key=lambda row: row.before is not None):
            self._undo(row)
        if self._stood == after:
            return None
        return Change(self._stood, after, entry.made_by, entry.made_at, entry.words)

    def _undo(self, row: RowChange) -> None:
        if row.table != _TABLE:
            return
        whole = row.after if row.before is None else row.before if row.after is None else None
        if whole is not None and all(whole[name] == value for name, value in self._place.items()):
            self._keys.add(row.key)
        if row.key in self._keys:
            self._stood = NOTHING if row.before is None else _with(self._stood, row.before)


def _with(now: Stood, before: Mapping[str, Any]) -> Stood:
    """What stood before a change, which names only what became another."""
    reading = now.reading
    if "value" in before:
        reading = replace(reading, value=None if before["value"] is None else Decimal(before["value"]))
    if "missing" in before:
        reading = replace(reading, missing=bool(before["missing"]))
    if "text" in before:
        reading = replace(reading, words=before["text"])
    known = {name: before[name] for name in ("comment", "source") if name in before}
    return replace(now, reading=reading, **known)


def _entries(session: Session) -> Iterator[tuple[Any, bytes]]:
    """The entries that touched outcomes, the newest first, a few in memory at a time."""
    entry = (ChangeEntry.made_by, ChangeEntry.made_at, ChangeEntry.words)
    rows = select(*entry, ChangePayload.payload).join(ChangePayload, ChangePayload.entry_id == ChangeEntry.id)
    rows = rows.where(func.instr(type_coerce(ChangeEntry.kinds, String), f'"{_TABLE}"') > 0)
    found = session.execute(
        rows.order_by(ChangeEntry.number.desc()), execution_options={"yield_per": _AT_ONCE}
    )
    for row in found:
        yield row, row.payload


def _mentions(payload: bytes, keys: Iterable[int]) -> bool:
    """Whether any of the keys stands in a payload at all, before the whole of it is read."""
    content = zlib.decompress(payload)
    return any(str(key).encode() in content for key in keys)
