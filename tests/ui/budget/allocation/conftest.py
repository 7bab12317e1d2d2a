"""The tab on the small town, without a model and with one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.clock import Clock, fixed_clock
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import Bench
from tests.services.budget.ledger import Ledger
from tests.ui.budget.allocation.hands import Hands, fill
from tests.ui.budget.conftest import Desk, sit_down


@pytest.fixture
def bare_hands(desk: Desk, ledger: Ledger) -> Hands:
    """No model yet."""
    return Hands(desk, Bench(ledger))


@pytest.fixture(scope="session")
def _model_file(_town_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("beräkning") / "Ådal.styr"
    shutil.copy(_town_file, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Prov")
    fill(Bench(Ledger(database)))
    database.close()
    return path


@pytest.fixture
def hands(_model_file: Path, tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Hands]:
    """A model of preschools."""
    path = tmp_path / "Ådal.styr"
    shutil.copy(_model_file, path)
    database = Database.open(path, clock=clock, user="Prov")
    ledger = Ledger(database)
    ledger.version_id = ledger.version.id
    yield Hands(sit_down(ledger, qtbot), Bench(ledger))
    database.close()
