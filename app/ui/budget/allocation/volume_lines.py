"""The lines of the volume grid: what each unit has of each group, and what that gives, with sums."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from app.services.budget.allocation.arithmetic import (
    Group,
    Results,
    opening_of,
    rounded,
    rounding,
)
from app.services.budget.allocation.views import AllocationView, UnitRow
from app.services.budget.allocation.words import per_volume, write_volume
from app.services.formatting import write_kr, write_number
from app.ui.budget.allocation.factor_model import FactorCell, FactorRow
from app.ui.budget.allocation.factor_view import SUM
from app.ui.budget.amounts import NOTHING, Unit, write
from app.ui.budget.columns import NAME, Band, GridColumn

OPENING, VOLUME, RESULT, EACH, AMOUNT = "opening", "volume", "result", "each", "amount"
ROUNDING = "rounding"
_ORE_PER = {"kr": 100, "tkr": 100_000}
_NO_ONE = 0


@dataclass(frozen=True, slots=True)
class OfVolume:
    """A change of a unit's volume of a group; `opening` when it is the year's first."""

    group_id: int
    unit_id: int
    year: int
    opening: bool = False


@dataclass(frozen=True, slots=True)
class OfAmount:
    """A change of an appropriation."""

    unit_id: int
    year: int


@dataclass(frozen=True, slots=True)
class OfUnit:
    """What a line is of: a unit, and the group where the line is of one."""

    unit: UnitRow
    group: Group | None = None


def volume_columns(view: AllocationView, folded: Collection[str], each_year: int) -> tuple[GridColumn, ...]:
    """A band per year with its volumes and what they give; folded only what they give."""
    made = [GridColumn(NAME, 0, "Enhet", "Enhet", closes=True)]
    counted = view.model.volume_unit if view.model is not None else None
    for year in view.years:
        band = str(year)
        if view.model is not None and view.model.special:
            made.append(GridColumn(AMOUNT, year, band, f"Anslag {year}", size=2))
            continue
        if band not in folded:
            if view.factors.mean_volume:
                made.append(GridColumn(OPENING, year, "Ingång", f"Volym vid ingången av {year}", band))
            title = "Utgång" if view.factors.mean_volume else "Volym"
            words = f"Volym vid utgången av {year}" if view.factors.mean_volume else f"Volym {year}"
            made.append(GridColumn(VOLUME, year, title, words, band))
        closes = not (year == each_year and band not in folded)
        made.append(GridColumn(RESULT, year, "Ram", f"Modellens ram {year}", band, 1, closes))
        if not closes:
            words = f"Kronor per {counted or 'volym'} {year}"
            made.append(GridColumn(EACH, year, "Kr per st", words, band, 1, True))
    return tuple(made)


def volume_bands(view: AllocationView, folded: Collection[str]) -> dict[str, Band]:
    """The years that fold."""
    if view.model is not None and view.model.special:
        return {}
    return {str(year): Band(str(year), str(year), str(year), str(year) in folded) for year in view.years}


def volume_lines(view: AllocationView, unit: Unit) -> tuple[FactorRow, ...]:
    """Every line of a version: units, with a line per group where there are several, and the sum."""
    results = view.results
    if view.model is None:
        return ()
    sums = _volume_sums(view)
    if view.model.special:
        lines = [_special_line(view, each, unit) for each in view.units]
    else:
        lines = [line for each in view.units for line in _unit_lines(view, results, each, unit, sums)]
    return (*lines, *_sums(view, results, unit, sums.get(_NO_ONE, {})))


def _unit_lines(
    view: AllocationView,
    results: Results,
    each: UnitRow,
    unit: Unit,
    sums: dict[int, dict[tuple[str, int], Decimal]],
) -> list[FactorRow]:
    groups = view.factors.groups
    example = view.model is not None and view.model.example
    if len(groups) == 1:
        cells = _typed_cells(view, groups[0], each.id)
        cells.update(_unit_results(view, results, each.id, unit, bold=False))
        about = OfUnit(each, groups[0])
        return [FactorRow((each.id, groups[0].id), each.name, cells, example=example, about=about)]
    cells = _summed_cells(view, sums.get(each.id, {}))
    cells.update(_unit_results(view, results, each.id, unit, bold=True))
    lines = [
        FactorRow(
            (each.id, _NO_ONE), each.name, cells, bold=True, raised=True, example=example, about=OfUnit(each)
        )
    ]
    for group in groups:
        own = _typed_cells(view, group, each.id)
        for year in view.years:
            own[RESULT, year] = _line_cell(results, group, each.id, year, unit)
        lines.append(FactorRow((each.id, group.id), group.name, own, depth=1, about=OfUnit(each, group)))
    return lines


def _typed_cells(view: AllocationView, group: Group, unit_id: int) -> dict[tuple[str, int], FactorCell]:
    cells = {}
    for year in view.years:
        stored = group.volumes.get((unit_id, year))
        volume = stored.volume if stored is not None else None
        where = OfVolume(group.id, unit_id, year)
        cells[VOLUME, year] = FactorCell(volume, _volume_text(volume), "volume", where=where)
        if view.factors.mean_volume:
            own = stored.opening if stored is not None else None
            opening = own if own is not None else opening_of(group, unit_id, year)
            cells[OPENING, year] = FactorCell(
                opening,
                _volume_text(opening),
                "volume",
                computed=own is None and opening is not None,
                where=OfVolume(group.id, unit_id, year, opening=True),
            )
    return cells


def _volume_sums(view: AllocationView) -> dict[int, dict[tuple[str, int], Decimal]]:
    """The typed volumes of all groups by unit, and under no one of all units."""
    sums: dict[int, dict[tuple[str, int], Decimal]] = {}
    for group in view.factors.groups:
        for (unit, year), stored in group.volumes.items():
            opening = opening_of(group, unit, year) if view.factors.mean_volume else None
            for key in (unit, _NO_ONE):
                own = sums.setdefault(key, {})
                own[VOLUME, year] = own.get((VOLUME, year), Decimal()) + stored.volume
                if opening is not None:
                    own[OPENING, year] = own.get((OPENING, year), Decimal()) + opening
    return sums


def _summed_cells(
    view: AllocationView, sums: dict[tuple[str, int], Decimal]
) -> dict[tuple[str, int], FactorCell]:
    kinds = (VOLUME, OPENING) if view.factors.mean_volume else (VOLUME,)
    return {
        (kind, year): FactorCell(
            sums.get((kind, year)), _volume_text(sums.get((kind, year))), computed=True, bold=True
        )
        for kind in kinds
        for year in view.years
    }


def _unit_results(
    view: AllocationView, results: Results, unit_id: int, unit: Unit, *, bold: bool
) -> dict[tuple[str, int], FactorCell]:
    gaps = {year for _, at, year in results.unpriced if at == unit_id}
    cells = {}
    for year in view.years:
        amount = results.units.get((unit_id, year))
        cells[RESULT, year] = _result(amount, unit, bold=bold, gap=year in gaps, year=year)
        cells[EACH, year] = _each(results, unit_id, year)
    return cells


def _line_cell(results: Results, group: Group, unit_id: int, year: int, unit: Unit) -> FactorCell:
    key = (group.id, unit_id, year)
    return _result(results.lines.get(key), unit, bold=False, gap=key in results.unpriced, year=year)


def _result(amount: Fraction | None, unit: Unit, *, bold: bool, gap: bool, year: int) -> FactorCell:
    if amount is None:
        comment = f"Pris {year} saknas." if gap else ""
        return FactorCell(None, NOTHING, computed=True, alarm=gap, comment=comment)
    ore = rounded(amount)
    return FactorCell(ore, write(ore, unit), computed=True, bold=bold)


def _each(results: Results, unit_id: int | None, year: int) -> FactorCell:
    price = per_volume(results, unit_id, year)
    if price is None:
        return FactorCell(None, NOTHING, computed=True)
    return FactorCell(price.scaleb(-2), write_kr(int(price), unit=False), computed=True)


def _special_line(view: AllocationView, each: UnitRow, unit: Unit) -> FactorRow:
    cells = {}
    for year in view.years:
        stored = view.factors.specials.get((each.id, year))
        where = OfAmount(each.id, year)
        if stored is None:
            cells[AMOUNT, year] = FactorCell(None, NOTHING, "amount", where=where)
            continue
        cells[AMOUNT, year] = FactorCell(
            stored.amount,
            write(stored.amount, unit),
            "amount",
            comment=stored.account or "",
            where=where,
        )
    return FactorRow((each.id, _NO_ONE), each.name, cells, about=OfUnit(each))


def _sums(
    view: AllocationView, results: Results, unit: Unit, volumes: dict[tuple[str, int], Decimal]
) -> Sequence[FactorRow]:
    special = view.model is not None and view.model.special
    cells = {} if special else _summed_cells(view, volumes)
    apart: dict[tuple[str, int], FactorCell] = {}
    for year in view.years:
        kind = AMOUNT if special else RESULT
        lines = [amount for (_, at), amount in results.units.items() if at == year]
        total = rounded(sum(lines, Fraction()))
        cells[kind, year] = FactorCell(total, write(total, unit) if lines else NOTHING, None, True, True)
        cells[EACH, year] = _each(results, None, year)
        lacking = rounding(lines, _ORE_PER[unit])
        if lacking:
            ore = lacking * _ORE_PER[unit]
            apart[kind, year] = FactorCell(ore, write(ore, unit, plus=True), computed=True)
    made = [FactorRow(SUM, "Summa", cells, bold=True, raised=True)]
    if apart:
        made.append(FactorRow(ROUNDING, "Avrundning av raderna", apart, raised=True))
    return made


def _volume_text(volume: Decimal | None) -> str:
    if volume is None:
        return NOTHING
    return write_number(volume) if volume.as_tuple().exponent == 0 else write_volume(volume)
