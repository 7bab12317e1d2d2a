"""Typed amounts and what they make of an amount: net, income or cost; and the frames they are typed in."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot, Frame, PlanVersion
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.services.budget.rules import Amounts
from app.services.storage import check_version

Measure = Literal["net", "income", "cost"]
_CHUNK = 2_000


class Keep(Enum):
    """The one value that says that something is left as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed amount: `kind` is a part, "previous" or "total"; None clears it, KEEP leaves it.

    `measure` says what the amount is. Typing cost or net leaves the income as it is, typing the income leaves
    the cost. With `income` given as well the amount is set beside it. A "total" is typed by its plan part,
    which then has the note and the source; the frame of the year before, "previous", has neither.
    """

    frame_id: int
    kind: str
    amount: int | Keep | None
    expected_version: int
    note: str | Keep | None = KEEP
    source: str | Keep | None = KEEP
    allocation_version_id: int | Keep | None = KEEP
    income: int | Keep | None = KEEP
    measure: Measure = "net"


def landed(old: Amounts, entry: Entry) -> Amounts:
    """What a net amount and the income in it become by an entry."""
    income = old.income if entry.income is KEEP else entry.income or 0
    if entry.amount is KEEP:
        return Amounts(old.cost - income, income)
    amount = entry.amount or 0
    if entry.measure == "income":
        return Amounts(old.cost - amount, amount)
    return Amounts(amount - income if entry.measure == "cost" else amount, income)


class OpenFrames:
    """Frames that may be changed by what is no amount; refused when decided."""

    def __init__(self, session: Session, frame_ids: Collection[int]) -> None:
        self._session = session
        self._frames: dict[int, Frame] = {}
        wanted = sorted(set(frame_ids))
        for start in range(0, len(wanted), _CHUNK):
            rows = select(Frame).where(Frame.id.in_(wanted[start : start + _CHUNK]))
            self._frames.update((frame.id, frame) for frame in session.scalars(rows))
        for version_id in {frame.plan_version_id for frame in self._frames.values()}:
            open_version(session, version_id)

    def take(self, frame_id: int, expected_version: int | None) -> Frame:
        """A frame as it was when it was shown; with None, as it is."""
        frame = self._frames.get(frame_id)
        if frame is None:
            raise NotFound("Ramen")
        if expected_version is not None and frame.version != expected_version:
            check_version(frame, expected_version, f"Ramen {frame.year} för {self.name(frame)}")
        return frame

    def name(self, frame: Frame) -> str:
        """What has the frame is called."""
        return holder_name(self._session, frame.unit_id, frame.pot_id)


def open_version(session: Session, version_id: int) -> PlanVersion:
    """A version that may be changed; refused when it is decided."""
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    if version.locked:
        raise Locked(f"Budgetversionen ”{version.name}”")
    return version


def holder_name(session: Session, unit_id: int | None, pot_id: int | None) -> str:
    """What a unit or a central post is called."""
    if unit_id is not None:
        return session.get_one(Unit, unit_id).name
    return session.get_one(CentralPot, pot_id).name
