"""The lines of the price grid: the index, and each group's price with what it is built of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from app.services.budget.allocation.arithmetic import Factors, Group, Price, Results, as_decimal, shortened
from app.services.budget.allocation.views import AllocationView
from app.services.budget.allocation.words import BASE_PART, explain_price
from app.services.formatting import write_number
from app.ui.budget.allocation.factor_model import FactorCell, FactorRow
from app.ui.budget.amounts import NOTHING
from app.ui.budget.columns import NAME, GridColumn

INDEX = "index"
SUBSIDY, PRICE = "subsidy", "price"
_SHOWN_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class OfIndex:
    """A change of the index of a year."""

    year: int


@dataclass(frozen=True, slots=True)
class OfSubsidy:
    """A change of the percent of a group's price that is paid."""

    group_id: int


@dataclass(frozen=True, slots=True)
class OfPrice:
    """A change of a part of a group's price in a year."""

    group_id: int
    year: int
    part: str


def price_columns(years: Sequence[int]) -> tuple[GridColumn, ...]:
    """The name, the subsidy, and a column per year."""
    return (
        GridColumn(NAME, 0, "Grupp", "Grupp", closes=True),
        GridColumn(SUBSIDY, 0, "Subv. %", "Subventionsnivå, procent av priset", closes=True, size=1),
        *(GridColumn(PRICE, year, str(year), f"Pris {year}", size=2) for year in years),
    )


def price_lines(view: AllocationView) -> tuple[FactorRow, ...]:
    """Every line of a version that calculates with volume and price."""
    results = view.results
    lines = [_index_line(view.factors, view.years)]
    for group in view.factors.groups:
        lines += _group_lines(view.factors, results, group, view.years)
    return tuple(lines)


def marked(lines: tuple[FactorRow, ...], others: tuple[FactorRow, ...]) -> tuple[FactorRow, ...]:
    """The lines with every cell marked that says something else in another version."""
    before = {_identity(line): line.cells for line in others}
    return tuple(replace(line, cells=_marked(line, before.get(_identity(line), {}))) for line in lines)


def _marked(
    line: FactorRow, before: Mapping[tuple[str, int], FactorCell]
) -> dict[tuple[str, int], FactorCell]:
    return {
        key: replace(cell, changed=True) if _value(before.get(key)) != cell.value else cell
        for key, cell in line.cells.items()
    }


def _value(cell: FactorCell | None) -> Decimal | int | None:
    return cell.value if cell is not None else None


def _identity(line: FactorRow) -> tuple[str, str]:
    """What a line is known by in another version, where its group has another key."""
    return (line.about.name if isinstance(line.about, Group) else "", line.name)


def parts_of(group: Group) -> tuple[str, ...]:
    """What a group's price is built of, in the order it was typed."""
    return tuple(dict.fromkeys(part for parts in group.prices.values() for part in parts))


def incomplete_years(group: Group) -> tuple[int, ...]:
    """Years in which only some of the parts are typed, so that the price is only those."""
    every = set(parts_of(group))
    return tuple(year for year, parts in sorted(group.prices.items()) if parts and set(parts) != every)


def _index_line(factors: Factors, years: Sequence[int]) -> FactorRow:
    cells = {}
    for year in years:
        percent = factors.indexes.get(year)
        text = NOTHING if percent is None else write_number(percent, plus=True)
        cells[PRICE, year] = FactorCell(percent, text, "percent", where=OfIndex(year))
    return FactorRow(INDEX, "Index, procent", cells)


def _group_lines(
    factors: Factors, results: Results, group: Group, years: Sequence[int]
) -> Iterator[FactorRow]:
    parts = parts_of(group)
    subsidy = FactorCell(
        group.subsidy,
        NOTHING if group.subsidy is None else write_number(group.subsidy),
        "percent",
        where=OfSubsidy(group.id),
    )
    incomplete = set(incomplete_years(group))
    whole: dict[tuple[str, int], FactorCell] = {(SUBSIDY, 0): subsidy}
    single = len(parts) < 2
    for year in years:
        price = results.prices.get((group.id, year))
        comment = "\n".join(explain_price(factors, results, group, year))
        if year in incomplete:
            comment = f"{comment}\nBara en del av priset är skriven {year}.".strip()
        if single:
            part = parts[0] if parts else BASE_PART
            whole[PRICE, year] = _typed(price, group, year, part)
        else:
            whole[PRICE, year] = _computed(price, comment, alarm=year in incomplete)
    yield FactorRow((group.id, ""), group.name, whole, bold=not single, raised=not single, about=group)
    for part in parts if not single else ():
        yield FactorRow((group.id, part), part, _part_cells(group, part, years), depth=1, about=group)


def _part_cells(group: Group, part: str, years: Sequence[int]) -> dict[tuple[str, int], FactorCell]:
    cells = {}
    for year in years:
        value = group.prices.get(year, {}).get(part)
        text = NOTHING if value is None else write_number(value)
        cells[PRICE, year] = FactorCell(value, text, "price", where=OfPrice(group.id, year, part))
    return cells


def _typed(price: Price | None, group: Group, year: int, part: str) -> FactorCell:
    """A price of one part: as typed, or indexed from the year before until it is typed."""
    where = OfPrice(group.id, year, part)
    own = group.prices.get(year, {}).get(part)
    if own is not None:
        return FactorCell(own, write_number(own), "price", where=where)
    if price is None:
        return FactorCell(None, NOTHING, "price", where=where)
    return FactorCell(_exact(price.value), shown_price(price.value), "price", computed=True, where=where)


def _computed(price: Price | None, comment: str, *, alarm: bool) -> FactorCell:
    if price is None:
        return FactorCell(None, NOTHING, computed=True)
    text = shown_price(price.value)
    return FactorCell(
        _exact(price.value), text, computed=True, bold=True, comment=comment if alarm else "", alarm=alarm
    )


def shown_price(value: Fraction) -> str:
    """A price with at most two decimals."""
    short = shortened(value, _SHOWN_DECIMALS)
    whole = short == short.to_integral_value()
    return write_number(int(short) if whole else short)


def _exact(value: Fraction) -> Decimal:
    return as_decimal(value) or shortened(value, _SHOWN_DECIMALS)
