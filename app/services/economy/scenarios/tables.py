"""Scenarios side by side as tables: all against the version as it is, and what each step does."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.services.economy.scenarios.arithmetic import ScenarioYear
from app.services.economy.scenarios.views import ScenarioComparison, ScenarioView, compare, step_effects
from app.services.economy.tables import Cell, EconomyTable, Part, TableRow, Unit
from app.services.formatting import write_years

Value = Callable[[ScenarioYear], Cell]
#: Key, label and value of the rows of a year, in order; frames of each nämnd come where "frames" stands.
_ROWS: Final[tuple[tuple[str, str, Unit, Value], ...]] = (
    ("tax_rate", "Skattesats, kr per 100 kr", "kr", lambda year: year.tax_rate),
    ("tax_and_grants", "Skatt, bidrag och utjämning", "ore", lambda year: year.tax_and_grants),
    ("room", "Utrymme att fördela", "ore", lambda year: year.room),
    ("held_back", "Hålls inne", "ore", lambda year: year.held_back),
    ("frames", "Ramar", "ore", lambda year: year.distributed),
    ("left", "Kvar att fördela", "ore", lambda year: year.left),
    ("result", "Årets resultat", "ore", lambda year: year.result),
    ("result_percent", "Resultat i % av skatt och bidrag", "percent", lambda year: year.result_percent),
    ("investments", "Investeringar, netto", "ore", lambda year: year.investments),
    ("loans", "Lån vid årets slut", "ore", lambda year: year.loans),
    ("cash", "Likvida medel vid årets slut", "ore", lambda year: year.cash),
)


def tables(
    session: Session, *, version_id: int, scenario_ids: Collection[int] | None = None
) -> tuple[EconomyTable, ...]:
    """The comparison, and the steps of each scenario; nothing where there is no scenario."""
    compared = compare(session, version_id=version_id, scenario_ids=scenario_ids)
    if not compared.scenarios:
        return ()
    return comparison_table(compared), *(steps_table(compared, each) for each in compared.scenarios)


def titled(scenario: ScenarioView) -> str:
    """What a scenario is called where others stand beside it: a party's with its party."""
    return f"{scenario.name}, {scenario.party}" if scenario.party else scenario.name


def comparison_table(compared: ScenarioComparison) -> EconomyTable:
    """Every scenario beside the version, year by year."""
    sides = [compared.base.years, *(each.years for each in compared.scenarios)]
    rows: list[TableRow] = []
    for year in compared.years:
        rows += _year_rows(compared, year, [side[year] for side in sides])
    return EconomyTable(
        key="scenarios",
        title=f"Scenarier {write_years(compared.years[0], compared.years[-1])}",
        columns=(compared.version_name, *(titled(each) for each in compared.scenarios)),
        rows=tuple(rows),
        sentence=_sentence(compared),
        source=f"Budgetversionen {compared.version_name} med varje scenarios steg.",
        first_heading="År",
    )


def steps_table(compared: ScenarioComparison, scenario: ScenarioView) -> EconomyTable:
    """What each step of a scenario does to what is left."""
    effects = step_effects(compared.grounds, [step.values for step in scenario.steps])
    rows = [
        TableRow("base", f"Kvar i {compared.version_name}", _lefts(compared, None)),
        *(
            TableRow(
                f"step.{step.key}",
                step.words,
                tuple(effects.get(step.key, {}).get(year, 0) for year in compared.years),
                indent=1,
                note=step.values.note or "",
                flag=step.stopped or ("" if step.active else "Avslaget"),
            )
            for step in scenario.steps
        ),
    ]
    parts = tuple(Part(row.key) for row in rows)
    rows.append(
        TableRow("left", f"Kvar i {scenario.name}", _lefts(compared, scenario), style="total", parts=parts)
    )
    title = titled(scenario)
    return EconomyTable(
        key=f"scenario.{scenario.id}",
        title=title,
        columns=tuple(str(year) for year in compared.years),
        rows=tuple(rows),
        sentence=" ".join((scenario.note or "", *scenario.reasons)).strip(),
        first_heading="Vad varje steg gör med det som är kvar",
    )


def _year_rows(compared: ScenarioComparison, year: int, sides: Sequence[ScenarioYear]) -> list[TableRow]:
    made = [TableRow(f"{year}", str(year), style="heading")]
    for key, label, unit, value in _ROWS:
        cells = tuple(value(side) for side in sides)
        if key == "frames":
            parts = tuple(Part(f"{year}.frames.{group.key}") for group in compared.groups)
            made += [
                TableRow(
                    f"{year}.frames.{group.key}",
                    group.name,
                    tuple(side.frames.get(group.key, 0) for side in sides),
                    indent=1,
                )
                for group in compared.groups
            ]
            made.append(TableRow(f"{year}.{key}", label, cells, style="sum", parts=parts))
        elif key == "left":
            parts = (Part(f"{year}.room"), Part(f"{year}.held_back", -1), Part(f"{year}.frames", -1))
            flag = _lacking(compared, sides)
            made.append(TableRow(f"{year}.{key}", label, cells, style="sum", parts=parts, flag=flag))
        else:
            made.append(TableRow(f"{year}.{key}", label, cells, unit=unit))
    return made


def _lacking(compared: ScenarioComparison, sides: Sequence[ScenarioYear]) -> str:
    """Why a year does not go together, and in whose budget."""
    names = (compared.version_name, *(each.name for each in compared.scenarios))
    found: dict[str, list[str]] = {}
    for name, side in zip(names, sides, strict=True):
        for reason in side.reasons:
            found.setdefault(reason, []).append(name)
    return " ".join(f"{reason.rstrip('.')} ({', '.join(whose)})." for reason, whose in found.items())


def _lefts(compared: ScenarioComparison, scenario: ScenarioView | None) -> tuple[Cell, ...]:
    years = compared.base.years if scenario is None else scenario.years
    return tuple(years[year].left for year in compared.years)


def _sentence(compared: ScenarioComparison) -> str:
    short = [each.name for each in compared.scenarios if not each.balanced]
    if not short:
        return "Alla scenarier går ihop."
    return f"Går inte ihop: {', '.join(short)}."
