"""Workbooks and text tables with the population by age, read by the sheet that says most."""

from pathlib import Path
from typing import Final

from app.services.economy.population_errors import NothingFound, WrongPaste
from app.services.economy.population_paste import PastedPopulation, read_population
from app.services.exchange.workbooks.reading import SUFFIXES, read_book

READ: Final = SUFFIXES
"""What can be chosen."""


def read_population_file(path: Path, *, day: str = "dec31") -> PastedPopulation:
    """The population of a file; raises what says in a sentence why it cannot be read."""
    best: PastedPopulation | None = None
    refused: NothingFound | WrongPaste | None = None
    for sheet in read_book(path).filled():
        rows = [[sheet.text(row, column) for column in range(sheet.width)] for row in range(sheet.height)]
        try:
            found = read_population(rows, day=day)
        except (NothingFound, WrongPaste) as error:
            refused = error if refused is None or isinstance(error, WrongPaste) else refused
            continue
        if best is None or len(found.numbers) > len(best.numbers):
            best = found
    if best is not None:
        return best
    raise refused if refused is not None else NothingFound("Filen har inga blad med innehåll.")
