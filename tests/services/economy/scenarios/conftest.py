"""The town whose scenarios are tested: one that is only read, and one to change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.clock import Clock, fixed_clock
from tests.conftest import TODAY
from tests.services.economy.scenarios.town import Town, open_town


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town that no test changes."""
    town = open_town(tmp_path_factory.mktemp("scenarier") / "Ådal.styr", fixed_clock(TODAY))
    yield town
    town.database.close()


@pytest.fixture
def town(tmp_path: Path, clock: Clock) -> Iterator[Town]:
    """A town of one's own."""
    town = open_town(tmp_path / "Ådal.styr", clock)
    yield town
    town.database.close()
