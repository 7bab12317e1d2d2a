"""Outcomes as a grid of cells: what each says, how it looks, and what can be typed."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt

from app.services.scorecard.measuring import read_outcome, write_outcome
from app.services.scorecard.outcomes_typed import shown_decimals
from app.services.scorecard.score import resolved
from app.services.scorecard.words import target_words, value_words
from app.ui.budget.columns import NAME
from app.ui.budget.grid_model import AmountModel, Edit
from app.ui.parts.columns import ALIGNMENT, DISPLAY, LEFT, RIGHT, CellLook
from app.ui.scorecard.measures.columns import AIM, BEFORE, COUNTED, PERIOD, WHOSE, MeasureColumn
from app.ui.scorecard.measures.filtering import Wanted, wanted_keys

FILL_IN = "fyll i"
NOTHING = ""
_HORIZONTAL = Qt.Orientation.Horizontal
_TEXTS = frozenset({NAME, WHOSE, COUNTED})


class MeasureModel(AmountModel):
    """The rows that pass the filter; a value that is typed does not take its row away."""

    def __init__(self, commit: Callable[[Sequence[Edit]], bool], parent: QObject | None = None) -> None:
        super().__init__(commit, parent)
        self.wanted = Wanted()
        self.read_only = False
        self._all: tuple[Any, ...] = ()
        self._kept: frozenset[Any] | None = None
        self._year = 0
        self._again: frozenset[Any] = frozenset()

    def show_grid(self, grid: Any, columns: tuple[MeasureColumn, ...], *, anew: bool) -> None:
        """Show a grid; `anew` sifts the rows again, else those that were kept stay."""
        self._all, self._year = grid.rows, grid.year
        if anew:
            self._kept = wanted_keys(self._all, self.wanted)
        self.locked = self.read_only
        self._lay_out(columns)

    def sift(self, wanted: Wanted) -> None:
        """Show only what is wanted."""
        self.wanted = wanted
        self._kept = wanted_keys(self._all, wanted)
        self._lay_out(self.columns)  # type: ignore[arg-type]

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows are shown, of how many."""
        return len(self.rows), len(self._all)

    def place_of(self, key: object) -> int | None:
        """Where a row stands, None where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def headerData(self, section: int, orientation: Any, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT and 0 <= section < len(self.columns):
            return LEFT if self.columns[section].kind in _TEXTS else RIGHT
        return super().headerData(section, orientation, role)

    @property
    def shown(self) -> tuple[MeasureColumn, ...]:
        """The columns, as what they are here."""
        return self.columns  # type: ignore[return-value]

    def cell(self, row: Any, column: Any) -> Any:
        """What has been measured in a period, None where the figure is not measured then."""
        return row.cells.get(column.period) if column.kind == PERIOD else None

    def typed(self, row: int, column: int) -> bool:
        cell = self.cell(self.rows[row], self.columns[column])
        return cell is not None and cell.typed and not self.read_only

    def amount(self, row: Any, column: Any) -> Any:
        """The reading in a cell, which is what filling repeats."""
        cell = self.cell(row, column)
        return None if cell is None or cell.reading.empty else cell.reading

    def text(self, row: Any, column: Any) -> str:
        if column.kind == NAME:
            return row.name
        if column.kind == WHOSE:
            return row.whose
        if column.kind == COUNTED:
            return row.unit_of_measure or NOTHING
        if column.kind == BEFORE:
            return _plain_value(row, row.before)
        if column.kind == AIM:
            return _aim(row)
        cell = self.cell(row, column)
        if cell is None or (cell.reading.empty and not cell.due):
            return NOTHING
        if cell.reading.empty:
            return FILL_IN
        value = cell.value
        decimals = None if value is None else shown_decimals(value, row.decimals)
        return write_outcome(cell.reading, row, decimals)

    def edit_text(self, row: Any, column: Any) -> str:
        reading = self.amount(row, column)
        return write_outcome(reading, row) if reading is not None else ""

    def place_words(self, row: Any, column: Any) -> str:
        return f"{row.name}, {row.whose}, {column.words[:1].lower()}{column.words[1:]}"

    def edit_of(self, row: Any, column: Any, text: str) -> Edit:
        reading = read_outcome(text, row)
        return Edit(row, column, None if reading.empty else reading)

    def copied(self, row: Any, column: Any) -> Any:
        if column.kind == BEFORE:
            return row.before
        if column.kind != PERIOD:
            return self.text(row, column)
        reading = self.amount(row, column)
        if reading is None:
            return ""
        value: Decimal | None = reading.value
        written = write_outcome(reading, row)
        return value if value is not None and row.direction not in ("yes_no", "scale") else written

    def look(self, row: Any, column: Any) -> CellLook:
        if column.kind == NAME:
            return CellLook(
                example=row.example, locked=bool(row.formula), muted=row.key in self._again, middle=True
            )
        if column.kind == WHOSE:
            return CellLook(middle=True)
        if column.kind != PERIOD:
            return _look(raised=True, muted=True)
        cell = self.cell(row, column)
        if cell is None:
            return _look(raised=True)
        return _look(
            raised=not cell.typed,
            muted=cell.missing or (cell.reading.empty and cell.due == "due"),
            comment=bool(cell.comment),
            alarm=bool(cell.warnings) or (cell.due == "overdue" and cell.reading.empty),
        )

    def tooltip(self, row: Any, column: Any) -> str | None:
        if column.kind == NAME:
            return "\n".join(each for each in (row.name, row.definition, _computed(row)) if each)
        if column.kind == WHOSE:
            return f"{row.whose}\nFylls i av {row.owner}"
        if column.kind != PERIOD:
            return column.words
        cell = self.cell(row, column)
        if cell is None:
            return f"Mäts inte för {column.words[:1].lower()}{column.words[1:]}."
        return "\n".join(each for each in told(row, cell) if each) or None

    def spoken(self, row: Any, column: Any) -> str:
        said = super().spoken(row, column)
        cell = self.cell(row, column)
        if cell is None:
            return said if column.kind != PERIOD else "mäts inte"
        return ", ".join(each for each in (said, *told(row, cell)) if each)

    def _lay_out(self, columns: tuple[MeasureColumn, ...]) -> None:
        rows = self._all if self._kept is None else tuple(row for row in self._all if row.key in self._kept)
        self.first = next((place for place, each in enumerate(columns) if each.kind == PERIOD), 1)
        self._again = frozenset(
            row.key for row, above in zip(rows[1:], rows, strict=False)
            if row.indicator_id == above.indicator_id
        )  # fmt: skip
        self.show_rows(rows, columns, "kr")  # type: ignore[arg-type]


def told(row: Any, cell: Any) -> list[str]:
    """What there is to say about a cell, sentence by sentence."""
    said = [cell.comment or "", *cell.warnings, cell.why]
    if cell.missing and not cell.computed:
        said.append("Uppgift saknas.")
    if cell.due and cell.reading.empty:
        late = "skulle ha fyllts i" if cell.due == "overdue" else "ska fyllas i nu"
        said.append(f"Perioden är slut, och värdet {late}.")
    if cell.before is not None:
        said.append(f"Samma period året före: {_plain_value(row, cell.before)}.")
    if cell.source:
        said.append(f"Källa: {cell.source}.")
    if cell.example:
        said.append("Påhittat exempel.")
    return said


def _plain_value(row: Any, value: Decimal | None) -> str:
    if value is None:
        return NOTHING
    unit = None if row.direction not in ("yes_no", "scale") else row.unit_of_measure
    decimals = shown_decimals(value, row.decimals)
    return value_words(value, unit, decimals=decimals, direction=row.direction, scale=row.scale)


def _aim(row: Any) -> str:
    posts = resolved(row.goalposts, row.before)
    if posts.value is None and posts.words is None:
        return NOTHING
    return target_words(posts, None, decimals=row.decimals, direction=row.direction, scale=row.scale)


def _computed(row: Any) -> str:
    return f"Räknas fram: {row.formula}" if row.formula else ""


@cache
def _look(
    *, raised: bool = False, muted: bool = False, comment: bool = False, alarm: bool = False
) -> CellLook:
    return CellLook(raised=raised, muted=muted, comment=comment, alarm=alarm)
