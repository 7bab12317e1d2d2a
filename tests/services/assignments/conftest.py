"""A town with Strängnäs' model, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.storage import Database
from tests.services.assignments.town import CLOCK, Town, found


@pytest.fixture(scope="session")
def _town_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    path = tmp_path_factory.mktemp("stad") / "stad.styr"
    database = Database.create(path, clock=CLOCK, user="Prov")
    keys = {name: key for name, key in vars(found(database)).items() if isinstance(key, int)}
    database.close()
    return path, keys


@pytest.fixture
def town(_town_file: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[Town]:
    path, keys = _town_file
    copied = Path(shutil.copy(path, tmp_path / "stad.styr"))
    database = Database.open(copied, clock=CLOCK, user="Prov")
    town = Town.__new__(Town)
    town.__dict__.update(keys, database=database)
    yield town
    database.close()
