"""A forecast's table out of a workbook or a text table: every sheet is read, and what each says is told."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.models.errors import DomainError
from app.services.economy.prerequisites.checking import FIRST_YEAR, LAST_YEAR
from app.services.economy.prerequisites.pasting import Pasted, read_table
from app.services.exchange.workbooks.cells import Sheet
from app.services.exchange.workbooks.reading import SUFFIXES, read_book

__all__ = ["SUFFIXES", "ForecastSheet", "NoForecast", "read_forecasts"]


class NoForecast(DomainError):
    """No sheet of a file holds a forecast; says why of the one that came nearest."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} innehåller ingen prognos som känns igen. {why}")


@dataclass(frozen=True, slots=True)
class ForecastSheet:
    """A sheet with the table that was read out of it."""

    name: str
    pasted: Pasted


def read_forecasts(path: Path) -> tuple[ForecastSheet, ...]:
    """The sheets of a file that hold a forecast, the one that says most first; raises NoForecast."""
    read = [ForecastSheet(sheet.name, read_table(_texts(sheet))) for sheet in read_book(path).filled()]
    found = sorted(
        (each for each in read if each.pasted.found), key=lambda each: len(each.pasted.found), reverse=True
    )
    if not found:
        why = next((problem for each in read for problem in each.pasted.problems), "")
        raise NoForecast(path.name, why)
    return tuple(found)


def _texts(sheet: Sheet) -> list[list[str]]:
    return [
        [_text(sheet, row, column) for column in range(len(sheet.rows[row]))] for row in range(sheet.height)
    ]


def _text(sheet: Sheet, row: int, column: int) -> str:
    """What a cell says; a number that may be a year without the space in a thousand."""
    value = sheet.cell(row, column)
    if (
        isinstance(value, Decimal)
        and FIRST_YEAR <= value <= LAST_YEAR
        and (row, column) not in sheet.percents
    ):
        return sheet.text(row, column)
    return sheet.shown(row, column)
