"""The sums of a version: what is typed in one frame is added on its way to the top, and nowhere else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS
from app.services.budget import rules
from app.services.budget.binding import Bindings
from app.services.budget.entries import Measure
from app.services.budget.figures import Figures, FrameFigures, Part, given_out, read_frames
from app.services.budget.rows import BudgetRow, Cell, Column
from app.services.budget.unittree import Place

_NOTHING: Final = Part(0, 0)
_MEASURED: Final[Mapping[str, Callable[[Part], int]]] = {
    "net": lambda part: part.amount,
    "income": lambda part: part.income,
    "cost": lambda part: part.amount + part.income,
}


class Ledger:
    """The tree of a version with its frames and sums; its rows follow what `apply` and `refresh` change."""

    def __init__(
        self,
        places: Sequence[Place],
        figures: Figures,
        *,
        other: Figures | None = None,
        measure: Measure = "net",
        locked: bool = False,
        bindings: Bindings | None = None,
    ) -> None:
        self.figures, self.measure, self.locked = figures, measure, locked
        self._other = other
        self._of: dict[int, dict[int, FrameFigures]] = {}
        self._holders: dict[int, int] = {}
        for (holder, year), frame in figures.items():
            self._of.setdefault(holder, {})[year] = frame
            self._holders[frame.frame_id] = holder
        self._parents = {place.key: place.parent for place in places}
        self._sums: rules.RollUp[int, Column] = rules.RollUp(self._parents)
        self._staff: dict[tuple[int, int], Decimal] | None = None
        self._measured = _MEASURED[measure]
        self.given = given_out(figures.values())
        self.technical = {key: frame for key, frame in figures.items() if "technical" in frame.parts}
        self.touched: frozenset[int] = frozenset()
        self.moved_technical = False
        """Whether the last change was of a technical adjustment, which must balance with the others."""
        self._add_up(places)
        self.rows = self._rows(places, bindings or Bindings())
        self._by_key = {row.key: row for row in self.rows}

    @property
    def sums(self) -> Mapping[Column, int]:
        """The sum of every column, kept up."""
        return self._sums.everything

    def row(self, key: int) -> BudgetRow | None:
        """A line by its key."""
        return self._by_key.get(key)

    def apply(self, changed: Iterable[FrameFigures]) -> frozenset[int]:
        """Take frames as they are now; gives the keys of the lines that say something else.

        A later year of the same holder builds on the year before and must be given as well.
        """
        touched: set[int] = set()
        moved: dict[int | None, dict[Column, int]] = {}
        self.moved_technical = False
        for frame in changed:
            if self._take(frame, moved):
                touched.add(frame.holder)
        for parent, changes in moved.items():
            changes = {column: change for column, change in changes.items() if change}
            if changes:
                touched.update(self._sums.add_all(parent, changes))
        for key in touched:
            self._by_key[key].forget()
        self.touched = frozenset(touched)
        return self.touched

    def refresh(self, session: Session, frame_ids: Collection[int]) -> frozenset[int] | None:
        """Read changed frames and the other years of their holders, and no others; keys of what changed.

        None when a frame that is shown is gone, so that everything has to be read anew. Keys that are not of
        frames in this ledger are passed over.
        """
        holders = {self._holders[key] for key in frame_ids if key in self._holders}
        wanted = [frame.frame_id for holder in holders for frame in self._of[holder].values()]
        read = read_frames(session, wanted)
        return self.apply(read) if len(read) == len(wanted) else None

    # ---- what the lines ask ----------------------------------------------------------------------

    def frames_of(self, place: Place) -> Mapping[int, FrameFigures]:
        """The stored frames of a line by year; none for a group."""
        return {} if place.group else self._of.get(place.key, {})

    def amount_of(self, place: Place, column: Column) -> int:
        """What stands in a cell, zero when nothing does."""
        if place.group:
            return self._sums.at(place.key, column)
        frame = self._of.get(place.key, {}).get(column[0])
        return self._amount(frame, column[1]) if frame is not None else 0

    def cells_of(self, place: Place) -> Mapping[Column, Cell]:
        """Every cell of a line, also those that nothing has been typed in."""
        if place.group:
            return {column: Cell(amount) for column, amount in self._sums.of(place.key).items()}
        cells: dict[Column, Cell] = {}
        for frame in self._of.get(place.key, {}).values():
            cells.update(self._cells(frame))
        return cells

    def differs(self, place: Place) -> bool:
        """Whether anything on a line was typed otherwise in the compared version; False for a group."""
        other = self._other
        if other is None or place.group:
            return False
        return any(
            self._differs(frame, other.get((place.key, year)))
            for year, frame in self._of.get(place.key, {}).items()
        )

    def staff_of(self, place: Place, year: int) -> Decimal | None:
        """The årsarbetare of a line and all below it; None where none are known."""
        if self._staff is None:
            self._staff = self._count_staff()
        return self._staff.get((place.key, year))

    # ---- adding up -------------------------------------------------------------------------------

    def _add_up(self, places: Sequence[Place]) -> None:
        columns = {column for frame in self.figures.values() for column in _columns_of(frame.year)}
        plan_years = {frame.year for frame in self.figures.values() if frame.carried}
        columns -= {(year, "plan") for year, _ in columns if year not in plan_years}
        for column in columns:
            self._sums.put(None, column, 0)
        for place in places:
            if place.group:
                for column in columns:
                    self._sums.put(place.key, column, 0)
        for place in places:
            if not place.group:
                for frame in self._of.get(place.key, {}).values():
                    for column, amount in self._amounts(frame):
                        self._sums.put(place.parent, column, amount)
        self._sums.roll_up([place.key for place in places if place.group])

    def _rows(self, places: Sequence[Place], bindings: Bindings) -> tuple[BudgetRow, ...]:
        groups = {place.unit_id for place in places if place.group}
        rows = []
        for place in places:
            shared = not place.group and place.unit_id is not None and place.unit_id in groups
            bound, free = bindings.of(place, shared=shared) if bindings.bound else (None, False)
            rows.append(BudgetRow(self, place, bound=bound, free=free))
        return tuple(rows)

    def _take(self, frame: FrameFigures, moved: dict[int | None, dict[Column, int]]) -> bool:
        """Take one frame; what its amounts have moved by is kept under the line above, to be added."""
        holder, year = frame.holder, frame.year
        old = self._of[holder][year]
        if old == frame:
            return False
        self._of[holder][year] = self.figures[holder, year] = frame
        self._staff = None
        self.given[year] += frame.amounts.net - old.amounts.net
        if frame.part("technical") != old.part("technical"):
            self.moved_technical = True
        if "technical" in frame.parts:
            self.technical[holder, year] = frame
        else:
            self.technical.pop((holder, year), None)
        self._move(old, frame, moved.setdefault(self._parents[holder], {}))
        return True

    def _move(self, old: FrameFigures, frame: FrameFigures, above: dict[Column, int]) -> None:
        """Add to `above` what the amounts of a frame have moved by."""
        year, measured, was, measure = frame.year, self._measured, old.parts, self.measure
        for kind, part in frame.parts.items():
            before = was.get(kind)
            change = measured(part) - measured(before) if before is not None else measured(part)
            if change:
                column = (year, kind)
                above[column] = above.get(column, 0) + change
        for kind, part in was.items():
            if kind not in frame.parts:
                column = (year, kind)
                above[column] = above.get(column, 0) - measured(part)
        for kind, now, then in (
            (rules.PREVIOUS, frame.base, old.base),
            (rules.TOTAL, frame.amounts, old.amounts),
        ):
            change = now.measured(measure) - then.measured(measure)
            if change:
                column = (year, kind)
                above[column] = above.get(column, 0) + change

    def _above(self, key: int) -> Iterator[int]:
        parent = self._parents[key]
        while parent is not None:
            yield parent
            parent = self._parents[parent]

    def _amounts(self, frame: FrameFigures) -> Iterator[tuple[Column, int]]:
        year, measured = frame.year, self._measured
        for kind, part in frame.parts.items():
            yield (year, kind), measured(part)
        yield (year, rules.PREVIOUS), frame.base.measured(self.measure)
        yield (year, rules.TOTAL), frame.amounts.measured(self.measure)

    def _amount(self, frame: FrameFigures, kind: str) -> int:
        if kind == rules.TOTAL:
            return frame.amounts.measured(self.measure)
        if kind == rules.PREVIOUS:
            return frame.base.measured(self.measure)
        return self._measured(frame.parts.get(kind, _NOTHING))

    def _count_staff(self) -> dict[tuple[int, int], Decimal]:
        counted: dict[tuple[int, int], Decimal] = {}
        for frame in self.figures.values():
            if frame.staff is not None and frame.holder in self._parents:
                for key in (frame.holder, *self._above(frame.holder)):
                    counted[key, frame.year] = counted.get((key, frame.year), Decimal(0)) + frame.staff
        return counted

    # ---- cells -----------------------------------------------------------------------------------

    def _cells(self, frame: FrameFigures) -> Iterator[tuple[Column, Cell]]:
        before = self._other.get((frame.holder, frame.year)) if self._other is not None else None
        for kind in COMPONENTS:
            if kind != "plan" or frame.carried:
                yield (frame.year, kind), self._part_cell(frame, before, kind)
        was = before.base.measured(self.measure) if before is not None else 0
        yield (
            (frame.year, rules.PREVIOUS),
            Cell(
                frame.base.measured(self.measure),
                not frame.carried and not self.locked,
                before=was if self._other is not None and not frame.carried else None,
                income=frame.base.income,
            ),
        )
        yield (frame.year, rules.TOTAL), self._total_cell(frame, before)

    def _part_cell(self, frame: FrameFigures, before: FrameFigures | None, kind: str) -> Cell:
        was = None if self._other is None else self._part_of(before, kind)
        part = frame.parts.get(kind)
        if part is None:
            return Cell(0, not self.locked, before=was, held=frame.held)
        return Cell(
            self._measured(part), not self.locked, part.note, part.source, part.id, was,
            part.income, part.held or frame.held, part.allocation_version_id,
        )  # fmt: skip

    def _total_cell(self, frame: FrameFigures, before: FrameFigures | None) -> Cell:
        """A plan year's frame can be typed; it carries the note and the comparison of its change."""
        amount, income = frame.amounts.measured(self.measure), frame.amounts.income
        if not frame.carried:
            return Cell(amount, income=income, held=frame.held)
        part = frame.parts.get("plan", _NOTHING)
        changed = before is not None and self._measured(part) != self._part_of(before, "plan")
        shown = before.amounts.measured(self.measure) if before is not None and changed else None
        return Cell(
            amount, not self.locked, part.note, part.source, part.id or None, shown, income, frame.held
        )

    def _differs(self, frame: FrameFigures, before: FrameFigures | None) -> bool:
        measure = self.measure
        was = before.base.measured(measure) if before is not None else 0
        if not frame.carried and frame.base.measured(measure) != was:
            return True
        kinds = frame.parts.keys() if before is None else frame.parts.keys() | before.parts.keys()
        return any(self._part_of(frame, kind) != self._part_of(before, kind) for kind in kinds)

    def _part_of(self, frame: FrameFigures | None, kind: str) -> int:
        return self._measured(frame.parts.get(kind, _NOTHING)) if frame is not None else 0


def _columns_of(year: int) -> Iterator[Column]:
    return ((year, kind) for kind in (*COMPONENTS, rules.PREVIOUS, rules.TOTAL))
