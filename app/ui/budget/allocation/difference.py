"""What each unit has in a year beside what it would have, for trials and for versions."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.budget.allocation.arithmetic import Results, rounded
from app.services.budget.allocation.trying import differences
from app.services.budget.allocation.views import UnitRow
from app.services.formatting import write_number
from app.ui.budget.amounts import NOTHING, Unit, exact, write
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.table_view import TableView

_SUM = 0
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A unit's amounts in öre, or the sum of all."""

    key: int
    name: str
    before: int | None
    after: int | None
    change: int
    percent: Decimal | None


def difference_rows(
    before: Results, after: Results, year: int, units: dict[int, str]
) -> tuple[DifferenceRow, ...]:
    """Every unit in the order of the grid, and the sum of what is not rounded."""
    found = {each.unit_id: each for each in differences(before, after, year)}
    rows = [
        DifferenceRow(
            key, name, _ore(found[key].before), _ore(found[key].after), rounded(found[key].change),
            found[key].percent,
        )
        for key, name in units.items() if key in found
    ]  # fmt: skip
    was, now = before.total(year), after.total(year)
    change = now - was
    share = change * 100 / abs(was) if was else None
    percent = None if share is None else Decimal(share.numerator) / Decimal(share.denominator)
    return (*rows, DifferenceRow(_SUM, "Summa", rounded(was), rounded(now), rounded(change), percent))


def names_of(units: tuple[UnitRow, ...]) -> dict[int, str]:
    """The units by key, in order."""
    return {unit.id: unit.name for unit in units}


class DifferenceTable(TableView):
    """A line per unit; what changes stands out, what does not is muted."""

    def __init__(self, unit: Callable[[], Unit], before: str, after: str, name: str) -> None:
        self._unit = unit
        columns: list[Column[DifferenceRow]] = [
            Column("name", "Enhet", lambda row: row.name, width=220, stretch=True, look=_name_look),
            self._amount("before", before, lambda row: row.before),
            self._amount("after", after, lambda row: row.after),
            self._amount("change", "Skillnad", lambda row: row.change, plus=True),
            Column(
                "percent", "Ändr. %", _percent, width=80, number=True, look=_change_look,
                sort=lambda row: row.percent, copy=lambda row: row.percent,
            ),
        ]  # fmt: skip
        super().__init__(columns, key=lambda row: row.key, name=name, sortable=False)

    def show_differences(self, rows: tuple[DifferenceRow, ...]) -> None:
        """Show them, in the page's unit."""
        self.show_rows(rows)
        self.viewport().update()

    def _amount(
        self,
        key: str,
        title: str,
        amount: Callable[[DifferenceRow], int | None],
        *,
        plus: bool = False,
    ) -> Column[DifferenceRow]:
        def text(row: DifferenceRow) -> str:
            value = amount(row)
            return NOTHING if value is None or (plus and not value) else write(value, self._unit(), plus=plus)

        def copy(row: DifferenceRow) -> Decimal | int | str:
            value = amount(row)
            return "" if value is None else exact(value, self._unit())

        return Column(
            key, title, text, width=_WIDTH, number=True, look=_change_look if plus else _name_look,
            sort=amount, copy=copy,
        )  # fmt: skip


def sentence_of(rows: tuple[DifferenceRow, ...], year: int, unit: Unit) -> str:
    """What it comes to: Summan 2027 ökar med 1 200 tkr (+2,5 %), 4 av 12 enheter får en annan ram."""
    if not rows:
        return ""
    total, own = rows[-1], rows[:-1]
    changed = sum(1 for row in own if row.change)
    if not changed:
        return f"Ingen enhet får en annan ram {year}."
    way = "ökar" if total.change > 0 else "minskar"
    amount = f"{way} med {write(abs(total.change), unit)} {unit}" if total.change else "är densamma"
    share = f" ({_percent(total)} %)" if total.percent is not None and total.change else ""
    of = f"{write_number(changed)} av {write_number(len(own))} enheter"
    return f"Summan {year} {amount}{share}. {of} får en annan ram."


def _percent(row: DifferenceRow) -> str:
    return NOTHING if row.percent is None else write_number(row.percent, 1, plus=True)


def _name_look(row: DifferenceRow) -> CellLook:
    last = row.key == _SUM
    return CellLook(bold=last, raised=last)


def _change_look(row: DifferenceRow) -> CellLook:
    last = row.key == _SUM
    return CellLook(bold=last or bool(row.change), raised=last, muted=not row.change and not last)


def _ore(amount: Fraction | None) -> int | None:
    return None if amount is None else rounded(amount)
