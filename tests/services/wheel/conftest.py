"""A copy of the example for each test that writes in it, and a file in which nothing is planned yet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.clock import fixed_clock
from app.services.storage import Database
from tests.newfiles import create_file
from tests.services.wheel.files import opened
from tests.services.wheel.planned_year import TODAY, Year


@pytest.fixture
def example(tmp_path: Path, example_of_2027: Path) -> Iterator[Database]:
    """The example, open for writing: budget year 2027, today 21 November 2026."""
    database = opened(Path(shutil.copy(example_of_2027, tmp_path / "exempel.styr")))
    yield database
    database.close()


@pytest.fixture(scope="session")
def _norberg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("norberg") / "norberg.styr"
    create_file(path, "norberg", clock=fixed_clock(TODAY), user="Prov", example_year=None)
    return path


@pytest.fixture
def year(_norberg: Path, tmp_path: Path) -> Iterator[Year]:
    """Norberg's model in a file of its own."""
    path = Path(shutil.copy(_norberg, tmp_path / "norberg.styr"))
    database = Database.open(path, clock=fixed_clock(TODAY), user="Prov")
    yield Year(database)
    database.close()
