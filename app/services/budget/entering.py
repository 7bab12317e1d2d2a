"""Entries landing in frames: reckoned on plain rows, and written as many at once however few they are."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame, FrameComponent
from app.models.errors import ChangedSince, NotFound
from app.services.budget import rules
from app.services.budget.entries import KEEP, Entry, holder_name, landed, open_version
from app.services.budget.errors import CarriedOver, ComposedYear, NotInYear, TooLarge
from app.services.budget.figures import OPERATING
from app.services.budget.rules import Amounts
from app.services.budget.words import PART_NAMES
from app.services.storage import bulk

_CHUNK = 2_000
_FRAME: Final = (
    Frame.id, Frame.plan_version_id, Frame.kind, Frame.unit_id, Frame.pot_id, Frame.year, Frame.version,
    Frame.previous, Frame.previous_income, Frame.held,
)  # fmt: skip
_PART: Final = (
    FrameComponent.frame_id, FrameComponent.kind, FrameComponent.id, FrameComponent.amount,
    FrameComponent.income, FrameComponent.held, FrameComponent.note, FrameComponent.source,
    FrameComponent.allocation_version_id,
)  # fmt: skip


@dataclass(slots=True)
class _Part:
    """A part of a frame; without a key it is not stored yet."""

    id: int | None = None
    amount: int = 0
    income: int = 0
    held: bool = False
    note: str | None = None
    source: str | None = None
    allocation_version_id: int | None = None

    @property
    def amounts(self) -> Amounts:
        """Its net and the income in it."""
        return Amounts(self.amount, self.income)

    @property
    def says_something(self) -> bool:
        """Whether it is worth storing."""
        return bool(self.amount or self.income or self.note or self.held)


@dataclass(slots=True)
class EnteredFrame:
    """A frame as it is read, and as entries change it."""

    id: int
    plan_version_id: int
    kind: str
    unit_id: int | None
    pot_id: int | None
    year: int
    version: int
    previous: int | None
    previous_income: int
    held: bool
    parts: dict[str, _Part] = field(default_factory=dict)

    @property
    def begun(self) -> Amounts:
        """The typed frame of the year before the budget year."""
        return Amounts(self.previous or 0, self.previous_income)

    @property
    def given(self) -> Amounts:
        """The sum of its parts."""
        parts = self.parts.values()
        return Amounts(sum(part.amount for part in parts), sum(part.income for part in parts))


class Entering:
    """Frames that may be changed, with the other years of the same holders; refused when decided.

    What is changed is kept here until `write`, so that nothing is written when an entry is refused.
    """

    def __init__(self, session: Session, frame_ids: Collection[int]) -> None:
        self._session = session
        self._frames: dict[int, EnteredFrame] = {}
        self._years: dict[tuple[int, str, int, int], EnteredFrame] = {}
        self._taken: dict[int, EnteredFrame] = {}
        self._changed: dict[tuple[int, str], _Part] = {}
        self._gone: list[int] = []
        self._typed: dict[tuple[int, str], bool] = {}
        session.flush()
        for chunk in _chunks(sorted(set(frame_ids))):
            self._read(chunk)
        for version_id in {frame.plan_version_id for frame in self._frames.values()}:
            open_version(session, version_id)

    def take(self, frame_id: int, expected_version: int | None) -> EnteredFrame:
        """A frame as it was when it was shown; with None, as it is. Its version rises when it is written."""
        frame = self._frames.get(frame_id)
        if frame is None:
            raise NotFound("Ramen")
        if expected_version is not None and frame.version != expected_version:
            raise ChangedSince(f"Ramen {frame.year} för {self.name(frame)}")
        self._taken[frame_id] = frame
        return frame

    def name(self, frame: EnteredFrame) -> str:
        """What has the frame is called."""
        return holder_name(self._session, frame.unit_id, frame.pot_id)

    def apply(self, entry: Entry) -> None:
        """Let an entry land in its frame."""
        frame = self._taken[entry.frame_id]
        carried = self._before(frame) is not None
        if entry.kind == rules.PREVIOUS:
            if carried:
                raise CarriedOver(self.name(frame), frame.year)
            previous = self._within(frame, landed(frame.begun, entry))
            frame.previous, frame.previous_income = previous.net, previous.income
            return
        if entry.kind == rules.TOTAL and not carried:
            raise ComposedYear(self.name(frame), frame.year)
        kind = "plan" if entry.kind == rules.TOTAL else entry.kind
        if kind == "plan" and not carried:
            raise NotInYear(PART_NAMES["plan"], frame.year)
        part = _part_of(frame, kind)
        if entry.kind == rules.TOTAL and entry.amount is not None:
            total = self._total(frame)
            new = self._within(frame, landed(total, entry)) - total + part.amounts
        else:
            new = landed(part.amounts, entry)
        new = self._within(frame, new)
        if new != part.amounts:
            _cut_loose(part)
            self._typed[frame.id, kind] = entry.source is KEEP
        part.amount, part.income = new.net, new.income
        _explain(part, entry)
        self._put(frame, kind, part)

    def hold(self, frame: EnteredFrame, kind: str, *, held: bool) -> None:
        """Keep a part, or the whole frame, from being changed by a spread."""
        if kind == rules.TOTAL:
            frame.held = held
            return
        part = _part_of(frame, kind)
        part.held = held
        self._put(frame, kind, part)

    @property
    def typed_versions(self) -> frozenset[int]:
        """The versions whose frames were taken."""
        return frozenset(frame.plan_version_id for frame in self._taken.values())

    @property
    def holders(self) -> frozenset[int]:
        """Who has the frames that were taken."""
        return frozenset(frame.unit_id or frame.pot_id or 0 for frame in self._taken.values())

    @property
    def typed_places(self) -> frozenset[tuple[int, int, int, str]]:
        """The parts that have become another amount: version, holder, year and kind."""
        frames = ((self._frames[frame_id], kind) for frame_id, kind in self._typed)
        return frozenset(
            (frame.plan_version_id, frame.unit_id or frame.pot_id or 0, frame.year, kind)
            for frame, kind in frames
            if frame.kind == OPERATING
        )

    def let_go(self, place: tuple[int, int, int, str]) -> None:
        """A part that is typed over no longer comes from what it rested on."""
        version_id, holder, year, kind = place
        frame = self._years[version_id, OPERATING, holder, year]
        part = frame.parts.get(kind)
        if part is not None and self._typed.get((frame.id, kind)):
            part.source = None

    def write(self) -> None:
        """Write what has changed, in a few statements, and raise the version of each frame that was taken."""
        stored = [part for part in self._changed.values() if part.id is not None]
        made = [(place, part) for place, part in self._changed.items() if part.id is None]
        bulk.delete_rows(self._session, FrameComponent, self._gone)
        bulk.update_rows(self._session, FrameComponent, [{"id": part.id, **_values(part)} for part in stored])
        bulk.insert_rows(
            self._session,
            FrameComponent,
            [{"frame_id": key, "kind": kind, **_values(part)} for (key, kind), part in made],
        )
        bulk.update_rows(self._session, Frame, [_raised(frame) for frame in self._taken.values()])

    def _before(self, frame: EnteredFrame) -> EnteredFrame | None:
        return self._years.get(_key(frame, frame.year - 1))

    def _total(self, frame: EnteredFrame) -> Amounts:
        """The whole frame; a plan year builds on the year before it."""
        before = self._before(frame)
        return (self._total(before) if before is not None else frame.begun) + frame.given

    def _within(self, frame: EnteredFrame, amounts: Amounts) -> Amounts:
        if max(abs(amounts.net), abs(amounts.income), abs(amounts.cost)) > rules.LARGEST:
            raise TooLarge(f"Beloppet {frame.year} för {self.name(frame)}")
        return amounts

    def _put(self, frame: EnteredFrame, kind: str, part: _Part) -> None:
        if part.says_something:
            frame.parts[kind] = self._changed[frame.id, kind] = part
        elif frame.parts.pop(kind, None) is not None:
            self._changed.pop((frame.id, kind), None)
            if part.id is not None:
                self._gone.append(part.id)

    def _read(self, chunk: Sequence[int]) -> None:
        wanted = select(Frame.plan_version_id, Frame.unit_id, Frame.pot_id).where(Frame.id.in_(chunk))
        found = self._session.execute(wanted.distinct()).all()
        units = {unit for _, unit, _ in found if unit is not None}
        pots = {pot for _, _, pot in found if pot is not None}
        same = Frame.plan_version_id.in_({version for version, _, _ in found})
        holds = or_(Frame.unit_id.in_(units), Frame.pot_id.in_(pots))
        for row in self._session.execute(select(*_FRAME).where(same, holds)):
            frame = EnteredFrame(*row)
            self._frames[frame.id] = self._years[_key(frame, frame.year)] = frame
        parts = select(*_PART).join(Frame, Frame.id == FrameComponent.frame_id).where(same, holds)
        stored: Sequence[Any] = self._session.execute(parts).all()
        for row in stored:
            self._frames[row[0]].parts[row[1]] = _Part(*row[2:])


def _part_of(frame: EnteredFrame, kind: str) -> _Part:
    """A part of a frame, an empty one while nothing stands there."""
    if kind not in COMPONENTS:
        raise ValueError(f"not a part of a frame: {kind}")
    return frame.parts.get(kind) or _Part()


def _cut_loose(part: _Part) -> None:
    """An amount typed over a fetched one is no longer what the calculation gave."""
    if part.allocation_version_id is not None:
        part.allocation_version_id = part.source = None


def _explain(part: _Part, entry: Entry) -> None:
    if entry.note is not KEEP:
        part.note = (entry.note or "").strip() or None
    if entry.source is not KEEP:
        part.source = (entry.source or "").strip() or None
    if entry.allocation_version_id is not KEEP:
        part.allocation_version_id = entry.allocation_version_id


def _values(part: _Part) -> dict[str, Any]:
    return {
        "amount": part.amount, "income": part.income, "held": part.held, "note": part.note,
        "source": part.source, "allocation_version_id": part.allocation_version_id,
    }  # fmt: skip


def _raised(frame: EnteredFrame) -> dict[str, Any]:
    return {
        "id": frame.id, "version": frame.version + 1, "previous": frame.previous,
        "previous_income": frame.previous_income, "held": frame.held,
    }  # fmt: skip


def _key(frame: EnteredFrame, year: int) -> tuple[int, str, int, int]:
    return frame.plan_version_id, frame.kind, frame.unit_id or frame.pot_id or 0, year


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
