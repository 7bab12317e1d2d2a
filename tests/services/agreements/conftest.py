"""A file with the example in it, made once and copied for each test; and one with the model only."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.services.clock import fixed_clock
from app.services.exchange.example import MODEL
from app.services.storage import Database
from tests.newfiles import installing, open_founded
from tests.services.agreements.office import Office

CLOCK = fixed_clock(date(2010, 11, 21))


@pytest.fixture
def office(example_of_2011: Path, tmp_path: Path) -> Iterator[Office]:
    """The example, for reading and writing."""
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2011, path)
    database = Database.open(path, clock=CLOCK, user="Kanslichef")
    yield Office(database)
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Office]:
    """A file with the model and its bodies, and no performers."""
    database = open_founded(tmp_path / "tom.styr", *installing(MODEL), clock=CLOCK, user="Kanslichef")
    yield Office(database)
    database.close()
