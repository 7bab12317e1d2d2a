"""A hundred thousand values read in with their change log, against the bare statement that inserts them."""

import gc
import shutil
import tempfile
from pathlib import Path

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.services.exchange.measures.plan import ImportPlan
from app.services.storage import Database
from app.services.storage.connection import connect
from benchmarks.measure_file import TOWNS, YEARS, look, open_town, take, write_rows
from benchmarks.measuring import Goal, Result, side_by_side, timed

LIMIT = 4.0
VALUES = 100_000


def run(rounds: int) -> list[Result]:
    """Write the values of a dry run as one step; the other side has the same rows at hand."""
    goal = Goal(
        "measure import", f"{VALUES} values read in as one step", "executemany of the same rows", LIMIT
    )
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_rows(folder / "data.json", VALUES)
        with open_town(folder, -(-VALUES // (TOWNS * len(YEARS)))) as database:
            plan = look(database, folder / "data.json")
        empty = shutil.copy(folder / "kommun.styr", folder / "tom.styr")
        _imported(folder, Path(empty), plan)
        rows = _rows(folder / "full.styr")
        gc.collect()
        gc.disable()  # the window looks for garbage when it has time, never in the middle of a write
        try:
            result = side_by_side(
                goal,
                lambda: _imported(folder, Path(empty), plan),
                lambda: _inserted(folder, Path(empty), rows),
                rounds=rounds,
            )
        finally:
            gc.enable()
        return [result]


def _imported(folder: Path, empty: Path, plan: ImportPlan) -> float:
    from app.services.clock import Clock

    database = Database.open(Path(shutil.copy(empty, folder / "full.styr")), clock=Clock(), user="")
    try:
        return timed(lambda: take(database, plan))
    finally:
        database.close()


Rows = dict[str, list[tuple[object, ...]]]


def _rows(path: Path) -> Rows:
    """What the import wrote, table by table."""
    connection = connect(path, read_only=True)
    try:
        tables = (OtherMunicipality.__tablename__, ComparisonValue.__tablename__)
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    finally:
        connection.close()


def _inserted(folder: Path, empty: Path, rows: Rows) -> float:
    """Insert the same rows in one transaction, on a connection like the program's own."""
    connection = connect(Path(shutil.copy(empty, folder / "raw.styr")))

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            marks = ",".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        connection.execute("COMMIT")

    try:
        return timed(insert)
    finally:
        connection.close()
