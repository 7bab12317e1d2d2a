"""What has been measured as a grid, as plain values: figures and units as rows, their periods as columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from app.services.scorecard.expected import whose
from app.services.scorecard.outcomes_typed import NOTHING, Reading
from app.services.scorecard.periods import Period, read_period
from app.services.scorecard.views import Goalposts

Due = Literal["", "due", "overdue"]


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """An outcome in the grid; version 0 is an empty cell. `why` says why it cannot be typed in.

    `aim` is what it is held against, `before` the same period a year earlier, `warnings` why it is marked,
    `due` whether it waits.
    """

    period: str
    reading: Reading = NOTHING
    comment: str | None = None
    source: str | None = None
    version: int = 0
    computed: bool = False
    why: str = ""
    aim: Goalposts | None = None
    before: Decimal | None = None
    warnings: tuple[str, ...] = ()
    due: Due = ""
    example: bool = False

    @property
    def value(self) -> Decimal | None:
        """The outcome as a number."""
        return self.reading.value

    @property
    def missing(self) -> bool:
        """Whether it is expressly missing."""
        return self.reading.missing

    @property
    def text(self) -> str | None:
        """The outcome in words."""
        return self.reading.words

    @property
    def typed(self) -> bool:
        """Whether it can be typed in."""
        return not self.why


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A figure as it is measured in a unit, for all or for women or men; cells by period.

    Without a cell nothing is measured in that period.
    """

    indicator_id: int
    version: int
    unit_id: int | None
    gender: str
    name: str
    unit: str
    owner: str
    unit_of_measure: str | None
    decimals: int | None
    direction: str | None
    scale: tuple[str, ...]
    frequency: str | None
    formula: str
    definition: str | None
    source: str | None
    goalposts: Goalposts
    before: Decimal | None
    cells: Mapping[str, MeasureCell] = field(default_factory=dict)
    example: bool = False

    @property
    def key(self) -> tuple[int, int | None, str]:
        """What the row is known by."""
        return self.indicator_id, self.unit_id, self.gender

    @property
    def whose(self) -> str:
        """Whose values they are: Hemtjänst, kvinnor."""
        return whose(self.unit, self.gender)

    @property
    def waits(self) -> bool:
        """Whether something in it is due or overdue."""
        return any(cell.due for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class MeasureGrid:
    """The rows of a year with the periods that any of them has, in the order in which they end."""

    year: int
    periods: tuple[Period, ...]
    rows: tuple[MeasureRow, ...]
    frequencies: tuple[str, ...]
    owners: tuple[str, ...]
    due: int
    overdue: int

    @property
    def filled(self) -> tuple[int, int]:
        """How many cells have a value or are expressly missing, of how many that can be typed in."""
        every = [cell for row in self.rows for cell in row.cells.values() if cell.typed]
        return sum(not cell.reading.empty for cell in every), len(every)


def sifted(grid: MeasureGrid, frequency: str | None) -> MeasureGrid:
    """A grid with only what is measured as often, its periods, and how much of that waits."""
    rows = tuple(row for row in grid.rows if frequency is None or (row.frequency or "year") == frequency)
    cells = [cell for row in rows for cell in row.cells.values()]
    return replace(
        grid,
        rows=rows,
        periods=in_order(read_period(text) for text in {cell.period for cell in cells}),
        due=sum(cell.due == "due" for cell in cells),
        overdue=sum(cell.due == "overdue" for cell in cells),
    )


def in_order(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods as they end; of those that end on the same day the shortest first."""
    return tuple(sorted(periods, key=lambda one: (one.last, -one.first.toordinal())))
