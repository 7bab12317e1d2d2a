"""Hierarchies of any size: ten elements at the top, and under each element up to nine others."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Level, Node, NodeVersion
from app.models.types import new_id
from app.services.clock import Clock, fixed_clock
from app.services.exchange.newfile import create_file
from app.services.steering.views import NodeRow, SteeringView, steering_view
from app.services.storage import Database, describe

MODEL = "ljusnarsberg"
TODAY = date(2026, 11, 21)
_TOPS = 10
_BRANCHES = 9
_WORDS = (
    "Trygg",
    "skola",
    "hemtjänst",
    "stöd i tid",
    "ekonomi i balans",
    "Öppna",
    "näringsliv",
    "äldre",
    "vatten",
)


def parent_of(place: int) -> int | None:
    """The place of the element above that of a place; None at the top."""
    return None if place < _TOPS else (place - _TOPS) // _BRANCHES


def title_of(place: int) -> str:
    """A title like those that municipalities write."""
    words = (_WORDS[(place * step + step) % len(_WORDS)] for step in (1, 2, 5))
    return f"{' och '.join(words)} {place}"


def make_file(path: Path, count: int) -> Path:
    """A file with the example's model and so many elements."""
    clock = fixed_clock(TODAY)
    create_file(path, MODEL, clock=clock, user="", example_year=None)
    database = Database.open(path, clock=clock, user="")
    try:
        database.write(partial(_fill, count=count))
    finally:
        database.close()
    return path


def _fill(session: Session, *, count: int) -> None:
    describe(session, f"Lade till {count} styrelement")
    level = session.scalars(select(Level.id).where(Level.form == "goal_area")).first()
    keys = [new_id() for _ in range(count)]
    for place in range(count):
        above = parent_of(place)
        node = Node(
            id=keys[place],
            level_id=level,
            parent_id=None if above is None else keys[above],
            position=place,
            owner_role="Förvaltningschef",
        )
        node.versions.append(NodeVersion(number=1, title=title_of(place)))
        session.add(node)


def make_rows(view: SteeringView, count: int) -> list[NodeRow]:
    """So many rows as the page shows them, made after the first row of a view that was read from a file."""
    model = view.rows[0]
    return [
        model._replace(
            id=place + 1,
            parent_id=None if (above := parent_of(place)) is None else above + 1,
            title=title_of(place),
            gaps=(),
        )
        for place in range(count)
    ]


def read_view(path: Path) -> SteeringView:
    """The hierarchy of a file."""
    clock: Clock = fixed_clock(TODAY)
    database = Database.open(path, clock=clock, user="")
    try:
        return database.read(partial(steering_view, today=TODAY))
    finally:
        database.close()
