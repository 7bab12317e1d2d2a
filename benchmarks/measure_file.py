"""A file from Kolada of any size, and a municipality whose file it is read into."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.services.clock import fixed_clock
from app.services.exchange.measures.applying import carry_out
from app.services.exchange.measures.kolada import look_at_kolada
from app.services.exchange.measures.plan import ImportPlan
from app.services.storage import Database, describe

TODAY = date(2026, 11, 21)
TOWNS = 290
YEARS = range(2000, 2025)


def code_of(number: int) -> str:
    """The code of a key figure."""
    return f"N{number:05}"


def rows() -> Iterator[str]:
    """Rows of data without end: figure by figure, year by year, town by town."""
    number = 0
    while True:
        for year in YEARS:
            for town in range(TOWNS):
                value = {"gender": "T", "status": "", "value": round(number * 1.37 + town / 7, 3), "count": 1}
                row = {
                    "kpi": code_of(number),
                    "municipality": f"{town + 2000}",
                    "period": year,
                    "values": [value],
                }
                yield json.dumps(row)
        number += 1


def write_rows(path: Path, count: int) -> None:
    """A file with so many rows."""
    made = rows()
    path.write_text(
        f'{{"values": [{", ".join(next(made) for _ in range(count))}], "next_page": null}}', "utf-8"
    )


def write_bytes(path: Path, size: int) -> None:
    """A file of about a size, written row by row."""
    with path.open("w", encoding="utf-8") as file:
        written = file.write('{"values": [')
        for row in rows():
            written += file.write(row)
            if written > size:
                break
            written += file.write(", ")
        file.write('], "next_page": null}')


@contextmanager
def open_town(folder: Path, figures: int) -> Iterator[Database]:
    """A new file whose indicators have the codes of the first key figures."""
    database = Database.create(folder / "kommun.styr", clock=fixed_clock(TODAY), user="")
    try:
        database.write(partial(_found, figures=figures))
        yield database
    finally:
        database.close()


def _found(session: Session, *, figures: int) -> None:
    session.add_all(Indicator(name=f"Mått {at}", code=code_of(at), frequency="year") for at in range(figures))
    describe(session, "Lade till mått")


def look(database: Database, path: Path) -> ImportPlan:
    """The dry run."""
    return database.read(partial(look_at_kolada, paths=[path]))


def take(database: Database, plan: ImportPlan) -> None:
    """The import, as one step with its entry in the change log."""
    database.write(partial(carry_out, plan=plan))
