"""What a part of a frame has been: who changed it, when, from what to what and why, from the change log.

An update in the log names only the row and the columns that became others, so the log is read backwards from
what stands now; a row that was taken away is met whole, and is then followed further back under its own key.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.budget import Frame, FrameComponent, PlanVersion
from app.models.errors import NotFound
from app.models.storage import ChangeEntry, ChangePayload
from app.services.budget import rules
from app.services.budget.entries import holder_name
from app.services.storage import changelog
from app.services.storage.capture import RowChange

MOST: Final = 500
"""How many changes of a cell are told at most, the newest of them."""
_FRAME, _PART = "frame", "frame_component"
_SOUGHT = 200
_AT_ONCE = 20
_COLUMNS: Final = ("amount", "income", "held", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """Who, and when."""

    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in a cell, in öre."""

    amount: int = 0
    income: int = 0
    held: bool = False
    note: str | None = None


NOTHING: Final = Stood()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one part; the first is what it was made or `copied_from` with."""

    made_by: str
    made_at: datetime
    words: str
    kind: str
    before: Stood
    after: Stood
    first: bool = False
    copied_from: str | None = None


@dataclass(frozen=True, slots=True)
class CellHistory:
    """The changes of a cell, the oldest first; `cut` when there were more, `erased` when some are gone."""

    name: str
    year: int
    kinds: tuple[str, ...]
    lines: tuple[HistoryLine, ...]
    cut: bool = False
    erased: int = 0


def last_change(session: Session, *, part_id: int | None, column: str | None = None) -> Change | None:
    """The newest entry among the latest that touched a part, or one of its columns such as "note".

    None when it is older or erased.
    """
    if part_id is None:
        return None
    rows = select(ChangeEntry.id, ChangeEntry.kinds, ChangeEntry.made_by, ChangeEntry.made_at)
    latest = session.execute(rows.order_by(ChangeEntry.number.desc()).limit(_SOUGHT)).all()
    for entry_id, kinds, made_by, made_at in latest:
        if _PART in kinds and _touched(session, entry_id, part_id, column):
            return Change(made_by, made_at)
    return None


def log_length(session: Session) -> int:
    """How many entries there may be to read."""
    return changelog.last_number(session)


def cell_history(
    session: Session,
    *,
    frame_id: int,
    kind: str,
    check: Callable[[], object] = lambda: None,
    most: int = MOST,
) -> CellHistory:
    """The history of a part of a frame, or with "total" of every part of it.

    `check` is called now and then, and may raise to stop. Only what belongs to the cell is kept, however
    long the log is.
    """
    frame = session.get(Frame, frame_id)
    if frame is None:
        raise NotFound("Ramen")
    walk = _Walk(session, frame, kind)
    lines: list[HistoryLine] = []
    for entry, payload in _entries(session):
        check()
        lines += walk.back(entry, payload)
        if walk.done or len(lines) > most:
            break
    name = holder_name(session, frame.unit_id, frame.pot_id)
    return CellHistory(
        name, frame.year, walk.kinds, tuple(reversed(lines[:most])), len(lines) > most, walk.erased
    )


class _Walk:
    """Goes back through the log with what stood in each part of one frame after the entry at hand."""

    def __init__(self, session: Session, frame: Frame, kind: str) -> None:
        self._session, self._frame, self._wanted = session, frame, kind
        self.erased = 0
        self.done = False
        self._states: dict[str, Stood] = {}
        self._kinds: dict[int, str] = {}
        parts = select(FrameComponent).where(FrameComponent.frame_id == frame.id)
        for part in session.scalars(parts):
            if self._wants(part.kind):
                self._kinds[part.id] = part.kind
                self._states[part.kind] = Stood(part.amount, part.income, part.held, part.note)
        self._states[rules.PREVIOUS] = Stood(frame.previous or 0, frame.previous_income)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The parts that the history is of."""
        return (self._wanted,) if self._wanted != rules.TOTAL else tuple(sorted(self._states))

    def back(self, entry: Any, payload: bytes) -> list[HistoryLine]:
        """What an entry changed, the newest first; afterwards the states are those before it."""
        if payload == changelog.ERASED:
            self.erased += 1
            return []
        if not _mentions(payload, (self._frame.id, *self._kinds)):
            return []
        rows = changelog.unpack(payload) or []
        after = dict(self._states)
        # What was made is taken away before what was taken away comes back: a part may be made anew at once.
        touched = [self._undo(row) for row in sorted(rows, key=lambda row: row.before is not None)]
        kinds = [kind for kind in dict.fromkeys(touched) if kind is not None and self._wants(kind)]
        born = any(_is(row, _FRAME, self._frame.id) and row.before is None for row in rows)
        self.done = born and not entry.words.startswith("Gjorde om")
        if born and self._wanted != rules.TOTAL and self._wanted not in kinds:
            kinds.append(self._wanted)
        lines = []
        for kind in kinds:
            old, new = self._states.get(kind, NOTHING), after.get(kind, NOTHING)
            if born or old != new:
                lines.append(self._line(entry, kind, old, new, born))
        return lines

    def _line(self, entry: Any, kind: str, old: Stood, new: Stood, born: bool) -> HistoryLine:
        line = HistoryLine(entry.made_by, entry.made_at, entry.words, kind, old, new, born)
        return replace(line, copied_from=self._source()) if born else line

    def _source(self) -> str | None:
        version = self._session.get_one(PlanVersion, self._frame.plan_version_id)
        source = self._session.get(PlanVersion, version.source_id) if version.source_id else None
        return source.name if source is not None else None

    def _wants(self, kind: str) -> bool:
        return self._wanted in (kind, rules.TOTAL)

    def _undo(self, row: RowChange) -> str | None:
        """Bring the states back over one row; gives the part it concerned."""
        if _is(row, _FRAME, self._frame.id):
            self._states[rules.PREVIOUS] = _previous(self._states.get(rules.PREVIOUS, NOTHING), row.before)
            return rules.PREVIOUS
        if row.table != _PART:
            return None
        whole = row.after if row.before is None else row.before if row.after is None else None
        if whole is not None and whole["frame_id"] == self._frame.id and self._wants(whole["kind"]):
            self._kinds[row.key] = whole["kind"]
        kind = self._kinds.get(row.key)
        if kind is None:
            return None
        self._states[kind] = (
            NOTHING if row.before is None else _part(self._states.get(kind, NOTHING), row.before)
        )
        return kind


def _entries(session: Session) -> Iterator[tuple[Any, bytes]]:
    """The entries that touched frames, the newest first, a few in memory at a time."""
    entry = (ChangeEntry.made_by, ChangeEntry.made_at, ChangeEntry.words)
    rows = select(*entry, ChangePayload.payload).join(ChangePayload, ChangePayload.entry_id == ChangeEntry.id)
    rows = rows.where(func.instr(type_coerce(ChangeEntry.kinds, String), '"frame') > 0)
    found = session.execute(
        rows.order_by(ChangeEntry.number.desc()), execution_options={"yield_per": _AT_ONCE}
    )
    for row in found:
        yield row, row.payload


def _mentions(payload: bytes, keys: Iterable[int]) -> bool:
    """Whether any of the keys stands in a payload at all, before the whole of it is read."""
    if payload == changelog.ERASED:
        return False
    content = zlib.decompress(payload)
    return any(str(key).encode() in content for key in keys)


def _part(now: Stood, before: dict[str, Any]) -> Stood:
    known = {name: before[name] for name in _COLUMNS if name in before}
    if "held" in known:
        known["held"] = bool(known["held"])
    return replace(now, **known)


def _previous(now: Stood, before: dict[str, Any] | None) -> Stood:
    if before is None:
        return NOTHING
    return Stood(before.get("previous", now.amount) or 0, before.get("previous_income", now.income) or 0)


def _is(row: RowChange, table: str, key: int) -> bool:
    return row.table == table and row.key == key


def _touched(session: Session, entry_id: int, part_id: int, column: str | None) -> bool:
    payload = session.scalar(select(ChangePayload.payload).where(ChangePayload.entry_id == entry_id))
    if payload is None or not _mentions(payload, (part_id,)):
        return False
    for row in changelog.unpack(payload) or ():
        if _is(row, _PART, part_id):
            told = {**(row.before or {}), **(row.after or {})}
            return column is None or (column in told and _differs(row, column))
    return False


def _differs(row: RowChange, column: str) -> bool:
    return (row.before or {}).get(column) != (row.after or {}).get(column)
