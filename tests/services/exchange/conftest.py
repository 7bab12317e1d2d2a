"""A file with the example around 2027, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.services.clock import Clock, fixed_clock
from app.services.storage import Database
from tests.newfiles import create_file


@pytest.fixture(scope="session")
def _example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("utbyte") / "exempel.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(date(2026, 11, 21)), user="A", example_year=2027)
    return path


@pytest.fixture
def path(_example_file: Path, tmp_path: Path) -> Path:
    """The example in a file of its own, closed."""
    copy = tmp_path / "x.styr"
    shutil.copy(_example_file, copy)
    return copy


@pytest.fixture
def opened(path: Path, clock: Clock) -> Iterator[Database]:
    """The example in a file of its own, open."""
    database = Database.open(path, clock=clock, user="A")
    yield database
    database.close()
