"""A file with the example in it, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from app.services.clock import fixed_clock
from app.services.exchange.example import MODEL
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import find_model
from app.services.storage import Database

CLOCK = fixed_clock(date(2010, 11, 21))


@pytest.fixture
def example(example_of_2011: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2011, path)
    database = Database.open(path, clock=CLOCK, user="Kanslichef")
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A file with the model and its bodies, and nothing else."""
    database = Database.create(tmp_path / "tom.styr", clock=CLOCK, user="Kanslichef")
    model = find_model(MODEL)
    database.write(partial(install, model=model))
    database.write(partial(install_bodies, model=model))
    yield database
    database.close()
