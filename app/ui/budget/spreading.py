"""What a spread reaches over: where, which column, by what, and how it becomes entries of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget import spreading, volumes
from app.services.budget.spreading import Mode, Spread, Target
from app.services.budget.words import PART_NAMES
from app.services.formatting import ORE_PER_UNIT, read_percent, write_count, write_number
from app.ui.budget import amounts
from app.ui.budget.cells import PLAN, CellPlace, chosen_cells, current_cell, entry, leaves
from app.ui.budget.columns import PREVIOUS, STAFF, TOTAL, GridColumn

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

PROPORTIONAL, EQUAL, PERCENT, LINE, BY_STAFF = "proportional", "equal", "percent", "line", "staff"
STEPS = (("tkr", "hela tkr"), ("kr", "hela kr"), ("ore", "öre"))
_STEPS_IN_ORE = {"ore": 1, **{unit: ORE_PER_UNIT[unit] for unit in ("kr", "tkr")}}


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an amount can be spread: cells that were selected, the units of a group, or all of them."""

    name: str
    rows: tuple[Any, ...] = ()
    cells: tuple[CellPlace, ...] = ()

    @property
    def fixed(self) -> bool:
        """Whether the cells are given, so that no column is asked for."""
        return bool(self.cells)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is filled in."""

    reach: Reach
    column: GridColumn
    method: str
    mode: Mode
    amount: str
    unit: amounts.Unit
    step: str
    volumes: volumes.Volumes | None = None


@dataclass(frozen=True)
class Outcome:
    """What would become of it, cell by cell."""

    places: tuple[CellPlace, ...]
    spread: Spread
    words: str


def reaches(page: BudgetPage) -> list[Reach]:
    """The selection when it is several cells, the groups around the cursor from the nearest out, and all."""
    found = []
    chosen = [place for place in chosen_cells(page.grid.view) if place.cell is not None and place.cell.typed]
    whole = {(place.row.key, place.year) for place in chosen if place.kind == TOTAL}
    chosen = [each for each in chosen if each.kind != PLAN or (each.row.key, each.year) not in whole]
    if len(chosen) > 1:
        words = write_count(len(chosen), "markerat belopp", "markerade belopp")
        found.append(Reach(f"{words} ({_columns_of(chosen)})", cells=tuple(chosen)))
    rows = page.view.rows
    for top in _groups(page):
        below = tuple(leaves(rows, top))
        if below:
            count = write_count(len(below), "enhet", "enheter")
            found.append(Reach(f"{top.name}, {count}", rows=below))
    everyone = tuple(leaves(rows, None))
    found.append(Reach(f"Alla, {write_count(len(everyone), 'enhet', 'enheter')}", rows=everyone))
    place = current_cell(page.grid.view)
    if place is not None:
        found.append(Reach(place.row.name, rows=(place.row,)))
    return found


def columns(page: BudgetPage) -> list[GridColumn]:
    """The columns that amounts can be spread in."""
    shown = [column for column in page.grid.model.columns if column.money]
    some = next(leaves(page.view.rows, None), None)
    if some is None:
        return []
    typed = [each for each in shown if _typed(some, each.year, each.kind) and each.kind != STAFF]
    return [each for each in typed if each.kind != PREVIOUS] + [
        each for each in typed if each.kind == PREVIOUS
    ]


def later_years(page: BudgetPage) -> tuple[int, ...]:
    """The plan years, to which a line can be drawn."""
    plan = page.view.plan
    return tuple(plan.years[1:]) if plan is not None else ()


def known_volumes(page: BudgetPage, year: int) -> tuple[volumes.Volumes, ...]:
    """The volumes of the allocation models, and the årsarbetare where any are known."""
    found = page.workspace.read(partial(volumes.volumes_to_spread_by, year=year))
    staff = {row.key: row.staff(year) for row in leaves(page.view.rows, None)}
    known = {key: Fraction(number) for key, number in staff.items() if number}
    mine = volumes.Volumes(0, "Årsarbetare", year, known)
    return (*found, mine) if known else tuple(found)


def outcome(page: BudgetPage, wish: Wish) -> Outcome:
    """What the wish would do; raises with one sentence when it cannot be done."""
    step = _STEPS_IN_ORE[wish.step]
    if wish.method == LINE:
        return _line(page, wish, step)
    places = reached(page, wish)
    targets = [_target(place, wish.volumes) for place in places]
    if wish.method == PERCENT:
        percent = Fraction(read_percent(wish.amount))
        made = spreading.spread_percent(targets, percent=percent, mode=wish.mode, step=step)
    else:
        method: Any = "volume" if wish.volumes is not None else wish.method
        amount = _amount(wish)
        made = spreading.spread(targets, amount=amount, method=method, mode=wish.mode, step=step)
    return Outcome(places, made, _log_words(wish, len(made.changed), _columns_of(places)))


def reached(page: BudgetPage, wish: Wish) -> tuple[CellPlace, ...]:
    """The cells that take part."""
    if wish.method == LINE:
        return tuple(place for year in later_years(page) for place in _totals(_rows(wish), year))
    return tuple(wish.reach.cells or _in_column(wish.reach.rows, wish.column))


def is_held(place: CellPlace) -> bool:
    """Whether the cell is held, or the whole frame that it is part of."""
    whole = place.row.cells.get((place.year, TOTAL))
    return place.cell.held or (whole is not None and whole.held)


def entries(page: BudgetPage, found: Outcome) -> list[Any]:
    """What is to be written: the cells that become another amount."""
    made = []
    for place, share in zip(found.places, found.spread.shares, strict=True):
        if share.change:
            made.append(entry(page, place, share.after, amounts.without_formula(_note(place))))
    return made


def _line(page: BudgetPage, wish: Wish, step: int) -> Outcome:
    years = later_years(page)
    rows = _rows(wish)
    column = tuple(tuple(_totals(rows, year)) for year in years)
    start = sum(row.amount(page.view.plan.first_year, TOTAL) for row in rows)
    targets = [[replace(_target(place, None), year=place.year) for place in places] for places in column]
    amount = _amount(wish)
    made = spreading.spread_line(targets, start=start, amount=amount, mode=wish.mode, step=step)
    places = tuple(place for each in column for place in each)
    return Outcome(places, made, _log_words(wish, len(made.changed), f"ramarna {years[0]}–{years[-1]}"))


def _rows(wish: Wish) -> tuple[Any, ...]:
    return wish.reach.rows or tuple(dict.fromkeys(place.row for place in wish.reach.cells))


def _totals(rows: Sequence[Any], year: int) -> Iterator[CellPlace]:
    for row in rows:
        if _typed(row, year, TOTAL):
            yield CellPlace(row, year, TOTAL)


def _in_column(rows: Sequence[Any], column: GridColumn) -> Iterator[CellPlace]:
    for row in rows:
        if _typed(row, column.year, column.kind):
            yield CellPlace(row, column.year, column.kind)


def _typed(row: Any, year: int, kind: str) -> bool:
    cell = row.cells.get((year, kind))
    return cell is not None and cell.typed


def _target(place: CellPlace, known: volumes.Volumes | None) -> Target:
    volume = known.of.get(place.row.key, Fraction(0)) if known is not None else Fraction(0)
    name = place.row.name
    return Target((place.row.key, place.year, place.kind), name, place.cell.amount, is_held(place), volume)


def _amount(wish: Wish) -> int:
    return amounts.read(wish.amount, wish.unit) or 0


def _groups(page: BudgetPage) -> Iterator[Any]:
    """The group under the cursor, or the one that the unit belongs to, and those above."""
    index, model = page.grid.view.currentIndex(), page.grid.model
    if not index.isValid() or index.row() >= len(model.rows):
        return
    by_key: dict[Any, Any] = {row.key: row for row in page.view.rows}
    row = model.rows[index.row()]
    above = row if row.group else by_key.get(row.parent)
    while above is not None:
        yield above
        above = by_key.get(above.parent)


def _columns_of(places: Sequence[CellPlace]) -> str:
    named = list(dict.fromkeys(f"{PART_NAMES[place.kind]} {place.year}" for place in places))
    return named[0] if len(named) == 1 else write_count(len(named), "kolumn", "kolumner")


def _note(place: CellPlace) -> str | None:
    cell = place.row.cells.get((place.year, PLAN)) if place.kind == TOTAL else place.cell
    return cell.note if cell is not None else None


def _log_words(wish: Wish, count: int, where: str) -> str:
    if wish.method == PERCENT:
        sign = "−" if wish.mode == "subtract" else "+"
        what = f"{sign}{write_number(read_percent(wish.amount))}\u00a0%"
    else:
        written = amounts.edit_text(_amount(wish), wish.unit)
        signs = {"add": "+", "subtract": "−", "replace": ""}
        what = f"{signs[wish.mode]}{written}\u00a0{wish.unit}"
    return f"Fördelade {what} på {write_count(count, 'belopp', 'belopp')} i {where}"
