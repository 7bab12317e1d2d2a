"""A large hierarchy is on the screen soon: read, arranged and painted, against its rows read bare.

The bare side reads the same columns with Core, makes nothing of them, and paints a tree once. Python does
not look for garbage meanwhile, as in the program, which does that between the user's doings.
"""

import gc
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.steering import Level, Node, NodeVersion
from app.services.clock import fixed_clock
from app.services.steering.arranging import Arrangement, by_level, by_organisation, unit_lines
from app.services.steering.views import steering_view
from app.services.storage import Database
from app.services.storage.connection import make_engine
from benchmarks.hierarchy import TODAY, make_file
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import OPEN_AT_FIRST, application, drop, make_tree, spaced, until_painted

LARGE = 5_000
_LIMIT = 2.0
_LEVELS_OPEN = 1
_NODE, _VERSION, _UNIT, _LEVEL = (model.__table__ for model in (Node, NodeVersion, Unit, Level))


def run(rounds: int) -> list[Result]:
    """Show the three trees of the page, each in turns with the bare reading and one paint."""
    application()
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        path = make_file(Path(folder, "kommun.styr"), LARGE)
        database = Database.open(path, clock=fixed_clock(TODAY), user="")
        engine = make_engine(path, read_only=True)
        gc.disable()
        try:
            return [
                _compare(database, engine, "a hierarchy shown", "by its threads", _hierarchy, rounds),
                _compare(database, engine, "a hierarchy by level", "by level", _by_level, rounds),
                _compare(database, engine, "a hierarchy by unit", "by organisation", _by_unit, rounds),
            ]
        finally:
            gc.enable()
            engine.dispose()
            database.close()


def _compare(
    database: Database,
    engine: Engine,
    name: str,
    how: str,
    view: Callable[[Session], Arrangement],
    rounds: int,
) -> Result:
    goal = Goal(
        name,
        f"{spaced(LARGE)} elements {how}: read, shown and painted",
        "the rows read with bare Core and one paint",
        _LIMIT,
    )
    return side_by_side(goal, lambda: _show(database, view), lambda: _bare(engine), rounds=rounds)


def _show(database: Database, view: Callable[[Session], Arrangement]) -> float:
    above: dict[Any, Any] = {}
    gc.collect()
    tree = make_tree(0, parent_key=lambda row: above.get(row.id))

    def work() -> None:
        found = database.read(view)
        above.update(found.above)
        tree.show_rows(found.rows)
        tree.open_to(OPEN_AT_FIRST if view is _hierarchy else _LEVELS_OPEN)
        tree.show()

    taken, _idle = until_painted(tree, work)
    drop(tree)
    return taken


def _bare(engine: Engine) -> float:
    gc.collect()
    tree = make_tree(LARGE)
    read = timed(partial(_read, engine))
    painted, _idle = until_painted(tree, tree.show)
    drop(tree)
    return read + painted


def _read(engine: Engine) -> None:
    version = (_VERSION.c.node_id == _NODE.c.id) & (_VERSION.c.number == _NODE.c.current_number)
    tables = _NODE.join(_VERSION, version).join(_LEVEL, _LEVEL.c.id == _NODE.c.level_id)
    tables = tables.outerjoin(_UNIT, _UNIT.c.id == _NODE.c.unit_id)
    columns = (
        _NODE.c.id, _NODE.c.parent_id, _NODE.c.level_id, _NODE.c.unit_id, _NODE.c.owner_role,
        _NODE.c.example, _NODE.c.version, _VERSION.c.title, _VERSION.c.body, _VERSION.c.status,
        _VERSION.c.locked, _VERSION.c.valid_from, _VERSION.c.valid_to, _VERSION.c.validity_text,
        _VERSION.c.due_year, _UNIT.c.name,
    )  # fmt: skip
    order = (_LEVEL.c.position, _NODE.c.position, _NODE.c.id)
    with engine.connect() as opened:
        rows = opened.execute(select(*columns).select_from(tables).order_by(*order)).all()
    if len(rows) != LARGE:
        raise RuntimeError("not every row was read")


def _hierarchy(session: Session) -> Arrangement:
    rows = steering_view(session, today=TODAY).rows
    return Arrangement(rows, {row.id: row.parent_id for row in rows})


def _by_level(session: Session) -> Arrangement:
    return by_level(steering_view(session, today=TODAY))


def _by_unit(session: Session) -> Arrangement:
    return by_organisation(steering_view(session, today=TODAY), unit_lines(session))
