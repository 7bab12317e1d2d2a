"""The ages of a forecast as rows of a sheet, and what is told of a number: its day and what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.services.economy.population_errors import NotInhabitants
from app.services.economy.population_table import DAY_USES, DAYS, AgeGroup, Number, PopulationTable
from app.services.formatting import NotANumber, read_number, write_number, write_percent
from app.ui.economy.sheet import Change, SheetCell, SheetRow
from app.ui.parts.details import Details, Fact, Facts, Part, Text

if TYPE_CHECKING:
    from app.services.economy.population import ForecastInfo

TOTAL = "total"
_ALL = AgeGroup(0, None)
_MEAN = "Medeltalet räknas fram av den 31 december året före och den 31 december samma år."


def years_of(table: PopulationTable, day: str, first_year: int) -> tuple[int, ...]:
    """The years to show: those of the forecast, or the plan's own while it is empty."""
    years = [year for year in table.years if day == "mean" or day in table.days(year)]
    return tuple(years or table.years) or tuple(range(first_year - 1, first_year + 3))


def rows_of(table: PopulationTable, day: str, years: Sequence[int], *, example: bool) -> tuple[SheetRow, ...]:
    """The age groups, and all of them together where they make up all ages."""
    rows = [
        SheetRow(
            group, group.words,
            tuple(_cell(table, day, group, year, example=example) for year in years),
        )
        for group in table.groups
    ]  # fmt: skip
    if len(rows) > 1:
        cells = tuple(_total(table, day, year, example=example) for year in years)
        rows.append(SheetRow(TOTAL, "Alla åldrar", cells, style="total"))
    return tuple(rows)


def sentence_of(forecast: ForecastInfo, table: PopulationTable, day: str) -> str:
    """Who made the forecast, and what the day is for."""
    made = f"{forecast.source or 'Ingen källa angiven'}, {forecast.dated_on.isoformat()}."
    use = DAY_USES[day]
    if not any(table.days(year) for year in table.years):
        return f"{made} Inga antal ännu: klistra in en tabell, eller lägg till åldersgrupper."
    if day != "mean" and not any(day in table.days(year) for year in table.years):
        other = DAYS["dec31" if day == "nov1" else "nov1"]
        return (
            f"{made} Prognosen har bara antal den {other}; {use}, och det räknas inte om till en annan dag."
        )
    said = _MEAN if day == "mean" else f"Antal den {DAYS[day]}."
    return f"{made} {said} {use[:1].upper()}{use[1:]}."


def number_of(day: str, years: Sequence[int], change: Change) -> Number:
    """A typed number of inhabitants; refused with where it stands."""
    group, place, text = change
    year = years[place]
    if not text.strip():
        return Number(year, day, group.first, group.to, None)
    where = f"för {group.words} {year}"
    try:
        value = read_number(text)
    except NotANumber:
        raise NotInhabitants(text, where) from None
    if value != value.to_integral_value():
        raise NotInhabitants(text, where)
    return Number(year, day, group.first, group.to, int(value))


def details_of(
    forecast: ForecastInfo, table: PopulationTable, key: Any, year: int, *, rests: int | None
) -> Details:
    """A group in a year, on each day with what the day is for, and how it changes."""
    group = _ALL if key == TOTAL else key
    facts = [Fact(f"{DAYS[day].capitalize()} {year}", _count(table, year, day, group)) for day in DAYS]
    whole = table.group_count(year, "dec31", _ALL)
    here = table.group_count(year, "dec31", group)
    before = table.group_count(year - 1, "dec31", group)
    if here is not None and before is not None:
        facts.append(Fact("Mot året före", write_number(here - before, plus=True)))
    if here is not None and whole and group != _ALL:
        facts.append(Fact("Andel av alla", write_percent(here * 100 / whole)))
    parts: list[Part] = [Facts(tuple(facts))]
    parts += [Text(f"{DAYS[day].capitalize()}: {use}.", muted=True) for day, use in DAY_USES.items()]
    if forecast.used:
        parts.append(Text(f"Prognosen används av {' och '.join(forecast.used)}.", muted=True))
    if forecast.note:
        parts.append(Text(forecast.note))
    kicker = forecast.title if forecast.id != rests else f"{forecast.title}, som versionen vilar på"
    return Details((forecast.id, key, year), kicker, group.words.capitalize(), tuple(parts))


def _cell(table: PopulationTable, day: str, group: AgeGroup, year: int, *, example: bool) -> SheetCell:
    count = table.group_count(year, day, group)
    typed = day != "mean"
    if count is None:
        return SheetCell("–", editable=typed, tooltip="Uppgift saknas", raised=not typed)
    text = _written(count)
    return SheetCell(text, text, editable=typed, copy=count, raised=not typed, example=example)


def _total(table: PopulationTable, day: str, year: int, *, example: bool) -> SheetCell:
    count = table.group_count(year, day, _ALL)
    if count is None:
        return SheetCell("–", tooltip="Åldersgrupperna täcker inte alla åldrar detta år", raised=True)
    return SheetCell(_written(count), copy=count, raised=True, example=example)


def _count(table: PopulationTable, year: int, day: str, group: AgeGroup) -> str:
    count = table.group_count(year, day, group)
    return "uppgift saknas" if count is None else _written(count)


def _written(count: Decimal) -> str:
    return write_number(count.normalize() if count % 1 else int(count))
