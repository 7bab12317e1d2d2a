"""The tables of a long-term plan: demand against income, assumptions, ages, costs, and what changes what."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.services.economy.longterm.ages import write_ages
from app.services.economy.longterm.keys import ASSUMPTIONS, COUNTED_PEOPLE, AssumptionLine
from app.services.economy.longterm.values import YearOutcome
from app.services.economy.longterm.views import LongTermView, ScenarioView, long_term
from app.services.economy.tables import Cell, EconomyTable, Part, Style, TableRow, Unit
from app.services.formatting import write_count, write_mnkr, write_number

#: So far from their frames areas may be together, in öre: costs per head are whole kronor.
ROUNDED: Final = 1_000_000
NEEDS: Final = "needs"
INCOME: Final = "income"
GAP: Final = "gap"
RESULT: Final = "result"
_HEADING: Final = "Post"
_FEW: Final = 2
_AGED: Final = "Hur mycket åldrarna har ändrat behovet sedan basåret, i basårets priser."
_DEARER: Final = "Hur mycket löner och priser har höjt behovet sedan basåret."
_BESIDE: Final = "Avgifter, finansiella och gemensamma poster utanför ramarna, som basåret."
_UNITS: Final[dict[str, Unit]] = {
    "percent": "percent", "rate": "kr", "kr": "kr", "per_head": "kr", "years": "number",
}  # fmt: skip


def tables(session: Session, *, plan_id: int) -> tuple[EconomyTable, ...]:
    """Every table of a plan: the main line, the scenarios beside each other, and what they rest on."""
    return tables_of(long_term(session, plan_id=plan_id))


def tables_of(view: LongTermView) -> tuple[EconomyTable, ...]:
    """The same of a plan that is read."""
    made = [gap_table(view, view.main)]
    if len(view.scenarios) > 1:
        made.append(scenarios_table(view))
    made += [people_table(view), areas_table(view)]
    made += [assumptions_table(view, one) for one in view.scenarios]
    made.append(tried_table(view, view.main))
    return tuple(table for table in made if table.rows)


def gap_table(view: LongTermView, scenario: ScenarioView) -> EconomyTable:
    """Demand, income and the gap between them, by year."""
    years = [scenario.outcome[year] for year in view.years]
    costs, incomes = _cost_rows(view, years), _income_rows(years)
    left, wanted = (Part(INCOME), Part(NEEDS, -1)), (Part(RESULT), Part("target", -1))
    rows = [
        TableRow("demand-heading", "Behov", style="heading"),
        *costs,
        _row(NEEDS, "Behov, nettokostnad", years, lambda one: one.demand, "sum", _parts(costs)),
        _row("demography", "varav åldrarna", years, lambda one: one.demography, indent=1, note=_AGED),
        _row("prices", "varav löner och priser", years, lambda one: one.prices, indent=1, note=_DEARER),
        TableRow("income-heading", "Intäkter", style="heading"),
        *incomes,
        _row(INCOME, "Summa intäkter", years, lambda one: one.income, "sum", _parts(incomes)),
        _row(RESULT, "Resultat", years, lambda one: one.result, "sum", left),
        _row("target", "Resultatmål", years, lambda one: one.target, indent=1),
        _row(GAP, "Gap till målet", years, lambda one: one.gap, "total", wanted),
    ]
    return EconomyTable(
        f"longterm-gap-{scenario.id}",
        f"Behov och intäkter {view.span}, {scenario.name.lower()}",
        _columns(view),
        tuple(rows),
        gap_sentence(view, scenario),
        source_of(view),
        _HEADING,
    )


def _cost_rows(view: LongTermView, years: Sequence[YearOutcome]) -> list[TableRow]:
    """The areas, then what else there is."""
    areas = [
        TableRow(f"area-{area.id}", area.name, tuple(one.areas.get(area.id) for one in years), indent=1)
        for area in view.areas
    ]
    below = [
        _row("efficiency", "Effektivisering", years, lambda one: one.efficiency, indent=1),
        _row("capital", "Nya kapitalkostnader", years, lambda one: one.capital, indent=1),
        _row("other_cost", "Andra kostnader", years, lambda one: one.other_cost, indent=1),
    ]
    return [*areas, *(row for row in below if any(row.cells))]


def _income_rows(years: Sequence[YearOutcome]) -> list[TableRow]:
    rows = [
        _row("tax", "Skatteintäkter", years, lambda one: one.tax, indent=1),
        _row("grants", "Bidrag och utjämning", years, lambda one: one.grants, indent=1),
        _row("rest", "Övriga poster", years, lambda one: one.rest, indent=1, note=_BESIDE),
        _row("other_income", "Andra intäkter", years, lambda one: one.other_income, indent=1),
    ]
    return [row for row in rows if row.key != "other_income" or any(row.cells)]


def scenarios_table(view: LongTermView) -> EconomyTable:
    """The gap of every scenario, beside each other."""
    rows = [
        _row(f"gap-{one.id}", one.name, [one.outcome[year] for year in view.years], lambda each: each.gap)
        for one in view.scenarios
    ]
    return EconomyTable(
        "longterm-scenarios", f"Gapet i varje scenario {view.span}", _columns(view), tuple(rows),
        "Intäkter minus behov och resultatmål. Under noll räcker intäkterna inte.", source_of(view), _HEADING,
    )  # fmt: skip


def people_table(view: LongTermView) -> EconomyTable:
    """The inhabitants by ages."""
    rows = [
        TableRow(
            f"ages-{group.age_from}-{group.age_to}",
            "Alla åldrar" if (group.age_from, group.age_to) == (0, None) else group.name,
            tuple(group.heads.get(year) for year in view.years),
            "number",
            "total" if (group.age_from, group.age_to) == (0, None) else "row",
        )
        for group in view.people
    ]
    rows = [row for row in rows if any(cell is not None for cell in row.cells)]
    return EconomyTable(
        "longterm-people", f"Befolkningen {view.years[0]}\u2013{view.last}", _columns(view), _tied(rows),
        f"Räknat på {COUNTED_PEOPLE[view.counted_by]}.", view.population_name, "Antal",
    )  # fmt: skip


def areas_table(view: LongTermView) -> EconomyTable:
    """What an inhabitant costs by area and ages, and what the area costs the base year."""
    rows: list[TableRow] = []
    for area in view.areas:
        rows.append(TableRow(f"area-{area.id}", area.name, ("", "", area.base), "ore", note=area.note or ""))
        for ages in area.ages:
            heads = ages.heads.get(view.base_year)
            kronor = Decimal(ages.cost).scaleb(-2)
            cells: tuple[Cell, ...] = (kronor, None if heads is None else write_number(heads), "")
            rows.append(
                TableRow(f"cost-{ages.id}", write_ages(ages.age_from, ages.age_to), cells, "kr", indent=1)
            )
    columns = "Kr per person", f"Antal {view.base_year}", f"Kostnad {view.base_year}"
    total = [area.base for area in view.areas]
    whole = None if any(one is None for one in total) else sum(one or 0 for one in total)
    parts = tuple(Part(f"area-{area.id}") for area in view.areas)
    rows.append(TableRow("areas", "Alla verksamheter", ("", "", whole), style="total", parts=parts))
    return EconomyTable(
        "longterm-areas", f"Verksamheter och kostnad per person {view.base_year}", columns,
        tuple(rows) if view.areas else (), frames_sentence(view), view.version_name, "Verksamhet",
    )  # fmt: skip


def assumptions_table(view: LongTermView, scenario: ScenarioView) -> EconomyTable:
    """What a scenario assumes, by year; what nobody has said is left out."""
    rows: list[TableRow] = []
    group = ""
    for line in ASSUMPTIONS:
        found = [scenario.assumed.get((line.key, year)) for year in view.years]
        if not any(one is not None and (scenario.main or one.said == "own") for one in found):
            continue
        if line.group != group:
            group = line.group
            rows.append(TableRow(f"group-{group}", group, style="heading"))
        cells = tuple(None if one is None else one.value for one in found)
        rows.append(
            TableRow(line.key, assumption_label(line), cells, _UNITS[line.unit], indent=1, note=line.words)
        )
    sentence = "" if scenario.main else f"Det som inte står här är som i {view.main.name.lower()}."
    return EconomyTable(
        f"longterm-assumptions-{scenario.id}", f"Antaganden, {scenario.name.lower()}", _columns(view),
        tuple(rows), sentence, scenario.note or "", "Antagande",
    )  # fmt: skip


def tried_table(view: LongTermView, scenario: ScenarioView) -> EconomyTable:
    """What each assumption does to the gap."""
    rows = tuple(TableRow(one.key, one.words, one.amounts) for one in scenario.tried)
    return EconomyTable(
        "longterm-tried", f"Så ändras gapet {view.span}", tuple(map(str, view.reckoned)), rows,
        "Ett antagande i taget ändras alla år efter basåret. Plus gör gapet bättre.", source_of(view),
        _HEADING,
    )  # fmt: skip


def assumption_label(line: AssumptionLine) -> str:
    """An assumption with its unit, where that does not stand beside each number."""
    units = {"rate": "kr per 100 kr", "kr": "kr", "per_head": "kr per invånare", "years": "år"}
    return f"{line.name}, {units[line.unit]}" if line.unit in units else line.name


def gap_sentence(view: LongTermView, scenario: ScenarioView) -> str:
    """How it ends, in one sentence."""
    last = scenario.outcome[view.last]
    if last.gap is None:
        return "Gapet går inte att räkna ut: " + missing(last.lacks)
    if last.gap < 0:
        first = _short_since(view, scenario)
        since = "" if first == view.last else f", och det saknas varje år från {first}"
        target = " till resultatmålet" if last.target else ""
        return f"{view.last} saknas {write_mnkr(-last.gap)}{target}{since}."
    over = "över resultatmålet" if last.target else "över"
    short = [str(year) for year in view.reckoned if (scenario.outcome[year].gap or 0) < 0]
    but = f", men inte {' och '.join(short)}" if 0 < len(short) <= _FEW else ""
    but = but or (f", men inte {len(short)} av åren före" if short else "")
    return f"{view.last} räcker intäkterna, med {write_mnkr(last.gap)} {over}{but}."


def _short_since(view: LongTermView, scenario: ScenarioView) -> int:
    """The first of the years in a row that end short, as the chart says it."""
    first = view.last
    for year in reversed(view.reckoned):
        if (scenario.outcome[year].gap or 0) >= 0:
            break
        first = year
    return first


def missing(lacks: Sequence[str]) -> str:
    """What is lacking, the first of it in words."""
    said = [f"{one[:1].lower()}{one[1:]}" for one in lacks[:2]]
    more = f" och {write_count(len(lacks) - 2, 'uppgift', 'uppgifter')} till" if len(lacks) > 2 else ""
    return (
        f"{' och '.join(said) if not more else ', '.join(said)}{more} saknas."
        if said
        else "uppgifter saknas."
    )


def frames_sentence(view: LongTermView) -> str:
    """Whether the areas make up the frames that they are to be."""
    beside = view.beside_frames
    if beside is None:
        return "Verksamheternas kostnader går inte att jämföra med ramarna."
    if abs(beside) < ROUNDED:
        return f"Verksamheterna kostar tillsammans lika mycket som ramarna {view.base_year}."
    more = "mer" if beside > 0 else "mindre"
    return f"Verksamheterna kostar {write_mnkr(abs(beside), 2)} {more} än ramarna {view.base_year}."


def source_of(view: LongTermView) -> str:
    """What the plan rests on."""
    said = [f"{view.version_name}" if view.version_name else "", view.population_name]
    return ". ".join(part for part in said if part)


def _columns(view: LongTermView) -> tuple[str, ...]:
    return tuple(map(str, view.years))


def _row(
    key: str,
    label: str,
    years: Iterable[YearOutcome],
    take: Callable[[YearOutcome], int | None],
    style: Style = "row",
    parts: tuple[Part, ...] = (),
    indent: int = 0,
    note: str = "",
) -> TableRow:
    cells = tuple(take(one) for one in years)
    return TableRow(key, label, cells, "ore", style, parts, indent, note)


def _parts(rows: Sequence[TableRow]) -> tuple[Part, ...]:
    return tuple(Part(row.key) for row in rows)


def _tied(rows: list[TableRow]) -> tuple[TableRow, ...]:
    """The last row is the sum of the others where it is so in every year."""
    if len(rows) < 2 or rows[-1].style != "total":
        return tuple(rows)
    *groups, total = rows
    for place, whole in enumerate(total.cells):
        cells = [row.cells[place] for row in groups]
        if any(not isinstance(cell, Decimal) for cell in cells) or whole != sum(cells):  # type: ignore[arg-type]
            return tuple(rows)
    parts = tuple(Part(row.key) for row in groups)
    return (*groups, TableRow(total.key, total.label, total.cells, "number", "total", parts))
