"""Gaps are found in little more than their rows take to be read, and a graph of 300 elements is soon seen.

The bare side of the first sends the same statements with Core and makes nothing of the rows. The other one
paints the same window with nothing in the graph's place; Python does not look for garbage meanwhile.
"""

import gc
import random
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, IndicatorTarget, NodeIndicator
from app.models.steering import Contribution, Level, Node, NodePerspective, NodeVersion, Perspective
from app.models.types import new_id
from app.services.checks.threadrows import element_rows, level_rows, serving_rows, unit_rows
from app.services.checks.threads import thread_findings
from app.services.clock import fixed_clock
from app.services.exchange.newfile import create_file
from app.services.steering.thread.following import Thread, follow
from app.services.steering.thread.picture import thread_picture
from app.services.steering.thread.reading import read_threads
from app.services.storage import Database, describe
from app.ui.shell.workspace import Workspace
from app.ui.thread.page import ThreadPage
from benchmarks.hierarchy import MODEL, TODAY, parent_of, title_of
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.painting import application, spaced

ELEMENTS, CONTRIBUTIONS, SHOWN = 5_000, 10_000, 300
_SIZE = (1280, 800)
_FEW = 40
"""Every so many elements has a gap."""
_CHAIN = ("vision", "osb", "strategiskt_omrade", "verksamhetsmal", "atagande", "verksamhetsplan")


def run(rounds: int) -> list[Result]:
    """Measure the gap list and the graph."""
    application()
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        path = make_threads(Path(folder, "kommun.styr"), ELEMENTS, CONTRIBUTIONS)
        database = Database.open(path, clock=fixed_clock(TODAY), user="")
        gc.disable()
        try:
            return [_gaps(database, rounds), _graph(database, rounds)]
        finally:
            gc.enable()
            database.close()


def make_threads(path: Path, elements: int, contributions: int) -> Path:
    """A file with so many elements on the levels of the model, and so many contributions between them."""
    clock = fixed_clock(TODAY)
    create_file(path, MODEL, clock=clock, user="", example_year=None)
    database = Database.open(path, clock=clock, user="")
    try:
        database.write(partial(_fill, elements=elements, contributions=contributions))
    finally:
        database.close()
    return path


def _fill(session: Session, *, elements: int, contributions: int) -> None:
    describe(session, f"Lade till {elements} styrelement")
    levels = {key: number for number, key in session.execute(select(Level.id, Level.key))}
    perspective = session.scalars(select(Perspective.id)).first()
    indicator = Indicator(id=new_id(), name="Andel nöjda", targets=[IndicatorTarget(year=2027)])
    session.add(indicator)
    keys = [new_id() for _ in range(elements)]
    depths: list[int] = []
    for place in range(elements):
        above = parent_of(place)
        depths.append(0 if above is None else depths[above] + 1)
        node = Node(
            id=keys[place],
            level_id=levels[_CHAIN[depths[place]]],
            parent_id=None if above is None else keys[above],
            position=place,
            owner_role=None if place % _FEW == 0 else "Förvaltningschef",
            perspectives=[NodePerspective(perspective_id=perspective)],
        )
        node.versions.append(NodeVersion(number=1, title=title_of(place)))
        session.add(node)
    session.flush()
    session.add_all(NodeIndicator(node_id=key, indicator_id=indicator.id) for key in keys)
    dice = random.Random(elements)
    for giver, taker in sorted(_pairs(dice, depths, contributions)):
        session.add(Contribution(from_node_id=keys[giver], to_node_id=keys[taker]))


def _pairs(dice: random.Random, depths: list[int], count: int) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    while len(found) < count:
        giver, taker = dice.randrange(len(depths)), dice.randrange(len(depths))
        if depths[taker] < depths[giver] and parent_of(giver) != taker:
            found.add((giver, taker))
    return found


def _gaps(database: Database, rounds: int) -> Result:
    goal = Goal(
        "gaps found",
        f"the gaps of {spaced(ELEMENTS)} elements with {spaced(CONTRIBUTIONS)} contributions",
        "the same statements with bare Core",
        1.5,
    )
    return side_by_side(
        goal,
        lambda: _timed(lambda: database.read(_find)),
        lambda: _timed(lambda: database.read(_read)),
        rounds=rounds,
    )


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    return timed(work)


def _find(session: Session) -> None:
    if not list(thread_findings(session, today=TODAY)):
        raise RuntimeError("no gap was found")


def _read(session: Session) -> None:
    connection = session.connection()
    for statement in (level_rows(), element_rows(), serving_rows(), unit_rows()):
        connection.execute(statement).all()


def widest_thread(database: Database) -> Thread:
    """The thread of an element at the top, as much of it as is shown."""
    threads = database.read(partial(read_threads, today=TODAY))
    return follow(threads, next(iter(threads.rows)), most=SHOWN)


def _graph(database: Database, rounds: int) -> Result:
    thread = widest_thread(database)
    if len(thread.nodes) != SHOWN:
        raise RuntimeError("the thread is too short")
    clock = fixed_clock(TODAY)
    page = ThreadPage(Workspace(database, clock))
    page.resize(*_SIZE)
    page.show()
    page.graph.show_picture(thread_picture(thread))
    page.graph.fit()  # so that every element is in view
    QApplication.processEvents()
    goal = Goal(
        "a graph drawn",
        f"{SHOWN} elements laid out, drawn and painted",
        "the page painted once without the graph",
        10,
    )
    result = side_by_side(
        goal, lambda: _with_graph(page, thread), lambda: _without_graph(page), rounds=rounds
    )
    page.hide()
    page.deleteLater()
    QApplication.processEvents()
    return result


def _with_graph(page: ThreadPage, thread: Thread) -> float:
    gc.collect()
    before = page.graph.painted

    def work() -> None:
        page.graph.show_picture(thread_picture(thread))
        page.graph.viewport().repaint()

    taken = timed(work)
    if page.graph.painted == before:
        raise RuntimeError("the graph was never painted")
    return taken


def _without_graph(page: ThreadPage) -> float:
    page.graph.hide()
    QApplication.processEvents()
    gc.collect()
    taken = timed(page.repaint)
    page.graph.show()
    QApplication.processEvents()
    return taken
