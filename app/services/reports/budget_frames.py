"""The tables of frames: how each frame is put together, its incomes and costs, and its årsarbetare."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.models.budget import CHOICE_COMPONENTS, NEED_COMPONENTS
from app.services.budget import rules
from app.services.budget.checks import YearRoom
from app.services.budget.views import BudgetRow, BudgetView
from app.services.budget.words import PART_NAMES
from app.services.formatting import ORE_PER_UNIT, write_count
from app.services.reports.budget_paper import Money, PaperColumn, PaperRow, PaperTable, Value
from app.services.reports.budget_rounding import with_rounding

NEED_BAND: Final = "Behov och kostnader"
CHOICE_BAND: Final = "Prioritering"
_SHORT: Final = {
    "wages": "Lön",
    "prices": "Pris",
    "rents": "Hyra",
    "volume": "Volym",
    "technical": "Teknisk",
    "priority": "Prio.",
    "assignment": "Uppdrag",
    "efficiency": "Effekt.",
    "rounding": "Avrund.",
}
#: Parts that have a column only where something stands in them.
_SELDOM: Final = frozenset({"rents", "rounding"})
_BOUND: Final = {"net": "*", "gross": "**"}
_PERCENT: Final = "percent"
_Field = tuple[int, str]


@dataclass
class Footnotes:
    """The explanations of cells, numbered as they come."""

    texts: list[str] = field(default_factory=list)

    def number(self, text: str) -> int:
        """The number of an explanation."""
        self.texts.append(text)
        return len(self.texts)


def frames_table(
    view: BudgetView, rows: Sequence[BudgetRow], title: str, money: Money, notes: Footnotes, *, whole: bool
) -> PaperTable:
    """How the frame of the budget year is put together, and the frames of the plan years."""
    years = view.plan.years if view.plan is not None else ()
    fields = _fields(rows, years)
    columns = tuple(_column(each, years[0]) for each in fields)
    lines = [
        PaperRow(
            row.name,
            tuple(_value(row, each) for each in fields),
            row.depth - rows[0].depth,
            row.group,
            mark=_BOUND.get(row.bound or "", ""),
            notes=_noted(row, fields, notes),
        )
        for row in rows
    ]
    total = _total(view, fields) if whole else None
    lines = with_rounding(lines, columns, total, ORE_PER_UNIT[money])
    if total is not None:
        lines += [total, *_rooms(view, fields)]
    return PaperTable(title, columns, tuple(lines), after=_after(view, rows))


def money_table(
    net: BudgetView, income: BudgetView, rows: Sequence[BudgetRow], money: Money, *, whole: bool
) -> PaperTable | None:
    """Costs, incomes and net by year; None where there are no incomes."""
    years = net.plan.years if net.plan is not None else ()
    incomes = {row.key: row for row in income.rows}
    if not any(incomes[row.key].amount(year, rules.TOTAL) for row in rows for year in years):
        return None
    columns = tuple(
        PaperColumn(title, band=str(year)) for year in years for title in ("Kostnad", "Intäkt", "Netto")
    )

    def values(get_net: Callable[[int], int], get_income: Callable[[int], int]) -> tuple[Value, ...]:
        found: list[Value] = []
        for year in years:
            left, earned = get_net(year), get_income(year)
            found += [left + earned, earned, left]
        return tuple(found)

    lines = [
        PaperRow(
            row.name,
            values(_total_of(row), _total_of(incomes[row.key])),
            row.depth - rows[0].depth,
            row.group,
        )
        for row in rows
    ]
    total = None
    if whole:
        summed = values(_sum_of(net), _sum_of(income))
        total = PaperRow("Summa", summed, sums=True)
    lines = with_rounding(lines, columns, total, ORE_PER_UNIT[money])
    lines += [total] if total is not None else []
    return PaperTable("Kostnader, intäkter och netto", columns, tuple(lines))


def staff_table(view: BudgetView, rows: Sequence[BudgetRow], *, whole: bool) -> PaperTable | None:
    """Årsarbetare by year; None where none are given."""
    years = view.plan.years if view.plan is not None else ()
    staffed = [row for row in rows if any(row.staff(year) is not None for year in years)]
    if not staffed:
        return None
    columns = tuple(PaperColumn(str(year), "number") for year in years)
    top = rows[0].depth
    lines = [
        PaperRow(row.name, tuple(row.staff(year) for year in years), row.depth - top, row.group)
        for row in staffed
    ]
    if whole:
        tops = [row for row in view.rows if row.parent is None]
        sums = tuple(_added([row.staff(year) for row in tops]) for year in years)
        lines.append(PaperRow("Summa", sums, sums=True))
    return PaperTable("Årsarbetare", columns, tuple(lines))


def _fields(rows: Sequence[BudgetRow], years: Sequence[int]) -> list[_Field]:
    first = years[0]

    def used(kind: str) -> bool:
        return kind not in _SELDOM or any(row.amount(first, kind) for row in rows)

    found: list[_Field] = [(first, rules.PREVIOUS)]
    found += [(first, kind) for kind in NEED_COMPONENTS if used(kind)]
    found += [(first, kind) for kind in (*CHOICE_COMPONENTS, "rounding") if used(kind)]
    found += [(first, rules.TOTAL), (first, _PERCENT)]
    return [*found, *((year, rules.TOTAL) for year in years[1:])]


def _column(each: _Field, first: int) -> PaperColumn:
    year, kind = each
    if kind == rules.PREVIOUS:
        return PaperColumn(f"Ram {year - 1}")
    if kind == rules.TOTAL:
        return PaperColumn(f"Ram {year}", band=str(year) if year == first else "Plan")
    if kind == _PERCENT:
        return PaperColumn("Ändr. %", "percent", str(year))
    return PaperColumn(_SHORT[kind], band=NEED_BAND if kind in NEED_COMPONENTS else CHOICE_BAND)


def _value(row: BudgetRow, each: _Field) -> Value:
    year, kind = each
    return row.change_percent(year) if kind == _PERCENT else row.amount(year, kind)


def _noted(row: BudgetRow, fields: Sequence[_Field], notes: Footnotes) -> dict[int, int]:
    """Number what is explained on a line; a later year's explanation stands at its frame."""
    found: dict[int, int] = {}
    if row.group:
        return found
    for at, (year, kind) in enumerate(fields):
        cell = row.cells.get((year, kind))
        if cell is None or not (cell.note or cell.source):
            continue
        name = PART_NAMES.get(kind, "")
        said = f"{row.name}, {name} {year}: {cell.note}" if cell.note else f"{row.name}, {name} {year}."
        source = f" Källa: {cell.source}." if cell.source else ""
        found[at] = notes.number(f"{said.rstrip('.')}.{source}")
    return found


def _total(view: BudgetView, fields: Sequence[_Field]) -> PaperRow:
    def value(year: int, kind: str) -> Value:
        if kind == _PERCENT:
            before = view.sums.get((year, rules.PREVIOUS), 0)
            return rules.percent(view.sums.get((year, rules.TOTAL), 0) - before, before)
        return view.sums.get((year, kind), 0)

    return PaperRow(f"Fördelat till {holders(view)}", tuple(value(*each) for each in fields), sums=True)


def holders(view: BudgetView) -> str:
    """Who has frames: 25 enheter och 3 gemensamma poster."""
    units = write_count(view.unit_count, "enhet", "enheter")
    if not view.pot_count:
        return units
    pots = write_count(view.pot_count, "gemensam post", "gemensamma poster")
    return f"{units} och {pots}" if view.unit_count else pots


def _rooms(view: BudgetView, fields: Sequence[_Field]) -> Iterator[PaperRow]:
    """What is held back, what there is to give, and what is left; only of what taxes pay."""
    if view.financing != "operating" or not any(room.to_distribute is not None for room in view.rooms):
        return
    rooms = {room.year: room for room in view.rooms}

    def row(name: str, get: Callable[[YearRoom], int | None], *, plain: bool = True) -> PaperRow:
        values = tuple(
            get(rooms[year]) if kind == rules.TOTAL and year in rooms else None for year, kind in fields
        )
        return PaperRow(name, values, sums=True, plain=plain)

    held_by = next((room.held_by for room in view.rooms if room.held_by), None)
    held = f"Hålls inne av {held_by[0].lower()}{held_by[1:]}" if held_by else "Hålls inne"
    if any(room.held_back for room in view.rooms):
        yield row(held, lambda room: room.held_back)
    yield row("Ram att fördela", lambda room: room.to_distribute)
    yield row("Kvar att fördela", lambda room: room.remaining, plain=False)


def _after(view: BudgetView, rows: Sequence[BudgetRow]) -> tuple[str, ...]:
    said = []
    if any(row.bound == "net" for row in rows):
        said.append("* Fullmäktige binder nettoanslaget här.")
    if any(row.bound == "gross" for row in rows):
        said.append("** Fullmäktige binder kostnader och intäkter var för sig här.")
    bound = any(row.bound for row in rows)
    if bound and view.version is not None and view.version.reallocation:
        said.append(f"Omdisponering: {view.version.reallocation}")
    return tuple(said)


def _total_of(row: BudgetRow) -> Callable[[int], int]:
    return lambda year: row.amount(year, rules.TOTAL)


def _sum_of(view: BudgetView) -> Callable[[int], int]:
    return lambda year: view.sums.get((year, rules.TOTAL), 0)


def _added(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
