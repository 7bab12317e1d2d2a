"""A file with the example around 2027 to break on purpose, and a way to ask what is then found."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.services.checks.collect import findings
from app.services.checks.finding import Finding
from app.services.clock import fixed_clock
from app.services.storage import Database, describe

TODAY = date(2026, 11, 21)
CLOCK = fixed_clock(TODAY)
Break = Callable[[Session], object]
_found: dict[tuple[bytes, date], tuple[Finding, ...]] = {}


@pytest.fixture
def example(example_of_2027: Path, tmp_path: Path) -> Iterator[Database]:
    """The example in a file of its own."""
    path = tmp_path / "exempel.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=CLOCK, user="A")
    yield database
    database.close()


def found(database: Database, today: date = TODAY) -> tuple[Finding, ...]:
    """Everything that is found on a day; looked for once in files that are the same to the byte."""
    key = sha256(database.path.read_bytes()).digest(), today
    if key not in _found:
        _found[key] = database.read(partial(findings, today=today))
    return _found[key]


def new_after(database: Database, broken: Break, today: date = TODAY) -> list[Finding]:
    """What is found after a change and was not found before."""
    before = set(found(database, today))

    def change(session: Session) -> None:
        describe(session, "Prov")
        broken(session)

    database.write(change)
    return [each for each in found(database, today) if each not in before]
