"""The lines of a budget: their cells are made when somebody looks at them, and follow what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from app.services.budget import rules
from app.services.budget.figures import FrameFigures
from app.services.budget.unittree import Place

Column = tuple[int, str]
"""A year and what stands there: a part, "previous" or "total"."""
Bound = Literal["net", "gross"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount in öre; `typed` can be edited, `before` is what the compared version says."""

    amount: int
    typed: bool = False
    note: str | None = None
    source: str | None = None
    part_id: int | None = None
    before: int | None = None
    income: int = 0
    held: bool = False
    allocation_version_id: int | None = None

    @property
    def changed(self) -> bool:
        """Whether it was another amount in the compared version."""
        return self.before is not None and self.before != self.amount


@dataclass(frozen=True, slots=True)
class FrameRef:
    """The stored frame behind a year of a unit."""

    frame_id: int
    version: int


class Book(Protocol):
    """What a line asks the ledger it stands in."""

    def cells_of(self, place: Place) -> Mapping[Column, Cell]:
        """Every cell of a line."""
        ...

    def amount_of(self, place: Place, column: Column) -> int:
        """What stands in a cell, zero when nothing does."""
        ...

    def frames_of(self, place: Place) -> Mapping[int, FrameFigures]:
        """The stored frames of a line by year; none for a group."""
        ...

    def differs(self, place: Place) -> bool:
        """Whether anything on a line was typed otherwise in the compared version."""
        ...

    def staff_of(self, place: Place, year: int) -> Decimal | None:
        """The årsarbetare of a line and all below it."""
        ...


class BudgetRow:
    """A unit, a central post or, with `group`, a sum over them; `key` is negative for a group.

    `bound` says that the council binds the appropriation here, `free` that it does so further up.
    """

    __slots__ = ("_book", "_cells", "_place", "bound", "depth", "free", "group", "key", "name", "parent")

    def __init__(self, book: Book, place: Place, *, bound: Bound | None = None, free: bool = False) -> None:
        self.key, self.parent, self.name = place.key, place.parent, place.name
        self.depth, self.group = place.depth, place.group
        self.bound, self.free = bound, free
        self._book, self._place = book, place
        self._cells: Mapping[Column, Cell] | None = None

    @property
    def unit_id(self) -> int | None:
        """The unit of the line, None for central posts."""
        return self._place.unit_id

    @property
    def pot_id(self) -> int | None:
        """The central post of the line, None for units."""
        return self._place.pot_id

    @property
    def example(self) -> bool:
        """Whether any of its frames is invented."""
        return any(frame.example for frame in self._book.frames_of(self._place).values())

    @property
    def changed(self) -> bool:
        """Whether anything was typed otherwise in the compared version; False for a group."""
        return self._book.differs(self._place)

    @property
    def cells(self) -> Mapping[Column, Cell]:
        """Every cell by year and kind."""
        if self._cells is None:
            self._cells = self._book.cells_of(self._place)
        return self._cells

    @property
    def frames(self) -> Mapping[int, FrameRef]:
        """The stored frames by year."""
        own = self._book.frames_of(self._place)
        return {year: FrameRef(frame.frame_id, frame.version) for year, frame in own.items()}

    def frame(self, year: int) -> FrameFigures | None:
        """The figures of a year with net, income and årsarbetare; None for a group."""
        return self._book.frames_of(self._place).get(year)

    def staff(self, year: int) -> Decimal | None:
        """The årsarbetare of a year, summed for a group; None where none are known."""
        return self._book.staff_of(self._place, year)

    def amount(self, year: int, kind: str) -> int:
        """What stands in a cell, zero when nothing does."""
        return self._book.amount_of(self._place, (year, kind))

    def change_percent(self, year: int) -> Decimal | None:
        """How much a year's frame differs from the year before."""
        previous = self.amount(year, rules.PREVIOUS)
        return rules.percent(self.amount(year, rules.TOTAL) - previous, previous)

    def forget(self) -> None:
        """Make the cells anew when somebody looks at them again."""
        self._cells = None

    def __eq__(self, other: object) -> bool:
        """Two lines are the same when they stand in the same place and say the same."""
        if not isinstance(other, BudgetRow):
            return NotImplemented
        mine = (self._place, self.bound, self.free, self.cells, self.frames)
        return mine == (other._place, other.bound, other.free, other.cells, other.frames)

    def __hash__(self) -> int:
        """By its key, which is the same before and after a change."""
        return hash(self.key)

    def __repr__(self) -> str:
        """The line by its name."""
        return f"BudgetRow({self.name!r}, key={self.key})"
