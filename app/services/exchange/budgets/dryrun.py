"""What a workbook would change, cell by cell, before anything is changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.budget.entries import Entry
from app.services.budget.views import VersionInfo
from app.services.exchange.budgets.hidden import CellKey


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that the workbook says something else about than the file; amounts in öre.

    `place` is where it stands in the workbook. `conflict` when the file has been changed as well since the
    workbook was written, by whom `since` says; `remark` is what was done to understand it.
    """

    key: CellKey
    frame_id: int
    version: int
    name: str
    old: int
    new: int
    place: str
    conflict: bool = False
    since: str = ""
    remark: str = ""

    @property
    def year(self) -> int:
        """The year of the frame."""
        return self.key[1]

    @property
    def kind(self) -> str:
        """The part of the frame, or "previous" or "total"."""
        return self.key[2]

    def entry(self) -> Entry:
        """The change as a typed amount."""
        return Entry(self.frame_id, self.kind, self.new, self.version)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in the workbook that is not read in: where it stands, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in the workbook that no unit has; `folded` is what an answer is remembered by."""

    folded: str
    name: str
    place: str


@dataclass(frozen=True)
class DryRun:
    """The whole answer: `faults` are cells that cannot be read, `unknown` units to ask about.

    `left_out` is what is not read in with the user's knowledge, such as sums; `remarks` are about the whole.
    """

    file: str
    version: VersionInfo
    own: bool
    changes: tuple[Change, ...] = ()
    same: int = 0
    faults: tuple[LeftOut, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The cells that both sides have changed."""
        return tuple(change for change in self.changes if change.conflict)

    @property
    def hindrances(self) -> tuple[LeftOut, ...]:
        """What has to be answered or put right before everything can be read in, each with its reason."""
        asked = (LeftOut(f"{each.name} ({each.place})", "finns inte i budgeten") for each in self.unknown)
        fought = (
            LeftOut(f"{each.name} {each.year} ({each.place})", f"ändrades i filen {each.since}".strip())
            for each in self.conflicts
        )
        return (*self.faults, *asked, *fought)


def entries_of(changes: Sequence[Change]) -> list[Entry]:
    """The changes as typed amounts."""
    return [change.entry() for change in changes]
