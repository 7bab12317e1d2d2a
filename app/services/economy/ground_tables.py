"""What a version rests on as tables for paper and workbook: indexes by year, and the population by age."""

from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from app.services.economy.index_words import UNITS
from app.services.economy.indexes import IndexTableView, indexes
from app.services.economy.kept_tables import kept_tables
from app.services.economy.own import plan_years
from app.services.economy.population import chosen_population, forecasts, populations
from app.services.economy.population_table import DAY_USES, DAYS, AgeGroup, PopulationTable
from app.services.economy.tables import Cell, EconomyTable, Part, TableRow

#: The name that the tables of a version are kept under when it is decided.
PART = "ground"
_ALL = AgeGroup(0, None)


def tables(session: Session, *, version_id: int) -> tuple[EconomyTable, ...]:
    """The indexes of the plan's years, and the forecast of the population that the version rests on.

    A table with nothing in it is left out. Those of a decided version are as they were then.
    """
    decided = kept_tables(session, version_id, PART)
    if decided is not None:
        return decided
    years = plan_years(session, version_id)
    shown = (years[0] - 1, *years)
    made = [index_table(indexes(session), shown)]
    chosen = chosen_population(session, version_id)
    for forecast in forecasts(session):
        if forecast.id == chosen:
            table = populations(session, forecast.id)
            source = f"{forecast.source or forecast.name}, {forecast.dated_on.isoformat()}"
            made += [population_table(table, day, shown, source) for day in DAYS]
    return tuple(table for table in made if any(cell is not None for row in table.rows for cell in row.cells))


def index_table(shown: tuple[IndexTableView, ...], years: tuple[int, ...]) -> EconomyTable:
    """Every index table as a row, with what it is given in and where its values come from."""
    rows = [
        TableRow(
            f"index:{table.key}",
            f"{table.name}, {_given(table)}",
            tuple(_value(table, year) for year in years),
            unit="number" if table.unit == "kr" else "percent",
            note=_sources(table, years),
        )
        for table in shown
        if table.values
    ]
    return EconomyTable(
        "indexes",
        "Index",
        tuple(str(year) for year in years),
        tuple(rows),
        sentence="Index som ramarna räknas upp med.",
        first_heading="Index",
    )


def population_table(table: PopulationTable, day: str, years: tuple[int, ...], source: str) -> EconomyTable:
    """The age groups on one day, added up where they make up all ages."""
    count = partial(_count, table, day)
    groups = [group for group in table.groups if any(count(year, group) is not None for year in years)]
    rows = [
        TableRow(
            f"age:{group.first}", group.words, tuple(count(year, group) for year in years), unit="number"
        )
        for group in groups
    ]
    if len(rows) > 1:
        whole = tuple(count(year, _ALL) for year in years)
        parts = tuple(Part(row.key) for row in rows)
        rows.append(TableRow("age:all", "Alla åldrar", whole, unit="number", style="total", parts=parts))
    when = "medeltal" if day == "mean" else f"den {DAYS[day]}"
    use = DAY_USES[day]
    return EconomyTable(
        f"population:{day}",
        f"Invånare efter ålder, {when}",
        tuple(str(year) for year in years),
        tuple(rows),
        sentence=f"{use[:1].upper()}{use[1:]}.",
        source=source,
        first_heading="Ålder",
    )


def _value(table: IndexTableView, year: int) -> Decimal | None:
    figure = table.values.get(year)
    return figure.value if figure is not None else None


def _given(table: IndexTableView) -> str:
    return UNITS[table.unit] if table.unit != "kr" else f"kr per {table.per or 'enhet'}"


def _sources(table: IndexTableView, years: tuple[int, ...]) -> str:
    said = dict.fromkeys(
        ", ".join(each for each in (figure.source, figure.dated_on and figure.dated_on.isoformat()) if each)
        for year, figure in table.values.items()
        if year in years
    )
    return "; ".join(each for each in said if each)


def _count(table: PopulationTable, day: str, year: int, group: AgeGroup) -> Cell:
    count = table.group_count(year, day, group)
    if count is None:
        return None
    return int(count) if count == count.to_integral_value() else count
