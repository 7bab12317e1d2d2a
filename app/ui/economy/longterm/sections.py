"""The parts of the face LEP: what each is called, and the sheet and the chart that it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.charts.findings import listed
from app.services.economy.longterm import tables
from app.services.economy.longterm.ages import write_ages
from app.services.economy.longterm.keys import ASSUMPTIONS, AssumptionLine
from app.services.economy.sensitivity import Effect
from app.services.formatting import write_mnkr, write_number
from app.ui.economy.money import MISSING, Unit, bare, shown, typed
from app.ui.economy.sheet import SheetCell, SheetRow, sheet_rows_of

if TYPE_CHECKING:
    from app.services.economy.longterm.values import Found
    from app.services.economy.longterm.views import AgeView, AreaView, LongTermView, ScenarioView

GAP, AREAS, ASSUMED, PEOPLE, TRIED, STRATEGY = "gap", "areas", "assumptions", "people", "tried", "strategy"
SECTIONS = (
    (GAP, "Gapet"),
    (AREAS, "Verksamheter"),
    (ASSUMED, "Antaganden"),
    (PEOPLE, "Befolkning"),
    (TRIED, "Känslighet"),
    (STRATEGY, "Strategi"),
)
COST, HEADS, BASE, FRAME = range(4)
"""The columns of the areas."""
ALL_YEARS = "Alla år"
_BESIDE = 100_000
"""So far from its frame an area may be for costs in whole kronor per head."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a section shows as a sheet."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    read_only: bool = True


def gap_sheet(view: LongTermView, scenario: ScenarioView, unit: Unit) -> Sheet:
    """Demand, income and gap, then the gap of the other scenarios."""
    table = tables.gap_table(view, scenario)
    rows = [replace(row, note="", tooltip=row.note) for row in sheet_rows_of(table, unit)]
    others = [one for one in view.scenarios if one is not scenario]
    if others:
        rows.append(SheetRow("others", "Gapet i andra scenarier", style="heading"))
    for one in others:
        cells = tuple(_amount(one.outcome[year].gap, unit) for year in view.years)
        rows.append(SheetRow(("scenario", one.id), one.name, cells, indent=1))
    return Sheet(_unit(unit), tuple(map(str, view.years)), tuple(rows))


def areas_sheet(view: LongTermView, unit: Unit, *, locked: bool) -> Sheet:
    """Each area with its ages: what an inhabitant costs, how many they are, and what that makes."""
    rows: list[SheetRow] = []
    for area in view.areas:
        rows.append(_area_row(view, area, unit, locked=locked))
        rows += [_ages_row(view, ages, locked=locked) for ages in area.ages]
    costs = [area.base for area in view.areas]
    whole = None if any(cost is None for cost in costs) else sum(cost or 0 for cost in costs)
    last = (SheetCell(""), SheetCell(""), _amount(whole, unit), _amount(view.frames, unit))
    rows.append(SheetRow("areas", "Alla verksamheter", last, "total", tooltip=tables.frames_sentence(view)))
    year = view.base_year
    columns = "Kr per person", f"Antal {year}", f"Kostnad {year}", f"Ram {year}"
    return Sheet("Verksamhet", columns, tuple(rows), read_only=locked)


def _area_row(view: LongTermView, area: AreaView, unit: Unit, *, locked: bool) -> SheetRow:
    heads = [ages.heads.get(view.base_year) for ages in area.ages]
    count = sum(one or 0 for one in heads) if heads and None not in heads else None
    cost = _amount(area.base, unit, raised=True)
    if not area.ages:
        text = shown(area.base, unit)
        cost = SheetCell(
            text, typed(area.amount, unit), not locked, None if area.base is None else bare(area.base, unit)
        )
    first = next(one for one in view.areas if one.unit_id == area.unit_id) is area or not area.sharing
    beside = area.beside_frame or 0
    flag = ""
    if area.base is None:
        flag = "Befolkningen i åldrarna saknas"
    elif first and abs(beside) > _BESIDE:
        flag = f"{write_mnkr(abs(beside))} {'över' if beside > 0 else 'under'} ramen"
    shared = f"Ramen delas med {listed(area.sharing)}" if area.sharing else ""
    frame = _amount(area.frame, unit, raised=True) if first else SheetCell("", raised=True)
    if shared:
        frame = replace(frame, tooltip=shared)
    cells = (SheetCell(""), _count(count), cost, frame)
    return SheetRow(("area", area.id), area.name, cells, "sum" if area.ages else "row", flag=flag)


def _ages_row(view: LongTermView, ages: AgeView, *, locked: bool) -> SheetRow:
    kronor = Decimal(ages.cost).scaleb(-2)
    cost = SheetCell(shown(ages.cost, "kr"), write_number(kronor), not locked, kronor)
    name = write_ages(ages.age_from, ages.age_to)
    heads = _count(ages.heads.get(view.base_year))
    return SheetRow(("ages", ages.id), name, (cost, heads, SheetCell(""), SheetCell("")), indent=1)


def assumptions_sheet(view: LongTermView, scenario: ScenarioView, *, locked: bool) -> Sheet:
    """What a scenario assumes: for all years, and for each of them."""
    rows: list[SheetRow] = []
    group = ""
    for line in ASSUMPTIONS:
        if line.group != group:
            group = line.group
            rows.append(SheetRow(f"group-{group}", group, style="heading"))
        cells = [_every_year(scenario, line, locked=locked)]
        cells += [_assumed(view, scenario, line, year, locked=locked) for year in view.years]
        rows.append(
            SheetRow(
                ("line", line.key), line.short, tuple(cells), indent=1, tooltip=f"{line.name}. {line.words}"
            )
        )
    return Sheet("Antagande", (ALL_YEARS, *map(str, view.years)), tuple(rows), read_only=locked)


def _every_year(scenario: ScenarioView, line: AssumptionLine, *, locked: bool) -> SheetCell:
    said = scenario.said.get((line.key, None))
    if said is None:
        return SheetCell("", "", not locked, tooltip="Gäller alla år som inte har ett eget värde")
    return SheetCell(_value(said, line), write_number(said), not locked, said, changed=not scenario.main)


def _assumed(
    view: LongTermView, scenario: ScenarioView, line: AssumptionLine, year: int, *, locked: bool
) -> SheetCell:
    found = scenario.assumed.get((line.key, year))
    if line.key in _AFTER_BASE and year == view.base_year:
        return SheetCell("", raised=True)
    rate = view.base.rate
    if found is None and line.key == "tax_rate" and rate is not None:
        return SheetCell(_value(rate, line), "", not locked, rate, muted=True, tooltip="Som budgeten")
    if found is None:
        return SheetCell("", "", not locked)
    own = (line.key, year) in scenario.said
    editing = write_number(found.value) if own else ""
    text, differs = _value(found.value, line), own and not scenario.main
    return SheetCell(
        text,
        editing,
        not locked,
        found.value,
        changed=differs,
        muted=not own,
        tooltip=_origin(scenario, found, own=own),
    )


#: What says how a year differs from the one before has nothing to say of the base year.
_AFTER_BASE = frozenset(
    {
        "tax_base_growth", "grants_growth", "other_income", "wages", "prices", "efficiency", "other_cost",
        "investments",
    }
)  # fmt: skip


def _origin(scenario: ScenarioView, found: Found, *, own: bool) -> str:
    if own:
        return ""
    if found.said == "carried":
        return f"Som {found.year}, tills du skriver något annat"
    if found.said == "main" and not scenario.main:
        return "Som i huvudalternativet"
    return "Som i Alla år"


def people_sheet(view: LongTermView) -> Sheet:
    """The inhabitants by ages."""
    table = tables.people_table(view)
    return Sheet("Antal", table.columns, sheet_rows_of(table, "kr"))


def tried_sheet(view: LongTermView, scenario: ScenarioView, effects: Sequence[Effect], unit: Unit) -> Sheet:
    """What changes the result of the budget years, and what changes the gap of every year."""
    years = tuple(sorted({*view.years, *(year for one in effects for year in one.amounts)}))
    rows = [
        SheetRow(
            "budget",
            "Budgetens resultat",
            style="heading",
            tooltip="Resultatet i budgetversionen, om en sak ändras ett år",
        )
    ]
    for one in effects:
        cells = tuple(_effect(one.amounts.get(year), unit, year in one.amounts) for year in years)
        rows.append(SheetRow(("effect", one.key), one.words, cells, indent=1, tooltip=one.how))
    told = f"Gapet i {scenario.name.lower()}, om ett antagande ändras alla år"
    rows.append(SheetRow("plan", "Gapet i planen", style="heading", tooltip=told))
    for line in scenario.tried:
        found = dict(zip(line.years, line.amounts, strict=True))
        cells = tuple(_effect(found.get(year), unit, year in found) for year in years)
        rows.append(SheetRow(("tried", line.key), line.words, cells, indent=1))
    return Sheet(_unit(unit), tuple(map(str, years)), tuple(rows))


def _effect(amount: int | None, unit: Unit, there: bool) -> SheetCell:
    if not there:
        return SheetCell("")
    text = MISSING if amount is None else shown(amount, unit, plus=True)
    tip = "Uppgift saknas" if amount is None else ""
    return SheetCell(text, copy=None if amount is None else bare(amount, unit), tooltip=tip)


def _value(value: Decimal, line: AssumptionLine) -> str:
    if line.unit in ("kr", "per_head"):
        return write_number(value, 0)
    return write_number(value)


def _amount(ore: int | None, unit: Unit, *, raised: bool = False) -> SheetCell:
    tip = "Uppgift saknas" if ore is None else ""
    copy = None if ore is None else bare(ore, unit)
    return SheetCell(shown(ore, unit), copy=copy, raised=raised, tooltip=tip)


def _count(heads: int | None) -> SheetCell:
    return SheetCell(MISSING if heads is None else write_number(heads), copy=heads)


def _unit(unit: Unit) -> str:
    return "Tkr" if unit == "tkr" else "Kronor"
