"""A small town with three indicators, in a file that each test gets a copy of."""

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.services.clock import fixed_clock
from app.services.storage import Database, describe
from tests.conftest import TODAY
from tests.newfiles import create_file

CODE = "1864"


def _indicators(session: Session) -> dict[str, int]:
    made = {
        "N1": Indicator(name="Nöjda brukare", code="N1", unit_of_measure="procent", direction="higher",
                        frequency="year", by_gender=True),
        "N2": Indicator(name="Sjukfrånvaro", code="N2", unit_of_measure="procent", direction="lower",
                        frequency="tertial"),
        "": Indicator(name="Plan finns", direction="yes_no", frequency="year"),
    }  # fmt: skip
    session.add_all(made.values())
    describe(session, "Lade till mått")
    session.flush()
    return {code: row.id for code, row in made.items()}


@pytest.fixture(scope="module")
def _town_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kommun") / "kommun.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(TODAY), user="Anna", example_year=None)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Anna")
    database.write(partial(_indicators))
    database.close()
    return path


@pytest.fixture
def town(tmp_path: Path, _town_file: Path) -> Iterator[Database]:
    path = Path(shutil.copy(_town_file, tmp_path / "kommun.styr"))
    database = Database.open(path, clock=fixed_clock(TODAY), user="Anna")
    yield database
    database.close()
