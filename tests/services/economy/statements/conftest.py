"""A town with a plan and no economy, and the example municipality."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.clock import Clock, fixed_clock
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.economy.statements.town import Town, open_town


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """A town in a file of its own."""
    found = open_town(tmp_path / "Ådal.styr", clock)
    yield found
    found.database.close()


@pytest.fixture(scope="module")
def example(example_of_2027: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The example, which no test changes."""
    path = tmp_path_factory.mktemp("räkningar") / "Ljusnarsberg.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Prov")
    yield Town(database)
    database.close()
