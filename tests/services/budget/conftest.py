"""A town without a budget, the same with its first plan, and the example around 2027."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.budget import versions
from app.services.clock import Clock
from app.services.storage import Database
from tests.newfiles import open_founded
from tests.services.budget.ledger import YEARS, Ledger, found_town


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """Units, and no budget."""
    database = open_founded(tmp_path / "Ådal.styr", found_town, clock=clock, user="Prov")
    yield Ledger(database)
    database.close()


@pytest.fixture
def ledger(town: Ledger) -> Ledger:
    """The town with an empty plan."""
    town.version_id = town.run(versions.create_plan, first_year=YEARS[0])
    return town


@pytest.fixture
def example(example_of_2027: Path, tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    """The example municipality, in a file of its own."""
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2027, path)
    database = Database.open(path, clock=clock, user="Prov")
    yield Ledger(database)
    database.close()
