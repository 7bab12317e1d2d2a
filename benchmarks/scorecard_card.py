"""A scorecard costs little more than adding its measurements up by unit in the file, and so does the roll-up.

Both sides read the same file. The bare GROUP BY gives each figure's latest outcome by unit and year, or the
mean of what was measured by unit and perspective: inexact numbers, without targets, scores, trends and words.
What is measured knows no perspective, so the roll-up's GROUP BY goes by way of the goals; how long it takes
to group the measurements alone is told beside it.
Python does not look for garbage meanwhile, as in the program, which does that between the user's doings.
"""

import gc
import tempfile
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.scorecard import reading
from app.services.storage import Database
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import spaced
from benchmarks.scorecard_file import PERIOD, TODAY, YEAR, months, open_file

LIMIT = 1.5
UNITS, GOALS = 41, 50
MANY_UNITS, MANY_GOALS = 101, 5000
#: So many months of every goal make a hundred thousand measurements.
_MONTHS = 20
_LATEST = """
SELECT indicator_id, unit_id, substr(period, 1, 4), max(period), CAST(value AS REAL)
FROM measurement WHERE gender = 'T' GROUP BY 1, 2, 3
"""
_ROLLED = """
SELECT node.unit_id, seen.perspective_id, count(*), avg(CAST(measurement.value AS REAL))
FROM measurement
JOIN node_indicator AS link ON link.indicator_id = measurement.indicator_id
JOIN node ON node.id = link.node_id
JOIN node_perspective AS seen ON seen.node_id = node.id
GROUP BY 1, 2
"""
_ALONE = "SELECT indicator_id, unit_id, avg(CAST(value AS REAL)) FROM measurement GROUP BY 1, 2"


def run(rounds: int) -> list[Result]:
    """Read a card, the municipality's card and the roll-up in turns with what each is held against."""
    gc.collect()
    gc.disable()
    try:
        with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
            return [*_cards(Path(folder), rounds), *_rolled(Path(folder), rounds)]
    finally:
        gc.enable()


def _cards(folder: Path, rounds: int) -> list[Result]:
    periods = ["2021", "2022", *months(2023, 2026)]
    (folder / "cards").mkdir()
    with open_file(folder / "cards", units=UNITS, goals=GOALS, periods=periods, everywhere=True) as database:
        count = (UNITS - 1) * GOALS * len(periods)
        unit = database.read(lambda session: session.query(Unit.id).filter_by(name="Enhet 7").scalar())
        bare = f"the bare GROUP BY of {spaced(count)} measurements"
        return [
            side_by_side(
                Goal(
                    "a scorecard", f"{whose} scorecard, {spaced(count)} measurements in the file", bare, LIMIT
                ),
                lambda unit_id=unit_id: timed(partial(_card, database, unit_id)),
                lambda: timed(partial(_bare, database, _LATEST, (UNITS - 1) * GOALS * 6)),
                rounds=rounds,
            )
            for whose, unit_id in (("a unit's", unit), ("the municipality's", None))
        ]


def _rolled(folder: Path, rounds: int) -> list[Result]:
    (folder / "rolled").mkdir()
    periods = months(2025, 2026)[:_MONTHS]
    with open_file(
        folder / "rolled", units=MANY_UNITS, goals=MANY_GOALS, periods=periods, everywhere=False
    ) as database:
        count = spaced(MANY_GOALS * len(periods))
        goal = Goal(
            "scorecards rolled up",
            f"{spaced(MANY_GOALS)} goals of {MANY_UNITS - 1} units, {count} measurements in the file",
            "the bare GROUP BY of units and perspectives",
            LIMIT,
        )
        alone = Goal(goal.name, goal.measured, f"a GROUP BY of the {count} measurements alone, without goals")
        return [
            side_by_side(
                held,
                lambda: timed(partial(_roll_up, database)),
                lambda sql=sql, least=least: timed(partial(_bare, database, sql, least)),
                rounds=rounds,
            )
            for held, sql, least in ((goal, _ROLLED, MANY_UNITS - 1), (alone, _ALONE, MANY_GOALS))
        ]


def _card(database: Database, unit_id: int | None) -> None:
    card = database.read(partial(reading.card, unit_id=unit_id, year=YEAR, period=PERIOD, today=TODAY))
    if len(card.figures) != GOALS or card.average.counted != GOALS:
        raise RuntimeError(f"the card has {card.average.counted} figures with a score")


def _roll_up(database: Database) -> None:
    rolled = database.read(partial(reading.roll_up, year=YEAR, period=PERIOD, today=TODAY))
    if rolled.whole.counted != MANY_GOALS:
        raise RuntimeError(f"{rolled.whole.counted} goals were rolled up")


def _bare(database: Database, statement: str, least: int) -> None:
    def group(session: Session) -> int:
        cursor = session.connection().connection.cursor()
        return len(cursor.execute(str(text(statement))).fetchall())

    found = database.read(group)
    if found < least:
        raise RuntimeError(f"only {found} rows were grouped")
